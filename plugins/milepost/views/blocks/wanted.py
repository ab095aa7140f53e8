"""What a condition wants of a field: how it is read from a block, and whether a thing has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from milepost.model import period, scalars
from milepost.model.flaw import described, flaw, scalar
from milepost.model.nearest import nearest
from milepost.model.period import Period
from milepost.portfolio import Portfolio, Thing
from milepost.views.desk import Desk

Values = Callable[[Desk, Thing[Any]], Iterable[str | None]]
Known = Callable[[Portfolio], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Names:
    """What the values of a field name: a `type` of things. Where it is not `strict`, also undeclared ones."""

    type: str
    strict: bool
    known: Known


@dataclass(frozen=True, slots=True)
class Field:
    """A field to choose by. `read` makes a wanted value of what is written and the month a fiscal year begins in.

    `test` is whether a thing has a wanted value.
    """

    read: Callable[[Any, int], Any]
    test: Callable[[Desk, Thing[Any], Any], bool]
    names: Names | None = None


def choice(words: object, values: Values) -> Field:
    """A field with one of a few words, given as the Literal that the model has for it."""
    choices: tuple[str, ...] = get_args(words)

    def read(value: Any, _: int) -> str:
        text = str(scalar(value, "a word"))
        if text not in choices:
            raise flaw("", f"{described(text)} is none of its words", nearest(text, choices, "known are: "))
        return text

    return Field(read, _has(values))


def name(type: str, values: Values, known: Known, *, strict: bool) -> Field:
    """A field that holds ids or names."""
    return Field(lambda value, _: scalars.name(value).lower(), _has(values), Names(type, strict, known))


def truth(test: Callable[[Desk, Thing[Any]], bool]) -> Field:
    """Something that is so or not."""
    return Field(lambda value, _: scalars.truth(value), lambda desk, thing, wanted: test(desk, thing) is wanted)


def when(dates: Callable[[Desk, Thing[Any]], Period | None]) -> Field:
    """A date, which fits where it and the wanted period share a day."""

    def test(desk: Desk, thing: Thing[Any], wanted: Period) -> bool:
        return _meet(dates(desk, thing), wanted)

    return Field(_read_period, test)


def text(texts: Callable[[Thing[Any]], Sequence[str | None]]) -> Field:
    """Words that all stand in the texts of a thing."""

    def test(_: Desk, thing: Thing[Any], wanted: str) -> bool:
        found = " ".join(filter(None, texts(thing))).casefold()
        return all(word in found for word in wanted.split())

    return Field(lambda value, _: scalars.line(value).casefold(), test)


def _has(values: Values) -> Callable[[Desk, Thing[Any], Any], bool]:
    return lambda desk, thing, wanted: any(value.lower() == wanted for value in values(desk, thing) if value)


def _read_period(value: Any, fiscal_year_start: int) -> Period:
    words = scalar(value, "a date or period")
    try:
        return period.parse(words, fiscal_year_start)
    except ValueError as error:
        hint = f"write a period such as {period.EXAMPLES}"
        raise flaw("", f"{described(words)}: {error}", hint) from None


def _meet(found: Period | None, wanted: Period) -> bool:
    if found is None or found.first is None or wanted.first is None:
        return found is not None and found.is_later and wanted.is_later
    begins_in_time = wanted.last is None or found.first <= wanted.last
    return begins_in_time and (found.last is None or found.last >= wanted.first)
