from __future__ import annotations

from typing import Any

import pytest


def test_items_that_wait_for_each_other_are_shown_as_a_circle(find: Any) -> None:
    found = find(
        "reference-cycle",
        """
        items:
        - {id: c, title: Cash, status: planned, depends_on: [a]}
        - {id: a, title: Apples, status: planned, depends_on: [x, b]}
        - {id: b, title: Bread, status: planned, depends_on: [c]}
        - {id: x, title: Milk, status: planned}
        - {id: y, title: Outside, status: planned, depends_on: [a]}
        """,
    )
    assert found == ["roadmap.yml:2:54: 'Cash' waits for itself: 'Cash' → 'Apples' → 'Bread' → 'Cash'"]


def test_a_long_circle_is_cut_short(find: Any) -> None:
    items = "".join(
        f"\n- {{id: i{at:02}, title: T{at}, status: planned, depends_on: [i{(at + 1) % 30:02}]}}" for at in range(30)
    )
    [found] = find("reference-cycle", f"items:{items}")
    titles = " → ".join(f"'T{at}'" for at in range(10))
    assert found == f"roadmap.yml:2:54: 'T0' waits for itself: {titles} → … → 'T0'"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("parent", "is a part of itself"),
        ("superseded_by", "is superseded by itself"),
        ("replaces", "replaces itself"),
        ("continues", "carries on from itself"),
    ],
)
def test_other_circles_are_found_too(find: Any, field: str, words: str) -> None:
    one, two = ("b", "a") if field in ("parent", "superseded_by") else ("[b]", "[a]")
    found = find(
        "reference-cycle",
        f"items:\n- {{id: a, title: A, status: planned, {field}: {one}}}\n"
        f"- {{id: b, title: B, status: planned, {field}: {two}}}",
    )
    assert [text.partition(": ")[2] for text in found] == [f"'A' {words}: 'A' → 'B' → 'A'"]


def test_every_circle_is_told_and_a_diamond_is_none(find: Any) -> None:
    found = find(
        "reference-cycle",
        """
        items:
        - {id: top, title: Top, status: planned, depends_on: [left, right]}
        - {id: left, title: Left, status: planned, depends_on: [foot]}
        - {id: right, title: Right, status: planned, depends_on: [foot]}
        - {id: foot, title: Foot, status: planned}
        - {id: me, title: Me, status: planned, depends_on: [me]}
        - {id: p, title: P, status: planned, depends_on: [q]}
        - {id: q, title: Q, status: planned, depends_on: [p, foot]}
        """,
    )
    assert [text.partition(": ")[2] for text in found] == [
        "'Me' waits for itself: 'Me' → 'Me'",
        "'P' waits for itself: 'P' → 'Q' → 'P'",
    ]


def test_a_part_cannot_wait_for_the_whole_but_the_whole_may_wait_for_a_part(find: Any) -> None:
    found = find(
        "depends-on-parent",
        """
        items:
        - {id: whole, title: Whole, status: planned, depends_on: [part]}
        - {id: part, title: Part, status: planned, parent: whole}
        - {id: bit, title: Bit, status: planned, parent: part, depends_on: [whole]}
        """,
    )
    assert found == ["roadmap.yml:4:69: 'Bit' waits for 'Whole', which it is a part of: neither can be done first"]


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        (
            "2027-02-12",
            "2027-01-04",
            "'Next' starts 2027-01-04, but 'Base', which it waits for, ends 2027-02-12: 40 days too early",
        ),
        (
            "2027-02-12",
            "2027-02-12",
            "'Next' starts 2027-02-12, but 'Base', which it waits for, ends 2027-02-12: 1 day too early",
        ),
        ("2027-02-12", "2027-02-13", None),
        ("2027-Q1", "2027-01-04", None),
        (
            "2027-Q2",
            "2027-Q1",
            "'Next' starts 2027-Q1, but 'Base', which it waits for, ends 2027-Q2: 2 days too early",
        ),
        ("2027-Q1", "2027-Q1", None),
        ("later", "2027-Q1", None),
    ],
)
def test_a_broken_order_is_told_when_it_is_certain(find: Any, end: str, start: str, expected: str | None) -> None:
    found = find(
        "dependency-order",
        f"""
        items:
        - {{id: base, title: Base, status: planned, end: {end}}}
        - {{id: next, title: Next, status: planned, start: {start}, depends_on: [base]}}
        """,
    )
    assert [text.partition(": ")[2] for text in found] == ([expected] if expected else [])


def test_the_order_of_what_is_done_does_not_matter(find: Any) -> None:
    assert not find(
        "dependency-order",
        """
        items:
        - {id: base, title: Base, status: done, end: 2026-05-01}
        - {id: next, title: Next, status: in_progress, start: 2026-04-01, depends_on: [base]}
        - {id: last, title: Last, status: done, start: 2026-03-01, depends_on: [next]}
        """,
    )


def test_dates_of_releases_and_parts_count_for_the_order(find: Any) -> None:
    found = find(
        "dependency-order",
        """
        releases: [{id: r, title: R, date: 2027-03-01}]
        items:
        - {id: base, title: Base, status: planned, release: r}
        - {id: next, title: Next, status: planned, start: 2027-02-01, depends_on: [base]}
        """,
    )
    assert len(found) == 1


def test_waiting_for_what_was_cancelled(problems: Any) -> None:
    [problem] = problems(
        "depends-on-cancelled",
        """
        items:
        - {id: gone, title: Gone, status: cancelled, superseded_by: better}
        - {id: better, title: Better, status: planned}
        - {id: a, title: A, status: planned, depends_on: [better, gone]}
        - {id: b, title: B, status: done, depends_on: [gone]}
        """,
    )
    message = "'A' waits for 'Gone', which was cancelled"
    assert problem.headline == f"roadmap.yml:4:59: depends-on-cancelled: {message}"
    assert problem.hint == "'better' stands in for it"


def test_being_in_progress_before_what_comes_first_is_done(find: Any) -> None:
    found = find(
        "started-too-early",
        """
        items:
        - {id: base, title: Base, status: paused}
        - {id: old, title: Old, status: done}
        - {id: a, title: A, status: in_progress, depends_on: [old, base]}
        - {id: b, title: B, status: planned, depends_on: [base]}
        """,
    )
    assert found == ["roadmap.yml:4:60: 'A' is in progress, and 'Base', which it waits for, is paused"]


def test_an_item_that_another_stands_in_for_is_closed(find: Any) -> None:
    found = find(
        "superseded-but-open",
        """
        items:
        - {id: a, title: A, status: planned, superseded_by: new}
        - {id: b, title: B, status: cancelled, superseded_by: new}
        - {id: new, title: New, status: planned}
        """,
    )
    assert found == ["roadmap.yml:2:53: 'A' is planned, though 'New' stands in for it"]
