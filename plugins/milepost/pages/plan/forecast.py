"""The forecast of a plan: when it will end, how likely the promised dates are, and which tasks decide."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.kinds.plan.plan_forecast import Odds, PlanForecast
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.schedule_words import chance, percent, short_day
from milepost.pages.plan.components import PlanCell, PlanPart, PlanRow, cell, joined, plan_table
from milepost.pages.plan.context import PlanContext
from milepost.pages.plan.outside_view import outside_view

_LEAST_SHARE = 0.005  # of the runs in which a task is critical, to be listed
_MOST_ROWS = 100


def forecast_part(plan: PlanContext) -> PlanPart | None:
    """The forecast; None if nothing in the plan is uncertain, or readers may not see how uncertain it is."""
    found = plan.insight.forecast if plan.is_exact else None
    if not found:
        return None
    columns = ("Milestone", "Scheduled", "50% by", "80% by", "95% by", "Deadline or baseline", "Chance to meet it#")
    dates = plan_table("Forecast of the end and of milestones", columns, _dates(plan, found))
    tasks = plan_table(
        "Criticality and sensitivity of tasks",
        ("Task", "Critical in#", "Sensitivity (SSI)#"),
        _tasks(plan, found),
        folded="Criticality and sensitivity by task",
    )
    return PlanPart(
        "forecast",
        "Forecast",
        sentences=tuple(one for one in (_odds(found), _deciding(plan, found), outside_view(plan)) if one),
        tables=tuple(filter(None, (dates, tasks))),
        fine=_method(found),
    )


def _odds(found: PlanForecast) -> tuple[Phrase, ...]:
    odds = found.finish
    parts = [
        Phrase("There is an "),
        Phrase("80% chance", strong=True),
        Phrase(f" of finishing by {short_day(odds.p80)}."),
    ]
    if odds.promised is not None and odds.chance is not None:
        parts += [
            Phrase(f" The chance of finishing by the baseline date, {short_day(odds.promised)}, is "),
            Phrase(f"{chance(odds.chance)}.", strong=True),
        ]
    return tuple(parts)


def _deciding(plan: PlanContext, found: PlanForecast) -> tuple[Phrase, ...]:
    tasks = found.deciding
    if not tasks:
        return ()
    names = joined((plan.named(task, strong=True),) for task in tasks)
    number = phrasing.sentence(phrasing.cardinal(len(tasks)))
    who = "This task drives" if len(tasks) == 1 else f"{number} tasks drive"
    return (Phrase(f"{who} most of the uncertainty: "), *names, Phrase("."))


def _dates(plan: PlanContext, found: PlanForecast) -> Iterator[PlanRow]:
    end = plan.insight.end
    yield _row(cell("End of the project"), short_day(end) if end else "", found.finish)
    for one in plan.insight.milestones:
        odds = found.milestones.get(one.entity.slug)
        if odds and not one.is_complete:
            yield _row(PlanCell((plan.named(one.entity),)), short_day(one.end) if one.end else "", odds)


def _row(name: PlanCell, scheduled: str, odds: Odds) -> PlanRow:
    days = (short_day(day) for day in (odds.p50, odds.p80, odds.p95))
    promised = short_day(odds.promised) if odds.promised else ""
    share = percent(odds.chance) if odds.chance is not None else ""
    return PlanRow((name, cell(scheduled), *map(cell, days), cell(promised), cell(share)))


def _tasks(plan: PlanContext, found: PlanForecast) -> Iterator[PlanRow]:
    tasks = plan.insight.network.tasks
    ranked = sorted(
        (name for name in tasks if name in found.criticality and found.criticality[name] >= _LEAST_SHARE),
        key=lambda name: (-found.sensitivity.get(name, 0), -found.criticality[name]),
    )
    for name in ranked[:_MOST_ROWS]:
        share = f"{round(found.criticality[name] * 100)}% of runs"
        yield PlanRow(
            (PlanCell((plan.named(tasks[name]),)), cell(share), cell(f"{found.sensitivity.get(name, 0):.2f}"))
        )


def _method(found: PlanForecast) -> str:
    estimates = phrasing.count(found.estimated, "three-point estimate")
    risks = (
        f" and {phrasing.count(found.risks, 'open risk or opportunity', 'open risks and opportunities')}"
        if found.risks
        else ""
    )
    return (
        f"From {phrasing.number(found.runs)} simulated runs with {estimates}{risks}. Durations are drawn from PERT "
        "distributions; each risk occurs with its probability and changes the length of its tasks. The schedule "
        "sensitivity index (SSI) compares the uncertainty of a task with that of the finish date, weighted by how "
        "often the task is critical."
    )


def promised_by(plan: PlanContext) -> tuple[Phrase, ...]:
    """The chance of the promised end in one sentence, for other pages; empty without a forecast."""
    found = plan.insight.forecast if plan.is_exact else None
    return _odds(found) if found else ()
