"""Customer needs, and the size of the opportunity in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.strategy.model import Need
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of

_LEAST, _FULL = 1, 9
_IMPORTANCE = ("hardly matters", "minor", "matters", "important", "vital")
_SATISFACTION = ("hardly met", "poorly met", "half met", "well met", "fully met")
_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class OpportunityScore:
    """Importance and satisfaction (1–5), and where the opportunity score is between 1 and 9, in percent."""

    importance: int
    importance_words: str
    satisfaction: int
    satisfaction_words: str
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need; `answered` are objectives and items that serve it, `rest` how many more there are.

    Shown on another page, it has a `target` on its own page, and neither an anchor nor description and links.
    """

    anchor: str
    title: str
    statement: str
    summary: str
    description: str
    customer: Ref | None
    answered: tuple[Ref, ...]
    rest: str
    evidence: tuple[str, ...]
    score: OpportunityScore | None
    links: tuple[WebLink, ...]
    target: str | None = None


def needs_of(context: PageContext) -> tuple[NeedView, ...]:
    """All needs, the largest opportunity first."""
    return tuple(need_view(context, entity) for entity in by_opportunity(context, context.portfolio.all(Need)))


def by_opportunity(context: PageContext, needs: Iterable[Entity[Need]]) -> list[Entity[Need]]:
    """Needs by opportunity, the largest first; those without a score last."""
    return sorted(needs, key=lambda entity: context.insight.need(entity).rank or len(context.portfolio.all(Need)) + 1)


def need_view(context: PageContext, entity: Entity[Need], *, linked: bool = False) -> NeedView:
    """A need with what serves it; `linked` if it is shown on another page than its own."""
    entry, found = entity.entry, context.insight.need(entity)
    customer = context.portfolio.find("customer", entry.customer) if entry.customer else None
    answers = context.refs((*found.objectives, *context.portfolio.sources(entity, "needs")))
    return NeedView(
        anchor="" if linked else anchor(entity),
        title=entity.title,
        statement=entry.statement if entry.title else "",
        summary=entry.summary or "",
        description="" if linked else entry.description or "",
        customer=context.ref(customer) if customer else Ref(entry.customer) if entry.customer else None,
        answered=answers[:_ANSWERS],
        rest=f" and {len(answers) - _ANSWERS} more" if len(answers) > _ANSWERS else "",
        evidence=entry.evidence,
        score=_score(entity, found.opportunity, found.rank, found.ranked),
        links=() if linked else links_of(entry),
        target=context.addresses.of(entity) if linked else None,
    )


def _score(entity: Entity[Need], opportunity: float | None, rank: int | None, ranked: int) -> OpportunityScore | None:
    importance, satisfaction = entity.entry.importance, entity.entry.satisfaction
    if importance is None or satisfaction is None or opportunity is None:
        return None
    place = "the biggest" if rank == 1 else f"{phrasing.ordinal(rank)} of {ranked}" if rank else ""
    return OpportunityScore(
        importance=round(importance),
        importance_words=_IMPORTANCE[round(importance) - 1],
        satisfaction=round(satisfaction),
        satisfaction_words=_SATISFACTION[round(satisfaction) - 1],
        percent=round((opportunity - _LEAST) / (_FULL - _LEAST) * 100),
        words=f"{phrasing.number(opportunity)} of {_FULL}" + (f", {place}" if place and ranked > 1 else ""),
    )
