"""Public dates that reveal more than intended, or contradict the true ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.checks.audience_view import BroaderView
from milepost.checks.check import Context, check, named
from milepost.checks.id_suggestions import all_entities
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.schema.date_arithmetic import end_precision
from milepost.schema.period import PRECISIONS, Period

_NO_DATE = ("horizon", "none")


@check("precision-undone", "warning", "Outsiders are to see no exact date of an item, and get it elsewhere.")
def precision_undone(c: Context) -> Iterator[Violation]:
    said: set[ItemEntity] = set()
    for view in c.audience_views:
        for item in c.portfolio.all(Item):
            words = view.pairs[item].entry.public if item in view.pairs else None
            precision = words.date_precision if words else None
            if item in said or precision in (None, "day"):
                continue
            for other, when in _revealing_dates(c, view, item):
                if precision in _NO_DATE or _exactness(when) < PRECISIONS.index(precision):
                    said.add(item)
                    limit = "no date" if precision in _NO_DATE else f"no more than the {precision}"
                    shown = f"they see {when} at its {other.type} {named(other)}"
                    message = f"{view.audience} readers are to see {limit} of {named(item)}, but {shown}"
                    hint = f"give that public: {{date_precision: {precision}}} as well, or hide it"
                    steps = ("public", "date_precision")
                    yield c.found(item, steps, message, hint)
                    break


def _revealing_dates(c: Context, view: BroaderView, item: ItemEntity) -> Iterator[tuple[Entity[Any], Period]]:
    """Visible dates from which an item's own follow: those of its release, its milestones, and its last part."""
    end = c.insight.dates[item].end
    last = [child for child in c.insight.tree.children(item) if _same_end(c.insight.dates[child].end, end)]
    stones = c.portfolio.nested(item, "milestone")
    near: list[Entity[Any]] = [*c.portfolio.targets(item, "release"), *stones, *last]
    for entity in near:
        if seen := view.pairs.get(entity):
            when = getattr(seen.entry, seen.entry.declares.dated_by)
            if when and when.first:
                yield entity, when


def _same_end(one: Period | None, other: Period | None) -> bool:
    return bool(one and other and one.last and one.last == other.last)


def _exactness(period: Period) -> int:
    return PRECISIONS.index(end_precision(period))


@check("public-date-finer", "warning", "A date for outsiders is more exact than the true one, or another.")
def public_date_finer(c: Context) -> Iterator[Violation]:
    for entity in all_entities(c.portfolio):
        words = entity.entry.public
        for name in sorted(words.model_fields_set) if words else ():
            shown, true = _public_date(words, name), _true_date(c, entity, name)
            if not (shown and true and shown.first and true.first):
                continue
            said = f"outsiders read {shown} as the {name} of {named(entity)}"
            if _are_disjoint(shown, true):
                message, hint = f"{said}, and the true one is {true}", "is one of them out of date?"
            elif _exactness(shown) < _exactness(true):
                message, hint = (
                    f"{said}, more exact than the true one, {true}",
                    "promise no more than is known",
                )
            else:
                continue
            yield c.found(entity, ("public", name), message, hint)


def _public_date(words: Any, name: str) -> Period | None:
    value = getattr(words, name)
    if not isinstance(value, Period):
        return None
    return value.coarsen(words.date_precision) if words.date_precision else value


def _true_date(c: Context, entity: Entity[Any], name: str) -> Period | None:
    if entity.type == "item" and name in ("start", "end"):
        dates = c.insight.dates[entity]
        return dates.start if name == "start" else dates.end
    value = getattr(entity.entry, name, None)
    return value if isinstance(value, Period) else None


def _are_disjoint(one: Period, other: Period) -> bool:
    """Whether two periods have no day in common."""
    return bool(
        (one.last and other.first and one.last < other.first) or (other.last and one.first and other.last < one.first)
    )
