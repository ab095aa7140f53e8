"""kind: roadmap. Themes, releases, and items: how the product evolves over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from milepost.schema.base import Document, Entry, Health, Named, Part, Span, Status, guarded, shown
from milepost.schema.errors import flaw
from milepost.schema.meaning import COLUMN, FACET, FILTER, LANE, PARENT, Meaning
from milepost.schema.types import (
    Address,
    Confidence,
    Day,
    Effort,
    HorizonRef,
    ItemRef,
    NeedRef,
    ObjectiveRef,
    Percent,
    PersonRef,
    Positive,
    ReleaseRef,
    TeamRef,
    Text,
    ThemeRef,
    Truth,
    When,
    Word,
)


class Theme(Named, means=Meaning.DETAIL, page="roadmap/index.md"):
    """A stream of related work."""

    type_name: ClassVar[str] = "theme"


class Horizon(
    Named,
    means=Meaning.DETAIL,
    dated_by="timeframe",
    of_document=True,
    shared=True,
    known=("now", "next", "later"),
):
    """A column of the board, such as now, next, and later."""

    type_name: ClassVar[str] = "horizon"
    timeframe: When | None = shown("When it is, where it can be said.")


class Milestone(Entry, means=Meaning.PROMISE, dated_by="date", page=PARENT):
    """A milestone of an item or a release."""

    type_name: ClassVar[str] = "milestone"
    date: When = shown("When it is due, or was met.", ..., reveals=("start", "end", "date"), shows=(FILTER,))
    baseline: When | None = shown("When it was promised at first.", means=Meaning.BASELINE)
    done: Truth | None = shown("Whether it is met.", independent=True)

    @property
    def is_closed(self) -> bool:
        """Whether it is met."""
        return bool(self.done)


class Release(Named, means=Meaning.PROMISE, dated_by="date", page="roadmap/releases.md", anchor="{id}"):
    """What customers get at one time; a cycle is a time box with a start and an end."""

    type_name: ClassVar[str] = "release"
    date: When | None = shown(
        "When it comes out, or came out; the end of a cycle.", independent=True, scheduled=True, shows=(FILTER,)
    )
    type: Literal["release", "cycle"] | None = shown(
        "A release to customers, or a cycle of work.", means=Meaning.DETAIL, independent=True, shows=(FILTER,)
    )
    start: When | None = shown("When work on it starts.", independent=True, scheduled=True)
    status: Status | None = shown("How far it is.", independent=True, shows=(FILTER,))
    milestones: tuple[Milestone, ...] = shown("Moments on the way to it.", ())


class Score(Part):
    """Inputs of an item's priority by one or more methods: RICE, value and effort, WSJF, and MoSCoW.

    Methods stand side by side: a key that two of them use, such as effort, is written once and counts for both.
    """

    reach: Positive | None = shown("RICE: how many people it reaches in a given time.")
    impact: Positive | None = shown("RICE: how much it does for each of them (3, 2, 1, 0.5 or 0.25).")
    confidence: Percent | None = shown("RICE: how sure the numbers are, in percent.")
    effort: Positive | None = shown("RICE, value and effort: how much work it is, such as person-months.")
    value: Positive | None = shown("Value and effort: what it is worth.")
    business_value: Positive | None = shown("WSJF: value for the business.")
    time_criticality: Positive | None = shown("WSJF: how much waiting costs.")
    risk_reduction: Positive | None = shown("WSJF: what risk it lowers or which chance it opens.")
    job_size: Positive | None = shown("WSJF: how big the work is.")
    moscow: Literal["must", "should", "could", "wont"] | None = shown("MoSCoW: must, should, could or wont.")

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods that have all of their inputs, in the order of METHODS; at least one."""
        return tuple(name for name, inputs in METHODS.items() if inputs <= self.model_fields_set)

    @model_validator(mode="after")
    def _is_complete(self) -> Score:
        given = self.model_fields_set
        if problem := _incomplete(given):
            raise flaw("bad-value", *problem)
        for name in ("effort", "job_size"):
            if getattr(self, name) == 0:
                raise flaw("bad-value", f"the {name.replace('_', ' ')} of a score is more than 0")
        return self


_INPUTS: dict[str, tuple[str, ...]] = {
    "rice": ("reach", "impact", "confidence", "effort"),
    "value_effort": ("value", "effort"),
    "wsjf": ("business_value", "time_criticality", "risk_reduction", "job_size"),
    "moscow": ("moscow",),
}
METHODS = {name: frozenset(inputs) for name, inputs in _INPUTS.items()}
"""The inputs of each method, in the order in which methods are tried: the first complete one orders a list."""
METHOD_NAMES = {"rice": "RICE", "value_effort": "value and effort", "wsjf": "WSJF", "moscow": "MoSCoW"}
_SHARED = frozenset(name for name in Score.model_fields if sum(name in one for one in METHODS.values()) > 1)


def _incomplete(given: set[str]) -> tuple[str, str] | None:
    """What a score lacks, and what to write instead; None if every input belongs to a method that has all of its own.

    A method counts as begun if one of the inputs that only it uses is given.
    """
    for method, inputs in _INPUTS.items():
        missing = [name for name in inputs if name not in given]
        begun = [name for name in inputs if name in given and name not in _SHARED]
        if begun and missing:
            none = " and ".join(f"no '{name}'" for name in missing)
            return (
                f"the score has {none}, which {METHOD_NAMES[method]} needs",
                f"write {', '.join(missing)}, or leave out {', '.join(begun)}",
            )
    if not given:
        return "the score is empty", _all_inputs()
    unused = given - frozenset().union(*(inputs for inputs in METHODS.values() if inputs <= given))
    if unused:
        of = " or ".join(METHOD_NAMES[method] for method, inputs in METHODS.items() if inputs & unused)
        return f"the score has '{min(unused)}' and no other input of {of}", _all_inputs()
    return None


def _all_inputs() -> str:
    return "; ".join(f"{METHOD_NAMES[method]}: {', '.join(inputs)}" for method, inputs in _INPUTS.items())


class Ask(Part):
    """A request to another team."""

    named_by: ClassVar[str] = "what"

    team: TeamRef = shown("The team that is asked.", ...)
    what: Text | None = shown("What is asked for.")
    size: Word | None = shown("How much it is, in your own measure.")
    status: Literal["requested", "agreed", "declined", "done"] | None = shown("What came of it.")


class Approval(Part):
    """A gate and the decision on it."""

    named_by: ClassVar[str] = "gate"

    gate: Text | None = shown("What had to be decided.")
    role: PersonRef | None = shown("Who decides: a person's id or a role.")
    decision: Word | None = shown("What was decided.", means=Meaning.STATE)
    on: Day | None = shown("The day of the decision.", means=Meaning.RECORD)


class Item(
    Named,
    means=Meaning.PROMISE,
    dated_by="end",
    page="roadmap/items/{id}.md",
    order=(
        "title",
        "status",
        "health",
        "theme",
        "team",
        "objectives",
        "release",
        "parent",
        "horizon",
        "type",
        "stage",
        "confidence",
        "owner",
        "tags",
    ),
):
    """A work item of any size, from initiative to task; `parent` makes the hierarchy."""

    type_name: ClassVar[str] = "item"
    type: Word | None = shown(
        "What sort of item it is, in your own words: initiative, feature, task, …",
        shows=(COLUMN, FACET, LANE, FILTER),
    )
    parent: ItemRef | None = shown(
        "The bigger item it is a part of.",
        shows=(COLUMN, FACET, LANE, FILTER),
        heading="Part of",
        none="On its own",
    )
    theme: ThemeRef | None = shown("The theme it belongs to.", shows=(COLUMN, FACET, LANE, FILTER), inherited=True)
    objectives: tuple[ObjectiveRef, ...] = shown(
        "The objectives it serves.", (), shows=(COLUMN, FACET, LANE, FILTER), inherited=True
    )
    needs: tuple[NeedRef, ...] = shown("The needs it answers directly.", (), shows=(COLUMN, FILTER))
    team: TeamRef | None = shown("The team that leads it.", shows=(COLUMN, FACET, LANE, FILTER), inherited=True)
    teams: tuple[TeamRef, ...] = shown("Other teams that work on it.", (), joins="team")
    owner: PersonRef | None = guarded("people", "Who answers for it.", shows=(COLUMN, FACET, FILTER))
    status: Status = shown("How far it is.", ..., independent=True, shows=(COLUMN, FACET, LANE, FILTER))
    stage: Word | None = shown(
        "Which stage of your own process it is in: discovery, alpha, beta, …",
        means=Meaning.STATE,
        reveals=("status",),
        shows=(COLUMN, FACET, FILTER),
    )
    horizon: HorizonRef | None = shown(
        "The column of the board it stands in.", shows=(COLUMN, FACET, LANE, FILTER), none="Closed"
    )
    start: When | None = shown(
        "When work starts, or started.", independent=True, scheduled=True, shows=(COLUMN, FILTER)
    )
    end: When | None = shown("When it is to be done.", independent=True, scheduled=True, shows=(COLUMN, FILTER))
    baseline: Span | None = shown("The dates that were promised at first.", means=Meaning.BASELINE, label="promised {}")
    actual: Span | None = shown("The dates as they came.", means=Meaning.ACTUAL, label="actual {}")
    confidence: Confidence | None = guarded(
        "confidence", "How sure the dates are: low, medium, high or 0 to 100.", shows=(COLUMN, FACET, FILTER)
    )
    health: Health | None = shown(
        "Whether it goes as planned.", means=Meaning.HEALTH, independent=True, shows=(COLUMN, FACET, FILTER)
    )
    health_reason: Text | None = guarded("reasons", "Why it does not go as planned.")
    progress: Percent | None = shown("How much of it is done, in percent.", means=Meaning.LEVEL, shows=(COLUMN,))
    milestones: tuple[Milestone, ...] = shown("Moments that matter on the way.", ())
    release: ReleaseRef | None = shown(
        "The release it comes with.", scheduled=True, shows=(COLUMN, FACET, LANE, FILTER)
    )
    depends_on: tuple[ItemRef, ...] = shown(
        "Items that must be done before it.", (), means=Meaning.DEPENDENCY, shows=(COLUMN,), heading="Depends on"
    )
    continues: tuple[ItemRef, ...] = shown("Items it carries on from.", ())
    replaces: tuple[ItemRef, ...] = shown("Items it stands in for.", ())
    superseded_by: ItemRef | None = shown("The item that stands in for it.")
    outcome: Literal["achieved", "partly", "missed"] | None = shown(
        "Whether it did what it was for.", reveals=("status",), shows=(FILTER,)
    )
    score: Score | None = guarded(
        "scores", "The inputs of its priority, by one or more methods.", independent=True, shows=(COLUMN,)
    )
    effort: Effort | None = guarded(
        "resources", "How much work it is, in person-days, such as 30pd.", means=Meaning.DETAIL
    )
    slip_reason: Text | None = guarded("reasons", "Why it comes later than promised.")
    asks: tuple[Ask, ...] = guarded("resources", "What other teams are asked for.", (), independent=True)
    champions: tuple[PersonRef, ...] = guarded("people", "Who speaks for it.", ())
    approvals: tuple[Approval, ...] = guarded("people", "Gates, and who decided.", ())
    tracking: Address | None = guarded("notes", "Where the work is tracked.", label="tracking link")


class Roadmap(Document, means=Meaning.DETAIL, container=True):
    """A roadmap or a part of one. It may have horizons instead of dates."""

    type_name: ClassVar[str] = "roadmap"
    place: ClassVar[int] = 30
    themes: tuple[Theme, ...] = shown("Streams of work.", ())
    horizons: tuple[Horizon, ...] = shown("The columns of the board; now, next and later where none are named.", ())
    releases: tuple[Release, ...] = shown("Releases and cycles.", ())
    items: tuple[Item, ...] = shown("The items.", ())
