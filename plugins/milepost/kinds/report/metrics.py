"""Computed values of status reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.report.model import Report
from milepost.kinds.report.sequence import ReportEntity, ReportInsight, report_insight, reports_by_project

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


def project_reports(insight: Insight) -> dict[str, tuple[ReportEntity, ...]]:
    """Lower-cased id of each project with reports → its reports, oldest first."""
    return reports_by_project(insight.portfolio)


def reports_beside(insight: Insight, entity: ReportEntity) -> tuple[ReportEntity, ...]:
    """All reports of a report's project, oldest first; only itself for readers who may not see its project."""
    project = entity.entry.project
    return insight.shared(project_reports)[project.lower()] if project else (entity,)


@metric(Report)
def report_metrics(insight: Insight, entity: Entity[Report]) -> ReportInsight:
    return report_insight(reports_beside(insight, entity), entity)


METRICS = (report_metrics,)
