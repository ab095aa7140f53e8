"""View-model of the poster: the roadmap of the next quarters on one sheet of paper, as large as possible."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.kinds.roadmap.model import Item
from milepost.kit import phrasing
from milepost.kit.addresses import POSTER, ROADMAP
from milepost.kit.components import BasePageView, Phrase, ViewSwitch
from milepost.kit.context import CLOSED, ItemEntity, PageContext
from milepost.pages.poster.layout import QUARTERS, SIZES, PosterTexts, draw, fits, spread
from milepost.pages.roadmap.header import recent, status_summary, views_of
from milepost.prose.visible_text import visible_text
from milepost.timeline.scale import quarter_start
from milepost.timeline.view_model import Timeline

_NAME = "Roadmap"
_DAYS = 91
_MOST = 400
_LEGIBLE = 6
_POINTS_A4, _POINTS_A3 = 517.0, 744.0

# Kinds of items, most valuable first, as described when there is no room for them.
_LEFT = (
    "that end later",
    "whose date has passed",
    "without a date",
    "only proposed",
    "closed lately",
    "that are part of others",
    "dated before {}",
)


@dataclass(frozen=True, slots=True)
class PosterView(BasePageView):
    """One sheet, `units` wide. `kind` is what it shows, if its `name` does not say so.

    `missing` states what is left off, `paper` at which paper size it is legible. `timeline` is None if nothing is open
    or was closed recently.
    """

    name: str
    kind: str
    opening: tuple[Phrase, ...]
    views: tuple[ViewSwitch, ...]
    units: int
    timeline: Timeline | None
    missing: tuple[Phrase, ...]
    paper: str


def poster_view(context: PageContext, title: str) -> PosterView:
    """The poster of the whole roadmap."""
    name = context.portfolio.head.title
    opening = status_summary(context, context.outermost(context.portfolio.all(Item)))
    said = PosterTexts(name or _NAME, _plain(opening), visible_text(context.disclaimer))
    items, left = _chosen(context, said)
    missing = _missing(context, left)
    units, picture = SIZES[0], None
    if items:
        said = said.also(_plain(missing))
        at = bisect_left(SIZES[:-1], True, key=lambda size: fits(draw(context, items, size), size, said))
        units = SIZES[at]
        picture = spread(context, items, units, said)
    return PosterView(
        frame=context.frame(title),
        name=name or _NAME,
        kind=_NAME if name else "",
        opening=opening,
        views=views_of(context, POSTER),
        units=units,
        timeline=picture,
        missing=missing,
        paper=_paper(units),
    )


def _chosen(context: PageContext, said: PosterTexts) -> tuple[list[ItemEntity], list[tuple[int, str]]]:
    """The items that fit the sheet at its smallest scale, and how many others there are of each kind, in words."""
    shown, old = recent(context, context.portfolio.all(Item), _DAYS)
    since = phrasing.day(context.as_of - timedelta(days=_DAYS))
    sheet = quarter_start(context.as_of, context.portfolio.head.fiscal_year_start or 1, -QUARTERS[0])
    whole = set(context.outermost(shown))
    order = sorted((*_worth(context, item, item in whole, sheet), n) for n, item in enumerate(shown))

    def left(count: int) -> list[tuple[int, str]]:
        kinds = Counter(kind for kind, *_ in order[count:])
        whys = [why.format(phrasing.month(sheet)) for why in _LEFT]
        return [(old, f"closed before {since}"), *((kinds[n], whys[n]) for n in reversed(range(len(whys))))]

    def first(count: int) -> list[ItemEntity]:
        return [shown[n] for n in sorted(n for *_, n in order[:count])]

    def too_many(count: int) -> bool:
        full = said.also(_plain(_missing(context, left(count))))
        return not fits(draw(context, first(count), SIZES[-1]), SIZES[-1], full)

    most = min(len(shown), _MOST)
    if most > 1 and (most < len(shown) or too_many(most)):
        most = 1 + bisect_left(range(2, most), True, key=too_many)
    return first(most), left(most)


def _worth(context: PageContext, item: ItemEntity, whole: bool, sheet: date) -> tuple[int, int]:
    """Sort key, most valuable first: the kind (an index of `_LEFT`), then the distance of the end from today."""
    day = _last_day(context, item)
    away = (day - context.as_of).days if day else 0
    if day and day < sheet:
        kind = 6
    elif not whole:
        kind = 5
    elif item.entry.status in CLOSED:
        kind = 4
    elif item.entry.status == "proposed":
        kind = 3
    else:
        kind = 2 if day is None else 1 if away < 0 else 0
    return kind, abs(away)


def _last_day(context: PageContext, item: ItemEntity) -> date | None:
    found = context.item(item)
    return next((day for period in (found.end, found.start) if period and (day := period.last)), None)


def _missing(context: PageContext, left: Iterable[tuple[int, str]]) -> tuple[Phrase, ...]:
    found = [(number, why) for number, why in left if number]
    if not found:
        return ()
    (first, why), *others = found
    said = phrasing.listing(
        [f"{phrasing.count(first, 'item')} {why}", *(f"{phrasing.number(n)} {why}" for n, why in others)]
    )
    roadmap = Phrase("roadmap", target=context.addresses.page(ROADMAP))
    return (Phrase("On the "), roadmap, Phrase(f" but not on this sheet: {said}."))


def _plain(phrases: Sequence[Phrase]) -> str:
    return "".join(phrase.text for phrase in phrases)


def _paper(units: int) -> str:
    """The paper size at which titles are legible; their size in points follows from the width in units."""
    small, large = round(_POINTS_A4 / units), round(_POINTS_A3 / units)
    if small >= _LEGIBLE:
        return f"Made for A4, where titles are {small} points; on A3 they are {large}."
    return f"Made for A3, where titles are {large} points; on A4 they are {small}."
