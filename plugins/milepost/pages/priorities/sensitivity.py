"""How far one input may change before an item changes rank, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from milepost.kinds.roadmap.priority_comparison import PriorityComparison
from milepost.kinds.roadmap.rank_sensitivity import RankRange
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.kit.priority import METHOD_WORDS, input_name, input_words
from milepost.pages.priorities.ranking import rank_words

_TOP = 5
_DIGITS = 3
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class InputRange:
    """An input, its value now, with which values the rank holds, and the least change that ends that; in words."""

    input: str
    now: str
    holds: str
    change: str


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """An item of the first few, and the ranges of its inputs."""

    ref: Ref
    rank: str
    ranges: tuple[InputRange, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The sensitivity of the first ranks; `sentence` is about the least certain of them."""

    sentence: str
    rows: tuple[SensitivityRow, ...]
    note: str


def sensitivity_of(context: PageContext, found: PriorityComparison) -> Sensitivity | None:
    """The first five items by the method that orders the list; None if that has no numbers, or only one item."""
    method = found.ordered_by
    if method in (None, "moscow") or len(found.scores[method]) < 2:
        return None
    top = [item for item in found.in_order if item in found.scores[method]][:_TOP]
    ranges = {item: found.ranges(method, item) for item in top}
    ranks = found.ranks[method]
    closest = [(one.margin, item, one) for item in top for one in ranges[item] if one.margin is not None]
    least = min(closest, key=lambda one: one[0], default=None)
    return Sensitivity(
        sentence=_sentence(least[1].title, ranks[least[1]].rank, least[2]) if least else "",
        rows=tuple(
            SensitivityRow(
                context.ref(item), phrasing.sentence(rank_words(ranks[item])), tuple(map(_range, ranges[item]))
            )
            for item in top
        ),
        note=f"The first {phrasing.cardinal(len(top))} by {METHOD_WORDS[method].name}. One input changes at a time; "
        "all else stays as it is. At a limit itself, two items tie.",
    )


def _sentence(title: str, rank: int, found: RankRange) -> str:
    return f"The closest call is {title}: rank {rank} holds while its {input_name(found.input)} is {_holds(found)}."


def _range(found: RankRange) -> InputRange:
    return InputRange(
        phrasing.sentence(input_name(found.input)),
        input_words(found.input, float(found.value)),
        _holds(found) or "with any value",
        _change(found),
    )


def _holds(found: RankRange) -> str:
    """The values with which a rank holds: "at least 26,600 and below 31,900", "above 9.3 and at most 11.1"."""
    improves, worsens = found.improves_at, found.worsens_beyond
    said: list[str] = []
    if found.is_divisor:
        said += [f"above {_inward(found, improves, up=True)}"] if improves is not None else []
        said += [f"at most {_inward(found, worsens, up=False)}"] if worsens is not None else []
    else:
        said += [f"at least {_inward(found, worsens, up=True)}"] if worsens is not None else []
        said += [f"below {_inward(found, improves, up=False)}"] if improves is not None else []
    return " and ".join(said)


def _inward(found: RankRange, limit: Fraction, *, up: bool) -> str:
    """A limit rounded towards the value, so that the statement stays true; never past the value.

    Nor to the value itself, unless that is the limit: "below 8" would be wrong of 8.
    """
    for digits in range(_DIGITS, _MOST_DIGITS):
        step = Fraction(10) ** (math.floor(math.log10(limit)) + 1 - digits)
        rounded = (math.ceil if up else math.floor)(limit / step) * step
        if rounded == limit or ((rounded < found.value) if up else (rounded > found.value)):
            return _number(found.input, float(rounded))
    return _number(found.input, float(limit))


def _number(name: str, value: float) -> str:
    said = f"{value:,.10f}".rstrip("0").rstrip(".")
    return f"{said}%" if name == "confidence" else said


def _change(found: RankRange) -> str:
    """The least change that changes the rank: "2% more", "any decrease"; empty if none does."""
    limits = [one for one in (found.improves_at, found.worsens_beyond) if one is not None]
    if not limits or not found.value:
        return ""
    nearest = min(limits, key=lambda one: abs(one - found.value))
    share = float(abs(nearest - found.value) / found.value) * 100
    if nearest == found.value:
        return "any increase" if found.is_divisor else "any decrease"
    size = "less than 1%" if share < 1 else f"{round(share)}%"
    return f"{size} {'more' if nearest > found.value else 'less'}"
