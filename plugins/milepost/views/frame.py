"""What the pages of the roadmap share: ways to look at it, how it stands, what is left out as old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from milepost.views import words
from milepost.views.addresses import BOARD, LIST, POSTER, RELEASES, ROADMAP
from milepost.views.desk import CLOSED, Desk, ItemThing
from milepost.views.pieces import Empty, Framed, Phrase, View

NO_ITEMS = Empty(
    "There are no items on the roadmap yet. Write them in a file of the data folder, such as roadmap.yml:",
    "kind: roadmap\nitems:\n  - id: checkout\n    title: Checkout in one step\n    status: planned",
)


@dataclass(frozen=True, slots=True)
class RoadmapFramed(Framed):
    """A way to look at the roadmap: how it stands in one sentence, what is left out, and the other ways."""

    opening: tuple[Phrase, ...]
    notes: tuple[tuple[Phrase, ...], ...]
    views: tuple[View, ...]


def views_of(desk: Desk, current: str) -> tuple[View, ...]:
    """The pages of the roadmap that this site has; none where there is only one."""
    titles = {ROADMAP: "Timeline", BOARD: "Board", LIST: "List", RELEASES: "Releases", POSTER: "Poster"}
    found = tuple(View(title, page, page == current) for page, title in titles.items() if desk.addresses.page(page))
    return found if len(found) > 1 else ()


def how_it_stands(desk: Desk, items: Sequence[ItemThing]) -> tuple[Phrase, ...]:
    """How many are being built and planned, how many of them are in trouble and how many overdue."""
    said = (("in_progress", "being built"), ("planned", "planned"), ("proposed", "only proposed"))
    counts = [(number, word) for status, word in said if (number := sum(item.entry.status == status for item in items))]
    if not counts:
        return ()
    (first, doing), *rest = counts
    parts = [f"{words.cardinal(first)} {words.plural(first, 'item is', 'items are')} {doing}"]
    parts += [f"{words.cardinal(number)} {words.plural(number, 'is', 'are')} {word}" for number, word in rest]
    sentence = words.sentence(words.listing(parts))
    late = sum(desk.item(item).late_by_days > 0 for item in items)
    trouble = words.listing(
        [*(mark.word for mark in desk.trouble(items)), *([f"{words.number(late)} overdue"] if late else [])]
    )
    ending = f"; {trouble}." if trouble else "."
    return (Phrase(sentence + ending),)


def recent(desk: Desk, items: Iterable[ItemThing], days: int) -> tuple[list[ItemThing], int]:
    """The items that are open or were closed in the last so many days, and how many others there are."""
    since = desk.as_of - timedelta(days=days)
    shown, old = [], 0
    for item in items:
        end = desk.item(item).end
        if item.entry.status in CLOSED and not (end and end.last and end.last >= since):
            old += 1
        else:
            shown.append(item)
    return shown, old


def left_out(desk: Desk, old: int, days: int) -> tuple[Phrase, ...]:
    """Says how many closed items are not shown, and where they are."""
    if not old:
        return ()
    since = desk.as_of - timedelta(days=days)
    return (
        Phrase(
            f"{words.count(old, 'item')} closed before {words.month(since)} {words.plural(old, 'is', 'are')} on the "
        ),
        Phrase("list", target=desk.addresses.page(LIST)),
        Phrase("."),
    )
