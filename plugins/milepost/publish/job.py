"""A site to build, as passed to a child process, and the result."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """One site for one audience.

    `docs_dir` and `data_dir` are the site's own unless a working copy replaces them; `copied` is the folder of the
    source and that of the copy. `cwd` is the child's working directory, `scratch` its temporary folder, `cache_home`
    its cache folder outside `cwd`; git does not search for a repository above `git_ceiling`, and `history` is the file
    with what the audience may know of the past. Reads below the `private` folders but outside `open_folders` are
    refused (`refuse`) or recorded.
    """

    name: str
    config_file: str
    audience: str
    site_dir: str
    as_of: str
    strict: bool = False
    guarded: bool = False
    docs_dir: str | None = None
    data_dir: str | None = None
    copied: tuple[str, str] | None = None
    cwd: str | None = None
    scratch: str | None = None
    cache_home: str | None = None
    git_ceiling: str | None = None
    history: str | None = None
    private: tuple[str, ...] = ()
    open_folders: tuple[str, ...] = ()
    refuse: bool = False

    def to_json(self) -> str:
        """The job as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        for name, value in fields.items():
            fields[name] = tuple(value) if isinstance(value, list) else value
        return cls(**fields)


class Outcome(StrEnum):
    """How a child process ended."""

    BUILT = "built"
    FINDINGS = "findings"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a child's log; `level` is the name of a logging level."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a child reported: its outcome, number of pages, its log from warnings upward, and printed output.

    `refused` and `noted` map paths that it opened in private folders to the module that did.
    """

    job: Job
    outcome: Outcome
    pages: int = 0
    log: tuple[Message, ...] = ()
    output: str = ""
    refused: dict[str, str] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)
