"""Filter fields: how a condition is read from a block, and whether an entity meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kit.context import PageContext
from milepost.schema import period, scalars
from milepost.schema.errors import described, flaw, scalar
from milepost.schema.period import Period
from milepost.suggestions import nearest

Values = Callable[[PageContext, Entity[Any]], Iterable[str | None]]
Known = Callable[[Portfolio], Iterable[str]]


@dataclass(frozen=True, slots=True)
class NameFilter:
    """The `type` of entities that a field's values name. If not `strict`, undeclared names are allowed."""

    type: str
    strict: bool
    known: Known


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field to filter by.

    `read` parses a value, given the month in which fiscal years begin (1–12). `test` is whether an entity has a parsed
    value, `dated` whether that is a date.
    """

    read: Callable[[Any, int], Any]
    test: Callable[[PageContext, Entity[Any], Any], bool]
    names: NameFilter | None = None
    dated: bool = False


def choice(choices: tuple[str, ...], values: Values) -> FilterField:
    """A field with a fixed set of words."""

    def read(value: Any, _: int) -> str:
        text = str(scalar(value, "a word"))
        if text not in choices:
            raise flaw("", f"{described(text)} is none of its words", nearest(text, choices, "known are: "))
        return text

    return FilterField(read, _has(values))


def name(type: str, values: Values, known: Known, *, strict: bool) -> FilterField:
    """A field with ids or names."""
    return FilterField(lambda value, _: scalars.name(value).lower(), _has(values), NameFilter(type, strict, known))


def truth(test: Callable[[PageContext, Entity[Any]], bool | None]) -> FilterField:
    """A yes-or-no field; neither if unknown."""
    return FilterField(
        lambda value, _: scalars.truth(value), lambda context, entity, wanted: test(context, entity) is wanted
    )


def when(dates: Callable[[PageContext, Entity[Any]], Period | None]) -> FilterField:
    """A date field; matches if it has a day in common with the given period."""

    def test(context: PageContext, entity: Entity[Any], wanted: Period) -> bool:
        return _overlap(dates(context, entity), wanted)

    return FilterField(_read_period, test, dated=True)


def text(texts: Callable[[Entity[Any]], Sequence[str | None]]) -> FilterField:
    """Full-text filter: every word must occur in the entity's texts."""

    def test(_: PageContext, entity: Entity[Any], wanted: str) -> bool:
        found = " ".join(filter(None, texts(entity))).casefold()
        return all(word in found for word in wanted.split())

    return FilterField(lambda value, _: scalars.line(value).casefold(), test)


def _has(values: Values) -> Callable[[PageContext, Entity[Any], Any], bool]:
    return lambda context, entity, wanted: any(value.lower() == wanted for value in values(context, entity) if value)


def _read_period(value: Any, fiscal_year_start: int) -> Period:
    words = scalar(value, "a date or period")
    try:
        return period.parse(words, fiscal_year_start)
    except ValueError as error:
        hint = f"write a period such as {period.EXAMPLES}"
        raise flaw("", f"{described(words)}: {error}", hint) from None


def _overlap(found: Period | None, wanted: Period) -> bool:
    if found is None or found.first is None or wanted.first is None:
        return found is not None and found.is_later and wanted.is_later
    begins_in_time = wanted.last is None or found.first <= wanted.last
    return begins_in_time and (found.last is None or found.last >= wanted.first)
