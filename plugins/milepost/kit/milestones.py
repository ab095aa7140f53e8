"""Milestones and releases as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Milestone, Release
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import MilestoneRow, Ref
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of
from milepost.schema.date_arithmetic import by_first_day, by_last_day
from milepost.schema.period import Period

_SOON = 45


def milestone_row(context: PageContext, entity: Entity[Milestone], *, linked: bool = False) -> MilestoneRow:
    """The row of a milestone; with `linked`, as shown away from its owner, it links to and names the owner."""
    found = context.insight.milestone(entity)
    owner = entity.parent
    closed = owner is not None and getattr(owner.entry, "status", None) == "done"
    late = phrasing.duration(found.late_by_days) if found.late_by_days else ""
    return MilestoneRow(
        anchor="" if linked else anchor(entity),
        ref=context.ref(entity) if linked else Ref(entity.title),
        when=phrasing.short(found.date, context.as_of),
        met=bool(found.met) or (found.met is None and closed),
        was=phrasing.short(entity.entry.baseline, context.as_of) if found.slip and found.slip.days else "",
        late=f"{late} overdue" if late else "",
        summary=(owner.title if owner else "") if linked else entity.entry.summary or "",
        away="" if found.met else away(context, found.date),
        description="" if linked else entity.entry.description or "",
        links=() if linked else links_of(entity.entry),
    )


def release_row(context: PageContext, release: Entity[Release], date: Period) -> MilestoneRow:
    """The row of a release in a list of milestones."""
    return MilestoneRow("", context.ref(release), phrasing.short(date, context.as_of), away=away(context, date))


def milestone_rows(context: PageContext, entities: Iterable[Entity[Milestone]]) -> tuple[MilestoneRow, ...]:
    """The rows of milestones, in date order."""
    return tuple(milestone_row(context, entity) for entity in sorted(entities, key=when))


def when(entity: Entity[Milestone]) -> tuple[str, str]:
    """Sort key of milestones: last day, then first day (ISO); those without a day sort last."""
    date: Period | None = entity.entry.date
    return (
        by_last_day(date),
        by_first_day(date),
    )


def away(context: PageContext, period: Period | None) -> str:
    """How soon a day is due: "in 15 days".

    EmptyState if it is past, more than 45 calendar days ahead or less precise than a day.
    """
    if period is None or period.first is None or period.precision != "day" or period.approximate:
        return ""
    days = (period.first - context.as_of).days
    return phrasing.away(days) if 0 <= days <= _SOON else ""
