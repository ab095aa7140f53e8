"""Earned value and earned schedule of a plan on a status date.

Formulas of earned value: PMI, "The Standard for Earned Value Management" (2019), and ISO 21508:2018. Of earned
schedule: Lipke, "Schedule is Different", The Measurable News, 2003, and "Earned Schedule", 2009.

Amounts are in one currency (or in hours), times in periods of the baseline since its start. What would need a division
by zero, or a value that is not known, is None and shown as unknown. At the end of a project SPI is 1 however late it
ends, as EV and PV are then both the budget: it is never shown without SPI(t).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """The four measured amounts, and what follows from them; an amount that is not known is None.

    `bac` is the budget at completion; `pv`, `ev` and `ac` are planned value, earned value and actual cost to date.
    """

    bac: float | None
    pv: float | None
    ev: float | None
    ac: float | None

    @property
    def cost_variance(self) -> float | None:
        """CV = EV − AC; negative is over budget."""
        return _difference(self.ev, self.ac)

    @property
    def schedule_variance(self) -> float | None:
        """SV = EV − PV, as an amount; negative is behind the baseline."""
        return _difference(self.ev, self.pv)

    @property
    def cost_performance_index(self) -> float | None:
        """CPI = EV ÷ AC: the value earned by each unit of cost."""
        return _ratio(self.ev, self.ac)

    @property
    def schedule_performance_index(self) -> float | None:
        """SPI = EV ÷ PV; returns to 1 at the end of every project."""
        return _ratio(self.ev, self.pv)

    @property
    def estimate_at_completion(self) -> float | None:
        """EAC = BAC ÷ CPI, computed as BAC · AC ÷ EV: the cost in the end if the rest performs like the work so far."""
        if self.bac is None or self.ac is None or self.cost_performance_index in (None, 0):
            return None
        return _ratio(self.bac * self.ac, self.ev)

    @property
    def estimate_with_rest_as_planned(self) -> float | None:
        """EAC = AC + BAC − EV: the cost in the end if the rest costs what was planned for it."""
        remaining = _difference(self.bac, self.ev)
        return None if self.ac is None or remaining is None else self.ac + remaining

    @property
    def variance_at_completion(self) -> float | None:
        """VAC = BAC − EAC; negative is over budget."""
        return _difference(self.bac, self.estimate_at_completion)

    @property
    def to_complete_index(self) -> float | None:
        """TCPI = (BAC − EV) ÷ (BAC − AC): the CPI that the rest must have to end on budget.

        None where the budget is spent, as no performance could end on it.
        """
        if self.bac is None or self.ac is None or self.ac >= self.bac:
            return None
        return _ratio(_difference(self.bac, self.ev), self.bac - self.ac)


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """`earned` periods of the baseline, reached `at` this many periods after the start of a baseline that is
    `planned_duration` periods long.
    """

    earned: float | None
    at: float
    planned_duration: float

    @property
    def schedule_variance(self) -> float | None:
        """SV(t) = ES − AT in periods; negative is late."""
        return _difference(self.earned, self.at)

    @property
    def schedule_performance_index(self) -> float | None:
        """SPI(t) = ES ÷ AT; at the end of a project it is planned by actual duration."""
        return _ratio(self.earned, self.at)

    @property
    def estimate_at_completion(self) -> float | None:
        """IEAC(t) = PD ÷ SPI(t), computed as PD · AT ÷ ES: how many periods it will take at the pace so far."""
        return _ratio(self.planned_duration * self.at, self.earned)


def earned_value(bac: float | None, pv: float | None, ev: float | None, ac: float | None) -> EarnedValue:
    """Earned value from budget at completion, planned value, earned value, and actual cost, all cumulative to date."""
    return EarnedValue(bac, pv, ev, ac)


def earned_schedule(
    pv_by_period: Sequence[float], ev: float | None, at: float, planned_duration: float
) -> EarnedSchedule:
    """Earned schedule: the time at which the baseline should have earned `ev`.

    `pv_by_period` is the cumulative planned value at the times 0, 1, 2 …, so its first value is that of the start.
    ES = C + (EV − PV_C) ÷ (PV_{C+1} − PV_C), where C is the last period with PV_C ≤ EV: on a plateau the work counts up
    to its end (Lipke 2003). It does not exceed the planned duration, and is unknown without a baseline or below its
    first value.
    """
    reached = [period for period, planned in enumerate(pv_by_period) if ev is not None and planned <= ev]
    if ev is None or not reached:
        return EarnedSchedule(None, at, planned_duration)
    last = reached[-1]
    earned = float(last)
    if last + 1 < len(pv_by_period):
        earned += (ev - pv_by_period[last]) / (pv_by_period[last + 1] - pv_by_period[last])
    return EarnedSchedule(min(earned, planned_duration), at, planned_duration)


def _difference(minuend: float | None, subtrahend: float | None) -> float | None:
    return None if minuend is None or subtrahend is None else minuend - subtrahend


def _ratio(dividend: float | None, divisor: float | None) -> float | None:
    return None if dividend is None or divisor is None or divisor == 0 else dividend / divisor
