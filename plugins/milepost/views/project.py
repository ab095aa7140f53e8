"""The home of a project: how it stands, and what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.insight.rates import happened
from milepost.model.handover import Handover
from milepost.model.lessons import Lesson
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk, ItemThing
from milepost.views.facts import WebLink, links_of
from milepost.views.handover.case import parties
from milepost.views.handover.ready import Verdict, verdict_of
from milepost.views.pieces import Card, Fact, Framed, Mark, Ref
from milepost.views.seen import SeenBefore, lesson_mark, seen_view
from milepost.views.severity import Severity, severity_of
from milepost.views.works import Project, health_of, status_of, team_of


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
    """A lesson, and where it was learnt."""

    ref: Ref
    mark: Mark
    source: Ref | None


@dataclass(frozen=True, slots=True)
class HandoverBox:
    """The handover in brief: from whom to whom, and how ready it is."""

    ref: Ref
    parties: tuple[str, str]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ProjectView(Framed):
    """Everything on a project's home."""

    summary: str
    status: Mark | None
    health: Mark | None
    why: Fact | None
    when: str
    description: str
    items: tuple[Card, ...]
    handovers: tuple[HandoverBox, ...]
    seen: SeenBefore | None
    postmortems: tuple[PostmortemRow, ...]
    lessons: tuple[LessonRow, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def project_view(desk: Desk, project: Project) -> ProjectView:
    """The home of a project."""
    thing = project.thing
    health, reason = health_of(desk, project)
    items = _items(desk, project)
    learnt = [one for found in project.postmortems for one in desk.portfolio.nested(found, "lesson")]
    return ProjectView(
        frame=desk.frame(project.title),
        summary=(project.told_by.entry.summary if project.told_by else None) or "",
        status=status_of(desk, project),
        health=health,
        why=Fact(f"Why it is {health.word.lower()}.", words=words.sentence(reason)) if health and reason else None,
        when=_when(desk, project.item),
        description=(thing.entry.description if thing else None) or "",
        items=desk.cards(items),
        handovers=tuple(_handover(desk, one) for one in project.handovers[:1]),
        seen=seen_view(desk, project.name),
        postmortems=tuple(_postmortem(desk, one) for one in project.postmortems),
        lessons=tuple(_lesson(desk, one) for one in learnt),
        facts=_facts(desk, project),
        links=links_of(thing) if thing else (),
        tags=tuple(desk.name("tag", tag) for tag in thing.entry.tags) if thing else (),
    )


def _when(desk: Desk, item: ItemThing | None) -> str:
    found = desk.item(item) if item else None
    return words.span(found.start, found.end) if found and (found.start or found.end) else ""


def _items(desk: Desk, project: Project) -> tuple[ItemThing, ...]:
    """The item of the same id, then those that its own post-mortems are about."""
    own = desk.portfolio.of_project("postmortem", project.name)
    about = (item for one in own for item in desk.portfolio.targets(one, "items"))
    return tuple(dict.fromkeys((*((project.item,) if project.item else ()), *about)))


def _facts(desk: Desk, project: Project) -> tuple[Fact, ...]:
    """Who does the work, and what the page speaks from."""
    team = team_of(desk, project)
    found = (Fact("Team", words=team), Fact("As of", words=desk.today.words))
    return tuple(fact for fact in found if fact.words)


def _postmortem(desk: Desk, thing: Thing[Postmortem]) -> PostmortemRow:
    when = happened(desk.insight.incident(thing))
    return PostmortemRow(
        ref=desk.ref(thing),
        type=desk.portfolio.label("type", thing.entry.type),
        severity=severity_of(desk.portfolio, thing.entry.severity),
        when=words.period(when) if when else "",
        summary=thing.entry.summary or "",
    )


def _lesson(desk: Desk, thing: Thing[Lesson]) -> LessonRow:
    return LessonRow(desk.ref(thing), lesson_mark(thing), desk.ref(thing.parent) if thing.parent else None)


def _handover(desk: Desk, thing: Thing[Handover]) -> HandoverBox:
    return HandoverBox(
        ref=desk.ref(thing),
        parties=parties(desk, thing),
        verdict=verdict_of(desk, thing),
    )
