"""How ready a handover is, in words and as lengths to draw."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.insight.dates import days_past
from milepost.insight.readiness import BY_NAME, ReadinessInsight
from milepost.model.handover import Handover
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.handover.case import Case
from milepost.views.handover.dates import distance
from milepost.views.pieces import Mark


@dataclass(frozen=True, slots=True)
class Score:
    """Points of those there are, as `words` too. `reached` and `waived` are percent of them, to draw with."""

    points: int
    of: int
    words: str
    reached: str
    waived: str
    waived_words: str


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of a part, and where it stands on the page."""

    title: str
    target: str
    score: Score


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a handover is ready: a mark, and a sentence or two. `score` is None where nothing could be ready."""

    mark: Mark
    words: str
    score: Score | None

    @property
    def brief(self) -> str:
        """The points alone: "16 of 42 points"."""
        return self.score.words if self.score else ""


def verdict_of(desk: Desk, thing: Thing[Handover]) -> Verdict:
    """How ready a handover is."""
    found = desk.insight.readiness(thing)
    if not found.of:
        mark = Mark("status", "planned", "Not known")
        return Verdict(mark, "Nothing is written that could be ready.", None)
    said = [_missing(found), _takes_effect(desk, thing)]
    score = _score(found.points, found.of, found.waived)
    return Verdict(_mark(desk, found), " ".join(filter(None, said)), score)


def is_ready(found: ReadinessInsight) -> bool:
    """Whether nothing is missing but what was let go."""
    return all(one.waived for one in found.missing)


def _mark(desk: Desk, found: ReadinessInsight) -> Mark:
    entry = found.thing.entry
    if is_ready(found):
        return Mark("status", "done", "Ready")
    if entry.status == "done" or days_past(entry.effective, desk.as_of):
        return Mark("health", "off_track", "Not ready")
    return Mark("health", "at_risk", "Not yet ready")


def _missing(found: ReadinessInsight) -> str:
    lost = found.of - found.points - found.waived
    if lost:
        said = f"{_points(lost)} missing"
        if stopping := sum(one.weight for one in found.missing if one.stops):
            said += f", {words.cardinal(stopping)} of them {words.plural(stopping, 'stops', 'stop')} the handover"
        return f"{words.sentence(said)}."
    if found.waived:
        count = f"{words.cardinal(found.waived)} that {words.plural(found.waived, 'was', 'were')} let go"
        return f"Every point is reached, but for {count}."
    return "Every point is reached."


def _points(count: int) -> str:
    return f"{words.cardinal(count)} {words.plural(count, 'point is', 'points are')}"


def _takes_effect(desk: Desk, thing: Thing[Handover]) -> str:
    when = thing.entry.effective
    if not when or not when.first:
        return ""
    takes = "took" if days_past(when, desk.as_of) else "takes"
    return f"It {takes} effect {', '.join(filter(None, (words.on(when), distance(when, desk.as_of))))}."


def by_part(case: Case) -> tuple[PartScore, ...]:
    """The points of every part that has some."""
    targets = {"acceptance": "sign-off"}
    return tuple(
        PartScore(
            BY_NAME[part.name].title, targets.get(part.name, part.name), _score(part.points, part.of, part.waived)
        )
        for part in case.desk.insight.readiness(case.thing).parts
    )


def _score(points: int, of: int, waived: int) -> Score:
    return Score(
        points=points,
        of=of,
        words=f"{points} of {words.count(of, 'point')}",
        reached=f"{points / of * 100:.1f}",
        waived=f"{waived / of * 100:.1f}",
        waived_words=f"{waived} let go" if waived else "",
    )
