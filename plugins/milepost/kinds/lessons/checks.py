"""Lessons without actions, and actions that are late or incomplete."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.violation import Violation
from milepost.kinds.lessons.model import Action, Lesson
from milepost.schema.date_arithmetic import days_past


@check("lesson-without-action", "warning", "Nothing is done about a lesson.")
def lesson_without_action(c: Context) -> Iterator[Violation]:
    """If no lesson of a document names an action, its actions may be for any of them."""
    for lesson in c.portfolio.all(Lesson):
        if not lesson.entry.superseded_by and c.insight.lesson(lesson).idle:
            message = f"nothing is done about the lesson {named(lesson)}"
            hint = "name an action in actions:, or make it a shortcut to take again"
            yield c.found(lesson, (), message, hint)


@check("action-overdue", "warning", "An action is open long after it was due.", days=30)
def action_overdue(c: Context, least: int) -> Iterator[Violation]:
    for action in c.portfolio.all(Action):
        late = c.insight.action(action).late_by_days
        if action.entry.is_open and late > least:
            message = f"{named(action)} was due {action.entry.due}, {day_count(late)} ago, and is still open"
            hint = "do it, give it a new date, or reject it and say why"
            yield c.found(action, ("due",), message, hint)


@check("action-without-owner", "info", "An action is open, and nobody is named who does it.")
def action_without_owner(c: Context) -> Iterator[Violation]:
    for action in c.portfolio.all(Action):
        entry = action.entry
        if entry.is_open and not entry.owner and not entry.team:
            message = f"nobody is named who does {named(action)}"
            yield c.found(action, (), message, "add owner: (a role) or team:")


@check("closed-on-without-done", "warning", "An action has a day on which it was closed, and is not closed.")
def closed_on_without_done(c: Context) -> Iterator[Violation]:
    for action in c.portfolio.all(Action):
        entry = action.entry
        if not entry.closed_on or not entry.closed_on.first:
            continue
        if entry.is_open:
            status = c.portfolio.label("status", entry.status or "").lower()
            message = f"{named(action)} was closed {entry.closed_on}, and is still {status}"
            yield c.found(action, ("closed_on",), message, "set its status to done")
        elif not days_past(entry.closed_on, c.as_of) and entry.closed_on.first > c.as_of:
            message = f"{named(action)} is closed, and the day of that ({entry.closed_on}) is yet to come"
            yield c.found(action, ("closed_on",), message, "when was it done?")
