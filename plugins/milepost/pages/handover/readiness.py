"""Readiness of a handover, in words and as bar lengths."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.handover.readiness import PARTS_BY_NAME, ReadinessInsight
from milepost.kit import phrasing
from milepost.kit.components import Mark
from milepost.kit.context import PageContext
from milepost.pages.handover.context import HandoverContext
from milepost.pages.handover.dates import distance
from milepost.schema.date_arithmetic import days_past


@dataclass(frozen=True, slots=True)
class ReadinessScore:
    """Points reached of points possible, also in `words`. `reached` and `waived` are percent, for bars."""

    points: int
    of: int
    words: str
    reached: str
    waived: str
    waived_words: str


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of a part, and its anchor on the page."""

    title: str
    target: str
    score: ReadinessScore


@dataclass(frozen=True, slots=True)
class ReadinessVerdict:
    """Whether a handover is ready: a mark, and a sentence or two. `score` is None if there are no points."""

    mark: Mark
    words: str
    score: ReadinessScore | None

    @property
    def brief(self) -> str:
        """The points alone: "16 of 42 points"."""
        return self.score.words if self.score else ""


def verdict_of(context: PageContext, entity: Entity[Handover]) -> ReadinessVerdict:
    """The readiness verdict of a handover."""
    found = context.insight.readiness(entity)
    if not found.of:
        mark = Mark("status", "planned", "Not known")
        return ReadinessVerdict(mark, "Nothing is written that could be ready.", None)
    said = [_missing(found), _takes_effect(context, entity)]
    score = _score(found.points, found.of, found.waived)
    return ReadinessVerdict(_mark(context, found), " ".join(filter(None, said)), score)


def is_ready(found: ReadinessInsight) -> bool:
    """Whether everything that is missing was waived."""
    return all(one.waived for one in found.missing)


def _mark(context: PageContext, found: ReadinessInsight) -> Mark:
    entry = found.entity.entry
    if is_ready(found):
        return Mark("status", "done", "Ready")
    if entry.status == "done" or days_past(entry.effective, context.as_of):
        return Mark("health", "off_track", "Not ready")
    return Mark("health", "at_risk", "Not yet ready")


def _missing(found: ReadinessInsight) -> str:
    lost = found.of - found.points - found.waived
    if lost:
        said = f"{_points(lost)} missing"
        if stopping := sum(one.weight for one in found.missing if one.stops):
            said += (
                f", {phrasing.cardinal(stopping)} of them {phrasing.plural(stopping, 'blocks', 'block')} the handover"
            )
        return f"{phrasing.sentence(said)}."
    if found.waived:
        waived = f"{phrasing.cardinal(found.waived)} {phrasing.plural(found.waived, 'was', 'were')} waived"
        return f"All other points are met; {waived}."
    return "All points are met."


def _points(count: int) -> str:
    return f"{phrasing.cardinal(count)} {phrasing.plural(count, 'point is', 'points are')}"


def _takes_effect(context: PageContext, entity: Entity[Handover]) -> str:
    when = entity.entry.effective
    if not when or not when.first:
        return ""
    takes = "took" if days_past(when, context.as_of) else "takes"
    return f"It {takes} effect {', '.join(filter(None, (phrasing.on(when), distance(when, context.as_of))))}."


def by_part(handover: HandoverContext) -> tuple[PartScore, ...]:
    """The points of every part that has some."""
    targets = {"acceptance": "sign-off"}
    return tuple(
        PartScore(
            PARTS_BY_NAME[part.name].title, targets.get(part.name, part.name), _score(part.points, part.of, part.waived)
        )
        for part in handover.context.insight.readiness(handover.entity).parts
    )


def _score(points: int, of: int, waived: int) -> ReadinessScore:
    return ReadinessScore(
        points=points,
        of=of,
        words=f"{points} of {phrasing.count(of, 'point')}",
        reached=f"{points / of * 100:.1f}",
        waived=f"{waived / of * 100:.1f}",
        waived_words=f"{waived} waived" if waived else "",
    )
