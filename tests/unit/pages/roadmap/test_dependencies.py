"""Arrows run from the end of what must be done first to the start of what waits for it."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext
from tests.unit.pages.roadmap.conftest import arrows_of, bars_of, drawn

# In units: a row is 2 high and a bar 1.35, the first of which begins 0.675 below the top of its lane; the lanes of these
# plans are 2.9 high with one row, 4.9 with two.
PLAN = """
    items:
      - {id: first, title: First, status: planned, theme: one, start: 2026-10-01, end: 2026-10-31}
      - {id: within, title: Within, status: planned, theme: one, start: 2026-10-15, end: 2026-11-30, depends_on: [first]}
      - {id: after, title: After, status: planned, theme: one, start: 2027-01-15, end: 2027-02-28, depends_on: [within]}
      - {id: across, title: Across, status: planned, theme: two, start: 2026-12-15, end: 2026-12-31, depends_on: [first]}
      - {id: up, title: Up, status: planned, theme: one, start: 2027-03-01, end: 2027-03-31, depends_on: [across]}
"""


def test_arrows_within_a_lane_are_kept_apart_from_those_between_lanes(context: MakePageContext) -> None:
    found = drawn(context(PLAN))
    assert {(edge.source, edge.target) for edge in found.edges} == {("first", "across"), ("across", "up")}
    assert {(edge.source, edge.target) for edge in found.lanes[0].edges} == {("first", "within"), ("within", "after")}
    assert found.lanes[1].edges == ()


def test_an_arrow_leaves_the_lower_edge_of_a_bar_and_meets_the_middle_of_the_next(context: MakePageContext) -> None:
    found = drawn(context(PLAN))
    bars, arrows = bars_of(found), arrows_of(found)
    assert found.lanes[0].height == 4.9
    first, across = bars["first"].place, bars["across"].place
    assert first
    assert across
    arrow = arrows["first", "across"]
    assert (arrow.shape, arrow.x1, arrow.x2) == ("ahead", first.end, across.start)
    assert (arrow.y1, arrow.y2) == (2.025, 6.25)
    assert (arrow.paper_y1, arrow.paper_y2) == (arrow.y1, arrow.y2)


def test_an_arrow_upwards_leaves_the_upper_edge(context: MakePageContext) -> None:
    arrow = arrows_of(drawn(context(PLAN)))["across", "up"]
    assert (arrow.y1, arrow.y2) == (5.575, 3.35)


def test_within_a_row_an_arrow_is_flat(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2026-10-01, end: 2026-10-31}
      - {id: b, title: B, status: planned, start: 2026-12-01, end: 2026-12-31, depends_on: [a]}
    """
    arrow = arrows_of(drawn(context(plan)))["a", "b"]
    assert arrow.y1 == arrow.y2 == 1.35


def test_what_starts_before_the_other_ends_has_its_arrow_come_straight_down_before_it(context: MakePageContext) -> None:
    found = drawn(context(PLAN))
    arrow, within = arrows_of(found)["first", "within"], bars_of(found)["within"].place
    assert within
    assert (arrow.shape, arrow.x1, arrow.x2) == ("ahead", within.start, within.start)
    assert (arrow.y1, arrow.y2) == (2.025, 3.35)
    assert arrow.broken


def test_what_covers_the_start_of_the_other_is_dropped_into_at_its_near_edge(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, theme: one, start: 2026-11-15, end: 2026-12-31}
      - {id: b, title: B, status: planned, theme: two, start: 2026-11-01, end: 2026-12-15, depends_on: [a, c]}
      - {id: c, title: C, status: planned, theme: zoo, start: 2026-11-20, end: 2026-12-31}
    """
    found = drawn(context(plan))
    down, up = arrows_of(found)["a", "b"], arrows_of(found)["c", "b"]
    start = bars_of(found)["a"].place
    assert start
    assert (down.shape, down.x1, down.x2) == ("drop", start.start, start.start)
    assert (down.y1, down.y2) == (2.025, 3.575)
    assert (up.shape, up.y1, up.y2) == ("drop", 6.475, 4.925)


def test_what_ends_before_the_other_starts_has_an_arrow_back_into_its_end(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2027-01-01, end: 2027-01-31}
      - {id: b, title: B, status: planned, start: 2026-10-01, end: 2026-11-30, depends_on: [a]}
    """
    found = drawn(context(plan))
    arrow, bars = arrows_of(found)["a", "b"], bars_of(found)
    a, b = bars["a"].place, bars["b"].place
    assert a
    assert b
    assert (arrow.shape, arrow.x1, arrow.x2, arrow.broken) == ("back", b.end, a.start, True)


def test_the_order_is_broken_only_where_dates_say_so_for_certain(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2026-10-01, end: 2026-Q4}
      - {id: vague, title: Vague, status: planned, start: 2026-12-15, end: 2027-01-31, depends_on: [a]}
      - {id: sure, title: Sure, status: planned, start: 2026-09-01, end: 2027-01-31, depends_on: [a]}
      - {id: fine, title: Fine, status: planned, start: 2027-01-01, end: 2027-01-31, depends_on: [a]}
    """
    found = drawn(context(plan))
    assert {target: edge.broken for (_, target), edge in arrows_of(found).items()} == {
        "vague": False,
        "sure": True,
        "fine": False,
    }
    assert {"edge", "broken"} <= found.shows


def test_what_waits_for_an_item_in_the_tray_has_no_arrow(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, end: later}
      - {id: b, title: B, status: planned, start: 2026-10-01, end: 2026-11-30, depends_on: [a]}
      - {id: c, title: C, status: planned, end: later, depends_on: [b]}
    """
    assert arrows_of(drawn(context(plan))) == {}


def test_items_that_wait_for_each_other_have_two_arrows_and_none_waits_for_itself(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, end: 2026-11-30, depends_on: [b, B]}
      - {id: b, title: B, status: planned, end: 2026-12-31, depends_on: [a, b]}
    """
    assert set(arrows_of(drawn(context(plan)))) == {("b", "a"), ("a", "b")}


def test_lanes_are_higher_on_paper_and_arrows_between_them_longer(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A rather long title of an item, status: planned, theme: a, start: 2024-01-01, end: 2024-02-01}
      - {id: b, title: B rather long title of an item, status: planned, theme: a, start: 2024-08-01, end: 2024-09-01}
      - {id: c, title: C, status: planned, theme: b, start: 2028-12-01, end: 2028-12-31, depends_on: [a]}
    """
    found = drawn(context(plan))
    arrow = arrows_of(found)["a", "c"]
    assert (found.lanes[0].height, found.lanes[0].paper_height) == (2.9, 4.9)
    assert (arrow.y1, arrow.y2) == (2.025, 4.25)
    assert (arrow.paper_y1, arrow.paper_y2) == (2.025, 6.25)


def test_rows_differ_on_paper_and_arrows_with_them(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A rather long title of an item, status: planned, start: 2024-01-01, end: 2024-02-01}
      - {id: b, title: B rather long title of an item, status: planned, start: 2024-08-01, end: 2024-09-01,
         depends_on: [a]}
      - {id: c, title: C, status: planned, start: 2028-12-01, end: 2028-12-31}
    """
    found = drawn(context(plan), "none")
    arrow, b = arrows_of(found)["a", "b"], bars_of(found)["b"].place
    assert b
    assert (b.row, b.paper_row) == (0, 1)
    assert (arrow.y1, arrow.y2) == (1.35, 1.35)
    assert (arrow.paper_y1, arrow.paper_y2) == (2.025, 3.35)
