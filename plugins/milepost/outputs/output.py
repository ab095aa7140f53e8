"""A form in which Milepost writes what one audience may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.render.site_plan import Composition


@dataclass(frozen=True, slots=True)
class Output:
    """One form. `build` makes its files from all pages of a site: path → content."""

    name: str
    build: Callable[[Composition], Mapping[str, bytes]]
