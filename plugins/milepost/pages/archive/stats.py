"""The key figures of the archive, and its opening sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.rates import DurationDistribution, comparable_incidents, distribution, twelve_months
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.archive.records import TYPES, Record, noun

_NAMED = 3


@dataclass(frozen=True, slots=True)
class ArchiveStat:
    """A figure with its unit, its label, and a note that compares it."""

    label: str
    value: str
    unit: str
    note: str


def opening(context: PageContext, records: Sequence[Record]) -> str:
    """How many post-mortems there are since when, by type, in words."""
    if not records:
        return ""
    counts = {key: sum(record.entity.entry.type == key for record in records) for key in TYPES}
    years = [record.iso[:4] for record in records if record.iso]
    since = f" since {years[-1]}" if years and years[0] != years[-1] else f" in {years[0]}" if years else ""
    kinds = sorted((key for key in TYPES if counts[key]), key=lambda key: -counts[key])
    named = [f"{phrasing.cardinal(counts[key])} {noun(context, key, counts[key] > 1)}" for key in kinds[:_NAMED]]
    if rest := sum(counts[key] for key in kinds[_NAMED:]):
        named.append(f"{phrasing.cardinal(rest)} {phrasing.plural(rest, 'other')}")
    if len(kinds) == 1:
        return phrasing.sentence(f"{named[0]}{since}.")
    return phrasing.sentence(f"{phrasing.cardinal(len(records))}{since}: {phrasing.listing(named)}.")


def stats_of(context: PageContext, records: Sequence[Record]) -> tuple[ArchiveStat, ...]:
    """The figures for which there is enough data."""
    now, before = (
        comparable_incidents(found) for found in twelve_months((record.incident for record in records), context.as_of)
    )
    found = [
        _time("Time to detect", _detect(now), _detect(before)),
        _time("Time to resolve", _resolve(now), _resolve(before)),
        _actions(context, records),
        _repeated(context, records),
    ]
    return tuple(one for one in found if one)


def _detect(incidents: Iterable[IncidentInsight]) -> DurationDistribution:
    return distribution(one.seconds_to_detect for one in incidents)


def _resolve(incidents: Iterable[IncidentInsight]) -> DurationDistribution:
    return distribution(one.seconds_to_resolve for one in incidents)


def _time(label: str, now: DurationDistribution, before: DurationDistribution) -> ArchiveStat | None:
    if now.median is None:
        return None
    than = f"; {phrasing.elapsed(before.median)} the year before" if before.median is not None else ""
    return ArchiveStat(label, phrasing.elapsed(now.median), "", f"median of {now.count} in twelve months{than}")


def _actions(context: PageContext, records: Sequence[Record]) -> ArchiveStat | None:
    actions = [one for record in records for one in context.portfolio.nested(record.entity, "action")]
    counted = [context.insight.action(one) for one in actions if one.entry.status != "rejected"]
    if not counted:
        return None
    open_ones = [one for one in counted if one.is_open]
    ages = [one.age_days for one in open_ones if one.age_days is not None]
    oldest = f"the oldest open one is {phrasing.duration(max(ages))} old" if ages else ""
    note = oldest if open_ones else "none is open"
    return ArchiveStat(
        "Actions done", phrasing.number(len(counted) - len(open_ones)), f"of {phrasing.number(len(counted))}", note
    )


def _repeated(context: PageContext, records: Sequence[Record]) -> ArchiveStat | None:
    """How many post-mortems have a lesson that an earlier one already had."""
    days = {record.entity: record.iso for record in records}

    def repeats(record: Record) -> bool:
        lessons = context.portfolio.nested(record.entity, "lesson")
        seen = (other for lesson in lessons for other in context.insight.lesson(lesson).seen_in)
        return any(other is not record.entity and "" < days.get(other, "") < record.iso for other in seen)

    number = sum(map(repeats, records))
    if not number:
        return None
    return ArchiveStat(
        "Seen before", phrasing.number(number), f"of {phrasing.number(len(records))}", "taught a lesson that was known"
    )
