"""The actions page: every action in one table that a script filters and sorts."""

from __future__ import annotations

from milepost.kinds.lessons.model import Action
from milepost.kit.addresses import ACTIONS
from milepost.kit.context import PageContext
from milepost.pages.actions.view import ActionsView, actions_view
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, page_of, plain, present


def page(context: PageContext, title: str) -> Page:
    """Numbers and ages of open actions, then the table."""
    view = actions_view(context, title)
    return page_of("actions", view, _rows(view) if view.rows else None, shape="wide")


def _rows(view: ActionsView) -> Region:
    ages = plain("actions/ages", view.ages) if view.ages else None
    table = Region("filtered", (plain("actions/tools", view), plain("actions/table", view.rows)), whole=True)
    return Region("close", (Region("halves", present((plain("actions/numbers", view), ages))), table))


PAGE = SharedPage("actions", page, ACTIONS, "Actions", is_there=lambda portfolio: bool(portfolio.all(Action)))
