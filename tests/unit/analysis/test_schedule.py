from __future__ import annotations

from typing import Any

import pytest


def dates(found: Any) -> tuple[str | None, str | None, str | None, str | None]:
    start, end = (period and str(period) for period in (found.start, found.end))
    return start, found.start_from, end, found.end_from


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("start: 2026-Q1, end: 2026-Q3", ("2026-Q1", "typed", "2026-Q3", "typed")),
        (
            "start: 2026-Q1, end: 2026-Q3, actual: {start: 2026-02-01, end: 2026-08-01}",
            ("2026-02-01", "actual", "2026-08-01", "actual"),
        ),
        ("release: spring", (None, None, "2027-03-15", "release")),
        ("start: 2026-Q4, release: spring", ("2026-Q4", "typed", "2027-03-15", "release")),
        ("release: cycle", ("2027-04", "release", "2027-06", "release")),
        ("end: 2027-02, release: spring", (None, None, "2027-02", "typed")),
        ("milestones: [{title: M, date: 2026-05-01}]", (None, None, "2026-05-01", "milestones")),
        (
            "milestones: [{title: M, date: 2026-07-01}, {title: N, date: 2026-05-01}]",
            ("2026-05-01", "milestones", "2026-07-01", "milestones"),
        ),
        (
            "release: spring, milestones: [{title: M, date: 2026-05-01}]",
            (None, None, "2027-03-15", "release"),
        ),
        # A milestone without a date may be the last.
        (
            "milestones: [{title: M, date: 2026-05-01}, {title: N, date: later}, {title: O, date: 2026-04}]",
            ("2026-04", "milestones", None, None),
        ),
        ("end: later", (None, None, "later", "typed")),
        ("horizon: now", (None, None, None, None)),
    ],
)
def test_dates_say_where_they_are_from(told: Any, fields: str, expected: tuple[str | None, ...]) -> None:
    found = told(f"""
        releases:
        - {{id: spring, title: Spring, date: 2027-03-15}}
        - {{id: cycle, title: Cycle, type: cycle, start: 2027-04, date: 2027-06}}
        items: [{{id: a, title: A, status: planned, {fields}}}]
    """)
    assert dates(found.item("a")) == expected


def test_a_whole_spans_its_parts_without_the_cancelled_ones(told: Any) -> None:
    found = told("""
        items:
        - {id: whole, title: Whole, status: in_progress}
        - {id: a, title: A, status: planned, parent: whole, start: 2026-05-01, end: 2026-Q3}
        - {id: b, title: B, status: planned, parent: whole, start: 2026-Q3, end: 2026-12-01}
        - {id: c, title: C, status: cancelled, parent: whole, start: 2020, end: 2030}
    """)
    assert dates(found.item("whole")) == ("2026-05-01", "children", "2026-12-01", "children")


def test_a_whole_ends_with_the_later_of_its_last_part_and_last_milestone(told: Any) -> None:
    text = """
        items:
        - {id: whole, title: Whole, status: planned, milestones: [{title: Beta, date: BETA}]}
        - {id: part, title: Part, status: planned, parent: whole, end: 2026-10-01}
    """
    assert told(text.replace("BETA", "2026-08-01")).item("whole").end_from == "children"
    assert told(text.replace("BETA", "2026-11-01")).item("whole").end_from == "milestones"


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("quarter", (None, None, "2027-Q1", "release")),
        ("year", (None, None, "2027", "release")),
        ("none", (None, None, None, None)),
        ("horizon", (None, None, None, None)),
    ],
)
def test_outsiders_get_dates_from_elsewhere_as_coarse_as_the_items_own(
    told: Any, precision: str, expected: tuple[str | None, ...]
) -> None:
    text = f"""
        audience: public
        releases: [{{id: r, title: R, date: 2027-03-15}}]
        items: [{{id: a, title: A, status: planned, release: r, public: {{date_precision: {precision}}}}}]
    """
    assert dates(told(text, audience="public").item("a")) == expected
    assert dates(told(text).item("a"))[2] == "2027-03-15"


def test_dates_from_parts_and_milestones_are_coarsened_too(told: Any) -> None:
    found = told(
        """
        audience: public
        items:
        - {id: a, title: A, status: planned, public: {date_precision: quarter}, milestones: [
            {title: M, date: 2026-02-01, public: {date_precision: day}}, {title: N, date: 2026-05-01}]}
        - {id: b, title: B, status: planned, public: {date_precision: half}}
        - {id: c, title: C, status: planned, parent: b, start: 2026-02-01, end: 2026-08-01}
        """,
        audience="public",
    )
    assert dates(found.item("a")) == ("2026-Q1", "milestones", "2026-Q2", "milestones")
    assert dates(found.item("b")) == ("2026-H1", "children", "2026-H2", "children")


def test_an_open_item_is_late_once_its_last_day_has_passed(told: Any) -> None:
    found = told("""
        items:
        - {id: late, title: A, status: in_progress, end: 2026-11-20}
        - {id: vague, title: B, status: in_progress, end: 2026-11}
        - {id: done, title: C, status: done, end: 2026-11-20}
    """)
    assert [found.item(id).late_by_days for id in ("late", "vague", "done")] == [3, 0, 0]


def test_a_slip_compares_with_the_first_promise(told: Any) -> None:
    found = told("""
        items:
        - {id: a, title: A, status: planned, end: 2026-08-30, baseline: {end: 2026-06-30}}
        - {id: b, title: B, status: planned, end: 2026-Q4, baseline: {end: 2026-06-30}}
        - {id: c, title: C, status: planned, end: 2026-Q4}
    """)
    assert (found.item("a").slip_days, found.item("a").slip_precision) == (61, "day")
    assert (found.item("b").slip_days, found.item("b").slip_precision) == (184, "quarter")
    assert (found.item("c").slip_days, found.item("c").slip_precision) == (None, None)


def test_who_waits_for_whom(told: Any) -> None:
    found = told("""
        items:
        - {id: base, title: Base, status: in_progress, end: 2026-12-11}
        - {id: old, title: Old, status: done, end: 2026-01-01}
        - {id: gone, title: Gone, status: cancelled}
        - {id: next, title: Next, status: planned, start: 2026-12-20, depends_on: [base, old, gone]}
        - {id: early, title: Early, status: planned, start: 2026-12-01, depends_on: [base]}
        - {id: vague, title: Vague, status: planned, start: later, depends_on: [base]}
        - {id: shut, title: Shut, status: done, depends_on: [base]}
    """)
    following = found.item("next")
    assert [one.id for one in following.waits_for] == ["base", "old", "gone"]
    assert [one.id for one in following.blocked_by] == ["base"]
    base = found.item("base")
    assert [one.id for one in base.needed_by] == ["next", "early", "vague", "shut"]
    assert [one.id for one in base.blocks] == ["next", "early", "vague"]
    assert [(slack.entity.id, slack.days) for slack in base.slack] == [
        ("next", 8),
        ("early", -11),
        ("vague", None),
        ("shut", None),
    ]
    assert found.item("shut").blocked_by == ()
    assert found.item("old").blocks == ()


def test_hidden_dependencies_block_nobody_outside(told: Any) -> None:
    found = told(
        """
        audience: public
        items:
        - {id: a, title: A, status: planned, depends_on: [b]}
        - {id: b, title: B, status: planned, audience: internal}
        """,
        audience="public",
    ).item("a")
    assert (found.waits_for, found.blocked_by) == ((), ())
