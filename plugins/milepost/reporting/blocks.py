"""A report as a sequence of headed lists of plain lines, from which every message is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.kit.components import Fact
from milepost.pages.report.milestones import MilestoneStatus
from milepost.pages.report.view import DimensionStatus, ReportView, RequestedDecision
from milepost.pages.report.wording import TrendNote
from milepost.prose.visible_text import visible_text

# The shapes of the site's icons that every font has; a shape never stands without its word.
SIGNS = {"on_track": "●", "at_risk": "▲", "off_track": "■"}
ARROWS = {"trend-up": "↑", "trend-flat": "→", "trend-down": "↓"}


@dataclass(frozen=True, slots=True)
class LabeledLine:
    """A line of plain text; `label` comes first and is set off. `health` colors the label."""

    text: str
    label: str = ""
    health: str = ""


@dataclass(frozen=True, slots=True)
class MessageBlock:
    """A heading and its lines."""

    heading: str
    lines: tuple[LabeledLine, ...]


def subject(view: ReportView) -> str:
    """The subject of a message: "Contactless: off track (status report, 9 to 22 November 2026)"."""
    when = f", {view.covered}" if view.covered else ""
    return " ".join(f"{view.project.title}: {view.health.word.lower()} (status report{when})".split())


def verdict(view: ReportView) -> str:
    """The overall health in a shape and words, and how it compares: "■ Off track, was at risk on 8 November 2026"."""
    return f"{SIGNS.get(view.health.value, '')} {view.health.word}{_trend(view.trend)}".strip()


def _trend(trend: TrendNote | None) -> str:
    return f" ({ARROWS[trend.icon]} {trend.words})" if trend else ""


def blocks_of(view: ReportView) -> Iterator[MessageBlock]:
    """The blocks of a report, the decisions needed first; blocks without lines are left out."""
    details = tuple(LabeledLine(one) for one in visible_text(view.description).split("\n") if one.strip())
    found = (
        MessageBlock(view.decisions_heading, tuple(map(_decision, view.decisions))),
        MessageBlock("Status by dimension", tuple(map(_dimension, view.dimensions))),
        MessageBlock("Achieved", tuple(map(LabeledLine, view.achieved))),
        MessageBlock(view.next_heading, tuple(map(LabeledLine, view.planned_next))),
        MessageBlock("Milestones", tuple(map(_milestone, view.milestones))),
        MessageBlock("Budget", tuple(map(_amount, view.spend))),
        MessageBlock("Main risks", tuple(LabeledLine(one.title) for one in view.risks)),
        MessageBlock("Issues", tuple(LabeledLine(one.title) for one in view.issues)),
        MessageBlock("Metrics", tuple(LabeledLine(one.title) for one in view.metrics)),
        MessageBlock("Details", details),
    )
    yield from (block for block in found if block.lines)


def _decision(one: RequestedDecision) -> LabeledLine:
    return LabeledLine(one.title, one.asked)


def _dimension(one: DimensionStatus) -> LabeledLine:
    path = f"Path to green: {one.path_to_green}" if one.path_to_green else ""
    word = f"{SIGNS.get(one.mark.value, '')} {one.mark.word}{_trend(one.trend)}"
    return LabeledLine(" ".join(filter(None, (one.reason, path))), f"{one.name}: {word}", one.mark.value)


def _milestone(one: MilestoneStatus) -> LabeledLine:
    when = f"{'met ' if one.met else ''}{one.when}{f' (was {one.was})' if one.was else ''}"
    return LabeledLine(", ".join(filter(None, (when.strip(), one.note, one.status))), one.ref.title)


def _amount(one: Fact) -> LabeledLine:
    return LabeledLine(", ".join(filter(None, (one.words, one.note))), one.label)
