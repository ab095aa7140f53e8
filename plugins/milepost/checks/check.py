"""A check: a rule and the function that finds its violations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import ModuleType
from typing import Any

from milepost.analysis import Insight, computed
from milepost.checks.audience_view import BroaderView
from milepost.checks.id_suggestions import all_entities
from milepost.checks.sensitive_text import SENSITIVE, SensitiveText, sensitive_in
from milepost.checks.texts import TextField
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity, Portfolio, Reference
from milepost.history.history import NO_HISTORY, History
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.problem import Level, Problem, quoted
from milepost.rules import Levels, Rule
from milepost.wording import count


class Context:
    """What a check may use: the full portfolio, the day, and the rule options. Computed values are lazy.

    `whole` is False if documents could not be read, so that absence proves nothing.
    """

    def __init__(
        self, portfolio: Portfolio, as_of: date, levels: Levels, *, whole: bool = True, history: History = NO_HISTORY
    ) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.levels = levels
        self.whole = whole
        self.history = history

    @cached_property
    def insight(self) -> Insight:
        """Computed values of the full portfolio, as the most restricted audience sees it."""
        return computed(self.portfolio, self.as_of, self.history)

    @cached_property
    def audience_views(self) -> tuple[BroaderView, ...]:
        """What each audience but the most restricted one sees; the broadest first."""
        return tuple(BroaderView(self.portfolio, audience, self.as_of) for audience in self.portfolio.audiences[:-1])

    @cached_property
    def broader_strings(self) -> tuple[tuple[str, Entity[Any], TextField], ...]:
        """Every string that any but the most restricted audience reads, once: (broadest audience, entity, field)."""
        found: dict[tuple[Entity[Any], tuple[str | int, ...], str], tuple[str, Entity[Any], TextField]] = {}
        for view in self.audience_views:
            for entity, field in view.strings:
                found.setdefault((entity, field.steps, field.text), (view.audience, entity, field))
        return tuple(found.values())

    @cached_property
    def sensitive_strings(self) -> dict[tuple[str, bool], tuple[SensitiveText, ...]]:
        """What looks sensitive in `broader_strings`, by the text and whether it is Markdown.

        All rules look at a text in one pass: what readers see of Markdown costs more than the search in it.
        """
        ids = frozenset(entity.slug for entity in all_entities(self.portfolio) if entity.id)
        fields = {(field.text, field.markdown): field for _, _, field in self.broader_strings}
        found = {
            key: tuple(one for rule in SENSITIVE for one in sensitive_in(rule, published, prose, ids))
            for key, field in fields.items()
            for published, prose in [(field.published, field.prose)]
        }
        return {key: several for key, several in found.items() if several}

    @cached_property
    def references(self) -> tuple[tuple[Reference, Entity[Any] | None], ...]:
        """Every reference with the entity it resolves to; None for one that does not."""
        return tuple((one, self.portfolio.resolve(one)) for one in self.portfolio.references())

    @cached_property
    def open_items(self) -> tuple[ItemEntity, ...]:
        """Items that are neither done nor cancelled."""
        return tuple(item for item in self.portfolio.all(Item) if not item.entry.is_closed)

    @cached_property
    def positions(self) -> dict[ItemEntity, int]:
        """Position of each item in reading order, from 0."""
        return {item: place for place, item in enumerate(self.portfolio.all(Item))}

    def state(self, item: ItemEntity) -> str:
        """An item's status as a word in a sentence."""
        return self.portfolio.label("status", item.entry.status).lower()

    def found(
        self, entity: Entity[Any], steps: Sequence[str | int], message: str, hint: str | None = None
    ) -> Violation:
        """A violation at a field of an entity, or at the entity itself if the field is not written."""
        return Violation(message, self.portfolio.place(entity, *steps), hint)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the function that finds its violations.

    `find` gets the context and the values of the rule's options, in order. `of_absence`: it reports something missing,
    so it does not run while a document cannot be read.
    """

    rule: Rule
    find: Callable[..., Iterator[Violation]]
    of_absence: bool = False

    def __call__(self, context: Context) -> Iterator[Problem]:
        """The problems, at the rule's default level."""
        options = (context.levels.option(self.rule.id, name) for name in self.rule.options)
        return (one.problem(self.rule) for one in self.find(context, *options))


def check(
    id: str, level: str, summary: str, *, of_absence: bool = False, **options: int
) -> Callable[[Callable[..., Iterator[Violation]]], Check]:
    """Decorator that turns a function into a Check; `options` are the rule's options with their defaults."""
    return lambda find: Check(Rule(id, Level(level), summary, options), find, of_absence)


def checks_in(*modules: ModuleType) -> tuple[Check, ...]:
    """The checks that modules declare, in order of declaration; imported ones are left out.

    Raises ValueError for a module without a check.
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
    """An entity's title in quotes, for messages."""
    return quoted(entity.title)


def day_count(number: int) -> str:
    """A count of calendar days: `1 day`, `89 days`."""
    return count(number, "day")


def titles_of(entities: Iterable[Entity[Any]], most: int = 3) -> str:
    """The titles of the first few entities and a count of the rest: 'A', 'B', 'C' and 9 more."""
    return first_of([named(entity) for entity in entities], most)


def first_of(words: Sequence[str], most: int = 3) -> str:
    """The first few words and a count of the rest; one more than `most` is still listed in full."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
