"""Run the enabled checks on the full portfolio, before the audience filter."""

from __future__ import annotations

from datetime import date

from milepost.checks.check import Context
from milepost.checks.registry import CHECKS
from milepost.gc_pause import gc_paused
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.problem import Problem
from milepost.rules import Levels
from milepost.ruleset import rule_levels
from milepost.settings import Settings
from milepost.tables.row_limit import limited


def check(
    portfolio: Portfolio, settings: Settings, *, whole: bool = True, history: History = NO_HISTORY
) -> list[Problem]:
    """All problems of a full portfolio, by the rules as the site sets them."""
    return run(portfolio, settings.as_of, rule_levels(settings.rules), whole=whole, history=history)


def run(
    portfolio: Portfolio, as_of: date, levels: Levels, *, whole: bool = True, history: History = NO_HISTORY
) -> list[Problem]:
    """All problems of a full portfolio at the given levels, sorted by place.

    `whole`: False if documents could not be read, so that rules about something missing do not run.
    """
    context = Context(portfolio, as_of, levels, whole=whole, history=history)
    asked = [one for one in CHECKS if levels.on(one.rule.id) and (whole or not one.of_absence)]
    # Checks make few cycles and keep much: a collector that keeps looking through all of it makes them superlinear.
    with gc_paused():
        found = [problem for one in asked for problem in one(context)]
    return limited(levels.apply(found))
