"""View-model of a status report: what a stakeholder reads in two minutes, on the page or in a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.kinds.plan.model import Plan
from milepost.kinds.report.metrics import report_metrics, reports_beside
from milepost.kinds.report.sequence import DimensionChange, ReportEntity, cadence_days, period_end, placed
from milepost.kit import phrasing
from milepost.kit.addresses import reports_page
from milepost.kit.components import BasePageView, Fact, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.money import money
from milepost.kit.projects import project_ref
from milepost.kit.web_links import links_of
from milepost.pages.report.milestones import MilestoneStatus, milestones_of
from milepost.pages.report.status_grid import StatusGrid, dimension_grid
from milepost.pages.report.wording import TrendNote, covered, dimension_trend, overall_trend, unbroken
from milepost.prose.visible_text import visible_text

_RECENT = 6  # reports in the history below a report
_WORDS_PER_MINUTE = 220


@dataclass(frozen=True, slots=True)
class RequestedDecision:
    """A decision that the project needs; `asked` says by when and from whom: "By 1 December 2026, from the board"."""

    title: str
    asked: str


@dataclass(frozen=True, slots=True)
class DimensionStatus:
    """The status of one dimension in words."""

    name: str
    mark: Mark
    reason: str
    path_to_green: str
    trend: TrendNote | None


@dataclass(frozen=True, slots=True)
class ReportView(BasePageView):
    """A status report in words.

    `covered` is its period, `reading` how long it takes to read, `next_heading` the heading of what is planned next.
    `neighbors` are the reports before and after it.
    """

    project: Ref
    covered: str
    issued: str
    reading: str
    health: Mark
    trend: TrendNote | None
    headline: str
    reason: str
    summary: str
    decisions: tuple[RequestedDecision, ...]
    dimensions: tuple[DimensionStatus, ...]
    achieved: tuple[str, ...]
    planned_next: tuple[str, ...]
    next_heading: str
    milestones: tuple[MilestoneStatus, ...]
    spend: tuple[Fact, ...]
    risks: tuple[Ref, ...]
    issues: tuple[Ref, ...]
    metrics: tuple[Ref, ...]
    description: str
    history: StatusGrid | None
    history_note: str
    archive: str | None
    neighbors: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]

    @property
    def decisions_heading(self) -> str:
        """How many decisions are needed, as a heading."""
        number = len(self.decisions)
        words = phrasing.sentence(phrasing.cardinal(number))
        return f"{words} {phrasing.plural(number, 'decision')} {phrasing.plural(number, 'is', 'are')} needed"


def report_title(context: PageContext, entity: ReportEntity) -> str:
    """The title of a report's page: its own, else "Contactless: status report, 9 to 22 November 2026"."""
    if entity.entry.title:
        return entity.entry.title
    when = covered(entity.entry).replace("\N{NO-BREAK SPACE}", " ")  # titles are searched for
    return f"{project_of(context, entity).title}: status report{f', {when}' if when else ''}"


def project_of(context: PageContext, entity: ReportEntity) -> Ref:
    """The project that a report is about."""
    # Never by the report's id, which may hold that of a project that these readers do not see.
    return project_ref(context, entity.entry.project) or Ref("A project")


def report_view(context: PageContext, entity: ReportEntity) -> ReportView:
    """The page of a status report."""
    entry, found = entity.entry, context.insight.about(report_metrics, entity)
    reports = reports_beside(context.insight, entity)
    at = reports.index(entity)
    recent = reports[max(0, at - _RECENT + 1) : at + 1]
    every = cadence_words(cadence_days(recent))
    return ReportView(
        frame=context.frame(report_title(context, entity)),
        project=project_of(context, entity),
        covered=covered(entry),
        issued=unbroken(phrasing.period(entry.issued_on)) if entry.issued_on else "",
        reading=_reading(entity),
        health=context.mark("health", entry.overall.health),
        trend=overall_trend(context, found.overall, _since(reports, entity, found.in_a_row)),
        headline=entry.headline,
        reason=entry.overall.reason or "",
        summary=entry.summary or "",
        decisions=tuple(_decisions(context, entity)),
        dimensions=tuple(_dimension(context, one) for one in found.dimensions),
        achieved=entry.achieved,
        planned_next=entry.planned_next,
        next_heading=f"Planned for the next {every}" if every else "Planned next",
        milestones=milestones_of(context, entity),
        spend=tuple(_spend(context, entity)),
        risks=tuple(_named(context, entity, "risk", entry.risks)),
        issues=tuple(_named(context, entity, "issue", entry.issues)),
        metrics=tuple(_named(context, entity, "metric", entry.metrics)),
        description=entry.description or "",
        history=dimension_grid(context, recent, entity),
        history_note=f"every {every}" if every else "",
        archive=reports_page(entry.project) if entry.project and context.addresses.of(entity) else None,
        neighbors=tuple(_neighbors(context, reports, at)),
        links=links_of(entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def cadence_words(days: int | None) -> str:
    """The time between two reports: "week", "two weeks", "month", "10 days"; empty if it is not known."""
    if not days:
        return ""
    if days % 7 == 0 and days <= 28:
        return "week" if days == 7 else f"{phrasing.cardinal(days // 7)} weeks"
    if 28 <= days <= 31:
        return "month"
    return "quarter" if 89 <= days <= 92 else phrasing.count(days, "day")


def _since(reports: tuple[ReportEntity, ...], entity: ReportEntity, in_a_row: int) -> Any:
    """The report to compare with: the one before, or the first of those in a row with the same health."""
    dated = placed(reports)
    if entity not in dated:
        return None
    at = dated.index(entity)
    return dated[max(0, at - max(1, in_a_row - 1))].entry if at else None


def _reading(entity: ReportEntity) -> str:
    """How long the report takes to read, at 220 words a minute."""
    entry = entity.entry
    stated = (
        [one for name in type(entry.dimensions).model_fields if (one := getattr(entry.dimensions, name))]
        if (entry.dimensions)
        else []
    )
    texts = (
        entry.headline,
        entry.summary,
        entry.overall.reason,
        *(text for one in stated for text in (one.reason, one.path_to_green)),
        *entry.achieved,
        *entry.planned_next,
        *(one.milestone for one in entry.milestones),
        *(one.title for one in entry.decisions_needed),
        *entry.risks,
        *entry.issues,
        *entry.metrics,
        visible_text(entry.description or ""),
    )
    words = sum(len(text.split()) for text in texts if text)
    return f"{max(1, round(words / _WORDS_PER_MINUTE))}-minute read"


def _decisions(context: PageContext, entity: ReportEntity) -> Iterator[RequestedDecision]:
    for one in entity.entry.decisions_needed:
        by = f"by {unbroken(phrasing.period(one.by))}" if one.by else ""
        who = getattr(one, "from")
        parts = (by, f"from {context.name('person', who)}" if who else "")
        yield RequestedDecision(one.title, phrasing.sentence(", ".join(filter(None, parts))))


def _dimension(context: PageContext, one: DimensionChange) -> DimensionStatus:
    return DimensionStatus(
        name=phrasing.sentence(one.name),
        mark=context.mark("health", one.change.health),
        reason=one.stated.reason or "",
        path_to_green=one.stated.path_to_green or "",
        trend=dimension_trend(one.change),
    )


def _spend(context: PageContext, entity: ReportEntity) -> Iterator[Fact]:
    """Budget, spend, and forecast; how far the forecast is from the budget."""
    spend = entity.entry.spend
    if not spend:
        return
    plan = context.portfolio.find(Plan.type_name, entity.entry.project or "")
    currency = plan.entry.budget.currency if plan and plan.entry.budget else None
    for label, amount in (("Budget", spend.planned), ("Spent to date", spend.actual)):
        if amount is not None:
            yield Fact(label, words=money(context, amount, currency))
    if spend.forecast is not None:
        note = ""
        if not isinstance(spend.forecast, str) and not isinstance(spend.planned, str | None):
            over = spend.forecast - spend.planned
            share = f" ({abs(over) / spend.planned:.0%})" if spend.planned else ""
            side = "over" if over > 0 else "under"
            note = f"{money(context, abs(over), currency)} {side} budget{share}" if over else "as budgeted"
        yield Fact("Forecast at completion", words=money(context, spend.forecast, currency), note=note)


def _named(context: PageContext, entity: ReportEntity, type: str, values: tuple[str, ...]) -> Iterator[Ref]:
    """Risks, issues, or metrics: their titles with links, or what is written where it is no id."""
    for value in values:
        found = None if " " in value.strip() else context.portfolio.resolve_id(entity, type, value)
        yield context.ref(found) if found else Ref(value)


def _neighbors(context: PageContext, reports: tuple[ReportEntity, ...], at: int) -> Iterator[Fact]:
    for label, place in (("Previous report", at - 1), ("Next report", at + 1)):
        if 0 <= place < len(reports) and (end := period_end(reports[place].entry)):
            yield Fact(label, (Ref(unbroken(phrasing.period(end)), context.addresses.of(reports[place])),))
