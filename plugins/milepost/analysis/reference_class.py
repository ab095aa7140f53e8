"""Finished work that somebody looked back at: what a base rate counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from milepost.analysis.lesson_clusters import Family, PostmortemEntity
from milepost.analysis.text_similarity import folded, keys_of
from milepost.analysis.work_profile import is_within, tag_names
from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.kinds.roadmap.model import Item
from milepost.schema.base import CLOSED

FEWEST = 3
_LOOKS_BACK = ("project", "release", "event")


@dataclass(frozen=True, slots=True)
class BaseRate:
    """`met` of `known` closed works have the lesson; `projects` of the known ones are projects, the others items.

    `domain` is the one that all of them are in, as the lesson says it; None where the lesson names none.
    """

    met: int
    known: int
    projects: int
    domain: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A project, or an item that is none. `items` and `postmortems` are what is known of it."""

    name: str
    is_project: bool
    closed: bool
    items: tuple[ItemEntity, ...]
    postmortems: tuple[PostmortemEntity, ...]


class ReferenceClass:
    """The works of a portfolio. A post-mortem of a project is about that project alone, not about its items."""

    def __init__(self, portfolio: Portfolio, tree: ItemTree) -> None:
        self._portfolio = portfolio
        self._tree = tree

    @cached_property
    def closed(self) -> tuple[Work, ...]:
        """Those that are over and have a post-mortem."""
        projects = map(self.project, self._portfolio.project_names)
        items = (self.item(one) for one in self._portfolio.all(Item) if one.slug not in self._portfolio.project_names)
        return tuple(one for found in (projects, items) for one in found if one.closed and one.postmortems)

    def project(self, name: str) -> Work:
        """A project by its id, declared or only named.

        It is over when it says so, else when the item of the same id does, else when somebody looked back at it.
        """
        portfolio = self._portfolio
        declared, item = portfolio.find("project", name), portfolio.find("item", name)
        about = portfolio.sources(item, "items", "postmortem") if item else ()
        own: tuple[PostmortemEntity, ...] = tuple(dict.fromkeys((*portfolio.of_project("postmortem", name), *about)))
        of_it = portfolio.of_project("postmortem", name)
        looked = any(one.entry.type in _LOOKS_BACK for one in of_it)
        status = (declared and declared.entry.status) or (item and item.entry.status)
        items = dict.fromkeys((item,) if item else ())
        items.update(dict.fromkeys(found for one in of_it for found in portfolio.targets(one, "items")))
        return Work(name.lower(), True, status in CLOSED if status else looked, tuple(items), own)

    def item(self, item: ItemEntity) -> Work:
        """An item that is no project."""
        about = self._portfolio.sources(item, "items", "postmortem")
        own = tuple(one for one in about if not one.entry.project)
        return Work(item.slug, False, item.entry.status in CLOSED, (item,), own)

    def base_rate(self, family: Family) -> BaseRate | None:
        """How many closed works met what a lesson tells; None where too few are known to say."""
        when = family.head.entry.applies_when
        domain = when.domain if when else None
        known = self._in_domain(domain)
        if len(known) < FEWEST:
            return None
        met = sum(any(_met(one, family) for one in work.postmortems) for work in known)
        return BaseRate(met, len(known), sum(work.is_project for work in known), domain) if met else None

    def _in_domain(self, domain: str | None) -> tuple[Work, ...]:
        if domain is None:
            return self.closed
        keys = keys_of(domain)
        return tuple(work for work, names in self._domains.items() if is_within(keys, names))

    @cached_property
    def _domains(self) -> dict[Work, tuple[frozenset[str], ...]]:
        """The fields that closed works are in: the words of their themes and tags, by id and by title."""
        return {work: tuple(map(keys_of, self._names(work))) for work in self.closed}

    def _names(self, work: Work) -> Iterator[str]:
        yield from self.themes(work.items)
        for tag in {tag: None for entity in (*work.items, *work.postmortems) for tag in entity.entry.tags}:
            yield from tag_names(self._portfolio, tag)

    def themes(self, items: Iterable[ItemEntity]) -> tuple[str, ...]:
        """The ids and the titles of the themes of items, or of the nearest they are a part of that have one."""
        found: dict[str, None] = {}
        for item in items:
            holder = next((one for one in self._tree.line(item) if one.entry.theme), item)
            theme = self._portfolio.target(holder, "theme")
            found.update(dict.fromkeys(name for name in (holder.entry.theme, theme and theme.title) if name))
        return tuple(found)


def _met(postmortem: PostmortemEntity, family: Family) -> bool:
    """Whether a post-mortem holds a lesson of the family, or names one among the risks that came true."""
    if postmortem in family.seen_in:
        return True
    return any(risk.lower() in family.names or folded(risk) in family.names for risk in postmortem.entry.risks_realised)
