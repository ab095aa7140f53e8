"""Who sees what: the one door between the full portfolio and everything that is published.

Everything after this module sees only what it lets through.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from milepost.collector import collector_resting
from milepost.door import Door
from milepost.portfolio import Portfolio
from milepost.reach import audience_of
from milepost.thing import Thing

__all__ = ["audience_of", "project", "side_by_side"]


def project(portfolio: Portfolio, audience: str, as_of: date | None = None) -> Portfolio:
    """What one audience may see of a full portfolio on a day; without a day, nothing that is under embargo.

    Raises ValueError for an audience there is not.
    """
    if _is_innermost(portfolio, audience):
        return portfolio
    with collector_resting():
        return Door(portfolio, audience, as_of).project()


def side_by_side(
    portfolio: Portfolio, audience: str, as_of: date | None = None
) -> tuple[Portfolio, dict[Thing[Any], Thing[Any]]]:
    """What an audience sees, and of each thing that it sees, by the full portfolio's, what it sees of it.

    For those who explain the door; whoever makes pages must not hold both.
    """
    everything = [thing for type_name in portfolio.types for thing in portfolio.things(type_name)]
    if _is_innermost(portfolio, audience):
        return portfolio, {thing: thing for thing in everything}
    door = Door(portfolio, audience, as_of)
    seen = door.project()
    made = {id(thing.entry): thing for type_name in seen.types for thing in seen.things(type_name)}
    found = {id(whole): made[copy] for copy, whole in door.copies if copy in made}
    return seen, {thing: found[id(thing.entry)] for thing in everything if id(thing.entry) in found}


def _is_innermost(portfolio: Portfolio, audience: str) -> bool:
    if audience not in portfolio.audiences:
        raise ValueError(f"there is no audience '{audience}'")
    return audience == portfolio.audiences[-1]
