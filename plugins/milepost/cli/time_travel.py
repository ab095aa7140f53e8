"""The site as it was at a revision: a clone of the repository in a temporary folder, for as long as a command runs."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from milepost.could_not_run import CouldNotRun
from milepost.git.program import GitError, run
from milepost.git.repository import Repository
from milepost.history.ledger import day_of_time
from milepost.mkdocs_plugin.config_loading import find


@dataclass(frozen=True, slots=True)
class RevisionName:
    """A branch, tag, or commit, as the user wrote it."""

    name: str


class AsOfParameter(click.ParamType):  # type: ignore[type-arg]
    """A day such as 2026-09-14, or else a revision such as v1.4."""

    name = "day or revision"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | RevisionName:
        if isinstance(value, date | RevisionName):
            return value
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
        if not value or value.startswith("-"):
            self.fail(f"'{value}' is neither a day, such as 2026-09-14, nor a revision, such as v1.4", param, ctx)
        return RevisionName(value)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a command reads: a configuration, and the day of its values if one was given or is that of a commit."""

    config_file: str | None
    day: date | None


@contextlib.contextmanager
def at(config_file: str | None, as_of: date | RevisionName | None) -> Iterator[Moment]:
    """The configuration to read, as of a day or at a revision.

    At a revision, the working directory is that of the clone meanwhile, so that messages show paths as ever. The clone
    shares the objects of the repository, and has its history up to then. Raises CouldNotRun if there is no such
    revision, or no such configuration in it.
    """
    if not isinstance(as_of, RevisionName):
        yield Moment(config_file, as_of)
        return
    path = Path(os.path.realpath(find(config_file)))
    with tempfile.TemporaryDirectory(prefix="milepost-") as folder:
        clone = Path(os.path.realpath(folder)) / "clone"
        try:
            repository = Repository.around(path.parent)
            commit, root = repository.resolve(as_of.name).commit, repository.root
            run(root, "clone", "--quiet", "--shared", "--no-checkout", "--", str(root), str(clone))
            run(clone, "checkout", "--quiet", "--detach", commit)
            seconds = run(clone, "show", "--no-patch", "--format=%ct", commit).decode().strip()
        except GitError as error:
            raise CouldNotRun(f"{error}; --as-of takes a day, such as 2026-09-14, or a revision") from None
        config = path.relative_to(root)
        if not (clone / config).is_file():
            raise CouldNotRun(f"there is no {config.as_posix()} at {as_of.name}")
        with contextlib.chdir((clone / config).parent):
            yield Moment(config.name, day_of_time(int(seconds)))
