"""Chart scales: the position of a value along an axis as a share of it (0–1), and its ticks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol, TypeVar

from milepost.timeline.scale import Ruler

_Value = TypeVar("_Value", contravariant=True)

_INTERVALS = 4
_NICE = (1, 2, 5)
_APART = 1e-9
_LARGEST = 1e15  # beyond about this, adjacent integers are equal as floats
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
DURATIONS = (
    10, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 4 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY, 120 * _DAY, 365 * _DAY,
    3650 * _DAY,
)  # fmt: skip
"""Round durations in seconds, for `Log.between`."""


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A tick: its position as a share of the axis (0–1) and its label; `below` is a second line of the label."""

    at: float
    text: str
    below: str = ""


class AxisScale(Protocol[_Value]):
    """An axis from 0 (start) to 1 (end); positions beyond are off the axis."""

    @property
    def ticks(self) -> Sequence[AxisTick]:
        """Its ticks, in order."""

    def at(self, value: _Value) -> float:
        """The position of a value as a share of the axis."""


def finite(values: Iterable[float]) -> list[float]:
    """The values as a list. Raises ValueError for NaN and for magnitudes above 10¹⁵."""
    found = list(values)
    if not all(abs(value) <= _LARGEST for value in found):  # comparisons with NaN are false
        raise ValueError("a chart shows numbers up to 10¹⁵, and nothing that is not a number")
    return found


def on_axis(scale: AxisScale[float], values: Iterable[float]) -> None:
    """Raises ValueError if a value is off the axis or not a number: it would be drawn outside the chart."""
    if not all(-_APART <= scale.at(value) <= 1 + _APART for value in finite(values)):
        raise ValueError("a value lies beyond its axis")


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear axis from `low` to `high`, with its ticks."""

    low: float
    high: float
    ticks: tuple[AxisTick, ...]

    @classmethod
    def around(
        cls,
        values: Iterable[float],
        say: Callable[[float], str] | None = None,
        *,
        zero: bool = True,
        whole: bool = False,
    ) -> Linear:
        """An axis of at most four round steps that covers all values, and zero if `zero`.

        `whole` allows integer ticks only; `say` formats a tick. With equal values, or none, the axis still spans one
        step.
        """
        found = finite(values)
        low = min([*found, 0.0] if zero else found, default=0.0)
        high = max([*found, 0.0] if zero else found, default=0.0)
        step = _step(low, high, whole=whole)
        first, last = math.floor(low / step), math.ceil(high / step)
        if first == last:
            first, last = (first, last + 1) if high >= 0 or not zero else (first - 1, last)
        # Rounded to the step, so that 3 × 0.1 is 0.3.
        digits = max(0, -math.floor(math.log10(step)))
        named = [round(n * step, digits) for n in range(first, last + 1)]
        speak = say or (lambda value: plain(value, digits))
        bare = cls(named[0], named[-1], ())
        return replace(bare, ticks=tuple(AxisTick(bare.at(value), speak(value)) for value in named))

    def at(self, value: float) -> float:
        """The position of a number as a share of the axis."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Log:
    """A logarithmic axis from `low` to `high`, above 0. A value below `low` lies at the start."""

    low: float
    high: float
    ticks: tuple[AxisTick, ...]

    @classmethod
    def between(cls, values: Iterable[float], steps: Sequence[float], say: Callable[[int], str]) -> Log:
        """An axis from the step at or below all values to the step at or above them, with every second tick if there
        are many.

        0 lies at the lowest step. `say` formats a tick. Raises ValueError for a negative number.
        """
        found = finite(values)
        if any(value < 0 for value in found):
            raise ValueError("a logarithmic axis has no numbers below 0")
        lowest, highest = min(found, default=steps[0]), max(found, default=steps[0])
        first = min(max((n for n, step in enumerate(steps) if step <= lowest), default=0), len(steps) - 2)
        last = min((n for n, step in enumerate(steps) if step >= highest and n > first), default=len(steps) - 1)
        named = [*steps[first : last + 1]]
        if len(named) > _INTERVALS + 2:
            named = sorted({*named[::2], named[-1]})
        bare = cls(named[0], max(named[-1], highest), ())
        return replace(bare, ticks=tuple(AxisTick(bare.at(value), say(round(value))) for value in named))

    def at(self, value: float) -> float:
        """The position of a number as a share of the axis."""
        return math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)


@dataclass(frozen=True, slots=True)
class Bands:
    """A categorical axis with bands of equal width; values are indexes from 0, placed mid-band."""

    names: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Bands:
        """Bands with these labels. Text after a "|" is a second line."""
        return cls(tuple((text, below) for text, _, below in (name.partition("|") for name in names)))

    @property
    def ticks(self) -> tuple[AxisTick, ...]:
        """Every label, in the middle of its band."""
        return tuple(AxisTick(self.at(n), text, below) for n, (text, below) in enumerate(self.names))

    def at(self, value: float) -> float:
        """The middle of the band with this index, as a share of the axis."""
        return (value + 0.5) / len(self.names)


@dataclass(frozen=True)
class Days:
    """A time axis: the scale of the timeline, with ticks of one of its units."""

    ruler: Ruler
    unit: str

    @classmethod
    def around(cls, days: Iterable[date], as_of: date, fiscal: int = 1) -> Days:
        """An axis of the whole months that cover all days, or the month of `as_of` if there are none.

        Ticks are months, quarters or years, as many as fit. `fiscal` is the first month of the year (1–12).
        """
        found = list(days) or [as_of]
        first, last = min(found).replace(day=1), max(found)
        end = (last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        months = (end.year - first.year) * 12 + end.month - first.month + 1
        unit = next((unit for unit, most in _UNITS if months <= most), "year")
        return cls(Ruler(first, end, as_of, fiscal), unit)

    @cached_property
    def ticks(self) -> tuple[AxisTick, ...]:
        """The start of each unit of time, with the year below where it changes."""
        found: list[AxisTick] = []
        year = ""
        for tick in self.ruler.scale().ticks:
            if tick.unit == self.unit:
                found.append(AxisTick(tick.start / 100, tick.word, tick.rest if tick.rest != year else ""))
                year = tick.rest
        return tuple(found)

    @property
    def today(self) -> float | None:
        """The end of the as-of day as a share of the axis; None if it is off the axis."""
        on = self.ruler.first <= self.ruler.as_of <= self.ruler.last
        return self.ruler.after(self.ruler.as_of) / 100 if on else None

    def at(self, value: date) -> float:
        """The start of a day as a share of the axis; below 0 or above 1 if it is off the axis."""
        return (value - self.ruler.first).days / ((self.ruler.last - self.ruler.first).days + 1)


def dates_up(dates: Iterable[date], as_of: date, room: float, fiscal: int = 1) -> Linear:
    """A vertical axis of dates, as ordinals, of the whole months that cover them. Each label has its year.

    `room` is the height in pixels: labels that would touch are left out. `fiscal` is the first month of the year, from
    1 to 12.
    """
    days = Days.around(dates, as_of, fiscal)
    low, high = days.ruler.first.toordinal(), days.ruler.last.toordinal() + 1
    return Linear(low, high, yearly_ticks(days, room))


def yearly_ticks(days: Days, room: float) -> tuple[AxisTick, ...]:
    """The ticks of an axis of days with the year in each label, as many as fit into so many pixels."""
    found: list[AxisTick] = []
    year = ""
    for tick in days.ticks:
        year = tick.below or year
        # The unit of long axes is the year itself.
        found.append(AxisTick(tick.at, tick.text if tick.text == year else f"{tick.text} {year}".strip()))
    every = next(n for n in range(1, len(found) + 1) if len(found) / n * _TICK_LINE <= room or n == len(found))
    return tuple(found[::every])


_UNITS = (("month", 14), ("quarter", 42))
_TICK_LINE = 18.0  # pixels between the ticks of a vertical axis


def plain(value: float, digits: int | None = None) -> str:
    """A number with thousands separators and a true minus sign; one decimal unless it is whole or `digits` is given."""
    places = digits if digits is not None else int(not float(value).is_integer())
    return f"{value:,.{places}f}".replace("-", "−") if value else "0"


def _step(low: float, high: float, *, whole: bool) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten of which at most four cover the range."""
    largest = max(abs(low), abs(high))
    # Smaller differences count as equal: a step between them would be lost in rounding.
    span = high - low if high - low > largest * _APART and largest > _APART else largest
    if span < _APART:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / _INTERVALS))
    if whole:
        power = max(1.0, power)
    steps = (nice * power * times for times in (1, 10, 100) for nice in _NICE)
    return next(step for step in steps if math.ceil(high / step) - math.floor(low / step) <= _INTERVALS)
