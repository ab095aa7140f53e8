"""A handover as a list of boxes to tick, in Markdown for an issue or a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.cli.formats.forge import plain
from milepost.insight.readiness import PARTS, ScoredPart
from milepost.model.handover import Handover
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.handover.case import parties
from milepost.views.handover.dates import dated, key_dates
from milepost.views.handover.ready import verdict_of
from milepost.views.handover.reasons import RESTORE, Point, points_of, title_of


def checklist(desk: Desk, thing: Thing[Handover]) -> str:
    """Every point of a handover with a box, part by part; those that are reached are ticked."""
    found = desk.insight.readiness(thing)
    lost = {(one.key, one.about): one for one in points_of(desk, found)}
    parts = {part.name: part for part in found.parts}
    lines = [f"# {plain(thing.title)}", "", *_head(desk, thing)]
    for scored in PARTS:
        if part := parts.get(scored.name):
            note = f"{part.points} of {words.count(part.of, 'point')}"
            lines += ["", f"## {scored.title}: {note}", "", *_boxes(desk, thing, scored, lost)]
    return "\n".join(lines)


def _head(desk: Desk, thing: Thing[Handover]) -> Iterator[str]:
    entry, verdict = thing.entry, verdict_of(desk, thing)
    score = f", {verdict.brief}" if verdict.brief else ""
    yield f"**{verdict.mark.word}{score}.** {plain(verdict.words)}"
    yield ""
    both = zip(("From", "To"), parties(desk, thing), strict=True)
    yield from (f"- {label}: {plain(team)}" for label, team in both if team)
    yield from (f"- {label}: {dated(when, desk.as_of)}" for label, when in key_dates(entry, desk.as_of))
    yield f"- As of: {desk.today.words}"


def _boxes(
    desk: Desk, thing: Thing[Handover], part: ScoredPart, lost: dict[tuple[str, Thing[Any] | None], Point]
) -> Iterator[str]:
    if not part.lacks:
        yield _box(RESTORE, lost.get((part.name, None)))
        return
    for entry in desk.portfolio.nested(thing, part.type_name):
        if part.lacks(entry.entry, desk.as_of)[0]:
            yield _box(title_of(desk, entry), lost.get((part.name, entry)))


def _box(title: str, point: Point | None) -> str:
    """Ticked where the point is reached. What was let go has no box: it is neither done nor to be done."""
    if not point:
        return f"- [x] {plain(title)}"
    who = f" ({plain(point.who)})" if point.who else ""
    if point.waived:
        why = f": {plain(point.details)}" if point.details else ""
        return f"- ~~{plain(title)}~~ {point.reason}{why}{who}"
    stops = " **Stops the handover.**" if point.stops else ""
    return f"- [ ] {plain(title)}: {plain(point.reason)}{who}{stops}"
