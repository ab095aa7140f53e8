"""Dangling activities and out-of-sequence progress (GAO, Schedule Assessment Guide, best practices 2 and 9)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.networks import MONDAY, network, task

from milepost.schedule.logic_quality import dangling, out_of_sequence
from milepost.schedule.passes import compute

AS_OF = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ("A", ()),
        ("A SS", ("A",)),  # nothing depends on the finish of A
        ("A FF", ("B",)),  # nothing decides the start of B
        ("A SF", ("A", "B")),
    ],
)
def test_links_at_one_end_leave_the_other_dangling(links: str, found: tuple[str, ...]) -> None:
    measure = dangling(compute(network(task("A", 2), task("B", 3, links))))
    assert (measure.activities, measure.total) == (found, 2)
    assert measure.is_met is not bool(found)


def test_a_second_link_ties_the_other_end() -> None:
    base = network(task("A", 2), task("B", 3, "A SS", "A FF"))
    assert dangling(compute(base)).activities == ()


def test_links_of_a_summary_tie_what_is_in_it() -> None:
    base = network(task("P", 1), task("S", None, "P"), task("A", 1, parent="S"), task("B", 1, "A FF", parent="S"))
    assert dangling(compute(base)).activities == ()


def test_progress_ahead_of_a_predecessor_is_out_of_sequence() -> None:
    base = network(
        task("A", 5, actual_start=MONDAY),
        task("B", 5, "A", actual_start=MONDAY),
        task("C", 5, "A SS", actual_start=MONDAY),
        task("D", 5, "A FF", actual_start=MONDAY),
        task("E", 5, "A"),
        as_of=AS_OF,
    )
    measure = out_of_sequence(compute(base))
    assert (measure.activities, measure.count, measure.total) == (("B",), 1, 4)


def test_what_has_ended_before_its_predecessor_has_is_out_of_sequence() -> None:
    base = network(
        task("A", 5, actual_start=MONDAY),
        task("B", 1, "A FF", actual_start=MONDAY, actual_finish=MONDAY),
        task("C", 1, "B SF", actual_start=MONDAY, actual_finish=MONDAY),
        as_of=AS_OF,
    )
    assert out_of_sequence(compute(base)).activities == ("B",)


def test_a_lead_allows_an_early_start() -> None:
    base = network(task("A", 5, actual_start=MONDAY), task("B", 5, "A FS-3", actual_start=MONDAY), as_of=AS_OF)
    assert out_of_sequence(compute(base)).activities == ()


def test_a_summary_is_complete_once_all_in_it_is() -> None:
    parts = [
        task("S", None),
        task("A", 1, parent="S", actual_start=MONDAY, actual_finish=MONDAY),
        task("C", 5, "S", actual_start=AS_OF),
    ]
    assert out_of_sequence(compute(network(*parts, as_of=AS_OF))).activities == ()
    more = [*parts[:2], task("B", 1, parent="S"), parts[2]]
    assert out_of_sequence(compute(network(*more, as_of=AS_OF))).activities == ("C",)
