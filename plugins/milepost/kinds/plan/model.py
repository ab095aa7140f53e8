"""kind: plan. The scope, schedule, resources, and costs of a project, and what may get in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import create_model

from milepost.kinds.plan.registers import (
    PLAN_PAGE,
    Assumption,
    ChangeRequest,
    Decision,
    Issue,
    Risk,
    Stakeholder,
)
from milepost.schema.base import Document, Entry, Named, Part, Span, Status, Titled, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    Effort,
    ItemRef,
    Lag,
    Money,
    Percent,
    PersonRef,
    Positive,
    ResourceRef,
    TaskRef,
    TeamRef,
    Text,
    Truth,
    When,
    Word,
    WorkingTime,
    WorkLength,
)


class PlanBaseline(Span):
    """The dates and the cost that were approved."""

    cost: Money | None = guarded("money", "The cost that was approved.")


if TYPE_CHECKING:
    PlanScope: Any = Part
else:  # `in` is a keyword, so it cannot be declared in a class body
    PlanScope = create_model(
        "PlanScope",
        __base__=Part,
        __module__=__name__,
        __doc__="What the project delivers, what it does not, and what limits it.",
        **{
            "in": (tuple[Text, ...], shown("What the project delivers.", (), label="in scope")),
            "out": (tuple[Text, ...], shown("What it does not deliver.", (), label="out of scope")),
            "constraints": (tuple[Text, ...], shown("Limits that it has to respect.", ())),
        },
    )


class Deliverable(Entry, means=Meaning.PROMISE, dated_by="due", page=PLAN_PAGE):
    """A result of the project that somebody accepts."""

    type_name: ClassVar[str] = "deliverable"
    text_field: ClassVar[str] = "title"
    accepted_by: PersonRef | None = guarded("people", "Who accepts it: a person's id or a role.")
    due: When | None = shown("When it is due.", independent=True)
    accepted: Truth | None = shown("Whether it has been accepted.", independent=True)
    accepted_on: When | None = shown(
        "When it was accepted.", means=Meaning.RECORD, label="acceptance date", recorded_when=("accepted", "true")
    )

    @property
    def is_closed(self) -> bool:
        """Whether it has been accepted."""
        return bool(self.accepted)


class QualityCriterion(
    Titled, means=Meaning.GOAL, label="quality criterion", plural="quality criteria", page=PLAN_PAGE
):
    """A quality criterion: how it is measured, its target, and the latest result."""

    type_name: ClassVar[str] = "quality"
    named_by: ClassVar[str] = "criterion"
    criterion: Text = shown("What has to be good enough.", ...)
    measure: Text | None = shown("How it is measured.")
    target: Text | None = shown("The result that is good enough.", means=Meaning.GOAL, measures="number")
    actual: Text | None = shown("The latest result.", means=Meaning.LEVEL, measures="number")
    met: Truth | None = shown("Whether the result is good enough.")


class TaskLink(Part, label="link"):
    """A link to a predecessor: its type and lag."""

    named_by: ClassVar[str] = "id"
    text_field: ClassVar[str] = "id"
    id: TaskRef = shown("The predecessor.", ..., means=Meaning.DEPENDENCY, label="predecessor")
    type: Literal["FS", "SS", "FF", "SF"] | None = shown(
        "Which ends are linked: FS (finish to start, the default), SS, FF, or SF.",
        means=Meaning.DETAIL,
        independent=True,
    )
    lag: Lag | None = shown(
        "Working time between the two ends, such as 2d; -1d is a lead, 3ed calendar days.", means=Meaning.DETAIL
    )


class ThreePointEstimate(Part):
    """A three-point estimate of a duration."""

    optimistic: WorkingTime = shown("The duration if all goes well.", ..., means=Meaning.DETAIL)
    likely: WorkingTime = shown("The most likely duration.", ..., means=Meaning.DETAIL)
    pessimistic: WorkingTime = shown("The duration if much goes wrong.", ..., means=Meaning.DETAIL)


class Assignment(Part):
    """A resource that works on a task."""

    named_by: ClassVar[str] = "resource"
    text_field: ClassVar[str] = "resource"
    resource: ResourceRef = shown("The resource.", ...)
    units: Positive | None = shown("How many of its units work on the task; 1 where this is left out.")


class DateConstraint(Part, label="constraint"):
    """A limit on the start or finish of a task."""

    named_by: ClassVar[str] = "type"
    type: Literal["snet", "snlt", "fnet", "fnlt", "mso", "mfo"] = shown(
        "Start or finish no earlier than (snet, fnet), no later than (snlt, fnlt), or exactly on (mso, mfo) the date.",
        ...,
        means=Meaning.DETAIL,
    )
    date: When = shown("The date of the limit.", ..., means=Meaning.DETAIL)


class Task(Named, means=Meaning.PROMISE, dated_by="end", page=PLAN_PAGE, of_document=True):
    """A piece of work, a group of tasks, or a milestone. `parent` makes the work breakdown structure."""

    type_name: ClassVar[str] = "task"
    parent: TaskRef | None = shown("The summary task that it is a part of.")
    depends_on: tuple[TaskLink, ...] = shown(
        "Predecessors: ids, or links with a type and a lag.", (), means=Meaning.DEPENDENCY
    )
    start: When | None = shown("The earliest day on which it may start.", independent=True, scheduled=True)
    end: When | None = shown("The day on which it ends.", independent=True, scheduled=True)
    duration: WorkLength | None = shown("How long the work takes.", means=Meaning.DETAIL)
    effort: Effort | None = guarded("resources", "How much work it is, in person-days.", means=Meaning.DETAIL)
    estimate: ThreePointEstimate | None = guarded("confidence", "Optimistic, most likely, and pessimistic duration.")
    progress: Percent | None = shown("Percent complete.", means=Meaning.LEVEL)
    status: Status | None = shown("How far it is.", independent=True)
    assigned: tuple[Assignment, ...] = guarded("resources", "The resources that work on it.", ())
    milestone: Truth | None = shown(
        "Whether it is a milestone: an event without a duration.", means=Meaning.DETAIL, independent=True
    )
    baseline: Span | None = shown("The dates that were approved.", means=Meaning.BASELINE, label="baseline {}")
    actual: Span | None = shown("The dates on which it started and ended.", means=Meaning.ACTUAL, label="actual {}")
    deadline: When | None = shown("The day by which it has to be complete.")
    constraint: DateConstraint | None = shown("A limit on its dates that its links do not give.")


class Resource(Named, means=Meaning.PEOPLE, fields_mean=Meaning.PEOPLE, page=PLAN_PAGE, of_document=True):
    """Somebody or something that does the work."""

    type_name: ClassVar[str] = "resource"
    team: TeamRef | None = shown("The team it belongs to.")
    capacity: Positive | None = shown("How many units there are, such as people; 1 where this is left out.")
    rate: Money | None = guarded("money", "What a unit costs a day.")
    leave: tuple[When, ...] = shown("When it is not available.", (), means=Meaning.DETAIL)


class BudgetLine(Part):
    """A line of the budget. Unknown amounts are `tbd`."""

    title: Text = shown("What it is for.", ...)
    category: Word | None = shown("A category of your own: people, hardware, travel, …", means=Meaning.DETAIL)
    task: TaskRef | None = shown("The task that it pays for.")
    period: When | None = shown("When it is spent.", means=Meaning.DETAIL)
    planned: Money | None = guarded("money", "The amount in the approved budget.")
    committed: Money | None = guarded("money", "The amount that is ordered or contracted.")
    actual: Money | None = guarded("money", "The amount that is spent.")
    forecast: Money | None = guarded("money", "The amount it is expected to have cost in the end.")


class Budget(Part):
    """The budget of the project."""

    currency: Word | None = shown("The currency of all amounts of the plan; the portfolio's where this is left out.")
    reserve: Money | None = guarded("money", "The contingency reserve, on top of the lines.")
    lines: tuple[BudgetLine, ...] = shown("The lines.", ())


class Plan(Document, means=Meaning.DETAIL, dated_by="baseline", page="projects/{project}/plan.md"):
    """The plan of a project. Its id is that of the project."""

    type_name: ClassVar[str] = "plan"
    place: ClassVar[int] = 40
    owns_entries: ClassVar[bool] = True
    sponsor: PersonRef | None = guarded("people", "Who pays for the project and decides: a person's id or a role.")
    manager: PersonRef | None = guarded("people", "Who manages the project: a person's id or a role.")
    team: TeamRef | None = shown("The team that does the work.")
    status: Status = shown("How far the project is.", ..., independent=True)
    phase: Literal["initiation", "planning", "execution", "monitoring", "closing"] | None = shown(
        "The phase the project is in."
    )
    items: tuple[ItemRef, ...] = shown("The roadmap items that it delivers.", ())
    start: When | None = shown("The day on which the project starts: no task starts earlier.", independent=True)
    baseline: PlanBaseline | None = shown(
        "The dates and cost that were approved.", means=Meaning.BASELINE, label="baseline {}"
    )
    scope: PlanScope | None = shown("What is in scope and what is not.")
    deliverables: tuple[Deliverable, ...] = shown("The results, and who accepts them.", ())
    assumptions: tuple[Assumption, ...] = shown("What the plan takes for granted.", ())
    quality: tuple[QualityCriterion, ...] = shown("What has to be good enough, and how that is measured.", ())
    tasks: tuple[Task, ...] = shown("The tasks and milestones.", ())
    resources: tuple[Resource, ...] = guarded("resources", "Who does the work.", ())
    budget: Budget | None = guarded("money", "The budget.")
    risks: tuple[Risk, ...] = shown("The risk register.", ())
    issues: tuple[Issue, ...] = shown("The issue log: what is in the way now.", ())
    decisions: tuple[Decision, ...] = shown("The decision log.", ())
    changes: tuple[ChangeRequest, ...] = shown("The change requests.", ())
    stakeholders: tuple[Stakeholder, ...] = guarded(
        "resources", "Who has a stake in the project, and how they are kept informed.", ()
    )
