"""What is worked out from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from milepost.audience import project
from milepost.insight import Insight, work_out
from milepost.portfolio import Portfolio, Thing


class Told:
    """Answers by id: `told.item("checkout").progress`."""

    def __init__(self, insight: Insight) -> None:
        self.insight = insight
        self.portfolio = insight.portfolio

    def __getattr__(self, type: str) -> Callable[[str], Any]:
        return lambda ref: self.insight.of(self.thing(type, ref))

    def thing(self, type: str, ref: str) -> Thing[Any]:
        found = self.portfolio.find(type, ref)
        assert found, f"no {type} {ref}"
        return found


def ids(things: Any) -> list[str]:
    return [thing.key for thing in things]


@pytest.fixture
def told(portfolio: Callable[..., Portfolio]) -> Callable[..., Told]:
    def tell(roadmap: str = "", *, as_of: str = "2026-11-23", audience: str = "internal", **files: str) -> Told:
        return Told(work_out(project(portfolio(roadmap, **files), audience), date.fromisoformat(as_of)))

    return tell
