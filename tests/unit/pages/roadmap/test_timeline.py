"""The timeline has each item once, on a scale that suits them all, with what can be asked of them."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext
from tests.unit.pages.roadmap.conftest import bars_of, drawn, lanes_of, unscheduled_groups

from milepost.kinds.roadmap.model import Item
from milepost.pages.roadmap.timeline import timeline
from milepost.timeline.view_model import Geometry

HORIZONS = """
    items:
      - {id: a, title: A, status: in_progress}
      - {id: b, title: B, status: planned, horizon: next}
      - {id: c, title: C, status: proposed}
      - {id: d, title: D, status: proposed}
      - {id: e, title: E, status: done}
"""


def test_a_roadmap_of_horizons_only_has_zones_that_bars_fill(context: MakePageContext) -> None:
    found = drawn(context(HORIZONS), "none")
    assert [(tick.unit, tick.word) for tick in found.scale.ticks] == [
        ("zone", "Now"),
        ("zone", "Next"),
        ("zone", "Later"),
    ]
    assert (found.scale.today, found.scale.first) == (None, "")
    places = {id: (bar.place.start, bar.place.end, bar.place.row) for id, bar in bars_of(found).items() if bar.place}
    assert places == {
        "a": (0.667, 32.666, 0),
        "b": (34.0, 66.0, 0),
        "c": (67.334, 99.333, 0),
        "d": (67.334, 99.333, 1),
    }
    assert unscheduled_groups(found) == {"Closed, without a date": ["e"]}
    assert found.signs == ()


def test_only_horizons_that_are_used_have_a_zone_in_the_order_of_the_board(context: MakePageContext) -> None:
    plan = """
    horizons: [{id: Soon, title: Soon}, {id: idle, title: Idle}, {id: someday, title: Some day}]
    items: [{id: b, title: B, status: proposed}, {id: a, title: A, status: in_progress}]
    """
    assert [tick.word for tick in drawn(context(plan)).scale.ticks] == ["Soon", "Some day"]


def test_one_date_is_enough_for_a_scale_of_days(context: MakePageContext) -> None:
    found = drawn(context(HORIZONS + "      - {id: f, title: F, status: planned, end: 2026-12-01}\n"))
    assert found.scale.today is not None
    assert list(unscheduled_groups(found)) == ["Next", "No date", "Closed, without a date"]


def test_a_plan_of_which_all_is_done_is_drawn_to_today(context: MakePageContext) -> None:
    found = drawn(context("items: [{id: a, title: A, status: done, start: 2025-02-03, end: 2025-05-06}]"))
    assert (found.scale.first, found.scale.last) == ("2025-01-01", "2027-03-31")
    assert [mark.value for mark in found.legend] == ["done"]
    undated = drawn(context("items: [{id: a, title: A, status: done}]"))
    assert (undated.lanes, unscheduled_groups(undated)) == ((), {"Closed, without a date": ["a"]})
    assert undated.scale.first == "2026-10-01"


def test_without_items_there_is_nothing_on_it(context: MakePageContext) -> None:
    found = drawn(context(""))
    assert (found.lanes, found.tray, found.edges, found.facets, found.total) == ((), (), (), (), 0)
    assert (found.count, found.shows, [one.key for one in found.groupings]) == ("0 items", frozenset(), ["none"])


def test_facets_count_what_has_each_value_also_in_the_tray(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, teams: [Deck, Quay], end: 2026-12-01, type: epic}
      - {id: b, title: B, status: planned, team: Quay, type: epic}
      - {id: c, title: C, status: in_progress, team: Quay, health: at_risk, health_reason: x, type: epic}
    """
    facets = {facet.key: facet for facet in drawn(context(plan)).facets}
    assert list(facets) == ["status", "health", "team", "horizon"]
    assert [(one.value, one.word, one.count) for one in facets["team"].choices] == [
        ("deck", "Deck", 1),
        ("quay", "Quay", 3),
    ]
    assert [(one.value, one.count, one.mark and one.mark.word) for one in facets["status"].choices] == [
        ("in_progress", 1, "In progress"),
        ("planned", 2, "Planned"),
    ]


def test_what_moved_is_counted(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, end: 2026-12-01, baseline: {end: 2026-10-01}}
      - {id: b, title: B, status: planned, end: 2026-12-01, baseline: {end: 2026-12-01}}
    """
    found = drawn(context(plan))
    assert (found.moved, found.total, found.count) == (1, 2, "2 items")


def test_the_legend_says_what_is_drawn_and_nothing_else(context: MakePageContext) -> None:
    plain = drawn(context("items: [{id: a, title: A, status: planned, start: 2026-10-01, end: 2026-12-01}]"))
    assert (plain.shows, [mark.word for mark in plain.legend]) == (frozenset(), ["Planned"])
    plan = """
    items:
      - {id: a, title: A, status: in_progress, start: 2026-10, end: 2026-12-01, progress: 5, health: at_risk,
         health_reason: x, milestones: [{title: M, date: 2026-11-01}]}
      - {id: b, title: B, status: proposed, end: later, progress: 5, milestones: [{title: M, date: later}]}
    """
    full = drawn(context(plan))
    assert full.shows == {"progress", "fade", "proposed", "milestone"}
    assert [mark.value for mark in full.legend] == ["in_progress", "proposed", "at_risk"]


def test_a_milestone_that_is_not_drawn_needs_no_legend(context: MakePageContext) -> None:
    plan = "items: [{id: a, title: A, status: planned, end: 2026-12-01, milestones: [{title: M, date: later}]}]"
    assert "milestone" not in drawn(context(plan)).shows


def test_lanes_are_as_those_of_the_site_unless_asked_otherwise(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, team: Quay, end: 2026-12-01}
      - {id: b, title: B, status: done, team: Deck, end: 2026-11-01}
    """
    assert list(lanes_of(drawn(context(plan)))) == ["Deck", "Quay"]
    assert list(lanes_of(drawn(context(plan), "status"))) == ["Planned", "Done"]


def test_only_some_items_may_be_drawn(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, theme: x, start: 2026-12-01, end: 2026-12-31}
      - {id: b, title: B, status: planned, theme: y, parent: a, depends_on: [a], start: 2030-01-01, end: 2030-02-01}
      - {id: c, title: C, status: planned, theme: y, depends_on: [b], start: 2027-01-01, end: 2027-02-01}
    """
    made = context(plan)
    found = timeline(made, [item for item in made.portfolio.all(Item) if item.id != "a"])
    assert lanes_of(found) == {"y": ["c", "b"]}
    assert bars_of(found)["b"].part_of == ""
    assert [(edge.source, edge.target) for lane in found.lanes for edge in lane.edges] == [("b", "c")]


def test_only_the_quarters_around_today_may_be_drawn(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2025-01-01, end: 2027-12-31}
      - {id: b, title: B, status: planned, start: 2029-01-01, end: 2029-12-31}
    """
    made = context(plan)
    found = timeline(made, made.portfolio.all(Item), quarters=(1, 2))
    assert (found.scale.first, found.scale.last) == ("2026-07-01", "2027-06-30")
    place = bars_of(found)["a"].place
    assert place
    assert (place.start, place.end, place.cut) == (0, 100, True)
    assert unscheduled_groups(found) == {"After June 2027": ["b"]}


def test_a_scale_as_wide_as_its_paper_has_the_same_rows_on_both(context: MakePageContext) -> None:
    items = ", ".join(
        f"{{id: i{n}, title: A title of item {n}, status: planned, start: 202{n % 9}-0{n % 7 + 1}-01, end: 2029}}"
        for n in range(30)
    )
    made = context(f"items: [{items}]")
    found = timeline(made, made.portfolio.all(Item), geometry=Geometry(month=0, track=80))
    assert abs(found.geometry.month * found.scale.months - 80) < 0.01
    for lane in found.lanes:
        assert lane.height == lane.paper_height
        assert all(bar.place and bar.place.row == bar.place.paper_row for bar in lane.bars)


def test_what_the_script_is_told_of_lanes_is_what_they_are(context: MakePageContext) -> None:
    plan = """
    themes: [{id: pay, title: Paying}]
    items: [{id: a, title: A, status: planned, theme: pay, end: 2026-12-01}]
    """
    assert drawn(context(plan)).groupings_data == [
        {"key": "theme", "label": "Theme", "heads": [["pay", "Paying", 1, 2.9]]},
        {"key": "none", "label": "None", "heads": [["", "All items", 0, 2.9]]},
    ]
