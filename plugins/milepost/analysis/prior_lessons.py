"""What a portfolio remembers: its lessons, where they came back, and what they say about work to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from milepost.analysis.lesson_clusters import Family, LessonEntity, PostmortemEntity, families_of
from milepost.analysis.lesson_matching import SeenMatch, Terms, matches
from milepost.analysis.reference_class import BaseRate, ReferenceClass
from milepost.analysis.similar_postmortems import Similar
from milepost.analysis.text_similarity import Texts
from milepost.analysis.work_profile import profile_of
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.prose.visible_text import visible_text


@dataclass(frozen=True, slots=True)
class LessonInsight:
    """About one lesson. `head` is the one to read today, itself unless another stands in for it.

    `same` are the others that are the same lesson, `seen_in` the post-mortems that hold one of them, `actions` those
    that any of them names. `idle` is an obstacle that nothing is done about, as far as its document tells.
    """

    entity: LessonEntity
    head: LessonEntity
    same: tuple[LessonEntity, ...]
    seen_in: tuple[PostmortemEntity, ...]
    base_rate: BaseRate | None
    actions: tuple[Entity[Action], ...]
    idle: bool

    @property
    def times_seen(self) -> int:
        """How many post-mortems have it."""
        return len(self.seen_in)

    @property
    def met(self) -> int | None:
        """How many closed works met it; None where too little is known."""
        return self.base_rate.met if self.base_rate else None

    @property
    def met_of(self) -> int | None:
        """How many closed works could have."""
        return self.base_rate.known if self.base_rate else None


class PriorLessons:
    """Everything is made when first asked for, and once."""

    def __init__(self, portfolio: Portfolio, tree: ItemTree) -> None:
        self._portfolio = portfolio
        self._tree = tree
        self._works = ReferenceClass(portfolio, tree)
        self._rates: dict[Family, BaseRate | None] = {}

    def lesson(self, lesson: LessonEntity) -> LessonInsight:
        """About a lesson."""
        family = self.families[lesson]
        actions = (found for one in family.members for found in self._portfolio.targets(one, "actions"))
        return LessonInsight(
            entity=lesson,
            head=family.head,
            same=tuple(one for one in family.members if one is not lesson),
            seen_in=family.seen_in,
            base_rate=self._base_rate(family),
            actions=tuple(dict.fromkeys(actions)),
            idle=lesson.entry.type != "shortcut" and not any(map(self._is_acted_on, family.members)),
        )

    @cached_property
    def similar(self) -> Similar:
        """The post-mortems, side by side."""
        return Similar(self._portfolio)

    def _is_acted_on(self, lesson: LessonEntity) -> bool:
        """Whether it names an action, or may be what those are for that no lesson of its document names."""
        if lesson.entry.actions or lesson.parent is None:
            return True
        others = self._portfolio.nested(lesson.parent, "lesson")
        named = any(other.entry.actions for other in others)
        return not named and bool(self._portfolio.nested(lesson.parent, "action"))

    def seen_before_item(self, item: ItemEntity) -> tuple[SeenMatch, ...]:
        """The lessons of others that fit an item."""
        if item.slug in self._portfolio.project_names:
            return self.seen_before_project(item.slug)
        return self._seen((item,), (item,), self._works.item(item).postmortems)

    def seen_before_project(self, name: str) -> tuple[SeenMatch, ...]:
        """The lessons of others that fit a project: by its item, its declaration and its handovers."""
        portfolio = self._portfolio
        item, declared = portfolio.find("item", name), portfolio.find("project", name)
        entities = (*filter(None, (item, declared)), *portfolio.of_project("handover", name))
        return self._seen(entities, (item,) if item else (), self._works.project(name).postmortems)

    def is_over(self, project: str) -> bool:
        """Whether a project is closed."""
        return self._works.project(project).closed

    def _seen(
        self, entities: Iterable[Entity[Any]], items: tuple[ItemEntity, ...], own: tuple[PostmortemEntity, ...]
    ) -> tuple[SeenMatch, ...]:
        if not self.families:
            return ()
        portfolio = self._portfolio
        parts = self._tree.with_descendants(items)
        of_parts = (one for part in parts for one in portfolio.sources(part, "items", "postmortem"))
        profile = profile_of(portfolio, tuple(entities), self._works.themes(items), frozenset((*own, *of_parts)))
        near = self._texts.near(profile.text)
        lessons = tuple(self.families)
        alike = {lessons[place]: found for place, found in near.items()}
        nearby = sorted({place for word in profile.vocabulary for place in self._about.get(word, ())} | near.keys())
        lore = (self._lore[place] for place in nearby)
        return matches(profile, lore, self.families, alike, self._base_rate)

    def _base_rate(self, family: Family) -> BaseRate | None:
        if family not in self._rates:
            self._rates[family] = self._works.base_rate(family)
        return self._rates[family]

    def _themes_of(self, lesson: LessonEntity) -> tuple[str, ...]:
        """The themes of the items that a lesson's post-mortem is about."""
        holder = lesson.parent
        if holder is None or holder.type != "postmortem":
            return ()
        return self._works.themes(self._portfolio.targets(holder, "items"))

    @cached_property
    def families(self) -> dict[LessonEntity, Family]:
        """The family of every lesson, in their order."""
        found = families_of(self._portfolio)
        return {lesson: found[lesson] for lesson in self._portfolio.all(Lesson)}

    @cached_property
    def _lore(self) -> list[Terms]:
        return [Terms.of(lesson, self._themes_of(lesson)) for lesson in self.families]

    @cached_property
    def _about(self) -> dict[str, list[int]]:
        """The places of the lessons that are about a word."""
        found: dict[str, list[int]] = {}
        for place, terms in enumerate(self._lore):
            for word in terms.words:
                found.setdefault(word, []).append(place)
        return found

    @cached_property
    def _texts(self) -> Texts:
        return Texts([_text(lesson) for lesson in self.families])


def _text(lesson: LessonEntity) -> str:
    """What a lesson says of itself."""
    entry = lesson.entry
    next_time = visible_text(entry.recommendation or "")
    texts = (lesson.title, entry.summary, entry.event, entry.effect, entry.cause, next_time)
    return "\n".join(filter(None, (*texts, *entry.early_warning)))
