"""The draft of the next status report as YAML: what changed since the last one, for an author who edits the words.

The headline is left blank on purpose: `milepost check` finds a draft that nobody has finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.kinds.report.model import DIMENSIONS, Report
from milepost.kinds.report.sequence import ReportEntity, dimension_of
from milepost.kit import phrasing
from milepost.reporting.periods import following, next_period
from milepost.reporting.plan_changes import ReportFact, named, plan_changes, task_name
from milepost.reporting.snapshot import AMOUNTS, PlanSnapshot, RegisterState, TaskState
from milepost.reporting.yaml_text import comment, scalar
from milepost.schedule.money import Total

_MOST_RISKS = 5
_OPEN = {"risk": ("open", "watching"), "issue": ("open",)}
_WAITING = ("proposed",)


@dataclass(frozen=True)
class DraftInput:
    """What a draft is made of.

    `last` is the project's last report, `then` the project on the day of it, and `source` says where `then` was taken
    from, as a sentence. `warnings` are facts that contradict "on track"; `measures` are numbers by dimension.
    """

    project: str
    title: str
    as_of: date
    now: PlanSnapshot
    last: ReportEntity | None
    then: PlanSnapshot | None
    source: str
    warnings: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()


def draft(given: DraftInput) -> str:
    """The YAML of the next report, ending with a line break."""
    last = given.last.entry if given.last else None
    first, end = next_period(last, given.as_of)
    since = _last_day(last)
    facts = plan_changes(given.then, given.now, since)
    lines = [
        *_head(given, facts),
        "kind: report",
        f"project: {scalar(given.project)}",
        f"period: {{from: {first}, to: {end}}}",
        *_overall(last, given.warnings),
        "headline:  # required: the one sentence that everybody should remember",
        *_dimensions(last, dict(given.measures)),
        *_list("achieved", [scalar(fact.words) for fact in facts if fact.group == "achieved"]),
        *_list("planned_next", [scalar(words) for words in _planned(given.now, *following(first, end))]),
        *_list("milestones", map(_milestone, _milestones(given.now))),
        *_spend(given.now),
        *_list("risks", [scalar(one.id) for one in _open_entries(given.now, "risk")[:_MOST_RISKS]]),
        *_list("issues", [scalar(one.id) for one in _open_entries(given.now, "issue")]),
        *_decisions(given.now, last),
    ]
    return "\n".join(lines) + "\n"


def _last_day(last: Report | None) -> date | None:
    end = last.period.to if last else None
    return end.last if end else None


def _head(given: DraftInput, facts: Sequence[ReportFact]) -> Iterator[str]:
    day = phrasing.day(given.as_of)
    yield comment(f"Draft of the next status report of {named(given.title, 'project', given.project)}, {day}.")
    yield comment(given.source)
    yield comment("Each fact names the id that it comes from. Edit the words, write the headline, delete the comments.")
    changed = [fact.words for fact in facts if fact.group == "changed"]
    if given.then or changed:
        yield comment("")
        yield comment("What changed:" if changed else _unchanged(given.then))
        yield from (comment(f"- {words}") for words in changed)
    if given.warnings:
        yield comment("")
        yield comment('What contradicts "on track":')
        yield from (comment(f"- {words}") for words in given.warnings)


def _unchanged(then: PlanSnapshot | None) -> str:
    if then and then.registers is None:
        return "The dates of the reported milestones and the spend are unchanged."
    return "Apart from what was achieved, the plan, its registers, and its budget are unchanged."


def _overall(last: Report | None, warnings: Sequence[str]) -> Iterator[str]:
    yield "overall:"
    if last is None:
        yield "  health: on_track  # on_track, at_risk, or off_track"
        return
    contradicted = last.overall.health == "on_track" and warnings
    note = "as in the last report; see what contradicts it above" if contradicted else "as in the last report"
    yield f"  health: {last.overall.health}  # {note}"
    if last.overall.reason:
        yield f"  reason: {scalar(last.overall.reason)}"


def _dimensions(last: Report | None, measures: dict[str, str]) -> Iterator[str]:
    """The dimensions of the last report as they were there, each below the numbers of today."""
    stated = {name: found for name in DIMENSIONS if last and (found := dimension_of(last, name))}
    names = [name for name in DIMENSIONS if name in stated or name in measures]
    if not names:
        return
    yield "dimensions:"
    for name in names:
        if name in measures:
            yield comment(measures[name], indent=2)
        if name not in stated:
            yield comment(f"{name}: {{health: on_track}}", indent=2)
            continue
        yield f"  {name}:"
        yield f"    health: {stated[name].health}"
        for field in ("reason", "path_to_green"):
            if words := getattr(stated[name], field):
                yield f"    {field}: {scalar(words)}"


def _list(name: str, rows: Iterable[str]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield f"{name}:"
        yield from (f"  - {row}" for row in found)


def _planned(now: PlanSnapshot, first: date, end: date) -> Iterator[str]:
    """Tasks and milestones that finish in the period to come, then those that start in it."""
    open_tasks = [task for task in now.tasks.values() if not task.done]
    for task in open_tasks:
        if task.finish and task.finish.last and first <= task.finish.last <= end:
            yield f"{task_name(task)}: finish {phrasing.period(task.finish)}"
    for task in (task for task in open_tasks if not task.milestone):
        finishes = task.finish and task.finish.last and task.finish.last <= end
        if task.start and task.start.first and first <= task.start.first <= end and not finishes:
            yield f"{task_name(task)}: start {phrasing.period(task.start)}"


def _milestones(now: PlanSnapshot) -> list[TaskState]:
    found = [task for task in now.tasks.values() if task.milestone]
    return sorted(found, key=lambda task: (task.finish.last or date.max) if task.finish else date.max)


def _milestone(task: TaskState) -> str:
    parts = [f"milestone: {scalar(task.id)}"]
    if task.baseline:
        parts.append(f"baseline: {task.baseline.text}")
    when = (task.actual or task.finish) if task.done else task.finish
    if when:
        parts.append(f"{'actual' if task.done else 'forecast'}: {when.text}")
    return f"{{{', '.join(parts)}}}"


def _spend(now: PlanSnapshot) -> Iterator[str]:
    rows = [(name, now.spend[name]) for name in AMOUNTS if name in now.spend and now.spend[name].text()]
    if rows:
        yield "spend:"
    for name, found in rows:
        if found.exact is not None:
            yield f"  {name}: {found.exact:.15g}"
        else:
            yield f"  {name}: tbd  # {_known(found, now.currency)}"


def _known(found: Total, currency: str) -> str:
    return found.text(currency).replace("\N{NO-BREAK SPACE}", " ")


def _open_entries(now: PlanSnapshot, type: str) -> list[RegisterState]:
    """The open entries of a register, those with the highest score first."""
    found = [one for one in (now.registers or {}).values() if one.type == type and one.status in _OPEN[type]]
    return sorted(found, key=lambda one: -(one.score or 0))


def _decisions(now: PlanSnapshot, last: Report | None) -> Iterator[str]:
    """Proposed decisions and change requests; what the last report asked for stays as a comment."""
    waiting = [
        one for one in (now.registers or {}).values() if one.type in ("decision", "change") and one.status in _WAITING
    ]
    yield from _list(
        "decisions_needed", [f"{{title: {scalar(named(one.title, one.type, one.id))}}}" for one in waiting]
    )
    for asked in last.decisions_needed if last else ():
        yield comment(f"The last report asked for this decision; add it if it is still needed: {asked.title}")
