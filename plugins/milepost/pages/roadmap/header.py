"""What the pages of the roadmap share: the switch between views, the opening sentence, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from milepost.kit import phrasing
from milepost.kit.addresses import BOARD, CHANGES, LIST, POSTER, PRIORITIES, RELEASES, ROADMAP
from milepost.kit.components import BasePageView, EmptyState, Phrase, ViewSwitch
from milepost.kit.context import CLOSED, ItemEntity, PageContext

NO_ITEMS = EmptyState(
    "There are no items on the roadmap yet. Write them in a file of the data folder, such as roadmap.yml:",
    "kind: roadmap\nitems:\n  - id: checkout\n    title: Checkout in one step\n    status: planned",
)


@dataclass(frozen=True, slots=True)
class RoadmapPageView(BasePageView):
    """Base of the views of the roadmap: an opening sentence, notes on what is left out, and the other views."""

    opening: tuple[Phrase, ...]
    notes: tuple[tuple[Phrase, ...], ...]
    views: tuple[ViewSwitch, ...]


def views_of(context: PageContext, current: str) -> tuple[ViewSwitch, ...]:
    """The roadmap pages that this site has; empty if there is only one."""
    titles = {
        ROADMAP: "Timeline",
        BOARD: "Board",
        LIST: "List",
        PRIORITIES: "Priorities",
        RELEASES: "Releases",
        CHANGES: "Changes",
        POSTER: "Poster",
    }
    found = tuple(
        ViewSwitch(title, page, page == current) for page, title in titles.items() if context.addresses.page(page)
    )
    return found if len(found) > 1 else ()


def status_summary(context: PageContext, items: Sequence[ItemEntity]) -> tuple[Phrase, ...]:
    """How many items are in progress and planned, and how many are in trouble and overdue."""
    said = (("in_progress", "in progress"), ("planned", "planned"), ("proposed", "only proposed"))
    counts = [(number, word) for status, word in said if (number := sum(item.entry.status == status for item in items))]
    if not counts:
        return ()
    (first, doing), *rest = counts
    parts = [f"{phrasing.cardinal(first)} {phrasing.plural(first, 'item is', 'items are')} {doing}"]
    parts += [f"{phrasing.cardinal(number)} {phrasing.plural(number, 'is', 'are')} {word}" for number, word in rest]
    sentence = phrasing.sentence(phrasing.listing(parts))
    late = sum(context.item(item).late_by_days > 0 for item in items)
    trouble = phrasing.listing(
        [
            *(mark.word for mark in context.health_warnings(items)),
            *([f"{phrasing.number(late)} overdue"] if late else []),
        ]
    )
    ending = f"; {trouble}." if trouble else "."
    return (Phrase(sentence + ending),)


def recent(context: PageContext, items: Iterable[ItemEntity], days: int) -> tuple[list[ItemEntity], int]:
    """Items that are open or were closed in the last `days` calendar days, and how many others there are."""
    since = context.as_of - timedelta(days=days)
    shown, old = [], 0
    for item in items:
        end = context.item(item).end
        if item.entry.status in CLOSED and not (end and end.last and end.last >= since):
            old += 1
        else:
            shown.append(item)
    return shown, old


def left_out(context: PageContext, old: int, days: int) -> tuple[Phrase, ...]:
    """A note on how many closed items are not shown, and where to find them."""
    if not old:
        return ()
    since = context.as_of - timedelta(days=days)
    are = phrasing.plural(old, "is", "are")
    return (
        Phrase(f"{phrasing.count(old, 'item')} closed before {phrasing.month(since)} {are} on the "),
        Phrase("list", target=context.addresses.page(LIST)),
        Phrase("."),
    )
