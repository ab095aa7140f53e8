"""The points of a schedule assessment, as notes about open plans."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.ruleset import RULES

CHAIN = """
    id: p
    start: 2026-11-23
    tasks:
    - {id: a, title: A, duration: 5d}
    - {id: b, title: B, duration: 5d, depends_on: [{id: a%s}]}
    - {id: c, title: C, duration: 5d, depends_on: [b]%s}
"""


def chain(link: str = "", last: str = "", **more: str) -> str:
    return CHAIN % (link, last) + "".join(
        f"    - {{id: {name}, title: {name.upper()}{task}}}\n" for name, task in more.items()
    )


CASES = [
    ("schedule-leads", chain(", lag: -1d"), "plan.yml:5:47: 1 of 2 links has a lead (50 %; at most 0 %): 'B'"),
    ("schedule-lags", chain(", lag: 3d"), "plan.yml:5:47: 1 of 2 links has a lag (50 %; at most 5 %): 'B'"),
    (
        "schedule-finish-to-start",
        chain(", type: SS"),
        "plan.yml:5:47: 1 of 2 links has the type finish-to-start (50 %; at least 90 %): 'B'",
    ),
    (
        "schedule-logic",
        chain(x=", duration: 1d"),
        "plan.yml:4:3: 3 of 4 open tasks have no predecessor or no successor (75 %; at most 5 %): 'A', 'C' and 'X'",
    ),
    (
        "schedule-hard-constraints",
        chain(last=", constraint: {type: fnlt, date: 2027-03-01}"),
        "plan.yml:6:64: 1 of 3 open tasks has a hard constraint (33.3 %; at most 5 %): 'C'",
    ),
    (
        "schedule-high-slack",
        chain(x=", duration: 60d"),
        "plan.yml:4:3: 3 of 4 open tasks have more than 44 working days of total slack (75 %; at most 5 %): "
        "'A', 'B' and 'C'",
    ),
    (
        "schedule-negative-slack",
        chain(last=", deadline: 2026-11-27"),
        "plan.yml:4:3: 3 of 3 open tasks have negative slack (100 %; at most 0 %): 'A', 'B' and 'C'",
    ),
    (
        "schedule-long-durations",
        chain(x=", duration: 45d"),
        "plan.yml:7:3: 1 of 4 open tasks has a duration of more than 44 working days (25 %; at most 5 %): 'X'",
    ),
    (
        "schedule-invalid-dates",
        chain(x=", duration: 2d, start: 2026-11-20"),
        "plan.yml:7:3: 1 of 4 tasks has a planned date before 23 Nov 2026 or an actual one after it "
        "(25 %; at most 0 %): 'X'",
    ),
    (
        "schedule-resources",
        "resources: [{id: r, title: R}]\n" + chain(last=", assigned: [{resource: r}]").replace("    ", ""),
        "plan.yml:6:3: 2 of 3 open tasks have no resource and no cost (66.7 %; at most 0 %): 'A' and 'B'",
    ),
    (
        "schedule-missed-tasks",
        chain(x=", duration: 2d, baseline: {end: 2026-11-20}"),
        "plan.yml:7:3: 1 of 1 due tasks has missed the end of their baseline (100 %; at most 5 %): 'X'",
    ),
    (
        "schedule-critical-path-test",
        chain(last=", constraint: {type: mfo, date: 2027-06-01}"),
        "plan.yml:6:3: a delay of 600 working days on the critical path moves the end by 4",
    ),
    (
        "schedule-cpli",
        chain(last=", baseline: {end: 2026-12-04}"),
        "plan.yml:1:1: the critical path length index is 0.67 (at least 0.95): the critical path takes 15 working days "
        "from now, and the baseline ends in 10",
    ),
    (
        "schedule-bei",
        chain(x=", duration: 2d, baseline: {end: 2026-11-20}"),
        "plan.yml:7:3: the baseline execution index is 0.00 (at least 0.95): 0 tasks are done, and 1 should be by the "
        "baseline: 'X'",
    ),
    (
        "schedule-dangling",
        chain(", type: FF"),
        "plan.yml:5:47: 1 of 3 open tasks has a start that no link decides, or a finish that nothing depends on "
        "(33.3 %; at most 0 %): 'B'",
    ),
    (
        "schedule-out-of-sequence",
        chain(last=", progress: 20"),
        "plan.yml:6:47: 1 of 1 started tasks has a predecessor that does not allow it yet (100 %; at most 0 %): 'C'",
    ),
]


@pytest.mark.parametrize(("rule", "plan", "told"), CASES)
def test_a_point_beyond_its_limit_is_a_note_with_the_numbers(find: Any, rule: str, plan: str, told: str) -> None:
    (found,) = find(rule, plan=plan)
    assert found.startswith(told)
    assert RULES[rule].level == "info"


@pytest.mark.parametrize(("rule", "plan"), [case[:2] for case in CASES])
def test_a_closed_plan_is_not_assessed(find: Any, rule: str, plan: str) -> None:
    assert not find(rule, plan=plan.replace("id: p", "id: p\n    status: cancelled", 1) if "    id: p" in plan
                    else plan.replace("id: p", "id: p\nstatus: cancelled", 1))  # fmt: skip


def test_every_point_has_a_case() -> None:
    assert {rule for rule in RULES if rule.startswith("schedule-")} == {rule for rule, _, _ in CASES}


def test_a_site_sets_its_own_limits(find: Any) -> None:
    lag = chain(", lag: 3d")
    assert not find("schedule-lags", plan=lag, rules={"schedule-lags": {"percent": 50}})
    assert not find(
        "schedule-finish-to-start", plan=chain(", type: SS"), rules={"schedule-finish-to-start": {"percent": 50}}
    )
    long = chain(x=", duration: 45d")
    assert not find("schedule-long-durations", plan=long, rules={"schedule-long-durations": {"days": 45}})
    slack = chain(x=", duration: 60d")
    assert not find("schedule-high-slack", plan=slack, rules={"schedule-high-slack": {"days": 45}})


def test_a_sound_plan_has_no_note(find: Any) -> None:
    plan = chain()
    assert [rule for rule in RULES if rule.startswith("schedule-") and find(rule, plan=plan)] == []


def test_a_plan_that_cannot_be_scheduled_is_not_assessed(find: Any) -> None:
    plan = chain(", lag: 3d").replace("duration: 5d}", "depends_on: [c]}")
    assert not find("schedule-lags", plan=plan)
    assert find("task-missing-duration", plan=plan)
