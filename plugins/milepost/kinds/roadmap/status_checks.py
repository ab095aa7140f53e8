"""Statuses that contradict other fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.checks.check import Context, check, named, titles_of
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.portfolio.model import Project
from milepost.kinds.roadmap.model import Item
from milepost.kinds.roadmap.progress import UNSTARTED, is_open
from milepost.schema.base import Span
from milepost.schema.date_arithmetic import days_past

_BEGIN = "set its status to in_progress"


@check("health-reason", "error", "Something is at risk or off track, and nobody says why.")
def health_reason(c: Context) -> Iterator[Violation]:
    entities: tuple[Entity[Any], ...] = (*c.portfolio.all(Item), *c.portfolio.all(Project))
    for entity in entities:
        if entity.entry.health in ("at_risk", "off_track") and not entity.entry.health_reason:
            health = c.portfolio.label("health", entity.entry.health).lower()
            message = f"{named(entity)} is {health}, and nothing says why"
            yield c.found(entity, ("health",), message, "say it in a sentence: health_reason: …")


@check("done-not-complete", "warning", "An item is done, and its progress is below 100.")
def done_not_complete(c: Context) -> Iterator[Violation]:
    for item in c.portfolio.all(Item):
        progress = item.entry.progress
        if item.entry.status == "done" and progress is not None and progress < 100:
            message = f"{named(item)} is {c.state(item)}, and its progress is {progress:g} %"
            hint = "leave progress out: what is done is at 100"
            yield c.found(item, ("progress",), message, hint)


@check("progress-before-start", "warning", "An item that has not begun has progress, or an actual start.")
def progress_before_start(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        entry, actual = item.entry, item.entry.actual or Span()
        if entry.status not in UNSTARTED:
            continue
        if days_past(actual.start, c.as_of):
            message = f"{named(item)} is {c.state(item)}, though it started {actual.start}"
            yield c.found(item, ("actual", "start"), message, _BEGIN)
        elif entry.progress:
            message = f"{named(item)} is {c.state(item)}, and its progress is {entry.progress:g} %"
            yield c.found(item, ("progress",), message, _BEGIN)


_COMPLETE = {
    "typed": "its progress is 100 %",
    "stories": "all of its stories are done",
    "children": "all of its parts are done",
    "project": "its project is complete",
}


@check("complete-not-done", "info", "An open item is at 100 percent, or all its stories, parts, or projects are done.")
def complete_not_done(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        found = c.insight.item(item)
        counted, all_parts = found.progress_of
        if found.progress == 100 and counted == all_parts:
            why = _COMPLETE[found.progress_from or ""]
            message = f"{named(item)} is {c.state(item)}, though {why}"
            yield c.found(item, ("status",), message, "is it done?")


@check("ended-but-open", "warning", "An open item has an actual end that has passed.")
def ended_but_open(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        end = item.entry.actual.end if item.entry.actual else None
        if days_past(end, c.as_of):
            message = f"{named(item)} ended {end}, and is still {c.state(item)}"
            yield c.found(item, ("actual", "end"), message, "set its status to done")


@check("closed-with-open-parts", "warning", "An item is done or cancelled, and parts of it are open.")
def closed_with_open_parts(c: Context) -> Iterator[Violation]:
    for item in c.portfolio.all(Item):
        left = [] if is_open(item) else list(filter(is_open, c.insight.tree.children(item)))
        if left:
            message = f"{named(item)} is {c.state(item)}, and parts of it are open: {titles_of(left)}"
            hint = "close them, or make them parts of something else"
            yield c.found(item, ("status",), message, hint)


@check("parts-begun", "info", "An item has not begun, and parts of it have.")
def parts_begun(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        children = c.insight.tree.children(item) if item.entry.status in UNSTARTED else ()
        begun = [child for child in children if child.entry.status in ("in_progress", "done")]
        if begun:
            message = f"{named(item)} is {c.state(item)}, and parts of it have begun: {titles_of(begun)}"
            yield c.found(item, ("status",), message, _BEGIN)


@check("horizon-against-status", "info", "An item in progress stands in a column other than the first.")
def horizon_against_status(c: Context) -> Iterator[Violation]:
    columns = c.portfolio.horizon_ids()
    for item in c.open_items:
        horizon = item.entry.horizon
        if horizon and item.entry.status == "in_progress" and horizon.lower() in columns[1:]:
            message = f"{named(item)} is {c.state(item)}, and its horizon is {horizon}"
            yield c.found(item, ("horizon",), message, f"move it to {columns[0]}")


@check("ask-declined", "info", "An open item counts on something that another team has declined.")
def ask_declined(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        for at, ask in enumerate(item.entry.asks):
            if ask.status == "declined":
                team = c.portfolio.find("team", ask.team)
                what = f" ({ask.what})" if ask.what else ""
                message = f"{team.title if team else ask.team} declined what {named(item)} asks for{what}"
                steps = ("asks", at, "status")
                yield c.found(item, steps, message, "find another way, or another date")
