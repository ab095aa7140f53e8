"""The fields that items are grouped and filtered by, each with the values that are there, in an order.

An item field that declares FACET is a facet, with values that follow from its type; `_SPECIAL` has the exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from milepost.kinds.roadmap.model import Item
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.field_values import FieldValues, field_values
from milepost.schema.base import Entry
from milepost.schema.date_arithmetic import by_last_day
from milepost.schema.meaning import FACET, LANE
from milepost.timeline.entry import FacetValue, TimelineField

_NOT_IN_TOKENS = re.compile(r"[^\w.-]+")
_MARKED = ("status", "health")  # those whose values have a shape of their own
ROADMAP = "roadmap"  # the document of an item, which is not one of its fields


def fields_of(context: PageContext, items: Sequence[ItemEntity]) -> tuple[TimelineField, ...]:
    """Every field that at least one of the items says something in."""
    return tuple(found for found in _all(context, items) if found.values)


def lane_keys(cls: type[Entry] = Item) -> tuple[str, ...]:
    """The keys of the fields that lanes can be made of: first what entries belong to, then what they are."""
    fields = [field for field in field_values(cls).values() if LANE in field.spec.shows]
    belonging = [field.token for field in fields if field.spec.ref and not field.is_shared]
    return (*belonging, *(field.token for field in fields if field.token not in belonging), ROADMAP)


def facets_of(context: PageContext, items: Sequence[ItemEntity], cls: type[Entry] = Item) -> Iterator[TimelineField]:
    """All fields of a class that declare FACET, also those without values."""
    for field in field_values(cls).values():
        if FACET in field.spec.shows:
            yield _SPECIAL.get(field.name, _facet)(context, field, items)


def _all(context: PageContext, items: Sequence[ItemEntity]) -> Iterator[TimelineField]:
    yield from facets_of(context, items)
    if context.lanes.by == ROADMAP:
        yield _roadmaps(context, items)


def _facet(context: PageContext, field: FieldValues, items: Sequence[ItemEntity]) -> TimelineField:
    """A field of values with an order of their own (choices, horizons), else of names, else of words."""
    if not field.all_values(context.portfolio):
        return (_named if field.type else _worded)(context, field, items)
    known = field.all_values(context.portfolio)
    of = {item.slug: tuple(value for value in field.values(context, item) if value in known) for item in items}
    there = {value for found in of.values() for value in found}
    marked = field.name in _MARKED
    values = tuple(
        FacetValue(value, field.title(context, value), context.mark(field.name, value) if marked else None)
        for value in known
        if value in there
    )
    return _made(field, values, of)


def _named(context: PageContext, field: FieldValues, items: Sequence[ItemEntity]) -> TimelineField:
    """A field of ids: those declared first, in their order, then loose names by the alphabet."""
    written = {item: field.values(context, item) for item in items}
    names = {name.lower(): name for found in written.values() for name in found}
    entities = [entity for entity in context.portfolio.entities(field.type) if entity.key in names]
    if field.type == "release":
        entities.sort(key=lambda entity: by_last_day(context.insight.release(entity).date))
    titles = {entity.key: (entity.slug, entity.title) for entity in entities}
    loose = sorted((lower, name) for lower, name in names.items() if lower not in titles)
    tokens = _tokens([name for _, name in loose], {slug for slug, _ in titles.values()})
    titles |= {lower: (token, name) for (lower, name), token in zip(loose, tokens, strict=True)}
    numbers = {lane.key: lane.number for lane in context.lanes.all} if context.lanes.by == field.token else {}
    values = tuple(FacetValue(token, title, number=numbers.get(lower, 0)) for lower, (token, title) in titles.items())
    of = {item.slug: tuple(dict.fromkeys(titles[name.lower()][0] for name in found)) for item, found in written.items()}
    return _made(field, values, of)


def _worded(context: PageContext, field: FieldValues, items: Sequence[ItemEntity]) -> TimelineField:
    """A field of words, by the alphabet, in the portfolio's own words for them."""
    written = {item.slug: field.values(context, item) for item in items}
    names = sorted({name for found in written.values() for name in found})
    tokens = dict(zip(names, _tokens(names, set()), strict=True))
    values = tuple(FacetValue(tokens[name], field.title(context, name)) for name in names)
    return _made(field, values, {slug: tuple(tokens[name] for name in found) for slug, found in written.items()})


def _parents(context: PageContext, field: FieldValues, items: Sequence[ItemEntity]) -> TimelineField:
    """The outermost item around each, or the item itself where there are others in it."""
    around = {item: list(context.insight.tree.ancestry(item))[-1] for item in items}
    heads = {head for item, head in around.items() if head is not item}
    values = tuple(FacetValue(head.slug, head.title) for head in context.portfolio.all(Item) if head in heads)
    return _made(field, values, {item.slug: (head.slug,) if head in heads else () for item, head in around.items()})


def _made(field: FieldValues, values: tuple[FacetValue, ...], of: Mapping[str, tuple[str, ...]]) -> TimelineField:
    return TimelineField(field.token, field.singular, field.none, values, of)


def _roadmaps(context: PageContext, items: Sequence[ItemEntity]) -> TimelineField:
    of = {item.slug: (lane.key,) if (lane := context.lanes.of(item)) else () for item in items}
    there = {key for found in of.values() for key in found}
    values = tuple(
        FacetValue(lane.key, lane.title, number=lane.number) for lane in context.lanes.all if lane.key in there
    )
    return TimelineField(ROADMAP, "Roadmap", "Other items", values, of)


_SPECIAL: Mapping[str, Callable[[PageContext, FieldValues, Sequence[ItemEntity]], TimelineField]] = {"parent": _parents}


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
