"""Priority scores in words, with their drivers."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.analysis import ItemInsight
from milepost.kit import phrasing
from milepost.kit.components import Fact

_SCHEMES = {
    "rice": ("RICE", "Computed as reach × impact × confidence ÷ effort."),
    "value_effort": ("Value for effort", "Computed as value ÷ effort."),
    "wsjf": ("WSJF", "Computed as (business value + time criticality + risk reduction) ÷ job size."),
    "moscow": ("MoSCoW", ""),
}
_MOSCOW = {"must": "Must", "should": "Should", "could": "Could", "wont": "Won’t"}


@dataclass(frozen=True, slots=True)
class PriorityView:
    """A priority score in words; `brief` is its drivers on one line, `sort` the number to sort by."""

    scheme: str
    formula: str
    value: str
    sort: str
    rank: str
    drivers: tuple[Fact, ...]
    brief: str


def priority_of(found: ItemInsight) -> PriorityView | None:
    """The priority of an item, or None if it has no score that this audience may see."""
    if found.score is None or found.scheme is None:
        return None
    scheme, formula = _SCHEMES[found.scheme]
    if found.scheme == "moscow":
        value = _MOSCOW[str(dict(found.drivers)["moscow"])]
        return PriorityView(scheme, formula, value, f"{found.score:g}", "", (), "")
    drivers = tuple(
        Fact(phrasing.sentence(name.replace("_", " ")), words=_driver(name, value)) for name, value in found.drivers
    )
    brief = " · ".join(f"{driver.label.lower()} {driver.words}" for driver in drivers)
    ranked = found.priority.ranked if found.priority else 0
    rank = f"{phrasing.ordinal(found.rank)} of {phrasing.count(ranked, 'open item')} with a score" if found.rank else ""
    return PriorityView(
        scheme,
        formula,
        phrasing.number(round(found.score, 0 if found.score >= 100 else 2)),
        f"{found.score:.6g}",
        rank,
        drivers,
        brief,
    )


def _driver(name: str, value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{phrasing.number(value)}%" if name == "confidence" else phrasing.number(value)
