"""The reference class: closed work with a post-mortem, from which base rates are counted.

Reference class forecasting (Kahneman and Tversky, *Intuitive prediction*, 1979; Flyvbjerg, *From Nobel Prize to
project management*, 2006) estimates from how similar work turned out rather than from the work itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from milepost.analysis.lesson_clusters import LessonCluster, PostmortemEntity
from milepost.analysis.text_similarity import folded, keys_of
from milepost.analysis.work_profile import is_within, tag_names
from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.kinds.roadmap.model import Item
from milepost.schema.base import CLOSED

MIN_KNOWN = 3
_RETROSPECTIVE_TYPES = ("project", "release", "event")


@dataclass(frozen=True, slots=True)
class BaseRate:
    """`met` of `known` closed works met a lesson; `projects` of the known ones are projects, the others items.

    `domain` is the domain all of them are in, as the lesson names it; None if it names none.
    """

    met: int
    known: int
    projects: int
    domain: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A project, or an item that is not one, with its items and post-mortems."""

    name: str
    is_project: bool
    closed: bool
    items: tuple[ItemEntity, ...]
    postmortems: tuple[PostmortemEntity, ...]


class ReferenceClass:
    """The works of a portfolio. A post-mortem of a project counts for that project alone, not for its items."""

    def __init__(self, portfolio: Portfolio, tree: ItemTree) -> None:
        self._portfolio = portfolio
        self._tree = tree

    @cached_property
    def closed(self) -> tuple[Work, ...]:
        """Works that are closed and have a post-mortem."""
        projects = map(self.project, self._portfolio.project_names)
        items = (self.item(one) for one in self._portfolio.all(Item) if one.slug not in self._portfolio.project_names)
        return tuple(one for found in (projects, items) for one in found if one.closed and one.postmortems)

    def project(self, name: str) -> Work:
        """A project by its id, declared or only referenced.

        Whether it is closed is decided by its declared status, else by that of its plan, else by that of the item with
        the same id, else by whether it has a retrospective. Its items are also those that its plan delivers.
        """
        portfolio = self._portfolio
        declared, item, plan = (portfolio.find(type, name) for type in ("project", "item", "plan"))
        about = portfolio.sources(item, "items", "postmortem") if item else ()
        own: tuple[PostmortemEntity, ...] = tuple(dict.fromkeys((*portfolio.of_project("postmortem", name), *about)))
        of_it = portfolio.of_project("postmortem", name)
        looked = any(one.entry.type in _RETROSPECTIVE_TYPES for one in of_it)
        status = next((one.entry.status for one in (declared, plan, item) if one and one.entry.status), None)
        items = dict.fromkeys((item,) if item else ())
        items.update(dict.fromkeys(portfolio.targets(plan, "items") if plan else ()))
        items.update(dict.fromkeys(found for one in of_it for found in portfolio.targets(one, "items")))
        return Work(name.lower(), True, status in CLOSED if status else looked, tuple(items), own)

    def item(self, item: ItemEntity) -> Work:
        """An item that is not a project."""
        about = self._portfolio.sources(item, "items", "postmortem")
        own = tuple(one for one in about if not one.entry.project)
        return Work(item.slug, False, item.entry.status in CLOSED, (item,), own)

    def base_rate(self, cluster: LessonCluster) -> BaseRate | None:
        """How many closed works met a lesson; None for fewer than three known works, or if none met it."""
        when = cluster.head.entry.applies_when
        domain = when.domain if when else None
        known = self._in_domain(domain)
        if len(known) < MIN_KNOWN:
            return None
        met = sum(any(_has_lesson(one, cluster) for one in work.postmortems) for work in known)
        return BaseRate(met, len(known), sum(work.is_project for work in known), domain) if met else None

    def _in_domain(self, domain: str | None) -> tuple[Work, ...]:
        if domain is None:
            return self.closed
        keys = keys_of(domain)
        return tuple(work for work, names in self._domain_words.items() if is_within(keys, names))

    @cached_property
    def _domain_words(self) -> dict[Work, tuple[frozenset[str], ...]]:
        """The domains of closed works: the words of each of their themes and tags, by id and by title."""
        return {work: tuple(map(keys_of, self._names(work))) for work in self.closed}

    def _names(self, work: Work) -> Iterator[str]:
        yield from self.themes(work.items)
        for tag in {tag: None for entity in (*work.items, *work.postmortems) for tag in entity.entry.tags}:
            yield from tag_names(self._portfolio, tag)

    def themes(self, items: Iterable[ItemEntity]) -> tuple[str, ...]:
        """Ids and titles of the themes of items; an item without a theme has that of its nearest ancestor."""
        found: dict[str, None] = {}
        for item in items:
            holder = next((one for one in self._tree.ancestry(item) if one.entry.theme), item)
            theme = self._portfolio.target(holder, "theme")
            found.update(dict.fromkeys(name for name in (holder.entry.theme, theme and theme.title) if name))
        return tuple(found)


def _has_lesson(postmortem: PostmortemEntity, cluster: LessonCluster) -> bool:
    """Whether a post-mortem has a version of the lesson, or names it among the risks that came true."""
    if postmortem in cluster.seen_in:
        return True
    return any(
        risk.lower() in cluster.names or folded(risk) in cluster.names for risk in postmortem.entry.risks_realised
    )
