"""A handover as a Markdown checklist, for an issue or a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.escaping import plain
from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.handover.readiness import PARTS, ScoredPart
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.handover.context import parties
from milepost.pages.handover.dates import dated, key_dates
from milepost.pages.handover.readiness import verdict_of
from milepost.pages.handover.reasons import RESTORE, MissingPoint, points_of, title_of


def checklist(context: PageContext, entity: Entity[Handover]) -> str:
    """Every point of a handover with a checkbox, part by part; points that are reached are checked."""
    found = context.insight.readiness(entity)
    lost = {(one.key, one.about): one for one in points_of(context, found)}
    parts = {part.name: part for part in found.parts}
    lines = [f"# {plain(entity.title)}", "", *_head(context, entity)]
    for scored in PARTS:
        if part := parts.get(scored.name):
            note = f"{part.points} of {phrasing.count(part.of, 'point')}"
            lines += ["", f"## {scored.title}: {note}", "", *_boxes(context, entity, scored, lost)]
    return "\n".join(lines)


def _head(context: PageContext, entity: Entity[Handover]) -> Iterator[str]:
    entry, verdict = entity.entry, verdict_of(context, entity)
    score = f", {verdict.brief}" if verdict.brief else ""
    yield f"**{verdict.mark.word}{score}.** {plain(verdict.words)}"
    yield ""
    both = zip(("From", "To"), parties(context, entity), strict=True)
    yield from (f"- {label}: {plain(team)}" for label, team in both if team)
    yield from (f"- {label}: {dated(when, context.as_of)}" for label, when in key_dates(entry, context.as_of))
    yield f"- As of: {context.today.words}"


def _boxes(
    context: PageContext,
    entity: Entity[Handover],
    part: ScoredPart,
    lost: dict[tuple[str, Entity[Any] | None], MissingPoint],
) -> Iterator[str]:
    if not part.gap_of:
        yield _box(RESTORE, lost.get((part.name, None)))
        return
    for entry in context.portfolio.nested(entity, part.type_name):
        if part.gap_of(entry.entry, context.as_of)[0]:
            yield _box(title_of(context, entry), lost.get((part.name, entry)))


def _box(title: str, point: MissingPoint | None) -> str:
    """Checked if the point is reached. A waived point has no checkbox: it is neither done nor to do."""
    if not point:
        return f"- [x] {plain(title)}"
    who = f" ({plain(point.who)})" if point.who else ""
    if point.waived:
        why = f": {plain(point.details)}" if point.details else ""
        return f"- ~~{plain(title)}~~ {point.reason}{why}{who}"
    stops = " **Stops the handover.**" if point.stops else ""
    return f"- [ ] {plain(title)}: {plain(point.reason)}{who}{stops}"
