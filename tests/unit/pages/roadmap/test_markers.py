"""Releases and milestones of the product stand above the lanes, each with its label where there is room."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext
from tests.unit.pages.roadmap.conftest import drawn

from milepost.timeline.view_model import Marker, Timeline

ITEM = "items: [{id: a, title: A, status: planned, start: 2026-10-01, end: 2027-03-31}]"


def by_title(found: Timeline) -> dict[str, Marker]:
    return {sign.ref.title: sign for sign in found.signs}


def test_a_sign_stands_at_the_end_of_its_day(context: MakePageContext) -> None:
    found = by_title(drawn(context(f"{ITEM}\nreleases: [{{id: r, title: Out, date: 2026-12-07}}]")))["Out"]
    assert found.start == found.end == round(68 / 182 * 100, 3)
    assert (found.when, found.met, found.row, found.paper_row, found.flip) == ("7 Dec", False, 0, 0, False)
    assert found.ref.target == "roadmap/releases.md#r"


def test_a_vague_one_stands_at_its_last_day_and_says_from_when_it_may_be(context: MakePageContext) -> None:
    found = by_title(drawn(context(f"{ITEM}\nreleases: [{{id: r, title: Out, date: 2026-12}}]")))["Out"]
    assert (found.start, found.end) == (round(61 / 182 * 100, 3), round(92 / 182 * 100, 3))
    assert found.when == "Dec 2026"


def test_they_are_in_the_order_of_their_dates_with_the_milestones_of_releases(context: MakePageContext) -> None:
    plan = f"""
    {ITEM}
    releases:
      - id: far
        title: Far
        date: 2027-03-01
        milestones:
          - {{id: beta, title: Beta, date: 2027-02-01}}
          - {{title: Missed, date: 2026-11-03, done: false}}
          - {{title: Someday, date: later}}
      - {{id: next, title: Next, date: 2026-12-07}}
      - {{id: undated, title: Undated}}
    """
    found = drawn(context(plan))
    assert [(sign.ref.title, sign.late) for sign in found.signs] == [
        ("Missed", True),
        ("Next", False),
        ("Beta", False),
        ("Far", False),
    ]
    assert "milestone" in found.shows


def test_one_that_came_out_is_met_and_one_that_was_called_off_is_not_there(context: MakePageContext) -> None:
    plan = f"""
    {ITEM}
    releases:
      - {{id: out, title: Out, date: 2026-10-07}}
      - {{id: off, title: Off, date: 2026-12-07, status: cancelled, milestones: [{{title: Part, date: 2026-12-01}}]}}
    """
    assert [(sign.ref.title, sign.met) for sign in drawn(context(plan)).signs] == [("Out", True)]


def test_one_off_the_scale_is_not_there(context: MakePageContext) -> None:
    plan = f"{ITEM}\nreleases: [{{id: a, title: A, date: 2026-09-30}}, {{id: b, title: B, date: 2027-Q2}}]"
    assert drawn(context(plan)).signs == ()


def test_those_near_each_other_take_three_rows_at_most_and_the_rest_are_bare(context: MakePageContext) -> None:
    releases = ", ".join(f"{{id: r{n}, title: A release number {n}, date: 2026-12-0{n}}}" for n in range(1, 6))
    found = drawn(context(f"{ITEM}\nreleases: [{releases}]"))
    assert [sign.row for sign in found.signs] == [0, 1, 2, -1, -1]
    assert (found.sign_rows, found.paper_sign_rows) == (3, 3)


def test_a_label_at_the_right_edge_is_before_its_diamond(context: MakePageContext) -> None:
    found = drawn(context(f"{ITEM}\nreleases: [{{id: r, title: Out, date: 2027-03-30}}]"))
    assert [(sign.flip, sign.paper_flip) for sign in found.signs] == [(True, True)]
