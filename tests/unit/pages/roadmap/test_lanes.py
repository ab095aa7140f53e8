"""Bars that belong together share a lane, in rows where none covers another."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext
from tests.unit.pages.roadmap.conftest import drawn, lanes_of, unscheduled_groups

PLAN = """
    themes: [{id: pay, title: Paying, summary: Money comes in}, {id: idle, title: Idle}, {id: see, title: Seeing}]
    items:
      - {id: a, title: A, status: planned, theme: see, team: Quay, start: 2026-12-01, end: 2026-12-31}
      - {id: b, title: B, status: done, theme: pay, team: Deck, start: 2026-10-01, end: 2026-11-01}
      - {id: c, title: C, status: planned, theme: pay, teams: [Deck], start: 2026-10-01, end: 2026-12-31}
      - {id: d, title: D, status: planned, start: 2026-11-01, end: 2026-11-30}
"""


def test_lanes_are_in_the_order_of_their_values_those_without_last(context: MakePageContext) -> None:
    assert lanes_of(drawn(context(PLAN))) == {"Paying": ["b", "c"], "Seeing": ["a"], "No theme": ["d"]}
    assert lanes_of(drawn(context(PLAN), "team")) == {"Deck": ["b", "c"], "Quay": ["a"], "No team": ["d"]}
    assert lanes_of(drawn(context(PLAN), "status")) == {"Planned": ["c", "d", "a"], "Done": ["b"]}
    assert lanes_of(drawn(context(PLAN), "none")) == {"All items": ["b", "c", "d", "a"]}


def test_the_ways_to_make_lanes_are_those_that_tell_bars_apart(context: MakePageContext) -> None:
    found = drawn(context(PLAN))
    assert [one.key for one in found.groupings] == ["theme", "team", "status", "horizon", "none"]
    assert found.grouping is found.groupings[0]
    assert [head.title for head in found.groupings[1].heads] == ["Deck", "Quay", "No team"]


def test_what_all_have_in_common_makes_one_lane_where_it_is_asked_for(context: MakePageContext) -> None:
    one = "items: [{id: a, title: A, status: planned, theme: Pay, team: Quay, end: 2026-12-01}]"
    found = drawn(context(one))
    assert lanes_of(found) == {"Pay": ["a"]}
    assert [way.key for way in found.groupings] == ["theme", "none"]
    assert lanes_of(drawn(context(one), "team")) == {"Quay": ["a"]}


def test_a_way_that_nobody_says_anything_in_makes_one_lane_of_all(context: MakePageContext) -> None:
    assert lanes_of(drawn(context(PLAN), "objective")) == {"All items": ["b", "c", "d", "a"]}
    assert lanes_of(drawn(context(PLAN), "colour")) == {"All items": ["b", "c", "d", "a"]}


def test_a_lane_is_as_high_as_its_rows_or_its_name(context: MakePageContext) -> None:
    paying, seeing, _ = drawn(context(PLAN)).lanes
    assert ([bar.place.row for bar in paying.bars if bar.place], paying.rows) == ([0, 1], 2)
    assert (paying.height, paying.paper_height) == (2 * 2 + 2 * 0.45, 2 * 2 + 2 * 0.45)
    assert (seeing.rows, seeing.height) == (1, 2.9)
    title = "A theme with a name that takes several lines beside its lane"
    (long,) = drawn(context(f"items: [{{id: a, title: A, status: planned, theme: {title}, end: 2026-12-01}}]")).lanes
    assert long.height == long.head.height == round(4 * 0.9 + 2, 2)


def test_a_theme_without_items_keeps_its_lane_since_texts_may_link_to_it(context: MakePageContext) -> None:
    found = drawn(context(PLAN), anchors=True)
    assert [(lane.head.anchor, lane.head.title, lane.count) for lane in found.lanes] == [
        ("theme-pay", "Paying", "2 items"),
        ("theme-idle", "Idle", "nothing planned"),
        ("theme-see", "Seeing", "1 item"),
        ("", "No theme", "1 item"),
    ]
    assert found.lanes[0].head.summary == "Money comes in"
    assert (found.lanes[1].rows, found.lanes[1].height) == (1, 2.9)
    assert [lane.head.anchor for lane in drawn(context(PLAN)).lanes] == ["", "", ""]


def test_a_theme_whose_items_are_all_in_the_tray_does_not_say_that_nothing_is_planned(context: MakePageContext) -> None:
    plan = """
    themes: [{id: pay, title: Paying}]
    items:
      - {id: a, title: A, status: planned, theme: pay, end: later}
      - {id: b, title: B, status: planned, end: 2026-12-01}
    """
    found = drawn(context(plan), anchors=True)
    assert [(lane.head.title, lane.count) for lane in found.lanes] == [
        ("All items", "1 item"),
        ("Paying", "1 item elsewhere"),
    ]
    assert unscheduled_groups(found) == {"Later": ["a"]}


def test_themes_that_nobody_uses_are_there_to_link_to(context: MakePageContext) -> None:
    themes = "themes: [{id: pay, title: Paying}]"
    alone = drawn(context(themes), anchors=True)
    assert [(lane.head.anchor, lane.count) for lane in alone.lanes] == [("theme-pay", "nothing planned")]
    with_item = drawn(
        context(f"{themes}\nitems: [{{id: a, title: A, status: planned, end: 2026-12-01}}]"), anchors=True
    )
    assert [lane.head.anchor for lane in with_item.lanes] == ["", "theme-pay"]


def test_nothing_lies_over_the_first_promise_of_another(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2026-10-01, end: 2027-01-31, baseline: {end: 2027-06-30}}
      - {id: b, title: B, status: planned, start: 2027-04-01, end: 2027-06-30}
      - {id: c, title: C, status: planned, start: 2027-08-01, end: 2027-09-30}
    """
    (lane,) = drawn(context(plan), "none").lanes
    assert {bar.id: bar.place.row for bar in lane.bars if bar.place} == {"a": 0, "b": 1, "c": 0}


def test_bars_that_begin_together_stay_in_their_order(context: MakePageContext) -> None:
    items = ", ".join(f"{{id: {id}, title: T, status: planned, start: 2026-12-01, end: 2026-12-0{n}}}" for n, id in
                      ((9, "z"), (2, "a"), (5, "m")))  # fmt: skip
    assert lanes_of(drawn(context(f"items: [{items}]"), "none")) == {"All items": ["z", "a", "m"]}


def test_the_upper_rows_belong_to_what_is_not_over(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: old, title: Old, status: done, start: 2025-01-01, end: 2026-03-31}
      - {id: fresh, title: Fresh, status: done, start: 2026-01-01, end: 2026-10-31}
      - {id: open, title: Open, status: in_progress, start: 2026-02-01, end: 2027-03-31}
      - {id: older, title: Older, status: done, start: 2024-01-01, end: 2024-12-31}
    """
    (lane,) = drawn(context(plan)).lanes
    rows = {bar.id: bar.place.row for bar in lane.bars if bar.place}
    assert rows == {"fresh": 0, "open": 1, "older": 0, "old": 2}
    assert [bar.id for bar in lane.bars] == ["older", "old", "fresh", "open"], "read by their starts all the same"
