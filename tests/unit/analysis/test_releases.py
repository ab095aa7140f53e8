from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("release", "statuses", "expected"),
    [
        ("status: paused, date: 2026-01-01", ["done"], ("paused", "typed")),
        ("date: 2026-01-01", ["planned"], ("done", "date")),
        ("date: 2027-01-01", ["planned", "proposed"], ("planned", "items")),
        ("date: 2027-01-01", ["planned", "in_progress"], ("in_progress", "items")),
        ("date: 2027-01-01", ["planned", "done"], ("in_progress", "items")),
        ("date: 2027-01-01", ["cancelled", "done"], ("done", "items")),
        ("date: 2027-01-01", [], ("planned", "items")),
    ],
)
def test_a_release_has_the_status_typed_or_that_of_its_date_or_items(
    told: Any, release: str, statuses: list[str], expected: tuple[str, str]
) -> None:
    items = "".join(f"\n- {{id: i{at}, title: T, status: {status}, release: r}}" for at, status in enumerate(statuses))
    found = told(f"releases: [{{id: r, title: R, {release}}}]\nitems:{items or ' []'}").release("r")
    assert (found.status, found.status_from) == expected


def test_a_release_counts_its_items(told: Any) -> None:
    found = told("""
        releases: [{id: r, title: R, date: 2027-03-15}]
        items:
        - {id: a, title: A, status: done, release: r}
        - {id: b, title: B, status: in_progress, progress: 40, release: r}
        - {id: c, title: C, status: in_progress, release: r}
        - {id: d, title: D, status: planned, release: r}
        - {id: e, title: E, status: cancelled, release: r}
    """).release("r")
    assert [item.id for item in found.items] == ["a", "b", "c", "d", "e"]
    assert (found.items_done, found.progress_of) == (1, (3, 4))
    assert found.progress == pytest.approx(140 / 3)


def test_late_items_end_for_certain_after_the_release(told: Any) -> None:
    found = told("""
        releases: [{id: r, title: R, date: 2027-03-15}]
        items:
        - {id: late, title: A, status: planned, end: 2027-03-16, release: r}
        - {id: maybe, title: B, status: planned, end: 2027-Q1, release: r}
        - {id: dateless, title: C, status: planned, release: r}
        - {id: someday, title: S, status: planned, end: later, release: r}
        - {id: done, title: D, status: done, end: 2027-04-01, release: r}
    """).release("r")
    assert [item.id for item in found.late_items] == ["late"]


def test_a_milestone_is_met_as_typed_or_with_its_item(told: Any) -> None:
    found = told("""
        items:
        - id: a
          title: A
          status: in_progress
          milestones:
          - {id: met, title: M, date: 2026-11-01, baseline: 2026-10-01, done: true}
          - {id: unmet, title: N, date: 2026-11-20, done: false}
          - {id: silent, title: O, date: 2026-11-20}
          - {id: ahead, title: P, date: 2026-12-20}
        - {id: b, title: B, status: done, milestones: [{id: past, title: Q, date: 2026-11-01}]}
    """)
    ids = ("a/met", "a/unmet", "a/silent", "a/ahead", "b/past")
    assert [found.milestone(id).met for id in ids] == [True, False, None, False, True]
    assert [found.milestone(id).late_by_days for id in ids] == [0, 3, 0, 0, 0]
    assert found.milestone("a/met").slip.days == 31
    assert found.milestone("a/met").owner.id == "a"


def test_a_theme_holds_items_that_name_it_and_parts_that_name_none(told: Any) -> None:
    found = told("""
        themes: [{id: red, title: Red}, {id: blue, title: Blue}]
        items:
        - {id: whole, title: W, status: in_progress, theme: red}
        - {id: part, title: P, status: done, parent: whole}
        - {id: own, title: O, status: planned, parent: whole, theme: blue, health: at_risk, health_reason: X}
    """)
    red, blue = found.theme("red"), found.theme("blue")
    assert [item.id for item in red.items] == ["whole", "part"]
    assert (red.items_done, red.progress, red.health) == (1, 75.0, "at_risk")
    assert ([item.id for item in blue.items], blue.progress, blue.health) == (["own"], 0.0, "at_risk")
