"""Severities in the portfolio's labels and their order."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Portfolio

_TONES = {1: "worst", 2: "bad"}


@dataclass(frozen=True, slots=True)
class Severity:
    """A labeled severity. `rank` 1 is the most severe; None without a label. `tone` is worst, bad or mild."""

    value: str
    word: str
    rank: int | None
    tone: str


def severity_of(portfolio: Portfolio, value: str | None) -> Severity | None:
    """The severity with its label and rank; None for no value."""
    if not value:
        return None
    ranks = list((portfolio.head.labels or {}).get("severity") or {})
    rank = ranks.index(value) + 1 if value in ranks else None
    return Severity(value, portfolio.label("severity", value), rank, _TONES.get(rank or 0, "mild"))
