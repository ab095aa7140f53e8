"""The forecast of a large plan: seconds of its single pass, and of a simulation of many runs, by the number of tasks."""

from __future__ import annotations

import time
from datetime import date, timedelta
from random import Random

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar
from milepost.schedule.distributions import ThreePoint
from milepost.schedule.forecast import CorrelationGroup, ScheduleRisk
from milepost.schedule.network import Activity, ActivityLink, Lag, LinkType, Network
from milepost.schedule.passes import compute
from milepost.schedule.simulation import simulate

START = date(2026, 1, 5)
HOLIDAYS = WorkCalendar(holidays=frozenset(START + timedelta(days=days) for days in range(60, 3_650, 73)))
SIZES = ((500, 1_000), (1_000, 1_000), (2_000, 1_000), (2_000, 5_000))


def plan(tasks: int) -> tuple[Network, dict[str, ThreePoint]]:
    """A network with two links for each task, ten calendars with leave of their own, and an estimate for each task."""
    random = Random(tasks)
    calendars = [
        HOLIDAYS.with_leave([(START + timedelta(days=40 * k), START + timedelta(days=40 * k + 14))]) for k in range(10)
    ]
    names = [f"task-{number}" for number in range(tasks)]
    lengths = [random.randrange(1, 16) * TICKS_PER_DAY for _ in names]
    activities = [
        Activity(name, length, calendar=random.choice([None, *calendars]))
        for name, length in zip(names, lengths, strict=True)
    ]
    links = [
        ActivityLink(
            names[max(0, after - random.randrange(1, 60))],
            names[after],
            random.choice([LinkType.FS, LinkType.FS, LinkType.SS, LinkType.FF]),
            Lag(random.choice([0, 0, 480, -480])),
        )
        for after in range(1, tasks)
        for _ in range(2)
    ]
    estimates = {
        name: ThreePoint(length * random.uniform(0.5, 1), length, length * random.uniform(1, 3))
        for name, length in zip(names, lengths, strict=True)
    }
    return Network.of(activities, links, start=START, calendar=HOLIDAYS), estimates


def main() -> None:
    """Prints a row for each size."""
    print("A forecast: seconds for a plan with two links for each task, ten calendars, and an estimate for each task")
    print(f"{'tasks':>6} {'links':>6} {'runs':>6} {'single pass':>12} {'simulation':>11} {'grouped':>8}")
    for tasks, runs in SIZES:
        network, estimates = plan(tasks)
        names = list(estimates)
        risks = [ScheduleRisk(f"r{k}", 0.3, 10, tuple(names[k::50])) for k in range(20)]
        groups = [CorrelationGroup(f"g{k}", tuple(names[k::10])) for k in range(10)]
        started = time.perf_counter()
        compute(network)
        single = time.perf_counter() - started
        started = time.perf_counter()
        simulate(network, estimates, risks=risks, runs=runs)
        simulated = time.perf_counter() - started
        started = time.perf_counter()
        simulate(network, estimates, risks=risks, groups=groups, runs=runs)
        grouped = time.perf_counter() - started
        print(
            f"{tasks:>6,} {len(network.links):>6,} {runs:>6,} {single:>11.2f}s {simulated:>10.2f}s {grouped:>7.2f}s",
            flush=True,
        )
    print("grouped: the same with every task in a correlation group")


if __name__ == "__main__":
    main()
