"""Promised dates: what was said when, what counts as a change, and why it was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.support.pasts import AUTHOR, insight

from milepost.history.promised_dates import PromiseRecord

HEAD = "kind: roadmap\ntitle: Roadmap\naudience: public\n"


def item(fields: str, releases: str = "") -> str:
    """A roadmap with one item and some releases."""
    return f"{HEAD}releases: [{releases}]\nitems:\n- {{id: a, title: A, status: planned, {fields}}}\n"


def promises(*commits: tuple[str, str], type: str = "item", key: str = "a", as_of: str = "2027-01-01") -> PromiseRecord:
    found = record(*commits, type=type, key=key, as_of=as_of)
    assert found
    return found


def record(
    *commits: tuple[str, str], type: str = "item", key: str = "a", as_of: str = "2027-01-01"
) -> PromiseRecord | None:
    """The promises of an entry after (moment, text of the only file)."""
    found = insight([(when, {"a.yml": text}) for when, text in commits], date.fromisoformat(as_of))
    entity = found.portfolio.find(type, key)
    assert entity
    return found.promises(entity)


def said(found: PromiseRecord) -> list[tuple[str, str, int | None]]:
    """(day, date, days moved) of each promise."""
    return [(f"{one.said}", one.period.text, one.moved.days if one.moved else None) for one in found.dates]


def test_each_date_counts_from_the_day_it_was_written_down() -> None:
    found = promises(
        ("2026-01-05", item("end: 2026-06-01")),
        ("2026-02-05", item("end: 2026-06-01, start: 2026-02")),
        ("2026-03-05", item("end: 2026-07-01")),
        ("2026-04-05", item("end: 2026-06-15")),
    )
    assert said(found) == [
        ("2026-01-05", "2026-06-01", None),
        ("2026-03-05", "2026-07-01", 30),
        ("2026-04-05", "2026-06-15", -16),
    ]
    assert found.total
    assert found.total.days == 14
    assert len(found.moves) == 2
    assert found.is_first


def test_the_date_of_a_release_is_promised_until_the_item_has_one_of_its_own() -> None:
    first, second = "{id: r1, title: R1, date: 2026-06-30}", "{id: r2, title: R2, date: 2026-09-30}"
    moved = "{id: r2, title: R2, date: 2026-10-31}"
    found = promises(
        ("2026-01-05", item("release: r1", first)),
        ("2026-02-05", item("release: r2", f"{first}, {second}")),
        ("2026-03-05", item("release: r2", f"{first}, {moved}")),
        ("2026-04-05", item("release: r2, end: 2026-11-15", f"{first}, {moved}")),
    )
    assert said(found) == [
        ("2026-01-05", "2026-06-30", None),
        ("2026-02-05", "2026-09-30", 92),
        ("2026-03-05", "2026-10-31", 31),
        ("2026-04-05", "2026-11-15", 15),
    ]
    assert [one.release for one in found.dates] == ["r1", "r2", "r2", ""]
    assert [one.commit[-1] for one in found.dates] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("2026-01-07T11:00", [("2026-01-05", "2026-07-01", None)]),
        ("2026-01-07T13:00", [("2026-01-05", "2026-06-01", None), ("2026-01-07", "2026-07-01", 30)]),
    ],
)
def test_changes_within_48_hours_are_one(second: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = promises(("2026-01-05T12:00", item("end: 2026-06-01")), (second, item("end: 2026-07-01")))
    assert said(found) == expected


def test_a_change_that_is_taken_back_within_48_hours_is_none() -> None:
    found = promises(
        ("2026-01-01T12:00", item("end: 2026-06-01")),
        ("2026-02-01T12:00", item("end: 2027-06-01")),
        ("2026-02-01T13:00", item("end: 2026-06-01")),
    )
    assert said(found) == [("2026-01-01", "2026-06-01", None)]


def test_a_date_written_otherwise_or_more_exactly_has_not_moved() -> None:
    found = promises(
        ("2026-01-05", item("end: 2026-Q3")),
        ("2026-02-05", item("end: '2026-Q3'")),
        ("2026-03-05", item("end: 2026-09-10")),
        ("2026-04-05", item("end: 2026-10-10")),
    )
    assert said(found) == [
        ("2026-01-05", "2026-Q3", None),
        ("2026-03-05", "2026-09-10", 0),
        ("2026-04-05", "2026-10-10", 30),
    ]
    assert [one.period.text for one in found.moves] == ["2026-10-10"]
    assert found.total
    assert (found.total.days, found.total.precision) == (92, "quarter")


def test_a_reason_is_what_the_entry_gave_for_this_change_else_the_message_of_the_commit() -> None:
    found = promises(
        ("2026-01-05", item("end: 2026-06-01")),
        ("2026-02-05", item("end: 2026-07-01")),
        ("2026-03-05", item("end: 2026-08-01, slip_reason: The supplier is late.")),
        ("2026-04-05", item("end: 2026-09-01, slip_reason: The supplier is late.")),
    )
    assert [(one.reason, one.from_commit) for one in found.dates] == [
        ("", False),
        ("Commit 1", True),
        ("The supplier is late.", False),
        ("Commit 3", True),
    ]
    assert {one.author for one in found.dates} == {AUTHOR}


def test_milestones_and_releases_have_promises_of_their_own() -> None:
    def text(day: str) -> str:
        return item(f"milestones: [{{id: m, title: M, date: {day}}}]", f"{{id: r, title: R, date: {day}}}")

    commits = (("2026-01-05", text("2026-06-01")), ("2026-02-05", text("2026-06-11")))
    for type, key in (("milestone", "a/m"), ("release", "r")):
        assert said(promises(*commits, type=type, key=key)) == [
            ("2026-01-05", "2026-06-01", None),
            ("2026-02-05", "2026-06-11", 10),
        ]
    assert record(*commits) is None


def test_what_was_written_down_when_it_was_done_is_an_actual_date() -> None:
    done = item("end: 2026-08-01").replace("planned", "done")
    found = promises(("2026-01-05", item("end: 2026-06-01")), ("2026-08-05", done))
    assert [one.is_actual for one in found.dates] == [False, True]


@pytest.mark.parametrize(
    ("change", "as_of"),
    [
        (lambda text: text.replace("end: 2026-06-01", "end: soon"), "2027-01-01"),
        (lambda text: text, "2026-01-01"),
        (lambda text: text.replace("end: 2026-06-01", "horizon: now"), "2027-01-01"),
    ],
)
def test_nothing_is_known_of_a_date_that_is_none_or_not_written_yet(change: Callable[[str], str], as_of: str) -> None:
    text = item("end: 2026-06-01")
    after = item("tags: [x]")
    assert record(("2026-01-05", change(text)), ("2026-02-05", after), as_of=as_of) is None
