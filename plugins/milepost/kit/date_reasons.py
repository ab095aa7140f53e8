"""Why a task starts or ends on its date, as a sentence.

A date has one or more reasons that give exactly that date (see `schedule.drivers`). The sentence names the first and
up to two more, then says if days off moved the date on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Task
from milepost.kinds.plan.task_insight import DateReason, TaskInsight
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.schedule_words import calendar_days, short_day, working_days
from milepost.schedule.network import Lag
from milepost.schema.duration import MINUTES_PER_DAY
from milepost.schema.period import Period

Side = Literal["start", "finish"]
Target = Callable[[Entity[Any]], "str | None"]
TaskInsights = Mapping[Entity[Task], TaskInsight]

_VERBS = {"start": ("Starts", "Started"), "finish": ("Ends", "Ended")}
_OF_MILESTONE = ("Expected", "Reached")
_MOST = 3  # reasons in one sentence
_CONSTRAINTS = {
    "snet": "it may start no earlier than {}",
    "fnet": "it may end no earlier than {}",
    "mso": "it has to start on {}",
    "mfo": "it has to end on {}",
}


def date_reason(
    task: TaskInsight, side: Side, tasks: TaskInsights, target: Target = lambda _: None
) -> tuple[Phrase, ...]:
    """Why a task starts or ends when it does: "Starts on 10 Apr 2027: after *Payment gateway* ends (7 Apr 2027)."

    `tasks` are the values of all tasks of the plan, `target` gives the address of a task. Empty without a date.
    """
    day = task.start if side == "start" else task.end
    if day is None:
        return ()
    binding = [one for one in task.because.get(side, ()) if one.binding]
    if not binding:
        return (Phrase("Its dates are those of the tasks in it."),) if task.is_summary else ()
    stated = [one for one in binding if one.kind != "calendar"]
    future, past = _OF_MILESTONE if task.is_milestone else _VERBS[side]
    if any(one.kind == "actual" for one in stated[:1]):
        return (Phrase(f"{past} on {short_day(day)}."),)
    parts: list[Phrase] = [Phrase(f"{future} on {short_day(day)}: ")]
    for n, one in enumerate(_distinct(stated)):
        parts += [Phrase("; and ")] if n else []
        parts += _reason(task, one, side, tasks, target)
    moved = next((one.given for one in binding if one.kind == "calendar" and one.given), None)
    if moved:
        parts.append(Phrase(f"; moved from {short_day(moved)} by days off"))
    return (*parts, Phrase("."))


def date_reason_text(task: TaskInsight, side: Side, tasks: TaskInsights) -> str:
    """The same in plain text."""
    return plain(date_reason(task, side, tasks))


def plain(phrases: tuple[Phrase, ...]) -> str:
    """Phrases as plain text."""
    return "".join(one.text for one in phrases)


def length_words(task: TaskInsight) -> str:
    """The duration of a task, in working days or, where it is written so, in calendar days; empty if there is none."""
    if not task.duration_days:
        return ""
    written = task.entity.entry.duration
    elapsed = written is not None and written.elapsed_days is not None
    return calendar_days(task.duration_days) if elapsed else working_days(task.duration_days)


def link_phrases(
    name: Phrase, type: str | None, lag: Lag, day: str = "", *, past: tuple[bool, bool] = (False, False)
) -> tuple[Phrase, ...]:
    """A link as the wait that it means: "3 working days after *Power west* ends (3 Feb 2027)".

    `past` says whether the predecessor has started, and whether it has ended.
    """
    from_finish = type in (None, "FS", "FF")
    started, ended = past
    verb = ("ended" if ended else "ends") if from_finish else ("started" if started else "starts")
    rest = f" {verb}{f' ({day})' if day else ''}"
    return (Phrase(f"{_distance(lag)} "), name, Phrase(rest))


def _distinct(reasons: list[DateReason]) -> Iterator[DateReason]:
    """The first reasons of each kind, with each predecessor once."""
    seen: set[object] = set()
    for one in reasons:
        key = one.task or one.kind
        # These hold for all work that is left to do, and say nothing where something else decides.
        if key in seen or (seen and one.kind in ("status-date", "project-start", "duration")):
            continue
        seen.add(key)
        if len(seen) > _MOST:
            return
        yield one


def _reason(task: TaskInsight, one: DateReason, side: Side, tasks: TaskInsights, target: Target) -> Iterator[Phrase]:
    given = short_day(one.given or one.day)
    match one.kind:
        case "link":
            yield from _link(one, side, tasks, target)
        case "constraint":
            yield Phrase(_constraint(task, given))
        case "typed":
            yield Phrase(_typed(task, one, given))
        case "project-start":
            yield Phrase("the project starts then")
        case "status-date":
            yield Phrase(_rest(task, given) if task.is_started else "work that has not started is scheduled from today")
        case "duration":
            yield Phrase(f"it takes {length_words(task) or 'no time'}")
        case _:
            yield Phrase(f"it did so on {given}")


def _link(one: DateReason, side: Side, tasks: TaskInsights, target: Target) -> Iterator[Phrase]:
    assert one.task
    before = tasks.get(one.task)
    from_finish, to_finish = one.type in ("FS", "FF"), one.type in ("FF", "SF")
    day = (before.end if from_finish else before.start) if before else None
    if to_finish:
        yield Phrase("it may end no earlier than " if side == "start" else "no earlier than ")
    yield from link_phrases(
        Phrase(one.task.title, strong=target(one.task) is None, target=target(one.task)),
        one.type,
        one.lag,
        short_day(day) if day else "",
        past=(before.is_started, before.is_complete) if before else (False, False),
    )


def _distance(lag: Lag) -> str:
    """A lag or lead as a distance: "after", "2 working days after", "5 working days before"."""
    amounts = [
        working_days(lag.minutes / MINUTES_PER_DAY) if lag.minutes else "",
        calendar_days(lag.elapsed_days) if lag.elapsed_days else "",
    ]
    total = phrasing.listing(filter(None, amounts))
    return f"{total} {'before' if lag.minutes + lag.elapsed_ticks < 0 else 'after'}" if total else "after"


def _constraint(task: TaskInsight, given: str) -> str:
    """The constraint of a task, else that of a summary it belongs to."""
    written = task.entity.entry.constraint
    words = _CONSTRAINTS.get(written.type) if written else None
    return words.format(given) if words else f"a summary task it belongs to may start no earlier than {given}"


def _typed(task: TaskInsight, one: DateReason, given: str) -> str:
    """A written date of a task, else that of a summary it belongs to."""
    entry = task.entity.entry
    if _is(entry.start, one) or _is(entry.end, one):
        return f"its planned date is {given}"
    return f"a summary task it belongs to starts on {given}"


def _is(written: Period | None, one: DateReason) -> bool:
    return bool(written and one.given in (written.first, written.last))


def _rest(task: TaskInsight, given: str) -> str:
    """What is left of a task in progress."""
    progress, length = task.entity.entry.progress, task.duration_days
    if progress is None or not length:
        return f"the remaining work is scheduled from {given}"
    left = phrasing.number(round(length * (100 - progress) / 100, 1))
    return f"{left} of {length_words(task)} remain from {given}"
