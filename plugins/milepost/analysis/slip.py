"""What would move if an entry slipped: an item, a release, a milestone, a task, or a whole project.

A task takes longer by the working time in the days by which it slips, and its plan is scheduled anew, so that slack is
taken into account. The end of a plan moves the items that it delivers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from milepost.analysis.slip_impact import AnyEntity, Missed, Shift, SlipImpact, slip_of_items
from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan, Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_end, task_end
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item, Milestone, Release
from milepost.kinds.roadmap.progress import is_open
from milepost.schedule.calendar import day_end
from milepost.schedule.dates import Schedule
from milepost.schedule.network import Activity, Network
from milepost.schedule.passes import compute
from milepost.schema.base import CLOSED
from milepost.schema.period import Period

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

SLIPPING: tuple[type[Item] | type[Release] | type[Milestone] | type[Task] | type[Plan], ...] = (
    Item,
    Release,
    Milestone,
    Task,
    Plan,
)


class NoSlip(ValueError):
    """The entry cannot slip; the message says why, as the rest of a sentence that begins with its title."""


def slip_of(insight: Insight, entity: AnyEntity, days: int, most: int = 0) -> SlipImpact:
    """The impact of an entry that ends `days` calendar days later; `most` items at most, if it is set.

    Raises NoSlip for an entry that is closed, or has no date that could slip.
    """
    entry = entity.entry
    if isinstance(entry, Item):
        _require(is_open(entity), "is closed, so it cannot slip")
        _require(insight.dates[entity].end, "has no end that could slip")
        return slip_of_items(insight, {entity: days}, days, most)
    if isinstance(entry, Release):
        return _release(insight, entity, days, most)
    if isinstance(entry, Milestone):
        return _milestone(insight, entity, days, most)
    if isinstance(entry, Task):
        return _task(insight, entity, days, most)
    if isinstance(entry, Plan):
        plan = insight.plan(entity)
        _require(entry.status not in CLOSED, "is closed, so it cannot slip")
        _require(plan.end, "has no end that could slip")
        return _with_plan(insight, plan, {}, days, days, most)
    names = ", ".join(cls.type_name for cls in SLIPPING)
    raise NoSlip(f"has no planned date; what can slip: {names}")


def _require(held: object, words: str) -> None:
    if not held:
        raise NoSlip(words)


def _release(insight: Insight, entity: Entity[Release], days: int, most: int) -> SlipImpact:
    _require(insight.release(entity).status not in CLOSED, "is out, so it cannot slip")
    _require(entity.entry.date and entity.entry.date.last, "has no date that could slip")
    with_it = [one for one in insight.portfolio.sources(entity, "release") if _ends_with(insight, one)]
    shifts = [Shift(one, days, entity, "release", 1, insight.dates[one].end) for one in with_it]
    stones = [
        Shift(one, days, entity, "milestone", 1, one.entry.date)
        for one in insight.portfolio.nested(entity, Milestone.type_name)
        if one.id and not insight.milestone(one).met
    ]
    return _joined(slip_of_items(insight, dict.fromkeys(with_it, days), days, most), [*shifts, *stones], {entity})


def _ends_with(insight: Insight, item: ItemEntity) -> bool:
    return is_open(item) and insight.dates[item].end_from == "release"


def _milestone(insight: Insight, entity: Entity[Milestone], days: int, most: int) -> SlipImpact:
    due, owner = entity.entry.date, entity.parent
    _require(not insight.milestone(entity).met, "is met, so it cannot slip")
    if due.last is None:
        raise NoSlip("has no date that could slip")
    if owner is None or not isinstance(owner.entry, Item) or owner.entry.is_closed:
        return slip_of_items(insight, {}, days, most)
    item = cast(ItemEntity, owner)
    end = insight.dates[item].end
    moved = due.last + timedelta(days)
    if insight.dates[item].end_from != "milestones":
        missed = (moved - end.last).days if end and end.last and due.last <= end.last else 0
        found = slip_of_items(insight, {}, days, most)
        return replace(found, missed=(Missed(item, missed, entity, end),)) if missed > 0 and end else found
    others = [one.entry.date.last for one in insight.portfolio.nested(item, "milestone") if one is not entity]
    last = max([moved, *(day for day in others if day)])
    delay = (last - end.last).days if end and end.last else 0
    if delay <= 0:
        return slip_of_items(insight, {}, days, most)
    found = slip_of_items(insight, {item: delay}, days, most)
    # The other milestones of the item stay where they are: this one alone slips.
    rest = tuple(one for one in found.shifts if one.via is not item or one.why != "milestone")
    return _joined(replace(found, shifts=rest), [Shift(item, delay, entity, "part", 1, end)], {entity})


def _task(insight: Insight, entity: Entity[Task], days: int, most: int) -> SlipImpact:
    assert entity.parent
    plan = insight.plan(cast("Entity[Plan]", entity.parent))
    task = plan.tasks.get(entity)
    _require(task and not task.is_complete, "is closed, so it cannot slip")
    _require(plan.schedule and task and task.end, "has no computed end that could slip")
    assert task
    assert task.end
    _require(not task.is_summary, "is a group of tasks; let one of them slip")
    before, after = plan.schedule, _rescheduled(plan, entity.slug, task.end + timedelta(days))
    assert before
    moves = {
        one: moved
        for name, one in plan.network.tasks.items()
        if one is not entity and (moved := (after[name].early_finish_date - before[name].early_finish_date).days) > 0
    }
    ended = (after.finish_date - before.finish_date).days
    found = _with_plan(insight, plan, moves, ended, days, most, entity)
    return replace(found, missed=(*_deadlines(plan, before, after), *found.missed))


def _rescheduled(plan: PlanInsight, name: str, until: date) -> Schedule:
    """The schedule if an activity, by taking longer, ended on another day."""
    network = plan.network.network
    activity, calendar = network.activities[name], network.calendar_of(network.activities[name])
    assert plan.schedule
    finish = plan.schedule[name].early_finish
    if activity.duration == 0:
        longer: Activity = replace(activity, start=until, finish=until, constraint=None)
    else:
        more = calendar.work_between(finish, day_end(until))
        left = network.remaining_of(activity) or 0
        if activity.is_in_progress:
            longer = replace(activity, remaining=left + more)
        else:
            longer = replace(activity, duration=left + more, start=activity.start, finish=None)
    activities = {**network.activities, name: longer}
    return compute(Network(activities, network.links, network.calendar, network.start, network.as_of))


def _with_plan(
    insight: Insight,
    plan: PlanInsight,
    moves: dict[Entity[Task], int],
    ended: int,
    days: int,
    most: int,
    task: Entity[Task] | None = None,
) -> SlipImpact:
    """The tasks that move, the plan, and the items whose end is that of the plan."""
    origin: AnyEntity = task or plan.entity
    shifts = [Shift(one, moved, origin, "depends", 1, _end_of(insight, plan, one)) for one, moved in moves.items()]
    if task and ended > 0:
        shifts.append(Shift(plan.entity, ended, origin, "part", 1, plan_end(insight.portfolio, plan)))
    seeds, missed = {}, []
    for item in filter(is_open, insight.portfolio.targets(plan.entity, "items") if ended > 0 else ()):
        end = insight.dates[item].end
        if delay := _delivery_delay(insight, item, plan, ended):
            seeds[item] = delay
            shifts.append(Shift(item, delay, plan.entity, "part", 2 if task else 1, end))
        elif (late := _overrun(end, plan, ended)) > 0 and end:
            missed.append(Missed(item, late, plan.entity, end))
    found = _joined(slip_of_items(insight, seeds, days, most), shifts, {plan.entity} if not task else {task})
    return replace(found, missed=(*missed, *found.missed))


def _overrun(end: Period | None, plan: PlanInsight, ended: int) -> int:
    """By how many days a plan would end after an item with an end of its own, after which it does not end as it is."""
    if end is None or end.last is None or plan.end is None or plan.end > end.last:
        return 0
    return (plan.end - end.last).days + ended


def _delivery_delay(insight: Insight, item: ItemEntity, plan: PlanInsight, ended: int) -> int:
    """By how many days an item moves whose end is that of the last of its plans."""
    end = insight.dates[item].end
    if insight.dates[item].end_from != "project" or end is None or end.last is None or plan.end is None:
        return 0
    return max(0, (plan.end - end.last).days + ended)


def _end_of(insight: Insight, plan: PlanInsight, task: Entity[Task]) -> Period | None:
    found: TaskInsight | None = plan.tasks.get(task)
    return task_end(insight.portfolio, plan, found) if found else None


def _deadlines(plan: PlanInsight, before: Schedule, after: Schedule) -> Iterator[Missed]:
    """The deadlines of tasks that are met as it is and would not be."""
    for name, task in plan.network.tasks.items():
        due = task.entry.deadline
        if due and due.last and before[name].early_finish_date <= due.last < after[name].early_finish_date:
            yield Missed(task, (after[name].early_finish_date - due.last).days, task, due)


def _joined(found: SlipImpact, shifts: Iterable[Shift], origins: set[AnyEntity]) -> SlipImpact:
    """The impact on items together with that on what moves them."""
    first = list(shifts)
    known = {shift.entity for shift in first} | origins
    deeper = max((shift.steps for shift in first if isinstance(shift.entity.entry, Item)), default=0)
    rest = [replace(one, steps=one.steps + deeper) for one in found.shifts if one.entity not in known]
    return replace(found, shifts=tuple(sorted([*first, *rest], key=lambda one: one.steps)))
