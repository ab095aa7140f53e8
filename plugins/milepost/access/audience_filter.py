"""Entry points of the audience filter, which separates the full portfolio from everything that is published.

Whatever runs behind it sees only what it lets through.
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
    """The portfolio that one audience may see on a day; without a day, nothing under embargo is visible.

    Raises ValueError for an unknown audience.
    """
    if _is_innermost(portfolio, audience):
        return portfolio
    with gc_paused():
        return Redactor(portfolio, audience, as_of).redacted_portfolio()


def side_by_side(
    portfolio: Portfolio, audience: str, as_of: date | None = None
) -> tuple[Portfolio, dict[Entity[Any], Entity[Any]]]:
    """(redacted portfolio, visible entities of the full portfolio mapped to their redacted copies).

    For code that explains what the filter does. Code that makes pages must never hold both.
    """
    everything = [entity for type_name in portfolio.types for entity in portfolio.entities(type_name)]
    if _is_innermost(portfolio, audience):
        return portfolio, {entity: entity for entity in everything}
    redactor = Redactor(portfolio, audience, as_of)
    redacted = redactor.redacted_portfolio()
    made = {id(entity.entry): entity for type_name in redacted.types for entity in redacted.entities(type_name)}
    found = {id(whole): made[copy] for copy, whole in redactor.copies if copy in made}
    return redacted, {entity: found[id(entity.entry)] for entity in everything if id(entity.entry) in found}


def _is_innermost(portfolio: Portfolio, audience: str) -> bool:
    if audience not in portfolio.audiences:
        raise ValueError(f"there is no audience '{audience}'")
    return audience == portfolio.audiences[-1]
