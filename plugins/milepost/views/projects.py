"""All projects in one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from milepost.model.handover import Handover
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import CLOSED, STATUSES, WARNINGS, Desk
from milepost.views.handover.ready import Verdict, verdict_of
from milepost.views.pieces import Choice, Empty, Framed, Mark, Ref
from milepost.views.works import Project, health_of, projects_of, status_of, team_of

NO_PROJECTS = Empty(
    "There are no projects yet. Declare one in portfolio.yml, or name one in a post-mortem or a handover:",
    "projects:\n  - id: new-checkout\n    title: The new checkout\n    status: in_progress",
)
_UNKNOWN = STATUSES.index("done") - 0.5  # after what goes on or is to come, before what is over
_MANY = 8


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project, or a handover that belongs to none. `sorts` are what columns sort by that is not their words."""

    ref: Ref
    summary: str
    status: Mark | None
    health: Mark | None
    team: str
    handover: Ref | None
    ready: Verdict | None
    postmortems: int
    sorts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ProjectsView(Framed):
    """All projects. `has` names the columns in which something stands; `statuses` are there to narrow down many."""

    note: str
    has: frozenset[str]
    rows: tuple[ProjectRow, ...]
    statuses: tuple[Choice, ...]
    count: str


def projects_view(desk: Desk, title: str) -> ProjectsView:
    """All projects, what goes on first."""
    projects = sorted(projects_of(desk.portfolio), key=lambda one: (_rank(one.status), one.title.casefold(), one.name))
    alone = [thing for thing in desk.portfolio.all(Handover) if not thing.entry.project]
    rows = (*(_row(desk, project) for project in projects), *(_alone(desk, thing) for thing in alone))
    return ProjectsView(
        frame=desk.frame(title, NO_PROJECTS if not rows and desk.portfolio.innermost else None),
        note=_note(projects),
        has=frozenset(_columns(rows)),
        rows=rows,
        statuses=_statuses(rows) if len(rows) > _MANY else (),
        count=words.count(len(rows), "project") if len(rows) > _MANY else "",
    )


def _rank(status: str | None) -> float:
    return STATUSES.index(status) if status else _UNKNOWN


def _row(desk: Desk, project: Project) -> ProjectRow:
    handover = project.handovers[0] if project.handovers else None
    ready = verdict_of(desk, handover) if handover else None
    health, _ = health_of(desk, project)
    found = desk.insight.readiness(handover).readiness if handover else None
    return ProjectRow(
        ref=Ref(project.title, desk.addresses.project(project.name)),
        summary=(project.told_by.entry.summary if project.told_by else None) or "",
        status=status_of(desk, project),
        health=health,
        team=team_of(desk, project),
        handover=Ref(ready.brief or ready.mark.word, desk.addresses.of(handover)) if handover and ready else None,
        ready=ready,
        postmortems=len(project.postmortems),
        sorts={
            "status": str(_rank(project.status)),
            "health": str((*WARNINGS, "on_track").index(health.value)) if health else "",
            "handover": "" if found is None else f"{found:.1f}",
        },
    )


def _alone(desk: Desk, thing: Thing[Handover]) -> ProjectRow:
    ready, found = verdict_of(desk, thing), desk.insight.readiness(thing).readiness
    target = desk.addresses.of(thing)
    return ProjectRow(
        ref=Ref(thing.title, target),
        summary=thing.entry.summary or "",
        status=None,
        health=None,
        team=desk.name("team", getattr(thing.entry, "from")),
        handover=Ref(ready.brief or ready.mark.word, target),
        ready=ready,
        postmortems=0,
        sorts={"status": str(_rank(None)), "health": "", "handover": "" if found is None else f"{found:.1f}"},
    )


def _columns(rows: Iterable[ProjectRow]) -> Iterator[str]:
    for row in rows:
        found = {"status": row.status, "health": row.health, "team": row.team, "handover": row.handover}
        yield from (name for name, value in {**found, "postmortems": row.postmortems}.items() if value)


def _note(projects: Iterable[Project]) -> str:
    """How many go on, are to come and are over, as far as somebody says so."""
    found = [project.status for project in projects]
    said = (("in_progress", "going on"), ("planned", "planned"), ("proposed", "proposed"), ("paused", "paused"))
    counts = [(found.count(status), word) for status, word in said]
    counts.append((sum(status in CLOSED for status in found), "over"))
    return words.sentence(
        words.listing(
            f"{words.cardinal(number)} {words.plural(number, 'is', 'are')} {word}" for number, word in counts if number
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
