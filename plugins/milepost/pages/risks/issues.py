"""The issue log: what has happened and is in the way, with its age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.registers import Issue
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import Fact, Mark, WebLink
from milepost.kit.context import PageContext
from milepost.kit.severity import Severity, severity_of
from milepost.kit.web_links import links_of
from milepost.pages.report.wording import brief_periods
from milepost.schema.date_arithmetic import by_last_day, days_past
from milepost.schema.period import Period

IssueEntity = Entity[Issue]

# Severities are words of the author's own. Where no label of the portfolio ranks them, these do.
_USUAL = ("blocker", "critical", "severe", "high", "major", "medium", "moderate", "minor", "low", "trivial")
_TONES = {"blocker": "worst", "critical": "worst", "severe": "worst", "high": "bad", "major": "bad"}


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue. `age` is how long it has been open, `overdue` how long ago it was due, both in words."""

    anchor: str
    title: str
    mark: Mark
    severity: Severity | None
    age: str
    due: str
    overdue: str
    owner: str
    summary: str
    description: str
    resolution: str
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueTable:
    """Rows, and the columns that any of them fills: `severity`, `age`, `owner`, `due`."""

    label: str
    rows: tuple[IssueRow, ...]
    has: frozenset[str]


def age_days(context: PageContext, issue: IssueEntity) -> int:
    """Calendar days since an issue was raised; 0 if that is unknown."""
    return days_past(issue.entry.raised, context.as_of)


def by_urgency(context: PageContext, issues: Sequence[IssueEntity]) -> list[IssueEntity]:
    """The most severe first, then by the day on which they are due."""
    return sorted(issues, key=lambda one: (_rank(context, one), by_last_day(one.entry.due)))


def _rank(context: PageContext, issue: IssueEntity) -> int:
    severity = severity_of(context.portfolio, issue.entry.severity)
    if severity is None:
        return len(_USUAL)
    word = severity.value.lower()
    return severity.rank or (_USUAL.index(word) if word in _USUAL else len(_USUAL))


def _severity(context: PageContext, issue: IssueEntity) -> Severity | None:
    found = severity_of(context.portfolio, issue.entry.severity)
    if found and found.rank is None:
        return replace(found, tone=_TONES.get(found.value.lower(), found.tone))
    return found


def issue_table(context: PageContext, label: str, issues: Sequence[IssueEntity]) -> IssueTable | None:
    """The log of some issues, in their order; None if there are none."""
    if not issues:
        return None
    due = brief_periods((one.entry.due for one in issues), context.as_of)
    rows = tuple(_row(context, one, day) for one, day in zip(issues, due, strict=True))
    return IssueTable(label, rows, frozenset(name for row in rows for name in _filled(row)))


def _filled(row: IssueRow) -> Iterator[str]:
    columns = {"severity": row.severity, "age": row.age, "owner": row.owner, "due": row.due}
    return (name for name, value in columns.items() if value)


def _row(context: PageContext, issue: IssueEntity, due: str) -> IssueRow:
    entry, is_open = issue.entry, issue.entry.status == "open"
    late = days_past(entry.due, context.as_of) if is_open else 0
    return IssueRow(
        anchor=anchor(issue),
        title=issue.title,
        mark=Mark("status", "planned" if is_open else "done", context.portfolio.label("status", entry.status)),
        severity=_severity(context, issue),
        age=_age(context, entry.raised) if is_open else "",
        due=due,
        overdue=f"{phrasing.duration(late)} overdue" if late else "",
        owner=context.name("person", entry.owner),
        summary=entry.summary or "",
        description=entry.description or "",
        resolution=entry.resolution or "",
        facts=tuple(fact for fact in _facts(context, issue) if fact.refs or fact.words),
        links=links_of(entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def _age(context: PageContext, raised: Period | None) -> str:
    """How long it has been open: "46 days"; of a day that is only roughly known: "since Q3 2026"."""
    if raised is None or raised.first is None or raised.first > context.as_of:
        return ""
    if raised.precision != "day" or raised.approximate:
        return f"since {phrasing.period(raised)}"
    return phrasing.duration((context.as_of - raised.first).days)


def _facts(context: PageContext, issue: IssueEntity) -> Iterator[Fact]:
    portfolio = context.portfolio
    for field, label in (("task", "Affects"), ("risk", "Related risk")):
        if found := portfolio.target(issue, field):
            yield Fact(label, (context.ref(found),))
        elif field == "risk" and issue.entry.risk and " " in issue.entry.risk:
            yield Fact(label, words=issue.entry.risk)
    yield Fact("Raised", words=phrasing.period(issue.entry.raised) if issue.entry.raised else "")
