"""Public dates that reveal more than intended, or contradict the true ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from milepost.analysis import Insight, computed
from milepost.checks.audience_view import BroaderView
from milepost.checks.check import Context, check, named
from milepost.checks.id_suggestions import all_entities
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.plan.plan_periods import plan_end, plan_start
from milepost.kinds.report.model import Report, ReportedMilestone
from milepost.kinds.report.sequence import ReportEntity, milestone_key
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.schema.base import CANCELLED
from milepost.schema.date_arithmetic import end_precision
from milepost.schema.period import PRECISIONS, Period

_NO_DATE = ("horizon", "none")


@dataclass(frozen=True, slots=True)
class _RevealingDate:
    """A date that readers see, where they see it, and the limit that `public:` sets for the item's own date.

    `steps` lead to that limit in the item; `limit` is as in `_limit`.
    """

    when: Period
    where: str
    limit: str
    steps: tuple[str, ...] = ("public", "date_precision")


@check("precision-undone", "warning", "Readers see a date elsewhere more exactly than public: allows.")
def precision_undone(c: Context) -> Iterator[Violation]:
    yield from _undone_items(c)
    yield from _undone_milestones(c)


def _undone_items(c: Context) -> Iterator[Violation]:
    said: set[ItemEntity] = set()
    for view in c.audience_views:
        insight = computed(view.redacted, c.as_of)
        for item in c.portfolio.all(Item):
            if item in said or item not in view.pairs:
                continue
            dates = chain(_revealing_dates(c, view, item), _plan_dates(c, view, insight, item))
            if found := next((one for one in dates if _is_finer(one.when, one.limit)), None):
                said.add(item)
                message = f"{_meant(view, item, found.limit)}, but they see {found.when} {found.where}"
                hint = f"give that public: {{date_precision: {_option(found.limit)}}} as well, or hide it"
                yield c.found(item, found.steps, message, hint)


def _undone_milestones(c: Context) -> Iterator[Violation]:
    """Dates of a status report that are more exact than those that readers see of the task in the plan."""
    said: set[tuple[Entity[Any], int, str]] = set()
    for view in c.audience_views:
        for report in c.portfolio.all(Report):
            for at, stated in _seen_milestones(view, report):
                _, task = milestone_key(c.portfolio, report, stated.milestone)
                limit = _task_limit(view, task) if task else None
                for name in ("baseline", "forecast", "actual") if task and limit else ():
                    when = getattr(stated, name)
                    if task and limit and when and _is_finer(when, limit) and (report, at, name) not in said:
                        said.add((report, at, name))
                        where = f"as its {name} date in the report {named(report)}"
                        message = f"{_meant(view, task, limit)}, but they see {when} {where}"
                        hint = _report_hint(limit)
                        yield c.found(report, ("milestones", at, name), message, hint)


def _meant(view: BroaderView, entity: Entity[Any], limit: str) -> str:
    most = "no date" if limit in _NO_DATE else f"no more than the {limit}"
    return f"{view.audience} readers are to see {most} of {named(entity)}"


def _report_hint(limit: str) -> str:
    if limit in _NO_DATE:
        return "remove the date, or hide the report"
    return f"write only the {limit}, or give the report public: {{date_precision: {_option(limit)}}}"


def _option(limit: str) -> str:
    """The value of `date_precision:` for a limit; there is none for weeks."""
    return "month" if limit == "week" else limit


def _revealing_dates(c: Context, view: BroaderView, item: ItemEntity) -> Iterator[_RevealingDate]:
    """Visible dates from which an item's own follow: those of its release, its milestones, and its last part."""
    limit = view.redacted.visible_precision(view.pairs[item])
    if limit is None:
        return
    end = c.insight.dates[item].end
    last = [child for child in c.insight.tree.children(item) if _same_end(c.insight.dates[child].end, end)]
    stones = c.portfolio.nested(item, "milestone")
    near: list[Entity[Any]] = [*c.portfolio.targets(item, "release"), *stones, *last]
    for entity in near:
        if seen := view.pairs.get(entity):
            when = getattr(seen.entry, seen.entry.declares.dated_by)
            if when:
                yield _RevealingDate(when, f"at its {entity.type} {named(entity)}", limit)


def _plan_dates(c: Context, view: BroaderView, insight: Insight, item: ItemEntity) -> Iterator[_RevealingDate]:
    """The dates that readers see of the plans that deliver an item, where its own are vague for them.

    A date outside what they see of the item is left out. A plan may deliver several items, so its end is not that of
    one which is due in another quarter.
    """
    seen, words = view.pairs[item], item.entry.public
    limits = {side: _limit(words, view.redacted.visible_precision(seen), side) for side in ("start", "end")}
    if not any(limits.values()):
        return
    visible = view.redacted.sources(seen, "items", "plan")
    for plan in c.portfolio.sources(item, "items", "plan"):
        copy = view.pairs.get(plan)
        if copy is None or copy not in visible or copy.entry.status == CANCELLED:
            continue
        for side, period_of in (("start", plan_start), ("end", plan_end)):
            limit, when = limits[side], period_of(view.redacted, insight.plan(copy))
            known = getattr(insight.dates[seen], side)
            if limit and when and not (known and _are_disjoint(known, when)):
                replaced = words is not None and side in words.model_fields_set
                steps = ("public", side if replaced else "date_precision")
                yield _RevealingDate(when, f"as the {side} of its plan {named(plan)}", limit, steps)


def _seen_milestones(view: BroaderView, report: ReportEntity) -> Iterator[tuple[int, ReportedMilestone]]:
    """The milestones of a report as readers see them, each with its index in the report as it was written."""
    copy = view.pairs.get(report)
    seen = copy.entry.milestones if copy else ()
    # Readers lose the milestones whose tasks they may not see, and so all that name the same task.
    names = {one.milestone for one in seen}
    kept = (at for at, one in enumerate(report.entry.milestones) if one.milestone in names)
    return zip(kept, seen, strict=True)


def _task_limit(view: BroaderView, task: Entity[Any]) -> str | None:
    """The limit for the date of a task; None if readers do not see the task."""
    if task not in view.pairs:
        return None
    # A milestone has one date, and either field may hold it.
    fields = ("end", "start") if task.entry.milestone else ("end",)
    return _limit(task.entry.public, view.redacted.visible_precision(view.pairs[task]), *fields)


def _limit(words: Any, precision: str | None, *fields: str) -> str | None:
    """The most exact precision that `public:` allows for a date: one of PRECISIONS or _NO_DATE; None without a limit.

    `precision` is the visible precision of the entry, which it may have from its document. `fields` are those that hold
    the date; the first one that is replaced counts.
    """
    if precision in _NO_DATE:
        return precision
    for field in fields if words else ():
        shown = getattr(words, field) if field in words.model_fields_set else None
        if isinstance(shown, Period):
            shown = shown.coarsen(precision) if precision else shown
            return end_precision(shown) if shown and shown.first else "none"
    return precision


def _is_finer(when: Period, limit: str) -> bool:
    """Whether a date is more exact than a limit."""
    return bool(when.first) and (limit in _NO_DATE or _exactness(when) < PRECISIONS.index(limit))


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
