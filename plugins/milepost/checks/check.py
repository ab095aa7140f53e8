"""What a check is: a small function with a rule of its own, handed everything it may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import ModuleType
from typing import Any

from milepost.analysis import Insight, computed
from milepost.checks.audience_view import Outside
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity, Portfolio, Reference
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.problem import Level, Problem
from milepost.rules import Levels, Rule


class Context:
    """The full portfolio, the day and the options of rules; what is computed is so when first asked for."""

    def __init__(self, portfolio: Portfolio, as_of: date, levels: Levels, *, whole: bool = True) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.levels = levels
        self.whole = whole

    @cached_property
    def insight(self) -> Insight:
        """What is computed about everything, as the innermost audience sees it."""
        return computed(self.portfolio, self.as_of)

    @cached_property
    def outsides(self) -> tuple[Outside, ...]:
        """What each audience but the innermost sees, and what is hidden from it; the outermost first."""
        return tuple(Outside(self.portfolio, audience, self.as_of) for audience in self.portfolio.audiences[:-1])

    @cached_property
    def references(self) -> tuple[tuple[Reference, Entity[Any] | None], ...]:
        """Every reference, and what it leads to."""
        return tuple((one, self.portfolio.resolve(one)) for one in self.portfolio.references())

    @cached_property
    def open_items(self) -> tuple[ItemEntity, ...]:
        """The items that are neither done nor cancelled."""
        return tuple(item for item in self.portfolio.all(Item) if not item.entry.is_closed)

    @cached_property
    def positions(self) -> dict[ItemEntity, int]:
        """The place of each item in reading order."""
        return {item: place for place, item in enumerate(self.portfolio.all(Item))}

    def state(self, item: ItemEntity) -> str:
        """The status of an item as it stands in a sentence."""
        return self.portfolio.label("status", item.entry.status).lower()

    def found(
        self, entity: Entity[Any], steps: Sequence[str | int], message: str, hint: str | None = None
    ) -> Violation:
        """What breaks a rule at a field of an entity, or at the entity itself where the field is not written."""
        return Violation(message, self.portfolio.place(entity, *steps), hint)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, and the function that finds what breaks it.

    `find` is given the context and the values of the rule's options, in their order. `of_absence`: it finds what is
    not there, so that it must be silent while a document cannot be read.
    """

    rule: Rule
    find: Callable[..., Iterator[Violation]]
    of_absence: bool = False

    def __call__(self, context: Context) -> Iterator[Problem]:
        """The problems at the rule's own level."""
        options = (context.levels.option(self.rule.id, name) for name in self.rule.options)
        return (one.problem(self.rule) for one in self.find(context, *options))


def check(
    id: str, level: str, summary: str, *, of_absence: bool = False, **options: int
) -> Callable[[Callable[..., Iterator[Violation]]], Check]:
    """Makes a check of the function that finds what breaks a rule; `options` are the rule's, with their defaults."""
    return lambda find: Check(Rule(id, Level(level), summary, options), find, of_absence)


def checks_in(*modules: ModuleType) -> tuple[Check, ...]:
    """The checks that modules declare, in the order in which they do; not those that they only import.

    Raises ValueError for a module that declares none: it has no place in a list of checks.
    """
    found: list[Check] = []
    for module in modules:
        own = [one for one in vars(module).values() if isinstance(one, Check)]
        own = [one for one in own if one.find.__module__ == module.__name__]
        if not own:
            raise ValueError(f"{module.__name__} declares no check")
        found += own
    return tuple(found)


def named(entity: Entity[Any]) -> str:
    """An entity by its title, as messages speak of it."""
    return quoted(entity.title)


def quoted(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return f"'{text if len(text) <= 60 else text[:59].rstrip() + '…'}'"


def days(count: int) -> str:
    """`1 day`, `89 days`."""
    return f"{count:,} day{'' if count == 1 else 's'}"


def some(entities: Iterable[Entity[Any]], most: int = 3) -> str:
    """A few entities by their titles: 'A', 'B', 'C' and 9 more."""
    return listed([named(entity) for entity in entities], most)


def listed(words: Sequence[str], most: int = 3) -> str:
    """The first of several words, and how many more there are."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
