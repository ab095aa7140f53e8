"""Rules for status reports: their periods, their reasons, and whether the plan contradicts them."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.violation import Violation
from milepost.kinds.plan.model import Plan
from milepost.kinds.report.metrics import project_reports, report_metrics
from milepost.kinds.report.model import DIMENSIONS, Report
from milepost.kinds.report.sequence import ReportEntity, dimension_of, period_end, period_start
from milepost.kinds.report.watermelon import contradictions
from milepost.schema.base import CLOSED

_WARNINGS = ("at_risk", "off_track")


@check("report-project", "error", "A status report names no project.")
def report_project(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Report):
        if not entity.entry.project:
            yield c.found(entity, (), f"{named(entity)} names no project", "add project: with the id of a project")


@check("report-period", "error", "The period of a status report ends before it starts.")
def report_period(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Report):
        start, end = period_start(entity.entry), period_end(entity.entry)
        if start and end and start.first and end.last and end.last < start.first:
            message = f"the period of {named(entity)} ends {end}, before it starts ({start})"
            yield c.found(entity, ("period", "to"), message, "correct period.from: or period.to:")


@check("report-issued-early", "warning", "A status report was issued before the end of the period that it covers.")
def report_issued_early(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Report):
        issued, end = entity.entry.issued_on, period_end(entity.entry)
        if issued and issued.last and end and end.last and issued.last < end.last:
            early = day_count((end.last - issued.last).days)
            message = f"{named(entity)} was issued {issued}, {early} before its period ends ({end})"
            yield c.found(entity, ("issued_on",), message, "correct one of the two dates")


@check("report-same-period", "warning", "Two status reports of a project end on the same day.")
def report_same_period(c: Context) -> Iterator[Violation]:
    for reports in c.insight.shared(project_reports).values():
        first: dict[str, ReportEntity] = {}
        for entity in reports:
            end = period_end(entity.entry)
            other = first.setdefault(end.text, entity) if end else entity
            if other is not entity:
                at = c.portfolio.place(other)
                message = f"{named(entity)} and {named(other)} ({at.path}:{at.line}) both end {end}"
                yield c.found(entity, ("period", "to"), message, "correct one of the periods, or merge the reports")


@check("report-health-reason", "error", "A status report states at risk or off track without a reason.")
def report_health_reason(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Report):
        stated = {name: found for name in DIMENSIONS if (found := dimension_of(entity.entry, name))}
        for name, found in stated.items():
            if found.health in _WARNINGS and not found.reason:
                health = c.portfolio.label("health", found.health).lower()
                message = f"{named(entity)}: {name} is {health}, and no reason is given"
                yield c.found(entity, ("dimensions", name, "health"), message, "add reason: with one sentence")
        overall = entity.entry.overall
        # A dimension with a reason explains the overall health, too.
        explained = overall.reason or any(one.health in _WARNINGS and one.reason for one in stated.values())
        if overall.health in _WARNINGS and not explained:
            health = c.portfolio.label("health", overall.health).lower()
            message = f"{named(entity)} is {health} overall, and no reason is given"
            yield c.found(entity, ("overall", "health"), message, "add reason: with one sentence")


@check(
    "report-id-reveals-date", "error", "The id of a status report contains a date that external readers must not see."
)
def report_id_reveals_date(c: Context) -> Iterator[Violation]:
    # Only a report that some broader audience sees has a public address.
    seen = {entity for view in c.audience_views for entity in view.pairs if entity.type == Report.type_name}
    for entity in c.portfolio.all(Report):
        precision = entity.entry.public.date_precision if entity.entry.public else None
        end = entity.entry.period.to
        if entity not in seen or precision is None or end.text not in entity.id or end.coarsen(precision) == end:
            continue
        message = (
            f"the id of {named(entity)}, {entity.id!r}, contains the end of its period, and public: hides that date"
        )
        yield c.found(entity, ("id",), message, "write an id: without the date, such as id: status-12")


@check(
    "report-id-reveals-project", "error", "The id of a status report contains that of a project hidden from readers."
)
def report_id_reveals_project(c: Context) -> Iterator[Violation]:
    said: set[ReportEntity] = set()
    for view in c.audience_views:
        for entity in c.portfolio.all(Report):
            project = entity.entry.project
            if entity not in view.pairs or entity in said or not project or project.lower() not in entity.slug:
                continue
            # The project is hidden if these readers lose the reference; its id may still be that of a plan they see.
            if view.pairs[entity].entry.project or project.lower() in view.redacted.project_names:
                continue
            said.add(entity)
            message = (
                f"the id of {named(entity)}, {entity.id!r}, contains that of the project, "
                f"which is hidden from {view.audience} readers"
            )
            yield c.found(entity, ("id",), message, "write an id: without it, such as id: status-12")


@check(
    "report-watermelon",
    "warning",
    "The latest status report is on track overall, and the plan contradicts it.",
    spi_percent=90,
)
def report_watermelon(c: Context, spi_percent: int) -> Iterator[Violation]:
    for entity in _latest_of_open_projects(c):
        if entity.entry.overall.health != "on_track":
            continue
        found = list(contradictions(c.insight, entity.entry.project or "", spi_percent / 100))
        if found:
            message = f"{named(entity)} is on track overall, and the plan disagrees: {'; '.join(found)}"
            hint = "report at_risk or off_track with a reason, or correct the plan"
            yield c.found(entity, ("overall", "health"), message, hint)


@check("report-still-amber", "warning", "A project has been at risk in many status reports in a row.", reports=5)
def report_still_amber(c: Context, reports: int) -> Iterator[Violation]:
    for entity in _latest_of_open_projects(c):
        in_a_row = c.insight.about(report_metrics, entity).in_a_row
        if entity.entry.overall.health == "at_risk" and in_a_row >= reports:
            message = f"{named(entity)} is at risk, as in the {in_a_row - 1} reports before it"
            hint = "decide: bring it back on track, change the plan, or report off_track"
            yield c.found(entity, ("overall", "health"), message, hint)


def _latest_of_open_projects(c: Context) -> Iterator[ReportEntity]:
    """The latest report of every project that is not closed: earlier ones are history, and cannot be wrong now."""
    for project, reports in c.insight.shared(project_reports).items():
        plan, declared = c.portfolio.find(Plan.type_name, project), c.portfolio.find("project", project)
        statuses = {getattr(one.entry, "status", None) for one in (plan, declared) if one}
        if reports and not statuses & set(CLOSED):
            yield reports[-1]
