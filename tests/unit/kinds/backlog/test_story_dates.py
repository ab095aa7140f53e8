"""Where nobody typed the dates of a story, the commits that changed its status give them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.histories import BEFORE, history, trail
from tests.unit.kinds.backlog.conftest import MakeInsight, ids, story

from milepost.history.history import History
from milepost.kinds.backlog.story_dates import StoryDates, observed_dates


def day(number: int | None) -> date | None:
    return date(2026, 11, number) if number else None


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([(2, "todo"), (5, "in_progress"), (9, "in_review"), (12, "done")], (2, 5, 12)),
        ([(BEFORE, "todo"), (5, "in_progress"), (9, "done")], (None, 5, 9)),
        ([(BEFORE, "in_progress"), (5, "in_review"), (9, "done")], (None, None, 9)),
        ([(BEFORE, "done")], (None, None, None)),
        ([(2, "in_progress"), (9, "done")], (2, 2, 9)),
        ([(2, "todo"), (9, "done")], (2, None, 9)),
        ([(2, "done")], (2, None, None)),
        ([(2, "todo"), (4, "in_progress"), (8, "done"), (12, "in_progress"), (16, "done")], (2, 4, 16)),
        ([(2, "todo"), (4, "in_progress"), (8, "done"), (12, "in_progress")], (2, 4, None)),
        ([(2, "todo"), (4, "in_progress"), (8, "done"), (9, "in_progress"), (16, "done")], (2, 4, 16)),
        ([(2, "todo"), (4, "in_progress"), (5, "todo"), (16, "in_review")], (2, 16, None)),
        ([(2, "todo"), (4, None), (8, "in_progress")], (2, 8, None)),
        ([], (None, None, None)),
    ],
)
def test_dates_are_those_of_the_commits_that_changed_the_status(
    states: list[tuple[int | str, str | None]], expected: tuple[int | None, ...]
) -> None:
    found = observed_dates(trail(*states))
    assert (found.created, found.started, found.done) == tuple(map(day, expected))


USUAL = trail((2, "todo"), (5, "in_progress"), (12, "done"))


@pytest.mark.parametrize(
    ("typed", "expected", "from_git"),
    [
        ("", (2, 5, 12), {"created_on", "started_on", "done_on"}),
        ("started_on: 2026-11-04", (2, 4, 12), {"created_on", "done_on"}),
        ("created_on: 2026-11-01, started_on: 2026-11-04, done_on: 2026-11-11", (1, 4, 11), set()),
        # A date of git is left out where it contradicts what was typed.
        ("done_on: 2026-11-03", (2, None, 3), {"created_on"}),
        ("created_on: 2026-11-08", (8, None, 12), {"done_on"}),
        ("started_on: 2026-11-01", (None, 1, 12), {"done_on"}),
        ("started_on: 2026-11-20", (2, 20, None), {"created_on"}),
    ],
)
def test_typed_dates_come_first(
    insight: MakeInsight, typed: str, expected: tuple[int | None, ...], from_git: set[str]
) -> None:
    written = f"stories: [{{id: a, title: A, status: done{typed and ', '}{typed}}}]"
    found = story(insight(backlog=written, history=history(a=USUAL)), "a")
    assert (found.created_on, found.started_on, found.done_on) == tuple(map(day, expected))
    assert set(found.from_git) == from_git


def test_history_is_read_only_when_a_date_is_missing(insight: MakeInsight) -> None:
    def never() -> None:
        raise AssertionError("nobody asked for it")

    written = """stories:
- {id: a, title: A, status: done, created_on: 2026-11-01, started_on: 2026-11-04, done_on: 2026-11-11}
- {id: b, title: B, status: in_progress, created_on: 2026-11-01, started_on: 2026-11-04}
- {id: c, title: C, status: todo, created_on: 2026-11-01}
"""
    found = insight(backlog=written, history=History(never))
    assert [one.started_on for one in found.stories] == [day(4), None, day(4)]


def test_an_edit_that_is_not_committed_has_no_date(insight: MakeInsight) -> None:
    started = history(a=USUAL[:2])
    assert story(insight(backlog="stories: [{id: a, title: A, status: done}]", history=started), "a").done_on is None
    # Of a story that was put back, nothing has started.
    assert story(insight(backlog="stories: [{id: a, title: A, status: todo}]", history=started), "a").started_on is None


def test_flow_follows_from_git_alone(insight: MakeInsight) -> None:
    days = {f"s{n}": trail((1, "todo"), (2 + n, "in_progress"), (4 + 2 * n, "done")) for n in range(5)}
    written = "".join(f"- {{id: s{n}, title: S, status: done}}\n" for n in range(5))
    more = "- {id: old, title: Old, status: in_progress}\n- {id: new, title: New, status: todo}\n"
    past = history(**days, old=trail((1, "todo"), (3, "in_progress")), new=trail((20, "todo")))
    found = insight(backlog=f"stories:\n{written}{more}", history=past)
    flow = found.story_flow
    assert flow.cycle_days == (3, 4, 5, 6, 7)
    assert (flow.percentiles, ids(flow.aging)) == ({50: 5, 85: 7, 95: 7}, ["old"])
    assert flow.aging[0].age_days == 21
    assert [len(week.done) for week in flow.weeks] == [3, 2, 0, 0]
    last = flow.cumulative[-1]
    assert (last.created, last.started, last.done) == (7, 6, 5)
    assert story(found, "new").waiting_days == 3
    assert found.story_forecast.teams[0].days_with_completions == 5


@pytest.mark.parametrize(
    ("before", "after", "blocked"),
    [
        ("status: done, done_on: 2026-11-08", "status: done, started_on: 2026-11-05, done_on: 2026-11-12", 3),
        ("status: done, done_on: 2026-11-05", "status: done, started_on: 2026-11-05, done_on: 2026-11-12", 0),
        ("status: done, done_on: 2026-11-20", "status: done, started_on: 2026-11-05, done_on: 2026-11-12", 8),
        ("status: in_progress", "status: in_progress, started_on: 2026-11-20", 4),
        ("status: done", "status: in_progress, started_on: 2026-11-20", None),
        ("status: dropped", "status: in_progress, started_on: 2026-11-20", None),
        ("status: done, done_on: 2026-11-08", "status: in_progress", None),
    ],
)
def test_a_story_is_blocked_until_what_it_depends_on_is_done(
    insight: MakeInsight, before: str, after: str, blocked: int | None
) -> None:
    written = f"stories:\n- {{id: a, title: A, {before}}}\n- {{id: b, title: B, depends_on: [a], {after}}}\n"
    assert story(insight(backlog=written), "b").blocked_days == blocked


def test_without_history_there_are_only_typed_dates(insight: MakeInsight) -> None:
    found = story(insight(backlog="stories: [{id: a, title: A, status: done}]"), "a")
    assert StoryDates(found.created_on, found.started_on, found.done_on, frozenset(found.from_git)) == StoryDates()
