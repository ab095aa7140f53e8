"""View-model of the overview: what a stakeholder wants to know in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item, Milestone, Release
from milepost.kit import phrasing
from milepost.kit.addresses import BOARD, CHANGES, LIST, RELEASES
from milepost.kit.components import BasePageView, Card, EmptyState, Mark, MilestoneRow, Phrase, WebLink
from milepost.kit.context import CLOSED, WARNINGS, ItemEntity, PageContext
from milepost.kit.milestones import away, milestone_row, release_row, when
from milepost.kit.web_links import links_of
from milepost.pages.changes.view import ChangeRow, recent_changes
from milepost.pages.overview.directory import DirectoryView, directory_of
from milepost.pages.overview.goals import GoalsPanel, goals_panel
from milepost.pages.overview.projects import ProjectsPanel, projects_panel
from milepost.pages.overview.summary import opening_of
from milepost.pages.releases.view import next_release
from milepost.pages.roadmap.header import NO_ITEMS

_BUILDING, _MOVED, _CHANGED, _NEXT, _SHIPPED = 8, 4, 5, 6, 5
_LATELY = 92


@dataclass(frozen=True, slots=True)
class OverviewStat:
    """A key figure with its label, unit and a note that compares it."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SlippedItem:
    """An item whose end slipped from its baseline."""

    card: Card
    was: str
    now: str
    amount: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shipment:
    """An item done recently, and whether it was on time."""

    card: Card
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class OverviewView(BasePageView):
    """The overview page."""

    summary: str
    description: str
    links: tuple[WebLink, ...]
    opening: tuple[Phrase, ...]
    stats: tuple[OverviewStat, ...]
    building: tuple[Card, ...]
    building_rest: tuple[Phrase, ...]
    moved: tuple[SlippedItem, ...]
    moved_rest: str
    changes: tuple[ChangeRow, ...]
    changes_rest: str
    changes_page: str | None
    next: tuple[MilestoneRow, ...]
    shipped: tuple[Shipment, ...]
    outlook: GoalsPanel | None
    projects: ProjectsPanel | None
    directory: DirectoryView
    board: str | None
    list: str | None
    releases: str | None


def overview_view(context: PageContext, title: str) -> OverviewView:
    """The overview page."""
    items = context.portfolio.all(Item)
    building = sorted(
        context.outermost(item for item in items if item.entry.status == "in_progress"),
        key=lambda item: _urgency(context, item),
    )
    slipped = sorted(
        context.outermost(_slipped(context, items)), key=lambda item: (-(context.item(item).slip_days or 0), item.key)
    )
    shipped = sorted(_shipped(context, items), key=lambda item: (_last(context, item), item.key), reverse=True)
    head, page = context.portfolio.head, context.addresses.page
    hidden = len(building) - _BUILDING
    changes = recent_changes(context) if page(CHANGES) else []
    return OverviewView(
        frame=context.frame(title, _empty(context)),
        summary=head.summary or "",
        description=head.description or "",
        links=links_of(head),
        opening=opening_of(context, building, slipped),
        stats=tuple(_stats(context, building, slipped, shipped)),
        building=context.cards(building[:_BUILDING]),
        building_rest=_rest(hidden, page(BOARD)) if hidden > 0 else (),
        moved=tuple(_move(context, item) for item in slipped[:_MOVED]),
        moved_rest=f"and {len(slipped) - _MOVED} more" if len(slipped) > _MOVED else "",
        changes=tuple(changes[:_CHANGED]),
        changes_rest=f"and {len(changes) - _CHANGED} more" if len(changes) > _CHANGED else "",
        changes_page=page(CHANGES),
        next=tuple(_coming(context)),
        shipped=tuple(_shipment(context, item) for item in shipped[:_SHIPPED]),
        outlook=goals_panel(context),
        projects=projects_panel(context),
        directory=directory_of(context),
        board=page(BOARD),
        list=page(LIST),
        releases=page(RELEASES),
    )


def _empty(context: PageContext) -> EmptyState | None:
    """What to write where there is nothing to show: items on the internal site, an audience elsewhere."""
    portfolio = context.portfolio
    if portfolio.innermost:
        return None if portfolio.all(Item) else NO_ITEMS
    if any(map(portfolio.entities, ("item", "release", "objective", "strategy"))):
        return None
    said = "Nothing is published here yet: a file that names no audience stays inside. To show one, write:"
    return EmptyState(said, f"audience: {portfolio.audience}")


def _urgency(context: PageContext, item: ItemEntity) -> tuple[int, int, str]:
    """Sort key: items in trouble first, then by the distance of their end from today, either way."""
    health, end = context.health(item), context.item(item).end
    away_by = abs((end.last - context.as_of).days) if end and end.last else 10**6
    return WARNINGS.index(health.value) if health else len(WARNINGS), away_by, item.key


def _last(context: PageContext, item: ItemEntity) -> str:
    end = context.item(item).end
    return end.last.isoformat() if end and end.last else ""


def _slipped(context: PageContext, items: Iterable[ItemEntity]) -> Iterator[ItemEntity]:
    return (item for item in items if context.item(item).is_open and (context.item(item).slip_days or 0) > 0)


def _shipped(context: PageContext, items: Iterable[ItemEntity]) -> list[ItemEntity]:
    """Items done in the last 92 days."""
    since, until = (context.as_of - timedelta(days=_LATELY)).isoformat(), context.as_of.isoformat()
    return context.outermost(
        item for item in items if item.entry.status == "done" and since <= _last(context, item) <= until
    )


def _stats(
    context: PageContext, building: Sequence[ItemEntity], slipped: Sequence[ItemEntity], shipped: Sequence[ItemEntity]
) -> Iterator[OverviewStat]:
    if building:
        late = sum(context.item(item).late_by_days > 0 for item in building)
        yield OverviewStat(
            "In progress",
            phrasing.number(len(building)),
            marks=context.health_warnings(building),
            note=f"{phrasing.number(late)} overdue" if late else "",
        )
    if shipped:
        promised = [days for item in shipped if (days := context.item(item).slip_days) is not None]
        on_time = sum(days <= 0 for days in promised)
        note = f"{on_time} of {len(promised)} on or before baseline" if promised else ""
        yield OverviewStat("Shipped in three months", phrasing.number(len(shipped)), note=note)
    if slipped:
        most = context.slip(slipped[0])
        yield OverviewStat(
            "Later than baseline",
            phrasing.number(len(slipped)),
            phrasing.plural(len(slipped), "item"),
            f"by up to {most.amount}" if most else "",
        )
    if release := next_release(context):
        date = context.insight.release(release).date
        yield OverviewStat("Next release", phrasing.short(date, context.as_of), away(context, date), release.title)


def _rest(number: int, board: str | None) -> tuple[Phrase, ...]:
    return (
        Phrase(f"{phrasing.number(number)} more {phrasing.plural(number, 'is', 'are')} on the "),
        Phrase("board", target=board),
        Phrase("."),
    )


def _move(context: PageContext, item: ItemEntity) -> SlippedItem:
    baseline, slip = item.entry.baseline, context.slip(item)
    was = phrasing.period(baseline.end) if baseline else ""
    reason = item.entry.slip_reason or item.entry.health_reason or ""
    return SlippedItem(
        context.card(item),
        was,
        phrasing.period(context.item(item).end),
        f"{slip.amount} later" if slip else "",
        reason,
    )


def _coming(context: PageContext) -> list[MilestoneRow]:
    """The next milestones and releases, by date."""
    today = context.as_of.isoformat()
    ahead = [entity for entity in context.portfolio.all(Milestone) if when(entity)[0] >= today and _awaited(entity)]
    found = [(*when(entity), milestone_row(context, entity, linked=True)) for entity in ahead]
    found += [
        (date.last.isoformat(), date.first.isoformat(), release_row(context, release, date))
        for release in context.portfolio.all(Release)
        if (date := context.insight.release(release).date)
        and date.first
        and date.last
        and date.last >= context.as_of
        and context.insight.release(release).status != "cancelled"
    ]
    found.sort(key=lambda one: (one[0], one[1], one[2].ref.title))
    return [one[2] for one in found[:_NEXT]]


def _awaited(entity: Entity[Milestone]) -> bool:
    """Whether a milestone is not yet met and its owner is still open."""
    around = entity.parent
    return entity.entry.done is not True and getattr(around and around.entry, "status", "") not in CLOSED


def _shipment(context: PageContext, item: ItemEntity) -> Shipment:
    found, slip = context.item(item), context.slip(item)
    note = "" if found.slip_days is None else "on time"
    if slip:
        note = f"{slip.amount} {'late' if slip.days > 0 else 'early'}"
    return Shipment(context.card(item), phrasing.short(found.end, context.as_of), note)
