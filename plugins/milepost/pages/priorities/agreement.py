"""Where methods agree and disagree, in words and as a table of rank correlations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.kinds.roadmap.priority_comparison import (
    LEAST_ITEMS,
    MethodPair,
    MethodRank,
    PriorityComparison,
    RankDispute,
)
from milepost.kit import phrasing
from milepost.kit.components import Phrase, Ref
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.priority import METHOD_WORDS, score_words
from milepost.kit.schedule_words import NBSP
from milepost.pages.priorities.ranking import rank_words

MOST_DISPUTES = 8
_MOST_AGREED = 3


@dataclass(frozen=True, slots=True)
class CorrelationCell:
    """A rank correlation; `basis` says of how many pairs of items. Empty where two methods cannot be compared."""

    tau: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rank correlations: a row for each method but the first, with a cell for each method before it."""

    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CorrelationCell, ...]], ...]
    note: str


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """An item, and where the two methods that are furthest apart rank it."""

    ref: Ref
    words: str


def opening_of(context: PageContext, found: PriorityComparison) -> Iterator[Phrase]:
    """How many items have a score, and what the methods agree and disagree on."""
    have = phrasing.plural(len(found.items), "has", "have")
    scored = f"{phrasing.count(len(found.items), 'open item')} {have} a score"
    if len(found.items) == 1:
        yield Phrase(f"{scored}.")
        return
    if len(found.methods) < 2:
        yield Phrase(f"{scored}, by {METHOD_WORDS[found.methods[0]].name}.")
        return
    yield Phrase(f"{scored}, by one or more of {phrasing.cardinal(len(found.methods))} methods. ")
    if not found.pairs:
        return
    yield from _agreed(context, found.agreed)
    if len(found.pairs) > 1:
        most, least = _extremes(found.pairs)
        yield Phrase(f" {phrasing.sentence(_names(most))} agree most, {_names(least)} least.")


def _agreed(context: PageContext, items: Sequence[ItemEntity]) -> Iterator[Phrase]:
    """The items that are near the top whatever the method: "A, B and 2 more are in the upper third by every …"."""
    if not items:
        yield Phrase("No item is in the upper third by every method.")
        return
    refs = context.refs(items[:_MOST_AGREED])
    rest = len(items) - len(refs)
    for n, ref in enumerate(refs):
        if n:
            yield Phrase(" and " if n == len(refs) - 1 and not rest else ", ")
        yield Phrase(ref.title, strong=True, target=ref.target)
    more = f" and {phrasing.number(rest)} more" if rest else ""
    are, them = (phrasing.plural(len(items), one, many) for one, many in (("is", "are"), ("it", "them")))
    yield Phrase(f"{more} {are} in the upper third by every method that scores {them}.")


def agreement_of(found: PriorityComparison) -> Agreement | None:
    """The rank correlations; None if no two methods score enough of the same items."""
    if not found.pairs:
        return None
    by_methods = {frozenset(pair.methods): pair for pair in found.pairs}
    there = [one for one in found.methods if any(one in pair.methods for pair in found.pairs)]
    return Agreement(
        sentence=_sentence(found.pairs),
        columns=tuple(METHOD_WORDS[one].title for one in there[:-1]),
        rows=tuple(
            (
                METHOD_WORDS[row].title,
                tuple(_cell(by_methods.get(frozenset((row, column)))) for column in there[:number]),
            )
            for number, row in enumerate(there)
            if number
        ),
        note="Kendall’s τ-b: 1 is the same order, 0 no relation, and −1 the opposite order. Pairs that one of the two "
        f"methods ties are in neither count. Two methods are compared if both score {LEAST_ITEMS} items or more.",
    )


def disputes_of(context: PageContext, found: PriorityComparison) -> tuple[DisputeRow, ...]:
    """The items that two methods rank at least half of the list apart, the most disputed first."""
    return tuple(DisputeRow(context.ref(one.item), _dispute(one)) for one in found.disputes[:MOST_DISPUTES])


def _sentence(pairs: Sequence[MethodPair]) -> str:
    most, least = _extremes(pairs)
    said = f"{phrasing.sentence(_names(most))} agree most: they order {_share(most)} the same way."
    return said if most is least else f"{said} {phrasing.sentence(_names(least))} agree least: {_share(least)}."


def _extremes(pairs: Sequence[MethodPair]) -> tuple[MethodPair, MethodPair]:
    """The two methods with the highest correlation, and those with the lowest."""
    ordered = sorted(pairs, key=lambda one: -(one.correlation.tau or 0))
    return ordered[0], ordered[-1]


def _names(pair: MethodPair) -> str:
    return " and ".join(METHOD_WORDS[one].name for one in pair.methods)


def _share(pair: MethodPair) -> str:
    found = pair.correlation
    return f"{phrasing.number(found.concordant)} of {phrasing.count(found.compared, 'pair')} of items"


def _cell(pair: MethodPair | None) -> CorrelationCell:
    if pair is None or pair.correlation.tau is None:
        return CorrelationCell()
    found = pair.correlation
    tau = f"{found.tau:.2f}".replace("-0.00", "0.00").replace("-", "−")
    basis = f"{phrasing.number(found.concordant)} of {phrasing.number(found.compared)}"
    return CorrelationCell(tau, basis.replace(" ", NBSP))


def _dispute(one: RankDispute) -> str:
    """ "RICE puts it 2nd, WSJF 9th of the 12 items that both score." """
    first, second = (_place(method, rank) for method, rank in zip(one.methods, one.ranks, strict=True))
    of = phrasing.number(one.ranks[0].ranked)
    names = [METHOD_WORDS[method].name for method in one.methods]
    return f"{phrasing.sentence(names[0])} puts it {first}, {names[1]} {second}, of {of} items that both score."


def _place(method: str, found: MethodRank) -> str:
    words = rank_words(found)
    return f"{words} ({score_words(method, found.score)})" if method == "moscow" else words
