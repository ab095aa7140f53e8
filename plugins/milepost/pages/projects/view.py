"""View-model of the projects page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, Choice, EmptyState, Mark, Ref
from milepost.kit.context import CLOSED, STATUSES, WARNINGS, PageContext
from milepost.kit.projects import ProjectRecord, health_of, projects_of, status_of, team_of
from milepost.pages.handover.readiness import ReadinessVerdict, verdict_of

NO_PROJECTS = EmptyState(
    "There are no projects yet. Declare one in portfolio.yml, or name one in a post-mortem or a handover:",
    "projects:\n  - id: new-checkout\n    title: The new checkout\n    status: in_progress",
)
_UNKNOWN = STATUSES.index("done") - 0.5  # after open projects, before closed ones
_MANY = 8


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project, or a handover without one. `sorts` are sort keys of columns that do not sort by their words."""

    ref: Ref
    summary: str
    status: Mark | None
    health: Mark | None
    team: str
    handover: Ref | None
    ready: ReadinessVerdict | None
    postmortems: int
    sorts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ProjectsView(BasePageView):
    """The projects page. `has` names the columns with any content; `statuses` are filter choices for long tables."""

    note: str
    has: frozenset[str]
    rows: tuple[ProjectRow, ...]
    statuses: tuple[Choice, ...]
    count: str


def projects_view(context: PageContext, title: str) -> ProjectsView:
    """All projects, those in progress first."""
    projects = sorted(
        projects_of(context.portfolio), key=lambda one: (_rank(one.status), one.title.casefold(), one.name)
    )
    alone = [entity for entity in context.portfolio.all(Handover) if not entity.entry.project]
    rows = (*(_row(context, project) for project in projects), *(_alone(context, entity) for entity in alone))
    return ProjectsView(
        frame=context.frame(title, NO_PROJECTS if not rows and context.portfolio.innermost else None),
        note=_note(projects),
        has=frozenset(_columns(rows)),
        rows=rows,
        statuses=_statuses(rows) if len(rows) > _MANY else (),
        count=phrasing.count(len(rows), "project") if len(rows) > _MANY else "",
    )


def _rank(status: str | None) -> float:
    return STATUSES.index(status) if status else _UNKNOWN


def _row(context: PageContext, project: ProjectRecord) -> ProjectRow:
    handover = project.handovers[0] if project.handovers else None
    ready = verdict_of(context, handover) if handover else None
    health, _ = health_of(context, project)
    found = context.insight.readiness(handover).readiness if handover else None
    return ProjectRow(
        ref=Ref(project.title, context.addresses.project(project.name)),
        summary=(project.primary_entity.entry.summary if project.primary_entity else None) or "",
        status=status_of(context, project),
        health=health,
        team=team_of(context, project),
        handover=Ref(ready.brief or ready.mark.word, context.addresses.of(handover)) if handover and ready else None,
        ready=ready,
        postmortems=len(project.postmortems),
        sorts={
            "status": str(_rank(project.status)),
            "health": str((*WARNINGS, "on_track").index(health.value)) if health else "",
            "handover": "" if found is None else f"{found:.1f}",
        },
    )


def _alone(context: PageContext, entity: Entity[Handover]) -> ProjectRow:
    ready, found = verdict_of(context, entity), context.insight.readiness(entity).readiness
    target = context.addresses.of(entity)
    return ProjectRow(
        ref=Ref(entity.title, target),
        summary=entity.entry.summary or "",
        status=None,
        health=None,
        team=context.name("team", getattr(entity.entry, "from")),
        handover=Ref(ready.brief or ready.mark.word, target),
        ready=ready,
        postmortems=0,
        sorts={"status": str(_rank(None)), "health": "", "handover": "" if found is None else f"{found:.1f}"},
    )


def _columns(rows: Iterable[ProjectRow]) -> Iterator[str]:
    for row in rows:
        found = {"status": row.status, "health": row.health, "team": row.team, "handover": row.handover}
        yield from (name for name, value in {**found, "postmortems": row.postmortems}.items() if value)


def _note(projects: Iterable[ProjectRecord]) -> str:
    """How many projects are in progress, planned and closed, as far as their status is known."""
    found = [project.status for project in projects]
    said = (("in_progress", "going on"), ("planned", "planned"), ("proposed", "proposed"), ("paused", "paused"))
    counts = [(found.count(status), word) for status, word in said]
    counts.append((sum(status in CLOSED for status in found), "over"))
    return phrasing.sentence(
        phrasing.listing(
            f"{phrasing.cardinal(number)} {phrasing.plural(number, 'is', 'are')} {word}"
            for number, word in counts
            if number
        )
    )


def _statuses(rows: Iterable[ProjectRow]) -> tuple[Choice, ...]:
    marks = [row.status for row in rows if row.status]
    choices = (
        Choice(mark.value, mark.word, sum(one.value == mark.value for one in marks), mark)
        for mark in dict.fromkeys(marks)
    )
    found = tuple(choices)
    return found if len(found) > 1 else ()
