"""kind: strategy. Vision, goals, and why the product will succeed with customers."""

from __future__ import annotations

from typing import ClassVar, Literal

from milepost.schema.base import Document, Entry, Named, Statement, Status, guarded, shown
from milepost.schema.meaning import FILTER, Meaning
from milepost.schema.types import (
    Confidence,
    CustomerRef,
    Grade,
    Markdown,
    MetricRef,
    NeedRef,
    Number,
    ObjectiveRef,
    PersonRef,
    TeamRef,
    Text,
    When,
)


class Customer(Entry, means=Meaning.GOAL, page="strategy/index.md"):
    """A customer segment: jobs to be done, pains, and gains."""

    type_name: ClassVar[str] = "customer"
    jobs: tuple[Text, ...] = shown("What they try to get done.", ())
    pains: tuple[Text, ...] = shown("What hinders or annoys them.", ())
    gains: tuple[Text, ...] = shown("What they would be glad of.", ())


class Need(Named, means=Meaning.GOAL, page="strategy/index.md"):
    """A customer need. Importance and satisfaction give its opportunity score."""

    type_name: ClassVar[str] = "need"
    has_name: ClassVar[bool] = False
    named_by: ClassVar[str] = "statement"
    title: Text = shown("A short name; the statement itself where this is left out.", "")
    customer: CustomerRef | None = shown("Whose need it is.", shows=(FILTER,))
    statement: Text = shown("The need in the customer's words.", ...)
    importance: Grade | None = guarded("scores", "How much it matters to them, 1 to 5.")
    satisfaction: Grade | None = guarded("scores", "How well it is met today, 1 to 5.")
    evidence: tuple[Text, ...] = guarded("feedback", "How we know.", ())


class KeyResult(Entry, means=Meaning.GOAL, dated_by="due", page="strategy/index.md"):
    """A measure of an objective, moving up or down from baseline to target."""

    type_name: ClassVar[str] = "kr"
    metric: MetricRef | None = shown("The metric that it takes its numbers from.")
    baseline: Number | None = shown("The number at the start.", independent=True)
    target: Number | None = shown("The number to reach.", independent=True)
    current: Number | None = shown("The number now.", means=Meaning.LEVEL)
    unit: Text | None = shown("What it counts: %, days, €, …")
    due: When | None = shown("When the target is to be reached.")
    confidence: Confidence | None = guarded("confidence", "How sure we are to reach it: low, medium, high or 0 to 100.")


class Objective(Named, means=Meaning.GOAL, dated_by="timeframe", page="strategy/index.md"):
    """A goal, measured by key results."""

    type_name: ClassVar[str] = "objective"
    timeframe: When | None = shown("When it is to be true.", independent=True)
    needs: tuple[NeedRef, ...] = shown("The needs it serves.", (), shows=(FILTER,))
    owner: PersonRef | None = guarded("people", "Who answers for it.", shows=(FILTER,))
    team: TeamRef | None = shown("The team that leads it.", shows=(FILTER,))
    status: Status | None = shown("How far it is.", independent=True, shows=(FILTER,))
    key_results: tuple[KeyResult, ...] = shown("The numbers it is measured by.", ())


class StrategyHorizon(Entry, means=Meaning.GOAL, dated_by="timeframe"):
    """A phase of the strategy and its purpose."""

    type_name: ClassVar[str] = "strategy-horizon"
    timeframe: When | None = shown("When it is.")


class Bet(Entry, means=Meaning.GOAL, page="strategy/index.md"):
    """A hypothesis to act on, and its outcome."""

    type_name: ClassVar[str] = "bet"
    has_name: ClassVar[bool] = False
    named_by: ClassVar[str] = "hypothesis"
    title: Text = shown("A short name; the hypothesis itself where this is left out.", "")
    hypothesis: Text = shown("What we believe.", ...)
    because: Text | None = shown("Why we believe it.")
    measure: Text | None = shown("How we will know.")
    objective: ObjectiveRef | None = shown("The objective it is a bet on.")
    outcome: Literal["open", "validated", "invalidated"] | None = shown("What came of it.")
    learned: Markdown | None = shown("What it taught us.")


class Competitor(Entry, means=Meaning.DETAIL):
    """A competitor."""

    type_name: ClassVar[str] = "competitor"
    strengths: tuple[Text, ...] = guarded("notes", "What they do well.", ())
    weaknesses: tuple[Text, ...] = guarded("notes", "What they do badly.", ())
    our_edge: Text | None = guarded("notes", "Why customers choose us all the same.")


class Strategy(Document, means=Meaning.GOAL, plural="strategies"):
    """The strategy of one product."""

    type_name: ClassVar[str] = "strategy"
    place: ClassVar[int] = 20
    vision: Markdown = shown("What will be true one day because of us.", ..., means=Meaning.GOAL)
    mission: Markdown | None = shown("What we do towards it.", means=Meaning.GOAL)
    positioning: Markdown | None = shown("For whom, against what, with which difference.", means=Meaning.GOAL)
    customers: tuple[Customer, ...] = shown("Whom it is for.", ())
    needs: tuple[Need, ...] = shown("What they need.", ())
    objectives: tuple[Objective, ...] = shown("What we want to be true.", ())
    horizons: tuple[StrategyHorizon, ...] = shown("How the product will evolve.", ())
    bets: tuple[Bet, ...] = shown("What we assume, and test.", ())
    principles: tuple[Statement, ...] = shown("What decides when we are in doubt.", ())
    non_goals: tuple[Statement, ...] = shown("What we will not do.", ())
    competitors: tuple[Competitor, ...] = shown("Whom else customers could choose.", ())
