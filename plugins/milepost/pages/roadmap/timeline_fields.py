"""The fields that items are grouped and filtered by, each with the values that are there, in an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from milepost.kinds.roadmap.model import Item
from milepost.kit.components import Mark
from milepost.kit.context import STATUSES, WARNINGS, ItemEntity, PageContext
from milepost.schema.period import Period
from milepost.timeline.entry import FacetValue, TimelineField

_NOT_IN_TOKENS = re.compile(r"[^\w.-]+")


def fields_of(context: PageContext, items: Sequence[ItemEntity]) -> tuple[TimelineField, ...]:
    """Every field that at least one of the items says something in."""
    return tuple(found for found in _all(context, items) if found.values)


def _all(context: PageContext, items: Sequence[ItemEntity]) -> Iterator[TimelineField]:
    marks = {mark.value: mark for mark in (context.mark("status", status) for status in STATUSES)}
    warnings = {mark.value: mark for mark in (context.mark("health", health) for health in WARNINGS)}
    yield _marked("status", "Status", marks, items, lambda item: item.entry.status)
    yield _marked(
        "health", "Health", warnings, items, lambda item: mark.value if (mark := context.health(item)) else ""
    )
    yield _declared(context, "theme", "Theme", items, lambda item: [_held(context, item, "theme")])
    yield _declared(context, "team", "Team", items, lambda item: [_held(context, item, "team"), *item.entry.teams])
    yield _declared(context, "objective", "Objective", items, lambda item: _objectives(context, item))
    yield _declared(context, "release", "Release", items, lambda item: [item.entry.release])
    yield _parents(context, items)
    yield _horizons(context, items)
    yield _loose(context, "type", "Type", items, lambda item: item.entry.type)
    yield _loose(context, "stage", "Stage", items, lambda item: item.entry.stage)
    yield _confidences(context, items)
    yield _declared(context, "owner", "Owner", items, lambda item: [item.entry.owner], "person")
    yield _declared(context, "tag", "Tag", items, lambda item: item.entry.tags)
    if context.lanes.by == "roadmap":
        yield _roadmaps(context, items)


def _marked(
    key: str, label: str, marks: dict[str, Mark], items: Sequence[ItemEntity], read: Callable[[ItemEntity], str]
) -> TimelineField:
    of = {item.slug: (value,) if (value := read(item)) in marks else () for item in items}
    there = {value for found in of.values() for value in found}
    values = tuple(FacetValue(value, mark.word, mark) for value, mark in marks.items() if value in there)
    return TimelineField(key, label, f"No {label.lower()}", values, of)


def _declared(
    context: PageContext,
    key: str,
    label: str,
    items: Sequence[ItemEntity],
    read: Callable[[ItemEntity], Iterable[str | None]],
    type: str = "",
) -> TimelineField:
    """A field of ids: those declared first, in their order, then loose names by the alphabet."""
    type = type or key
    written = {item: [name for name in read(item) if name] for item in items}
    names = {name.lower(): name for found in written.values() for name in found}
    entities = [entity for entity in context.portfolio.entities(type) if entity.key in names]
    if key == "release":
        entities.sort(key=lambda entity: _when(context.insight.release(entity).date))
    titles = {entity.key: (entity.slug, entity.title) for entity in entities}
    loose = sorted((lower, name) for lower, name in names.items() if lower not in titles)
    tokens = _tokens([name for _, name in loose], {slug for slug, _ in titles.values()})
    titles |= {lower: (token, name) for (lower, name), token in zip(loose, tokens, strict=True)}
    numbers = {lane.key: lane.number for lane in context.lanes.all} if context.lanes.by == key else {}
    values = tuple(FacetValue(token, title, number=numbers.get(lower, 0)) for lower, (token, title) in titles.items())
    of = {item.slug: tuple(dict.fromkeys(titles[name.lower()][0] for name in found)) for item, found in written.items()}
    return TimelineField(key, label, f"No {label.lower()}", values, of)


def _loose(
    context: PageContext, key: str, label: str, items: Sequence[ItemEntity], read: Callable[[ItemEntity], str | None]
) -> TimelineField:
    """A field of words, by the alphabet, in the portfolio's own words for them."""
    names = sorted({name for item in items if (name := read(item))})
    tokens = dict(zip(names, _tokens(names, set()), strict=True))
    values = tuple(FacetValue(tokens[name], context.portfolio.label(key, name)) for name in names)
    of = {item.slug: (tokens[name],) if (name := read(item)) else () for item in items}
    return TimelineField(key, label, f"No {label.lower()}", values, of)


def _parents(context: PageContext, items: Sequence[ItemEntity]) -> TimelineField:
    """The outermost item around each, or the item itself where there are others in it."""
    around = {item: list(context.insight.tree.line(item))[-1] for item in items}
    heads = {head for item, head in around.items() if head is not item}
    values = tuple(FacetValue(head.slug, head.title) for head in context.portfolio.all(Item) if head in heads)
    of = {item.slug: (head.slug,) if head in heads else () for item, head in around.items()}
    return TimelineField("parent", "Part of", "On its own", values, of)


def _horizons(context: PageContext, items: Sequence[ItemEntity]) -> TimelineField:
    of = {item.slug: (found,) if (found := context.item(item).horizon) else () for item in items}
    there = {key for found in of.values() for key in found}
    values = tuple(
        FacetValue(id.lower(), context.horizon(id)) for id in context.portfolio.horizon_ids() if id.lower() in there
    )
    return TimelineField("horizon", "Horizon", "Closed", values, of)


def _confidences(context: PageContext, items: Sequence[ItemEntity]) -> TimelineField:
    of = {
        item.slug: (mark.value.removeprefix("conf-"),) if (mark := context.confidence(item.entry.confidence)) else ()
        for item in items
    }
    there = {value for found in of.values() for value in found}
    values = tuple(FacetValue(value, value.capitalize()) for value in ("high", "medium", "low") if value in there)
    return TimelineField("confidence", "Confidence", "No confidence", values, of)


def _roadmaps(context: PageContext, items: Sequence[ItemEntity]) -> TimelineField:
    of = {item.slug: (lane.key,) if (lane := context.lanes.of(item)) else () for item in items}
    there = {key for found in of.values() for key in found}
    values = tuple(
        FacetValue(lane.key, lane.title, number=lane.number) for lane in context.lanes.all if lane.key in there
    )
    return TimelineField("roadmap", "Roadmap", "Other items", values, of)


def _held(context: PageContext, item: ItemEntity, field: str) -> str | None:
    holder = context.insight.holder(item, field)
    return getattr(holder.entry, field) if holder else None


def _objectives(context: PageContext, item: ItemEntity) -> tuple[str, ...]:
    holder = context.insight.holder(item, "objectives")
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
