"""Dates that contradict each other. Only certain contradictions are reported: a vague date may still fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item, Release
from milepost.schema.base import Span
from milepost.schema.period import Period

_OWN_DATE = ("typed", "actual")
_FIXED_DATE = (*_OWN_DATE, "release")
_MOVE = "move one of them"


def days_after(one: Period | None, other: Period | None) -> int:
    """Calendar days by which one period certainly starts after another ended; 0 if it may not."""
    if not (one and other and one.first and other.last):
        return 0
    return max(0, (one.first - other.last).days)


@check("end-before-start", "error", "Something ends before it starts.")
def end_before_start(c: Context) -> Iterator[Violation]:
    for entity in (*c.portfolio.all(Item), *c.portfolio.all(Release)):
        for words, start, end, steps in _spans(entity):
            if days_after(start, end):
                message = f"{named(entity)} {words.format(start, end)}, before that"
                yield c.found(entity, steps, message, "is one of them mistyped?")


def _spans(entity: Entity[Any]) -> Iterator[tuple[str, Period | None, Period | None, tuple[str, ...]]]:
    """(message template, start, end, path of the end) of every pair of dates an entry has."""
    entry = entity.entry
    last = entry.declares.dated_by
    start, end = entry.start, getattr(entry, last)
    yield "starts {} and ends {}", start, end, (last,)
    if entity.type == "item":
        baseline, actual = entry.baseline or Span(), entry.actual or Span()
        yield "was to start {} and to end {}", baseline.start, baseline.end, ("baseline", "end")
        yield "started {} and ended {}", actual.start, actual.end, ("actual", "end")
        yield "started {} and is to end {}", actual.start, None if actual.end else end, ("end",)
    if words := entry.public:
        given = [name for name in (last, "start") if getattr(words, name)]
        if given:
            shown = (words.start or start, getattr(words, last) or end)
            yield "starts {} and, for outsiders, ends {}", *shown, ("public", given[0])


@check("outside-parent", "warning", "A part of an open item starts before it or ends after it.")
def outside_parent(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        parent = c.insight.tree.parents.get(item)
        if not parent:
            continue
        own, around = c.insight.dates[item], c.insight.dates[parent]
        whole = f"{named(parent)}, which it is a part of"
        late = days_after(own.end, around.end)
        if late and own.end_from in _OWN_DATE and around.end_from in _FIXED_DATE:
            message = f"{named(item)} ends {own.end}, {day_count(late)} after {whole} ({around.end})"
            yield c.found(item, ("end",), message, _MOVE)
        early = days_after(around.start, own.start)
        if early and own.start_from in _OWN_DATE and around.start_from in _OWN_DATE:
            message = f"{named(item)} starts {own.start}, {day_count(early)} before {whole} ({around.start})"
            yield c.found(item, ("start",), message, _MOVE)


@check("milestone-outside-item", "warning", "A milestone of an open item lies outside the item's dates.")
def milestone_outside_item(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        dates = c.insight.dates[item]
        for stone in c.portfolio.nested(item, "milestone"):
            when = stone.entry.date
            late, early = days_after(when, dates.end), days_after(dates.start, when)
            if late and dates.end_from in _OWN_DATE:
                outside = f"{day_count(late)} after {named(item)} ends ({dates.end})"
            elif early and dates.start_from in _OWN_DATE:
                outside = f"{day_count(early)} before {named(item)} starts ({dates.start})"
            else:
                continue
            message = f"{named(stone)} is {when}, {outside}"
            yield c.found(stone, ("date",), message, _MOVE)


@check("after-release", "warning", "An open item ends after the release it is to come with.")
def after_release(c: Context) -> Iterator[Violation]:
    for release in c.portfolio.all(Release):
        when = release.entry.date
        for item in c.insight.release(release).late_items:
            end = c.insight.dates[item].end
            late = f"{day_count(days_after(end, when))} after its release {named(release)} ({when})"
            steps = ("end",) if item.entry.end else ("release",)
            hint = "move it to a later release, or end it earlier"
            yield c.found(item, steps, f"{named(item)} ends {end}, {late}", hint)


@check("undated", "info", "An item is planned or in progress, and no date, horizon or release says when.")
def undated(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        if item.entry.status in ("planned", "in_progress") and not _is_dated(c, item):
            message = f"{named(item)} is {c.state(item)}, and nothing says when"
            hint = "add an end (2026-Q4 will do), a horizon or a release"
            yield c.found(item, ("status",), message, hint)


def _is_dated(c: Context, item: ItemEntity) -> bool:
    dates = c.insight.dates[item]
    return bool(dates.start or dates.end or item.entry.horizon or item.entry.release)


@check("slip-without-reason", "info", "An open item comes later than promised, and nobody says why.", days=14)
def slip_without_reason(c: Context, least: int) -> Iterator[Violation]:
    for item in c.open_items:
        late = c.insight.item(item).slip_days or 0
        entry = item.entry
        if late > least and entry.baseline and not (entry.slip_reason or entry.health_reason):
            end = c.insight.dates[item].end
            message = f"{named(item)} ends {end}, {day_count(late)} after what was promised ({entry.baseline.end})"
            yield c.found(item, ("baseline", "end"), message, "say why in slip_reason:")
