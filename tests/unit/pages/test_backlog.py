"""The pages of the backlog: story map, work list, board, and flow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.unit.conftest import MakePageContext, titles

from milepost.kinds.backlog.model import Story
from milepost.kit.addresses import BACKLOG, FLOW, RELEASES, ROADMAP, STORY_BOARD
from milepost.kit.stories import story_sentence
from milepost.pages.backlog.view import backlog_view
from milepost.pages.flow.forecast import chance_words
from milepost.pages.flow.view import flow_view
from milepost.pages.item.view import item_view
from milepost.pages.story_board.view import story_board_view

PAGES = (BACKLOG, STORY_BOARD, FLOW, ROADMAP, RELEASES)
ITEMS = """
audience: public
releases: [{id: v3, title: Three, date: 2027-06-01}, {id: v2, title: Two, date: 2027-03-01}]
items:
- {id: tap, title: Tap, status: in_progress, release: v2}
- {id: over, title: Over, status: in_progress}
"""
STORIES = """
audience: public
stories:
- {id: sound, title: Hear it, status: todo, item: tap, epic: Gate, priority: must, estimate: 3, depends_on: [light], release: v3}
- {id: light, title: See it, status: in_progress, item: tap, epic: Gate, started_on: 2026-11-20, acceptance_criteria: [A]}
- {id: first, title: First, status: done, item: tap, epic: Gate, done_on: 2026-10-01}
- {id: gone, title: Gone, status: dropped, item: tap, epic: Gate}
- {id: alone, title: Alone, type: bug, status: ready}
- {id: old, title: Old, status: done, item: over, done_on: 2026-11-20}
- {id: secret, title: Secret, audience: internal, status: todo, item: tap, epic: Vault, depends_on: [light]}
"""


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            {"as_a": "islander", "i_want": "to know by breakfast.", "so_that": "I plan my day"},
            "As an islander, I want to know by breakfast so that I plan my day.",
        ),
        ({"as_a": "the captain", "i_want": "a list"}, "As the captain, I want a list."),
        ({"i_want": "a list", "so_that": "I see it"}, "I want a list so that I see it."),
        ({"as_a": "commuter"}, "As a commuter."),
        ({}, ""),
    ],
)
def test_a_story_reads_as_a_sentence(written: dict[str, str], sentence: str) -> None:
    assert story_sentence(Story(id="s", title="S", status="todo", **written)) == sentence


def test_the_story_map_has_items_and_epics_across_and_releases_down(context: MakePageContext) -> None:
    view = backlog_view(context(ITEMS, backlog=STORIES, pages=PAGES), "Backlog")
    assert view.maps
    by_release, by_priority = view.maps.first, view.maps.second
    assert [(one.ref.title, one.span) for one in by_release.backbone] == [("Tap", 2), ("No item", 1)]
    assert by_release.epics == ("Gate", "Vault", "No epic")
    # Releases by date, not by order; stories take that of their item.
    assert [(one.ref.title, one.note) for one in by_release.slices] == [
        ("Two", "1 Mar"),
        ("Three", "1 Jun 2027"),
        ("No release", ""),
    ]
    gate = by_release.slices[0].cells[0]
    assert (titles(one.ref for one in gate.open), gate.closed_words) == (["See it"], "1 done, 1 dropped")
    assert by_priority
    assert [one.ref.title for one in by_priority.slices] == ["Must", "No priority"]
    assert view.maps.left_out == "1 item without open stories left out"


def test_without_releases_the_map_is_cut_by_priority(context: MakePageContext) -> None:
    found = backlog_view(context(backlog="stories: [{id: a, title: A, status: todo}]", pages=PAGES), "Backlog").maps
    assert found
    assert (found.first.corner, found.second, found.first.has_epics) == ("Priority", None, False)


def test_the_work_list_marks_what_is_ready_and_blocked(context: MakePageContext) -> None:
    view = backlog_view(context(ITEMS, backlog=STORIES, pages=PAGES), "Backlog")
    rows = {row.anchor: row for row in view.rows}
    assert titles(rows["story-sound"].card.blocked) == ["See it"]
    assert rows["story-sound"].card.blocked[0].target == f"{BACKLOG}#story-light"
    assert rows["story-alone"].card.ready
    assert [(one.word, one.count) for one in view.states] == [
        ("Open", 4),
        ("Ready to start", 1),
        ("In progress", 1),
        ("Blocked", 2),
        ("Done", 2),
        ("Without an item", 1),
    ]
    assert view.opening == "4 open stories: 1 in progress, 1 ready to start, 2 blocked. 2 done."


def test_external_readers_see_nothing_of_hidden_stories_and_fields(context: MakePageContext) -> None:
    found = context(ITEMS, backlog=STORIES, pages=PAGES, audience="public")
    view = backlog_view(found, "Backlog")
    assert view.opening == "3 open stories: 1 in progress, 1 ready to start, 1 blocked. 2 done."
    assert view.maps
    assert view.maps.first.epics == ("Gate", "No epic")
    assert "points" not in view.has
    assert next(
        fact for row in view.rows if row.anchor == "story-light" for fact in row.facts if fact.label == "Needed by"
    ).refs == (next(row for row in view.rows if row.anchor == "story-sound").card.ref,)
    assert flow_view(found, "Flow").forecast is None


def test_splitting_files_changes_no_page(context: MakePageContext) -> None:
    entries = STORIES.split("stories:\n")[1].splitlines()
    split = {f"backlog_{n}": f"audience: public\nstories:\n{one}" for n, one in enumerate(reversed(entries))}
    one, many = context(ITEMS, backlog=STORIES, pages=PAGES), context(ITEMS, pages=PAGES, **split)
    for view in (backlog_view, story_board_view, flow_view):
        assert view(one, "Title") == view(many, "Title")


def test_an_empty_backlog_says_what_to_write_inside_only(context: MakePageContext) -> None:
    empty = "audience: public\nstories: []"
    assert backlog_view(context(backlog=empty), "Backlog").empty
    assert backlog_view(context(backlog=empty, audience="public"), "Backlog").empty is None


def test_the_board_has_a_column_for_each_status_and_lately_done_stories(context: MakePageContext) -> None:
    columns = story_board_view(context(ITEMS, backlog=STORIES, pages=PAGES), "Board").columns
    assert [(one.title, titles(card.ref for card in one.cards)) for one in columns] == [
        ("To do", ["Hear it", "Secret"]),
        ("Ready", ["Alone"]),
        ("In progress", ["See it"]),
        ("In review", []),
        ("Done", ["Old"]),
    ]
    assert columns[0].count == "2 stories, 3 points"
    assert columns[-1].note == "in the last 4 weeks; 1 before that or without a date"


def test_a_column_shows_twelve_stories_and_folds_the_rest(context: MakePageContext) -> None:
    many = "stories:\n" + "".join(f"- {{id: s{n}, title: S{n}, status: todo}}\n" for n in range(15))
    column = story_board_view(context(backlog=many), "Board").columns[0]
    assert (len(column.cards), len(column.rest), column.rest_words) == (12, 3, "3 more")


def test_the_page_of_an_item_lists_its_stories(context: MakePageContext) -> None:
    found = context(ITEMS, backlog=STORIES, pages=PAGES)
    item = found.portfolio.find("item", "tap")
    assert item
    view = item_view(found, item)
    assert view.stories
    assert titles(one.ref for one in view.stories.open) == ["See it", "Hear it", "Secret"]
    assert view.stories_note == "1 of 4 done"
    assert view.progress
    assert (view.progress.percent, view.progress.note) == (25, "1 of 4 stories done")
    other = context(ITEMS, pages=PAGES)
    assert item_view(other, other.portfolio.find("item", "tap")).stories is None  # type: ignore[arg-type]


AS_OF = date(2026, 11, 23)
STEADY = "".join(
    f"- {{id: d{n}, title: D{n}, status: done, started_on: {AS_OF - timedelta(days=4)}, "
    f"done_on: {AS_OF - timedelta(days=n)}}}\n"
    for n in range(5)
)


def test_the_flow_page_states_its_forecast_and_what_is_at_risk(context: MakePageContext) -> None:
    items = "items: [{id: tap, title: Tap, status: in_progress, end: 2026-11-24}, {id: ok, title: Fine, status: planned, end: 2027-01-01}]"
    more = "- {id: x, title: X, status: in_progress, item: tap}\n- {id: y, title: Y, status: todo, item: tap}\n- {id: z, title: Z, status: todo, item: ok}\n"
    found = flow_view(context(items, backlog="stories:\n" + STEADY + more, pages=PAGES), "Flow").forecast
    assert found
    assert found.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "85% likely: all 3 open stories are done by 26 November 2026. "
        "Less likely than not to be done by the date on the roadmap: Tap (<5%)."
    )
    assert [(row.ref.title, row.open, row.chance, row.late) for row in found.rows] == [
        ("Tap", "2", "<5%", True),
        ("Fine", "1", ">95%", False),
        ("All open stories", "3", "", False),
    ]
    assert [(one.team, one.throughput, one.counts[0]) for one in found.how_many] == [("No team", "7 a week", "3 to 3")]
    assert found.silent == ""


def test_too_little_history_gives_no_forecast_and_says_so(context: MakePageContext) -> None:
    four = "".join(line for line in STEADY.splitlines(keepends=True) if "d4" not in line)
    written = f"stories:\n{four}- {{id: x, title: X, status: todo}}\n"
    found = flow_view(context(backlog=written, pages=PAGES), "Flow").forecast
    assert found
    assert (found.sentence, found.rows, found.how_many) == ("", (), ())
    assert found.silent == "No forecast without 5 days on which a story was done, in the last 90 days: No team (4)."


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1.0, ">95%"), (0.951, ">95%"), (0.95, "95%"), (0.5, "50%"), (0.05, "5%"), (0.049, "<5%"), (0.0, "<5%")],
)
def test_no_chance_is_certain_while_work_is_left(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def test_charts_of_flow_have_their_numbers(context: MakePageContext) -> None:
    charts = flow_view(context(backlog="stories:\n" + STEADY, pages=PAGES), "Flow").charts
    assert [chart.id for chart in charts] == ["chart-cycle-time", "chart-throughput", "chart-cumulative-flow"]
    times, weeks, totals = charts
    assert times.description == "50% took 3 days or less, 85% took 5 days or less, 95% took 5 days or less."
    assert [row[2] for row in times.rows] == ["5 days", "4 days", "3 days", "2 days", "1 day"]
    assert weeks.rows == (("16 November 2026", "4"), ("23 November 2026", "1"))
    assert totals.rows == (("23 November 2026", "0", "0", "5"),)


def test_without_dates_there_are_no_charts(context: MakePageContext) -> None:
    view = flow_view(context(backlog="stories: [{id: a, title: A, status: todo}]", pages=PAGES), "Flow")
    assert (view.charts, view.opening, view.in_progress) == ((), "", None)
