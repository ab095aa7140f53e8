"""Flags that a command which oversees a build sets on the plugin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunMode:
    """Set on the plugin as `run` before a build; the default is a plain `mkdocs build`.

    `checks`: whether the data is checked and its findings are reported; a command that did so before the build
    switches it off. `copied`: the folder of the source and the folder of the working copy that is built from.
    """

    checks: bool = True
    copied: tuple[Path, Path] | None = None
