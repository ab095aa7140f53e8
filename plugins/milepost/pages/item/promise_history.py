"""The promised date of an item over time: one sentence, a chart, and a table with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from milepost.charts.lines import DaySeries, DayValue, step_lines
from milepost.charts.scales import Days, dates_up
from milepost.history.promised_dates import PromisedDate, PromiseRecord
from milepost.kit import phrasing
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.schedule_words import moved_words, short_day, short_period
from milepost.pages.archive.charts import Chart
from milepost.pages.report.wording import unbroken
from milepost.schema.date_arithmetic import Slip

_NEWS = 31  # days from which on an unchanged date is worth a word
_ROOM = 150.0  # pixels for the labels of the vertical axis


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promised date: when it was written down, how far it is from the one before, and why."""

    said: str
    promised: str
    release: str
    change: str
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class PromiseHistory:
    """What was promised for an item over time. `chart` is None where the date never changed, `rows` are empty then.

    `reasons`, `authors` and `releases`: whether any row has one.
    """

    sentence: str
    note: str
    chart: Chart | None
    rows: tuple[PromiseRow, ...]
    reasons: bool
    authors: bool
    releases: bool


def promise_history(context: PageContext, entity: ItemEntity) -> PromiseHistory | None:
    """The promised dates of an item; None if nothing is known of its past.

    A date that was written down lately, and has not changed since, is no news.
    """
    found = context.insight.promises(entity)
    if found is None or not (found.moves or (context.as_of - found.first.said).days >= _NEWS):
        return None
    rows = tuple(_row(context, one) for one in reversed(found.dates)) if found.moves else ()
    return PromiseHistory(
        sentence=_sentence(found),
        note=_note(context, found),
        chart=_chart(context, entity, found) if found.moves else None,
        rows=rows,
        reasons=any(row.reason for row in rows),
        authors=any(row.author for row in rows),
        releases=any(row.release for row in rows),
    )


def _sentence(found: PromiseRecord) -> str:
    """The whole history in a sentence."""
    since = phrasing.day(found.first.said)
    if not found.moves:
        what = "The actual date was written down" if found.first.is_actual else "The date was promised"
        return f"{what} on {since}, and has not changed since: {phrasing.period(found.last.period)}."
    later = sum(one.moved is not None and one.moved.days > 0 for one in found.moves)
    earlier = sum(one.moved is not None and one.moved.days < 0 for one in found.moves)
    times = {1: "once", 2: "twice"}.get(len(found.moves), f"{phrasing.cardinal(len(found.moves))} times")
    if earlier and later:
        verb = f"changed {times}, {phrasing.cardinal(later)} of them to a later date,"
    else:
        verb = f"slipped {times}" if later else f"was brought forward {times}" if earlier else f"changed {times}"
    first, last = phrasing.period(found.first.period), phrasing.period(found.last.period)
    total = _distance(found.total)
    return f"Promised on {since} for {first}; the date {verb} since, to {last}{f': {total}' if total else ''}."


def _distance(total: Slip | None) -> str:
    """How far a date moved: in the unit people use, and in days where these are exact."""
    if total is None:
        return ""
    if not total.days:
        return "the date that was promised first"
    words = moved_words(total)
    exact = phrasing.count(abs(total.days), "day")
    return f"{words}{f' ({exact})' if total.precision == 'day' and exact != words.rpartition(' ')[0] else ''}"


def _note(context: PageContext, found: PromiseRecord) -> str:
    """What is not known of the past."""
    first = context.insight.history.first_day
    if found.is_first and first:
        return f"The history begins on {phrasing.day(first)}; what was promised before is not known."
    return ""


def _row(context: PageContext, one: PromisedDate) -> PromiseRow:
    return PromiseRow(
        said=short_day(one.said),
        promised=short_period(one.period),
        release=context.name("release", one.release) if one.release else "",
        change=unbroken(moved_words(one.moved)),
        reason=f"Commit: {one.reason}" if one.from_commit else one.reason,
        author=one.author,
    )


def _chart(context: PageContext, entity: ItemEntity, found: PromiseRecord) -> Chart | None:
    """A step line: when it was said, and what was promised. A level line is a kept promise."""
    dated = [(one, last) for one in found.dates if (last := one.period.last)]
    if len(dated) < len(found.dates):
        return None  # "later" has no place on an axis
    fiscal = context.portfolio.head.fiscal_year_start or 1
    values = tuple(
        DayValue(one.said, last.toordinal(), f"{phrasing.day(one.said)}: {phrasing.period(one.period)}")
        for one, last in dated
    )
    closed = context.item(entity).entity.entry.is_closed
    until: list[date] = [] if closed else [context.as_of]
    across = Days.around([*(one.said for one, _ in dated), *until], context.as_of, fiscal)
    line = DaySeries("", "actual", values)
    return Chart(
        id="promised-dates",
        title="The promised date, by the day on which it was promised",
        description="A level line is a promise that was kept; each step up is a slip.",
        legend=(),
        plot=step_lines([line], across, dates_up((last for _, last in dated), context.as_of, _ROOM, fiscal)),
        head=(),
        rows=(),
    )
