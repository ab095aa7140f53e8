"""Budgets: totals of what is planned, committed, spent, and forecast, in which an unknown amount stays unknown."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

_Key = TypeVar("_Key", bound=Hashable)


class _Unknown(Enum):
    UNKNOWN = "unknown"


UNKNOWN: Final = _Unknown.UNKNOWN
"""An amount that exists and is not known; None is an amount that does not exist, such as a cost not yet spent."""

Amount = float | _Unknown | None


@dataclass(frozen=True, slots=True)
class BudgetAmounts:
    """The amounts of a line of a budget, in its currency; `category` and `period` are the groups it is counted in."""

    category: str | None = None
    period: str | None = None
    planned: Amount = None
    committed: Amount = None
    actual: Amount = None
    forecast: Amount = None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the known amounts, how many there are, and how many more are unknown."""

    known: float = 0.0
    counted: int = 0
    unknown: int = 0

    @property
    def exact(self) -> float | None:
        """The sum if every amount is known; None if one is not, or if there is none at all."""
        return self.known if self.counted and not self.unknown else None

    def text(self, currency: str | None = None) -> str:
        """`41,000 EUR`; `≥ 41,000 EUR, 2 unknown`; `unknown` without a known amount; empty without any amount.

        At most two decimals, and no line break between an amount and its currency. "≥" takes it that no unknown amount
        is a credit.
        """
        if not self.counted:
            return "unknown" if self.unknown else ""
        rounded = round(self.known, 2) + 0.0  # no "-0"
        digits = f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.2f}"
        amount = f"{digits}\N{NO-BREAK SPACE}{currency}" if currency else digits
        return f"≥\N{NO-BREAK SPACE}{amount}, {self.unknown} unknown" if self.unknown else amount


@dataclass(frozen=True, slots=True)
class BudgetTotals:
    """Totals of the four amounts of some lines."""

    planned: Total
    committed: Total
    actual: Total
    forecast: Total

    @property
    def variance(self) -> float | None:
        """Planned − forecast: negative is over budget; None unless both are known in full."""
        planned, forecast = self.planned.exact, self.forecast.exact
        return None if planned is None or forecast is None else planned - forecast


def total(amounts: Iterable[Amount]) -> Total:
    """The total of some amounts. The order does not matter: floats are added with one rounding (`math.fsum`)."""
    given = [amount for amount in amounts if amount is not None]
    known = [amount for amount in given if not isinstance(amount, _Unknown)]
    return Total(math.fsum(known), len(known), len(given) - len(known))


def budget_totals(lines: Iterable[BudgetAmounts]) -> BudgetTotals:
    """The four totals of these lines."""
    chosen = tuple(lines)
    return BudgetTotals(
        planned=total(line.planned for line in chosen),
        committed=total(line.committed for line in chosen),
        actual=total(line.actual for line in chosen),
        forecast=total(line.forecast for line in chosen),
    )


def totals_by_category(lines: Iterable[BudgetAmounts]) -> Mapping[str | None, BudgetTotals]:
    """Totals of each category, in the order in which the lines name them; None holds lines without one."""
    return _grouped((line.category, line) for line in lines)


def totals_by_period(lines: Iterable[BudgetAmounts]) -> Mapping[str | None, BudgetTotals]:
    """Totals of each period, in the order in which the lines name them; None holds lines without one."""
    return _grouped((line.period, line) for line in lines)


def _grouped(keyed: Iterable[tuple[_Key, BudgetAmounts]]) -> Mapping[_Key, BudgetTotals]:
    groups: dict[_Key, list[BudgetAmounts]] = {}
    for key, line in keyed:
        groups.setdefault(key, []).append(line)
    return {key: budget_totals(members) for key, members in groups.items()}
