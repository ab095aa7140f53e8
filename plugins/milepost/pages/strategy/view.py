"""View-model of the strategy page: vision, customers, objectives, bets, and strategy alignment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.strategy.model import Bet, Customer, Objective, Strategy
from milepost.kit import phrasing
from milepost.kit.addresses import ALIGNMENT, anchor
from milepost.kit.components import BasePageView, EmptyState, Fact, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of
from milepost.pages.strategy.needs import NeedView, needs_of
from milepost.pages.strategy.objectives import ObjectiveView, objective_view, objectives_note
from milepost.pages.strategy.traceability import AlignmentRow, alignment_note, alignment_of, gaps_of

NO_STRATEGY = EmptyState(
    "There is no strategy yet. Write one in a file of the data folder, such as strategy.yml:",
    "kind: strategy\ntitle: Our strategy\nvision: What will be true one day because of us.",
)

_OUTCOMES = {"open": "in_progress", "validated": "done", "invalidated": "cancelled"}


@dataclass(frozen=True, slots=True)
class Vision:
    """The statements of one strategy; `product` is set if there are several."""

    product: str
    vision: str
    mission: str
    positioning: str
    summary: str
    description: str
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A customer segment."""

    anchor: str
    title: str
    summary: str
    description: str
    jobs: tuple[str, ...]
    pains: tuple[str, ...]
    gains: tuple[str, ...]
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A horizon of the strategy."""

    when: str
    title: str
    summary: str
    description: str
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class BetView:
    """A bet; `hypothesis` is empty if it is the title."""

    anchor: str
    title: str
    hypothesis: str
    summary: str
    description: str
    facts: tuple[Fact, ...]
    outcome: Mark
    learned: str
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class StrategyStatement:
    """A principle or a non-goal."""

    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class CompetitorView:
    """An alternative that customers have."""

    title: str
    summary: str
    description: str
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    our_edge: str
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class StrategyView(BasePageView):
    """The page of all strategies of a site."""

    visions: tuple[Vision, ...]
    objectives: tuple[ObjectiveView, ...]
    objectives_note: str
    needs: tuple[NeedView, ...]
    alignment: tuple[AlignmentRow, ...]
    alignment_note: str
    alignment_page: str | None
    gaps: tuple[Ref, ...]
    customers: tuple[CustomerView, ...]
    horizons: tuple[StageView, ...]
    bets: tuple[BetView, ...]
    bets_note: str
    principles: tuple[StrategyStatement, ...]
    non_goals: tuple[StrategyStatement, ...]
    competitors: tuple[CompetitorView, ...]


def strategy_view(context: PageContext, title: str) -> StrategyView:
    """The strategy page."""
    portfolio, strategies = context.portfolio, context.portfolio.all(Strategy)
    documents = [document.model for document in portfolio.documents if isinstance(document.model, Strategy)]
    return StrategyView(
        frame=context.frame(title, NO_STRATEGY if not documents and portfolio.innermost else None),
        visions=tuple(_vision(entity.entry, several=len(strategies) > 1) for entity in strategies),
        objectives=tuple(objective_view(context, entity) for entity in portfolio.all(Objective)),
        objectives_note=objectives_note(context),
        needs=needs_of(context),
        alignment=alignment_of(context),
        alignment_note=alignment_note(context),
        alignment_page=context.addresses.page(ALIGNMENT),
        gaps=gaps_of(context),
        customers=tuple(
            CustomerView(
                anchor(one),
                one.title,
                one.entry.summary or "",
                one.entry.description or "",
                one.entry.jobs,
                one.entry.pains,
                one.entry.gains,
                links_of(one.entry),
            )
            for one in portfolio.all(Customer)
        ),
        horizons=tuple(
            StageView(
                phrasing.period(one.timeframe) if one.timeframe else "",
                one.title,
                one.summary or "",
                one.description or "",
                links_of(one),
            )
            for document in documents
            for one in document.horizons
        ),
        bets=tuple(_bet(context, entity) for entity in portfolio.all(Bet)),
        bets_note=_bets_note(portfolio.all(Bet)),
        principles=tuple(
            StrategyStatement(one.title, one.summary or "") for document in documents for one in document.principles
        ),
        non_goals=tuple(
            StrategyStatement(one.title, one.summary or "") for document in documents for one in document.non_goals
        ),
        competitors=tuple(
            CompetitorView(
                one.title,
                one.summary or "",
                one.description or "",
                one.strengths,
                one.weaknesses,
                one.our_edge or "",
                links_of(one),
            )
            for document in documents
            for one in document.competitors
        ),
    )


def _vision(entry: Strategy, *, several: bool) -> Vision:
    product = (entry.product or entry.title) if several else ""
    return Vision(
        product,
        entry.vision,
        entry.mission or "",
        entry.positioning or "",
        entry.summary or "",
        entry.description or "",
        links_of(entry),
    )


def _bet(context: PageContext, entity: Entity[Bet]) -> BetView:
    entry = entity.entry
    outcome = entry.outcome or "open"
    return BetView(
        anchor=anchor(entity),
        title=entity.title,
        hypothesis=entry.hypothesis if entry.title else "",
        summary=entry.summary or "",
        description=entry.description or "",
        facts=tuple(_bet_facts(context, entity)),
        outcome=Mark("status", _OUTCOMES[outcome], context.portfolio.label("outcome", outcome)),
        learned=entry.learned or "",
        links=links_of(entry),
    )


def _bet_facts(context: PageContext, entity: Entity[Bet]) -> Iterator[Fact]:
    entry = entity.entry
    if entry.because:
        yield Fact("Because:", words=entry.because)
    if entry.measure:
        yield Fact("We will know by:", words=entry.measure)
    if objective := context.portfolio.target(entity, "objective"):
        yield Fact("For", (context.ref(objective),))


def _bets_note(bets: tuple[Entity[Bet], ...]) -> str:
    outcomes = [bet.entry.outcome or "open" for bet in bets]
    said = (("validated", "held"), ("invalidated", "did not"), ("open", "open"))
    return ", ".join(f"{outcomes.count(value)} {word}" for value, word in said if value in outcomes)
