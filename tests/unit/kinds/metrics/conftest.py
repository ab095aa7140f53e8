"""What is computed about metrics from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph.portfolio import Portfolio

Seen = Callable[..., Insight]


@pytest.fixture
def seen(portfolio: Callable[..., Portfolio]) -> Seen:
    def see(metrics: str, *, as_of: str = "2026-11-23", audience: str = "internal", **files: str) -> Insight:
        found = portfolio(metrics=metrics, **files)
        return computed(redacted_for(found, audience, date.fromisoformat(as_of)), date.fromisoformat(as_of))

    return see


def weekly(values: Iterable[float], first: str = "2026-01-05") -> str:
    """The `series` of a metric in YAML: one value a week."""
    start = date.fromisoformat(first)
    rows = (f"{{date: {start + timedelta(weeks=n)}, value: {value}}}" for n, value in enumerate(values))
    return f"[{', '.join(rows)}]"
