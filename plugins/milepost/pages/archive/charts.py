"""Charts of incident rates over time, each with a description and a table of its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from milepost.charts.bars import Stack, StackPart, stacked_bars
from milepost.charts.scales import DURATIONS, Log
from milepost.charts.strip import StripGroup, ValueDot, strip
from milepost.charts.svg import Plot
from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.rates import DurationDistribution, RatePeriod, comparable_incidents, rate_periods
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.kit.severity import severity_of
from milepost.pages.archive.records import Record

_LEAST, _LEAST_TIMES, _FEW_TIMES = 4, 4, 60
_STRETCHES = 2
_UNRANKED = 98
_NONE = "–"
_MILD = ("mild", "mild-2", "mild-3")


@dataclass(frozen=True, slots=True)
class Legend:
    """A color token and what it stands for."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `description` tells what it shows; the table (`head`, `rows`) has all its numbers."""

    id: str
    title: str
    description: str
    legend: tuple[Legend, ...]
    plot: Plot
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts_of(context: PageContext, records: Sequence[Record]) -> tuple[Chart, ...]:
    """The charts that have enough data: four post-mortems in two periods, and four known times for each time."""
    found = rate_periods(record.incident for record in records)
    if len(found) < _STRETCHES or sum(len(one.incidents) for one in found) < _LEAST:
        return ()
    per = "year" if found[0].quarter is None else "quarter"
    times = (
        _times(context, found, per, "detect", lambda one: one.to_detect, lambda one: one.seconds_to_detect),
        _times(context, found, per, "resolve", lambda one: one.to_resolve, lambda one: one.seconds_to_resolve),
    )
    return (_numbers(context, found, per), *(one for one in times if one))


def _name(one: RatePeriod) -> str:
    return str(one.year) if one.quarter is None else f"Q{one.quarter} {one.year}"


def _tick(one: RatePeriod) -> str:
    """The axis label of a period; the year is on a second line under the first quarter."""
    if one.quarter is None:
        return str(one.year)
    return f"Q{one.quarter}" + (f"|{one.year}" if one.quarter == 1 else "")


def _numbers(context: PageContext, found: Sequence[RatePeriod], per: str) -> Chart:
    """Number of post-mortems per period, by severity."""
    inside = [Counter(_severity(context, one) for one in stretch.incidents) for stretch in found]
    keys = sorted(set().union(*inside))
    tones = _told_apart([tone for _, _, tone in keys])
    counts = [[counted[key] for key in keys] for counted in inside]
    stacks = [
        Stack(
            _tick(stretch),
            tuple(
                StackPart(count, tone, f"{_name(stretch)}, {word}: {phrasing.number(count)}")
                for count, tone, (_, word, _) in zip(parts, tones, keys, strict=True)
            ),
        )
        for stretch, parts in zip(found, counts, strict=True)
    ]
    most, last = max(found, key=lambda one: len(one.incidents)), found[-1]
    return Chart(
        id="chart-number",
        title=f"How many per {per}",
        description=f"Most in {_name(most)}: {len(most.incidents)}. In {_name(last)}: {len(last.incidents)}.",
        legend=tuple(Legend(tone, word) for (_, word, _), tone in zip(keys, tones, strict=True))
        if len(keys) > 1
        else (),
        plot=stacked_bars(stacks),
        head=(phrasing.sentence(per), "All", *(word for _, word, _ in keys)),
        rows=tuple(
            (_name(stretch), *map(phrasing.number, (sum(parts), *parts)))
            for stretch, parts in zip(found, counts, strict=True)
        ),
    )


def _told_apart(tones: Sequence[str]) -> list[str]:
    """A distinct tone for each part of a stack; several mild ones differ in strength."""
    mild = iter((*_MILD, *(_MILD[-1:] * len(tones))))
    return [next(mild) if tone == "mild" else tone for tone in tones]


def _severity(context: PageContext, incident: IncidentInsight) -> tuple[int, str, str]:
    """Rank, label and tone of an incident's severity; those without a severity sort last."""
    found = severity_of(context.portfolio, incident.entity.entry.severity)
    return (found.rank or _UNRANKED, found.word, found.tone) if found else (_UNRANKED + 1, "No severity", "none")


def _times(
    context: PageContext,
    found: Sequence[RatePeriod],
    per: str,
    what: str,
    of: Callable[[RatePeriod], DurationDistribution],
    seconds: Callable[[IncidentInsight], int | None],
) -> Chart | None:
    """Median and 90th percentile of a time per period, for incidents only; single values too, up to 60 of them."""
    spreads = [(stretch, of(stretch)) for stretch in found]
    total = sum(one.count for _, one in spreads)
    if total < _LEAST_TIMES:
        return None
    told = [(stretch, one.median) for stretch, one in spreads if one.median is not None]
    said = "; ".join(f"{_name(stretch)}: {phrasing.elapsed(median)}" for stretch, median in told)
    keys = (
        (Legend("each", "one incident"), total <= _FEW_TIMES),
        (Legend("median", "median"), bool(told)),
        (Legend("p90", "nine in ten took less"), any(one.p90 is not None for _, one in spreads)),
    )
    return Chart(
        id=f"chart-{what}",
        title=f"Time to {what} per {per}",
        description=f"Median time to {what} of incidents. {said or 'Too few for one'}.",
        legend=tuple(legend for legend, drawn in keys if drawn),
        plot=_strip(spreads, [_dots(context, one, seconds) if total <= _FEW_TIMES else () for one in found]),
        head=(phrasing.sentence(per), "Incidents", "Median", "P90"),
        rows=tuple(
            (_name(stretch), phrasing.number(one.count), _said(one.median), _said(one.p90)) for stretch, one in spreads
        ),
    )


def _strip(spreads: Sequence[tuple[RatePeriod, DurationDistribution]], dots: Sequence[Sequence[ValueDot]]) -> Plot:
    groups = [
        StripGroup(_tick(stretch), tuple(each), one.median, one.p90)
        for (stretch, one), each in zip(spreads, dots, strict=True)
    ]
    drawn = [dot.value for group in groups for dot in group.dots]
    drawn += [value for group in groups for value in (group.median, group.p90) if value is not None]
    return strip(groups, Log.between(drawn, DURATIONS, phrasing.elapsed))


def _dots(
    context: PageContext, stretch: RatePeriod, seconds: Callable[[IncidentInsight], int | None]
) -> Sequence[ValueDot]:
    """Each incident with a known time, shortest first."""
    known = [
        (took, context.ref(one.entity))
        for one in comparable_incidents(stretch.incidents)
        if (took := seconds(one)) is not None
    ]
    known.sort(key=lambda one: one[0])
    return [ValueDot(took, f"{ref.title} · {phrasing.elapsed(took)}", ref.target) for took, ref in known]


def _said(seconds: int | None) -> str:
    return _NONE if seconds is None else phrasing.elapsed(seconds)
