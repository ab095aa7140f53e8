"""View-model of the project home page."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.postmortem.rates import date_of
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, Card, Fact, Mark, Ref, WebLink
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.prior_lessons import RelatedLessons, lesson_mark, related_lessons_view
from milepost.kit.projects import ProjectRecord, health_of, status_of, team_of
from milepost.kit.severity import Severity, severity_of
from milepost.kit.web_links import links_of
from milepost.pages.handover.context import parties
from milepost.pages.handover.readiness import ReadinessVerdict, verdict_of


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
class ProjectView(BasePageView):
    """The home page of a project."""

    summary: str
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


def project_view(context: PageContext, project: ProjectRecord) -> ProjectView:
    """The home page of a project."""
    entity = project.entity
    health, reason = health_of(context, project)
    items = _items(context, project)
    learnt = [one for found in project.postmortems for one in context.portfolio.nested(found, "lesson")]
    return ProjectView(
        frame=context.frame(project.title),
        summary=(project.primary_entity.entry.summary if project.primary_entity else None) or "",
        status=status_of(context, project),
        health=health,
        why=Fact(f"Why it is {health.word.lower()}.", words=phrasing.sentence(reason)) if health and reason else None,
        when=_when(context, project.item),
        description=(entity.entry.description if entity else None) or "",
        items=context.cards(items),
        handovers=tuple(_handover(context, one) for one in project.handovers[:1]),
        seen=related_lessons_view(context, project.name),
        postmortems=tuple(_postmortem(context, one) for one in project.postmortems),
        lessons=tuple(_lesson(context, one) for one in learnt),
        facts=_facts(context, project),
        links=links_of(entity.entry) if entity else (),
        tags=tuple(context.name("tag", tag) for tag in entity.entry.tags) if entity else (),
    )


def _when(context: PageContext, item: ItemEntity | None) -> str:
    found = context.item(item) if item else None
    return phrasing.span(found.start, found.end) if found and (found.start or found.end) else ""


def _items(context: PageContext, project: ProjectRecord) -> tuple[ItemEntity, ...]:
    """The item of the same id, then the items that its own post-mortems are about."""
    own = context.portfolio.of_project("postmortem", project.name)
    about = (item for one in own for item in context.portfolio.targets(one, "items"))
    return tuple(dict.fromkeys((*((project.item,) if project.item else ()), *about)))


def _facts(context: PageContext, project: ProjectRecord) -> tuple[Fact, ...]:
    """The team, related entries, and the as-of date."""
    related = context.portfolio.targets(project.entity, "related") if project.entity else ()
    found = (
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
