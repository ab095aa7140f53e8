"""The quality of a schedule: the 14 points of the DCMA assessment.

Source: Defense Contract Management Agency, *Earned Value Management System Program Analysis Pamphlet* (DCMA-EA PAM
200.1, 2012), section 4. The thresholds are a starting point for questions, not a pass mark (GAO-16-89G, *Schedule
Assessment Guide*). Summaries are never counted; milestones have no work and count only where work does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from milepost.schedule.calendar import LAST_TICK, TICKS_PER_DAY, day_end, day_start
from milepost.schedule.dates import Schedule
from milepost.schedule.network import Activity, ActivityLink, ConstraintType, LinkType, Network
from milepost.schedule.passes import compute
from milepost.schedule.validation import ImpossibleNetwork

HARD = (ConstraintType.SNLT, ConstraintType.FNLT, ConstraintType.MSO, ConstraintType.MFO)
LONG = 44 * TICKS_PER_DAY  # two months of working days
TEST_DELAY_DAYS = 600
# Of the delay that has to arrive at the end. All of it would be asking too much: leave and holidays in the added time
# swallow some of the delay, and the days of one calendar are counted on another.
TEST_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class QualityMeasure:
    """One point of the assessment.

    `share` is `count` of `total`, None if the total is 0; for an index it is the index. `threshold` is the highest
    share, or with `at_least` the lowest; None where there is none. `activities` are those to look at, in the network's
    order.
    """

    name: str
    count: float
    total: float
    threshold: float | None
    at_least: bool
    activities: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The count as a share of the total."""
        return self.count / self.total if self.total else None

    @property
    def is_met(self) -> bool | None:
        """Whether it is within its threshold; None without a threshold or a share."""
        if self.share is None or self.threshold is None:
            return None
        return self.share >= self.threshold if self.at_least else self.share <= self.threshold


def assess(
    schedule: Schedule, baseline: Mapping[str, date] | None = None, resourced: Set[str] | None = None
) -> tuple[QualityMeasure, ...]:
    """All measures for which the data is there, in the order of the assessment.

    `baseline` has the baseline finish of activities; without it there are no missed activities, CPLI, or BEI.
    `resourced` names the activities with a resource or cost; without it that point is left out. Missed activities, BEI,
    and dates contrary to the status date need the network's `as_of`.
    """
    network = schedule.network
    leaves = [one for one in network.activities.values() if not network.is_summary(one.id)]
    open_leaves = [one for one in leaves if not one.is_complete]
    measures = [*_logic(network, open_leaves), *_dates(schedule, open_leaves)]
    if network.as_of:
        measures.append(_contrary_dates(leaves, network.as_of))
    if resourced is not None:
        work = [one for one in open_leaves if network.remaining_of(one)]
        measures.append(_measure("resources", [one for one in work if one.id not in resourced], work, None))
    if baseline is not None and network.as_of:
        measures.append(_missed(schedule, leaves, baseline, network.as_of))
    if (test := _critical_path_test(schedule)) is not None:
        measures.append(test)
    if baseline is not None:
        measures += _indices(schedule, leaves, baseline)
    return tuple(measures)


def _measure(
    name: str, found: Iterable[Activity], total: Iterable[Activity], threshold: float | None
) -> QualityMeasure:
    names = tuple(one.id for one in found)
    return QualityMeasure(name, len(names), len(list(total)), threshold, False, names)


def _logic(network: Network, open_leaves: list[Activity]) -> list[QualityMeasure]:
    """Missing links; leads, lags, and types of the links into what is open."""
    unlinked = [
        one
        for one in open_leaves
        if not (_linked(network.predecessors, network, one) and _linked(network.successors, network, one))
    ]
    is_open = {one.id for one in open_leaves}
    links = [one for one in network.links if network.is_summary(one.successor) or one.successor in is_open]

    def share_of(name: str, counts: Callable[[ActivityLink], bool], threshold: float, *, good: bool) -> QualityMeasure:
        count = sum(map(counts, links))
        named = {one.successor for one in links if counts(one) != good}
        names = tuple(name for name in network.activities if name in named)
        return QualityMeasure(name, count, len(links), threshold, good, names)

    return [
        _measure("logic", unlinked, open_leaves, 0.05),
        share_of("leads", lambda one: one.lag.minutes + one.lag.elapsed_ticks < 0, 0, good=False),
        share_of("lags", lambda one: one.lag.minutes + one.lag.elapsed_ticks > 0, 0.05, good=False),
        share_of("finish-to-start", lambda one: one.type is LinkType.FS, 0.9, good=True),
    ]


def _linked(links: Mapping[str, tuple[ActivityLink, ...]], network: Network, activity: Activity) -> bool:
    """Whether an activity, or a summary it belongs to, has links in one direction."""
    return activity.id in links or any(name in links for name in network.ancestors(activity.id))


def _dates(schedule: Schedule, open_leaves: list[Activity]) -> list[QualityMeasure]:
    """Hard constraints, slack, and durations."""
    return [
        _measure("hard-constraints", [one for one in open_leaves if _is_hard(one)], open_leaves, 0.05),
        high_slack(schedule),
        _measure("negative-slack", [one for one in open_leaves if schedule[one.id].total_slack < 0], open_leaves, 0),
        long_durations(schedule),
    ]


def high_slack(schedule: Schedule, most: int = LONG) -> QualityMeasure:
    """Open activities with more total slack than `most` working minutes."""
    network = schedule.network
    leaves = [one for one in network.activities.values() if not network.is_summary(one.id) and not one.is_complete]
    return _measure("high-slack", [one for one in leaves if schedule[one.id].total_slack > most], leaves, 0.05)


def long_durations(schedule: Schedule, most: int = LONG) -> QualityMeasure:
    """Open activities that take longer than `most` working minutes, of those with work left."""
    network = schedule.network
    work = [one for one in network.activities.values() if not network.is_summary(one.id) and network.remaining_of(one)]
    return _measure("long-durations", [one for one in work if (network.duration_of(one) or 0) > most], work, 0.05)


def _is_hard(activity: Activity) -> bool:
    return activity.constraint is not None and activity.constraint.type in HARD


def _contrary_dates(leaves: list[Activity], as_of: date) -> QualityMeasure:
    """Actual dates after the status date, and typed dates before it of what should have happened by then."""
    found = [
        one
        for one in leaves
        if any(day and day > as_of for day in (one.actual_start, one.actual_finish))
        or (one.start and one.start < as_of and not (one.actual_start or one.is_complete))
        or (one.finish and one.finish < as_of and not one.is_complete)
    ]
    return _measure("contrary-dates", found, leaves, 0)


def _due(leaves: list[Activity], baseline: Mapping[str, date], as_of: date) -> list[Activity]:
    return [one for one in leaves if one.id in baseline and baseline[one.id] <= as_of]


def _missed(schedule: Schedule, leaves: list[Activity], baseline: Mapping[str, date], as_of: date) -> QualityMeasure:
    """Activities due by the status date in the baseline that finished late, or have not finished."""
    due = _due(leaves, baseline, as_of)
    missed = [one for one in due if not one.is_complete or schedule[one.id].early_finish_date > baseline[one.id]]
    return _measure("missed", missed, due, 0.05)


def _critical_path_test(schedule: Schedule) -> QualityMeasure | None:
    """Whether a delay of 600 working days at the start of the critical path delays the project as much.

    None if nothing on the critical path has work left. `count` are the days by which the project's finish moved.
    """
    network = schedule.network
    first = next((name for name in schedule.critical_path if network.remaining_of(network.activities[name])), None)
    if first is None:
        return None
    activity, extra = network.activities[first], TEST_DELAY_DAYS * TICKS_PER_DAY
    duration, remaining = network.duration_of(activity), network.remaining_of(activity)
    # Typed dates would contradict the longer duration, so only the start is kept.
    longer = replace(activity, duration=(duration or 0) + extra, remaining=(remaining or 0) + extra, finish=None)
    delayed = replace(network, activities={**network.activities, first: longer})
    try:
        moved = network.calendar.work_between(schedule.finish, compute(delayed).finish) / TICKS_PER_DAY
    except ImpossibleNetwork:  # 600 days later is after year 9999
        moved = 0.0
    failed = () if moved >= TEST_SHARE * TEST_DELAY_DAYS else (first,)
    return QualityMeasure("critical-path-test", moved, TEST_DELAY_DAYS, TEST_SHARE, True, failed)


def _indices(schedule: Schedule, leaves: list[Activity], baseline: Mapping[str, date]) -> list[QualityMeasure]:
    """Critical path length index and baseline execution index.

    CPLI = (critical path length + total float) / critical path length. The length is the working time from the status
    date (the project's start without one) to the finish, the float the working time from there to the baseline finish.
    BEI = activities completed / activities that should be by the baseline.
    """
    network, found = schedule.network, []
    planned = [baseline[one.id] for one in leaves if one.id in baseline]
    length = network.calendar.work_between(day_start(network.earliest), min(schedule.finish, LAST_TICK))
    if planned and length > 0:
        margin = network.calendar.work_between(schedule.finish, day_end(max(planned)))
        days = (length + margin) / TICKS_PER_DAY, length / TICKS_PER_DAY
        found.append(QualityMeasure("cpli", *days, 0.95, True, schedule.critical_path))
    if network.as_of:
        due = _due(leaves, baseline, network.as_of)
        done = [one for one in leaves if one.is_complete]
        late = tuple(one.id for one in due if not one.is_complete)
        found.append(QualityMeasure("bei", len(done), len(due), 0.95, True, late))
    return found
