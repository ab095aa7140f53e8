"""kind: postmortem. What happened, why, what was learned, and which actions follow."""

from __future__ import annotations

from typing import ClassVar, Literal

from milepost.kinds.lessons.model import Action, Lesson
from milepost.schema.base import Document, Embargo, Part, Statement, Titled, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    Count,
    Day,
    ItemRef,
    Length,
    Markdown,
    MetricOrText,
    Moment,
    Money,
    PersonRef,
    PostmortemRef,
    ProjectRef,
    ServiceRef,
    TeamRef,
    Text,
    Timezone,
    Truth,
    Word,
)

# Timestamps of an incident are minutes apart: each of them, and each duration, could reveal the others.
TIMESTAMPS = ("started", "detected", "declared", "mitigated", "resolved")


class Impact(Part):
    """Impact on users and cost."""

    description: Markdown | None = shown("What it meant for those affected.")
    users_affected: Count | None = shown("How many people it affected.", means=Meaning.RECORD)
    cost: Money | None = guarded("money", "What it cost, or tbd.")
    metrics: tuple[MetricOrText, ...] = shown("Ids of the metrics that show it, or texts.", ())


class Event(Titled, means=Meaning.DETAIL):
    """An entry of the incident timeline."""

    type_name: ClassVar[str] = "event"
    named_by: ClassVar[str] = "text"
    at: Moment = shown("When it happened.", ..., means=Meaning.RECORD, reveals=TIMESTAMPS)
    text: Markdown = shown("What happened.", ...)
    type: Literal["trigger", "detection", "declaration", "escalation", "update", "mitigation", "resolution"] | None = (
        shown("What it was in the course of things.", means=Meaning.DETAIL, independent=True)
    )
    evidence: Text | None = guarded("notes", "How we know: a log, a graph, a message.")


class Factor(Titled, means=Meaning.DETAIL):
    """A contributing factor; a plain text is enough."""

    type_name: ClassVar[str] = "factor"
    named_by: ClassVar[str] = "text"
    text_field: ClassVar[str] = "text"
    text: Text = shown("What contributed.", ...)
    category: Word | None = shown("The sort of factor, in your own words; the archive counts them.")


class Goal(Titled, means=Meaning.GOAL):
    """A planned outcome and the actual one."""

    type_name: ClassVar[str] = "goal"
    named_by: ClassVar[str] = "planned"
    planned: Text = shown("What was to be reached.", ..., measures="number", independent=True)
    actual: Text | None = shown("What was reached.", measures="number")
    met: Truth | None = shown("Whether that is what was planned.")


class Estimate(Titled, means=Meaning.MONEY):
    """A planned figure and the actual one."""

    type_name: ClassVar[str] = "estimate"
    named_by: ClassVar[str] = "what"
    what: Text = shown("What was estimated.", ...)
    planned: Text | None = shown("What was expected, with its unit.", measures="number", independent=True)
    actual: Text | None = shown("What it came to, with its unit.", measures="number")


class Postmortem(
    Document,
    label="post-mortem",
    means=Meaning.DETAIL,
    page="postmortems/{id}/index.md",
):
    """A retrospective of one incident, project, release, or event."""

    type_name: ClassVar[str] = "postmortem"
    place: ClassVar[int] = 40
    owns_entries: ClassVar[bool] = True
    type: Literal["incident", "maintenance", "security", "near_miss", "project", "release", "event"] = shown(
        "What it looks back at.", ..., means=Meaning.DETAIL, independent=True
    )
    status: Literal["open", "draft", "in_review", "reviewed", "closed", "recorded"] | None = shown(
        "How far the writing is; recorded is for what is only to be remembered.", independent=True
    )
    project: ProjectRef | None = shown("The project it belongs to.")
    team: TeamRef | None = shown("The team that wrote it.")
    owner: PersonRef | None = guarded("people", "Who sees to it that it is written and acted on.")
    severity: Word | None = shown("How bad it was, in your own words; labels rank them.")
    embargo_until: Embargo = shown(
        "Until this day it is for the innermost audience only.", means=Meaning.EMBARGO, label="embargo"
    )
    timezone: Timezone | None = shown("The time zone of times without one; the portfolio's where it is left out.")
    currency: Word | None = shown("The currency of its amounts; the portfolio's where it is left out.")
    categories: tuple[Word, ...] = shown("Sorts of trouble, in your own words.", ())
    items: tuple[ItemRef, ...] = shown("Roadmap items it is about.", (), means=Meaning.DETAIL)
    affected: tuple[ServiceRef, ...] = shown("The services it affected.", (), label="affected services")
    impact: Impact | None = shown("What it did to whom.", independent=True)
    started: Moment | None = shown("When it began.", means=Meaning.RECORD, label="beginning", reveals=TIMESTAMPS)
    detected: Moment | None = shown(
        "When somebody noticed.", means=Meaning.RECORD, label="moment of detection", reveals=TIMESTAMPS
    )
    declared: Moment | None = shown(
        "When it was called what it was.", means=Meaning.RECORD, label="moment of declaration", reveals=TIMESTAMPS
    )
    mitigated: Moment | None = shown(
        "When it stopped hurting.", means=Meaning.RECORD, label="moment of mitigation", reveals=TIMESTAMPS
    )
    resolved: Moment | None = shown(
        "When it was over.", means=Meaning.RECORD, label="moment of resolution", reveals=TIMESTAMPS
    )
    detected_after: Length | None = shown(
        "How long it went unnoticed, where the moments are not known.",
        means=Meaning.RECORD,
        label="time to detection",
        reveals=TIMESTAMPS,
    )
    mitigated_after: Length | None = shown(
        "How long it hurt, where the moments are not known.",
        means=Meaning.RECORD,
        label="time to mitigation",
        reveals=TIMESTAMPS,
    )
    resolved_after: Length | None = shown(
        "How long it lasted, where the moments are not known.",
        means=Meaning.RECORD,
        label="time to resolution",
        reveals=TIMESTAMPS,
    )
    detected_by: Text | None = shown("What or who noticed it; a role, not a name.", label="means of detection")
    trigger: Text | None = shown("What set it off.")
    events: tuple[Event, ...] = shown("What happened, in order.", ())
    contributing_factors: tuple[Factor, ...] = shown("What had to come together for it to happen.", ())
    resolution: Markdown | None = shown("How it was put right.")
    went_well: tuple[Statement, ...] = shown("What went well.", ())
    went_wrong: tuple[Statement, ...] = shown("What did not.", ())
    got_lucky: tuple[Statement, ...] = shown("Where we were lucky.", ())
    surprises: tuple[Statement, ...] = shown("What nobody had expected.", ())
    objectives: tuple[Goal, ...] = shown("What was to be reached, and what was.", (), independent=True)
    estimates: tuple[Estimate, ...] = guarded(
        "resources", "What was estimated, and what it came to.", (), independent=True
    )
    risks_realised: tuple[Word, ...] = guarded("risks", "Ids or names of risks that came true.", ())
    unforeseen: tuple[Statement, ...] = guarded("risks", "What came that no risk had named.", ())
    lessons: tuple[Lesson, ...] = shown("What is worth knowing next time.", (), independent=True)
    actions: tuple[Action, ...] = guarded("actions", "What is done about it.", ())
    reviewed_on: Day | None = shown(
        "The day it was talked through.",
        means=Meaning.RECORD,
        label="day of the review",
        recorded_when=("status", "reviewed"),
    )
    participants: tuple[PersonRef, ...] = guarded("people", "Who took part in the review: roles.", ())
    similar_to: tuple[PostmortemRef, ...] = shown("Ids of post-mortems that it resembles.", ())
