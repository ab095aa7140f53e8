"""View-model of the releases page: the next release, later ones, and past ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Release
from milepost.kit import phrasing
from milepost.kit.addresses import RELEASES, anchor
from milepost.kit.components import Card, EmptyState, Mark, MilestoneRow, Phrase, ProgressBar, WebLink
from milepost.kit.context import CLOSED, STATUSES, PageContext
from milepost.kit.milestones import away, milestone_rows
from milepost.kit.web_links import links_of
from milepost.pages.roadmap.header import RoadmapPageView, views_of

NO_RELEASES = EmptyState(
    "There are no releases yet. Write them in a roadmap, and name one in an item's release:",
    "kind: roadmap\nreleases:\n  - id: v2\n    title: Version 2\n    date: 2027-03-08",
)


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release; `type` is empty unless it is a cycle of work.

    `folded` is the label its items are folded behind, empty if they are not.

    Shown on another page, it has a `target` on its own page, and neither an anchor nor description and links.
    """

    anchor: str
    title: str
    when: str
    away: str
    status: Mark
    type: str
    summary: str
    description: str
    count: str
    warning: str
    progress: ProgressBar | None
    milestones: tuple[MilestoneRow, ...]
    cards: tuple[Card, ...]
    folded: str
    links: tuple[WebLink, ...]
    target: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasesView(RoadmapPageView):
    """The releases page."""

    releases: tuple[ReleaseView, ...]


def releases_view(context: PageContext, title: str) -> ReleasesView:
    """The releases page."""
    ordered = in_order(context, context.portfolio.all(Release))
    return ReleasesView(
        frame=context.frame(title, NO_RELEASES if not ordered and context.portfolio.innermost else None),
        opening=_opening(context),
        notes=(),
        views=views_of(context, RELEASES),
        releases=tuple(release_view(context, entity) for entity in ordered),
    )


def in_order(context: PageContext, releases: Iterable[Entity[Release]]) -> list[Entity[Release]]:
    """Releases to come by date, then past ones, the latest first, then those without a date."""
    return sorted(releases, key=lambda entity: _order(context, entity))


def is_out(context: PageContext, entity: Entity[Release]) -> bool:
    """Whether a release is done or canceled."""
    return context.insight.release(entity).status in CLOSED


def _order(context: PageContext, entity: Entity[Release]) -> tuple[int, int]:
    date = context.insight.release(entity).date
    if not date or not date.first:
        return (2, 0)
    return (1, -date.first.toordinal()) if is_out(context, entity) else (0, date.first.toordinal())


def next_release(context: PageContext) -> Entity[Release] | None:
    """The next dated release; a work cycle only if there are no other releases."""
    ahead = [entity for entity in context.portfolio.all(Release) if _order(context, entity)[0] == 0]
    return min(ahead, key=lambda entity: (entity.entry.type == "cycle", _order(context, entity)), default=None)


def _opening(context: PageContext) -> tuple[Phrase, ...]:
    entity = next_release(context)
    if not entity:
        return ()
    found = context.insight.release(entity)
    near = away(context, found.date)
    rest = f" comes next, {phrasing.on(found.date)}{f', {near}' if near else ''}"
    if found.items:
        items = phrasing.count(len(found.items), "item")
        done = f"{found.items_done} of its {items} {phrasing.plural(found.items_done, 'is', 'are')} done"
        rest += f": {done}" if found.items_done else f": none of its {items} is done yet"
    return (Phrase(entity.title, strong=True, target=f"{RELEASES}#{anchor(entity)}"), Phrase(f"{rest}."))


def release_view(context: PageContext, entity: Entity[Release], *, linked: bool = False) -> ReleaseView:
    """A release; `linked` if it is shown on another page than its own."""
    found, entry = context.insight.release(entity), entity.entry
    out = is_out(context, entity)
    late = len(found.late_items)
    percent = None if out or found.progress is None else round(found.progress)
    moments = milestone_rows(context, context.portfolio.nested(entity, "milestone"))
    return ReleaseView(
        anchor="" if linked else anchor(entity),
        title=entity.title,
        when=phrasing.span(found.start, found.date),
        away=away(context, found.date),
        status=context.mark("status", found.status),
        type=context.portfolio.label("type", entry.type) if entry.type == "cycle" else "",
        summary=entry.summary or "",
        description="" if linked else entry.description or "",
        count=f"{found.items_done} of {phrasing.count(len(found.items), 'item')} done" if found.items else "",
        warning=f"{phrasing.count(late, 'item')} {phrasing.plural(late, 'ends', 'end')} after it" if late else "",
        progress=None if percent is None else ProgressBar(percent, phrasing.source(*found.progress_of, "item")),
        milestones=tuple(replace(one, anchor="") for one in moments) if linked else moments,
        cards=context.cards(
            sorted(context.outermost(found.items), key=lambda item: (STATUSES.index(item.entry.status), item.key))
        ),
        folded=phrasing.count(len(found.items), "item") if out else "",
        links=() if linked else links_of(entity.entry),
        target=context.addresses.of(entity) if linked else None,
    )
