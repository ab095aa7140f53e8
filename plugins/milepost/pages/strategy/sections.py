"""The strategy page: its sections in order."""

from __future__ import annotations

from milepost.kit.addresses import STRATEGY
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, Section, page_of, plain, present
from milepost.pages.shared import table
from milepost.pages.strategy.view import StrategyView, strategy_view

_OPPORTUNITY = "Opportunity score: importance, plus how far satisfaction falls short of it (1 to 9)"


def page(context: PageContext, title: str) -> Page:
    """The strategy, from the vision down to the alternatives that customers have."""
    view = strategy_view(context, title)
    return page_of(
        "strategy",
        view,
        *(plain("strategy/vision", one) for one in view.visions),
        table("strategy/horizons", view.horizons, "How the product will evolve", "horizons"),
        table("strategy/objectives", view.objectives, "Objectives", "objectives", view.objectives_note),
        _alignment(view),
        Section("strategy/needs", view.needs, "What customers need", "needs", frame="panel", note=_OPPORTUNITY)
        if view.needs
        else None,
        table("strategy/customers", view.customers, "Customers", "customers"),
        table("strategy/bets", view.bets, "Bets, and what they taught", "bets", view.bets_note),
        _limits(view),
        table("strategy/competitors", view.competitors, "What else customers could choose", "competitors"),
        shape="full",
        stacked=True,
    )


def _alignment(view: StrategyView) -> Section | None:
    if not view.alignment:
        return None
    return Section("strategy/alignment", view, "Strategy alignment", "strategy-alignment", note=view.alignment_note)


def _limits(view: StrategyView) -> Region | None:
    """Principles beside non-goals."""
    found = present(
        (
            table("strategy/principles", view.principles, "Principles", "principles"),
            table("strategy/non_goals", view.non_goals, "What we will not do", "non-goals"),
        )
    )
    return Region("halves", found) if found else None


PAGE = SharedPage("strategy", page, STRATEGY, kind="strategy", hide=())
