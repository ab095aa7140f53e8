"""The fields that items are grouped and filtered by, each with the values that are there, in an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from milepost.model.period import Period
from milepost.model.roadmap import Item
from milepost.timeline.entry import FieldValue, TimelineField
from milepost.views.desk import STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.pieces import Mark

_NOT_IN_TOKENS = re.compile(r"[^\w.-]+")


def fields_of(desk: Desk, items: Sequence[ItemThing]) -> tuple[TimelineField, ...]:
    """Every field that at least one of the items says something in."""
    return tuple(found for found in _all(desk, items) if found.values)


def _all(desk: Desk, items: Sequence[ItemThing]) -> Iterator[TimelineField]:
    marks = {mark.value: mark for mark in (desk.mark("status", status) for status in STATUSES)}
    warnings = {mark.value: mark for mark in (desk.mark("health", health) for health in WARNINGS)}
    yield _marked("status", "Status", marks, items, lambda item: item.entry.status)
    yield _marked("health", "Health", warnings, items, lambda item: mark.value if (mark := desk.health(item)) else "")
    yield _declared(desk, "theme", "Theme", items, lambda item: [_held(desk, item, "theme")])
    yield _declared(desk, "team", "Team", items, lambda item: [_held(desk, item, "team"), *item.entry.teams])
    yield _declared(desk, "objective", "Objective", items, lambda item: _objectives(desk, item))
    yield _declared(desk, "release", "Release", items, lambda item: [item.entry.release])
    yield _parents(desk, items)
    yield _horizons(desk, items)
    yield _loose(desk, "type", "Type", items, lambda item: item.entry.type)
    yield _loose(desk, "stage", "Stage", items, lambda item: item.entry.stage)
    yield _confidences(desk, items)
    yield _declared(desk, "owner", "Owner", items, lambda item: [item.entry.owner], "person")
    yield _declared(desk, "tag", "Tag", items, lambda item: item.entry.tags)
    if desk.lanes.by == "roadmap":
        yield _roadmaps(desk, items)


def _marked(
    key: str, label: str, marks: dict[str, Mark], items: Sequence[ItemThing], read: Callable[[ItemThing], str]
) -> TimelineField:
    of = {item.slug: (value,) if (value := read(item)) in marks else () for item in items}
    there = {value for found in of.values() for value in found}
    values = tuple(FieldValue(value, mark.word, mark) for value, mark in marks.items() if value in there)
    return TimelineField(key, label, f"No {label.lower()}", values, of)


def _declared(
    desk: Desk,
    key: str,
    label: str,
    items: Sequence[ItemThing],
    read: Callable[[ItemThing], Iterable[str | None]],
    type: str = "",
) -> TimelineField:
    """A field of ids: those declared first, in their order, then loose names by the alphabet."""
    type = type or key
    written = {item: [name for name in read(item) if name] for item in items}
    names = {name.lower(): name for found in written.values() for name in found}
    things = [thing for thing in desk.portfolio.things(type) if thing.key in names]
    if key == "release":
        things.sort(key=lambda thing: _when(desk.insight.release(thing).date))
    titles = {thing.key: (thing.slug, thing.title) for thing in things}
    loose = sorted((lower, name) for lower, name in names.items() if lower not in titles)
    tokens = _tokens([name for _, name in loose], {slug for slug, _ in titles.values()})
    titles |= {lower: (token, name) for (lower, name), token in zip(loose, tokens, strict=True)}
    numbers = {lane.key: lane.number for lane in desk.lanes.all} if desk.lanes.by == key else {}
    values = tuple(FieldValue(token, title, number=numbers.get(lower, 0)) for lower, (token, title) in titles.items())
    of = {item.slug: tuple(dict.fromkeys(titles[name.lower()][0] for name in found)) for item, found in written.items()}
    return TimelineField(key, label, f"No {label.lower()}", values, of)


def _loose(
    desk: Desk, key: str, label: str, items: Sequence[ItemThing], read: Callable[[ItemThing], str | None]
) -> TimelineField:
    """A field of words, by the alphabet, in the portfolio's own words for them."""
    names = sorted({name for item in items if (name := read(item))})
    tokens = dict(zip(names, _tokens(names, set()), strict=True))
    values = tuple(FieldValue(tokens[name], desk.portfolio.label(key, name)) for name in names)
    of = {item.slug: (tokens[name],) if (name := read(item)) else () for item in items}
    return TimelineField(key, label, f"No {label.lower()}", values, of)


def _parents(desk: Desk, items: Sequence[ItemThing]) -> TimelineField:
    """The outermost item around each, or the item itself where there are others in it."""
    around = {item: list(desk.insight.tree.line(item))[-1] for item in items}
    heads = {head for item, head in around.items() if head is not item}
    values = tuple(FieldValue(head.slug, head.title) for head in desk.portfolio.all(Item) if head in heads)
    of = {item.slug: (head.slug,) if head in heads else () for item, head in around.items()}
    return TimelineField("parent", "Part of", "On its own", values, of)


def _horizons(desk: Desk, items: Sequence[ItemThing]) -> TimelineField:
    of = {item.slug: (found,) if (found := desk.item(item).horizon) else () for item in items}
    there = {key for found in of.values() for key in found}
    values = tuple(
        FieldValue(id.lower(), desk.horizon(id)) for id in desk.portfolio.horizon_ids() if id.lower() in there
    )
    return TimelineField("horizon", "Horizon", "Closed", values, of)


def _confidences(desk: Desk, items: Sequence[ItemThing]) -> TimelineField:
    of = {
        item.slug: (mark.value.removeprefix("conf-"),) if (mark := desk.confidence(item.entry.confidence)) else ()
        for item in items
    }
    there = {value for found in of.values() for value in found}
    values = tuple(FieldValue(value, value.capitalize()) for value in ("high", "medium", "low") if value in there)
    return TimelineField("confidence", "Confidence", "No confidence", values, of)


def _roadmaps(desk: Desk, items: Sequence[ItemThing]) -> TimelineField:
    of = {item.slug: (lane.key,) if (lane := desk.lanes.of(item)) else () for item in items}
    there = {key for found in of.values() for key in found}
    values = tuple(FieldValue(lane.key, lane.title, number=lane.number) for lane in desk.lanes.all if lane.key in there)
    return TimelineField("roadmap", "Roadmap", "Other items", values, of)


def _held(desk: Desk, item: ItemThing, field: str) -> str | None:
    holder = desk.insight.holder(item, field)
    return getattr(holder.entry, field) if holder else None


def _objectives(desk: Desk, item: ItemThing) -> tuple[str, ...]:
    holder = desk.insight.holder(item, "objectives")
    return holder.entry.objectives if holder else ()


def _when(period: Period | None) -> str:
    return period.last.isoformat() if period and period.last else "9999"


def _tokens(names: Sequence[str], taken: set[str]) -> list[str]:
    """A token for each name, unlike all others."""
    found: list[str] = []
    tried: dict[str, int] = {}
    for name in names:
        plain = _NOT_IN_TOKENS.sub("-", name.lower()).strip("-") or "x"
        token, n = plain, tried.get(plain, 1)
        while token in taken:
            n += 1
            token = f"{plain}-{n}"
        tried[plain] = n
        taken.add(token)
        found.append(token)
    return found
