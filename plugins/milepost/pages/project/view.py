"""View-model of the project home page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.postmortem.rates import date_of
from milepost.kinds.report.metrics import report_metrics
from milepost.kinds.report.project_health import latest_report
from milepost.kinds.report.sequence import ReportEntity, period_end
from milepost.kit import phrasing
from milepost.kit.addresses import reports_page, risks_page
from milepost.kit.components import BasePageView, Card, Fact, KeyFigure, Mark, MilestoneRow, Ref, WebLink
from milepost.kit.context import WARNINGS, PageContext
from milepost.kit.prior_lessons import RelatedLessons, lesson_mark, related_lessons_view
from milepost.kit.projects import ProjectRecord, health_of, items_of, status_of, team_of
from milepost.kit.severity import Severity, severity_of
from milepost.kit.web_links import links_of
from milepost.pages.handover.context import parties
from milepost.pages.handover.readiness import ReadinessVerdict, verdict_of
from milepost.pages.project.plan_brief import PlanBrief, key_figures, next_milestones, plan_brief
from milepost.pages.report.wording import TrendNote, overall_trend, unbroken
from milepost.pages.risks.view import TopRisk, has_risks_page, top_risks


@dataclass(frozen=True, slots=True)
class PostmortemRow:
    """A post-mortem of the project in brief."""

    ref: Ref
    type: str
    severity: Severity | None
    when: str
    summary: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson, and the post-mortem it comes from."""

    ref: Ref
    mark: Mark
    source: Ref | None


@dataclass(frozen=True, slots=True)
class HandoverBox:
    """A handover in brief: the parties, and how ready it is."""

    ref: Ref
    parties: tuple[str, str]
    verdict: ReadinessVerdict


@dataclass(frozen=True, slots=True)
class LatestReport:
    """The latest status report in brief. `ref` is its headline, `when` the end of its period, `decisions` what it asks.

    `reason` is why the health is a warning.
    """

    ref: Ref
    when: str
    mark: Mark
    trend: TrendNote | None
    reason: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectView(BasePageView):
    """The home page of a project. `pages` are the other pages about it; `risks_note` counts all open risks."""

    summary: str
    phase: str
    pages: tuple[Ref, ...]
    report: LatestReport | None
    figures: tuple[KeyFigure, ...]
    milestones: tuple[MilestoneRow, ...]
    risks: tuple[TopRisk, ...]
    risks_target: str | None
    status: Mark | None
    health: Mark | None
    why: Fact | None
    when: str
    description: str
    items: tuple[Card, ...]
    handovers: tuple[HandoverBox, ...]
    seen: RelatedLessons | None
    postmortems: tuple[PostmortemRow, ...]
    lessons: tuple[LessonRow, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


_MILESTONES, _RISKS = 3, 3


def project_view(context: PageContext, project: ProjectRecord) -> ProjectView:
    """The home page of a project."""
    entity = project.entity
    health, reason = health_of(context, project)
    report = _report(context, project)
    brief = plan_brief(context, context.insight.plan(project.plan)) if project.plan else None
    learnt = [one for found in project.postmortems for one in context.portfolio.nested(found, "lesson")]
    shows_why = health is not None and bool(reason) and not (report and report.reason)
    return ProjectView(
        frame=context.frame(project.title),
        summary=project.summary,
        phase=_phase(context, project),
        pages=tuple(_pages(context, project)),
        report=report,
        figures=tuple(key_figures(context, brief)) if brief else (),
        milestones=next_milestones(context, brief.insight, _MILESTONES) if brief else (),
        risks=top_risks(context, brief.insight, _RISKS) if brief else (),
        risks_target=risks_page(project.name) if has_risks_page(context.portfolio, project) else None,
        status=status_of(context, project),
        health=health,
        why=Fact(f"Why it is {health.word.lower()}.", words=phrasing.sentence(reason))
        if health and shows_why
        else None,
        when=_when(context, project, brief),
        description=_description(project),
        items=context.cards(items_of(context, project)),
        handovers=tuple(_handover(context, one) for one in project.handovers[:1]),
        seen=related_lessons_view(context, project.name),
        postmortems=tuple(_postmortem(context, one) for one in project.postmortems),
        lessons=tuple(_lesson(context, one) for one in learnt),
        facts=_facts(context, project),
        links=tuple(dict.fromkeys(link for one in (entity, project.plan) if one for link in links_of(one.entry))),
        tags=_tags(context, project),
    )


def _description(project: ProjectRecord) -> str:
    """The description of its declaration, else that of its plan."""
    found = (one.entry.description for one in (project.entity, project.plan) if one)
    return next(filter(None, found), "")


def _tags(context: PageContext, project: ProjectRecord) -> tuple[str, ...]:
    found = (tag for one in (project.entity, project.plan) if one for tag in one.entry.tags)
    return tuple(context.name("tag", tag) for tag in dict.fromkeys(found))


def _phase(context: PageContext, project: ProjectRecord) -> str:
    phase = project.plan.entry.phase if project.plan else None
    return context.portfolio.label("phase", phase) if phase and not project.is_closed else ""


def _pages(context: PageContext, project: ProjectRecord) -> Iterator[Ref]:
    """The other pages of the project, those that it has."""
    portfolio = context.portfolio
    if project.plan and (target := context.addresses.of(project.plan)):
        yield Ref("Plan", target)
    if has_risks_page(portfolio, project):
        yield Ref("Risks and issues", risks_page(project.name))
    if portfolio.of_project("report", project.name):
        yield Ref("Status reports", reports_page(project.name))
    if project.handovers and (target := context.addresses.of(project.handovers[0])):
        yield Ref("Handover", target)


def _report(context: PageContext, project: ProjectRecord) -> LatestReport | None:
    entity: ReportEntity | None = latest_report(context.insight, project.name)
    if entity is None:
        return None
    found, entry = context.insight.about(report_metrics, entity), entity.entry
    end, before = period_end(entry), found.previous.entry if found.previous else None
    moved = found.overall.previous not in (None, found.overall.health)
    return LatestReport(
        ref=Ref(entry.headline, context.addresses.of(entity)),
        when=unbroken(phrasing.period(end)) if end else "",
        mark=context.mark("health", entry.overall.health),
        trend=overall_trend(context, found.overall, before) if moved else None,
        reason=(entry.overall.reason or "") if entry.overall.health in WARNINGS else "",
        decisions=() if project.is_closed else tuple(_decision(one) for one in entry.decisions_needed),
    )


def _decision(one: Any) -> str:
    return f"{one.title} (by {unbroken(phrasing.period(one.by))})" if one.by else str(one.title)


def _when(context: PageContext, project: ProjectRecord, brief: PlanBrief | None) -> str:
    """When it starts and ends: by its plan, else by the item of the same id."""
    found: Any = brief if brief and (brief.start or brief.end) else None
    if found is None and project.item:
        found = context.item(project.item)
    return phrasing.span(found.start, found.end) if found and (found.start or found.end) else ""


def _facts(context: PageContext, project: ProjectRecord) -> tuple[Fact, ...]:
    """The people, the team, related entries, and the as-of date."""
    sources: tuple[Entity[Any], ...] = tuple(one for one in (project.entity, project.plan) if one)
    related = dict.fromkeys(found for one in sources for found in context.portfolio.targets(one, "related"))
    plan = project.plan.entry if project.plan else None
    found = (
        Fact("Sponsor", words=context.name("person", plan.sponsor) if plan else ""),
        Fact("Manager", words=context.name("person", plan.manager) if plan else ""),
        Fact("Team", words=team_of(context, project)),
        Fact("Related", context.refs(related)),
        Fact("As of", words=context.today.words),
    )
    return tuple(fact for fact in found if fact.refs or fact.words)


def _postmortem(context: PageContext, entity: Entity[Postmortem]) -> PostmortemRow:
    when = date_of(context.insight.incident(entity))
    return PostmortemRow(
        ref=context.ref(entity),
        type=context.portfolio.label("type", entity.entry.type),
        severity=severity_of(context.portfolio, entity.entry.severity),
        when=phrasing.period(when) if when else "",
        summary=entity.entry.summary or "",
    )


def _lesson(context: PageContext, entity: Entity[Lesson]) -> LessonRow:
    return LessonRow(context.ref(entity), lesson_mark(entity), context.ref(entity.parent) if entity.parent else None)


def _handover(context: PageContext, entity: Entity[Handover]) -> HandoverBox:
    return HandoverBox(
        ref=context.ref(entity),
        parties=parties(context, entity),
        verdict=verdict_of(context, entity),
    )
