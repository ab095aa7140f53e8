"""The two states of the data that are compared, and everything that is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from milepost.insight import Insight, work_out
from milepost.model.base import Part
from milepost.model.fields import fields_of
from milepost.model.period import Period
from milepost.review.change import Change
from milepost.review.eyes import Eyes
from milepost.review.pairs import AnyThing, Pair, Pairs
from milepost.review.rules import level_of
from milepost.review.standing import stood_for
from milepost.review.values import Value, parts_of, told, values_of
from milepost.views import words


class States:
    """Two portfolios for the same readers, their things in pairs, and both as of the same day."""

    def __init__(self, base: Eyes, head: Eyes) -> None:
        self.eyes = (base, head)
        self.base = base.portfolio
        self.head = head.portfolio
        self.as_of = head.as_of
        self.pairs = Pairs(self.base, self.head)

    @cached_property
    def before(self) -> Insight:
        """What was worked out before."""
        return work_out(self.base, self.as_of)

    @cached_property
    def after(self) -> Insight:
        """What is worked out now."""
        return work_out(self.head, self.as_of)

    @cached_property
    def matched(self) -> tuple[Pair, ...]:
        """All pairs."""
        return tuple(self.pairs)

    def inside(self, thing: AnyThing) -> list[AnyThing]:
        """What now stands in a thing."""
        return self._inside.get(thing, [])

    @cached_property
    def _inside(self) -> dict[AnyThing, list[AnyThing]]:
        found: dict[AnyThing, list[AnyThing]] = {}
        for pair in self.matched:
            if pair.after and pair.after.parent:
                found.setdefault(pair.after.parent, []).append(pair.after)
        return found

    @cached_property
    def first_seen(self) -> dict[AnyThing, str]:
        """The outermost audience further out that now sees a thing, of all that any of them sees."""
        found: dict[AnyThing, str] = {}
        for audience in self.outer:
            for thing in self.seen(audience)[1]:
                found.setdefault(thing, audience)
        return found

    @property
    def outer(self) -> tuple[str, ...]:
        """The audiences further out than the readers at hand, the outermost first."""
        audiences = self.head.audiences
        return audiences[: audiences.index(self.head.audience)]

    def seen(self, audience: str) -> tuple[Mapping[AnyThing, AnyThing], Mapping[AnyThing, AnyThing]]:
        """What an outer audience saw of each thing, and what it sees now."""
        stood = stood_for(audience, self.base.audiences, self.head.audiences)
        return self.eyes[0].through(stood), self.eyes[1].through(audience)

    def unchanged(self, before: AnyThing, after: AnyThing) -> bool:
        """Whether a thing is to the letter what it was, so that nobody need look closer."""
        return not self._renamed and bool(before.entry == after.entry)

    @cached_property
    def _renamed(self) -> bool:
        """Whether the same letters may mean something else."""
        return any(pair.both and pair.both[0].key != pair.both[1].key for pair in self.matched)

    def outermost(self) -> States:
        """The same two states as the outermost audience sees them."""
        if not self.outer:
            return self
        stood = stood_for(self.outer[0], self.base.audiences, self.head.audiences)
        return States(self.eyes[0].of(stood), self.eyes[1].of(self.outer[0]))

    def values(self, thing: AnyThing) -> dict[str, Value]:
        """The fields of a thing of either state; a name means the same in both where it means the same thing."""
        return values_of(thing, self._meaning)

    def parts(self, value: Value, part: Part) -> dict[str, Value]:
        """The same for an entry of a list, which is no thing of its own."""
        return parts_of(value.thing, part, self._meaning)

    def _meaning(self, thing: AnyThing, type: str, value: str) -> Any:
        is_earlier = thing.document in self._earlier_documents
        found = (self.base if is_earlier else self.head).named(thing, type, value)
        if found is None or (self.pairs.later(found) if is_earlier else self.pairs.earlier(found)) is None:
            return value.lower()  # what came or went is told itself
        return self.pairs.later(found) if is_earlier else found

    @cached_property
    def _earlier_documents(self) -> frozenset[Any]:
        return frozenset(self.base.documents)

    def main_date(self, thing: AnyThing, *, now: bool) -> Period | None:
        """The date that a thing of either state is mostly about: as it counts, where it may come from elsewhere."""
        name = type(thing.entry).declares.dated_by
        is_scheduled = fields_of(type(thing.entry))[name].scheduled
        holder = (self.after if now else self.before).of(thing) if is_scheduled else thing.entry
        found: Period | None = getattr(holder, name)
        return found

    def words(self, value: Value | None, *, now: bool) -> str:
        """A value as people read it; empty for none."""
        if value is None:
            return ""
        raw = value.raw if value.spec.many else (value.raw,)
        return words.listing(self.word(value, one, now=now) for one in raw)

    def word(self, value: Value, raw: Any, *, now: bool) -> str:
        """A single value, or one entry of a list."""
        portfolio, spec = self.head if now else self.base, value.spec

        def name(type: str, id: str) -> str:
            found = portfolio.named(value.thing, type, id)
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
        """What happened to a thing, at the line of a field of it."""
        thing, eyes = pair.thing, self.eyes[1 if pair.after else 0]
        return Change(
            rule,
            level_of(rule),
            thing.type,
            thing.key,
            _title(thing),
            what,
            field=".".join(map(str, steps)),
            before=before,
            after=after,
            days=days,
            place=eyes.place(thing, *steps),
            gone=pair.after is None,
            target=eyes.target(thing) if pair.after else None,
            shown_to=eyes.shown_to(thing),
            gist=gist,
            far=far,
        )


def _title(thing: AnyThing) -> str:
    """A thing by its title, and by that of what it stands in."""
    return f"{thing.title} ({thing.parent.title})" if thing.parent else thing.title
