"""Plans that cannot be scheduled: every fault is reported, at the field that has it."""

from __future__ import annotations

import ast
import inspect
from typing import Any

import pytest

from milepost.kinds.plan.network_checks import REPORTED_BY
from milepost.ruleset import RULES
from milepost.schedule import passes, validation


def codes() -> set[str]:
    """The codes that the schedule engine gives to its problems."""
    return {
        call.args[0].value  # type: ignore[misc]
        for module in (validation, passes)
        for call in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "NetworkProblem"
        and isinstance(call.args[0], ast.Constant)
    }  # fmt: skip


def test_every_fault_of_a_network_has_a_rule_of_its_own_or_is_reported_before() -> None:
    assert len(codes()) > 10
    reported = {f"task-{code}" for code in codes() - REPORTED_BY.keys()}
    assert reported <= RULES.keys(), reported - RULES.keys()
    assert set(REPORTED_BY.values()) <= RULES.keys()
    assert REPORTED_BY.keys() <= codes()


FAULTS = [
    (
        "task-cycle",
        """
        tasks:
        - {id: a, title: A, duration: 2d, depends_on: [c]}
        - {id: b, title: B, duration: 2d, depends_on: [a]}
        - {id: c, title: C, duration: 2d, depends_on: [x, b]}
        - {id: x, title: X, duration: 2d}
        """,
        # The place is the link that closes the cycle, whichever of its tasks the engine names first.
        ["plan.yml:", "each depends on the one before it, so none can start"],
    ),
    (
        "task-cycle",
        "tasks: [{id: a, title: A, duration: 2d, depends_on: [a]}]",
        ["plan.yml:1:54: ", "'a' depends on itself"],
    ),
    (
        "task-parent-cycle",
        "tasks: [{id: a, title: A, parent: b}, {id: b, title: B, parent: a}]",
        ["plan.yml:1:35: ", "'a' → 'b': each belongs to the next"],
    ),
    (
        "task-link-to-own-summary",
        "tasks: [{id: a, title: A}, {id: b, title: B, duration: 1d, parent: a, depends_on: [a]}]",
        ["plan.yml:1:84: ", "'b' depends on 'a', and one is part of the other"],
    ),
    (
        "task-finish-link-to-summary",
        """
        tasks:
        - {id: s, title: S, depends_on: [{id: x, type: FF}]}
        - {id: a, title: A, parent: s, duration: 1d}
        - {id: x, title: X, duration: 1d}
        """,
        ["plan.yml:2:34: ", "'s' has subtasks, so 'x' cannot be linked to its finish (FF)"],
    ),
    (
        "task-lag-too-long",
        """
        tasks:
        - {id: x, title: X, duration: 1d}
        - {id: a, title: A, duration: 1d, depends_on: [{id: x, lag: 999999w}]}
        """,
        ["plan.yml:3:61: ", "the lag from 'x' to 'a' is longer than 9,998 years"],
    ),
    (
        "task-missing-duration",
        "tasks: [{id: a, title: A, start: 2026-12-01}]",
        ["plan.yml:1:9: ", "'a' has no duration, and no start and finish that give one"],
    ),
    (
        "task-duration-too-long",
        "tasks: [{id: a, title: A, duration: 999999w}]",
        ["plan.yml:1:37: ", "the duration of 'a' is longer than 9,998 years"],
    ),
    (
        "task-no-working-day",
        """
        resources: [{id: r, title: R, leave: [2026/]}]
        tasks: [{id: a, title: A, duration: 5d, assigned: [{resource: r}]}]
        """,
        ["plan.yml:1:38: ", "'a' has no working day from 2026-11-23 on"],
    ),
    (
        "task-no-working-day",
        "tasks: [{id: a, title: A, start: 2026-11-28, end: 2026-11-29}]",
        ["plan.yml:1:34: ", "'a' has no working day from 2026-11-28 to 2026-11-29"],
    ),
    (
        "task-constraint-on-summary",
        """
        tasks:
        - {id: s, title: S, constraint: {type: mso, date: 2026-12-01}}
        - {id: a, title: A, parent: s, duration: 1d}
        """,
        ["plan.yml:2:40: ", "'s' has subtasks, so it cannot have the constraint mso"],
    ),
    (
        "task-inconsistent-dates",
        "tasks: [{id: a, title: A, start: 2026-12-01, end: 2026-12-04, duration: 9d}]",
        ["plan.yml:1:73: ", "with its duration it would finish"],
    ),
    (
        "task-inconsistent-dates",
        "tasks: [{id: a, title: A, duration: 2d, actual: {start: 2026-11-20, end: 2026-11-10}}]",
        ["plan.yml:1:74: ", "finished on 2026-11-10, before it started on 2026-11-20"],
    ),
    (
        "task-inconsistent-dates",
        "tasks: [{id: a, title: A, start: 2026-12-04, end: 2026-12-01}]",
        ["plan.yml:1:51: ", "finishes on 2026-12-01, before it starts on 2026-12-04"],
    ),
    (
        "task-date-out-of-range",
        "tasks: [{id: a, title: A, start: 9000, duration: 53000w}]",
        ["plan.yml:1:34: ", "a computed date of 'a' is after year 9999"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "plan", "told"), FAULTS)
def test_a_fault_is_reported_where_it_is_written(find: Any, rule: str, plan: str, told: list[str]) -> None:
    place, message = told
    found = find(rule, plan=plan)
    assert len(found) == 1, found
    assert found[0].startswith(place)
    assert message in found[0]


def test_a_cycle_is_reported_at_a_link_of_it(find: Any) -> None:
    plan = """
        tasks:
        - {id: a, title: A, duration: 2d, depends_on: [x, b]}
        - {id: b, title: B, duration: 2d, depends_on: [x, a]}
        - {id: x, title: X, duration: 2d}
    """
    places = {"a": "plan.yml:2:51: ", "b": "plan.yml:3:51: "}
    (found,) = find("task-cycle", plan=plan)
    assert found.startswith(tuple(places.values()))


def test_all_faults_are_reported_at_once(problems: Any) -> None:
    plan = """
        tasks:
        - {id: a, title: A}
        - {id: b, title: B}
        - {id: c, title: C, duration: 1d, depends_on: [c]}
    """
    assert [one.place.line for one in problems("task-missing-duration", plan=plan)] == [2, 3]
    assert [one.place.line for one in problems("task-cycle", plan=plan)] == [4]
    assert all(one.level == "error" and one.hint for one in problems("task-missing-duration", plan=plan))


def test_a_plan_that_can_be_scheduled_has_no_fault(find: Any) -> None:
    plan = """
        tasks:
        - {id: s, title: S, constraint: {type: snet, date: 2026-12-01}}
        - {id: a, title: A, parent: s, duration: 1d}
        - {id: b, title: B, parent: s, effort: 4pd, depends_on: [{id: a, type: SS, lag: 1d}]}
        - {id: m, title: M, milestone: true, depends_on: [s]}
    """
    assert [rule for rule in RULES if rule.startswith("task-") and find(rule, plan=plan)] == []
