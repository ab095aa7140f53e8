"""The poster holds as much of the roadmap as one sheet can, and says what it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from tests.unit.conftest import ALL_PAGES, MakePageContext, said

from milepost.kit.addresses import POSTER
from milepost.pages.poster import layout
from milepost.pages.poster.view import PosterView, poster_view

PAGES = (*ALL_PAGES, POSTER)
BUILDING = "status: in_progress, start: 2026-10-01, end: 2027-02-28"

# What is worth most on a sheet first, and in which words it is missed.
KINDS = {
    "ahead": BUILDING,
    "passed": "status: in_progress, start: 2026-07-01, end: 2026-10-31",
    "undated": "status: planned, horizon: next",
    "idea": "status: proposed, start: 2026-12-01, end: 2027-03-31",
    "done": "status: done, start: 2026-01-01, end: 2026-11-01",
    "part": f"{BUILDING}, parent: ahead-0",
    "stale": "status: planned, end: 2026-06-30",
}
WORDS = {
    "ahead": "that end later",
    "passed": "whose date has passed",
    "undated": "without a date",
    "idea": "only proposed",
    "done": "closed lately",
    "part": "that are part of others",
    "stale": "dated before July 2026",
}


def plan(*items: str) -> str:
    return f"items: [{', '.join(f'{{{item}}}' for item in items)}]"


def many(count: int, rest: str = BUILDING, kind: str = "item") -> list[str]:
    return [f"id: {kind}-{n}, title: The {kind} with the number {n}, {rest}" for n in range(count)]


def poster(context: MakePageContext, *items: str, **more: str) -> PosterView:
    return poster_view(context(plan(*items), pages=PAGES, **more), "Poster")


def ids(view: PosterView) -> set[str]:
    assert view.timeline
    lanes, tray = view.timeline.lanes, view.timeline.tray
    return {bar.id for part in (*lanes, *tray) for bar in part.bars}


def kinds(found: Iterable[str]) -> set[str]:
    return {id.partition("-")[0] for id in found}


def height(view: PosterView) -> float:
    """What the lanes take of the sheet, whose whole height is `units` / 1.46."""
    assert view.timeline
    return sum(lane.height for lane in view.timeline.lanes)


def test_a_small_roadmap_is_drawn_as_large_as_can_be_with_its_rows_apart(context: MakePageContext) -> None:
    view = poster(context, *many(3))
    assert view.timeline
    assert (view.units, view.timeline.geometry.pitch) == (44, 2.5)
    assert (ids(view), view.missing) == ({"item-0", "item-1", "item-2"}, ())


def test_a_larger_roadmap_is_drawn_smaller_before_anything_is_left_out(context: MakePageContext) -> None:
    sizes = [poster(context, *many(count)).units for count in (10, 20, 30)]
    assert sizes == sorted(set(sizes))
    assert len(ids(poster(context, *many(30)))) == 30


def test_the_rows_take_the_room_that_is_left_and_no_more(context: MakePageContext) -> None:
    view = poster(context, *many(12))
    assert view.timeline
    least, most = 12 * 1.75 + 0.8, view.units / 1.46
    assert least < height(view) < most
    said = layout.PosterTexts(view.name, "x", "")
    assert layout.fits(view.timeline, view.units, said)
    assert not layout.fits(view.timeline, view.units - 6, said)


def test_screen_and_paper_are_one_picture(context: MakePageContext) -> None:
    view = poster(context, *many(20), *many(20, "status: planned, start: 2027-01-05, end: 2027-01-20", kind="short"))
    assert view.timeline
    geometry = view.timeline.geometry
    assert geometry.label + geometry.track == view.units
    assert view.timeline.scale.months * geometry.month == pytest.approx(geometry.track, abs=0.01)
    for lane in view.timeline.lanes:
        assert lane.height == lane.paper_height
        for bar in lane.bars:
            assert bar.place
            assert (bar.place.row, bar.place.flip) == (bar.place.paper_row, bar.place.paper_flip)


def test_the_scale_begins_a_quarter_back_and_ends_with_the_last_bar(context: MakePageContext) -> None:
    view = poster(
        context,
        "id: old, title: Old, status: in_progress, start: 2024-01-01, end: 2027-01-31",
        "id: new, title: New, status: planned, start: 2027-02-01, end: 2027-05-31",
    )
    assert view.timeline
    assert (view.timeline.scale.first, view.timeline.scale.last) == ("2026-07-01", "2027-06-30")


def test_what_lies_more_than_six_quarters_ahead_is_in_the_tray(context: MakePageContext) -> None:
    view = poster(
        context,
        "id: near, title: Near, status: planned, start: 2028-06-01, end: 2028-09-30",
        "id: far, title: Far, status: planned, start: 2028-07-01, end: 2028-09-30",
    )
    assert view.timeline
    assert view.timeline.scale.last == "2028-06-30"
    assert [(group.title, [bar.id for bar in group.bars]) for group in view.timeline.tray] == [
        ("After June 2028", ["far"])
    ]


def test_fiscal_quarters_are_those_of_the_portfolio(context: MakePageContext) -> None:
    view = poster(context, *many(1), portfolio="fiscal_year_start: 12")
    assert view.timeline
    assert (view.timeline.scale.first, view.timeline.scale.last) == ("2026-09-01", "2027-02-28")


def test_a_roadmap_of_horizons_has_its_columns(context: MakePageContext) -> None:
    view = poster(
        context, "id: a, title: A, status: planned, horizon: now", "id: b, title: B, status: planned, horizon: next"
    )
    assert view.timeline
    assert [tick.word for tick in view.timeline.scale.ticks] == ["Now", "Next"]
    assert view.timeline.geometry.month * 12 == pytest.approx(view.timeline.geometry.track, abs=0.01)


def test_signs_all_keep_their_words(context: MakePageContext) -> None:
    releases = ", ".join(f"{{id: r{n}, title: The release number {n}, date: 2027-01-1{n}}}" for n in range(5))
    view = poster_view(context(f"releases: [{releases}]\n{plan(*many(2))}", pages=PAGES), "Poster")
    assert view.timeline
    assert sorted(sign.row for sign in view.timeline.signs) == [0, 1, 2, 3, 4]


def test_what_was_closed_more_than_a_quarter_ago_is_only_counted(context: MakePageContext) -> None:
    view = poster(
        context,
        "id: late, title: Late, status: done, end: 2026-08-24",
        "id: early, title: Early, status: done, end: 2026-08-23",
        "id: dropped, title: Dropped, status: cancelled, end: 2025-01-01",
    )
    assert ids(view) == {"late"}
    assert said(view.missing) == "On the roadmap but not on this sheet: 2 items closed before 24 August 2026."
    assert view.missing[1].target == "roadmap/index.md"


@pytest.mark.parametrize("worst", range(len(KINDS)))
def test_without_room_what_is_worth_least_goes_first(context: MakePageContext, worst: int) -> None:
    """Of all kinds up to one, of which there is far too much, only that one is cut short."""
    better = [item for kind, rest in list(KINDS.items())[:worst] for item in many(3, rest, kind)]
    kind, rest = list(KINDS.items())[worst]
    view = poster(context, *many(600, rest, kind), *better)
    found = ids(view)
    assert {id for id in found if not id.startswith(f"{kind}-")} == {
        f"{better}-{n}" for better in list(KINDS)[:worst] for n in range(3)
    }
    left = 600 + len(better) - len(found)
    assert said(view.missing) == f"On the roadmap but not on this sheet: {left} items {WORDS[kind]}."


def test_of_one_kind_the_nearest_to_today_stays(context: MakePageContext) -> None:
    spans = [f"status: in_progress, start: 2026-09-01, end: 2027-{n // 28 + 1:02}-{n % 28 + 1:02}" for n in range(90)]
    items = [f"id: item-{n}, title: The item with the number {n}, {span}" for n, span in enumerate(spans)]
    found = ids(poster(context, *reversed(items)))
    assert found == {f"item-{n}" for n in range(len(found))}
    assert 10 < len(found) < 90


def test_all_that_is_left_out_is_said_in_one_sentence(context: MakePageContext) -> None:
    items = [item for kind, rest in KINDS.items() for item in many(50, rest, kind)]
    view = poster(context, *items, "id: old, title: Old, status: done, end: 2026-08-23")
    assert kinds(ids(view)) == {"ahead"}
    assert said(view.missing) == (
        "On the roadmap but not on this sheet: 1 item closed before 24 August 2026, 50 dated before July 2026, "
        "50 that are part of others, 50 closed lately, 50 only proposed, 50 without a date, "
        f"50 whose date has passed and {50 - len(ids(view))} that end later."
    )


@pytest.mark.parametrize("count", [1, 40, 300, 1500])
def test_every_item_is_on_the_sheet_or_counted_and_the_sheet_holds_it(context: MakePageContext, count: int) -> None:
    view = poster(context, *many(count, f"{BUILDING}, horizon: now", kind="x"))
    assert view.timeline
    counts = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+(?= items? )", said(view.missing))]
    assert len(ids(view)) + sum(counts) == count
    assert layout.fits(
        view.timeline, view.units, layout.PosterTexts(view.name, said(view.opening), "", said(view.missing))
    )


def test_it_says_on_which_paper_its_titles_can_be_read(context: MakePageContext) -> None:
    assert poster(context, *many(3)).paper == "Made for A4, where titles are 12 points; on A3 they are 17."
    assert poster(context, *many(300)).paper == "Made for A3, where titles are 6 points; on A4 they are 4."


def test_long_words_around_the_picture_take_from_its_room(context: MakePageContext) -> None:
    caution = "These are words of caution that nobody reads. "
    brief, long = (
        poster(context, *many(25), portfolio=f"disclaimer: {{internal: {caution * times}}}") for times in (1, 60)
    )
    assert brief.units < long.units


def test_with_nothing_open_there_is_no_picture(context: MakePageContext) -> None:
    view = poster(context, "id: old, title: Old, status: done, end: 2020-01-01")
    assert view.timeline is None
    assert said(view.missing) == "On the roadmap but not on this sheet: 1 item closed before 24 August 2026."


def test_it_bears_the_name_of_the_portfolio_and_says_what_it_shows_where_that_does_not(
    context: MakePageContext,
) -> None:
    named, nameless = poster(context, *many(1), portfolio="audience: public"), poster(context, *many(1))
    assert [(view.name, view.kind) for view in (named, nameless)] == [("Product", "Roadmap"), ("Roadmap", "")]


def test_the_other_views_lead_to_it(context: MakePageContext) -> None:
    assert [(view.title, view.current) for view in poster(context, *many(1)).views][-1] == ("Poster", True)
