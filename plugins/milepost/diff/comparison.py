"""The two states of the data that are compared, and everything that is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from milepost.analysis import Insight, computed
from milepost.diff.audience_mapping import stood_for
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.matching import AnyEntity, Pair, Pairs
from milepost.diff.rules import level_of
from milepost.diff.values import FieldValue, parts_of, told, values_of
from milepost.kit import phrasing
from milepost.schema.base import Part
from milepost.schema.fields import fields_of
from milepost.schema.period import Period


class Comparison:
    """Two portfolios for the same readers, their entities in pairs, and both as of the same day."""

    def __init__(self, base: AudienceSnapshot, head: AudienceSnapshot) -> None:
        self.eyes = (base, head)
        self.base = base.portfolio
        self.head = head.portfolio
        self.as_of = head.as_of
        self.pairs = Pairs(self.base, self.head)

    @cached_property
    def before(self) -> Insight:
        """What was computed before."""
        return computed(self.base, self.as_of)

    @cached_property
    def after(self) -> Insight:
        """What is computed now."""
        return computed(self.head, self.as_of)

    @cached_property
    def matched(self) -> tuple[Pair, ...]:
        """All pairs."""
        return tuple(self.pairs)

    def inside(self, entity: AnyEntity) -> list[AnyEntity]:
        """What now stands in an entity."""
        return self._inside.get(entity, [])

    @cached_property
    def _inside(self) -> dict[AnyEntity, list[AnyEntity]]:
        found: dict[AnyEntity, list[AnyEntity]] = {}
        for pair in self.matched:
            if pair.after and pair.after.parent:
                found.setdefault(pair.after.parent, []).append(pair.after)
        return found

    @cached_property
    def first_seen(self) -> dict[AnyEntity, str]:
        """The outermost audience further out that now sees an entity, of all that any of them sees."""
        found: dict[AnyEntity, str] = {}
        for audience in self.outer:
            for entity in self.seen(audience)[1]:
                found.setdefault(entity, audience)
        return found

    @property
    def outer(self) -> tuple[str, ...]:
        """The audiences further out than the readers at hand, the outermost first."""
        audiences = self.head.audiences
        return audiences[: audiences.index(self.head.audience)]

    def seen(self, audience: str) -> tuple[Mapping[AnyEntity, AnyEntity], Mapping[AnyEntity, AnyEntity]]:
        """What an outer audience saw of each entity, and what it sees now."""
        stood = stood_for(audience, self.base.audiences, self.head.audiences)
        return self.eyes[0].through(stood), self.eyes[1].through(audience)

    def unchanged(self, before: AnyEntity, after: AnyEntity) -> bool:
        """Whether an entity is to the letter what it was, so that nobody need look closer."""
        return not self._renamed and bool(before.entry == after.entry)

    @cached_property
    def _renamed(self) -> bool:
        """Whether the same letters may mean something else."""
        return any(pair.both and pair.both[0].key != pair.both[1].key for pair in self.matched)

    def outermost(self) -> Comparison:
        """The same two states as the outermost audience sees them."""
        if not self.outer:
            return self
        stood = stood_for(self.outer[0], self.base.audiences, self.head.audiences)
        return Comparison(self.eyes[0].of(stood), self.eyes[1].of(self.outer[0]))

    def values(self, entity: AnyEntity) -> dict[str, FieldValue]:
        """The fields of an entity of either state; a name means the same in both where it means the same entity."""
        return values_of(entity, self._meaning)

    def parts(self, value: FieldValue, part: Part) -> dict[str, FieldValue]:
        """The same for an entry of a list, which is no entity of its own."""
        return parts_of(value.entity, part, self._meaning)

    def _meaning(self, entity: AnyEntity, type: str, value: str) -> Any:
        is_earlier = entity.document in self._earlier_documents
        found = (self.base if is_earlier else self.head).named(entity, type, value)
        if found is None or (self.pairs.later(found) if is_earlier else self.pairs.earlier(found)) is None:
            return value.lower()  # what came or went is told itself
        return self.pairs.later(found) if is_earlier else found

    @cached_property
    def _earlier_documents(self) -> frozenset[Any]:
        return frozenset(self.base.documents)

    def main_date(self, entity: AnyEntity, *, now: bool) -> Period | None:
        """The date that an entity of either state is mostly about: as it counts, where it may come from elsewhere."""
        name = type(entity.entry).declares.dated_by
        is_scheduled = fields_of(type(entity.entry))[name].scheduled
        holder = (self.after if now else self.before).of(entity) if is_scheduled else entity.entry
        found: Period | None = getattr(holder, name)
        return found

    def words(self, value: FieldValue | None, *, now: bool) -> str:
        """A value as people read it; empty for none."""
        if value is None:
            return ""
        raw = value.raw if value.spec.many else (value.raw,)
        return phrasing.listing(self.word(value, one, now=now) for one in raw)

    def word(self, value: FieldValue, raw: Any, *, now: bool) -> str:
        """A single value, or one entry of a list."""
        portfolio, spec = self.head if now else self.base, value.spec

        def name(type: str, id: str) -> str:
            found = portfolio.named(value.entity, type, id)
            return found.title if found else id

        if isinstance(raw, str) and (spec.choices or portfolio.has_label(spec.name, raw)):
            return portfolio.label(spec.name, raw).lower()
        return told(spec, raw, name)

    def change(
        self,
        rule: str,
        pair: Pair,
        what: str,
        *steps: str | int,
        before: str = "",
        after: str = "",
        days: int | None = None,
        gist: str = "",
        far: str = "",
    ) -> Change:
        """What happened to an entity, at the line of a field of it."""
        entity, eyes = pair.entity, self.eyes[1 if pair.after else 0]
        return Change(
            rule,
            level_of(rule),
            entity.type,
            entity.key,
            _title(entity),
            what,
            field=".".join(map(str, steps)),
            before=before,
            after=after,
            days=days,
            place=eyes.place(entity, *steps),
            gone=pair.after is None,
            target=eyes.target(entity) if pair.after else None,
            shown_to=eyes.shown_to(entity),
            gist=gist,
            far=far,
        )


def _title(entity: AnyEntity) -> str:
    """An entity by its title, and by that of what it stands in."""
    return f"{entity.title} ({entity.parent.title})" if entity.parent else entity.title
