"""The order in which dates can be computed: every activity after all it depends on.

A summary takes part with two events. Its opening comes before its children, because links into it delay all of them;
its closing comes after them, because its dates are theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final

from milepost.schedule.network import ActivityLink, Network


class EventPart:
    """Which part of an activity an event is; only summaries have more than one."""

    # Plain strings: events are looked up so often that the hash of an Enum, computed in Python, would show.
    WHOLE: Final = "whole"
    OPENING: Final = "opening"
    CLOSING: Final = "closing"


Event = tuple[str, str]
_CYCLES = 20  # more than anybody repairs before checking again


def event_order(network: Network) -> tuple[Event, ...]:
    """All events, each after those it depends on. Raises CycleError if there is a cycle: see `cycles`."""
    return tuple(TopologicalSorter(dependencies(network, network.links)).static_order())


def cycles(network: Network) -> tuple[tuple[str, ...], ...]:
    """Cycles of dependencies, each as ids in order, no two over the same link; at most 20."""
    links = list(network.links)
    found: list[tuple[str, ...]] = []
    while len(found) < _CYCLES:
        try:
            TopologicalSorter(dependencies(network, links)).prepare()
        except CycleError as error:
            events: list[Event] = error.args[1]
            names = [name for name, _ in events]
            found.append(tuple(dict.fromkeys(names)))
            # Without the links of this cycle, the next round finds another one.
            steps = set(pairwise(events))
            links = [link for link in links if (_source(network, link), _target(network, link)) not in steps]
        else:
            break
    return tuple(found)


def dependencies(network: Network, links: Iterable[ActivityLink]) -> dict[Event, list[Event]]:
    """The events each event depends on, by these links and by the outline."""
    before: dict[Event, list[Event]] = {}
    for name in network.activities:
        if network.is_summary(name):
            before[name, EventPart.OPENING] = []
            before[name, EventPart.CLOSING] = [_end(network, child) for child in network.children[name]]
        else:
            before[name, EventPart.WHOLE] = []
    for name, activity in network.activities.items():
        if activity.parent is not None:
            before[_begin(network, name)].append((activity.parent, EventPart.OPENING))
    for link in links:
        before[_target(network, link)].append(_source(network, link))
    return before


def _begin(network: Network, name: str) -> Event:
    return name, EventPart.OPENING if network.is_summary(name) else EventPart.WHOLE


def _end(network: Network, name: str) -> Event:
    return name, EventPart.CLOSING if network.is_summary(name) else EventPart.WHOLE


def _source(network: Network, link: ActivityLink) -> Event:
    # The start of a summary is known when all its children have dates: it closes before its successors start.
    return _end(network, link.predecessor)


def _target(network: Network, link: ActivityLink) -> Event:
    return _begin(network, link.successor)
