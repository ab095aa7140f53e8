"""Adapter from roadmap items to timeline entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from milepost.kit.components import Card, SlipBadge
from milepost.kit.context import CLOSED, ItemEntity, PageContext
from milepost.kit.milestones import milestone_row, when
from milepost.kit.schedule_words import NBSP
from milepost.timeline.entry import Baseline, Dependency, EntryMilestone, TimelineEntry

_UNDER_WAY = ("in_progress", "paused")


def entries_of(context: PageContext, items: Sequence[ItemEntity]) -> tuple[TimelineEntry, ...]:
    """An entry for each item. A parent is referenced only if it is among the items."""
    there = set(items)
    return tuple(_entry(context, item, there) for item in items)


def _entry(context: PageContext, item: ItemEntity, there: set[ItemEntity]) -> TimelineEntry:
    card, found, status = context.card(item), context.item(item), item.entry.status
    over = status in CLOSED
    return TimelineEntry(
        id=item.slug,
        ref=card.ref,
        status=card.status,
        when=card.when,
        start=found.start,
        end=found.end,
        begun=status in _UNDER_WAY,
        over=over,
        tentative=status == "proposed",
        baseline=_baseline(item, card),
        milestones=tuple(_milestones(context, item)),
        depends_on=tuple(_dependencies(context, item, there)),
        zone=found.horizon or "",
        zone_typed=found.horizon_from == "typed",
        health=card.health,
        confidence=None if over else context.confidence(item.entry.confidence),
        reason=card.reason,
        moved=_moved(card.slip),
        late=card.late,
        progress=card.progress.percent if card.progress else None,
        progress_note=card.progress.note if card.progress else "",
        part_of=found.parent.slug if found.parent in there else "",
    )


def _baseline(item: ItemEntity, card: Card) -> Baseline | None:
    promised = item.entry.baseline
    if not (card.slip and promised):
        return None
    change = " ".join(filter(None, (card.slip.before, card.slip.amount, card.slip.after)))
    return Baseline(promised.start, promised.end, change)


def _moved(slip: SlipBadge | None) -> str:
    """A slip in brief: "9 weeks later", "2 months earlier"."""
    return f"{slip.amount} {'later' if slip.days > 0 else 'earlier'}".replace(" ", NBSP) if slip else ""


def _milestones(context: PageContext, item: ItemEntity) -> Iterator[EntryMilestone]:
    for entity in sorted(context.portfolio.nested(item, "milestone"), key=when):
        said = milestone_row(context, entity)
        notes = [said.when, *(["met"] if said.met else []), *([said.late] if said.late else [])]
        yield EntryMilestone(context.insight.milestone(entity).date, said.met, f"{said.ref.title}, {', '.join(notes)}")


def _dependencies(context: PageContext, item: ItemEntity, there: set[ItemEntity]) -> Iterator[Dependency]:
    """The dependencies among the items on the timeline."""
    for before in context.item(item).waits_for:
        if before in there:
            slack = context.insight.slack_days(before, item)
            yield Dependency(before.slug, broken=slack is not None and slack < 0)
