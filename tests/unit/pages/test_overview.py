"""The overview opens with the sentence a stakeholder would repeat."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext, said, titles

from milepost.kit.addresses import PROJECTS
from milepost.pages.overview.view import overview_view

PLAN = """
    audience: public
    disclose: {public: [reasons]}
    releases:
      - {id: v1, title: Version 1, date: 2026-06-01}
      - {id: v2, title: Version 2, date: 2026-12-07}
    items:
      - {id: engine, title: Fare engine, status: in_progress, end: 2026-12-18, progress: 82, release: v2}
      - id: tap
        title: Tap and go
        status: in_progress
        end: 2027-04
        health: off_track
        baseline: {end: 2027-01}
        slip_reason: Readers arrive late
        milestones:
          - {id: pilot, title: Pilot, date: 2026-12-01}
          - {id: old, title: Old, date: 2026-10-01, done: true}
      - {id: caps, title: Fare caps, status: planned, end: 2027-07-30, baseline: {end: 2027-07-20}}
      - {id: refund, title: Refunds, status: done, actual: {end: 2026-11-13}, baseline: {end: 2026-10-14}}
      - {id: ancient, title: Ancient, status: done, end: 2020-01-01}
      - {id: secret, title: Secret thing, status: in_progress, audience: internal,
         health: at_risk, health_reason: x}
"""


def test_the_opening_says_what_is_built_what_comes_next_and_what_moved_most(context: MakePageContext) -> None:
    view = overview_view(context(PLAN, audience="public"), "Product")
    assert said(view.opening) == (
        "Two items are in progress. Version 2 comes on 7 December 2026. "
        "Tap and go slipped to April 2027, 3 months later than baseline: readers arrive late."
    )


def test_the_insiders_opening_counts_what_only_they_see(context: MakePageContext) -> None:
    assert said(overview_view(context(PLAN), "Product").opening).startswith("Three items are in progress.")


def test_trouble_comes_first_then_what_ends_nearest_to_today(context: MakePageContext) -> None:
    assert titles(overview_view(context(PLAN), "Product").building) == [
        "Tap and go",
        "Secret thing",
        "Fare engine",
    ]


def test_numbers_come_with_what_they_are_measured_against(context: MakePageContext) -> None:
    stats = {stat.label: stat for stat in overview_view(context(PLAN, audience="public"), "Product").stats}
    assert [mark.word for mark in stats["In progress"].marks] == ["1 off track"]
    assert (stats["Shipped in three months"].value, stats["Shipped in three months"].note) == (
        "1",
        "0 of 1 on or before baseline",
    )
    assert (stats["Later than baseline"].value, stats["Later than baseline"].note) == (
        "2",
        "by up to 3 months",
    )
    assert (stats["Next release"].value, stats["Next release"].unit) == ("7 Dec", "in 14 days")


def test_what_moved_says_from_when_to_when_and_why(context: MakePageContext) -> None:
    moves = overview_view(context(PLAN, audience="public"), "Product").moved
    assert [(move.card.ref.title, move.was, move.now, move.amount, move.reason) for move in moves] == [
        ("Tap and go", "January 2027", "April 2027", "3 months later", "Readers arrive late"),
        ("Fare caps", "20 July 2027", "30 July 2027", "10 days later", ""),
    ]


def test_next_are_milestones_and_releases_by_date_without_what_is_met(context: MakePageContext) -> None:
    coming = overview_view(context(PLAN, audience="public"), "Product").next
    assert [(one.ref.title, one.when, one.away, one.summary) for one in coming] == [
        ("Pilot", "1 Dec", "in 8 days", "Tap and go"),
        ("Version 2", "7 Dec", "in 14 days", ""),
    ]


def test_shipped_lately_leaves_out_what_is_long_done(context: MakePageContext) -> None:
    assert [(one.card.ref.title, one.when, one.note) for one in overview_view(context(PLAN), "Product").shipped] == [
        ("Refunds", "13 Nov", "4 weeks late")
    ]


def test_a_part_of_something_that_is_being_built_is_not_counted_twice(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: in_progress}
      - {id: b, title: B, status: in_progress, parent: a}
    """
    assert said(overview_view(context(plan), "Product").opening) == "One item is in progress."


def test_objectives_show_their_progress_and_what_is_in_trouble(context: MakePageContext) -> None:
    view = overview_view(
        context(
            "items: [{id: a, title: A, status: in_progress, health: at_risk, objectives: [o]}]",
            strategy="""
            objectives:
              - {id: o, title: Calm, key_results: [{id: k, title: K, baseline: 0, target: 10, current: 4}]}
            """,
        ),
        "Product",
    )
    assert view.outlook
    (row,) = view.outlook.rows
    assert (row.ref.target, row.words) == ("strategy/index.md#objective-o", "0 of 1 item done")
    assert [mark.word for mark in row.marks] == ["1 at risk"]
    assert row.progress
    assert (row.progress.percent, row.progress.note) == (40, "from 1 key result")


def test_nothing_to_show_says_inside_what_to_write_and_outside_how_to_disclose(context: MakePageContext) -> None:
    hidden = "items: [{id: a, title: A, status: planned}]"
    inside = overview_view(context("themes: []"), "Product")
    outside = overview_view(context(hidden, audience="public"), "Product")
    assert inside.empty
    assert "kind: roadmap" in inside.empty.example
    assert outside.empty
    assert outside.empty.example == "audience: public"
    assert not outside.opening


PROJECTS_YML = """\
projects:
  - {id: calm, title: Calm, status: in_progress, health: on_track}
  - {id: storm, title: Storm, status: in_progress}
  - {id: over, title: Over, status: done, health: off_track, health_reason: x}
  - {id: silent, title: Silent, status: planned}
"""
STORM = """\
id: storm
status: in_progress
baseline: {end: 2027-01-08}
tasks: [{id: a, title: A, start: 2027-01-04, duration: 10d}]
"""
REPORTED = "project: storm\noverall: {health: off_track, reason: Ice}"


def test_open_projects_are_there_with_their_health_and_end_those_in_trouble_first(context: MakePageContext) -> None:
    made = context(PLAN, pages=(PROJECTS,), portfolio=PROJECTS_YML, plan=STORM, report=REPORTED)
    found = overview_view(made, "Product").projects
    assert found
    rows = [
        (row.ref.title, row.mark and row.mark.value, row.ends.replace("\N{NO-BREAK SPACE}", " "), row.slip)
        for row in found.rows
    ]
    assert rows == [
        ("Storm", "off_track", "ends 15 Jan", "7 days later than baseline"),
        ("Calm", "on_track", "", ""),
    ]
    assert overview_view(context(PLAN, pages=(PROJECTS,)), "Product").projects is None
