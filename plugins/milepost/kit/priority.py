"""Methods of prioritization and priority scores in words, with their drivers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from milepost.analysis import ItemInsight
from milepost.kinds.roadmap.priority_comparison import OPPORTUNITY
from milepost.kinds.roadmap.priority_scores import MOSCOW, Priority
from milepost.kit import phrasing
from milepost.kit.components import Fact


@dataclass(frozen=True, slots=True)
class MethodWords:
    """A method of prioritization: its name in a sentence, and its formula as a sentence; empty for MoSCoW."""

    name: str
    formula: str

    @property
    def title(self) -> str:
        """Its name above a column."""
        return phrasing.sentence(self.name)


METHOD_WORDS = {
    "rice": MethodWords("RICE", "Computed as reach × impact × confidence ÷ effort."),
    "value_effort": MethodWords("value for effort", "Computed as value ÷ effort."),
    "wsjf": MethodWords("WSJF", "Computed as (business value + time criticality + risk reduction) ÷ job size."),
    "moscow": MethodWords("MoSCoW", ""),
    OPPORTUNITY: MethodWords(
        "opportunity",
        "Computed as importance + max(importance − satisfaction, 0), 1 to 9, of the need it answers with the most.",
    ),
}
_CLASSES = {"must": "Must", "should": "Should", "could": "Could", "wont": "Won’t"}


@dataclass(frozen=True, slots=True)
class PriorityView:
    """A priority score in words; `brief` is its drivers on one line, `sort` the number to sort by."""

    method: str
    formula: str
    value: str
    sort: str
    rank: str
    drivers: tuple[Fact, ...]
    brief: str


def priority_of(found: ItemInsight) -> PriorityView | None:
    """The priority of an item by the method that orders it; None if it has no score that this audience may see."""
    return _view(found.priority) if found.priority else None


def priorities_of(found: ItemInsight) -> tuple[PriorityView, ...]:
    """The priorities of an item by each method, that which orders it first."""
    return tuple(map(_view, found.priorities))


def score_words(method: str, score: Fraction | float) -> str:
    """A score in words: "1,850", "2.25", "Must"."""
    if method == "moscow":
        return next(_CLASSES[name] for name, number in MOSCOW.items() if number == score)
    return phrasing.number(round(float(score), 0 if score >= 100 else 2))


def input_words(name: str, value: float | str) -> str:
    """An input of a score in words: "90%", "46,000"."""
    if isinstance(value, str):
        return value
    return f"{phrasing.number(value)}%" if name == "confidence" else phrasing.number(value)


def input_name(name: str) -> str:
    """An input of a score by its name in a sentence: "job size"."""
    return name.replace("_", " ")


def _view(found: Priority) -> PriorityView:
    words = METHOD_WORDS[found.method]
    value = score_words(found.method, found.score)
    if found.method == "moscow":
        return PriorityView(words.title, words.formula, value, f"{found.score:g}", "", (), "")
    drivers = tuple(
        Fact(phrasing.sentence(input_name(name)), words=input_words(name, value)) for name, value in found.drivers
    )
    return PriorityView(
        words.title,
        words.formula,
        value,
        f"{found.score:.6g}",
        f"{phrasing.ordinal(found.rank)} of {phrasing.count(found.ranked, 'open item')} scored this way"
        if found.rank
        else "",
        drivers,
        " · ".join(f"{driver.label.lower()} {driver.words}" for driver in drivers),
    )
