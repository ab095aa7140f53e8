"""Free slack: how far activities can slip before the early date of any other moves."""

from __future__ import annotations

from milepost.schedule.bounds import latest_by, work_before_latest_start
from milepost.schedule.calendar import WorkCalendar
from milepost.schedule.forward import EarlyDates
from milepost.schedule.network import Activity, ActivityLink, Network
from milepost.schedule.ordering import Event, EventPart


class FreeSlack:
    """The free slack of all activities of a network, given its early dates."""

    def __init__(self, network: Network, order: tuple[Event, ...], early: EarlyDates) -> None:
        self._network = network
        self._early = early
        self._limits: dict[tuple[str, bool], int] = {}
        # Backwards, summaries come before their children, which inherit their limits.
        for name, part in reversed(order):
            if part is not EventPart.OPENING:
                self._limit(name)

    def of(self, activity: Activity, calendar: WorkCalendar, start: int, finish: int) -> int:
        """Working minutes, without the cap by total slack; without successors, up to the project's finish."""
        after_finish = self._limits.get((activity.id, True))
        after_start = None if activity.is_in_progress else self._limits.get((activity.id, False))
        slack = [] if after_finish is None else [calendar.work_between(finish, after_finish)]
        if after_start is not None:
            early = calendar.work_before(start)
            slack.append(work_before_latest_start(self._network, calendar, after_start, early) - early)
        return min(slack) if slack else calendar.work_between(finish, self._early.finish)

    def _limit(self, name: str) -> None:
        """Sets the latest finish and start that move no successor, of an activity or of a summary it decides."""
        network, early = self._network, self._early
        parent = network.activities[name].parent
        for from_finish in (True, False):
            limits = [
                latest_by(network, link, self._event(link))
                for link in network.successors.get(name, ())
                if link.type.from_finish == from_finish and link.successor not in early.complete
            ]
            # Only the child that starts first decides when a summary starts; any child can decide when it finishes.
            if parent is not None and (from_finish or early.starts[name] == early.starts[parent]):
                above = self._limits.get((parent, from_finish))
                limits += [] if above is None else [above]
            if limits:
                self._limits[name, from_finish] = min(limits)

    def _event(self, link: ActivityLink) -> int:
        """The early moment of the successor's event, in its later form; of a milestone, exact.

        For an activity in progress it is the start of its remaining work; links into a summary lead to its start.
        """
        leaf = self._early.leaves.get(link.successor)
        if leaf is None or leaf.is_end is not None:
            return self._early.resumes[link.successor]
        return leaf.calendar.start_after(leaf.worked - (0 if link.type.to_finish else leaf.work))
