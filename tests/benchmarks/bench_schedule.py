"""The schedule of a project: 2,000 activities with 4,000 links, and ten times as many; against longpath in the same run."""

from __future__ import annotations

import random
from datetime import date, timedelta
from importlib.util import find_spec
from statistics import median
from time import perf_counter

from tests.support.random_networks import Plain

from milepost.schedule.passes import compute

ROUNDS = 5
HOLIDAYS = frozenset(date(2026, 1, 1) + timedelta(days=37 * number) for number in range(60))


def plain(size: int) -> Plain:
    """A network with two links for each activity, from one of the fifty before it."""
    pick = random.Random(size)
    durations = tuple(pick.randint(0, 15) for _ in range(size))
    links = tuple(
        (pick.randrange(max(0, after - 50), after), after, pick.choice(["FS", "FS", "FS", "SS", "FF", "SF"]), lag)
        for after in range(1, size)
        for lag in (0, pick.randint(-2, 5))
    )
    return Plain(durations, links, frozenset(range(5)), HOLIDAYS)


def seconds(run: object, *arguments: object) -> float:
    """The median wall-clock time of some rounds."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        run(*arguments)  # type: ignore[operator]
        times.append(perf_counter() - started)
    return median(times)


if __name__ == "__main__":
    for size in (2_000, 20_000):
        network = plain(size).network()
        ours = seconds(compute, network)
        line = f"schedule of {size:,} activities with {len(network.links):,} links: {ours:.3f} s"
        if find_spec("longpath"):
            from tests.support import longpath_engine

            theirs = seconds(longpath_engine.run, plain(size))
            line += f"; longpath {theirs:.3f} s, ratio {ours / theirs:.2f}"
        print(line)
