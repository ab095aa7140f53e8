"""What a block shows, as data."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.conftest import MakePageContext, titles
from tests.unit.embeds.test_select import PLAN, STRATEGY, TEAMS, spec

from milepost.embeds.view import BlockView, block_view
from milepost.kit.context import PageContext


@pytest.fixture
def plan(context: MakePageContext) -> PageContext:
    return context(PLAN, strategy=STRATEGY, portfolio=TEAMS)


def view(context: PageContext, body: str) -> BlockView:
    return block_view(context, spec(body), level=3, prefix="view-1-")


def columns(found: BlockView) -> list[str]:
    return [column.word for column in found.content[0].table.columns]


def test_a_list_has_the_columns_that_are_asked_for_behind_the_title(plan: PageContext) -> None:
    assert columns(view(plan, "view: list\nfields: [end, team, objectives]")) == ["Item", "End", "Team", "Objectives"]
    assert columns(view(plan, "view: list\nfields: [end, title]")) == ["End", "Item"]


def test_a_column_with_nothing_in_it_is_not_there(plan: PageContext) -> None:
    assert columns(view(plan, "view: list\nwhere: {id: old}\nfields: [owner, stage]")) == ["Item", "Stage"]


def test_without_fields_a_list_has_the_usual_columns(plan: PageContext) -> None:
    assert columns(view(plan, "view: list")) == [
        "Item",
        "Status",
        "Theme",
        "Team",
        "When",
        "Slip",
        "Progress",
        "Score",
    ]
    assert "Theme" not in columns(view(plan, "view: list\nlanes: theme"))


def test_a_cell_holds_what_the_item_says(plan: PageContext) -> None:
    fields = "[team, owner, type, horizon, confidence, release, objectives, needs, parent, depends_on, tags, start]"
    found = (
        view(plan, f"view: list\nwhere: {{id: [boat, inner, part]}}\nsort: title\nfields: {fields}").content[0].table
    )
    cells = {
        row.card.ref.title: {
            column.word: cell.words or " ".join([*titles(cell.refs), *(mark.word for mark in cell.marks)])
            for column, cell in zip(found.columns, row.cells, strict=True)
        }
        for row in found.rows
    }
    boat, inner, part = cells["Boat"], cells["Inner"], cells["Part"]
    assert (boat["Team"], boat["Owner"], boat["Type"], boat["Tags"]) == ("Gangway", "Rollout Manager", "Epic", "Wood")
    assert (boat["Horizon"], boat["Confidence"], boat["Release"]) == ("Next", "80% sure", "Spring")
    assert (inner["Part of"], inner["Depends on"], inner["Start"]) == ("Part", "Part", "Q2 2027")
    assert part["Objectives"] == "Quick"


def test_lanes_divide_a_list_in_their_order(plan: PageContext) -> None:
    found = view(plan, "view: list\nlanes: theme").content
    assert [(group.title, titles(row.card for row in group.table.rows)) for group in found] == [
        ("Paying", ["Part", "Big", "Inner"]),
        ("Sailing", ["Boat"]),
        ("No theme", ["Dream of a boat", "Old"]),
    ]


def test_lanes_that_nobody_names_leave_a_list_whole(plan: PageContext) -> None:
    (group,) = view(plan, "view: list\nwhere: {id: dream}\nlanes: release").content
    assert group.title == ""


def test_a_limit_says_of_how_many(plan: PageContext) -> None:
    found = view(plan, "view: list\nlimit: 2")
    assert (len(found.content[0].table.rows), found.note) == (2, "2 of 6 items")
    assert view(plan, "view: list\nlimit: 6").note == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("view: list\nwhere: {text: zzz}", "No items match."),
        ("view: timeline\nwhere: {text: zzz}", "No items match."),
        ("release: nothing", "No releases match."),
        ("view: milestones\nwhere: {text: zzz}", "No milestones match."),
    ],
)
def test_where_nothing_fits_it_says_so_and_not_why(plan: PageContext, body: str, words: str) -> None:
    found = view(plan, body)
    assert (found.empty, found.content) == (words, ())


def test_a_title_takes_the_level_and_the_rest_stands_below_it(plan: PageContext) -> None:
    assert (view(plan, "view: board").level, view(plan, "view: board").label) == (3, "Board")
    titled = view(plan, "view: board\ntitle: Ours")
    assert (titled.level, titled.title, titled.label) == (4, "Ours", "Ours")


@pytest.mark.parametrize("lanes", ["team", "release", "status", "none"])
def test_a_timeline_has_the_lanes_that_are_asked_for(plan: PageContext, lanes: str) -> None:
    assert view(plan, f"view: timeline\nlanes: {lanes}").content.grouping.key == lanes


def test_entities_shown_away_from_their_page_lead_there_and_have_no_anchors(plan: PageContext) -> None:
    (release,) = view(plan, "release: spring").content
    assert (release.target, release.anchor) == ("roadmap/releases.md#spring", "")
    assert [moment.anchor for moment in release.milestones] == [""]
    (objective,) = view(plan, "objective: quick").content
    assert (objective.target, objective.anchor) == ("strategy/index.md#objective-quick", "")
    found: Any = view(plan, "view: needs").content
    assert [(need.title, need.target, need.anchor) for need in found] == [
        ("Walk on", "strategy/index.md#need-walk", ""),
        ("Rest", "strategy/index.md#need-rest", ""),
    ]


def test_a_board_has_the_columns_of_what_fits(plan: PageContext) -> None:
    assert [column.title for column in view(plan, "view: board\nwhere: {theme: sail}").content] == ["Next"]
