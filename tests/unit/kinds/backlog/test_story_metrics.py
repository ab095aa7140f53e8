"""Stories are ready or blocked by what they depend on, have ages and cycle times, and are in working order."""

from __future__ import annotations

from tests.unit.kinds.backlog.conftest import MakeInsight, ids, story

ITEMS = """
releases: [{id: v2, title: Two}, {id: v3, title: Three}]
items: [{id: tap, title: Tap, status: in_progress, release: v2}]
"""
STORIES = """
stories:
- {id: free, title: Free, status: todo, item: tap, created_on: 2026-11-01}
- {id: waits, title: Waits, status: ready, depends_on: [free, gone, over], release: v3, item: tap}
- {id: gone, title: Gone, status: dropped}
- {id: over, title: Over, status: done, depends_on: [waits], started_on: 2026-11-02, done_on: 2026-11-04}
- {id: going, title: Going, status: in_progress, started_on: 2026-11-20, acceptance_criteria: [A, {text: B, done: true}]}
- {id: same-day, title: Same day, status: done, started_on: 2026-11-05, done_on: 2026-11-05}
"""


def test_a_story_is_blocked_while_one_before_it_is_open(insight: MakeInsight) -> None:
    found = insight(ITEMS, backlog=STORIES)
    waits, free, over = (story(found, id) for id in ("waits", "free", "over"))
    assert ([one.id for one in waits.depends_on], [one.id for one in waits.blocked_by]) == (
        ["free", "gone", "over"],
        ["free"],
    )
    assert (waits.blocked, waits.ready) == (True, False)
    assert (free.blocked, free.ready, [one.id for one in free.blocks]) == (False, True, ["waits"])
    assert (over.blocked, over.ready, over.blocked_by) == (False, False, ())
    # A closed story blocks nothing, and is blocked by nothing.
    assert [one.id for one in over.needed_by] == ["waits"]


def test_the_release_of_a_story_is_its_own_else_that_of_its_item(insight: MakeInsight) -> None:
    found = insight(ITEMS, backlog=STORIES)
    releases = [story(found, id).release for id in ("free", "waits", "going")]
    assert [one and one.id for one in releases] == ["v2", "v3", None]


def test_ages_and_cycle_times_count_both_days(insight: MakeInsight) -> None:
    found = insight(ITEMS, backlog=STORIES)
    assert [story(found, id).cycle_days for id in ("over", "same-day", "going")] == [3, 1, None]
    assert [story(found, id).age_days for id in ("going", "free", "over")] == [4, None, None]
    assert [story(found, id).waiting_days for id in ("free", "going")] == [22, None]
    assert story(found, "going").criteria == (1, 2)


def test_dates_in_the_wrong_order_give_no_cycle_time(insight: MakeInsight) -> None:
    wrong = "stories: [{id: a, title: A, status: done, started_on: 2026-11-05, done_on: 2026-11-04}]"
    assert story(insight(backlog=wrong), "a").cycle_days is None


LABELS = "labels: {priority: {must: {title: Must}, should: {title: Should}}}"
ORDERED = (
    "{id: late, title: Late, status: todo, priority: must, created_on: 2026-11-02}",
    "{id: done, title: Done, status: done, priority: must}",
    "{id: other, title: Other, status: todo, priority: nice}",
    "{id: b, title: B, status: ready, priority: should, created_on: 2026-11-01}",
    "{id: a, title: A, status: todo, priority: should, created_on: 2026-11-01}",
    "{id: none, title: None, status: ready}",
    "{id: going, title: Going, status: in_progress, priority: should}",
    "{id: review, title: Review, status: in_review}",
)
ORDER = ["review", "going", "late", "a", "b", "other", "none", "done"]


def test_the_work_list_is_in_working_order(insight: MakeInsight) -> None:
    found = insight(portfolio=LABELS, backlog=f"stories: [{', '.join(ORDERED)}]")
    assert ids(found.stories) == ORDER


def test_the_order_is_the_same_however_stories_are_divided_into_files(insight: MakeInsight) -> None:
    each = {f"backlog_{n}": f"stories: [{one}]" for n, one in enumerate(reversed(ORDERED))}
    assert ids(insight(portfolio=LABELS, **each).stories) == ORDER
