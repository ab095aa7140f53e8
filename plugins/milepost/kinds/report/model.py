"""kind: report. A status report: what was known of a project on a day, so it is written down and not computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import create_model

from milepost.schema.base import Document, Health, Part, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    Day,
    IssueOrText,
    MetricOrText,
    Money,
    PersonRef,
    ProjectRef,
    RiskOrText,
    TaskOrText,
    Text,
    When,
    Word,
)

Trend = Literal["up", "flat", "down"]
DIMENSIONS = ("schedule", "scope", "cost", "quality", "risk", "benefits")

if TYPE_CHECKING:
    ReportPeriod: Any = Part
    DecisionNeeded: Any = Part
else:  # `from` is a keyword, so it cannot be declared in a class body
    ReportPeriod = create_model(
        "ReportPeriod",
        __base__=Part,
        __module__=__name__,
        __doc__="The period that a report covers.",
        **{
            "from": (When, shown("The first day.", ..., means=Meaning.RECORD, label="period start", independent=True)),
            "to": (When, shown("The last day.", ..., means=Meaning.RECORD, label="period end", independent=True)),
        },
    )
    DecisionNeeded = create_model(
        "DecisionNeeded",
        __base__=Part,
        __module__=__name__,
        __doc__="A decision that the project needs.",
        **{
            "title": (Text, shown("What has to be decided.", ...)),
            "by": (When | None, shown("By when.", None, means=Meaning.RECORD, label="decide by")),
            "from": (PersonRef | None, guarded("people", "Who has to decide: a person's id or a role.", None)),
        },
    )


class ReportVerdict(Part, label="overall status"):
    """The overall health of the project."""

    health: Health = shown("The overall health.", ..., means=Meaning.HEALTH, independent=True)
    trend: Trend | None = shown("Whether it got better (up), stayed (flat), or got worse (down).")
    reason: Text | None = guarded("reasons", "Why it is so.")


class Dimension(Part):
    """The health of one dimension of the project."""

    health: Health = shown("Its health.", ..., means=Meaning.HEALTH, independent=True)
    trend: Trend | None = shown("Whether it got better (up), stayed (flat), or got worse (down).")
    reason: Text | None = guarded("reasons", "Why it is so.")
    path_to_green: Text | None = guarded("reasons", "What brings it back on track.")


class Dimensions(Part):
    """The health of the project by dimension."""

    schedule: Dimension | None = shown("The dates.")
    scope: Dimension | None = shown("What is delivered.")
    cost: Dimension | None = shown("The money.")
    quality: Dimension | None = shown("How good it is.")
    risk: Dimension | None = shown("What may go wrong.")
    benefits: Dimension | None = shown("What it is good for.")


class ReportedMilestone(Part, label="milestone"):
    """A milestone as it was on the day of the report."""

    named_by: ClassVar[str] = "milestone"
    milestone: TaskOrText = shown("The id of a milestone of the plan, or a name.", ...)
    baseline: When | None = shown("The date that was approved.", means=Meaning.RECORD, label="baseline")
    forecast: When | None = shown("The date that was expected.", means=Meaning.RECORD, label="forecast")
    actual: When | None = shown("The date on which it was met.", means=Meaning.RECORD, label="actual date")
    status: Word | None = shown("In a word of your own, where the dates do not say it.", means=Meaning.STATE)


class Spend(Part):
    """The money of the project on the day of the report."""

    planned: Money | None = guarded("money", "The budget.")
    actual: Money | None = guarded("money", "The amount spent so far.")
    forecast: Money | None = guarded("money", "The cost that is expected at completion.")


class Report(Document, means=Meaning.RECORD, page="projects/{project}/reports/{id}/index.md"):
    """A status report to stakeholders. Its id is `<project>-<end of the period>` where none is written."""

    type_name: ClassVar[str] = "report"
    place: ClassVar[int] = 45
    named_by: ClassVar[str] = "headline"
    owns_entries: ClassVar[bool] = True
    id_of: ClassVar[tuple[str, ...]] = ("project", "period.to")
    title: Text = shown("A short name; the headline where this is left out.", "")
    # Not required here: a reader who may not see the project loses the reference. A check asks for it.
    project: ProjectRef | None = shown("The project.")
    period: ReportPeriod = shown("The period that it covers.", ...)
    issued_on: Day | None = shown("The day on which it was issued.", means=Meaning.RECORD, label="issue date")
    overall: ReportVerdict = shown("The overall status.", ...)
    dimensions: Dimensions | None = shown("The status by dimension.")
    headline: Text = shown("The one sentence that everybody should remember.", ...)
    achieved: tuple[Text, ...] = shown("What was achieved in the period.", ())
    planned_next: tuple[Text, ...] = shown("What is planned for the next period.", ())
    milestones: tuple[ReportedMilestone, ...] = shown("The milestones, as they were on that day.", ())
    spend: Spend | None = guarded("money", "Budget, spend, and forecast.")
    risks: tuple[RiskOrText, ...] = guarded("risks", "The main risks: ids, or texts.", ())
    issues: tuple[IssueOrText, ...] = guarded("risks", "The main issues: ids, or texts.", ())
    decisions_needed: tuple[DecisionNeeded, ...] = guarded("resources", "The decisions that the project needs.", ())
    metrics: tuple[MetricOrText, ...] = shown("Metrics: ids, or texts on what they show.", ())
