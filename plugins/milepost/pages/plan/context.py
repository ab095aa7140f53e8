"""The context of one plan page: the plan, its computed values, and references to what is on the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan, Task
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import Phrase
from milepost.kit.context import PageContext
from milepost.kit.money import money
from milepost.kit.schedule_words import short_span
from milepost.kit.web_links import links_of
from milepost.pages.plan.components import PlanCell, joined
from milepost.schema.base import Span
from milepost.schema.period import Period


class PlanContext:
    """A plan with its computed values.

    Dates that are known only to a week, month, or quarter, as on a public site, stay in these words: slack, and what
    is critical, cannot be computed from them.
    """

    def __init__(self, context: PageContext, entity: Entity[Plan]) -> None:
        self.page = context
        self.entity = entity
        self.entry = entity.entry
        self.portfolio = context.portfolio
        self.insight = context.insight.plan(entity)
        self.tasks = self.insight.tasks
        self.precision = context.portfolio.visible_precision(entity)
        self.is_exact = self.precision in EXACT and all(map(_is_exact, self.tasks.values()))

    @property
    def inside(self) -> bool:
        """Whether the readers may see everything."""
        return self.portfolio.innermost

    def nested(self, type: str) -> tuple[Entity[Any], ...]:
        """The entries of a type of this plan."""
        return self.portfolio.nested(self.entity, type)

    def target(self, entity: Entity[Any]) -> str | None:
        """Where an entity is shown."""
        return self.page.addresses.of(entity)

    def named(self, entity: Entity[Any], *, strong: bool = False) -> Phrase:
        """An entity's title with a link to where it is shown."""
        return Phrase(entity.title, strong=strong, target=self.target(entity))

    def listed(self, entities: Iterable[Entity[Any]], most: int = 0) -> tuple[Phrase, ...]:
        """Entities in a row; of more than `most`, the number of the rest."""
        found = list(entities)
        shown = found[:most] if most and len(found) > most + 1 else found
        rest = len(found) - len(shown)
        more = (Phrase(f", and {phrasing.number(rest)} more"),) if rest else ()
        return (*joined((self.named(one),) for one in shown), *more)

    def task_names(self, names: Iterable[str], most: int = 0) -> tuple[Phrase, ...]:
        """Tasks by the ids of their activities."""
        known = self.insight.network.tasks
        return self.listed((known[name] for name in names if name in known), most)

    def task(self, entity: Entity[Any], ref: str | None) -> Entity[Task] | None:
        """The task that an entry names."""
        return self.portfolio.resolve_id(entity, "task", ref) if ref else None

    def person(self, value: str | None) -> str:
        """A person's name, or the role that is named instead."""
        return self.page.name("person", value)

    def money(self, value: float | str | None) -> str:
        """An amount in the plan's currency."""
        return money(self.page, value, self.insight.currency)

    def about(self, entity: Entity[Any], *, title: str = "") -> PlanCell:
        """The first cell of an entry's row: its title and texts.

        With a `title` from another field, such as a role, a title of its own is small print.
        """
        entry = entity.entry
        own = entry.title if title and entry.title and entry.title != title else ""
        return PlanCell(
            (Phrase(title or entity.title),),
            sub=" ".join(filter(None, (own, entry.summary))),
            about=entry.description or "",
            links=links_of(entry),
        )

    def exact(self, task: TaskInsight) -> bool:
        """Whether the dates of a task are known to the day; computed from inexact dates, they are not."""
        return _is_exact(task) and (self.is_exact or bool(_written(task)))

    def periods(self, task: TaskInsight) -> tuple[Period | None, Period | None]:
        """The start and end of a task, no more exact than they are written or may be known.

        What is disclosed as a quarter is shown so: to readers who do not see the tasks behind it, dates computed from
        its first and last day would say what nobody wrote.
        """
        entry = task.entity.entry
        start, end = task.start_period, task.end_period
        if entry.start and not _is_day(entry.start) and (not self.inside or entry.start.first == task.start):
            start = entry.start
        if entry.end and not _is_day(entry.end) and (not self.inside or entry.end.last == task.end):
            end = entry.end
        if self.exact(task):
            return start, end
        return start and start.coarsen(self.unit), end and end.coarsen(self.unit)

    @cached_property
    def unit(self) -> str:
        """The coarsest unit in which dates of the plan are known: `day` to `year`."""
        written = [one for task in self.tasks.values() for one in _written(task)]
        known = [self.precision, *(task.precision for task in self.tasks.values()), *(one.precision for one in written)]
        return max((one for one in known if one in _UNITS), key=_UNITS.index, default="day")

    def when(self, task: TaskInsight) -> str:
        """The dates of a task, no more exact than they are written or may be known."""
        start, end = self.periods(task)
        if not self.exact(task):
            return phrasing.span(end if task.is_milestone else start, end, brief=True)
        if not (task.start and task.end):
            return ""
        return short_span(task.end if task.is_milestone else task.start, task.end)


EXACT = (None, "day")
_UNITS = ("day", "month", "quarter", "half", "year")


def anchor_of(entity: Entity[Any]) -> str:
    """The anchor of an entry on the page."""
    return anchor(entity)


def _is_exact(task: TaskInsight) -> bool:
    """Whether the dates of a task are written to the day, as far as they are, and may be known."""
    return task.precision in EXACT and all(map(_is_day, _written(task)))


def _written(task: TaskInsight) -> list[Period]:
    entry = task.entity.entry
    actual = entry.actual or Span()
    return [one for one in (entry.start, entry.end, actual.start, actual.end) if one]


def has_baseline_day(task: TaskInsight) -> bool:
    """Whether the end of its baseline is written to the day."""
    baseline = task.entity.entry.baseline
    return bool(baseline and baseline.end and _is_day(baseline.end))


def _is_day(period: Period) -> bool:
    return period.precision == "day" and not period.approximate
