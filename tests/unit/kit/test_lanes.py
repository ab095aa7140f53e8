"""Items fall into lanes by theme, else by team, else by the roadmap they are written in."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext

from milepost.kinds.roadmap.model import Item

THEMES = """
    themes:
      - {id: pay, title: Paying}
      - {id: see, title: Seeing}
      - {id: idle, title: Idle}
    items:
      - {id: big, title: Big, status: planned, theme: see}
      - {id: small, title: Small, status: planned, parent: big}
      - {id: loose, title: Loose, status: planned, theme: Sundry}
      - {id: alone, title: Alone, status: planned}
"""


def test_a_part_without_a_theme_has_that_of_what_it_is_a_part_of(context: MakePageContext) -> None:
    lanes = context(THEMES).lanes
    found = {
        lane.title if lane else None: [item.id for item in items]
        for lane, items in lanes.group(lanes._portfolio.all(Item))
    }
    assert found == {"Seeing": ["big", "small"], "Sundry": ["loose"], None: ["alone"]}


def test_colours_go_by_the_place_among_the_lanes_shown(context: MakePageContext) -> None:
    assert [(lane.title, lane.number) for lane in context(THEMES).lanes.all] == [
        ("Paying", 1),
        ("Seeing", 2),
        ("Idle", 3),
        ("Sundry", 4),
    ]


def test_where_nobody_uses_themes_it_goes_by_team(context: MakePageContext) -> None:
    found = context(
        "items: [{id: a, title: A, status: planned, team: quay}]",
        portfolio="teams: [{id: quay, title: Quay team}, {id: idle, title: Idle}]",
    )
    assert found.lanes.label == "Team"
    assert [lane.title for lane in found.lanes.all] == ["Quay team"]


def test_without_themes_and_teams_it_goes_by_the_roadmap(context: MakePageContext) -> None:
    assert [lane.title for lane in context("items: [{id: a, title: A, status: planned}]").lanes.all] == ["Plan"]
