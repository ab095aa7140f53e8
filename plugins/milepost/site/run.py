"""How a build goes that somebody else oversees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunMode:
    """Set on the plugin as `run` before a build; the default is a plain `mkdocs build`.

    `twin`: everything private is gone from the source, so a reference to it is no finding. `checks`: whether
    the rules over the whole portfolio run. `moved`: the folders that a twin has others for.
    """

    twin: bool = False
    checks: bool = True
    moved: Mapping[Path, Path] = field(default_factory=dict)
