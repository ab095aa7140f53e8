"""How often entities went wrong, and how long it took, over years or quarters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import MOMENTS
from milepost.schema.period import Period

MEDIAN_FROM = 3
P90_FROM = 5
YEARS_FROM = 3
TIMED = ("incident", "security")
_VAGUER_THAN_A_QUARTER = ("half", "year")


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in seconds, shortest first. None of fewer than MEDIAN_FROM, or P90_FROM."""

    seconds: tuple[int, ...]
    median: int | None
    p90: int | None

    @property
    def count(self) -> int:
        """Of how many it is known."""
        return len(self.seconds)


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """A year, or a `quarter` 1 to 4 of it, and what happened in it. Times are those of TIMED alone."""

    year: int
    quarter: int | None
    incidents: tuple[IncidentInsight, ...]
    to_detect: Spread
    to_mitigate: Spread
    to_resolve: Spread


def happened(incident: IncidentInsight) -> Period | None:
    """The day it began, else the first that is known, else that of its review; None where none may be told."""
    days = [stamp.instant.day for name in MOMENTS if (stamp := incident.stamps.get(name))]
    days += [reviewed] if (reviewed := incident.entity.entry.reviewed_on) else []
    return next((day for day in days if day.first), None)


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which a share of 0 to 1 lies, straight between the two nearest ones.

    Definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician
    50 (1996); for one half it is the usual median. Raises ValueError where there are no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    below, rest = divmod((len(ordered) - 1) * share, 1)
    low = ordered[int(below)]
    return low if not rest else low + (ordered[int(below) + 1] - low) * rest


def spread(seconds: Iterable[int | None]) -> Spread:
    """Median and P90 of those that are known."""
    known = sorted(value for value in seconds if value is not None)
    return Spread(
        tuple(known),
        round(quantile(known, 0.5)) if len(known) >= MEDIAN_FROM else None,
        round(quantile(known, 0.9)) if len(known) >= P90_FROM else None,
    )


def timed(incidents: Iterable[IncidentInsight]) -> list[IncidentInsight]:
    """Those whose times can be compared: a project takes as long as it was planned to."""
    return [incident for incident in incidents if incident.entity.entry.type in TIMED]


def stretches(incidents: Iterable[IncidentInsight]) -> tuple[RatePeriod, ...]:
    """Every year from the first to the last; the quarters instead of fewer than YEARS_FROM years.

    Years remain where a date is vaguer than a quarter. What has no date is in none.
    """
    dated = [(day, incident) for incident in incidents if (day := happened(incident))]
    if not dated:
        return ()
    years = [day.first.year for day, _ in dated if day.first]
    spans = range(min(years), max(years) + 1)
    if len(spans) >= YEARS_FROM or any(day.precision in _VAGUER_THAN_A_QUARTER for day, _ in dated):
        return _filled([(year, None) for year in spans], dated)
    quarters = [(year, quarter) for year in spans for quarter in (1, 2, 3, 4)]
    places = [quarters.index((day.first.year, (day.first.month + 2) // 3)) for day, _ in dated if day.first]
    return _filled([*quarters[min(places) : max(places) + 1]], dated)


def twelve_months(
    incidents: Iterable[IncidentInsight], as_of: date
) -> tuple[tuple[IncidentInsight, ...], tuple[IncidentInsight, ...]]:
    """What happened in the twelve months that end with a day, and in the twelve before.

    What is too vague to tell belongs to neither.
    """
    edges = [_years_before(as_of, years) for years in (0, 1, 2)]
    found: tuple[list[IncidentInsight], list[IncidentInsight]] = ([], [])
    for incident in incidents:
        day = happened(incident)
        for place, inside in enumerate(found):
            if day and day.first and day.last and edges[place + 1] < day.first and day.last <= edges[place]:
                inside.append(incident)
    return tuple(found[0]), tuple(found[1])


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 28 February for a 29th that there was not."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _filled(
    keys: Sequence[tuple[int, int | None]], dated: Iterable[tuple[Period, IncidentInsight]]
) -> tuple[RatePeriod, ...]:
    inside: dict[tuple[int, int | None], list[IncidentInsight]] = {key: [] for key in keys}
    by_quarter = keys[0][1] is not None
    for day, incident in dated:
        if day.first:
            inside[day.first.year, (day.first.month + 2) // 3 if by_quarter else None].append(incident)
    return tuple(_stretch(year, quarter, found) for (year, quarter), found in inside.items())


def _stretch(year: int, quarter: int | None, incidents: Sequence[IncidentInsight]) -> RatePeriod:
    compared = timed(incidents)
    return RatePeriod(
        year=year,
        quarter=quarter,
        incidents=tuple(incidents),
        to_detect=spread(one.seconds_to_detect for one in compared),
        to_mitigate=spread(one.seconds_to_mitigate for one in compared),
        to_resolve=spread(one.seconds_to_resolve for one in compared),
    )
