"""Who sees what: the audience filter between the full portfolio and everything that is published.

Everything after this module sees only what it lets through.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from milepost.access.effective_audience import audience_of
from milepost.access.redaction import Redactor
from milepost.gc_pause import gc_paused
from milepost.graph.entity import Entity
from milepost.graph.portfolio import Portfolio

__all__ = ["audience_of", "redacted_for", "side_by_side"]


def redacted_for(portfolio: Portfolio, audience: str, as_of: date | None = None) -> Portfolio:
    """What one audience may see of a full portfolio on a day; without a day, nothing that is under embargo.

    Raises ValueError for an audience there is not.
    """
    if _is_innermost(portfolio, audience):
        return portfolio
    with gc_paused():
        return Redactor(portfolio, audience, as_of).project()


def side_by_side(
    portfolio: Portfolio, audience: str, as_of: date | None = None
) -> tuple[Portfolio, dict[Entity[Any], Entity[Any]]]:
    """What an audience sees, and of each entity that it sees, by the full portfolio's, what it sees of it.

    For those who explain the audience filter; whoever makes pages must not hold both.
    """
    everything = [entity for type_name in portfolio.types for entity in portfolio.entities(type_name)]
    if _is_innermost(portfolio, audience):
        return portfolio, {entity: entity for entity in everything}
    door = Redactor(portfolio, audience, as_of)
    seen = door.project()
    made = {id(entity.entry): entity for type_name in seen.types for entity in seen.entities(type_name)}
    found = {id(whole): made[copy] for copy, whole in door.copies if copy in made}
    return seen, {entity: found[id(entity.entry)] for entity in everything if id(entity.entry) in found}


def _is_innermost(portfolio: Portfolio, audience: str) -> bool:
    if audience not in portfolio.audiences:
        raise ValueError(f"there is no audience '{audience}'")
    return audience == portfolio.audiences[-1]
