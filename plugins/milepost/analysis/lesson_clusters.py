"""Lessons that are the same lesson: one that stands in for others, and one that was written down again."""

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

_TELLING = re.compile(r"[^\W\d_]{2,}.*[-_.][^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """`head` is the lesson to read today; `members` are all, the head too; `seen_in` the post-mortems that hold one.

    `names` are the words that a risk which came true may use for it: keys, telling ids, titles as they are compared.
    """

    head: LessonEntity
    members: tuple[LessonEntity, ...]
    seen_in: tuple[PostmortemEntity, ...]
    names: frozenset[str]


def families_of(portfolio: Portfolio) -> dict[LessonEntity, Family]:
    """The family of every lesson.

    Related are a lesson and the one in its `superseded_by`, over however many steps, and lessons of different documents
    with the same id of two words or more. The head is what stands in for the others; of several the first.
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
        if _is_telling(one):
            group[root(one)] = root(firsts.setdefault(one.slug, one))
    together: dict[LessonEntity, list[LessonEntity]] = {}
    for one in lessons:
        together.setdefault(root(one), []).append(one)
    families = [_family(members, leads) for members in together.values()]
    return {member: family for family in families for member in family.members}


def _family(members: list[LessonEntity], leads: dict[LessonEntity, LessonEntity]) -> Family:
    heads = [one for one in members if one not in leads] or members
    names = {folded(one.title) for one in members}
    names.update(name for one in members if one.id for name in (one.key, one.slug if _is_telling(one) else one.key))
    return Family(heads[0], tuple(members), _holders(members), frozenset(names))


def _is_telling(lesson: LessonEntity) -> bool:
    """Whether its id says what it is about: many a file has a lesson `l1` or `lesson-1`."""
    return bool(_TELLING.match(lesson.slug))


def _holders(members: Iterable[LessonEntity]) -> tuple[PostmortemEntity, ...]:
    holders: Iterable[Entity[Any] | None] = (one.parent for one in members)
    return tuple(dict.fromkeys(one for one in holders if one and one.type == "postmortem"))
