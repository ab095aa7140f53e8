"""The outside view: how much longer finished work of this site took than planned.

Reference class forecasting (Kahneman and Tversky, 1979; Flyvbjerg, 2006): how similar work turned out says more than
the plan does. With few finished works the ratios say nothing, so that a number is given for fifteen or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from milepost.kinds.plan.model import Plan
from milepost.kinds.roadmap.model import Item
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.pages.plan.components import said
from milepost.pages.plan.context import PlanContext

LEAST = 15


def overruns(plan: PlanContext) -> tuple[float, ...]:
    """Actual length by planned length of each finished item and project with a baseline, this plan left out.

    Lengths are calendar days. An item that is a project with a plan counts once, by its plan.
    """
    return tuple(sorted(_overruns(plan)))


def _overruns(plan: PlanContext) -> Iterator[float]:
    portfolio, insight = plan.portfolio, plan.page.insight
    planned = {one.slug for one in portfolio.all(Plan)}
    for project in portfolio.all(Plan):
        found = insight.plan(project)
        baseline = project.entry.baseline
        finished = project.entry.status == "done" and project is not plan.entity
        if finished and baseline and baseline.start and found.start and found.end and found.baseline_end:
            yield from _ratio(baseline.start.first, found.baseline_end, found.start, found.end)
    for item in portfolio.all(Item):
        if item.entry.status == "done" and item.slug not in planned and item.slug != plan.entity.slug:
            written, actual = item.entry.baseline, item.entry.actual
            start = (actual and actual.start) or item.entry.start
            end = (actual and actual.end) or item.entry.end
            if written and written.start and written.end and start and end:
                yield from _ratio(written.start.first, written.end.last, start.first, end.last)


def _ratio(first: date | None, last: date | None, started: date | None, ended: date | None) -> Iterator[float]:
    if first and last and started and ended and first <= last and started <= ended:
        yield ((ended - started).days + 1) / ((last - first).days + 1)


def outside_view(plan: PlanContext) -> tuple[Phrase, ...]:
    """The outside view in a sentence."""
    ratios = overruns(plan)
    if len(ratios) < LEAST:
        count = phrasing.count(len(ratios), "finished item or project", "finished items and projects")
        return said(
            f"This site has {count} with a baseline. With {LEAST} or more, it shows how much longer they took than "
            "planned."
        )
    half, most = (_percentile(ratios, share) for share in (50, 80))
    return said(
        f"Of {len(ratios)} finished items and projects on this site, half took {_at_most(half)} and one in five took"
        f" {_longer(most)} or more."
    )


def _percentile(ordered: tuple[float, ...], percent: int) -> float:
    """By nearest rank."""
    return ordered[-(-percent * len(ordered) // 100) - 1]


def _at_most(ratio: float) -> str:
    words = _longer(ratio)
    return f"up to {words}" if words[0].isdigit() and ratio > 1 else f"{words} or less"


def _longer(ratio: float) -> str:
    change = round((ratio - 1) * 100)
    return f"{abs(change)}% {'longer' if change > 0 else 'shorter'} than planned" if change else "as long as planned"
