"""The opening of the overview: what is in progress, what comes next, what slipped most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from milepost.kinds.roadmap.model import Item
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.context import ItemEntity, PageContext
from milepost.pages.releases.view import next_release


def opening_of(
    context: PageContext, building: Sequence[ItemEntity], slipped: Sequence[ItemEntity]
) -> tuple[Phrase, ...]:
    """The opening of the overview; `slipped` has the item that slipped most first."""
    if not context.portfolio.all(Item):
        return ()
    return tuple(_phrases(context, building, slipped))


def _phrases(context: PageContext, building: Sequence[ItemEntity], slipped: Sequence[ItemEntity]) -> Iterator[Phrase]:
    number = len(building)
    if number:
        entities = phrasing.plural(number, "item is", "items are")
        yield Phrase(f"{phrasing.sentence(phrasing.cardinal(number))} {entities} in progress.")
    else:
        yield Phrase("Nothing is in progress.")
    if release := next_release(context):
        found = context.insight.release(release)
        yield Phrase(" ")
        yield Phrase(release.title, target=context.addresses.of(release))
        yield Phrase(f" comes {phrasing.on(found.date)}.")
    if slipped:
        yield from _moved_most(context, slipped[0])


def _moved_most(context: PageContext, item: ItemEntity) -> Iterator[Phrase]:
    slip = context.slip(item)
    if not slip:
        return
    reason = item.entry.slip_reason or ""
    yield Phrase(" ")
    yield Phrase(item.title, strong=True, target=context.addresses.of(item))
    yield Phrase(f" slipped to {phrasing.period(context.item(item).end)}", strong=True)
    yield Phrase(f", {slip.amount} later than baseline{': ' if reason else '.'}")
    if reason:
        yield Phrase(reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason)
        if reason[-1] not in ".!?…":
            yield Phrase(".")
