"""Rules over the whole portfolio, before anything is left out for anybody."""

from __future__ import annotations

from datetime import date

from milepost.checks import (  # noqa: F401  each declares its rules
    actions,
    blameless,
    clock,
    dates,
    disclosures,
    goals,
    handovers,
    incidents,
    links,
    order,
    public_dates,
    public_losses,
    public_sight,
    public_words,
    references,
    secrets,
    status,
    titles,
)
from milepost.checks.check import CHECKS, OF_ABSENCE, Context
from milepost.doctor import finding  # noqa: F401  so are those of an examination
from milepost.portfolio import Portfolio
from milepost.problem import Problem
from milepost.review import change  # noqa: F401  the rules of a review are set in the same place
from milepost.rules import RULES, Levels
from milepost.settings import Settings

__all__ = ["RULES", "check", "run"]


def check(portfolio: Portfolio, settings: Settings, *, whole: bool = True) -> list[Problem]:
    """Everything that is wrong with a full portfolio by the rules as a site has set them."""
    return run(portfolio, settings.as_of, Levels(settings.rules), whole=whole)


def run(portfolio: Portfolio, as_of: date, levels: Levels, *, whole: bool = True) -> list[Problem]:
    """What breaks the rules in a full portfolio, sorted by place, at the levels that were set.

    `whole`: False where documents could not be read, so that what is not there is no finding.
    """
    context = Context(portfolio, as_of, levels, whole=whole)
    asked = (name for name in CHECKS if levels.on(name) and (whole or name not in OF_ABSENCE))
    found = [problem for name in asked for problem in CHECKS[name](context)]
    return sorted(levels.apply(found), key=Problem.sort_key)
