"""Which entity of one state is which of another: by type and id, by a former id, by its words where it has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.portfolio.model import PortfolioDocument as Head

AnyEntity = Entity[Any]
_Words = tuple[str, "AnyEntity | None", str, str]
HEAD = Head.type_name


@dataclass(frozen=True, slots=True)
class Pair:
    """The same entity before and after; one of them is None for what came or went."""

    before: AnyEntity | None
    after: AnyEntity | None

    @property
    def entity(self) -> AnyEntity:
        """It as it is now, or as it last was."""
        found = self.after or self.before
        assert found
        return found

    @property
    def both(self) -> tuple[AnyEntity, AnyEntity] | None:
        """It before and after, where it was there both times."""
        return (self.before, self.after) if self.before and self.after else None


class Pairs:
    """All entities of two portfolios, matched. In the order of the later one, with what is gone at the end."""

    def __init__(self, base: Portfolio, head: Portfolio) -> None:
        self.base = base
        self.head = head
        self._earlier: dict[AnyEntity, AnyEntity] = {}
        self._old, self._new = tuple(_entities(base)), tuple(_entities(head))
        self._nameless = self._by_words()
        self._taken: set[AnyEntity] = set()
        for _, level in groupby(self._new, key=_depth):
            entities = list(level)
            # Who says that an id was his has it before the one who bears it now.
            for match in (self._by_former_id, self._by_own_words):
                for entity in entities:
                    found = None if entity in self._earlier else match(entity)
                    if found and found not in self._taken:
                        self._pair(found, entity)
            self._pair_reworded(entities)
            if not head.innermost:
                self._pair_readdressed(entities)

    def __iter__(self) -> Iterator[Pair]:
        for entity in self._new:
            yield Pair(self._earlier.get(entity), entity)
        for entity in self._old:
            if entity not in self._taken:
                yield Pair(entity, None)

    def earlier(self, entity: AnyEntity) -> AnyEntity | None:
        """What an entity of the later state was before."""
        return self._earlier.get(entity)

    def later(self, entity: AnyEntity) -> AnyEntity | None:
        """What an entity of the earlier state is now."""
        return self._later.get(entity)

    @cached_property
    def _later(self) -> dict[AnyEntity, AnyEntity]:
        return {before: after for after, before in self._earlier.items()}

    def _pair(self, before: AnyEntity, after: AnyEntity) -> None:
        self._taken.add(before)
        self._earlier[after] = before

    def _pair_reworded(self, entities: Iterable[AnyEntity]) -> None:
        """Of a list in which as many entries without an id came as went, each that came for the one that went.

        What was for some and what is for others are two entities.
        """
        came: defaultdict[_Words, list[AnyEntity]] = defaultdict(list)
        for entity in entities:
            parent = self._around(entity)
            if not entity.id and entity not in self._earlier and (parent or not entity.parent):
                came[_place(entity, parent)].append(entity)
        went: defaultdict[_Words, list[AnyEntity]] = defaultdict(list)
        for entity in self._old if came else ():
            if not entity.id and entity not in self._taken and entity.loc:
                went[_place(entity, entity.parent)].append(entity)
        for place, after in came.items():
            if len(went[place]) == len(after):
                for one, other in zip(went[place], after, strict=True):
                    self._pair(one, other)

    def _pair_readdressed(self, entities: Iterable[AnyEntity]) -> None:
        """Of those with another id, each that came by the title of one that went.

        Former ids are for those inside; for others it would be as if a promise were broken and another one given.
        """
        came, went = (
            _by_title(entity for entity in entities if entity not in self._earlier),
            _by_title(entity for entity in self._old if entity not in self._taken),
        )
        for place, (entity, *others) in came.items():
            parent = self._around(entity)
            found = went.get((place[0], parent, *place[2:]), ())
            if not others and len(found) == 1 and (parent or not entity.parent):
                self._pair(found[0], entity)

    def _by_former_id(self, entity: AnyEntity) -> AnyEntity | None:
        """What an entity was, by an id that it did not say before that it once had."""
        parent = self._around(entity)
        if not entity.id or (entity.parent and not parent):
            return None
        own = self._found(entity, parent, entity.id)
        known = {id.lower() for id in own.entry.formerly} if own else set()
        found = (self._found(entity, parent, id) for id in entity.entry.formerly if id.lower() not in known)
        return next((one for one in found if one), None)

    def _by_own_words(self, entity: AnyEntity) -> AnyEntity | None:
        if entity.type == HEAD:
            return next((one for one in self._old if one.type == HEAD), None)
        parent = self._around(entity)
        if entity.parent and not parent:
            return None
        if entity.id and (found := self._found(entity, parent, entity.id)):
            return found
        # A document that names no id is called after its file, and files move.
        return None if entity.id and entity.loc else self._waiting(entity, parent)

    def _around(self, entity: AnyEntity) -> AnyEntity | None:
        """What an entity stands in, as it was."""
        return self._earlier.get(entity.parent) if entity.parent else None

    def _waiting(self, entity: AnyEntity, parent: AnyEntity | None) -> AnyEntity | None:
        """The next entity of the earlier state that is told apart by its words alone."""
        waiting = self._nameless[_words(entity, parent)]
        return waiting.pop(0) if waiting else None

    def _found(self, entity: AnyEntity, parent: AnyEntity | None, id: str) -> AnyEntity | None:
        scope = entity.key.rpartition("/")[0]
        key = f"{parent.key}/{id}" if parent else f"{scope}/{id}" if scope else id
        return self.base.find(entity.type, key)

    def _by_words(self) -> defaultdict[_Words, list[AnyEntity]]:
        found: defaultdict[_Words, list[AnyEntity]] = defaultdict(list)
        for entity in self._old:
            moved = not entity.loc and self.head.find(entity.type, entity.key) is None
            if not entity.id or moved:
                found[_words(entity, entity.parent)].append(entity)
        return found


def _words(entity: AnyEntity, parent: AnyEntity | None) -> _Words:
    return entity.type, parent, str(entity.loc[-2]) if entity.loc else "", " ".join(entity.title.casefold().split())


def _place(entity: AnyEntity, parent: AnyEntity | None) -> _Words:
    """The list that an entity stands in, and for whom it is."""
    return *_words(entity, parent)[:3], entity.entry.audience or ""


def _by_title(entities: Iterable[AnyEntity]) -> defaultdict[_Words, list[AnyEntity]]:
    """Entities that have an id, by what they are, what they stand in, and their title."""
    found: defaultdict[_Words, list[AnyEntity]] = defaultdict(list)
    for entity in entities:
        if entity.id:
            found[_words(entity, entity.parent)].append(entity)
    return found


def _entities(portfolio: Portfolio) -> Iterator[AnyEntity]:
    """Everything, what is around others first.

    What holds for a whole site can be seen of a document that cannot, and is of no file then.
    """
    for document in portfolio.documents:
        if document.kind == HEAD and not document.visible:
            yield Entity(HEAD, "", HEAD, document.model, document, ())
    for type in portfolio.types:
        yield from (entity for entity in portfolio.entities(type) if entity.parent is None)
    nested = [entity for type in portfolio.types for entity in portfolio.entities(type) if entity.parent is not None]
    yield from sorted(nested, key=_depth)


def _depth(entity: AnyEntity) -> int:
    return 1 + _depth(entity.parent) if entity.parent else 0
