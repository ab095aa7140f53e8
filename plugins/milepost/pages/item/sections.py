"""The item page: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import item_page
from milepost.kit.context import ItemEntity, PageContext
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.item.dependencies import DependencyRow
from milepost.pages.item.view import item_view
from milepost.pages.page import Page, Section, beside, page_of, plain
from milepost.pages.shared import facts, rows, seen_before, table, text, why


def page(context: PageContext, entity: ItemEntity) -> Page:
    """Reasons and content in the main column, facts and dependencies at the side."""
    view = item_view(context, entity)
    main = (
        why(view),
        plain("item/notice", view.notice) if view.notice else None,
        text(view.description, "About", "about"),
        Section("item/dates", view, "Dates", "dates") if view.dates else None,
        Section("item/promises", view.promises, "Promised date over time", "promises") if view.promises else None,
        rows(view.children, "Parts", "parts", view.children_note),
        Section("item/stories", view.stories, "Stories", "stories", note=view.stories_note) if view.stories else None,
        Section("item/slips", view.slips, "If this slips", "if-this-slips", note=view.slips.note)
        if view.slips
        else None,
        seen_before(view.seen),
        table("item/asks", view.asks, "Asked of other teams", "asks"),
        table("item/approvals", view.approvals, "Approvals", "approvals"),
        table("item/priority", view.priorities, "Priority", "score"),
    )
    side = (
        Section("item/milestones", view.milestones, "Milestones", "milestones", frame="aside")
        if view.milestones
        else None,
        _others(view.waits_for, "Depends on", "waits-for"),
        _others(view.needed_by, "Needed by", "needed-by"),
        *facts(view),
    )
    return page_of("item", view, beside(main, side))


def _others(found: tuple[DependencyRow, ...], title: str, id: str) -> Section | None:
    return Section("item/dependencies", found, title, id, frame="aside") if found else None


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for item in context.portfolio.all(Item):
        if item.id:
            yield OwnPage(item_page(item), item.title, item, partial(page, context, item))


PAGE = OwnPages("item", _pages)
