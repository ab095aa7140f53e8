"""Registers and logs of a plan: risks, issues, decisions, change requests, assumptions, stakeholders."""

from __future__ import annotations

from typing import ClassVar, Literal

from milepost.schema.base import CREATION, Entry, Link, Named, Part, Titled, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    Grade,
    LessonRef,
    Markdown,
    Money,
    Number,
    PersonRef,
    Related,
    RiskRef,
    Tag,
    TaskRef,
    Text,
    When,
    Word,
)

PLAN_PAGE = "projects/{project}/plan.md#"
RISKS_PAGE = "projects/{project}/risks.md#"


class Assumption(Entry, means=Meaning.DETAIL, page=PLAN_PAGE):
    """What the plan takes for granted until somebody has checked it."""

    type_name: ClassVar[str] = "assumption"
    text_field: ClassVar[str] = "title"
    has_name: ClassVar[bool] = False
    owner: PersonRef | None = guarded("people", "Who checks it: a person's id or a role.")
    status: Literal["open", "confirmed", "refuted"] | None = shown("Whether it holds.", independent=True)


class ResidualRisk(Part, label="residual risk"):
    """What is left of a risk after the response."""

    probability: Grade | None = shown("Probability after the response, 1 to 5.")
    impact: Grade | None = shown("Impact after the response, 1 to 5.")


class Risk(
    Named,
    means=Meaning.MONEY,
    fields_mean=Meaning.MONEY,
    page=RISKS_PAGE,
    of_document=True,
    closed=("closed", "occurred"),
    dated_by="review_by",
):
    """Something that may happen, and the response to it. External readers see its title and status only."""

    type_name: ClassVar[str] = "risk"
    summary: Text | None = guarded("risks", "One sentence that a stakeholder understands.")
    description: Markdown | None = guarded("risks", "Details, in Markdown.")
    tags: tuple[Tag, ...] = guarded("risks", "Free keywords.", ())
    links: tuple[Link, ...] = guarded("risks", "Links to the web.", ())
    related: tuple[Related, ...] = guarded("risks", "Ids of related entries: of other risks, or type:id.", ())
    cause: Text | None = guarded("risks", "Why it may happen.")
    event: Text | None = guarded("risks", "What may happen.")
    effect: Text | None = guarded("risks", "What would come of it.")
    category: Word | None = guarded("risks", "A category of your own: supplier, technical, legal, …")
    probability: Grade | None = guarded("risks", "How likely it is, 1 (rare) to 5 (almost certain).")
    impact: Grade | None = guarded("risks", "How much harm it would do, 1 (slight) to 5 (severe).")
    cost: Money | None = guarded("risks", "What it would cost, or tbd.")
    days: Number | None = guarded("risks", "By how many working days it would delay its tasks.")
    tasks: tuple[TaskRef, ...] = guarded("risks", "The tasks that it would delay.", ())
    response: Literal["avoid", "mitigate", "transfer", "accept", "exploit"] | None = guarded(
        "risks", "The strategy of the response."
    )
    mitigation: Text | None = guarded("risks", "What is done so that it does not happen, or does less harm.")
    contingency: Text | None = guarded("risks", "What is done if it happens.")
    trigger: Text | None = guarded("risks", "How to tell that it is about to happen.")
    owner: PersonRef | None = guarded("people", "Who watches it: a person's id or a role.")
    status: Literal["open", "watching", "closed", "occurred"] = shown("Where it is.", ..., independent=True)
    raised: When | None = guarded(
        "risks", "When it was identified.", means=Meaning.RECORD, label="day it was raised", recorded_when=(CREATION,)
    )
    review_by: When | None = guarded("risks", "When it has to be reviewed.", label="review date")
    residual: ResidualRisk | None = guarded("risks", "Probability and impact after the response.")
    lesson: LessonRef | None = guarded("risks", "The lesson of an earlier project that it comes from.")


class Issue(Named, means=Meaning.MONEY, page=RISKS_PAGE, of_document=True, closed=("resolved",), dated_by="due"):
    """A roadblock: something that has happened and is in the way."""

    type_name: ClassVar[str] = "issue"
    has_name: ClassVar[bool] = False
    severity: Word | None = shown("How bad it is, in your own words.")
    owner: PersonRef | None = guarded("people", "Who resolves it: a person's id or a role.")
    raised: When | None = shown(
        "When it was raised.", means=Meaning.RECORD, label="day it was raised", recorded_when=(CREATION,)
    )
    due: When | None = shown("When it has to be resolved.")
    status: Literal["open", "resolved"] = shown("Whether it is resolved.", ..., independent=True)
    resolution: Text | None = shown("How it was resolved.", measures="state", reveals=("status",))
    task: TaskRef | None = shown("The task that it holds up.")
    risk: RiskRef | None = guarded("risks", "The risk that occurred.")


class Decision(Named, means=Meaning.DETAIL, page=PLAN_PAGE, of_document=True, closed=("decided", "rejected")):
    """A decision, who made it, and why."""

    type_name: ClassVar[str] = "decision"
    has_name: ClassVar[bool] = False
    date: When | None = shown(
        "When it was made.",
        means=Meaning.RECORD,
        label="date of the decision",
        recorded_when=("status", "decided", "rejected"),
    )
    decided_by: PersonRef | None = guarded("people", "Who made it: a person's id or a role.")
    rationale: Markdown | None = guarded("reasons", "Why it was made.")
    options: tuple[Text, ...] = guarded("reasons", "The options that were considered.", ())
    status: Literal["proposed", "decided", "rejected", "superseded"] | None = shown("Where it is.", independent=True)


class ChangeImpact(Part, label="impact"):
    """What a change does to the end of the project and to its cost."""

    days: Number | None = shown("Working days by which it moves the end.", means=Meaning.DETAIL)
    cost: Money | None = guarded("money", "What it adds to the cost, or tbd.")


class ChangeRequest(
    Named,
    means=Meaning.GOAL,
    label="change request",
    page=PLAN_PAGE,
    of_document=True,
    closed=("rejected", "withdrawn", "implemented"),
):
    """A request to change what was agreed."""

    type_name: ClassVar[str] = "change"
    requested: When | None = shown(
        "When it was requested.", means=Meaning.RECORD, label="date of the request", recorded_when=(CREATION,)
    )
    requested_by: PersonRef | None = guarded("people", "Who requested it: a person's id or a role.")
    decided: When | None = shown(
        "When it was decided.",
        means=Meaning.RECORD,
        label="date of the decision",
        recorded_when=("status", "approved", "rejected"),
    )
    impact: ChangeImpact | None = shown("What it does to time and cost.")
    status: Literal["proposed", "approved", "rejected", "withdrawn", "implemented"] = shown(
        "Where it is.", ..., independent=True
    )


class Stakeholder(Titled, means=Meaning.PEOPLE, fields_mean=Meaning.PEOPLE, page=PLAN_PAGE):
    """Somebody with a stake in the project, and the communication plan for them."""

    type_name: ClassVar[str] = "stakeholder"
    named_by: ClassVar[str] = "role"
    role: Text = shown("Their role, such as Head of Operations.", ...)
    interest: Grade | None = shown("How much it matters to them, 1 to 5.")
    influence: Grade | None = shown("How much they can help or hinder, 1 to 5.")
    needs: Text | None = shown("What they need to know.")
    channel: Word | None = shown("How they are informed: e-mail, meeting, …")
    frequency: Word | None = shown("How often.")
    owner: PersonRef | None = guarded("people", "Who informs them: a person's id or a role.")
