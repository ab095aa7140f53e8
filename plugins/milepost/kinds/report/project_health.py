"""The health of a project: that of its latest status report, else as declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.portfolio.model import Project
from milepost.kinds.report.metrics import project_reports
from milepost.kinds.report.sequence import ReportEntity, last_day

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """A health with its reason; `report` is the report that states it, None where it is declared."""

    health: str
    reason: str
    report: ReportEntity | None


def latest_report(insight: Insight, project: str) -> ReportEntity | None:
    """The report whose period ends last. Where readers may not see the periods, the last one in reading order."""
    reports = insight.shared(project_reports).get(project.lower(), ())
    dated = [one for one in reports if last_day(one)]
    found = dated or list(reports)
    return found[-1] if found else None


def project_health(insight: Insight, project: str) -> ProjectHealth | None:
    """The health of a project by its id, whether it is open or closed; None where nobody states it."""
    if report := latest_report(insight, project):
        overall = report.entry.overall
        return ProjectHealth(overall.health, overall.reason or "", report)
    declared: Entity[Project] | None = insight.portfolio.find("project", project)
    if declared and declared.entry.health:
        return ProjectHealth(declared.entry.health, declared.entry.health_reason or "", None)
    return None
