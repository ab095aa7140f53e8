"""The strategy, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.model.strategy import Strategy
from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage
from milepost.render.sections.section import Section
from milepost.views.addresses import STRATEGY
from milepost.views.strategy import strategy_view


def _is_filled(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Strategy) or any(map(portfolio.things, ("objective", "need", "customer", "bet"))))


def _shared(_: Portfolio, __: str) -> Iterator[str]:
    yield STRATEGY


def _pages(author: Author, title: str) -> Iterator[GeneratedPage]:
    yield author.page(STRATEGY, title, "strategy", partial(strategy_view, author.desk, title), hide=(), kind="strategy")


SECTION = Section("strategy", "Strategy", _is_filled, _shared, _pages)
