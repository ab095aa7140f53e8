"""View-model of the changes page: which dates moved, when, why, and who depends on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from statistics import median

from milepost.analysis.date_changes import DateChange, GroupSlips, date_changes, slips_by
from milepost.analysis.kept_promises import FREEZE_DAYS, release_promises
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item
from milepost.kit import phrasing
from milepost.kit.addresses import CHANGES
from milepost.kit.components import Phrase, Ref
from milepost.kit.context import PageContext
from milepost.kit.schedule_words import moved_words, short_day, short_period, slip_amount
from milepost.pages.report.wording import unbroken
from milepost.pages.roadmap.header import RoadmapPageView, views_of

RECENT = 31  # days that the first sentence is about
_OPEN = 3  # months with changes that are not folded


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of a date. `inside` is the item or release that a milestone belongs to."""

    ref: Ref
    inside: Ref | None
    said: str
    before: str
    after: str
    change: str
    is_later: bool
    reason: str
    dependents: str


@dataclass(frozen=True, slots=True)
class MonthOfChanges:
    """The changes of a month, the newest first. `is_folded`: only its heading is shown at first.

    `dependents` and `reasons`: whether any row has one.
    """

    title: str
    anchor: str
    summary: str
    rows: tuple[ChangeRow, ...]
    is_folded: bool
    dependents: bool
    reasons: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How often dates slipped in one group."""

    name: str
    promised: str
    slipped: str
    slips: str
    median: str


@dataclass(frozen=True, slots=True)
class SlipTable:
    """Slips by one property of items."""

    title: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What became of the items promised for a release."""

    ref: Ref
    day: str
    promised: str
    kept: str
    moved: str
    given_up: str
    open: str


@dataclass(frozen=True, slots=True)
class KeptPromises:
    """The items that shipped in the release they were promised for: one sentence, and a row for each release."""

    sentence: str
    rows: tuple[KeptRow, ...]


@dataclass(frozen=True, slots=True)
class ChangesView(RoadmapPageView):
    """The changes page."""

    months: tuple[MonthOfChanges, ...]
    tables: tuple[SlipTable, ...]
    kept: KeptPromises | None


def changes_view(context: PageContext, title: str) -> ChangesView:
    """The changes page."""
    found = date_changes(context.insight)
    return ChangesView(
        frame=context.frame(title),
        opening=_opening(context, found),
        notes=_notes(context),
        views=views_of(context, CHANGES),
        months=_months(context, found),
        tables=tuple(_tables(context)),
        kept=_kept(context),
    )


def recent_changes(context: PageContext) -> list[ChangeRow]:
    """The changes of the last RECENT days, the longest slips first."""
    found = sorted(_recent(context, date_changes(context.insight)), key=lambda one: -(one.days or 0))
    return [_row(context, one) for one in found]


def _recent(context: PageContext, found: Sequence[DateChange]) -> list[DateChange]:
    since = context.as_of - timedelta(days=RECENT)
    return [one for one in found if one.said > since]


def summary(found: Sequence[DateChange]) -> str:
    """Changes in words: "12 dates slipped, by 15 weeks in the median; 2 were brought forward"; empty for none."""
    later = [one.days for one in found if one.days and one.days > 0]
    earlier = sum(one.days is not None and one.days < 0 for one in found)
    parts = []
    if later:
        typical = slip_amount(round(median(later)))
        by = f"by {typical}" if len(later) == 1 else f"by {typical} in the median"
        parts.append(f"{phrasing.count(len(later), 'date')} slipped, {by}")
    if earlier:
        number = f"{earlier:,}" if later else phrasing.count(earlier, "date")
        parts.append(f"{number} {phrasing.plural(earlier, 'was', 'were')} brought forward")
    other = len(found) - len(later) - earlier
    if other:
        parts.append(f"{phrasing.count(other, 'date')} changed between open and fixed")
    return "; ".join(parts)


def _opening(context: PageContext, found: Sequence[DateChange]) -> tuple[Phrase, ...]:
    recent = _recent(context, found)
    words = summary(recent)
    last = f"In the {RECENT} days to {phrasing.day(context.as_of)}, {words or 'no date changed'}."
    first = context.insight.history.first_day
    every = summary(found) if len(found) > len(recent) else ""
    return (
        Phrase(last, strong=True),
        *((Phrase(f" Since the history began, on {phrasing.day(first)}: {every}."),) if first and every else ()),
    )


def _notes(context: PageContext) -> tuple[tuple[Phrase, ...], ...]:
    known = context.insight.history.known
    return ((Phrase(known.missing),),) if known and known.missing else ()


def _months(context: PageContext, found: Sequence[DateChange]) -> tuple[MonthOfChanges, ...]:
    found_in = groupby(found, key=lambda one: one.said.replace(day=1))
    months = [
        (day, changes, [_row(context, one) for one in changes]) for day, group in found_in for changes in [[*group]]
    ]
    return tuple(
        MonthOfChanges(
            phrasing.month(day),
            f"{day:%Y-%m}",
            phrasing.sentence(summary(changes)),
            tuple(rows),
            is_folded=number >= _OPEN,
            dependents=any(row.dependents for row in rows),
            reasons=any(row.reason for row in rows),
        )
        for number, (day, changes, rows) in enumerate(months)
    )


def _row(context: PageContext, one: DateChange) -> ChangeRow:
    entity, promise = one.entity, one.promise
    needed = context.item(entity).needed_by if isinstance(entity.entry, Item) else ()
    moved = promise.moved
    return ChangeRow(
        ref=context.ref(entity),
        inside=context.ref(entity.parent) if entity.parent else None,
        said=unbroken(phrasing.brief_day(one.said)),
        before=short_period(one.before),
        after=short_period(promise.period),
        change=unbroken(moved_words(moved)),
        is_later=bool(moved and moved.days > 0),
        reason=f"Commit: {promise.reason}" if promise.from_commit else promise.reason,
        dependents=phrasing.count(len(needed), "item") if needed else "",
    )


def _tables(context: PageContext) -> list[SlipTable]:
    """Slips by team, theme, type, and confidence, where items differ in these."""
    items = context.portfolio.all(Item)
    groups: tuple[tuple[str, Callable[[Entity[Item]], str]], ...] = (
        ("By team", lambda one: context.name("team", one.entry.team)),
        ("By theme", lambda one: context.name("theme", one.entry.theme)),
        ("By type", lambda one: phrasing.sentence(one.entry.type or "")),
        ("By confidence", lambda one: _confidence(context, one)),
    )
    found = []
    for title, group_of in groups:
        rows = [one for one in slips_by(context.insight, items, group_of) if one.name]
        if any(one.slips for one in rows) and len(rows) > 1:
            found.append(SlipTable(title, tuple(_group(one) for one in rows)))
    return found


def _confidence(context: PageContext, entity: Entity[Item]) -> str:
    mark = context.confidence(entity.entry.confidence)
    return mark.word if mark else ""


def _group(one: GroupSlips) -> GroupRow:
    return GroupRow(
        one.name,
        phrasing.number(one.promised),
        f"{one.slipped} ({_share(one.slipped, one.promised)})",
        phrasing.number(one.slips),
        slip_amount(round(one.median_days)) if one.median_days else "",
    )


def _kept(context: PageContext) -> KeptPromises | None:
    """The share of items that shipped in the release they were promised for; None if none was promised for any."""
    found = release_promises(context.insight)
    if not found:
        return None
    promised, kept = sum(one.promised for one in found), sum(one.kept for one in found)
    weeks = phrasing.sentence(phrasing.cardinal(FREEZE_DAYS // 7))
    one_release = len(found) == 1
    return KeptPromises(
        f"{weeks} weeks before {'its date' if one_release else 'their dates'}, {phrasing.count(promised, 'item')} "
        f"{phrasing.plural(promised, 'was', 'were')} promised for {phrasing.count(len(found), 'release')}; "
        f"{_share(kept, promised)} shipped in {'it' if one_release else 'that release'}.",
        tuple(
            KeptRow(
                context.ref(one.release),
                short_day(one.day),
                phrasing.number(one.promised),
                f"{one.kept} ({_share(one.kept, one.promised)})",
                phrasing.number(one.moved) if one.moved else "",
                phrasing.number(one.given_up) if one.given_up else "",
                phrasing.number(one.open) if one.open else "",
            )
            for one in found
        ),
    )


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%"
