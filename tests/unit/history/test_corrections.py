"""What was taken back at once is no change; what moved on is one, however quickly."""

from __future__ import annotations

import pytest

from milepost.history.corrections import Observation, observations, without_corrections
from milepost.history.ledger import Snapshot


def seen(*states: tuple[float, str | None]) -> tuple[Observation, ...]:
    """States by the hour in which they were written."""
    trail = [Snapshot("c", int(hour * 3600), {"status": word} if word else None) for hour, word in states]
    return observations(trail, "status")


@pytest.mark.parametrize(
    ("states", "kept"),
    [
        ([(0, "todo"), (1, "done"), (49, "todo")], ["todo"]),
        ([(0, "todo"), (1, "done"), (49.1, "todo")], ["todo", "done", "todo"]),
        (
            [(0, "todo"), (1, "in_progress"), (2, "in_review"), (3, "done")],
            ["todo", "in_progress", "in_review", "done"],
        ),
        ([(0, "todo"), (1, "in_progress"), (2, "done"), (3, "todo"), (90, "in_progress")], ["todo", "in_progress"]),
        ([(0, "in_progress"), (9, "done"), (10, "in_progress"), (11, "done")], ["in_progress", "done"]),
        ([(0, "todo"), (5, None), (99, "todo"), (100, "done")], ["todo", "done"]),
    ],
)
def test_a_state_that_was_taken_back_within_two_days_is_left_out(
    states: list[tuple[float, str | None]], kept: list[str]
) -> None:
    assert [one.value for one in without_corrections(seen(*states))] == kept


def test_what_is_kept_has_the_time_at_which_it_was_set_for_good() -> None:
    found = without_corrections(seen((0, "in_progress"), (9, "done"), (10, "in_progress"), (11, "done")))
    assert [one.snapshot.time / 3600 for one in found] == [0, 11]


def test_the_hours_are_a_parameter() -> None:
    states = seen((0, "todo"), (1, "done"), (3, "todo"))
    assert len(without_corrections(states, hours=1)) == 3
