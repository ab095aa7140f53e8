"""Desks out of a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from milepost.audience import project
from milepost.insight import work_out
from milepost.portfolio import Portfolio
from milepost.views.addresses import BOARD, LIST, RELEASES, ROADMAP, STRATEGY, Addresses
from milepost.views.desk import Desk
from milepost.views.pieces import Card, Phrase, Ref

ALL_PAGES = (STRATEGY, ROADMAP, BOARD, LIST, RELEASES)

MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(portfolio: Callable[..., Portfolio]) -> MakeDesk:
    """A desk on 23 November 2026, for the innermost audience unless told otherwise."""

    def make(
        roadmap: str = "",
        *,
        as_of: str = "2026-11-23",
        audience: str = "internal",
        pages: Iterable[str] = ALL_PAGES,
        **files: str,
    ) -> Desk:
        day = date.fromisoformat(as_of)
        seen = project(portfolio(roadmap, **files), audience)
        return Desk(seen, work_out(seen, day), day, Addresses(seen, frozenset(pages)))

    return make


def said(phrases: Iterable[Phrase]) -> str:
    """A sentence as it is read."""
    return "".join(phrase.text for phrase in phrases)


def titles(found: Iterable[Card | Ref]) -> list[str]:
    return [one.title if isinstance(one, Ref) else one.ref.title for one in found]
