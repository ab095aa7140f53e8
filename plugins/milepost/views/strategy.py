"""The strategy: vision, customers, objectives, bets, and the golden thread from need to item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.model.strategy import Bet, Customer, Objective, Strategy
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import anchor
from milepost.views.desk import Desk
from milepost.views.needs import NeedView, needs_of
from milepost.views.objectives import ObjectiveView, objective_view, objectives_note
from milepost.views.pieces import Empty, Fact, Framed, Mark
from milepost.views.thread import Strand, loose_of, thread_note, thread_of

NO_STRATEGY = Empty(
    "There is no strategy yet. Write one in a file of the data folder, such as strategy.yml:",
    "kind: strategy\ntitle: Our strategy\nvision: What will be true one day because of us.",
)

_OUTCOMES = {"open": "in_progress", "validated": "done", "invalidated": "cancelled"}


@dataclass(frozen=True, slots=True)
class Vision:
    """The words of one strategy; `product` is said where there are several."""

    product: str
    vision: str
    mission: str
    positioning: str
    description: str


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A kind of customer."""

    anchor: str
    title: str
    summary: str
    description: str
    jobs: tuple[str, ...]
    pains: tuple[str, ...]
    gains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A stretch of the way ahead."""

    when: str
    title: str
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class BetView:
    """A bet; `hypothesis` is empty where it is the title."""

    anchor: str
    title: str
    hypothesis: str
    summary: str
    description: str
    facts: tuple[Fact, ...]
    outcome: Mark
    learned: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A principle or something we will not do."""

    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class CompetitorView:
    """Somebody else customers could choose."""

    title: str
    summary: str
    description: str
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    our_edge: str


@dataclass(frozen=True, slots=True)
class StrategyView(Framed):
    """The page of all strategies of a site."""

    visions: tuple[Vision, ...]
    objectives: tuple[ObjectiveView, ...]
    objectives_note: str
    needs: tuple[NeedView, ...]
    thread: tuple[Strand, ...]
    thread_note: str
    loose: tuple[Fact, ...]
    customers: tuple[CustomerView, ...]
    horizons: tuple[StageView, ...]
    bets: tuple[BetView, ...]
    bets_note: str
    principles: tuple[Sentence, ...]
    non_goals: tuple[Sentence, ...]
    competitors: tuple[CompetitorView, ...]


def strategy_view(desk: Desk, title: str) -> StrategyView:
    """The strategy page."""
    portfolio, strategies = desk.portfolio, desk.portfolio.all(Strategy)
    documents = [document.model for document in portfolio.documents if isinstance(document.model, Strategy)]
    return StrategyView(
        frame=desk.frame(title, NO_STRATEGY if not documents and portfolio.innermost else None),
        visions=tuple(_vision(thing.entry, several=len(strategies) > 1) for thing in strategies),
        objectives=tuple(objective_view(desk, thing) for thing in portfolio.all(Objective)),
        objectives_note=objectives_note(desk),
        needs=needs_of(desk),
        thread=thread_of(desk),
        thread_note=thread_note(desk),
        loose=loose_of(desk),
        customers=tuple(
            CustomerView(
                anchor(one),
                one.title,
                one.entry.summary or "",
                one.entry.description or "",
                one.entry.jobs,
                one.entry.pains,
                one.entry.gains,
            )
            for one in portfolio.all(Customer)
        ),
        horizons=tuple(
            StageView(
                words.period(one.timeframe) if one.timeframe else "",
                one.title,
                one.summary or "",
                one.description or "",
            )
            for document in documents
            for one in document.horizons
        ),
        bets=tuple(_bet(desk, thing) for thing in portfolio.all(Bet)),
        bets_note=_bets_note(portfolio.all(Bet)),
        principles=tuple(
            Sentence(one.title, one.summary or "") for document in documents for one in document.principles
        ),
        non_goals=tuple(Sentence(one.title, one.summary or "") for document in documents for one in document.non_goals),
        competitors=tuple(
            CompetitorView(
                one.title, one.summary or "", one.description or "", one.strengths, one.weaknesses, one.our_edge or ""
            )
            for document in documents
            for one in document.competitors
        ),
    )


def _vision(entry: Strategy, *, several: bool) -> Vision:
    product = (entry.product or entry.title) if several else ""
    return Vision(product, entry.vision, entry.mission or "", entry.positioning or "", entry.description or "")


def _bet(desk: Desk, thing: Thing[Bet]) -> BetView:
    entry = thing.entry
    outcome = entry.outcome or "open"
    return BetView(
        anchor=anchor(thing),
        title=thing.title,
        hypothesis=entry.hypothesis if entry.title else "",
        summary=entry.summary or "",
        description=entry.description or "",
        facts=tuple(_bet_facts(desk, thing)),
        outcome=Mark("status", _OUTCOMES[outcome], desk.portfolio.label("outcome", outcome)),
        learned=entry.learned or "",
    )


def _bet_facts(desk: Desk, thing: Thing[Bet]) -> Iterator[Fact]:
    entry = thing.entry
    if entry.because:
        yield Fact("Because:", words=entry.because)
    if entry.measure:
        yield Fact("We will know by:", words=entry.measure)
    if objective := desk.portfolio.target(thing, "objective"):
        yield Fact("For", (desk.ref(objective),))


def _bets_note(bets: tuple[Thing[Bet], ...]) -> str:
    outcomes = [bet.entry.outcome or "open" for bet in bets]
    said = (("validated", "held"), ("invalidated", "did not"), ("open", "open"))
    return ", ".join(f"{outcomes.count(value)} {word}" for value, word in said if value in outcomes)
