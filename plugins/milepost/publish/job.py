"""One site to build, as told to a child process, and what comes of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """One site for one audience.

    `docs_dir` and `data_dir` are the site's own unless a working copy brings others; `copied` names the folder of the
    source and that of the copy. `cwd` is where the child runs, `scratch` a folder for its temporary files, `cache_home`
    one for its caches outside of `cwd`; above `git_ceiling` git looks for no clone. What the child reads below the
    `private` folders, but not in `open_folders`, is refused or noted.
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
    private: tuple[str, ...] = ()
    open_folders: tuple[str, ...] = ()
    refuse: bool = False

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        """What `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        for name, value in fields.items():
            fields[name] = tuple(value) if isinstance(value, list) else value
        return cls(**fields)


class Outcome(StrEnum):
    """How a child ended."""

    BUILT = "built"
    FINDINGS = "findings"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a child's log; `level` is a logging level's name."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a child reported: its outcome, pages built, its log from warnings upwards, and what it printed.

    `refused` and `noted` hold paths that it opened in the private folders, and the module that did.
    """

    job: Job
    outcome: Outcome
    pages: int = 0
    log: tuple[Message, ...] = ()
    output: str = ""
    refused: dict[str, str] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)
