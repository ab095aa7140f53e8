"""Items as bars: what their labels say, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from milepost.kit.geometry import LABEL, TEXT
from milepost.views import words
from milepost.views.desk import CLOSED, Desk, ItemThing
from milepost.views.moments import moment, when
from milepost.views.pieces import Card, Mark, Slip
from milepost.views.timeline import letters
from milepost.views.timeline.fields import Field
from milepost.views.timeline.picture import Bar, Diamond, Place, Promise
from milepost.views.timeline.place import place
from milepost.views.timeline.scale import Ruler

# The room around title, state and slip in units, each part with a little to spare: letters are estimated.
_SPARE = 0.05
_FRAME = LABEL.start + LABEL.icon + LABEL.gap + LABEL.end + 3 * _SPARE
_STATE = LABEL.gap + LABEL.state_icon + LABEL.state_gap + _SPARE
_GAP = LABEL.gap + _SPARE
_LONGEST = 18.0


def bars_of(desk: Desk, ruler: Ruler | None, items: Sequence[ItemThing], fields: Iterable[Field]) -> list[Bar]:
    """A bar for each item; without a ruler none has a place."""
    known, there = tuple(fields), set(items)
    return [_bar(desk, ruler, item, known, there) for item in items]


def _bar(desk: Desk, ruler: Ruler | None, item: ItemThing, fields: tuple[Field, ...], there: set[ItemThing]) -> Bar:
    card, found = desk.card(item), desk.item(item)
    begun, over = item.entry.status in ("in_progress", "paused"), item.entry.status in CLOSED
    spot = place(ruler, found.start, found.end, begun=begun, over=over) if ruler else None
    moved = _moved(card.slip)
    return Bar(
        id=item.slug,
        ref=card.ref,
        status=card.status,
        when=card.when,
        room=label_room(card.ref.title, card.health, moved),
        health=card.health,
        confidence=None if over else desk.confidence(item.entry.confidence),
        reason=card.reason,
        moved=moved,
        late=card.late,
        progress=card.progress.percent if card.progress else None,
        progress_note=card.progress.note if card.progress else "",
        promise=_promise(desk, ruler, item, card) if ruler else None,
        diamonds=_diamonds(desk, ruler, item, spot),
        keys={field.key: " ".join(tokens) for field in fields if (tokens := field.of[item])},
        place=spot,
        part_of=found.parent.slug if found.parent in there else "",
    )


def label_room(title: str, health: Mark | None = None, moved: str = "") -> float:
    """How wide a label is in units, at most: a longer title is cut short with an ellipsis."""
    room = _FRAME + min(_LONGEST, letters.width(title, TEXT.sm))
    if health:
        room += _STATE + letters.width(health.word, TEXT.xs)
    if moved:
        room += _GAP + letters.width(moved, TEXT.xs)
    return round(room, 2)


def _moved(slip: Slip | None) -> str:
    """A slip in brief: "+61 d", "−2 months"."""
    if not slip:
        return ""
    amount = slip.amount.removesuffix("ays").removesuffix("ay") if " day" in slip.amount else slip.amount
    return f"{'+' if slip.days > 0 else '−'}{amount}".replace(" d", "\u00a0d")


def _promise(desk: Desk, ruler: Ruler, item: ItemThing, card: Card) -> Promise | None:
    """What was promised at first, where that has moved and lies on the ruler."""
    promised = item.entry.baseline
    if not (card.slip and promised and promised.end and promised.end.last):
        return None
    start = promised.start or desk.item(item).start
    if not (start and start.first and start.first <= promised.end.last):
        start = promised.end
    spot = place(ruler, start, promised.end)
    said = words.span(promised.start, promised.end)
    change = " ".join(filter(None, (card.slip.before, card.slip.amount, card.slip.after)))
    return Promise(spot.start, spot.end, f"{said}, {change}") if spot else None


def _diamonds(desk: Desk, ruler: Ruler | None, item: ItemThing, spot: Place | None) -> tuple[Diamond, ...]:
    found = []
    for thing in sorted(desk.portfolio.nested(item, "milestone"), key=when):
        said = moment(desk, thing)
        date = desk.insight.milestone(thing).date
        at = None
        if ruler and spot and date and date.last and ruler.first <= date.last <= ruler.last:
            share = (ruler.after(date.last) - spot.start) / (spot.end - spot.start)
            at = round(share * 100, 1) if 0 <= share <= 1 else None
        notes = [said.when, *(["met"] if said.met else []), *([said.late] if said.late else [])]
        found.append(Diamond(at, said.met, f"{said.ref.title}, {', '.join(notes)}"))
    return tuple(found)
