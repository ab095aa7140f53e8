"""Lessons of earlier work: where they recurred, and which of them fit other work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from milepost.analysis.lesson_clusters import LessonCluster, LessonEntity, PostmortemEntity, clusters_of
from milepost.analysis.lesson_matching import LessonTerms, RelatedLesson, matches
from milepost.analysis.reference_class import BaseRate, ReferenceClass
from milepost.analysis.similar_postmortems import PostmortemSimilarity
from milepost.analysis.text_similarity import TextIndex
from milepost.analysis.work_profile import profile_of
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.prose.visible_text import visible_text


@dataclass(frozen=True, slots=True)
class LessonInsight:
    """Values of one lesson. `head` is the version to read today, which may be the lesson itself.

    `same` are the other versions of it, `seen_in` the post-mortems with any version, `actions` those that any version
    names. `idle` is an obstacle that no action addresses, as far as its document says.
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
        """Number of post-mortems that have it."""
        return len(self.seen_in)

    @property
    def met(self) -> int | None:
        """Number of closed works that met it; None if too few are known."""
        return self.base_rate.met if self.base_rate else None

    @property
    def met_of(self) -> int | None:
        """Number of closed works that could have met it."""
        return self.base_rate.known if self.base_rate else None


class PriorLessons:
    """All lessons of a portfolio. Results are lazy and cached."""

    def __init__(self, portfolio: Portfolio, tree: ItemTree) -> None:
        self._portfolio = portfolio
        self._tree = tree
        self._reference_class = ReferenceClass(portfolio, tree)
        self._rates: dict[LessonCluster, BaseRate | None] = {}

    def lesson(self, lesson: LessonEntity) -> LessonInsight:
        """Values of a lesson."""
        cluster = self.clusters[lesson]
        actions = (found for one in cluster.members for found in self._portfolio.targets(one, "actions"))
        return LessonInsight(
            entity=lesson,
            head=cluster.head,
            same=tuple(one for one in cluster.members if one is not lesson),
            seen_in=cluster.seen_in,
            base_rate=self._base_rate(cluster),
            actions=tuple(dict.fromkeys(actions)),
            idle=lesson.entry.type != "shortcut" and not any(map(self._is_acted_on, cluster.members)),
        )

    @cached_property
    def similar(self) -> PostmortemSimilarity:
        """Similarity of the post-mortems."""
        return PostmortemSimilarity(self._portfolio)

    def _is_acted_on(self, lesson: LessonEntity) -> bool:
        """Whether it names an action, or actions in its document that no lesson names may be meant for it."""
        if lesson.entry.actions or lesson.parent is None:
            return True
        others = self._portfolio.nested(lesson.parent, "lesson")
        named = any(other.entry.actions for other in others)
        return not named and bool(self._portfolio.nested(lesson.parent, "action"))

    def for_item(self, item: ItemEntity) -> tuple[RelatedLesson, ...]:
        """Related lessons from elsewhere that fit an item."""
        if item.slug in self._portfolio.project_names:
            return self.for_project(item.slug)
        return self._related((item,), (item,), self._reference_class.item(item).postmortems)

    def for_project(self, name: str) -> tuple[RelatedLesson, ...]:
        """Related lessons from elsewhere that fit a project, by its items, its declaration, plan, and handovers."""
        portfolio = self._portfolio
        item, declared, plan = (portfolio.find(type, name) for type in ("item", "project", "plan"))
        delivered: tuple[ItemEntity, ...] = portfolio.targets(plan, "items") if plan else ()
        items = tuple(dict.fromkeys((*((item,) if item else ()), *delivered)))
        entities = (*items, *filter(None, (declared, plan)), *portfolio.of_project("handover", name))
        return self._related(entities, items, self._reference_class.project(name).postmortems)

    def is_closed(self, project: str) -> bool:
        """Whether a project is closed."""
        return self._reference_class.project(project).closed

    def _related(
        self, entities: Iterable[Entity[Any]], items: tuple[ItemEntity, ...], own: tuple[PostmortemEntity, ...]
    ) -> tuple[RelatedLesson, ...]:
        if not self.clusters:
            return ()
        portfolio = self._portfolio
        parts = self._tree.with_descendants(items)
        of_parts = (one for part in parts for one in portfolio.sources(part, "items", "postmortem"))
        profile = profile_of(
            portfolio, tuple(entities), self._reference_class.themes(items), frozenset((*own, *of_parts))
        )
        near = self._texts.similar_to(profile.text)
        lessons = tuple(self.clusters)
        alike = {lessons[place]: found for place, found in near.items()}
        # Only lessons with a common word can reach the threshold, so the others need not be scored.
        nearby = sorted(
            {place for word in profile.vocabulary for place in self._lessons_by_word.get(word, ())} | near.keys()
        )
        candidates = (self._terms[place] for place in nearby)
        return matches(profile, candidates, self.clusters, alike, self._base_rate)

    def _base_rate(self, cluster: LessonCluster) -> BaseRate | None:
        if cluster not in self._rates:
            self._rates[cluster] = self._reference_class.base_rate(cluster)
        return self._rates[cluster]

    def _themes_of(self, lesson: LessonEntity) -> tuple[str, ...]:
        """Themes of the items that a lesson's post-mortem is about."""
        holder = lesson.parent
        if holder is None or holder.type != "postmortem":
            return ()
        return self._reference_class.themes(self._portfolio.targets(holder, "items"))

    @cached_property
    def clusters(self) -> dict[LessonEntity, LessonCluster]:
        """The cluster of every lesson, in reading order."""
        found = clusters_of(self._portfolio)
        return {lesson: found[lesson] for lesson in self._portfolio.all(Lesson)}

    @cached_property
    def _terms(self) -> list[LessonTerms]:
        return [LessonTerms.of(lesson, self._themes_of(lesson)) for lesson in self.clusters]

    @cached_property
    def _lessons_by_word(self) -> dict[str, list[int]]:
        """Positions of the lessons with a word in their conditions."""
        found: dict[str, list[int]] = {}
        for place, terms in enumerate(self._terms):
            for word in terms.words:
                found.setdefault(word, []).append(place)
        return found

    @cached_property
    def _texts(self) -> TextIndex:
        return TextIndex([_lesson_text(lesson) for lesson in self.clusters])


def _lesson_text(lesson: LessonEntity) -> str:
    """The text of a lesson that similarity is computed from."""
    entry = lesson.entry
    next_time = visible_text(entry.recommendation or "")
    texts = (lesson.title, entry.summary, entry.event, entry.effect, entry.cause, next_time)
    return "\n".join(filter(None, (*texts, *entry.early_warning)))
