"""Rules for stories: their size, criteria, dates, and dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from milepost.checks.check import Context, check, day_count, first_of, named, titles_of
from milepost.checks.violation import Violation
from milepost.kinds.backlog.flow import AGING_PERCENTILE, MIN_CYCLE_TIMES
from milepost.kinds.backlog.metrics import story_flow, story_metrics
from milepost.kinds.backlog.model import DONE, STARTED_STORY, Story
from milepost.kinds.backlog.percentiles import nearest_rank
from milepost.kinds.backlog.story_dates import day_of
from milepost.kinds.backlog.story_metrics import StoryEntity, status_word


@check("story-without-criteria", "warning", "An open story has no acceptance criteria.")
def story_without_criteria(c: Context) -> Iterator[Violation]:
    for story in _open_stories(c):
        # A bug is fixed when it is gone, and a task or spike has no user who would accept it.
        if story.entry.type in (None, "story") and not story.entry.acceptance_criteria:
            message = f"{named(story)} has no acceptance criteria"
            yield c.found(story, (), message, "add acceptance_criteria: with what must be true of the result")


@check("story-too-big", "warning", "An open story has a large estimate.", points=8)
def story_too_big(c: Context, points: int) -> Iterator[Violation]:
    for story in _open_stories(c):
        estimate = story.entry.estimate
        if estimate is not None and estimate > points:
            message = f"{named(story)} is estimated at {estimate:g} points, more than {points}"
            yield c.found(story, ("estimate",), message, "split it into stories that can be done one by one")


@check(
    "story-aging",
    "warning",
    "A story has been in progress for longer than most done stories took.",
    percentile=AGING_PERCENTILE,
    stories=MIN_CYCLE_TIMES,
)
def story_aging(c: Context, percentile: int, stories: int) -> Iterator[Violation]:
    flow = c.insight.shared(story_flow)
    if not flow.cycle_days or len(flow.cycle_days) < stories:
        return
    limit = nearest_rank(flow.cycle_days, min(100, max(1, percentile)))
    for one in flow.in_progress:
        if one.age_days is not None and one.age_days > limit:
            taken = f"{percentile} % of done stories took {day_count(limit)} or less"
            message = f"{named(one.entity)} has been in progress for {day_count(one.age_days)}; {taken}"
            yield c.found(one.entity, ("started_on",), message, "find out what holds it up, or split it")


@check("story-blocked", "warning", "Work on a story has started, and a story that it depends on is open.")
def story_blocked(c: Context) -> Iterator[Violation]:
    for story in _open_stories(c):
        blocked_by = c.insight.about(story_metrics, story).blocked_by
        if story.entry.status in STARTED_STORY and blocked_by:
            message = f"{named(story)} is {_state(c, story)}, and depends on what is open: {titles_of(blocked_by)}"
            yield c.found(story, ("depends_on",), message, "finish those first, or take out the dependency")


@check("story-cycle", "error", "Stories depend on each other in a circle.")
def story_cycle(c: Context) -> Iterator[Violation]:
    for circle in _circles(c):
        first, *rest = circle
        message = f"{named(first)} depends on itself" + (f", through {titles_of(rest)}" if rest else "")
        yield c.found(first, ("depends_on",), message, "take out one of the dependencies")


def _circles(c: Context) -> Iterator[tuple[StoryEntity, ...]]:
    """One circle of dependencies for each story that closes one, each circle once."""
    state: dict[StoryEntity, int] = {}  # 1: on the path, 2: finished
    for start in c.portfolio.all(Story):
        path: list[tuple[StoryEntity, Iterator[StoryEntity]]] = []
        if start not in state:
            state[start] = 1
            path.append((start, iter(c.portfolio.targets(start, "depends_on"))))
        while path:
            here, following = path[-1]
            after = next(following, None)
            if after is None:
                state[here] = 2
                path.pop()
            elif after not in state:
                state[after] = 1
                path.append((after, iter(c.portfolio.targets(after, "depends_on"))))
            elif state[after] == 1:
                on_path = [one for one, _ in path]
                yield tuple(on_path[on_path.index(after) :])


_DATES = ("created_on", "started_on", "done_on")


@check("story-dates", "error", "The dates of a story are in the wrong order or in the future.")
def story_dates(c: Context) -> Iterator[Violation]:
    for story in c.portfolio.all(Story):
        found = [(name, day) for name in _DATES if (day := day_of(getattr(story.entry, name)))]
        for (before, earlier), (after, later) in pairwise(found):
            if later < earlier:
                message = f"{named(story)} has {after} {later}, before {before} {earlier}"
                yield c.found(story, (after,), message, "correct one of the two dates")
        for name, day in found:
            if day > c.as_of:
                message = f"{name} of {named(story)} ({day}) is {day_count((day - c.as_of).days)} in the future"
                yield c.found(story, (name,), message, "write it down when it has happened")


@check("story-status-dates", "warning", "The status of a story contradicts its dates.")
def story_status_dates(c: Context) -> Iterator[Violation]:
    for story in _open_stories(c):
        entry, state = story.entry, _state(c, story)
        if entry.done_on:
            message = f"{named(story)} was done on {entry.done_on}, and its status is {state}"
            yield c.found(story, ("status",), message, "set its status to done, or delete done_on:")
        elif entry.started_on and entry.status not in STARTED_STORY:
            message = f"work on {named(story)} started on {entry.started_on}, and its status is {state}"
            yield c.found(story, ("status",), message, "set its status to in_progress, or delete started_on:")


@check("story-undated", "info", "A story lacks a date, while others have it, so flow metrics leave it out.")
def story_undated(c: Context) -> Iterator[Violation]:
    stories = c.portfolio.all(Story)
    tracked = {name for name in ("started_on", "done_on") if any(getattr(one.entry, name) for one in stories)}
    for story in stories:
        entry = story.entry
        needed = tracked if entry.status == DONE else tracked & {"started_on"}
        if entry.status != DONE and entry.status not in STARTED_STORY:
            continue
        found = c.insight.about(story_metrics, story)
        known = {"started_on": found.started_on, "done_on": found.done_on}  # typed, or from git
        if missing := sorted(name for name in needed if not known[name]):
            message = f"{named(story)} is {_state(c, story)}, and has no {first_of(missing)}"
            yield c.found(story, ("status",), message, "add it, so that cycle time and throughput count the story")


@check("story-criteria-open", "warning", "A story is done, and acceptance criteria of it are not met.")
def story_criteria_open(c: Context) -> Iterator[Violation]:
    for story in c.portfolio.all(Story):
        criteria = story.entry.acceptance_criteria
        left = sum(one.done is False for one in criteria)
        verb = "is" if left == 1 else "are"
        if story.entry.status == DONE and left:
            message = f"{named(story)} is done, and {left} of its {len(criteria)} acceptance criteria {verb} not met"
            yield c.found(story, ("acceptance_criteria",), message, "set done: true, or reopen the story")


@check("story-of-closed-item", "warning", "A story is open, and its roadmap item is done or cancelled.")
def story_of_closed_item(c: Context) -> Iterator[Violation]:
    for story in _open_stories(c):
        item = c.insight.about(story_metrics, story).item
        if item and item.entry.is_closed:
            message = f"{named(story)} is {_state(c, story)}, and its item {named(item)} is {c.state(item)}"
            yield c.found(story, ("item",), message, "drop the story, or move it to another item")


def _open_stories(c: Context) -> Iterator[StoryEntity]:
    return (story for story in c.portfolio.all(Story) if not story.entry.is_closed)


def _state(c: Context, story: StoryEntity) -> str:
    return status_word(c.portfolio, story.entry.status).lower()
