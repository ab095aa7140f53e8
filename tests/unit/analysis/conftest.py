"""What is computed from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph.portfolio import Entity, Portfolio


class IncidentEntry:
    """Answers by id: `told.item("checkout").progress`."""

    def __init__(self, insight: Insight) -> None:
        self.insight = insight
        self.portfolio = insight.portfolio

    def __getattr__(self, type: str) -> Callable[[str], Any]:
        return lambda ref: self.insight.of(self.entity(type, ref))

    def entity(self, type: str, ref: str) -> Entity[Any]:
        found = self.portfolio.find(type, ref)
        assert found, f"no {type} {ref}"
        return found


def ids(entities: Any) -> list[str]:
    return [entity.key for entity in entities]


@pytest.fixture
def told(portfolio: Callable[..., Portfolio]) -> Callable[..., IncidentEntry]:
    def tell(
        roadmap: str = "", *, as_of: str = "2026-11-23", audience: str = "internal", **files: str
    ) -> IncidentEntry:
        return IncidentEntry(computed(redacted_for(portfolio(roadmap, **files), audience), date.fromisoformat(as_of)))

    return tell
