"""Groups of lessons that are the same lesson: superseded ones, and ones that were written down again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from milepost.analysis.text_similarity import folded
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.postmortem.model import Postmortem

LessonEntity = Entity[Lesson]
PostmortemEntity = Entity[Postmortem]

_SPECIFIC_ID = re.compile(r"[^\W\d_]{2,}.*[-_.][^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class LessonCluster:
    """One lesson, however often it was written down.

    `head` is the version to read today; `members` are all versions, including it; `seen_in` are the post-mortems with
    one of them. `names` are the texts by which a post-mortem may call it in `risks_realised`: keys, specific ids, and
    folded titles.
    """

    head: LessonEntity
    members: tuple[LessonEntity, ...]
    seen_in: tuple[PostmortemEntity, ...]
    names: frozenset[str]


def clusters_of(portfolio: Portfolio) -> dict[LessonEntity, LessonCluster]:
    """The cluster of every lesson.

    A lesson belongs together with the one in its `superseded_by`, transitively, and with lessons of other documents
    that have the same specific id. The head is the first one that no other supersedes. Clusters are built by
    union–find with path halving (Tarjan and van Leeuwen, 1984).
    """
    lessons = portfolio.all(Lesson)
    leads = {one: found for one in lessons if (found := portfolio.target(one, "superseded_by")) and found is not one}
    group = {one: one for one in lessons}

    def root(one: LessonEntity) -> LessonEntity:
        while group[one] is not one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    firsts: dict[str, LessonEntity] = {}
    for one in lessons:
        if one in leads:
            group[root(one)] = root(leads[one])
        if _has_specific_id(one):
            group[root(one)] = root(firsts.setdefault(one.slug, one))
    together: dict[LessonEntity, list[LessonEntity]] = {}
    for one in lessons:
        together.setdefault(root(one), []).append(one)
    clusters = [_cluster(members, leads) for members in together.values()]
    return {member: cluster for cluster in clusters for member in cluster.members}


def _cluster(members: list[LessonEntity], leads: dict[LessonEntity, LessonEntity]) -> LessonCluster:
    # In a cycle of `superseded_by` every member leads to another; then the first is as good as any.
    heads = [one for one in members if one not in leads] or members
    names = {folded(one.title) for one in members}
    names.update(
        name for one in members if one.id for name in (one.key, one.slug if _has_specific_id(one) else one.key)
    )
    return LessonCluster(heads[0], tuple(members), _postmortems_with(members), frozenset(names))


def _has_specific_id(lesson: LessonEntity) -> bool:
    """Whether an id says what the lesson is about; many files have a lesson `l1` or `lesson-1`."""
    return bool(_SPECIFIC_ID.match(lesson.slug))


def _postmortems_with(members: Iterable[LessonEntity]) -> tuple[PostmortemEntity, ...]:
    holders: Iterable[Entity[Any] | None] = (one.parent for one in members)
    return tuple(dict.fromkeys(one for one in holders if one and one.type == "postmortem"))
