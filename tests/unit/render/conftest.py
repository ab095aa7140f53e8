"""Site plans from a few lines of YAML, and what a reader finds in their pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.graph.portfolio import Portfolio
from milepost.render.site_plan import SitePlan, site_plan

MakePages = Callable[..., SitePlan]


@pytest.fixture
def pages(portfolio: Callable[..., Portfolio]) -> MakePages:
    def make(
        roadmap: str = "",
        *,
        audience: str = "internal",
        sections: Sequence[str | Mapping[str, str]] | None = None,
        home: bool = True,
        templates: Path | None = None,
        **files: str,
    ) -> SitePlan:
        seen = redacted_for(portfolio(roadmap, **files), audience)
        return site_plan(seen, as_of=date(2026, 11, 23), sections=sections, home=home, templates=templates)

    return make


def html(plan: SitePlan, src_uri: str) -> str:
    """A page with the targets of its links left as they are."""
    return plan.pages[src_uri].render(lambda target: target).html


def text(page: str) -> str:
    """What a reader reads, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def ids(page: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', page)
