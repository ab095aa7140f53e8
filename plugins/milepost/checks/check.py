"""What a check is: a small function with a rule of its own, handed everything it may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from milepost import rules
from milepost.checks.outside import Outside
from milepost.insight import Insight, work_out
from milepost.insight.tree import ItemThing
from milepost.model.roadmap import Item
from milepost.portfolio import Portfolio, Reference, Thing
from milepost.problem import Problem
from milepost.rules import RULES, Levels


class Context:
    """The full portfolio, the day and the options of rules; what is worked out is so when first asked for."""

    def __init__(self, portfolio: Portfolio, as_of: date, levels: Levels, *, whole: bool = True) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.levels = levels
        self.whole = whole

    @cached_property
    def insight(self) -> Insight:
        """What is worked out about everything, as the innermost audience sees it."""
        return work_out(self.portfolio, self.as_of)

    @cached_property
    def outsides(self) -> tuple[Outside, ...]:
        """What each audience but the innermost sees, and what is hidden from it; the outermost first."""
        return tuple(Outside(self.portfolio, audience, self.as_of) for audience in self.portfolio.audiences[:-1])

    @cached_property
    def references(self) -> tuple[tuple[Reference, Thing[Any] | None], ...]:
        """Every reference, and what it leads to."""
        return tuple((one, self.portfolio.resolve(one)) for one in self.portfolio.references())

    @cached_property
    def open_items(self) -> tuple[ItemThing, ...]:
        """The items that are neither done nor cancelled."""
        return tuple(item for item in self.portfolio.all(Item) if item.entry.status not in ("done", "cancelled"))

    @cached_property
    def positions(self) -> dict[ItemThing, int]:
        """The place of each item in reading order."""
        return {item: place for place, item in enumerate(self.portfolio.all(Item))}

    def state(self, item: ItemThing) -> str:
        """The status of an item as it stands in a sentence."""
        return self.portfolio.label("status", item.entry.status).lower()

    def option(self, rule: str, name: str) -> int:
        """An option of a rule as this site has set it."""
        return self.levels.option(rule, name)

    def problem(
        self, rule: str, thing: Thing[Any], steps: Sequence[str | int], message: str, hint: str | None = None
    ) -> Problem:
        """A finding at a field of a thing, or at the thing itself where the field is not written."""
        return Problem(rule, RULES[rule].level, message, self.portfolio.place(thing, *steps), hint)


Check: TypeAlias = Callable[[Context], Iterator[Problem]]

CHECKS: dict[str, Check] = {}
OF_ABSENCE: set[str] = set()


def check(id: str, level: str, summary: str, *, of_absence: bool = False, **options: int) -> Callable[[Check], Check]:
    """Declares a rule together with the function that finds what breaks it.

    `of_absence`: it finds what is not there, so that it must be silent while a document cannot be read.
    """

    def declare(function: Check) -> Check:
        rules.rule(id, level, summary, fixed=False, on=True, **options)
        CHECKS[id] = function
        if of_absence:
            OF_ABSENCE.add(id)
        return function

    return declare


def named(thing: Thing[Any]) -> str:
    """A thing by its title, as messages speak of it."""
    return quoted(thing.title)


def quoted(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return f"'{text if len(text) <= 60 else text[:59].rstrip() + '…'}'"


def days(count: int) -> str:
    """`1 day`, `89 days`."""
    return f"{count:,} day{'' if count == 1 else 's'}"


def some(things: Iterable[Thing[Any]], most: int = 3) -> str:
    """A few things by their titles: 'A', 'B', 'C' and 9 more."""
    return listed([named(thing) for thing in things], most)


def listed(words: Sequence[str], most: int = 3) -> str:
    """The first of several words, and how many more there are."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
