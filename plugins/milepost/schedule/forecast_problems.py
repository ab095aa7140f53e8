"""What makes the input of a forecast unusable, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import isfinite

from milepost.problem import quoted
from milepost.schedule.calendar import TICKS_PER_DAY
from milepost.schedule.distributions import ThreePoint
from milepost.schedule.forecast import CorrelationGroup, ForecastProblem, ScheduleRisk
from milepost.schedule.network import Network

_LONGEST_DAYS = 36_500
_MOST_RUNS = 1_000_000


def forecast_problems(
    network: Network,
    estimates: Mapping[str, ThreePoint],
    risks: Sequence[ScheduleRisk] = (),
    groups: Sequence[CorrelationGroup] = (),
    milestones: Collection[str] = (),
    runs: int = 1,
) -> tuple[ForecastProblem, ...]:
    """All problems of the input of a simulation; none if it can be run on a network without problems of its own."""
    return (
        *_runs(runs),
        *_estimates(network, estimates),
        *_risks(network, risks),
        *_groups(network, groups),
        *_unknown(network, milestones, "", "the milestones"),
    )


def _runs(runs: int) -> Iterator[ForecastProblem]:
    if not 1 <= runs <= _MOST_RUNS:
        yield ForecastProblem("bad-runs", "", f"the number of runs is {runs:,}, and not from 1 to {_MOST_RUNS:,}")


def _estimates(network: Network, estimates: Mapping[str, ThreePoint]) -> Iterator[ForecastProblem]:
    for name, estimate in estimates.items():
        if estimate.flaw:
            yield ForecastProblem("bad-estimate", name, f"{quoted(name)}: {estimate.flaw}")
        elif estimate.pessimistic > _LONGEST_DAYS * TICKS_PER_DAY:
            message = f"{quoted(name)}: the pessimistic duration is longer than {_LONGEST_DAYS:,} working days"
            yield ForecastProblem("bad-estimate", name, message)
        yield from _activities(network, (name,), name, "the estimates")


def _risks(network: Network, risks: Sequence[ScheduleRisk]) -> Iterator[ForecastProblem]:
    yield from _repeated((risk.id for risk in risks), "risk")
    for risk in risks:
        if not 0 <= risk.probability <= 1:
            message = f"the probability of the risk {quoted(risk.id)} is {risk.probability}, and not from 0 to 1"
            yield ForecastProblem("bad-probability", risk.id, message)
        if not isfinite(risk.days) or abs(risk.days) > _LONGEST_DAYS:
            message = f"the risk {quoted(risk.id)} adds {risk.days} days, and not at most {_LONGEST_DAYS:,}"
            yield ForecastProblem("bad-delay", risk.id, message)
        yield from _activities(network, risk.activities, risk.id, f"the risk {quoted(risk.id)}")


def _groups(network: Network, groups: Sequence[CorrelationGroup]) -> Iterator[ForecastProblem]:
    yield from _repeated((group.id for group in groups), "correlation group")
    member_of: dict[str, str] = {}
    for group in groups:
        if not 0 <= group.correlation <= 1:
            message = f"the correlation of the group {quoted(group.id)} is {group.correlation}, and not from 0 to 1"
            yield ForecastProblem("bad-correlation", group.id, message)
        for name in group.activities:
            other = member_of.setdefault(name, group.id)
            if other != group.id:
                message = f"{quoted(name)} is in two correlation groups, {quoted(other)} and {quoted(group.id)}"
                yield ForecastProblem("two-groups", name, message)
        yield from _activities(network, group.activities, group.id, f"the group {quoted(group.id)}")


def _repeated(names: Iterable[str], what: str) -> Iterator[ForecastProblem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield ForecastProblem("repeated-id", name, f"there is more than one {what} {quoted(name)}")
        seen.add(name)


def _activities(network: Network, names: Iterable[str], subject: str, where: str) -> Iterator[ForecastProblem]:
    chosen = tuple(names)
    yield from _unknown(network, chosen, subject, where)
    for name in chosen:
        if network.is_summary(name):
            message = f"{where}: {quoted(name)} has subtasks, and its duration is theirs: name the subtasks"
            yield ForecastProblem("summary", subject, message)


def _unknown(network: Network, names: Iterable[str], subject: str, where: str) -> Iterator[ForecastProblem]:
    for name in names:
        if name not in network.activities:
            yield ForecastProblem("unknown-activity", subject, f"{where}: there is no activity {quoted(name)}")
