"""Why a computed date of a plan moved: which tasks changed, and along which links that reaches the date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from milepost.diff.comparison import Comparison
from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kit import phrasing
from milepost.schedule.network import Activity, ActivityLink, Constraint, Lag, LinkType
from milepost.schedule.paths import DrivingLinks

_MAX_STEPS = 6  # of a path that are named
_CONSTRAINTS = {
    "snet": "starts no earlier than", "snlt": "starts no later than", "fnet": "ends no earlier than",
    "fnlt": "ends no later than", "mso": "has to start on", "mfo": "has to end on",
}  # fmt: skip
_LINK_WORDS = {
    LinkType.FS: "on",
    LinkType.SS: "on the start of",
    LinkType.FF: "for its end on",
    LinkType.SF: "for its end on the start of",
}


@dataclass(frozen=True)
class PlanCauses:
    """What changed in a plan that moves its dates. Both sides can be scheduled.

    `moves` has the calendar days by which each task of the later revision moved, by the id of its activity.
    """

    comparison: Comparison
    was: PlanInsight
    now: PlanInsight
    moves: Mapping[str, int]

    @cached_property
    def changed(self) -> dict[str, str]:
        """What changed about each task, as words that continue its title, by the id of its activity."""
        found = {name: self._change_of(name, task) for name, task in self.now.network.tasks.items()}
        return {name: words for name, words in found.items() if words}

    def reason(self, name: str, *, later: bool) -> str:
        """Why a task moved, to be appended to the change; empty if nothing says why.

        Of several changed tasks that lead to it, the path with most of them is told. A task that moves earlier may be
        driven by others now, so the path by which it was driven before counts as well.
        """
        paths = self._paths(name, later=later)
        best = max(paths, key=lambda path: (sum(step in self.changed for step in path), len(path)), default=())
        if best:
            return f": {self._told(best)}"
        return self._general

    def _paths(self, name: str, *, later: bool) -> Iterator[tuple[str, ...]]:
        """The driving paths from changed tasks that moved in the same direction, as ids of the later revision."""
        if name in self.changed:
            yield (name,)
        causes = [one for one in self.changed if one != name and (one not in self.moves or self._goes(one, later))]
        found = self._driving[1].paths_to(name, causes)
        for cause, steps in found.items():
            yield cause, *(step.activity for step in steps[1:])
        target = self._earlier.get(name)
        if later or target is None:
            return
        before = {earlier: one for one in causes if one not in found and (earlier := self._earlier.get(one))}
        for earlier, steps in self._driving[0].paths_to(target, before).items():
            path = (before[earlier], *(self._later.get(step.activity, "") for step in steps[1:]))
            if all(path):
                yield path

    @cached_property
    def _driving(self) -> tuple[DrivingLinks, DrivingLinks]:
        """The binding links before and now."""
        was, now = self.was.schedule, self.now.schedule
        assert was
        assert now
        return DrivingLinks(was.network, was.activities), DrivingLinks(now.network, now.activities)

    def _goes(self, name: str, later: bool) -> bool:
        return self.moves[name] > 0 if later else self.moves[name] < 0

    def _told(self, path: tuple[str, ...]) -> str:
        """A path in words, without its last task where that is merely driven."""
        tasks = self.now.network.tasks
        first, *rest = path
        if not rest:
            return f"it {self.changed[first]}"
        words = [f"{tasks[first].title} {self.changed[first]}"]
        words += [
            f"{tasks[one].title} ({self.changed[one]})" if one in self.changed else tasks[one].title
            for one in rest[:-1]
        ]
        if rest[-1] in self.changed:
            words.append(f"it {self.changed[rest[-1]]}")
        if len(words) > _MAX_STEPS:
            words = [*words[: _MAX_STEPS - 2], "…", words[-1]]
        return " → ".join(words)

    @property
    def _general(self) -> str:
        """A reason that is not one of a task: the start of the plan, or the calendar."""
        was, now = self.was.network.network, self.now.network.network
        if was.start != now.start:
            return f": the plan starts {phrasing.day(now.start)} instead of {phrasing.day(was.start)}"
        return ": the working days or holidays are others" if was.calendar != now.calendar else ""

    @cached_property
    def _earlier(self) -> dict[str, str]:
        """The id before of each task that was there before, by its id now."""
        pairs = self.comparison.pairs
        known = {task: name for name, task in self.was.network.tasks.items()}
        found = {name: pairs.earlier(task) for name, task in self.now.network.tasks.items()}
        return {name: known[task] for name, task in found.items() if task in known}

    @cached_property
    def _later(self) -> dict[str, str]:
        return {before: after for after, before in self._earlier.items()}

    def _change_of(self, name: str, task: Entity[Task]) -> str:
        before = self._earlier.get(name)
        if before is None:
            return "" if self.now.network.network.is_summary(name) else "is new"
        was, now = self.was.network.network.activities[before], self.now.network.network.activities[name]
        return phrasing.listing(list(self._differences(before, name, was, now, task))[:2])

    def _differences(self, before: str, name: str, was: Activity, now: Activity, task: Entity[Task]) -> Iterator[str]:
        """What differs between two activities, in the order in which readers would ask."""
        networks = self.was.network.network, self.now.network.network
        old, new = networks[0].duration_of(was), networks[1].duration_of(now)
        if not networks[1].is_summary(name):
            if was.completed_on != now.completed_on:
                yield f"ended {phrasing.day(now.completed_on)}" if now.completed_on else "is no longer done"
            elif old != new and new is not None and not now.is_complete:
                unit = "calendar day" if _is_elapsed(task.entry) else "working day"
                instead = f" instead of {phrasing.number(old / _DAY)}" if old is not None else ""
                yield f"takes {phrasing.count(new / _DAY, unit)}{instead}"  # type: ignore[arg-type]
            elif was.actual_start != now.actual_start:
                yield f"started {phrasing.day(now.actual_start)}" if now.actual_start else "has not started any more"
            elif was.remaining != now.remaining:
                percent = task.entry.progress
                yield f"is {percent:g} % complete" if percent is not None else "has another progress"
        yield from self._link_differences(before, name)
        if was.constraint != now.constraint:
            yield _constraint_text(now.constraint)
        if (was.start, was.finish) != (now.start, now.finish) and not now.actual_start:
            yield _planned_text(was, now)
        elapsed = _is_elapsed(self.was.network.tasks[before].entry) or _is_elapsed(task.entry)
        if was.calendar != now.calendar and networks[0].calendar == networks[1].calendar and not elapsed:
            yield "is on other working days, because of leave"
        if self._later.get(was.parent or "") != now.parent and (was.parent or now.parent):
            above = self.now.network.tasks.get(now.parent or "")
            yield f"is part of {above.title}" if above else "is no longer part of another task"

    def _link_differences(self, before: str, name: str) -> Iterator[str]:
        old = {
            self._later.get(link.predecessor, f"\0{link.predecessor}"): link
            for link in self.was.network.network.predecessors.get(before, ())
        }
        new = {link.predecessor: link for link in self.now.network.network.predecessors.get(name, ())}
        for one, link in new.items():
            if one not in old or (old[one].type, old[one].lag) != (link.type, link.lag):
                now = "now " if one not in old else ""
                yield f"{now}depends {_link_text(link, self.now.network.tasks[one].title)}"
        for one, link in old.items():
            if one not in new:
                yield f"no longer depends on {self.was.network.tasks[link.predecessor].title}"


_DAY = 480  # working minutes


def _is_elapsed(task: Task) -> bool:
    return task.duration is not None and task.duration.elapsed_days is not None


def _planned_text(was: Activity, now: Activity) -> str:
    if now.start == now.finish:  # a milestone
        return f"is planned for {phrasing.day(now.start)}" if now.start else "has no planned date any more"
    if now.start and now.start != was.start:
        return f"is planned to start on {phrasing.day(now.start)}"
    return f"is planned to end on {phrasing.day(now.finish)}" if now.finish else "has no planned date any more"


def _constraint_text(constraint: Constraint | None) -> str:
    if constraint is None:
        return "has no constraint any more"
    return f"{_CONSTRAINTS[constraint.type]} {phrasing.day(constraint.date)}"


def _link_text(link: ActivityLink, title: str) -> str:
    """A link in words, after "depends"."""
    return f"{_LINK_WORDS[link.type]} {title}{_lag_text(link.lag)}"


def _lag_text(lag: Lag) -> str:
    if not lag:
        return ""
    days, unit = (lag.elapsed_days, "calendar day") if lag.elapsed_days else (lag.minutes / _DAY, "working day")
    kind = "lead" if days < 0 else "lag"
    return f" with a {kind} of {phrasing.count(abs(days), unit)}"  # type: ignore[arg-type]
