"""Computed dates of plans that moved: milestones, ends of plans, and the tasks that moved them.

Milestones and the end of a plan are promises, each reported with what moved it. A task that was changed itself is
reported as well. All tasks that merely move along are one line for each plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import date_change
from milepost.diff.matching import AnyEntity, Pair
from milepost.diff.plan_causes import PlanCauses
from milepost.diff.rules import level_of
from milepost.diff.values import same_period
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_end
from milepost.kit import phrasing
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period


def changes(comparison: Comparison) -> Iterator[Change]:
    """Yield the moved dates of every plan that is in both revisions."""
    for pair in comparison.matched:
        if pair.entity.type == "plan" and pair.both:
            was, now = comparison.before.plan(pair.both[0]), comparison.after.plan(pair.both[1])
            if was.problems or now.problems:
                yield from _unscheduled(comparison, pair, was, now)
            else:
                yield from _scheduled(comparison, pair, was, now)


def shift_text(days: int, precision: str = "day") -> str:
    """The size of a shift in calendar days: days under two weeks, weeks under half a year, then months.

    Dates that are less exact than a day are measured in their own units.
    """
    if precision != "day":
        return phrasing.amount(days, precision)
    amount, unit = _in_unit(abs(days))
    return phrasing.count(amount, unit)


def _in_unit(days: int) -> tuple[int, str]:
    if days < 14:
        return days, "day"
    return (round(days / 7), "week") if days < 183 else (round(days / 30.44), "month")


def _range_text(shifts: Iterable[int]) -> str:
    """The range of some shifts: "3 to 15 weeks", "2 days to 3 weeks", "4 days"."""
    sizes = sorted(map(abs, shifts))
    (least, unit), (most, other) = _in_unit(sizes[0]), _in_unit(sizes[-1])
    if (least, unit) == (most, other):
        return shift_text(sizes[0])
    return (
        f"{least} to {shift_text(sizes[-1])}" if unit == other else f"{shift_text(sizes[0])} to {shift_text(sizes[-1])}"
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """A task whose computed end moved, by so many calendar days; later is positive."""

    pair: Pair
    before: Period
    after: Period
    days: int

    @property
    def name(self) -> str:
        return self.pair.entity.slug


def _unscheduled(comparison: Comparison, pair: Pair, was: PlanInsight, now: PlanInsight) -> Iterator[Change]:
    """That a plan lost or got its computed dates; and its written dates, which count where none are computed."""
    if now.problems and not was.problems:
        more = len(now.problems) - 1
        others = f", and {phrasing.count(more, 'other fault')}" if more else ""
        what = f"has no computed dates any more: {now.problems[0].message}{others}"
        yield comparison.change("date-moved", pair, what, "tasks")
    elif was.problems and not now.problems and now.end:
        yield comparison.change(
            "date-moved", pair, f"has computed dates now, and ends {phrasing.day(now.end)}", "tasks"
        )
    for task in _task_pairs(comparison, pair):
        for field in ("start", "end"):
            if found := _written_change(comparison, task, field):
                yield found


def _scheduled(comparison: Comparison, pair: Pair, was: PlanInsight, now: PlanInsight) -> Iterator[Change]:
    tasks = [task for task in _task_pairs(comparison, pair) if task.after in now.tasks]
    moves = {move.name: move for task in tasks if (move := _move(comparison, task))}
    causes = PlanCauses(comparison, was, now, {name: move.days for name, move in moves.items()})
    promised = [
        move for name, move in moves.items() if now.tasks[move.pair.entity].is_milestone or name in causes.changed
    ]
    carrier = _carrier(promised, was, now)
    for move in promised:
        why = causes.reason(move.name, later=move.days > 0)
        if move is carrier:
            why += f"; the plan ends with it{_missed_items(comparison, pair, was, now)}"
        found = date_change(comparison, move.pair, move.before, move.after, "end", why, shift_text)
        assert found
        yield found
    if carrier is None and (end := _plan_end(comparison, pair, causes)):
        yield end
    reported = {move.name for move in promised}
    summaries = now.network.network
    rest = [move for name, move in moves.items() if name not in reported and not summaries.is_summary(name)]
    if rest:
        yield _rest(comparison, pair, rest, more=bool(promised))
    for task in tasks:
        for field in ("start", "end"):
            if task.entity.slug not in reported and (found := _written_change(comparison, task, field)):
                yield _without_effect(found, field)


def _task_pairs(comparison: Comparison, plan: Pair) -> Iterator[Pair]:
    """The tasks of a plan that are in both revisions."""
    assert plan.after
    for entity in comparison.children(plan.after):
        earlier = comparison.pairs.earlier(entity) if entity.type == "task" else None
        if earlier:
            yield Pair(earlier, entity)


def _move(comparison: Comparison, task: Pair) -> _Move | None:
    before, after = _end(comparison, task.before, now=False), _end(comparison, task.after, now=True)
    if not (before and after) or same_period(before) == same_period(after):
        return None
    change = slip(after, before)
    return _Move(task, before, after, change.days) if change and change.days else None


def _end(comparison: Comparison, entity: AnyEntity | None, *, now: bool) -> Period | None:
    return comparison.main_date(entity, now=now) if entity else None


def _carrier(promised: Iterable[_Move], was: PlanInsight, now: PlanInsight) -> _Move | None:
    """The reported task that ends on the last day of the plan in both revisions; of several, the last milestone."""
    if was.end == now.end:
        return None
    found = [one for one in promised if one.before.last == was.end and one.after.last == now.end]
    return max(reversed(found), key=lambda one: now.tasks[one.pair.entity].is_milestone, default=None)


def _plan_end(comparison: Comparison, pair: Pair, causes: PlanCauses) -> Change | None:
    """The moved end of a plan, where no task is reported with it."""
    was, now = causes.was, causes.now
    before, after = plan_end(comparison.base, was), plan_end(comparison.head, now)
    change = slip(after, before)
    if not (was.end and now.end and before and after and change and change.days):
        return None
    later = change.days > 0
    last = next(
        task.slug for task, one in reversed(list(now.tasks.items())) if one.end == now.end and not one.is_summary
    )
    far = shift_text(change.days, change.precision)
    old, new = phrasing.period(before), phrasing.period(after)
    gist = f"ends {new} instead of {old} ({'+' if later else '−'}{far})"
    what = f"{gist}{causes.reason(last, later=later)}{_missed_items(comparison, pair, was, now)}"
    rule = "date-slipped" if later else "date-moved"
    return comparison.change(rule, pair, what, "tasks", before=old, after=new, days=change.days, gist=gist, far=far)


def _missed_items(comparison: Comparison, pair: Pair, was: PlanInsight, now: PlanInsight) -> str:
    """The roadmap items that a plan delivers and now ends after, and did not before."""
    assert pair.after
    missed = []
    for item in comparison.head.targets(pair.after, "items"):
        due = comparison.after.dates[item].end
        earlier = comparison.pairs.earlier(item)
        then = comparison.before.dates[earlier].end if earlier else None
        was_missed = bool(was.end and then and then.last and was.end > then.last)
        if now.end and due and due.last and now.end > due.last and not was_missed:
            missed.append(f"{item.title} ({phrasing.period(due)})")
    noun = phrasing.plural(len(missed), "the roadmap item", "the roadmap items")
    return f", later than {noun} that it delivers: {phrasing.listing(missed)}" if missed else ""


def _rest(comparison: Comparison, pair: Pair, rest: list[_Move], *, more: bool) -> Change:
    """The tasks that merely move along, in one line."""
    later, earlier = [one.days for one in rest if one.days > 0], [one.days for one in rest if one.days < 0]
    word = "more task" if more else "task"
    parts = [
        f"{phrasing.count(len(days), word if days is (later or earlier) else 'task')} that "
        f"{phrasing.plural(len(days), 'moves', 'move')} {direction}, by {_range_text(days)}"
        for days, direction in ((later, "later"), (earlier, "earlier"))
        if days
    ]
    return comparison.change("date-moved", pair, f"has {phrasing.listing(parts)}", "tasks")


def _written_change(comparison: Comparison, task: Pair, field: str) -> Change | None:
    """The change of a date that somebody typed."""
    assert task.before
    assert task.after
    before, after = getattr(task.before.entry, field), getattr(task.after.entry, field)
    return date_change(comparison, task, before, after, field, "", shift_text)


def _without_effect(found: Change, field: str) -> Change:
    """A typed date that changed while the computed one did not: no promise moves."""
    what = f"has its planned {field} changed to {found.after}" if found.after else f"has no planned {field} any more"
    was = f"; it was {found.before}" if found.before else ""
    what = f"{what}{was}; its computed end stays"
    return replace(found, rule="date-moved", level=level_of("date-moved"), what=what, days=None, gist="", far="")
