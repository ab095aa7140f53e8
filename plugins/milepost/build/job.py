"""One site to build, as told to a child process, and what comes of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Job:
    """One site for one audience. `docs_dir` and `data_dir` are the site's own unless a twin brings others.

    `moved` names the folders that the twin's stand in for.
    """

    name: str
    config_file: str
    audience: str
    site_dir: str
    as_of: str
    strict: bool = False
    guarded: bool = False
    twin: bool = False
    docs_dir: str | None = None
    data_dir: str | None = None
    moved: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        """What `to_json` wrote."""
        return cls(**json.loads(text))


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
    """What a child had to say: its outcome, pages built, and its log from warnings upwards."""

    job: Job
    outcome: Outcome
    pages: int = 0
    log: tuple[Message, ...] = ()
    output: str = ""
