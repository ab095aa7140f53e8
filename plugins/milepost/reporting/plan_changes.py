"""What changed in a project since its last report, as facts that name the ids they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from milepost.kit import phrasing
from milepost.pages.report.wording import slip_words
from milepost.reporting.snapshot import AMOUNTS, PlanSnapshot, RegisterState, TaskState
from milepost.schema.period import Period

Group = Literal["achieved", "changed"]

_ACHIEVED = {"closed", "resolved", "decided", "implemented", "done"}
_CLOSED = {*_ACHIEVED, "rejected", "withdrawn", "superseded"}
_LABELS = {"change": "change request"}
_AMOUNT_WORDS = {"planned": "Budget", "actual": "Spent to date", "forecast": "Forecast at completion"}


@dataclass(frozen=True, slots=True)
class ReportFact:
    """A fact in one sentence without a period; `group` says whether it was achieved or merely changed."""

    group: Group
    words: str


def plan_changes(then: PlanSnapshot | None, now: PlanSnapshot, since: date | None) -> list[ReportFact]:
    """The facts that differ between two days, milestones first.

    Without an earlier snapshot, only what the plan itself dates after the day `since` is known to have changed.
    """
    found = [*_tasks(then, now, since), *_finish(then, now), *_registers(then, now), *_spend(then, now)]
    return sorted(found, key=lambda fact: fact.group != "achieved")  # stable: the order within a group stays


def named(title: str, type: str, id: str) -> str:
    """An entry with its id: "Readers delivered (milestone readers-delivered)"."""
    return f"{title} ({_LABELS.get(type, type)} {id})"


def task_name(task: TaskState) -> str:
    """A task or milestone with its id."""
    return named(task.title, "milestone" if task.milestone else "task", task.id)


def _tasks(then: PlanSnapshot | None, now: PlanSnapshot, since: date | None) -> Iterator[ReportFact]:
    # Milestones first: they are what stakeholders were promised.
    for key, task in sorted(now.tasks.items(), key=lambda item: not item[1].milestone):
        before = then.tasks.get(key) if then else None
        if task.done:
            if not before.done if before else _after(task.actual, since):
                yield ReportFact("achieved", _completed(task))
            continue
        if before and before.finish and task.finish and _differ(task.finish, before.finish):
            yield ReportFact("changed", f"{task_name(task)}: finish {_moved(task.finish, before.finish)}")
        elif before is None and then and then.every_task:
            when = f", finish {phrasing.period(task.finish)}" if task.finish else ""
            yield ReportFact("changed", f"{task_name(task)}: added to the plan{when}")
    for key, gone in then.tasks.items() if then and then.every_task else ():
        if key not in now.tasks:
            yield ReportFact("changed", f"{task_name(gone)}: removed from the plan")


def _completed(task: TaskState) -> str:
    when = task.actual or task.finish
    word = "met" if task.milestone else "completed"
    note = slip_words(when, task.baseline)
    on = f" {phrasing.on(when)}" if when else ""
    return f"{task_name(task)}: {word}{on}{f', {note}' if note else ''}"


def _differ(now: Period, before: Period) -> bool:
    # Two spellings of a period, such as 2027-Q1 and 2027-33, are the same to a reader.
    return phrasing.period(now) != phrasing.period(before)


def _moved(now: Period, before: Period) -> str:
    moved = slip_words(now, before).removesuffix(" than baseline")
    return f"{phrasing.period(now)}, was {phrasing.period(before)}{f' ({moved})' if moved else ''}"


def _after(when: Period | None, since: date | None) -> bool:
    return bool(when and when.first and since and when.first > since)


def _finish(then: PlanSnapshot | None, now: PlanSnapshot) -> Iterator[ReportFact]:
    if then and then.finish and now.finish and _differ(now.finish, then.finish):
        yield ReportFact("changed", f"Finish of the plan: {_moved(now.finish, then.finish)}")


def _registers(then: PlanSnapshot | None, now: PlanSnapshot) -> Iterator[ReportFact]:
    if then is None or then.registers is None or now.registers is None:
        return
    for key, entry in now.registers.items():
        before = then.registers.get(key)
        if before is None:
            yield from _new(entry)
        elif before.status != entry.status:
            group: Group = "achieved" if entry.status in _ACHIEVED else "changed"
            yield ReportFact(group, f"{_entry_name(entry)}: {_word(entry.status)}, was {_word(before.status)}")
        elif before.score != entry.score and entry.score is not None:
            was = f", was {before.score:g}" if before.score is not None else ""
            yield ReportFact("changed", f"{_entry_name(entry)}: score {entry.score:g} of 25{was}")


def _new(entry: RegisterState) -> Iterator[ReportFact]:
    if entry.status in _CLOSED:
        group: Group = "achieved" if entry.status in _ACHIEVED else "changed"
        yield ReportFact(group, f"{_entry_name(entry)}: {_word(entry.status)}")
    else:
        score = f", score {entry.score:g} of 25" if entry.score is not None else ""
        yield ReportFact("changed", f"{_entry_name(entry)}: new, {_word(entry.status)}{score}")


def _entry_name(entry: RegisterState) -> str:
    return named(entry.title, entry.type, entry.id)


def _word(status: str) -> str:
    return status.replace("_", " ") or "no status"


def _spend(then: PlanSnapshot | None, now: PlanSnapshot) -> Iterator[ReportFact]:
    for name in AMOUNTS:
        before, after = then.spend.get(name) if then else None, now.spend.get(name)
        if before and after and before != after and (before.known, before.unknown) != (after.known, after.unknown):
            words = f"{after.text(now.currency)}, was {before.text(now.currency)}".replace("\N{NO-BREAK SPACE}", " ")
            yield ReportFact("changed", f"{_AMOUNT_WORDS[name]} (plan budget): {words}")
