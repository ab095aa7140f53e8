"""Signs above the lanes: releases, and milestones on the way to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from milepost.kit.geometry import SIGN, TEXT
from milepost.model.period import Period
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.moments import moment
from milepost.views.pieces import Ref
from milepost.views.timeline import letters
from milepost.views.timeline.pack import Spot, pack, point
from milepost.views.timeline.picture import Geometry, Sign
from milepost.views.timeline.scale import Ruler

# Half a diamond and the room around the words in units, with some to spare: letters are estimated.
_FRAME = TEXT.icon / 2 + SIGN.start + SIGN.end + 0.5


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs by their dates, and how many rows they take on the screen and on paper."""

    all: tuple[Sign, ...] = ()
    rows: int = 0
    paper_rows: int = 0


def signs_of(desk: Desk, ruler: Ruler, width: float, geometry: Geometry) -> Signs:
    """The signs of a portfolio that lie on a ruler `width` units wide."""
    found = sorted(_all(desk, ruler), key=lambda sign: sign.end)
    points = [point(sign.end, sign.room) for sign in found]
    screen = pack(points, width, geometry.gap, geometry.sign_rows)
    paper = pack(points, geometry.track, geometry.gap, geometry.sign_rows)
    placed = tuple(
        replace(sign, row=one.row, flip=one.flip, paper_row=other.row, paper_flip=other.flip)
        for sign, one, other in zip(found, screen, paper, strict=True)
    )
    return Signs(placed, _rows(screen), _rows(paper))


def _rows(spots: list[Spot]) -> int:
    return max((spot.row for spot in spots), default=-1) + 1


def _all(desk: Desk, ruler: Ruler) -> Iterator[Sign]:
    for release in desk.portfolio.releases:
        about = desk.insight.release(release)
        if about.status == "cancelled":
            continue
        yield from _sign(desk, ruler, desk.ref(release), about.date, met=about.status == "done", late=False)
        for milestone in desk.portfolio.nested(release, "milestone"):
            said, date = moment(desk, milestone, linked=True), desk.insight.milestone(milestone).date
            yield from _sign(desk, ruler, said.ref, date, met=said.met, late=bool(said.late))


def _sign(desk: Desk, ruler: Ruler, ref: Ref, date: Period | None, *, met: bool, late: bool) -> Iterator[Sign]:
    """A sign stands at the last day it may be on, where it is on the ruler."""
    if not (date and date.first and date.last and ruler.first <= date.last <= ruler.last):
        return
    when = words.short(date, desk.as_of)
    room = round(_FRAME + letters.width(f"{ref.title} {when}", TEXT.xs), 2)
    start, end = ruler.at(date.first), ruler.after(date.last)
    exact = date.precision == "day"
    yield Sign(ref, when, met, late, end if exact else start, end, room, 0, False, 0, False)
