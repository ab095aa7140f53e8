"""The quality of the schedule itself: the points of the DCMA assessment."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.kit import phrasing
from milepost.kit.components import Mark
from milepost.pages.plan.components import PlanCell, PlanPart, PlanRow, cell, plan_table
from milepost.pages.plan.context import PlanContext
from milepost.schedule.quality import QualityMeasure

_NAMES = {
    "logic": ("Logic", "open tasks without a predecessor or without a successor"),
    "leads": ("Leads", "links with a negative lag"),
    "lags": ("Lags", "links with a lag"),
    "finish-to-start": ("Relationship types", "finish-to-start links"),
    "hard-constraints": ("Hard constraints", "open tasks with a constraint that overrides the network"),
    "high-slack": ("High float", "open tasks with more than 44 working days of slack"),
    "negative-slack": ("Negative float", "open tasks that would miss a deadline or constraint"),
    "long-durations": ("High duration", "open tasks of more than 44 working days"),
    "contrary-dates": ("Invalid dates", "tasks with an actual date after today, or a planned one before it"),
    "resources": ("Resources", "open tasks without a resource or cost"),
    "missed": ("Missed tasks", "tasks due by today that finished after their baseline or are still open"),
    "critical-path-test": (
        "Critical path test",
        "working days that the end moves when a critical task takes 600 longer",
    ),
    "cpli": ("CPLI", "critical path length index: 1 or more leaves enough time to meet the baseline"),
    "bei": ("BEI", "baseline execution index: tasks completed ÷ tasks due"),
}
_INDICES = ("cpli", "bei")
_MOST_TASKS = 8


def assessment_part(plan: PlanContext) -> PlanPart | None:
    """The points of the assessment for the internal site; None for other readers, and without a schedule."""
    found = plan.insight.quality if plan.inside else ()
    counted = [one for one in found if one.share is not None]
    if not counted:
        return None
    table = plan_table("Schedule quality", ("Check", "Found#", "Threshold", "State", "Tasks"), _rows(plan, counted))
    judged = [one for one in counted if one.is_met is not None]
    met = sum(bool(one.is_met) for one in judged)
    return PlanPart(
        "schedule-quality",
        "Schedule quality",
        tables=(table,) if table else (),
        note=f"{met} of {phrasing.count(len(judged), 'check')} within threshold",
        fine="The checks of the DCMA 14-point schedule assessment that this plan has data for. A value outside its "
        "threshold is a reason to look closer, not a failure.",
    )


def _rows(plan: PlanContext, found: list[QualityMeasure]) -> Iterator[PlanRow]:
    for one in found:
        name, meaning = _NAMES[one.name]
        state = None
        if one.is_met is not None:
            state = Mark("status", "done", "Within") if one.is_met else Mark("health", "at_risk", "Outside")
        yield PlanRow(
            (
                cell(name, sub=meaning),
                cell(_found(one)),
                cell(_threshold(one)),
                PlanCell(mark=state),
                PlanCell(plan.task_names(one.activities, _MOST_TASKS) if one.is_met is not True else ()),
            )
        )


def _found(one: QualityMeasure) -> str:
    if one.name in _INDICES:
        return f"{one.share:.2f}"
    if one.name == "critical-path-test":
        return phrasing.number(round(one.count, 1))
    return f"{phrasing.number(one.count)} of {phrasing.number(one.total)}"


def _threshold(one: QualityMeasure) -> str:
    if one.threshold is None:
        return ""
    side = "at least" if one.at_least else "at most"
    if one.name in _INDICES:
        return f"{side} {one.threshold:.2f}"
    if one.name == "critical-path-test":
        return f"{side} {phrasing.number(one.total)}"
    return "none" if one.threshold == 0 else f"{side} {round(one.threshold * 100)}%"
