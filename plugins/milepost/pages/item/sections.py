"""The page of one roadmap item: its sections in their order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.model.roadmap import Item
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Section, beside, page_of, plain
from milepost.pages.shared import facts, rows, seen_before, table, text, why
from milepost.views.addresses import item_page
from milepost.views.desk import Desk, ItemThing
from milepost.views.item import item_view
from milepost.views.neighbours import Neighbour


def page(desk: Desk, thing: ItemThing) -> Page:
    """Why and what in the middle, facts and what it depends on at the side."""
    view = item_view(desk, thing)
    main = (
        why(view),
        plain("item/notice", view.notice) if view.notice else None,
        text(view.description, "About", "about"),
        Section("item/dates", view, "Dates", "dates") if view.dates else None,
        rows(view.children, "Parts", "parts", view.children_note),
        seen_before(view.seen),
        table("item/asks", view.asks, "Asked of other teams", "asks"),
        table("item/approvals", view.approvals, "Approvals", "approvals"),
        Section("item/priority", view.score, "Priority", "score", note=view.score.scheme) if view.score else None,
    )
    side = (
        Section("item/milestones", view.milestones, "Milestones", "milestones", frame="aside")
        if view.milestones
        else None,
        _others(view.waits_for, "Waits for", "waits-for"),
        _others(view.needed_by, "Needed by", "needed-by"),
        *facts(view),
    )
    return page_of("item", view, beside(main, side))


def _others(found: tuple[Neighbour, ...], title: str, id: str) -> Section | None:
    return Section("item/dependencies", found, title, id, frame="aside") if found else None


def _pages(desk: Desk) -> Iterator[OwnPage]:
    for item in desk.portfolio.all(Item):
        if item.id:
            yield OwnPage(item_page(item), item.title, item, partial(page, desk, item))


PAGE = OwnPages("item", _pages)
