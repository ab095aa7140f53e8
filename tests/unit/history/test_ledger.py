"""Entries are followed through commits, whatever file they are in, and each audience sees its own past."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.history.conftest import PUBLIC, MakeLedger, stories, trail


def test_a_ledger_has_what_changed_and_when(ledger: MakeLedger) -> None:
    found = ledger(
        ("2026-11-02", {"work.yml": stories(a="todo", b="todo")}),
        ("2026-11-03", {"work.yml": stories(a="todo", b="in_progress")}),
        ("2026-11-04", {"work.yml": stories(a="todo", b="in_progress").replace("title: b", "title: B")}),
        ("2026-11-05", {"work.yml": stories(b="done")}),
    )
    assert trail(found, "a") == [("11-02", "todo"), ("11-05", None)]
    assert trail(found, "b") == [("11-02", "todo"), ("11-03", "in_progress"), ("11-05", "done")]
    assert found.first_day == date(2026, 11, 2)


def test_only_what_was_there_in_the_first_commit_may_be_older(ledger: MakeLedger) -> None:
    found = ledger(("2026-11-02", {"work.yml": stories(a="todo")}), ("2026-11-03", {"more.yml": stories(b="todo")}))
    assert [found.trails["story", id][0].is_first for id in "ab"] == [True, False]


def test_moving_splitting_and_merging_files_changes_nothing(ledger: MakeLedger) -> None:
    whole = [
        ("2026-11-02", {"work.yml": stories(a="todo", b="todo")}),
        ("2026-11-06", {"work.yml": stories(a="in_progress", b="todo")}),
    ]
    split = [
        whole[0],
        ("2026-11-03", {"work.yml": None, "one.yml": stories(a="todo"), "two.yml": stories(b="todo")}),
        ("2026-11-04", {"one.yml": None, "deep/one.yml": stories(a="todo")}),
        ("2026-11-05", {"deep/one.yml": None, "two.yml": None, "all.yml": stories(b="todo", a="todo")}),
        ("2026-11-06", {"all.yml": stories(b="todo", a="in_progress")}),
    ]
    one, other = ledger(*whole), ledger(*split)
    assert [trail(one, id) for id in "ab"] == [trail(other, id) for id in "ab"]
    assert trail(one, "a") == [("11-02", "todo"), ("11-06", "in_progress")]


def test_an_entry_in_two_files_counts_as_in_the_first_until_one_is_gone(ledger: MakeLedger) -> None:
    found = ledger(
        ("2026-11-02", {"b.yml": stories(a="todo")}),
        ("2026-11-03", {"a.yml": stories(a="done")}),
        ("2026-11-04", {"a.yml": None}),
    )
    assert trail(found, "a") == [("11-02", "todo"), ("11-03", "done"), ("11-04", "todo")]


def test_a_new_id_goes_on_with_the_past_of_the_old_one(ledger: MakeLedger) -> None:
    renamed = stories(b="in_progress").replace("id: b,", "id: b, formerly: [A],")
    found = ledger(
        ("2026-11-02", {"work.yml": stories(a="todo")}),
        ("2026-11-03", {"work.yml": renamed}),
        ("2026-11-04", {"work.yml": renamed.replace("in_progress", "done")}),
    )
    assert trail(found, "b") == [("11-02", "todo"), ("11-03", "in_progress"), ("11-04", "done")]
    assert trail(found, "a") == []  # not removed, but called otherwise


def test_entries_that_swap_ids_keep_their_own_past(ledger: MakeLedger) -> None:
    swapped = stories(a="done", b="todo")
    for id, former in ("ab", "ba"):
        swapped = swapped.replace(f"id: {id},", f"id: {id}, formerly: [{former}],")
    found = ledger(
        ("2026-11-02", {"work.yml": stories(a="todo", b="in_progress")}),
        ("2026-11-03", {"work.yml": swapped}),
        ("2026-11-04", {"work.yml": swapped + "# nothing new\n"}),
    )
    assert trail(found, "a") == [("11-02", "in_progress"), ("11-03", "done")]
    assert trail(found, "b") == [("11-02", "todo")]


def test_a_plan_with_a_new_id_takes_its_tasks_along(ledger: MakeLedger) -> None:
    plan = "kind: plan\ntitle: Quay\nstatus: {}\ntasks:\n- {{id: dig, title: Dig, status: {}}}\n"
    moved = plan.format("in_progress", "done") + "id: harbour\nformerly: [quay]\n"
    found = ledger(
        ("2026-11-02", {"quay.yml": plan.format("planned", "planned")}),
        ("2026-11-03", {"quay.yml": None, "harbour.yml": moved}),
    )
    assert trail(found, "harbour", "plan") == [("11-02", "planned"), ("11-03", "in_progress")]
    assert trail(found, "harbour/dig", "task") == [("11-02", "planned"), ("11-03", "done")]


def test_a_version_that_cannot_be_read_is_left_out_and_counted(ledger: MakeLedger) -> None:
    found = ledger(
        ("2026-11-02", {"work.yml": stories(a="todo")}),
        ("2026-11-03", {"work.yml": "kind: backlog\nstories: [\n"}),
        ("2026-11-04", {"work.yml": "kind: backlgo\n"}),
        ("2026-11-05", {"work.yml": stories(a="done")}),
    )
    assert trail(found, "a") == [("11-02", "todo"), ("11-05", "done")]
    assert found.unreadable == 2


def test_commits_after_the_day_do_not_count(ledger: MakeLedger) -> None:
    found = ledger(
        ("2026-11-02", {"work.yml": stories(a="todo")}),
        ("2026-11-03T23:59", {"work.yml": stories(a="in_progress")}),
        ("2026-11-04T00:00", {"work.yml": stories(a="done")}),
        as_of=date(2026, 11, 3),
    )
    assert trail(found, "a") == [("11-02", "todo"), ("11-03", "in_progress")]


def test_clocks_that_were_wrong_do_not_turn_time_around(ledger: MakeLedger) -> None:
    found = ledger(
        ("2026-11-05", {"work.yml": stories(a="todo")}),
        ("1970-01-01", {"work.yml": stories(a="in_progress")}),
        ("2099-01-01", {"work.yml": stories(a="in_review")}),
        ("2026-11-09", {"more.yml": stories(b="todo")}),
        ("2026-11-10", {"work.yml": stories(a="done")}),
    )
    assert trail(found, "a") == [("11-05", "todo"), ("11-05", "in_progress"), ("11-09", "in_review"), ("11-10", "done")]


HIDDEN = stories(a="todo").replace("audience: public", "audience: internal")


@pytest.mark.parametrize(
    ("past", "now"),
    [
        (HIDDEN, stories(a="done")),
        (stories(a="todo").replace("audience: public\n", ""), stories(a="done")),
        (stories(a="todo").replace("id: a,", "id: a, audience: internal,"), stories(a="done")),
        (stories(a="todo").replace("id: a,", "id: a, audience: partner,"), stories(a="done")),
        (stories(a="in_progress").replace("id: a,", "id: a, public: {status: todo},"), stories(a="done")),
        (stories(a="todo") + "public: {date_precision: month}\n", stories(a="done")),
    ],
    ids=["internal file", "no audience", "internal entry", "unknown audience", "replaced", "replaced in the document"],
)
def test_what_an_audience_could_not_see_is_not_in_its_past(ledger: MakeLedger, past: str, now: str) -> None:
    found = ledger(
        ("2026-11-02", {"work.yml": past}),
        ("2026-11-03", {"work.yml": past.replace("todo", "in_progress")}),
        ("2026-11-04", {"work.yml": now}),
        reader=PUBLIC,
    )
    assert trail(found, "a") == [("11-04", "done")]
    assert found.trails["story", "a"][0].is_first
    assert (found.first_day, found.unreadable) == (date(2026, 11, 4), 0)


def test_what_is_hidden_again_ends_there(ledger: MakeLedger) -> None:
    found = ledger(("2026-11-02", {"work.yml": stories(a="todo")}), ("2026-11-03", {"work.yml": HIDDEN}), reader=PUBLIC)
    assert trail(found, "a") == [("11-02", "todo"), ("11-03", None)]


def test_a_folder_opens_and_closes_what_is_in_it(ledger: MakeLedger) -> None:
    bare = stories(a="todo").replace("audience: public\n", "")
    found = ledger(
        ("2026-11-02", {"deep/er/work.yml": bare, "deep/_audience.yml": "audience: internal\n"}),
        ("2026-11-03", {"deep/_audience.yml": "audience: public\n"}),
        ("2026-11-04", {"deep/er/_audience.yml": "audience: [\n"}),
        ("2026-11-05", {"deep/er/_audience.yml": None}),
        reader=PUBLIC,
    )
    assert trail(found, "a") == [("11-03", "todo"), ("11-04", None), ("11-05", "todo")]


def test_former_ids_and_broken_files_tell_a_broader_audience_nothing(ledger: MakeLedger) -> None:
    found = ledger(
        ("2026-11-02", {"work.yml": stories(a="todo")}),
        ("2026-11-03", {"work.yml": stories(b="todo").replace("id: b,", "id: b, formerly: [a],"), "x.yml": "{"}),
        reader=PUBLIC,
    )
    assert trail(found, "b") == [("11-03", "todo")]
    assert found.unreadable == 0


def test_guarded_lists_and_embargoes_stay_closed(ledger: MakeLedger) -> None:
    review = (
        "kind: postmortem\ntitle: Quay\naudience: public\nstatus: open\nactions: [{id: a, title: A, status: done}]\n"
    )
    files = {"quay.yml": review, "outage.yml": review.replace("id: a", "id: b") + "embargo_until: 2026-11-01\n"}
    everything = {("postmortem", "quay"), ("postmortem", "outage"), ("action", "quay/a"), ("action", "outage/b")}
    assert {*ledger(("2026-11-02", files)).trails} == everything
    assert [*ledger(("2026-11-02", files), reader=PUBLIC).trails] == [("postmortem", "quay")]
