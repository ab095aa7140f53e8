"""Which thing of one state is which of another: by type and id, by a former id, by its words where it has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from milepost.model.portfolio import Portfolio as Head
from milepost.portfolio import Portfolio, Thing

AnyThing = Thing[Any]
_Words = tuple[str, "AnyThing | None", str, str]
HEAD = Head.type_name


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing before and after; one of them is None for what came or went."""

    before: AnyThing | None
    after: AnyThing | None

    @property
    def thing(self) -> AnyThing:
        """It as it is now, or as it last was."""
        found = self.after or self.before
        assert found
        return found

    @property
    def both(self) -> tuple[AnyThing, AnyThing] | None:
        """It before and after, where it was there both times."""
        return (self.before, self.after) if self.before and self.after else None


class Pairs:
    """All things of two portfolios, matched. In the order of the later one, with what is gone at the end."""

    def __init__(self, base: Portfolio, head: Portfolio) -> None:
        self.base = base
        self.head = head
        self._earlier: dict[AnyThing, AnyThing] = {}
        self._old, self._new = tuple(_things(base)), tuple(_things(head))
        self._nameless = self._by_words()
        self._taken: set[AnyThing] = set()
        for _, level in groupby(self._new, key=_depth):
            things = list(level)
            # Who says that an id was his has it before the one who bears it now.
            for match in (self._by_former_id, self._by_own_words):
                for thing in things:
                    found = None if thing in self._earlier else match(thing)
                    if found and found not in self._taken:
                        self._pair(found, thing)
            self._pair_reworded(things)
            if not head.innermost:
                self._pair_readdressed(things)

    def __iter__(self) -> Iterator[Pair]:
        for thing in self._new:
            yield Pair(self._earlier.get(thing), thing)
        for thing in self._old:
            if thing not in self._taken:
                yield Pair(thing, None)

    def earlier(self, thing: AnyThing) -> AnyThing | None:
        """What a thing of the later state was before."""
        return self._earlier.get(thing)

    def later(self, thing: AnyThing) -> AnyThing | None:
        """What a thing of the earlier state is now."""
        return self._later.get(thing)

    @cached_property
    def _later(self) -> dict[AnyThing, AnyThing]:
        return {before: after for after, before in self._earlier.items()}

    def _pair(self, before: AnyThing, after: AnyThing) -> None:
        self._taken.add(before)
        self._earlier[after] = before

    def _pair_reworded(self, things: Iterable[AnyThing]) -> None:
        """Of a list in which as many entries without an id came as went, each that came for the one that went.

        What was for some and what is for others are two things.
        """
        came: defaultdict[_Words, list[AnyThing]] = defaultdict(list)
        for thing in things:
            parent = self._around(thing)
            if not thing.id and thing not in self._earlier and (parent or not thing.parent):
                came[_place(thing, parent)].append(thing)
        went: defaultdict[_Words, list[AnyThing]] = defaultdict(list)
        for thing in self._old if came else ():
            if not thing.id and thing not in self._taken and thing.loc:
                went[_place(thing, thing.parent)].append(thing)
        for place, after in came.items():
            if len(went[place]) == len(after):
                for one, other in zip(went[place], after, strict=True):
                    self._pair(one, other)

    def _pair_readdressed(self, things: Iterable[AnyThing]) -> None:
        """Of those with another id, each that came by the title of one that went.

        Former ids are for those inside; for others it would be as if a promise were broken and another one given.
        """
        came, went = (
            _by_title(thing for thing in things if thing not in self._earlier),
            _by_title(thing for thing in self._old if thing not in self._taken),
        )
        for place, (thing, *others) in came.items():
            parent = self._around(thing)
            found = went.get((place[0], parent, *place[2:]), ())
            if not others and len(found) == 1 and (parent or not thing.parent):
                self._pair(found[0], thing)

    def _by_former_id(self, thing: AnyThing) -> AnyThing | None:
        """What a thing was, by an id that it did not say before that it once had."""
        parent = self._around(thing)
        if not thing.id or (thing.parent and not parent):
            return None
        own = self._found(thing, parent, thing.id)
        known = {id.lower() for id in own.entry.formerly} if own else set()
        found = (self._found(thing, parent, id) for id in thing.entry.formerly if id.lower() not in known)
        return next((one for one in found if one), None)

    def _by_own_words(self, thing: AnyThing) -> AnyThing | None:
        if thing.type == HEAD:
            return next((one for one in self._old if one.type == HEAD), None)
        parent = self._around(thing)
        if thing.parent and not parent:
            return None
        if thing.id and (found := self._found(thing, parent, thing.id)):
            return found
        # A document that names no id is called after its file, and files move.
        return None if thing.id and thing.loc else self._waiting(thing, parent)

    def _around(self, thing: AnyThing) -> AnyThing | None:
        """What a thing stands in, as it was."""
        return self._earlier.get(thing.parent) if thing.parent else None

    def _waiting(self, thing: AnyThing, parent: AnyThing | None) -> AnyThing | None:
        """The next thing of the earlier state that is told apart by its words alone."""
        waiting = self._nameless[_words(thing, parent)]
        return waiting.pop(0) if waiting else None

    def _found(self, thing: AnyThing, parent: AnyThing | None, id: str) -> AnyThing | None:
        scope = thing.key.rpartition("/")[0]
        key = f"{parent.key}/{id}" if parent else f"{scope}/{id}" if scope else id
        return self.base.find(thing.type, key)

    def _by_words(self) -> defaultdict[_Words, list[AnyThing]]:
        found: defaultdict[_Words, list[AnyThing]] = defaultdict(list)
        for thing in self._old:
            moved = not thing.loc and self.head.find(thing.type, thing.key) is None
            if not thing.id or moved:
                found[_words(thing, thing.parent)].append(thing)
        return found


def _words(thing: AnyThing, parent: AnyThing | None) -> _Words:
    return thing.type, parent, str(thing.loc[-2]) if thing.loc else "", " ".join(thing.title.casefold().split())


def _place(thing: AnyThing, parent: AnyThing | None) -> _Words:
    """The list that a thing stands in, and for whom it is."""
    return *_words(thing, parent)[:3], thing.entry.audience or ""


def _by_title(things: Iterable[AnyThing]) -> defaultdict[_Words, list[AnyThing]]:
    """Things that have an id, by what they are, what they stand in, and their title."""
    found: defaultdict[_Words, list[AnyThing]] = defaultdict(list)
    for thing in things:
        if thing.id:
            found[_words(thing, thing.parent)].append(thing)
    return found


def _things(portfolio: Portfolio) -> Iterator[AnyThing]:
    """Everything, what is around others first.

    What holds for a whole site can be seen of a document that cannot, and is of no file then.
    """
    for document in portfolio.documents:
        if document.kind == HEAD and not document.visible:
            yield Thing(HEAD, "", HEAD, document.model, document, ())
    for type in portfolio.types:
        yield from (thing for thing in portfolio.things(type) if thing.parent is None)
    nested = [thing for type in portfolio.types for thing in portfolio.things(type) if thing.parent is not None]
    yield from sorted(nested, key=_depth)


def _depth(thing: AnyThing) -> int:
    return 1 + _depth(thing.parent) if thing.parent else 0
