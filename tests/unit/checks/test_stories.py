"""Stories: their size, criteria, dates, status, and dependencies."""

from __future__ import annotations

from tests.unit.checks.conftest import Find

# Five done stories that took 1, 2, 3, 4, and 5 days.
DONE = "".join(
    f"- {{id: d{n}, title: D{n}, type: task, status: done, started_on: 2026-11-01, done_on: 2026-11-0{n}}}\n"
    for n in range(1, 6)
)


def stories(*entries: str) -> str:
    return "stories:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)


def test_an_open_story_has_acceptance_criteria(find: Find) -> None:
    written = stories(
        "id: bare, title: Bare, status: todo",
        "id: met, title: Met, status: todo, acceptance_criteria: [It works.]",
        "id: fix, title: Fix, type: bug, status: todo",
        "id: over, title: Over, status: done",
    )
    assert find("story-without-criteria", backlog=written) == ["backlog.yml:2:3: 'Bare' has no acceptance criteria"]


def test_a_story_is_small_enough(find: Find) -> None:
    written = stories(
        "id: big, title: Big, status: todo, estimate: 13",
        "id: edge, title: Edge, status: todo, estimate: 8",
        "id: over, title: Over, status: done, estimate: 21",
    )
    assert find("story-too-big", backlog=written) == ["backlog.yml:2:49: 'Big' is estimated at 13 points, more than 8"]
    assert len(find("story-too-big", backlog=written, rules={"story-too-big": {"points": 5}})) == 2


def test_a_story_is_done_about_as_fast_as_others(find: Find) -> None:
    old = "- {id: old, title: Old, status: in_progress, started_on: 2026-11-18}\n"
    new = "- {id: new, title: New, status: in_review, started_on: 2026-11-19}\n"
    assert find("story-aging", backlog=f"stories:\n{DONE}{old}{new}") == [
        "backlog.yml:7:58: 'Old' has been in progress for 6 days; 85 % of done stories took 5 days or less"
    ]
    four = "\n".join(line for line in DONE.splitlines() if "d5" not in line)
    assert find("story-aging", backlog=f"stories:\n{four}\n{old}") == []
    median = {"story-aging": {"percentile": 50, "stories": 4}}
    assert (
        "50 % of done stories took 2 days or less"
        in find("story-aging", backlog=f"stories:\n{four}\n{old}", rules=median)[0]
    )


def test_work_on_a_story_does_not_start_before_what_it_depends_on_is_closed(find: Find) -> None:
    written = stories(
        "id: first, title: First, status: todo",
        "id: gone, title: Gone, status: dropped",
        "id: then, title: Then, status: in_progress, depends_on: [first]",
        "id: waits, title: Waits, status: todo, depends_on: [first]",
        "id: free, title: Free, status: in_progress, depends_on: [gone]",
    )
    assert find("story-blocked", backlog=written) == [
        "backlog.yml:4:60: 'Then' is in progress, and depends on what is open: 'First'"
    ]


def test_stories_do_not_depend_on_each_other_in_a_circle(find: Find) -> None:
    written = stories(
        "id: a, title: A, status: todo, depends_on: [b, z]",
        "id: b, title: B, status: todo, depends_on: [c]",
        "id: c, title: C, status: todo, depends_on: [a]",
        "id: me, title: Me, status: todo, depends_on: [me]",
        "id: z, title: Z, status: todo",
    )
    assert find("story-cycle", backlog=written) == [
        "backlog.yml:2:47: 'A' depends on itself, through 'B' and 'C'",
        "backlog.yml:5:49: 'Me' depends on itself",
    ]


def test_the_dates_of_a_story_are_in_order_and_not_in_the_future(find: Find) -> None:
    written = stories(
        "id: a, title: A, status: done, created_on: 2026-11-05, started_on: 2026-11-03, done_on: 2026-11-04",
        "id: b, title: B, status: done, created_on: 2026-11-05, done_on: 2026-11-01",
        "id: c, title: C, status: in_progress, started_on: 2026-11-24",
        "id: d, title: D, status: done, created_on: 2026-11-05, started_on: 2026-11-05, done_on: 2026-11-23",
    )
    assert find("story-dates", backlog=written) == [
        "backlog.yml:2:71: 'A' has started_on 2026-11-03, before created_on 2026-11-05",
        "backlog.yml:3:68: 'B' has done_on 2026-11-01, before created_on 2026-11-05",
        "backlog.yml:4:54: started_on of 'C' (2026-11-24) is 1 day in the future",
    ]


def test_the_status_of_a_story_fits_its_dates(find: Find) -> None:
    written = stories(
        "id: a, title: A, status: in_review, started_on: 2026-11-01, done_on: 2026-11-03",
        "id: b, title: B, status: ready, started_on: 2026-11-01",
        "id: c, title: C, status: dropped, started_on: 2026-11-01",
    )
    assert find("story-status-dates", backlog=written) == [
        "backlog.yml:2:29: 'A' was done on 2026-11-03, and its status is in review",
        "backlog.yml:3:29: work on 'B' started on 2026-11-01, and its status is ready",
    ]


def test_stories_have_the_dates_that_others_have(find: Find) -> None:
    undated = "id: a, title: A, status: done"
    assert find("story-undated", backlog=stories(undated)) == []
    written = stories(
        undated, "id: b, title: B, status: in_progress", "id: c, title: C, status: done, done_on: 2026-11-03"
    )
    assert find("story-undated", backlog=written) == ["backlog.yml:2:29: 'A' is done, and has no done_on"]


def test_what_is_done_meets_its_criteria(find: Find) -> None:
    written = stories(
        "id: a, title: A, status: done, acceptance_criteria: [{text: One, done: true}, {text: Two, done: false}]",
        "id: b, title: B, status: done, acceptance_criteria: [One]",
    )
    assert find("story-criteria-open", backlog=written) == [
        "backlog.yml:2:56: 'A' is done, and 1 of its 2 acceptance criteria is not met"
    ]


def test_a_story_of_a_closed_item_is_closed(find: Find) -> None:
    items = "items: [{id: over, title: Over, status: cancelled}, {id: going, title: Going, status: in_progress}]"
    written = stories(
        "id: a, title: A, status: todo, item: over",
        "id: b, title: B, status: dropped, item: over",
        "id: c, title: C, status: todo, item: going",
    )
    assert find("story-of-closed-item", items, backlog=written) == [
        "backlog.yml:2:41: 'A' is to do, and its item 'Over' is cancelled"
    ]
