from __future__ import annotations

from typing import Any

import pytest


def message(found: list[str]) -> list[str]:
    return [text.partition(": ")[2] for text in found]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("start: 2026-09-01, end: 2026-08-01", "'A' starts 2026-09-01 and ends 2026-08-01, before that"),
        ("start: 2026-Q3, end: 2026-08-01", None),
        (
            "start: 2026-09-01, end: 2026-08-01, public: {title: B}",
            "'A' starts 2026-09-01 and ends 2026-08-01, before that",
        ),
        ("start: 2026-Q3, end: 2026-Q2", "'A' starts 2026-Q3 and ends 2026-Q2, before that"),
        ("start: later, end: 2026-Q2", None),
        ("start: 2026-09-01, end: 2026-01/", None),
        (
            "baseline: {start: 2026-09-01, end: 2026-08-31}",
            "'A' was to start 2026-09-01 and to end 2026-08-31, before that",
        ),
        (
            "actual: {start: 2026-09-01, end: 2026-08-31}",
            "'A' started 2026-09-01 and ended 2026-08-31, before that",
        ),
        (
            "actual: {start: 2026-09-01}, end: 2026-08-01",
            "'A' started 2026-09-01 and is to end 2026-08-01, before that",
        ),
        ("actual: {start: 2026-09-01, end: 2026-09-02}, end: 2026-08-01", None),
        (
            "start: 2026-09-01, public: {end: 2026-08-01}",
            "'A' starts 2026-09-01 and, for outsiders, ends 2026-08-01, before that",
        ),
        ("start: 2026-09-01, end: 2026-10-01, public: {end: 2026-H2}", None),
    ],
)
def test_nothing_ends_before_it_starts(find: Any, fields: str, expected: str | None) -> None:
    found = find("end-before-start", f"items: [{{id: a, title: A, status: planned, {fields}}}]")
    assert message(found) == ([expected] if expected else [])


def test_a_release_comes_out_after_it_starts(find: Any) -> None:
    found = find(
        "end-before-start",
        """
        releases:
        - {id: r, title: R, start: 2026-09-01, date: 2026-08-01}
        - {id: s, title: S, start: 2026-07-01, date: 2026-08-01}
        """,
    )
    assert found == ["roadmap.yml:2:46: 'R' starts 2026-09-01 and ends 2026-08-01, before that"]


def test_parts_stay_within_the_whole(find: Any) -> None:
    found = find(
        "outside-parent",
        """
        items:
        - {id: whole, title: Whole, status: planned, start: 2027-01-04, end: 2027-06-30}
        - {id: late, title: Late, status: planned, parent: whole, end: 2027-07-02}
        - {id: early, title: Early, status: planned, parent: whole, start: 2026-12-24}
        - {id: inside, title: Inside, status: planned, parent: whole, start: 2027-Q1, end: 2027-H1}
        - {id: gone, title: Gone, status: cancelled, parent: whole, end: 2028}
        - {id: spanned, title: Spanned, status: planned}
        - {id: any, title: Any, status: planned, parent: spanned, end: 2028}
        """,
    )
    whole = "'Whole', which it is a part of"
    assert found == [
        f"roadmap.yml:3:64: 'Late' ends 2027-07-02, 2 days after {whole} (2027-06-30)",
        f"roadmap.yml:4:68: 'Early' starts 2026-12-24, 11 days before {whole} (2027-01-04)",
    ]


def test_milestones_stay_within_their_item(find: Any) -> None:
    found = find(
        "milestone-outside-item",
        """
        items:
        - id: a
          title: A
          status: planned
          start: 2027-01-04
          end: 2027-06-30
          milestones:
          - {title: Late, date: 2027-07-01}
          - {title: Early, date: 2027-01-03}
          - {title: Vague, date: 2027-Q2}
        - {id: b, title: B, status: planned, milestones: [{title: M, date: 2028}]}
        - {id: c, title: C, status: done, end: 2026-01-01, milestones: [{title: M, date: 2026-02-01}]}
        """,
    )
    assert found == [
        "roadmap.yml:8:25: 'Late' is 2027-07-01, 1 day after 'A' ends (2027-06-30)",
        "roadmap.yml:9:26: 'Early' is 2027-01-03, 1 day before 'A' starts (2027-01-04)",
    ]


def test_an_item_ends_before_its_release(find: Any) -> None:
    found = find(
        "after-release",
        """
        releases: [{id: r, title: Spring, date: 2027-03-15}]
        items:
        - {id: a, title: A, status: planned, end: 2027-03-26, release: r}
        - {id: b, title: B, status: planned, end: 2027-Q1, release: r}
        - {id: c, title: C, status: done, end: 2027-05-01, release: r}
        """,
    )
    assert found == ["roadmap.yml:3:43: 'A' ends 2027-03-26, 11 days after its release 'Spring' (2027-03-15)"]


def test_what_is_planned_says_when(find: Any) -> None:
    found = find(
        "undated",
        """
        releases: [{id: r, title: R}]
        items:
        - {id: a, title: A, status: planned}
        - {id: b, title: B, status: proposed}
        - {id: c, title: C, status: planned, horizon: later}
        - {id: d, title: D, status: planned, end: 2028}
        - {id: e, title: E, status: planned, release: r}
        - {id: f, title: F, status: planned, milestones: [{title: M, date: 2027}]}
        """,
    )
    assert found == ["roadmap.yml:3:29: 'A' is planned, and nothing says when"]


def test_a_slip_has_a_reason(find: Any) -> None:
    roadmap = """
        items:
        - {id: a, title: A, status: planned, end: 2027-03-26, baseline: {end: 2027-03-01}}
        - {id: b, title: B, status: planned, end: 2027-03-26, baseline: {end: 2027-03-01}, slip_reason: Ice}
        - {id: c, title: C, status: planned, end: 2027-03-15, baseline: {end: 2027-03-01}}
        - {id: e, title: E, status: planned, end: 2027-03-26, baseline: {end: 2027-03-01}, health_reason: Ice}
        - {id: d, title: D, status: done, end: 2026-03-26, baseline: {end: 2026-03-01}}
    """
    told = "roadmap.yml:2:71: 'A' ends 2027-03-26, 25 days after what was promised (2027-03-01)"
    assert find("slip-without-reason", roadmap) == [told]
    assert not find("slip-without-reason", roadmap, rules={"slip-without-reason": {"days": 25}})
    assert len(find("slip-without-reason", roadmap, rules={"slip-without-reason": {"days": 13}})) == 2
