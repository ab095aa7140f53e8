"""Traceability: which entries are linked with which, from needs and objectives down to stories and metrics.

Links are read off the declarations: a field of one class that refers to another links the two, in both directions, also
inside a part such as the expected effect of an item on a metric. A key result is linked with the objective that it is
nested in. What was dropped (cancelled, or a dropped story) links nothing; what is done does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from milepost.graph.portfolio import Entity, Portfolio, references_of
from milepost.kinds.backlog.model import Story
from milepost.kinds.metrics.model import Feedback, Opportunity, ProductMetric
from milepost.kinds.plan.model import Plan
from milepost.kinds.roadmap.item_tree import ItemTree
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Bet, KeyResult, Need, Objective
from milepost.schema.base import Entry
from milepost.schema.fields import fields_of

AnyEntity = Entity[Any]

TRACED: tuple[type[Entry], ...] = (
    Need,
    Opportunity,
    Feedback,
    Objective,
    KeyResult,
    Bet,
    Item,
    Story,
    ProductMetric,
    Plan,
)
# The field by which entries of one class lead on to each other; items have their hierarchy instead.
CHAINS: dict[type[Entry], str] = {ProductMetric: "drives"}


def is_dropped(entity: AnyEntity) -> bool:
    """Whether an entry was given up: closed without being done."""
    return entity.entry.is_closed and getattr(entity.entry, "status", "done") != "done"


@cache
def linking_fields(source: type[Entry], target: type[Entry]) -> tuple[str, ...]:
    """The paths of fields in entries of `source` that refer to entries of `target`, such as `expected.item`."""
    return tuple(_linking(source, target.type_name, ""))


def _linking(model: type[BaseModel], target: str, prefix: str) -> Iterator[str]:
    for name, spec in fields_of(model).items():
        if spec.ref and spec.ref.type == target:
            yield prefix + name
        elif spec.model and not spec.is_entries:
            yield from _linking(spec.model, target, f"{prefix}{name}.")


class TraceLinks:
    """The links between the traced entries of one portfolio that were not dropped. Linear in references."""

    def __init__(self, portfolio: Portfolio, tree: ItemTree) -> None:
        self._tree = tree
        self._near: dict[tuple[AnyEntity, type[Entry]], dict[AnyEntity, None]] = {}
        self.present: dict[type[Entry], tuple[AnyEntity, ...]] = {
            cls: tuple(one for one in portfolio.all(cls) if not is_dropped(one)) for cls in TRACED
        }
        class_of = {one: cls for cls, found in self.present.items() for one in found}
        for source, cls in class_of.items():
            if source.parent in class_of:
                self._link(source, cls, source.parent, class_of[source.parent])
            for reference in references_of(source):
                target = portfolio.resolve(reference)
                if target not in class_of or target is source or reference.type == "related":
                    continue
                if class_of[target] is not cls or CHAINS.get(cls) == reference.field:
                    self._link(source, cls, target, class_of[target])

    def _link(self, one: AnyEntity, one_class: type[Entry], other: AnyEntity, other_class: type[Entry]) -> None:
        self._near.setdefault((one, other_class), {})[other] = None
        self._near.setdefault((other, one_class), {})[one] = None

    def near(self, entity: AnyEntity, cls: type[Entry]) -> tuple[AnyEntity, ...]:
        """The entries of a class that an entry is linked with directly, as the references are read."""
        return tuple(self._near.get((entity, cls), ()))

    def leading_to(
        self, cls: type[Entry], goals: Iterable[type[Entry]], through: Iterable[type[Entry]] = ()
    ) -> set[AnyEntity]:
        """The entries of `cls` from which a chain of links over entries of `through` leads to an entry of `goals`.

        A part of an item leads wherever the item does, and the item wherever a part does. A metric leads wherever one
        does that it drives or is driven by.
        """
        between = tuple(through)
        reached: set[AnyEntity] = {one for goal in goals for one in self.present[goal]}
        waiting, found = list(reached), set[AnyEntity]()
        while waiting:
            here = waiting.pop()
            found.update(self.near(here, cls))
            for one in (one for step in between for one in self.near(here, step)):
                if one not in reached:
                    reached.add(one)
                    waiting.append(one)
        return self._with_hierarchy(found) if cls is Item else self._with_chain(cls, found)

    def _with_chain(self, cls: type[Entry], found: set[AnyEntity]) -> set[AnyEntity]:
        waiting = list(found) if cls in CHAINS else []
        while waiting:
            for one in self.near(waiting.pop(), cls):
                if one not in found:
                    found.add(one)
                    waiting.append(one)
        return found

    def _with_hierarchy(self, found: set[AnyEntity]) -> set[AnyEntity]:
        """Items with all of their parts, and with all that they are a part of."""
        down = self._tree.with_descendants(found)
        up = set(down)
        for item in down:
            whole = self._tree.parents.get(item)
            while whole is not None and whole not in up:
                up.add(whole)
                whole = self._tree.parents.get(whole)
        return up
