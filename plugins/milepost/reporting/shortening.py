"""Shortening a report so that it fits the limits of a message, without hiding that something was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from milepost.escaping import cut
from milepost.kit.components import Ref
from milepost.pages.report.milestones import MilestoneStatus
from milepost.pages.report.view import DimensionStatus, ReportView, RequestedDecision

T = TypeVar("T")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Shortening:
    """At most so many entries in a list, and so many characters in a text."""

    entries: int
    characters: int


# Tried in this order; the first that fits is used. With the last one, any report is below 10,000 characters.
STEPS = (
    Shortening(1000, 3000),
    Shortening(30, 1000),
    Shortening(12, 500),
    Shortening(8, 300),
    Shortening(5, 160),
    Shortening(3, 80),
)


def fitted(view: ReportView, make: Callable[[ReportView], M], fits: Callable[[M], bool]) -> M:
    """The message of a report, shortened no more than necessary. Raises ValueError if no shortening suffices."""
    for step in STEPS:
        made = make(shortened(view, step))
        if fits(made):
            return made
    raise ValueError("a report that cannot be made short enough for a message")


def shortened(view: ReportView, to: Shortening) -> ReportView:
    """A report with lists and texts shortened; each shortened list ends with how many entries were left out."""

    def text(words: str) -> str:
        return cut(words, to.characters)

    return replace(
        view,
        project=Ref(text(view.project.title), view.project.target),
        headline=text(view.headline),
        reason=text(view.reason),
        summary=text(view.summary),
        description=text(view.description),
        decisions=_first(
            (RequestedDecision(text(one.title), text(one.asked)) for one in view.decisions),
            to.entries,
            lambda more: RequestedDecision(more, ""),
        ),
        dimensions=tuple(
            DimensionStatus(one.name, one.mark, text(one.reason), text(one.path_to_green), one.trend)
            for one in view.dimensions
        ),
        achieved=_first(map(text, view.achieved), to.entries, str),
        planned_next=_first(map(text, view.planned_next), to.entries, str),
        milestones=_first(
            (
                replace(one, ref=Ref(text(one.ref.title), one.ref.target), status=text(one.status))
                for one in view.milestones
            ),
            to.entries,
            lambda more: MilestoneStatus(Ref(more), met=False, when=""),
        ),
        risks=_first((Ref(text(one.title), one.target) for one in view.risks), to.entries, Ref),
        issues=_first((Ref(text(one.title), one.target) for one in view.issues), to.entries, Ref),
        metrics=_first((Ref(text(one.title), one.target) for one in view.metrics), to.entries, Ref),
    )


def _first(found: Iterable[T], most: int, more: Callable[[str], T]) -> tuple[T, ...]:
    """The first entries, and one that says how many were left out; never just one of which there was room for."""
    entries: Sequence[T] = tuple(found)
    if len(entries) <= most + 1:
        return tuple(entries)
    return (*entries[:most], more(f"… and {len(entries) - most:,} more"))
