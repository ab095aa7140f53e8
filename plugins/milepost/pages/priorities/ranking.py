"""The table of open items with their rank and score by each method."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.roadmap.priority_comparison import MethodRank, PriorityComparison
from milepost.kit import phrasing
from milepost.kit.components import Card
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.priority import METHOD_WORDS, score_words


@dataclass(frozen=True, slots=True)
class MethodColumn:
    """A method above its column. `key` is its name in addresses, `words` its name in a sentence."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class RankCell:
    """A rank with its score, both in words; `sort` is the rank as a number. Empty where the method has no score."""

    rank: str = ""
    score: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """An item, and a cell for each method."""

    card: Card
    cells: tuple[RankCell, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The table, delivered in the order of the column `sorted_by`; `formulas` has a sentence for each method."""

    columns: tuple[MethodColumn, ...]
    rows: tuple[RankingRow, ...]
    sorted_by: str
    formulas: str


def ranking_of(context: PageContext, found: PriorityComparison) -> Ranking:
    """The open items with a score, in the order of the ordering method, which is the first column."""
    first = found.ordered_by
    methods = sorted(found.methods, key=lambda one: one != first)
    return Ranking(
        columns=tuple(MethodColumn(one, METHOD_WORDS[one].title) for one in methods),
        rows=tuple(
            RankingRow(context.card(item), tuple(_cell(found, one, item) for one in methods)) for item in found.in_order
        ),
        sorted_by=first or "",
        formulas=" ".join(
            f"{METHOD_WORDS[one].title}: {METHOD_WORDS[one].formula}" for one in methods if METHOD_WORDS[one].formula
        ),
    )


def rank_words(found: MethodRank) -> str:
    """A rank in words: "3rd", "joint 3rd"."""
    return f"{'joint ' if found.tied > 1 else ''}{phrasing.ordinal(found.rank)}"


def _cell(found: PriorityComparison, method: str, item: ItemEntity) -> RankCell:
    one = found.ranks[method].get(item)
    if one is None:
        return RankCell()
    # A class of MoSCoW says more than the rank that a dozen items share.
    rank = "" if method == "moscow" else f"{one.rank}{'=' if one.tied > 1 else ''}"
    return RankCell(rank, score_words(method, one.score), str(one.rank))
