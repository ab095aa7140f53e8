"""The roadmap has all items on one timeline; board, list and releases show the same items other ways."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext, said, titles

from milepost.pages.board.view import board_view
from milepost.pages.list.view import table_view
from milepost.pages.releases.view import releases_view
from milepost.pages.roadmap.view import roadmap_view

PLAN = """
    themes: [{id: pay, title: Paying}, {id: idle, title: Idle}]
    releases:
      - {id: out, title: Out, date: 2026-06-01}
      - {id: older, title: Older, date: 2025-06-01}
      - {id: next, title: Next one, date: 2026-12-07}
      - {id: far, title: Far, date: 2027-06-01}
      - {id: open, title: Undated}
      - {id: cycle, title: Cycle 1, type: cycle, date: 2026-11-30}
    items:
      - {id: big, title: Big, status: in_progress, theme: pay, release: next,
         start: 2026-10-01, end: 2027-03-31}
      - {id: part, title: Part, status: in_progress, parent: big, end: 2026-12-18}
      - {id: ahead, title: Ahead, status: planned, parent: big, horizon: later}
      - {id: early, title: Early, status: planned, theme: pay, release: far,
         start: 2027-01-05, end: 2027-02-05}
      - {id: idea, title: Idea, status: proposed, end: later}
      - {id: fresh, title: Fresh, status: done, end: 2026-11-01, release: next}
      - {id: old, title: Old, status: done, end: 2020-01-01}
      - {id: stuck, title: Stuck, status: in_progress, end: 2026-11-03, health: at_risk, health_reason: x}
"""


def test_the_roadmap_has_every_item_on_a_timeline_whose_lanes_texts_may_link_to(context: MakePageContext) -> None:
    found = roadmap_view(context(PLAN), "Roadmap").timeline
    assert found
    assert [(lane.head.anchor, [bar.id for bar in lane.bars]) for lane in found.lanes] == [
        ("theme-pay", ["part", "big", "early"]),
        ("theme-idle", []),
        ("", ["old", "fresh", "stuck"]),
    ]
    assert [(group.title, [bar.id for bar in group.bars]) for group in found.tray] == [("Later", ["ahead", "idea"])]


def test_its_opening_counts_whole_items_and_trouble(context: MakePageContext) -> None:
    assert said(roadmap_view(context(PLAN), "Roadmap").opening) == (
        "Two items are in progress, one is planned and one is only proposed; 1 at risk and 1 overdue."
    )


def test_a_roadmap_without_items_says_what_to_write_inside_only(context: MakePageContext) -> None:
    inside, outside = (roadmap_view(context("", audience=audience), "Roadmap") for audience in ("internal", "public"))
    assert (inside.timeline, outside.timeline, outside.empty) == (None, None, None)
    assert inside.empty


def test_themes_alone_are_shown_since_texts_may_link_to_them(context: MakePageContext) -> None:
    found = roadmap_view(context("themes: [{id: pay, title: Paying}]"), "Roadmap").timeline
    assert found
    assert [lane.head.anchor for lane in found.lanes] == ["theme-pay"]


def test_the_board_has_the_horizons_and_what_was_closed_lately(context: MakePageContext) -> None:
    columns = board_view(context(PLAN), "Board").columns
    assert [(column.title, titles(column.cards)) for column in columns] == [
        ("Now", ["Stuck", "Big"]),
        ("Next", ["Early"]),
        ("Later", ["Ahead", "Idea"]),
        ("Closed lately", ["Fresh"]),
    ]


def test_a_part_has_a_card_of_its_own_only_in_another_column(context: MakePageContext) -> None:
    cards = [card.ref.title for column in board_view(context(PLAN), "Board").columns for card in column.cards]
    assert "Part" not in cards
    assert "Ahead" in cards


def test_a_long_column_is_folded(context: MakePageContext) -> None:
    items = ", ".join(f"{{id: i{n}, title: I{n}, status: in_progress}}" for n in range(40))
    (column,) = board_view(context(f"items: [{items}]"), "Board").columns
    assert (len(column.cards), len(column.rest), column.rest_words, column.count) == (
        24,
        16,
        "16 more",
        "40 items",
    )


def test_a_site_names_its_own_horizons(context: MakePageContext) -> None:
    plan = """
    horizons: [{id: soon, title: Soon}, {id: someday, title: Some day}]
    items: [{id: a, title: A, status: in_progress}, {id: b, title: B, status: proposed}]
    """
    assert [column.title for column in board_view(context(plan), "Board").columns] == ["Soon", "Some day"]


def test_the_list_has_every_item_what_is_being_worked_on_first(context: MakePageContext) -> None:
    view = table_view(context(PLAN), "List")
    assert titles(row.card for row in view.table.rows) == [
        "Stuck",
        "Part",
        "Big",
        "Early",
        "Ahead",
        "Idea",
        "Old",
        "Fresh",
    ]
    assert said(view.notes[0]) == "8 items, with their parts"


def test_columns_without_anything_are_not_there(context: MakePageContext) -> None:
    def columns(fields: str) -> list[str]:
        view = table_view(context(f"items: [{{id: a, title: A, status: planned{fields}}}]"), "List")
        return [column.key for column in view.table.columns]

    assert columns("") == ["title", "status", "lane", "end"]
    assert columns(", theme: pay, team: Quay, progress: 5") == ["title", "status", "lane", "team", "end", "progress"]


def test_chips_count_what_they_would_show(context: MakePageContext) -> None:
    view = table_view(context(PLAN), "List")
    assert [(chip.value, chip.count) for chip in view.statuses] == [
        ("in_progress", 3),
        ("planned", 2),
        ("proposed", 1),
        ("done", 2),
    ]
    assert [(chip.value, chip.count) for chip in view.healths] == [("at_risk", 1)]


def test_releases_go_from_the_next_to_the_furthest_then_back_then_the_undated(context: MakePageContext) -> None:
    view = releases_view(context(PLAN), "Releases")
    assert [one.title for one in view.releases] == ["Cycle 1", "Next one", "Far", "Out", "Older", "Undated"]
    assert said(view.opening) == "Next one comes next, on 7 December 2026, in 14 days: 1 of its 2 items is done."


def test_a_release_says_how_far_it_is_and_what_ends_after_it(context: MakePageContext) -> None:
    found = {one.title: one for one in releases_view(context(PLAN), "Releases").releases}
    assert (found["Next one"].count, found["Next one"].warning) == (
        "1 of 2 items done",
        "1 item ends after it",
    )
    assert (found["Out"].status.value, found["Out"].away) == ("done", "")
    assert found["Next one"].anchor == "next"


def test_the_ways_to_look_at_the_roadmap_are_those_the_site_has(context: MakePageContext) -> None:
    made = context(PLAN, pages=("roadmap/index.md", "roadmap/list.md"))
    assert [(view.title, view.current) for view in table_view(made, "List").views] == [
        ("Timeline", False),
        ("List", True),
    ]
