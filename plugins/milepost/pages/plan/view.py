"""View-model of the plan page."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan
from milepost.kit.components import BasePageView, EmptyState, Fact, Mark, Phrase, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.projects import project_ref
from milepost.kit.web_links import links_of
from milepost.pages.plan import (
    assessment,
    budget,
    forecast,
    head,
    load,
    performance,
    registers,
    schedule,
    scope,
)
from milepost.pages.plan.components import PlanPart
from milepost.pages.plan.context import PlanContext
from milepost.pages.plan.head import HealthCards
from milepost.pages.plan.load import LoadView
from milepost.pages.plan.schedule import ScheduleView

NOTHING_YET = EmptyState(
    "This plan has no tasks yet. List them, with what each depends on and how long it takes:",
    "tasks:\n  - id: survey\n    title: Survey of the landings\n    duration: 20d\n  - id: install\n"
    "    title: Install the readers\n    depends_on: [survey]\n    duration: 15d\n  - id: open\n    title: Open\n"
    "    depends_on: [install]\n    milestone: true",
)


@dataclass(frozen=True, slots=True)
class PlanView(BasePageView):
    """The page of a plan.

    `lead` are the sentences to repeat. `problems` say why there is no schedule; only the most restricted audience sees
    them. Parts that readers may not see, or that nothing is written for, are None.
    """

    summary: str
    description: str
    project: Ref | None
    status: Mark
    lead: tuple[Phrase, ...]
    facts: tuple[Fact, ...]
    health: HealthCards | None
    problems: tuple[str, ...]
    schedule: ScheduleView | None
    forecast: PlanPart | None
    performance: PlanPart | None
    budget: PlanPart | None
    load: LoadView | None
    scope: tuple[PlanPart, ...]
    registers: tuple[PlanPart, ...]
    assessment: PlanPart | None
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan in brief, for the home page of its project: the lead, and one sentence each on forecast and pace."""

    ref: Ref
    lead: tuple[Phrase, ...]
    sentences: tuple[tuple[Phrase, ...], ...]


def plan_view(context: PageContext, entity: Entity[Plan]) -> PlanView:
    """The page of a plan."""
    plan, entry = PlanContext(context, entity), entity.entry
    inside = plan.inside
    drawn = schedule.schedule_view(plan)
    empty = NOTHING_YET if inside and not plan.tasks else None
    return PlanView(
        frame=context.frame(title_of(entity), empty),
        summary=entry.summary or "",
        description=entry.description or "",
        project=project_ref(context, entity.id),
        status=context.mark("status", entry.status),
        lead=head.lead(plan),
        facts=head.facts(plan),
        health=head.health_cards(plan),
        problems=tuple(one.message for one in plan.insight.problems) if inside else (),
        schedule=drawn,
        forecast=forecast.forecast_part(plan),
        performance=performance.performance_part(plan),
        budget=budget.budget_part(plan),
        load=load.load_view(plan),
        scope=_present(
            scope.scope_part(plan),
            scope.deliverables_part(plan),
            scope.quality_part(plan),
            scope.assumptions_part(plan),
        ),
        registers=_present(
            registers.decisions_part(plan), registers.changes_part(plan), registers.stakeholders_part(plan)
        ),
        assessment=assessment.assessment_part(plan),
        links=links_of(entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def plan_summary(context: PageContext, entity: Entity[Plan]) -> PlanSummary:
    """A plan in brief."""
    plan = PlanContext(context, entity)
    found = (forecast.promised_by(plan), performance.pace(plan))
    return PlanSummary(
        Ref(entity.title, context.addresses.of(entity)), head.lead(plan), tuple(one for one in found if one)
    )


def title_of(entity: Entity[Plan]) -> str:
    """The title of the page."""
    return f"{entity.title}: plan"


def _present(*parts: PlanPart | None) -> tuple[PlanPart, ...]:
    return tuple(part for part in parts if part)
