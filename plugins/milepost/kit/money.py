"""Amounts of money in words."""

from __future__ import annotations

from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.schema.scalars import UNKNOWN


def money(context: PageContext, amount: float | str | None, currency: str | None) -> str:
    """An amount with its currency: "9,000 EUR"; empty for None.

    Without `currency`, the portfolio's is used. There is no line break between amount and currency.
    """
    if amount is None:
        return ""
    if isinstance(amount, str):
        return "not known yet" if amount == UNKNOWN else amount
    unit = currency or context.portfolio.head.currency
    return f"{phrasing.number(amount)}\N{NO-BREAK SPACE}{unit}" if unit else phrasing.number(amount)
