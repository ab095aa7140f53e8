"""kind: metrics. Product analytics and customer feedback."""

from __future__ import annotations

from typing import ClassVar, Literal

from milepost.schema.base import Document, Entry, Named, Part, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    Count,
    FeedbackRef,
    ItemRef,
    Markdown,
    Measurement,
    MetricRef,
    NeedRef,
    ObjectiveRef,
    PersonRef,
    ServiceRef,
    Text,
    ThemeRef,
    When,
    Word,
)

MetricType = Literal["north_star", "leading", "lagging", "guardrail"]
Direction = Literal["up", "down"]
Aggregate = Literal["sum", "mean", "last"]
Cadence = Literal["day", "week", "month", "quarter"]
Sentiment = Literal["positive", "neutral", "negative"]
FEEDBACK_PAGE = "feedback/index.md"


class MetricBaseline(Part):
    """The value from which progress is measured."""

    value: Measurement = shown("The value.", ..., means=Meaning.GOAL)
    date: When | None = shown("When it was measured.", means=Meaning.RECORD)


class MetricTarget(Part):
    """The value to reach."""

    value: Measurement = shown("The value.", ..., means=Meaning.GOAL)
    by: When | None = shown("When it is to be reached.", label="date")


class Thresholds(Part):
    """The values beyond which a metric needs attention."""

    warn: Measurement | None = shown("From this value on, a warning.", means=Meaning.GOAL)
    bad: Measurement | None = shown("From this value on, unacceptable.", means=Meaning.GOAL)


class MetricValue(Part, label="value"):
    """A value of the series."""

    named_by: ClassVar[str] = "date"
    date: When = shown("The day, week, month, or quarter that it is the value of.", ..., means=Meaning.RECORD)
    value: Measurement = shown("The value.", ..., means=Meaning.LEVEL)
    segment: Word | None = shown("The segment, if it is the value of a part.")


class Rebase(Part):
    """A date from which the control limits are computed anew, because the process was changed."""

    named_by: ClassVar[str] = "date"
    date: When = shown("The first day of the changed process.", ..., means=Meaning.RECORD)
    reason: Text = shown("What was changed.", ...)


class ExpectedEffect(Part):
    """What an item was expected to do to a metric."""

    named_by: ClassVar[str] = "item"
    item: ItemRef = shown("The roadmap item.", ..., means=Meaning.GOAL)
    value: Measurement = shown("The value that was expected once it had shipped.", ..., means=Meaning.GOAL)


class ProductMetric(Named, label="metric", means=Meaning.GOAL, page="metrics/{id}/index.md"):
    """A metric: how it is defined, what it should be, and its values over time."""

    type_name: ClassVar[str] = "metric"
    definition: Markdown | None = shown("How it is measured, so that two people get the same number.")
    type: MetricType | None = shown("What it is for: north_star, leading, lagging, or guardrail.", means=Meaning.DETAIL)
    unit: Text | None = shown("What it counts: %, minutes, €, …")
    direction: Direction | None = shown("Whether higher (up) or lower (down) is better.", means=Meaning.GOAL)
    baseline: MetricBaseline | None = shown("The value from which progress is measured.", label="baseline {}")
    target: MetricTarget | None = shown("The value to reach.", label="target {}")
    thresholds: Thresholds | None = shown("The values that call for attention.", label="{} threshold")
    aggregate: Aggregate | None = shown(
        "How values of segments, or of days in a longer period, give one value.",
        means=Meaning.DETAIL,
    )
    cadence: Cadence | None = shown("The period of one value.", means=Meaning.DETAIL)
    baseline_points: Count | None = shown(
        "From how many values the control limits are computed; 20 where this is left out.", means=Meaning.DETAIL
    )
    rebase: tuple[Rebase, ...] = shown("From when on control limits are computed anew, and why.", ())
    series: tuple[MetricValue, ...] = shown(
        "The values over time, in any order.", (), label="values", rows_from="file", rows_by="loader"
    )
    source: Text | None = shown("Where the values come from.")
    owner: PersonRef | None = guarded("people", "Who answers for it: a person's id or a role.")
    objective: ObjectiveRef | None = shown("The objective that it measures.")
    drives: MetricRef | None = shown("The metric that it drives, such as the north star.", label="driven metric")
    service: ServiceRef | None = shown("The service that it measures.")
    expected: tuple[ExpectedEffect, ...] = shown("What items were expected to do to it.", (), label="expected effects")


class Feedback(Named, label="piece of feedback", plural="pieces of feedback", means=Meaning.DETAIL, page=FEEDBACK_PAGE):
    """Feedback of a customer, or of several who gave the same."""

    type_name: ClassVar[str] = "feedback"
    has_name: ClassVar[bool] = False
    channel: Word | None = shown("How it arrived: support, survey, interview, …")
    date: When = shown("When it was given.", ..., means=Meaning.RECORD)
    theme: ThemeRef | None = shown("The theme that it is about.")
    sentiment: Sentiment | None = shown(
        "Whether it is positive, neutral, or negative.", means=Meaning.DETAIL, independent=True
    )
    count: Count | None = guarded("feedback", "How many customers gave it; 1 where this is left out.")
    segment: Text | None = guarded("feedback", "Which customers gave it.")
    quote: Text | None = guarded("feedback", "What they said, in their own words.")
    needs: tuple[NeedRef, ...] = shown("The needs that it is evidence of.", ())
    items: tuple[ItemRef, ...] = shown("The roadmap items that it is about.", (), means=Meaning.DETAIL)


class Opportunity(Entry, plural="opportunities", means=Meaning.GOAL, page=FEEDBACK_PAGE):
    """An opportunity: needs of customers that are not met well, and the item that answers it."""

    type_name: ClassVar[str] = "opportunity"
    metrics: tuple[MetricRef, ...] = shown("The metrics that show it.", ())
    feedback: tuple[FeedbackRef, ...] = shown("The feedback that it is based on.", ())
    needs: tuple[NeedRef, ...] = shown("The needs that it is about.", ())
    item: ItemRef | None = shown("The roadmap item that answers it.", means=Meaning.GOAL)


class Metrics(Document, means=Meaning.DETAIL, label="file of metrics", plural="files of metrics", container=True):
    """Metrics, feedback, and opportunities."""

    type_name: ClassVar[str] = "metrics"
    place: ClassVar[int] = 70
    title: Text = shown("A name for the file.", "")
    metrics: tuple[ProductMetric, ...] = shown("The metrics.", ())
    feedback: tuple[Feedback, ...] = shown("What customers said.", ())
    opportunities: tuple[Opportunity, ...] = shown("What could be improved for customers.", ())
