"""Match the entities of two revisions: by former id, by type and id, and by title where there is no id."""

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
_Key = tuple[str, "AnyEntity | None", str, str]
HEAD = Head.type_name


@dataclass(frozen=True, slots=True)
class Pair:
    """An entity before and after; `before` is None for an added one, `after` for a removed one."""

    before: AnyEntity | None
    after: AnyEntity | None

    @property
    def entity(self) -> AnyEntity:
        """The later version, or the earlier one of a removed entity."""
        found = self.after or self.before
        assert found
        return found

    @property
    def both(self) -> tuple[AnyEntity, AnyEntity] | None:
        """(before, after) if the entity exists in both revisions, else None."""
        return (self.before, self.after) if self.before and self.after else None


class MatchedEntities:
    """All entities of two portfolios, matched; in order of the later portfolio, removed entities last.

    Matching goes from parents to children, since a child is looked up below its matched parent. On each level the
    order of rules matters: former ids, own ids, titles of entries without an id, then position in the list.
    """

    def __init__(self, base: Portfolio, head: Portfolio) -> None:
        self.base = base
        self.head = head
        self._earlier: dict[AnyEntity, AnyEntity] = {}
        self._old, self._new = tuple(_entities(base)), tuple(_entities(head))
        self._nameless = self._index_by_title()
        self._taken: set[AnyEntity] = set()
        for _, level in groupby(self._new, key=_depth):
            entities = list(level)
            # `formerly` wins over an equal id: of two entries that swap ids, each is followed by its history.
            for match in (self._by_former_id, self._by_own_id):
                for entity in entities:
                    found = None if entity in self._earlier else match(entity)
                    if found and found not in self._taken:
                        self._pair(found, entity)
            self._pair_by_position(entities)
            if not head.innermost:
                self._pair_by_title(entities)

    def __iter__(self) -> Iterator[Pair]:
        for entity in self._new:
            yield Pair(self._earlier.get(entity), entity)
        for entity in self._old:
            if entity not in self._taken:
                yield Pair(entity, None)

    def earlier(self, entity: AnyEntity) -> AnyEntity | None:
        """The earlier version of an entity of the later portfolio; None if it was added."""
        return self._earlier.get(entity)

    def later(self, entity: AnyEntity) -> AnyEntity | None:
        """The later version of an entity of the earlier portfolio; None if it was removed."""
        return self._later.get(entity)

    @cached_property
    def _later(self) -> dict[AnyEntity, AnyEntity]:
        return {before: after for after, before in self._earlier.items()}

    def _pair(self, before: AnyEntity, after: AnyEntity) -> None:
        self._taken.add(before)
        self._earlier[after] = before

    def _pair_by_position(self, entities: Iterable[AnyEntity]) -> None:
        """Pair entries without an id whose title changed, by their order in the same list.

        Only if as many are left over before as after: then nothing was added or removed, only reworded. Entries for
        different audiences are never paired, as that would turn a disclosure into an edit.
        """
        came: defaultdict[_Key, list[AnyEntity]] = defaultdict(list)
        for entity in entities:
            parent = self._earlier_parent(entity)
            if not entity.id and entity not in self._earlier and (parent or not entity.parent):
                came[_list_key(entity, parent)].append(entity)
        went: defaultdict[_Key, list[AnyEntity]] = defaultdict(list)
        for entity in self._old if came else ():
            if not entity.id and entity not in self._taken and entity.loc:
                went[_list_key(entity, entity.parent)].append(entity)
        for place, after in came.items():
            if len(went[place]) == len(after):
                for one, other in zip(went[place], after, strict=True):
                    self._pair(one, other)

    def _pair_by_title(self, entities: Iterable[AnyEntity]) -> None:
        """Pair entries whose id changed by their title, if it is unique among the leftovers.

        Broader audiences are not shown `formerly`; without this, a renamed entry would read as one promise dropped and
        another made.
        """
        came, went = (
            _by_title_key(entity for entity in entities if entity not in self._earlier),
            _by_title_key(entity for entity in self._old if entity not in self._taken),
        )
        for place, (entity, *others) in came.items():
            parent = self._earlier_parent(entity)
            found = went.get((place[0], parent, *place[2:]), ())
            if not others and len(found) == 1 and (parent or not entity.parent):
                self._pair(found[0], entity)

    def _by_former_id(self, entity: AnyEntity) -> AnyEntity | None:
        """The earlier entity that `formerly` names, unless the entity already listed that id before."""
        parent = self._earlier_parent(entity)
        if not entity.id or (entity.parent and not parent):
            return None
        own = self._find_earlier(entity, parent, entity.id)
        known = {id.lower() for id in own.entry.formerly} if own else set()
        found = (self._find_earlier(entity, parent, id) for id in entity.entry.formerly if id.lower() not in known)
        return next((one for one in found if one), None)

    def _by_own_id(self, entity: AnyEntity) -> AnyEntity | None:
        """The earlier entity of the same id; the site's settings, and documents and entries without an id, by title."""
        if entity.type == HEAD:
            return next((one for one in self._old if one.type == HEAD), None)
        parent = self._earlier_parent(entity)
        if entity.parent and not parent:
            return None
        if entity.id and (found := self._find_earlier(entity, parent, entity.id)):
            return found
        # A document without an id takes that of its file, which may have been renamed.
        return None if entity.id and entity.loc else self._next_by_title(entity, parent)

    def _earlier_parent(self, entity: AnyEntity) -> AnyEntity | None:
        """The matched earlier version of an entity's parent."""
        return self._earlier.get(entity.parent) if entity.parent else None

    def _next_by_title(self, entity: AnyEntity, parent: AnyEntity | None) -> AnyEntity | None:
        """The next unmatched earlier entity of the same type, parent, list, and title."""
        waiting = self._nameless[_title_key(entity, parent)]
        return waiting.pop(0) if waiting else None

    def _find_earlier(self, entity: AnyEntity, parent: AnyEntity | None, id: str) -> AnyEntity | None:
        scope = entity.key.rpartition("/")[0]
        key = f"{parent.key}/{id}" if parent else f"{scope}/{id}" if scope else id
        return self.base.find(entity.type, key)

    def _index_by_title(self) -> defaultdict[_Key, list[AnyEntity]]:
        found: defaultdict[_Key, list[AnyEntity]] = defaultdict(list)
        for entity in self._old:
            moved = not entity.loc and self.head.find(entity.type, entity.key) is None
            if not entity.id or moved:
                found[_title_key(entity, entity.parent)].append(entity)
        return found


def _title_key(entity: AnyEntity, parent: AnyEntity | None) -> _Key:
    """What identifies an entity without an id: type, parent, list, and normalized title."""
    return entity.type, parent, str(entity.loc[-2]) if entity.loc else "", " ".join(entity.title.casefold().split())


def _list_key(entity: AnyEntity, parent: AnyEntity | None) -> _Key:
    """The list that an entity is in and the audience it is for."""
    return *_title_key(entity, parent)[:3], entity.entry.audience or ""


def _by_title_key(entities: Iterable[AnyEntity]) -> defaultdict[_Key, list[AnyEntity]]:
    """Entities with an id, by type, parent, list, and title."""
    found: defaultdict[_Key, list[AnyEntity]] = defaultdict(list)
    for entity in entities:
        if entity.id:
            found[_title_key(entity, entity.parent)].append(entity)
    return found


def _entities(portfolio: Portfolio) -> Iterator[AnyEntity]:
    """All entities, parents first.

    The site's settings are visible even if their document is not; such a document belongs to no file.
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
