"""The quality of a schedule's logic beyond the DCMA assessment: dangling activities and out-of-sequence progress.

Source: U.S. Government Accountability Office, *Schedule Assessment Guide* (GAO-16-89G, 2015), best practice 2,
"Sequencing all activities", and best practice 9, "Updating the schedule using actual progress and logic".
"""

from __future__ import annotations

from milepost.schedule.dates import Schedule
from milepost.schedule.network import Activity, ActivityLink, Network
from milepost.schedule.quality import QualityMeasure


def dangling(schedule: Schedule) -> QualityMeasure:
    """Open activities with work left whose links leave their start or their finish without a reason or an effect.

    A start dangles if all links into the activity lead to its finish: a longer duration then moves the start earlier. A
    finish dangles if all links lead away from its start: a delay then reaches nobody. What has no link in a direction
    at all is missing logic (`quality.assess`) and not counted here.
    """
    network = schedule.network
    work = [one for one in _leaves(network) if network.remaining_of(one)]
    found = tuple(one.id for one in work if _start_dangles(network, one) or _finish_dangles(network, one))
    return QualityMeasure("dangling", len(found), len(work), 0, False, found)


def out_of_sequence(schedule: Schedule) -> QualityMeasure:
    """Activities that started or finished although a predecessor, by its link, does not allow that yet.

    The total are all that have started. A lead allows an early start, so its link counts for nothing here.
    """
    network = schedule.network
    started = [one for one in _leaves(network) if one.actual_start is not None or one.is_complete]
    found = tuple(
        one.id for one in started if any(_is_broken(network, one, link) for link in _links_into(network, one))
    )
    return QualityMeasure("out-of-sequence", len(found), len(started), 0, False, found)


def _leaves(network: Network) -> list[Activity]:
    return [one for one in network.activities.values() if not network.is_summary(one.id)]


def _links_into(network: Network, activity: Activity) -> tuple[ActivityLink, ...]:
    """The links into an activity and into the summaries it belongs to."""
    names = (activity.id, *network.ancestors(activity.id))
    return tuple(link for name in names for link in network.predecessors.get(name, ()))


def _start_dangles(network: Network, activity: Activity) -> bool:
    links = _links_into(network, activity)
    return bool(links) and not activity.is_in_progress and all(link.type.to_finish for link in links)


def _finish_dangles(network: Network, activity: Activity) -> bool:
    names = (activity.id, *network.ancestors(activity.id))
    links = [link for name in names for link in network.successors.get(name, ())]
    return bool(links) and not any(link.type.from_finish for link in links)


def _is_broken(network: Network, activity: Activity, link: ActivityLink) -> bool:
    """Whether an activity has gone further than a link allows."""
    if link.lag.minutes + link.lag.elapsed_ticks < 0 or (link.type.to_finish and not activity.is_complete):
        return False
    predecessor = network.activities[link.predecessor]
    return not (_is_complete(network, predecessor) if link.type.from_finish else _has_started(network, predecessor))


def _is_complete(network: Network, activity: Activity) -> bool:
    children = network.children.get(activity.id)
    if children is None:
        return activity.is_complete
    return all(_is_complete(network, network.activities[child]) for child in children)


def _has_started(network: Network, activity: Activity) -> bool:
    children = network.children.get(activity.id)
    if children is None:
        return activity.actual_start is not None or activity.is_complete
    return any(_has_started(network, network.activities[child]) for child in children)
