"""The projects of the overview: the health of those that are open, and when they end."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kit.addresses import PROJECTS
from milepost.kit.components import Mark, Ref
from milepost.kit.context import WARNINGS, PageContext
from milepost.kit.projects import ProjectRecord, health_of, projects_of, status_of
from milepost.pages.project.plan_brief import plan_brief
from milepost.pages.report.wording import brief_periods

_MOST = 5


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project: its health, else its status, its end, and how far that is from the baseline."""

    ref: Ref
    mark: Mark | None
    ends: str
    slip: str


@dataclass(frozen=True, slots=True)
class ProjectsPanel:
    """The open projects that need attention first; `more` is how many there are besides."""

    rows: tuple[ProjectLine, ...]
    more: str
    target: str


def projects_panel(context: PageContext) -> ProjectsPanel | None:
    """The open projects with a plan or a health; None without any, or where the site has no page of projects."""
    target = context.addresses.page(PROJECTS)
    found = [one for one in projects_of(context.portfolio) if not one.is_closed and _is_known(context, one)]
    if not found or target is None:
        return None
    found.sort(key=lambda one: _urgency(context, one))
    rest = len(found) - _MOST
    return ProjectsPanel(
        tuple(_line(context, one) for one in found[:_MOST]), f"and {rest} more" if rest > 0 else "", target
    )


def _is_known(context: PageContext, project: ProjectRecord) -> bool:
    return project.plan is not None or health_of(context, project)[0] is not None


def _urgency(context: PageContext, project: ProjectRecord) -> int:
    health, _ = health_of(context, project)
    return WARNINGS.index(health.value) if health and health.value in WARNINGS else len(WARNINGS)


def _line(context: PageContext, project: ProjectRecord) -> ProjectLine:
    brief = plan_brief(context, context.insight.plan(project.plan)) if project.plan else None
    (ends,) = brief_periods((brief.end if brief else None,), context.as_of)
    health, _ = health_of(context, project)
    return ProjectLine(
        ref=Ref(project.title, context.addresses.project(project.name)),
        mark=health or status_of(context, project),
        ends=f"ends {ends}" if ends else "",
        slip=brief.slip if brief else "",
    )
