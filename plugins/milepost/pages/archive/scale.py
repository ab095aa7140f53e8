"""The time scale of the archive: whole years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from milepost.schema.period import Period

_YEARS = (1, 2, 5, 10, 20, 50)
_FEW_YEARS = 2
_MANY_TICKS = 10


@dataclass(frozen=True, slots=True)
class ArchiveTick:
    """The start of a year or a quarter, in percent; a `minor` tick is fainter."""

    at: float
    word: str
    minor: bool = False


class ArchiveScale:
    """Whole years, from the first post-mortem shown to the last."""

    def __init__(self, days: Sequence[Period]) -> None:
        self.first = min(day.first for day in days if day.first).year
        self.last = max(day.last for day in days if day.last).year
        self._begin = date(self.first, 1, 1)
        self._days = (date(self.last, 12, 31) - self._begin).days + 1

    def at(self, day: date, after: int = 0) -> float:
        """The position of the beginning of a day in percent, or of the day `after` calendar days later."""
        return round(((day - self._begin).days + after) / self._days * 100, 2)

    def ticks(self) -> list[ArchiveTick]:
        """Years; also quarters for up to two years, and only round years for more than ten."""
        years = range(self.first, self.last + 1)
        step = next(step for step in _YEARS if len(years) <= _MANY_TICKS * step or step == _YEARS[-1])
        found = [ArchiveTick(self.at(date(year, 1, 1)), str(year)) for year in years if year % step == 0]
        if len(years) <= _FEW_YEARS:
            quarters = ((year, quarter) for year in years for quarter in (2, 3, 4))
            found += [
                ArchiveTick(self.at(date(year, quarter * 3 - 2, 1)), f"Q{quarter}", True) for year, quarter in quarters
            ]
        return sorted(found, key=lambda tick: tick.at)
