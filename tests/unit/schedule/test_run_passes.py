"""The pass over many runs gives the dates of `passes.compute` in each of them, on random networks with every feature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from milepost.schedule.calendar import WorkCalendar, finish_date
from milepost.schedule.network import Activity, ActivityLink, Constraint, ConstraintType, Lag, LinkType, Network
from milepost.schedule.passes import compute
from milepost.schedule.run_passes import RunPasses
from milepost.schedule.validation import ImpossibleNetwork

START = date(2026, 3, 30)
PROJECT = WorkCalendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
CALENDARS = (
    None,
    None,
    PROJECT.with_leave([(date(2026, 4, 9), date(2026, 4, 20))]),
    WorkCalendar(frozenset({5, 6})),
    WorkCalendar(frozenset(range(7))),
)
RUNS = 5


def near(random: Random, spread: int = 30) -> date:
    return START + timedelta(days=random.randrange(-5, spread))


def activity(random: Random, name: str, parent: str | None, *, plain: bool) -> Activity:
    calendar = random.choice(CALENDARS)
    made = Activity(name, random.choice([0, 240, 480, 960, 2_400, 3_131]), calendar=calendar, parent=parent)
    if plain:
        return replace(made, calendar=None)
    match random.randrange(12):
        case 0 | 1:
            return replace(made, constraint=Constraint(random.choice(list(ConstraintType)), near(random)))
        case 2:
            return replace(made, start=near(random))
        case 3:
            return replace(made, finish=near(random))
        case 4:
            return replace(made, actual_start=near(random, 5))
        case 5:
            return replace(made, actual_start=near(random, 5), remaining=random.choice([0, 480, 1_000]))
        case 6:
            return replace(made, actual_start=near(random, 3), actual_finish=near(random, 9))
    return made


def link(random: Random, before: str, after: str, *, to_start: bool = False, plain: bool = False) -> ActivityLink:
    kinds = [LinkType.FS, LinkType.SS] if to_start else list(LinkType)
    lags = [Lag(), Lag(), Lag(480), Lag(-480), Lag(-1_200), Lag(100)]
    lag = random.choice(lags if plain else [*lags, Lag(elapsed_days=3), Lag(480, -2)])
    return ActivityLink(before, after, random.choice(kinds), lag)


def network(random: Random, *, plain: bool = False) -> Network:
    """Twelve activities, and links from earlier to later ones. A plain network has one calendar, on which everything
    is measured, and no dates; others have constraints, progress, and two nested summaries as well.
    """
    parents = [None, None, None] if plain else [None, None, "S", "T"]
    names = [f"A{number}" for number in range(12)]
    activities = [activity(random, name, random.choice(parents), plain=plain) for name in names]
    links = [
        link(random, names[before], names[after], plain=plain)
        for after in range(1, 12)
        for before in random.sample(range(after), min(after, random.randrange(3)))
    ]
    if any(one.parent for one in activities):
        activities.append(Activity("S", start=random.choice([None, near(random, 12)])))
        activities.append(Activity("T", parent="S"))
        activities.append(Activity("A12", 480, parent="T"))
        links += [link(random, "A0", "S", to_start=True)] if activities[0].parent is None else []
        links += [link(random, "T", "A11")] if activities[11].parent is None else []
    as_of = None if plain else random.choice([None, START + timedelta(days=4), START + timedelta(days=13)])
    return Network.of(activities, links, start=START, calendar=PROJECT, as_of=as_of)


def possible(seed: int, *, plain: bool = False) -> Network:
    """The first network from a seed on that can be scheduled."""
    random = Random(seed)
    while True:
        made = network(random, plain=plain)
        try:
            compute(made)
        except ImpossibleNetwork:
            continue
        return made


def with_remaining(made: Network, remaining: dict[str, int]) -> Network:
    """The network of one run."""

    def changed(one: Activity) -> Activity:
        if one.id not in remaining:
            return one
        if one.is_in_progress:
            return replace(one, remaining=remaining[one.id])
        return replace(one, duration=remaining[one.id], finish=None if one.start else one.finish)

    activities = {name: changed(one) for name, one in made.activities.items()}
    return Network(activities, made.links, made.calendar, made.start, made.as_of)


def drawn(made: Network, random: Random) -> dict[str, np.ndarray]:
    """Remaining minutes in five runs, some of them 0; the first run is the network as it is."""
    return {
        name: np.array([made.remaining_of(one) or 0, *(random.choice([0, 480, 700, 4_800]) for _ in range(RUNS - 1))])
        for name, one in made.activities.items()
        if not made.is_summary(name) and not one.is_complete
    }


@pytest.mark.parametrize("seed", range(60))
def test_each_run_has_the_dates_of_the_single_pass(seed: int) -> None:
    made = possible(seed)
    remaining = drawn(made, Random(seed))
    dates = RunPasses(made).dates(remaining)
    for run in range(RUNS):
        schedule = compute(with_remaining(made, {name: int(values[run]) for name, values in remaining.items()}))
        for name, expected in schedule.activities.items():
            start, finish, end = (
                int(np.broadcast_to(values, RUNS)[run])
                for values in (dates[name].start, dates[name].finish, dates[name].end)
            )
            assert (start, finish) == (expected.early_start, expected.early_finish), (name, run)
            assert finish_date(end) == expected.early_finish_date, (name, run)
        ends = np.broadcast_to(RunPasses(made).finish(dates), RUNS)
        assert finish_date(int(ends[run])) == schedule.finish_date


@pytest.mark.parametrize("seed", range(40))
def test_what_is_on_a_deciding_path_is_what_has_no_slack(seed: int) -> None:
    made = possible(seed, plain=True)
    remaining = drawn(made, Random(seed))
    passes = RunPasses(made)
    paths = passes.paths(passes.dates(remaining))
    for run in range(RUNS):
        schedule = compute(with_remaining(made, {name: int(values[run]) for name, values in remaining.items()}))
        found = {name for name, path in paths.items() if np.broadcast_to(path.activity, RUNS)[run]}
        assert found == {name for name, one in schedule.activities.items() if one.critical}


@pytest.mark.parametrize("seed", range(30))
def test_a_minute_more_delays_the_finish_exactly_where_the_duration_is_on_a_deciding_path(seed: int) -> None:
    made = possible(seed, plain=True)
    remaining = {name: values[:1] for name, values in drawn(made, Random(seed)).items()}
    passes = RunPasses(made)
    dates = passes.dates(remaining)
    finish = passes.work_before(passes.finish(dates))[0]
    for name, path in passes.paths(dates).items():
        longer = passes.dates({**remaining, name: remaining[name] + 1})
        assert bool(path.duration[0]) == (passes.work_before(passes.finish(longer))[0] > finish), name
