"""The sentence a stakeholder would repeat: what is being built, what comes next, what moved most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from milepost.model.roadmap import Item
from milepost.views import words
from milepost.views.desk import Desk, ItemThing
from milepost.views.pieces import Phrase
from milepost.views.releases import next_release


def opening_of(desk: Desk, building: Sequence[ItemThing], slipped: Sequence[ItemThing]) -> tuple[Phrase, ...]:
    """The opening of the overview; `slipped` has the item that moved furthest first."""
    if not desk.portfolio.all(Item):
        return ()
    return tuple(_phrases(desk, building, slipped))


def _phrases(desk: Desk, building: Sequence[ItemThing], slipped: Sequence[ItemThing]) -> Iterator[Phrase]:
    number = len(building)
    if number:
        things = words.plural(number, "thing is", "things are")
        yield Phrase(f"{words.sentence(words.cardinal(number))} {things} being built.")
    else:
        yield Phrase("Nothing is being built right now.")
    if release := next_release(desk):
        found = desk.insight.release(release)
        yield Phrase(" ")
        yield Phrase(release.title, target=desk.addresses.of(release))
        yield Phrase(f" comes {words.on(found.date)}.")
    if slipped:
        yield from _moved_most(desk, slipped[0])


def _moved_most(desk: Desk, item: ItemThing) -> Iterator[Phrase]:
    slip = desk.slip(item)
    if not slip:
        return
    reason = item.entry.slip_reason or ""
    yield Phrase(" ")
    yield Phrase(item.title, strong=True, target=desk.addresses.of(item))
    yield Phrase(f" moved to {words.period(desk.item(item).end)}", strong=True)
    yield Phrase(f", {slip.amount} later than first promised{': ' if reason else '.'}")
    if reason:
        yield Phrase(reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason)
        if reason[-1] not in ".!?…":
            yield Phrase(".")
