"""Flags that the parent command sets on a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunMode:
    """Set on the plugin as `run` before a build; the default is a plain `mkdocs build`.

    `checks`: whether to check the data and report problems; a command that has already done so switches it off.
    `copied`: the folders of the source and of the working copy, if the build runs in one.
    """

    checks: bool = True
    copied: tuple[Path, Path] | None = None
