"""View-model of the projects page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.plan.plan_periods import task_end
from milepost.kinds.report.project_health import latest_report
from milepost.kinds.report.sequence import period_end
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, Choice, EmptyState, Mark, ProgressBar, Ref
from milepost.kit.context import CLOSED, STATUSES, WARNINGS, PageContext
from milepost.kit.projects import ProjectRecord, health_of, projects_of, status_of, team_of
from milepost.pages.handover.readiness import ReadinessVerdict, verdict_of
from milepost.pages.project.plan_brief import PlanBrief, plan_brief
from milepost.pages.report.wording import brief_periods, slip_words
from milepost.schema.date_arithmetic import by_last_day

NO_PROJECTS = EmptyState(
    "There are no projects yet. Declare one in portfolio.yml, or name one in a plan, a report, or a handover:",
    "projects:\n  - id: new-checkout\n    title: The new checkout\n    status: in_progress",
)
_UNKNOWN = STATUSES.index("done") - 0.5  # after open projects, before closed ones
_MANY = 8


@dataclass(frozen=True, slots=True)
class PlanCells:
    """What the table says about a project's plan.

    `milestone` is the next one and `due` its date, late or not as in `milestone_slip`; `ends` is the end of the plan,
    and `slip` how far that is from the baseline. `spent` and `budget` are empty where readers see no money.
    """

    phase: str
    milestone: Ref | None
    due: str
    milestone_slip: str
    ends: str
    slip: str
    progress: ProgressBar | None
    spent: str
    budget: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project, or a handover without one. `sorts` are sort keys of columns that do not sort by their words.

    `report` is the end of the period of its latest status report, linked to that.
    """

    ref: Ref
    summary: str
    status: Mark | None
    health: Mark | None
    team: str
    plan: PlanCells | None
    report: Ref | None
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
    """All projects, those in progress first, and of these what is off track."""
    projects = sorted(
        projects_of(context.portfolio),
        key=lambda one: (_rank(one.status), _urgency(context, one), one.title.casefold(), one.name),
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


def _urgency(context: PageContext, project: ProjectRecord) -> int:
    health, _ = health_of(context, project)
    return WARNINGS.index(health.value) if health and health.value in WARNINGS else len(WARNINGS)


def _rank(status: str | None) -> float:
    return STATUSES.index(status) if status else _UNKNOWN


def _row(context: PageContext, project: ProjectRecord) -> ProjectRow:
    handover = project.handovers[0] if project.handovers else None
    ready = verdict_of(context, handover) if handover else None
    health, _ = health_of(context, project)
    found = context.insight.readiness(handover).readiness if handover else None
    brief = plan_brief(context, context.insight.plan(project.plan)) if project.plan else None
    report = latest_report(context.insight, project.name)
    reported = period_end(report.entry) if report else None
    return ProjectRow(
        ref=Ref(project.title, context.addresses.project(project.name)),
        summary=project.summary,
        status=status_of(context, project),
        health=health,
        team=team_of(context, project),
        plan=_plan(context, project, brief) if brief else None,
        report=Ref(brief_periods([reported], context.as_of)[0], context.addresses.of(report))
        if report and reported
        else None,
        handover=Ref(ready.brief or ready.mark.word, context.addresses.of(handover)) if handover and ready else None,
        ready=ready,
        postmortems=len(project.postmortems),
        sorts={
            "status": str(_rank(project.status)),
            "health": str((*WARNINGS, "on_track").index(health.value)) if health else "",
            "handover": "" if found is None else f"{found:.1f}",
            "report": by_last_day(reported) if reported else "",
            **_plan_sorts(brief),
        },
    )


def _plan(context: PageContext, project: ProjectRecord, brief: PlanBrief) -> PlanCells:
    plan = brief.insight
    stone = None if project.is_closed else plan.next_milestone
    due = task_end(context.portfolio, plan, stone) if stone else None
    baseline = stone.entity.entry.baseline if stone else None
    due_words, ends = brief_periods((due, brief.end), context.as_of)
    phase = plan.entity.entry.phase
    return PlanCells(
        phase=context.portfolio.label("phase", phase) if phase and not project.is_closed else "",
        milestone=context.ref(stone.entity) if stone and due else None,
        due=due_words,
        milestone_slip=slip_words(due, baseline.end) if baseline else "",
        ends=ends,
        slip=brief.slip,
        progress=brief.progress,
        spent=brief.spent,
        budget=brief.budget,
    )


def _plan_sorts(brief: PlanBrief | None) -> dict[str, str]:
    """Sort keys of the columns about the plan; empty values come last."""
    if brief is None:
        return dict.fromkeys(("milestone", "ends", "spent"), "")
    stone, budget = brief.insight.next_milestone, brief.insight.budget
    return {
        "milestone": stone.end.isoformat() if stone and stone.end and not brief.is_closed else "",
        "ends": by_last_day(brief.end) if brief.end else "",
        "spent": f"{budget.actual.known:.2f}" if brief.spent and budget else "",
    }


def _alone(context: PageContext, entity: Entity[Handover]) -> ProjectRow:
    ready, found = verdict_of(context, entity), context.insight.readiness(entity).readiness
    target = context.addresses.of(entity)
    return ProjectRow(
        ref=Ref(entity.title, target),
        summary=entity.entry.summary or "",
        status=None,
        health=None,
        team=context.name("team", getattr(entity.entry, "from")),
        plan=None,
        report=None,
        handover=Ref(ready.brief or ready.mark.word, target),
        ready=ready,
        postmortems=0,
        sorts={
            "status": str(_rank(None)),
            "health": "",
            "handover": "" if found is None else f"{found:.1f}",
            "report": "",
            **_plan_sorts(None),
        },
    )


def _columns(rows: Iterable[ProjectRow]) -> Iterator[str]:
    for row in rows:
        found: dict[str, object] = {
            "status": row.status,
            "health": row.health,
            "team": row.team,
            "report": row.report,
            "handover": row.handover,
            "postmortems": row.postmortems,
        }
        if row.plan:
            plan = row.plan
            found |= {"milestone": plan.milestone, "ends": plan.ends, "progress": plan.progress, "spent": plan.spent}
        yield from (name for name, value in found.items() if value)


def _note(projects: Iterable[ProjectRecord]) -> str:
    """How many projects are in progress, planned, and closed, as far as their status is known."""
    found = [project.status for project in projects]
    open_ones = ("in_progress", "planned", "proposed", "paused")
    counts = [(found.count(status), status.replace("_", " ")) for status in open_ones]
    counts.append((sum(status in CLOSED for status in found), "closed"))
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def _statuses(rows: Iterable[ProjectRow]) -> tuple[Choice, ...]:
    marks = [row.status for row in rows if row.status]
    choices = (
        Choice(mark.value, mark.word, sum(one.value == mark.value for one in marks), mark)
        for mark in dict.fromkeys(marks)
    )
    found = tuple(choices)
    return found if len(found) > 1 else ()
