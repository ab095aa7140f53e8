"""Flags that the parent command sets on a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from milepost.history.history import NO_HISTORY, History
from milepost.history.recorded import recorded


@dataclass(frozen=True, slots=True)
class RunMode:
    """Set on the plugin as `run` before a build; the default is a plain `mkdocs build`.

    `checks`: whether to check the data and report problems; a command that has already done so switches it off.
    `copied`: the folders of the source and of the working copy, if the build runs in one.
    `recorded_history`: the file with what its readers may know of the past. A working copy is in no repository, or in
    one that it knows nothing of, so that it has no other history.
    """

    checks: bool = True
    copied: tuple[Path, Path] | None = None
    recorded_history: Path | None = None

    @property
    def history(self) -> History | None:
        """The history to build with; None for the one in git."""
        if self.recorded_history:
            return recorded(self.recorded_history)
        return NO_HISTORY if self.copied else None
