"""Amounts of money in words."""

from __future__ import annotations

from milepost.model.scalars import UNKNOWN
from milepost.views import words
from milepost.views.desk import Desk


def money(desk: Desk, amount: float | str | None, currency: str | None) -> str:
    """An amount with its currency, the portfolio's where none is named: "9,000 EUR"; nothing for none."""
    if amount is None:
        return ""
    if isinstance(amount, str):
        return "not known yet" if amount == UNKNOWN else amount
    unit = currency or desk.portfolio.head.currency
    return f"{words.number(amount)}\N{NO-BREAK SPACE}{unit}" if unit else words.number(amount)
