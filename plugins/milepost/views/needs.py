"""What customers need, and how big an opportunity each need is."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.model.strategy import Need
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import anchor
from milepost.views.desk import Desk
from milepost.views.pieces import Ref

_FULL = 20
_IMPORTANCE = ("hardly matters", "minor", "matters", "important", "vital")
_SATISFACTION = ("hardly met", "poorly met", "half met", "well met", "fully met")
_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Importance and satisfaction in steps of five, the opportunity in percent of the biggest possible."""

    importance: int
    importance_words: str
    satisfaction: int
    satisfaction_words: str
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need; `answered` are objectives and items that answer it, `rest` how many more there are."""

    anchor: str
    title: str
    statement: str
    customer: Ref | None
    answered: tuple[Ref, ...]
    rest: str
    evidence: tuple[str, ...]
    score: Opportunity | None


def needs_of(desk: Desk) -> tuple[NeedView, ...]:
    """All needs, the biggest opportunity first where scores are known."""
    ordered = sorted(
        desk.portfolio.needs, key=lambda thing: desk.insight.need(thing).rank or len(desk.portfolio.needs) + 1
    )
    return tuple(_need(desk, thing) for thing in ordered)


def _need(desk: Desk, thing: Thing[Need]) -> NeedView:
    entry, found = thing.entry, desk.insight.need(thing)
    customer = desk.portfolio.find("customer", entry.customer) if entry.customer else None
    answers = desk.refs((*found.objectives, *desk.portfolio.sources(thing, "needs")))
    return NeedView(
        anchor=anchor(thing),
        title=thing.title,
        statement=entry.statement if entry.title else "",
        customer=desk.ref(customer) if customer else Ref(entry.customer) if entry.customer else None,
        answered=answers[:_ANSWERS],
        rest=f" and {len(answers) - _ANSWERS} more" if len(answers) > _ANSWERS else "",
        evidence=entry.evidence,
        score=_score(thing, found.opportunity, found.rank, found.ranked),
    )


def _score(thing: Thing[Need], opportunity: float | None, rank: int | None, ranked: int) -> Opportunity | None:
    importance, satisfaction = thing.entry.importance, thing.entry.satisfaction
    if importance is None or satisfaction is None or opportunity is None:
        return None
    place = "the biggest" if rank == 1 else f"{words.ordinal(rank)} of {ranked}" if rank else ""
    return Opportunity(
        importance=round(importance),
        importance_words=_IMPORTANCE[round(importance) - 1],
        satisfaction=round(satisfaction),
        satisfaction_words=_SATISFACTION[round(satisfaction) - 1],
        percent=round(opportunity / _FULL * 100),
        words=f"{words.number(opportunity)} of {_FULL}" + (f", {place}" if place and ranked > 1 else ""),
    )
