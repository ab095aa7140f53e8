"""Desks out of a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.graph.portfolio import Portfolio
from milepost.kit.addresses import BOARD, LIST, RELEASES, ROADMAP, STRATEGY, Addresses
from milepost.kit.components import Card, Phrase, Ref
from milepost.kit.context import PageContext

ALL_PAGES = (STRATEGY, ROADMAP, BOARD, LIST, RELEASES)

MakePageContext = Callable[..., PageContext]


@pytest.fixture
def context(portfolio: Callable[..., Portfolio]) -> MakePageContext:
    """A page context on 23 November 2026, for the innermost audience unless told otherwise."""

    def make(
        roadmap: str = "",
        *,
        as_of: str = "2026-11-23",
        audience: str = "internal",
        pages: Iterable[str] = ALL_PAGES,
        **files: str,
    ) -> PageContext:
        day = date.fromisoformat(as_of)
        seen = redacted_for(portfolio(roadmap, **files), audience)
        return PageContext(seen, computed(seen, day), day, Addresses(seen, frozenset(pages)))

    return make


def said(phrases: Iterable[Phrase]) -> str:
    """A sentence as it is read."""
    return "".join(phrase.text for phrase in phrases)


def titles(found: Iterable[Card | Ref]) -> list[str]:
    return [one.title if isinstance(one, Ref) else one.ref.title for one in found]
