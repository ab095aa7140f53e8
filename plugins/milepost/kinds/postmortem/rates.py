"""Incident rates and times to recover, by year or quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import TIMESTAMPS
from milepost.schema.period import Period

MIN_FOR_MEDIAN = 3
MIN_FOR_P90 = 5
MIN_YEARS = 3
TIMED_TYPES = ("incident", "security")
_COARSER_THAN_A_QUARTER = ("half", "year")


@dataclass(frozen=True, slots=True)
class DurationDistribution:
    """Durations in seconds, ascending.

    `median` and `p90` are None for fewer than MIN_FOR_MEDIAN and MIN_FOR_P90 values.
    """

    seconds: tuple[int, ...]
    median: int | None
    p90: int | None

    @property
    def count(self) -> int:
        """Number of known durations."""
        return len(self.seconds)


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """A year, or quarter 1 to 4 of it, and its incidents. Durations are those of TIMED_TYPES only."""

    year: int
    quarter: int | None
    incidents: tuple[IncidentInsight, ...]
    to_detect: DurationDistribution
    to_mitigate: DurationDistribution
    to_resolve: DurationDistribution


def date_of(incident: IncidentInsight) -> Period | None:
    """The day an incident started, else its first known timestamp, else its review; None if none may be shown."""
    days = [stamp.instant.day for name in TIMESTAMPS if (stamp := incident.stamps.get(name))]
    days += [reviewed] if (reviewed := incident.entity.entry.reviewed_on) else []
    return next((day for day in days if day.first), None)


def quantile(values: Iterable[float], share: float) -> float:
    """The value at a share of 0 to 1 of the sorted values, interpolated linearly.

    Definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50
    (1996); for 0.5 it is the usual median. Raises ValueError if there are no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    below, rest = divmod((len(ordered) - 1) * share, 1)
    low = ordered[int(below)]
    return low if not rest else low + (ordered[int(below) + 1] - low) * rest


def distribution(seconds: Iterable[int | None]) -> DurationDistribution:
    """Median and 90th percentile of the known durations."""
    known = sorted(value for value in seconds if value is not None)
    return DurationDistribution(
        tuple(known),
        round(quantile(known, 0.5)) if len(known) >= MIN_FOR_MEDIAN else None,
        round(quantile(known, 0.9)) if len(known) >= MIN_FOR_P90 else None,
    )


def comparable_incidents(incidents: Iterable[IncidentInsight]) -> list[IncidentInsight]:
    """Incidents whose durations are comparable; a project takes as long as it was planned to."""
    return [incident for incident in incidents if incident.entity.entry.type in TIMED_TYPES]


def rate_periods(incidents: Iterable[IncidentInsight]) -> tuple[RatePeriod, ...]:
    """Every year from first to last; quarters instead if there are fewer than MIN_YEARS years.

    Years are kept if any date is coarser than a quarter. Undated incidents are left out.
    """
    dated = [(day, incident) for incident in incidents if (day := date_of(incident))]
    if not dated:
        return ()
    years = [day.first.year for day, _ in dated if day.first]
    spans = range(min(years), max(years) + 1)
    if len(spans) >= MIN_YEARS or any(day.precision in _COARSER_THAN_A_QUARTER for day, _ in dated):
        return _rate_periods([(year, None) for year in spans], dated)
    quarters = [(year, quarter) for year in spans for quarter in (1, 2, 3, 4)]
    places = [quarters.index((day.first.year, (day.first.month + 2) // 3)) for day, _ in dated if day.first]
    return _rate_periods([*quarters[min(places) : max(places) + 1]], dated)


def twelve_months(
    incidents: Iterable[IncidentInsight], as_of: date
) -> tuple[tuple[IncidentInsight, ...], tuple[IncidentInsight, ...]]:
    """Incidents in the twelve months up to and including `as_of`, and in the twelve months before.

    An incident whose date does not certainly lie in one of them is in neither.
    """
    edges = [_years_before(as_of, years) for years in (0, 1, 2)]
    found: tuple[list[IncidentInsight], list[IncidentInsight]] = ([], [])
    for incident in incidents:
        day = date_of(incident)
        for place, inside in enumerate(found):
            if day and day.first and day.last and edges[place + 1] < day.first and day.last <= edges[place]:
                inside.append(incident)
    return tuple(found[0]), tuple(found[1])


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 28 February for 29 February of a common year."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _rate_periods(
    keys: Sequence[tuple[int, int | None]], dated: Iterable[tuple[Period, IncidentInsight]]
) -> tuple[RatePeriod, ...]:
    inside: dict[tuple[int, int | None], list[IncidentInsight]] = {key: [] for key in keys}
    by_quarter = keys[0][1] is not None
    for day, incident in dated:
        if day.first:
            inside[day.first.year, (day.first.month + 2) // 3 if by_quarter else None].append(incident)
    return tuple(_rate_period(year, quarter, found) for (year, quarter), found in inside.items())


def _rate_period(year: int, quarter: int | None, incidents: Sequence[IncidentInsight]) -> RatePeriod:
    compared = comparable_incidents(incidents)
    return RatePeriod(
        year=year,
        quarter=quarter,
        incidents=tuple(incidents),
        to_detect=distribution(one.seconds_to_detect for one in compared),
        to_mitigate=distribution(one.seconds_to_mitigate for one in compared),
        to_resolve=distribution(one.seconds_to_resolve for one in compared),
    )
