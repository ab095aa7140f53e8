"""Amounts of money in words."""

from __future__ import annotations

from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.schema.scalars import UNKNOWN


def money(context: PageContext, amount: float | str | None, currency: str | None) -> str:
    """An amount with its currency, the portfolio's where none is named: "9,000 EUR"; nothing for none."""
    if amount is None:
        return ""
    if isinstance(amount, str):
        return "not known yet" if amount == UNKNOWN else amount
    unit = currency or context.portfolio.head.currency
    return f"{phrasing.number(amount)}\N{NO-BREAK SPACE}{unit}" if unit else phrasing.number(amount)
