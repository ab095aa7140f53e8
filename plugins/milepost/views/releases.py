"""Releases: what is next, what comes after, what has come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from milepost.model.roadmap import Release
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import RELEASES, anchor
from milepost.views.desk import CLOSED, STATUSES, Desk
from milepost.views.facts import WebLink, links_of
from milepost.views.frame import RoadmapFramed, views_of
from milepost.views.moments import away, moments_of
from milepost.views.pieces import Card, Empty, Mark, Moment, Phrase, Progress

NO_RELEASES = Empty(
    "There are no releases yet. Write them in a roadmap, and name one in an item's release:",
    "kind: roadmap\nreleases:\n  - id: v2\n    title: Version 2\n    date: 2027-03-08",
)


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release; `folded` are the words its items are put away behind, empty where they are not.

    Away from its own page it has a `target` there, and neither an anchor nor its description and links.
    """

    anchor: str
    title: str
    when: str
    away: str
    status: Mark
    summary: str
    description: str
    count: str
    warning: str
    progress: Progress | None
    milestones: tuple[Moment, ...]
    cards: tuple[Card, ...]
    folded: str
    links: tuple[WebLink, ...]
    target: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasesView(RoadmapFramed):
    """All releases."""

    releases: tuple[ReleaseView, ...]


def releases_view(desk: Desk, title: str) -> ReleasesView:
    """All releases."""
    ordered = in_order(desk, desk.portfolio.all(Release))
    return ReleasesView(
        frame=desk.frame(title, NO_RELEASES if not ordered and desk.portfolio.innermost else None),
        opening=_opening(desk),
        notes=(),
        views=views_of(desk, RELEASES),
        releases=tuple(release_view(desk, thing) for thing in ordered),
    )


def in_order(desk: Desk, releases: Iterable[Thing[Release]]) -> list[Thing[Release]]:
    """Those to come by their date, then those that are out, the latest first, then those without a date."""
    return sorted(releases, key=lambda thing: _order(desk, thing))


def is_out(desk: Desk, thing: Thing[Release]) -> bool:
    """Whether a release needs no more waiting for."""
    return desk.insight.release(thing).status in CLOSED


def _order(desk: Desk, thing: Thing[Release]) -> tuple[int, int]:
    date = desk.insight.release(thing).date
    if not date or not date.first:
        return (2, 0)
    return (1, -date.first.toordinal()) if is_out(desk, thing) else (0, date.first.toordinal())


def next_release(desk: Desk) -> Thing[Release] | None:
    """The dated release that comes next; a cycle of work only where nothing is released."""
    ahead = [thing for thing in desk.portfolio.all(Release) if _order(desk, thing)[0] == 0]
    return min(ahead, key=lambda thing: (thing.entry.type == "cycle", _order(desk, thing)), default=None)


def _opening(desk: Desk) -> tuple[Phrase, ...]:
    thing = next_release(desk)
    if not thing:
        return ()
    found = desk.insight.release(thing)
    near = away(desk, found.date)
    rest = f" comes next, {words.on(found.date)}{f', {near}' if near else ''}"
    if found.items:
        items = words.count(len(found.items), "item")
        done = f"{found.items_done} of its {items} {words.plural(found.items_done, 'is', 'are')} done"
        rest += f": {done}" if found.items_done else f": none of its {items} is done yet"
    return (Phrase(thing.title, strong=True, target=f"{RELEASES}#{anchor(thing)}"), Phrase(f"{rest}."))


def release_view(desk: Desk, thing: Thing[Release], *, linked: bool = False) -> ReleaseView:
    """A release; `linked` where it is shown away from its own page."""
    found, entry = desk.insight.release(thing), thing.entry
    out = is_out(desk, thing)
    late = len(found.late_items)
    percent = None if out or found.progress is None else round(found.progress)
    moments = moments_of(desk, desk.portfolio.nested(thing, "milestone"))
    return ReleaseView(
        anchor="" if linked else anchor(thing),
        title=thing.title,
        when=words.span(found.start, found.date),
        away=away(desk, found.date),
        status=desk.mark("status", found.status),
        summary=entry.summary or "",
        description="" if linked else entry.description or "",
        count=f"{found.items_done} of {words.count(len(found.items), 'item')} done" if found.items else "",
        warning=f"{words.count(late, 'item')} {words.plural(late, 'ends', 'end')} after it" if late else "",
        progress=None if percent is None else Progress(percent, words.source(*found.progress_of, "item")),
        milestones=tuple(replace(one, anchor="") for one in moments) if linked else moments,
        cards=desk.cards(
            sorted(desk.outermost(found.items), key=lambda item: (STATUSES.index(item.entry.status), item.key))
        ),
        folded=words.count(len(found.items), "item") if out else "",
        links=() if linked else links_of(thing),
        target=desk.addresses.of(thing) if linked else None,
    )
