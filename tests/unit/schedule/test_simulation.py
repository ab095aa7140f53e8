"""The forecast of a plan: published percentiles and indices, risks, correlation, progress, and what it does not depend on."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from random import Random

import pytest

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_start
from milepost.schedule.distributions import Distribution, ThreePoint
from milepost.schedule.forecast import CorrelationGroup, FinishDistribution, Forecast, ImpossibleForecast, ScheduleRisk
from milepost.schedule.network import Activity, ActivityLink, Lag, Network
from milepost.schedule.passes import compute
from milepost.schedule.simulation import simulate
from milepost.schedule.validation import ImpossibleNetwork

START = date(2026, 1, 5)
EVERY_DAY = WorkCalendar(frozenset(range(7)))

# Reliable Construction Co. (Hillier & Lieberman): optimistic, likely, and pessimistic days, and predecessors.
RELIABLE = {
    "A": (1, 2, 3, ""), "B": (2, 3.5, 8, "A"), "C": (6, 9, 18, "B"), "D": (4, 5.5, 10, "C"), "E": (1, 4.5, 5, "C"),
    "F": (4, 4, 10, "E"), "G": (5, 6.5, 11, "D"), "H": (5, 8, 17, "EG"), "I": (3, 7.5, 9, "C"), "J": (3, 9, 9, "FI"),
    "K": (4, 4, 4, "J"), "L": (1, 5.5, 7, "J"), "M": (1, 2, 3, "H"), "N": (5, 5.5, 9, "KL"),
}  # fmt: skip
# Criticality index and schedule sensitivity index of 400,000 runs.
INDICES = {
    "A": (1, 0.13), "B": (1, 0.36), "C": (1, 0.73), "D": (0.10, 0.04), "E": (0.83, 0.19), "F": (0.83, 0.24),
    "G": (0.10, 0.04), "H": (0.10, 0.07), "I": (0.07, 0.03), "J": (0.90, 0.26), "K": (0.16, 0), "L": (0.74, 0.27),
    "M": (0.10, 0.01), "N": (0.90, 0.20),
}  # fmt: skip


def days(*values: float) -> ThreePoint:
    return ThreePoint(*(value * TICKS_PER_DAY for value in values))


DIGEST = "38016a352e51079b7b7c6cac7ef9cf540668450888c18f5d61a5c9ac38e87083"
ESTIMATES = {name: days(*values[:3]) for name, values in RELIABLE.items()}


def reliable(order: str = "ABCDEFGHIJKLMN") -> Network:
    activities = [Activity(name, round(RELIABLE[name][1] * TICKS_PER_DAY)) for name in order]
    links = [ActivityLink(before, name) for name in order for before in RELIABLE[name][3]]
    return Network.of(activities, links, start=START, calendar=EVERY_DAY)


def chain(*durations: float, **changes: Activity) -> Network:
    """Activities A, B, C … one after the other on every day of the week."""
    names = "ABCDEFGH"[: len(durations)]
    activities = [
        changes.get(name, Activity(name, round(length * TICKS_PER_DAY)))
        for name, length in zip(names, durations, strict=True)
    ]
    links = [ActivityLink(before, after) for before, after in pairwise(names)]
    return Network.of(activities, links, start=START, calendar=EVERY_DAY)


def after_start(moment: float) -> float:
    """Days from the start of the project to a moment."""
    return (moment - day_start(START)) / TICKS_PER_DAY


def share_within(forecast: Forecast, length: float) -> float:
    return sum(after_start(moment) <= length for moment in forecast.finish.moments) / forecast.runs


@pytest.mark.parametrize(
    ("distribution", "mean", "deviation", "percentiles", "chances"),
    [
        (Distribution.PERT_BETA, 44.33, 2.94, (44.20, 46.81, 49.37), (0.474, 0.816)),
        (Distribution.TRIANGULAR, 46.25, 3.69, (46.10, 49.39, 52.56), (0.285, 0.592)),
    ],
)
def test_percentiles_and_chances_of_the_reliable_construction_project(
    distribution: Distribution,
    mean: float,
    deviation: float,
    percentiles: tuple[float, ...],
    chances: tuple[float, float],
) -> None:
    forecast = simulate(reliable(), ESTIMATES, runs=10_000, distribution=distribution)
    moments = forecast.finish.moments
    assert after_start(sum(moments) / len(moments)) == pytest.approx(mean, abs=0.05)
    assert forecast.deviation / TICKS_PER_DAY == pytest.approx(deviation, abs=0.05)
    for percent, expected in zip((50, 80, 95), percentiles, strict=True):
        assert after_start(forecast.finish.moment_at(percent)) == pytest.approx(expected, abs=0.15)
    assert share_within(forecast, 44) == pytest.approx(chances[0], abs=0.01)
    assert share_within(forecast, 47) == pytest.approx(chances[1], abs=0.01)
    # 44 days from Monday 5 January end on 17 February, and 47 on 20 February.
    assert forecast.chance_by(date(2026, 2, 17)) == share_within(forecast, 44)
    assert forecast.chance_by(date(2026, 2, 20)) == share_within(forecast, 47)


def test_criticality_and_sensitivity_of_the_reliable_construction_project() -> None:
    forecast = simulate(reliable(), ESTIMATES, runs=10_000)
    for name, (criticality, sensitivity) in INDICES.items():
        assert forecast.activities[name].criticality == pytest.approx(criticality, abs=0.015), name
        assert forecast.activities[name].sensitivity == pytest.approx(sensitivity, abs=0.015), name
    assert forecast.deciding == ("C", "B", "L")


def test_without_estimates_every_percentile_is_the_computed_finish() -> None:
    network = reliable()
    forecast = simulate(network, {})
    assert set(forecast.finish.moments) == {compute(network).finish}
    assert {forecast.finish.date_at(percent) for percent in (50, 80, 95)} == {compute(network).finish_date}
    assert forecast.deciding == ()
    assert forecast.activities["A"].criticality == 1
    assert forecast.activities["M"].criticality == 0
    assert forecast.deviation == 0


def test_the_same_bytes_come_out_everywhere() -> None:
    # Where this fails, forecasts that were published change: a release that changes them must say so.
    forecast = simulate(reliable(), ESTIMATES, runs=2_500, seed=42, groups=[CorrelationGroup("g", ("B", "C"))])
    assert sha256(repr((forecast.finish, forecast.activities)).encode()).hexdigest() == DIGEST


def test_a_process_with_another_hash_seed_gives_the_same_forecast() -> None:
    code = "from tests.unit.schedule.test_simulation import *; print(simulate(reliable(), ESTIMATES, runs=300, seed=5))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert found != {b""}


def test_the_order_of_activities_risks_and_groups_does_not_matter() -> None:
    risks = [ScheduleRisk("r1", 0.3, 4, ("C", "A")), ScheduleRisk("r2", 0.5, -2, ("L",))]
    groups = [CorrelationGroup("g1", ("B", "C")), CorrelationGroup("g2", ("E", "F", "J"), 0.8)]
    order = list(RELIABLE)
    Random(1).shuffle(order)
    shuffled = {name: ESTIMATES[name] for name in order}
    one = simulate(reliable(), ESTIMATES, risks=risks, groups=groups, runs=1_500)
    other = simulate(reliable("".join(order)), shuffled, risks=risks[::-1], groups=groups[::-1], runs=1_500)
    assert one == other


def test_an_activity_more_leaves_the_draws_of_the_others_as_they_are() -> None:
    network = reliable()
    more = Network.of(
        [*network.activities.values(), Activity("new", 480)], network.links, start=START, calendar=EVERY_DAY
    )
    before, after = (simulate(one, ESTIMATES, runs=400) for one in (network, more))
    assert after.finish == before.finish
    estimated = simulate(more, {**ESTIMATES, "new": days(1, 2, 3)}, runs=400)
    assert estimated.finish == before.finish


def test_another_seed_draws_other_durations() -> None:
    one, other = (simulate(reliable(), ESTIMATES, runs=400, seed=seed) for seed in (1, 2))
    assert one.finish != other.finish


def test_a_risk_adds_its_days_in_its_share_of_the_runs() -> None:
    forecast = simulate(chain(5, 5), {}, risks=[ScheduleRisk("r", 0.3, 4, ("B",))], runs=1_000)
    assert share_within(forecast, 10) == pytest.approx(0.7, abs=0.001)
    assert share_within(forecast, 13.9) == pytest.approx(0.7, abs=0.001)
    assert share_within(forecast, 14) == 1
    assert forecast.deciding == ("B",)


def test_a_risk_delays_every_activity_it_is_mapped_to_in_the_same_runs() -> None:
    forecast = simulate(chain(5, 5), {}, risks=[ScheduleRisk("r", 0.5, 2, ("A", "B", "A"))], runs=1_000)
    assert {after_start(moment) for moment in forecast.finish.moments} == {10, 14}


def test_an_opportunity_shortens_an_activity_to_nothing_at_most() -> None:
    forecast = simulate(chain(5, 3), {}, risks=[ScheduleRisk("o", 0.5, -4, ("B",))], runs=1_000)
    assert {after_start(moment) for moment in forecast.finish.moments} == {5, 8}


@pytest.mark.parametrize(("probability", "lengths"), [(0, {5}), (1, {7})])
def test_what_is_impossible_never_occurs_and_what_is_certain_always_does(
    probability: float, lengths: set[float]
) -> None:
    forecast = simulate(chain(5), {}, risks=[ScheduleRisk("r", probability, 2, ("A",))], runs=2_000)
    assert {after_start(moment) for moment in forecast.finish.moments} == lengths


@pytest.mark.parametrize("correlation", [0.3, 0.5, 0.9])
def test_correlated_activities_in_a_row_spread_the_finish_as_the_formula_of_a_sum_says(correlation: float) -> None:
    estimates = {name: days(4, 6, 14) for name in "ABCD"}
    network = chain(6, 6, 6, 6)
    alone = simulate(network, estimates, runs=10_000)
    together = simulate(network, estimates, runs=10_000, groups=[CorrelationGroup("team", tuple("ABCD"), correlation)])
    # Var(Σ) = n·σ²·(1 + (n − 1)·ρ)
    assert (together.deviation / alone.deviation) ** 2 == pytest.approx(1 + 3 * correlation, rel=0.06)
    assert together.finish.moment_at(95) > alone.finish.moment_at(95)
    assert together.activities["A"].deviation == pytest.approx(alone.activities["A"].deviation, rel=0.03)


def test_what_is_complete_is_fixed_and_of_running_work_its_share_is_left() -> None:
    done = Activity("A", 2_400, actual_start=START, actual_finish=date(2026, 1, 8))
    running = Activity("B", 10 * TICKS_PER_DAY, actual_start=date(2026, 1, 9), remaining=3 * TICKS_PER_DAY)
    network = replace(chain(5, 10, A=done, B=running), as_of=date(2026, 1, 20))
    forecast = simulate(network, {"A": days(1, 5, 50), "B": days(10, 10, 30)}, runs=2_000, milestones=["A"])
    assert set(forecast.milestones["A"].moments) == {day_start(date(2026, 1, 9))}
    assert forecast.activities["A"].criticality == 0
    # 3 of 10 days are left, so of 10 to 30 days, 3 to 9.
    lengths = [(moment - day_start(date(2026, 1, 20))) / TICKS_PER_DAY for moment in forecast.finish.moments]
    assert 3 <= min(lengths) < 3.05
    assert 6.5 < max(lengths) < 9
    assert sum(lengths) / len(lengths) == pytest.approx(0.3 * (10 + 40 + 30) / 6, abs=0.02)


def test_leave_and_holidays_are_respected_in_every_run() -> None:
    weekdays = WorkCalendar(holidays=frozenset({date(2026, 1, 6)}))
    away = weekdays.with_leave([(date(2026, 1, 12), date(2026, 1, 23))])
    network = Network.of(
        [Activity("A", 480, calendar=away), Activity("B", 480)],
        [ActivityLink("A", "B")],
        start=START,
        calendar=weekdays,
    )
    forecast = simulate(network, {"A": days(1, 4, 8), "B": days(1, 1, 2)}, runs=1_000, milestones=["A", "B"])
    finished = {forecast.milestones["A"].date_at(percent) for percent in range(1, 101)}
    assert not any(date(2026, 1, 10) <= day <= date(2026, 1, 25) for day in finished)
    assert min(finished) < date(2026, 1, 10) < date(2026, 1, 25) < max(finished)
    assert all(day.weekday() < 5 for day in finished)


def test_milestones_and_summaries_have_their_own_dates_and_chances() -> None:
    activities = [Activity("phase"), Activity("A", 480, parent="phase"), Activity("M", 0), Activity("B", 4_800)]
    links = [ActivityLink("phase", "M"), ActivityLink("M", "B", lag=Lag(480))]
    network = Network.of(activities, links, start=START, calendar=EVERY_DAY)
    forecast = simulate(network, {"A": days(2, 2, 12)}, runs=1_000)
    assert list(forecast.milestones) == ["M"]
    assert forecast.milestones["M"].date_at(1) == date(2026, 1, 7)
    assert 0 < forecast.chance_by(date(2026, 1, 8), "M") == forecast.milestones["M"].chance_by(date(2026, 1, 8)) < 1
    assert forecast.chance_by(date(2026, 1, 16), "M") == 1
    both = simulate(network, {"A": days(2, 2, 12)}, runs=1_000, milestones=["phase", "M", "phase"])
    assert both.milestones["phase"] == both.milestones["M"] == forecast.milestones["M"]


def test_a_milestone_at_the_start_of_a_day_is_on_that_day() -> None:
    network = Network.of(
        [Activity("M", 0), Activity("A", 480)], [ActivityLink("M", "A")], start=START, calendar=EVERY_DAY
    )
    forecast = simulate(network, {"A": days(1, 2, 3)}, runs=50)
    assert forecast.milestones["M"].date_at(50) == START == compute(network)["M"].early_finish_date
    assert forecast.chance_by(START, "M") == 1


def test_a_percentile_is_the_nearest_rank() -> None:
    moments = FinishDistribution(tuple(range(10, 60, 10)))
    assert [moments.moment_at(percent) for percent in (1, 20, 21, 50, 80, 81, 100)] == [10, 10, 20, 30, 40, 50, 50]
    for percent in (0, 101):
        with pytest.raises(ValueError, match="from 1 to 100"):
            moments.moment_at(percent)


@pytest.mark.parametrize("runs", [1, 999, 1_001])
def test_any_number_of_runs_can_be_drawn(runs: int) -> None:
    forecast = simulate(chain(5, 5), {"A": days(1, 5, 9)}, runs=runs)
    assert forecast.runs == len(forecast.finish.moments) == runs


def test_an_empty_plan_ends_where_it_starts() -> None:
    forecast = simulate(Network.of([], start=START), {}, runs=10)
    assert forecast.finish.date_at(50) == START


def problems_of(network: Network, estimates: dict[str, ThreePoint], **others: object) -> list[tuple[str, str]]:
    with pytest.raises(ImpossibleForecast) as caught:
        simulate(network, estimates, **others)  # type: ignore[arg-type]
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_every_problem_of_the_input_is_named() -> None:
    network = Network.of([Activity("A", 480), Activity("S"), Activity("B", 480, parent="S")], start=START)
    found = problems_of(
        network,
        {"A": days(3, 2, 4), "S": days(1, 2, 3), "X": days(1, 2, 3), "B": days(1, 2, 1e9)},
        risks=[ScheduleRisk("r", 1.5, float("nan"), ("A",)), ScheduleRisk("r", 0.5, 1, ("Y",))],
        groups=[CorrelationGroup("g", ("A",), -0.1), CorrelationGroup("h", ("A", "B"))],
        milestones=["Z"],
        runs=0,
    )
    assert found == [
        ("bad-runs", "the number of runs is 0, and not from 1 to 1,000,000"),
        ("bad-estimate", "'A': the optimistic duration is longer than the likely one"),
        ("summary", "the estimates: 'S' has subtasks, and its duration is theirs: name the subtasks"),
        ("unknown-activity", "the estimates: there is no activity 'X'"),
        ("bad-estimate", "'B': the pessimistic duration is longer than 36,500 working days"),
        ("repeated-id", "there is more than one risk 'r'"),
        ("bad-probability", "the probability of the risk 'r' is 1.5, and not from 0 to 1"),
        ("bad-delay", "the risk 'r' adds nan days, and not at most 36,500"),
        ("unknown-activity", "the risk 'r': there is no activity 'Y'"),
        ("bad-correlation", "the correlation of the group 'g' is -0.1, and not from 0 to 1"),
        ("two-groups", "'A' is in two correlation groups, 'g' and 'h'"),
        ("unknown-activity", "the milestones: there is no activity 'Z'"),
    ]


def test_a_run_that_ends_after_the_last_year_is_a_problem() -> None:
    network = Network.of(
        [Activity(name, 480) for name in "AB"], [ActivityLink("A", "B", lag=Lag(elapsed_days=2_880_000))], start=START
    )
    assert [code for code, _ in problems_of(network, {"A": days(30_000, 30_000, 36_000)})] == ["date-out-of-range"]


def test_a_network_with_a_cycle_is_the_problem_of_the_network() -> None:
    network = Network.of(
        [Activity(name, 480) for name in "AB"], [ActivityLink("A", "B"), ActivityLink("B", "A")], start=START
    )
    with pytest.raises(ImpossibleNetwork):
        simulate(network, {"A": days(1, 2, 3)})
