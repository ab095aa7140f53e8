"""Chains of activities, each driven by a link from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from milepost.schedule.dates import ActivityDates
from milepost.schedule.drivers import because
from milepost.schedule.network import ActivityLink, Network


@dataclass(frozen=True, slots=True)
class PathStep:
    """An activity on a path, with the link that drives it; the first has none.

    Where a link leads to or from a summary, the step is the child that receives or causes the delay.
    """

    activity: str
    link: ActivityLink | None


class DrivingLinks:
    """The binding links of a schedule, each computed once, for paths to many activities.

    `dates` are those of the schedule with the delay. A summary as source stands for any of its children, as target for
    the child that finishes last.
    """

    def __init__(self, network: Network, dates: Mapping[str, ActivityDates]) -> None:
        self._network = network
        self._dates = dates
        self._drivers: dict[str, tuple[tuple[str, ActivityLink], ...]] = {}

    def paths_to(self, target: str, sources: Iterable[str]) -> dict[str, tuple[PathStep, ...]]:
        """How a delay of each source reaches the target: the shortest chain of binding links, where there is one."""
        end = _decisive(self._network, self._dates, target, finish=True)
        came: dict[str, tuple[str, ActivityLink] | None] = {end: None}
        queue = [end]
        for name in queue:
            for before, link in self._into(name):
                if before not in came:
                    came[before] = name, link
                    queue.append(before)
        order = {name: at for at, name in enumerate(queue)}
        found: dict[str, tuple[PathStep, ...]] = {}
        for source in sources:
            reached = [name for name in _leaves(self._network, source) if name in came]
            if reached:
                found[source] = tuple(_steps(came, min(reached, key=order.__getitem__)))
        return found

    def _into(self, name: str) -> tuple[tuple[str, ActivityLink], ...]:
        known = self._drivers.get(name)
        if known is None:
            known = self._drivers[name] = tuple(_drivers(self._network, self._dates, name))
        return known


def driving_path(
    network: Network, dates: Mapping[str, ActivityDates], source: str, target: str
) -> tuple[PathStep, ...]:
    """How a delay of one activity reaches another: the shortest chain of binding links; () if none leads there."""
    return DrivingLinks(network, dates).paths_to(target, [source]).get(source, ())


def critical_path(network: Network, dates: Mapping[str, ActivityDates]) -> tuple[str, ...]:
    """The chain that decides the project's finish, from first to last; () if everything is complete.

    This is P6's longest path: from the activity that finishes last, back over binding links. Where several bind, or
    finish last, the activity with the least total slack is followed, then the one that is listed first.
    """
    position = {name: index for index, name in enumerate(network.activities)}
    ends = [
        name
        for name, activity in network.activities.items()
        if not network.is_summary(name) and not activity.is_complete
    ]
    if not ends:
        return ()
    # If several finish last, take one without successors: usually the closing milestone.
    name: str | None = min(
        ends,
        key=lambda one: (
            -dates[one].early_finish,
            bool(network.successors.get(one)),
            dates[one].total_slack,
            position[one],
        ),
    )
    path: list[str] = []
    while name is not None:
        path.append(name)
        before = [
            (dates[other].total_slack, position[other], other)
            for other, _ in _drivers(network, dates, name)
            if not network.activities[other].is_complete
        ]
        name = min(before)[2] if before else None
    return tuple(reversed(path))


def _steps(came: Mapping[str, tuple[str, ActivityLink] | None], name: str) -> Iterator[PathStep]:
    yield PathStep(name, None)
    while step := came[name]:
        name, link = step
        yield PathStep(name, link)


def _drivers(network: Network, dates: Mapping[str, ActivityDates], name: str) -> Iterator[tuple[str, ActivityLink]]:
    """The activities whose links are binding for an activity."""
    for link in because(network, dates, name).links:
        yield _decisive(network, dates, link.predecessor, finish=link.type.from_finish), link


def _decisive(network: Network, dates: Mapping[str, ActivityDates], name: str, *, finish: bool) -> str:
    """The activity itself, or of a summary the child that finishes last or starts first."""
    while network.is_summary(name):
        children = network.children[name]
        if finish:
            name = max(children, key=lambda one: dates[one].early_finish)
        else:
            name = min(children, key=lambda one: dates[one].early_start)
    return name


def _leaves(network: Network, name: str) -> Iterator[str]:
    pending = [name]
    while pending:
        one = pending.pop()
        if network.is_summary(one):
            pending += network.children[one]
        else:
            yield one
