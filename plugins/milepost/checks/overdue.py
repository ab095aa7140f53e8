"""Dates that have passed as of the site's day, in calendar days."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named, titles_of
from milepost.checks.violation import Violation
from milepost.kinds.roadmap.model import Item, Milestone, Release
from milepost.kinds.roadmap.progress import is_open
from milepost.kinds.strategy.goal_metrics import KeyResultNumbers
from milepost.kinds.strategy.model import KeyResult, Objective
from milepost.schema.base import CLOSED, Span
from milepost.schema.date_arithmetic import days_past
from milepost.schema.period import Period
from milepost.wording import count


def _days_until(c: Context, period: Period | None) -> int:
    """Calendar days until a period begins; 0 if it has begun."""
    return max(0, (period.first - c.as_of).days) if period and period.first else 0


@check("release-passed", "warning", "The date of a release has passed, and items of it are open.", days=0)
def release_passed(c: Context, least: int) -> Iterator[Violation]:
    for release in c.portfolio.all(Release):
        entry = release.entry
        past = days_past(entry.date, c.as_of)
        left = [item for item in c.portfolio.sources(release, "release") if is_open(item)]
        if past > least and left and entry.status != "cancelled":
            over = f"{'ended' if entry.type == 'cycle' else 'came out'} {entry.date}, {day_count(past)} ago"
            message = f"{named(release)} {over}, with {count(len(left), 'item')} open: {titles_of(left)}"
            hint = "set their status, or move them to another release"
            yield c.found(release, ("date",), message, hint)


@check("overdue", "warning", "The end of an open item has passed.", days=0)
def overdue(c: Context, least: int) -> Iterator[Violation]:
    for item in c.open_items:
        end = item.entry.end
        past = days_past(end, c.as_of)
        if past > least and not (item.entry.actual and item.entry.actual.end):
            message = f"{named(item)} was to end {end}, {day_count(past)} ago, and is still {c.state(item)}"
            yield c.found(item, ("end",), message, "set its status to done, or give it a new end")


@check("late-start", "warning", "The start of a planned item has passed.", days=0)
def late_start(c: Context, least: int) -> Iterator[Violation]:
    for item in c.open_items:
        entry = item.entry
        past = days_past(entry.start, c.as_of)
        begun = entry.actual and entry.actual.start
        if entry.status == "planned" and past > least and not begun and not days_past(entry.end, c.as_of):
            message = f"{named(item)} was to start {entry.start}, {day_count(past)} ago, and is still {c.state(item)}"
            hint = "set its status to in_progress, or give it a new start"
            yield c.found(item, ("start",), message, hint)


@check("milestone-overdue", "warning", "The date of a milestone has passed, and it is not met.", days=0)
def milestone_overdue(c: Context, least: int) -> Iterator[Violation]:
    told = any(stone.entry.done is not None for stone in c.portfolio.all(Milestone))
    for stone in c.portfolio.all(Milestone):
        when, done = stone.entry.date, stone.entry.done
        past = days_past(when, c.as_of)
        status = getattr(stone.parent.entry, "status", None) if stone.parent else None
        # If no milestone of the portfolio states whether it is met, a missing `done` means nothing.
        if past > least and (done is False or (done is None and told and status not in CLOSED)):
            owner = f" of {named(stone.parent)}" if stone.parent else ""
            message = f"the milestone {named(stone)}{owner} was due {when}, {day_count(past)} ago, and is not met"
            hint = "write done: true, or give it a new date"
            yield c.found(stone, ("date",), message, hint)


@check("stale", "info", "An item is in progress or paused, and nobody has looked at it for long.", days=90)
def stale(c: Context, least: int) -> Iterator[Violation]:
    for item in c.open_items:
        seen, around = item.entry.updated, item.document.model.updated
        past = days_past(seen, c.as_of)
        if around:
            past = min(past, days_past(around, c.as_of))
        if past > least and item.entry.status in ("in_progress", "paused"):
            message = f"{named(item)} is {c.state(item)}, and was last looked at {seen}, {day_count(past)} ago"
            yield c.found(item, ("updated",), message, "see whether it still holds, and set updated:")


@check("key-result-overdue", "warning", "A key result was due, and its target is not reached.", days=0)
def key_result_overdue(c: Context, least: int) -> Iterator[Violation]:
    for result in c.portfolio.all(KeyResult):
        closed = result.parent and getattr(result.parent.entry, "status", None) in CLOSED
        found = c.insight.key_result(result)
        due = found.numbers.due
        past = days_past(due, c.as_of)
        if past > least and not closed and not found.met:
            message = f"{named(result)} was due {due}, {day_count(past)} ago, and {_current_value(found.numbers)}"
            hint = "give it a new date, or close its objective"
            yield c.found(result, ("due",), message, hint)


def _current_value(numbers: KeyResultNumbers) -> str:
    if numbers.current is None:
        return "nobody says where it is"
    return f"it is at {numbers.current:g}" + (f" of {numbers.target:g}" if numbers.target is not None else "")


@check("objective-overdue", "warning", "The time of an objective is over, and it is still open.", days=0)
def objective_overdue(c: Context, least: int) -> Iterator[Violation]:
    for objective in c.portfolio.all(Objective):
        frame = objective.entry.timeframe
        past = days_past(frame, c.as_of)
        if past > least and objective.entry.status not in CLOSED:
            message = f"the time for {named(objective)} ({frame}) ended {day_count(past)} ago, and it is still open"
            hint = "set its status to done or cancelled, or give it a new timeframe"
            yield c.found(objective, ("timeframe",), message, hint)


@check("done-in-future", "warning", "Something counts as done or begun on a day that is yet to come.")
def done_in_future(c: Context) -> Iterator[Violation]:
    for item in c.portfolio.all(Item):
        entry, actual = item.entry, item.entry.actual or Span()
        for name, when in (("start", actual.start), ("end", actual.end)):
            if off := _days_until(c, when):
                message = f"the actual {name} of {named(item)} ({when}) is still {day_count(off)} off"
                hint = f"what is only planned goes into {name}:"
                yield c.found(item, ("actual", name), message, hint)
        off = _days_until(c, entry.end)
        if off and entry.status == "done" and not actual.end:
            message = f"{named(item)} is done, and its end ({entry.end}) is still {day_count(off)} off"
            hint = "write when it was done as actual: {end: …}"
            yield c.found(item, ("end",), message, hint)
    for stone in c.portfolio.all(Milestone):
        off = _days_until(c, stone.entry.date)
        if off and stone.entry.done:
            date = f"its date ({stone.entry.date}) is still {day_count(off)} off"
            message = f"the milestone {named(stone)} is met, and {date}"
            yield c.found(stone, ("date",), message, "write when it was met")
