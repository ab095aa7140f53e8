"""The declaration of an output format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.render.site_plan import SitePlan


@dataclass(frozen=True, slots=True)
class Output:
    """An output format. `build` turns the plan of a site into files: path → content."""

    name: str
    build: Callable[[SitePlan], Mapping[str, bytes]]
