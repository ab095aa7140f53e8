"""`milepost plan level`: what it proposes, what that moves, and that writing it does what was said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.conftest import MakeSite

from milepost.cli.main import COULD_NOT_RUN, main

PLAN = """\
kind: plan
id: readers
title: Readers
status: in_progress
start: 2026-11-23
resources:
- {id: crew, title: Crew, capacity: 2}
- {id: boat, title: Boat}
tasks:
- {id: east, title: East, duration: 5d, assigned: [{resource: crew, units: 2}]}
- {id: west, title: West, duration: 5d, assigned: [crew]}
- {id: north, title: North, start: 2026-11-23, end: 2026-11-24, assigned: [{resource: crew, units: 2}]}
- {id: paint, title: Paint, duration: 2d, depends_on: [west]}
- {id: haul, title: Haul, duration: 1d, assigned: [{resource: boat, units: 2}]}
- {id: open, title: Open, milestone: true, depends_on: [paint, east, north]}
"""


SAID = """\
plan:readers  Readers
2 over-allocations now, 1 with 2 later starts.
The plan would end 8 December 2026, 7 days later.

What would move
  North (Readers) moves from 24 November 2026 to 8 December 2026 (+2 weeks): it is planned to start on 7 December 2026
  East (Readers) moves from 27 November 2026 to 4 December 2026 (+7 days): it is planned to start on 30 November 2026
  Open (Readers) moves from 1 December 2026 to 8 December 2026 (+7 days): North is planned to start on 7 December 2026; the plan ends with it

Needs more than there is
  Haul needs 2 units of Boat, which has 1: no later start helps

To write in data/plan.yml (nothing has been changed)
  tasks:
    - id: east  # line 10
      start: 2026-11-30
    - id: north  # line 12
      start: 2026-12-07
      end: 2026-12-08
"""


@pytest.fixture(autouse=True)
def plan(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site with a plan in which a crew of two is needed three times at once."""
    project = site("")
    project.write("data/plan.yml", PLAN)
    monkeypatch.chdir(project.root)
    return project


def level(*words: str) -> Result:
    return CliRunner().invoke(main, ["plan", "level", *words, "--as-of", "2026-11-23"])


def as_json(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(level(*words, "--json").stdout)
    return found


def test_it_proposes_starts_and_says_what_they_move() -> None:
    done = level("readers")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == SAID


def test_the_lines_do_what_was_said_when_they_are_written(plan: Any) -> None:
    found = as_json("readers")
    text = PLAN
    for task, dates in found["starts"].items():
        written = ", ".join(f"{name}: {day}" for name, day in dates.items())
        old = text[text.index(f"{{id: {task},") : text.index("}", text.index(f"{{id: {task},"))]
        new = old.replace("start: 2026-11-23, end: 2026-11-24, ", "")
        text = text.replace(old, new.replace(f"{{id: {task},", f"{{id: {task}, {written},"))
    plan.write("data/plan.yml", text)
    again = as_json("readers")
    assert again["end"] == {"before": found["end"]["after"], "after": found["end"]["after"]}
    assert again["starts"] == {}
    # No later start gives the boat a second unit.
    assert {one["resource"] for one in again["overallocated"]["before"]} == {"boat"}


def test_nothing_is_written(plan: Any) -> None:
    level("readers")
    assert (plan.root / "data/plan.yml").read_text(encoding="utf-8") == PLAN


def test_what_no_start_can_give_is_listed() -> None:
    assert as_json("readers")["unmet"] == [{"task": "haul", "resource": "boat", "units": 2.0, "capacity": 1.0}]
    assert "Haul needs 2 units of Boat, which has 1: no later start helps\n" in level("readers").stdout


def test_a_plan_without_overload_has_nothing_to_level(plan: Any) -> None:
    plan.write(
        "data/plan.yml", PLAN.replace("capacity: 2", "capacity: 9").replace("title: Boat", "title: Boat, capacity: 2")
    )
    assert level("readers").stdout == "plan:readers  Readers\nNo resource is needed beyond its capacity.\n"
    found = as_json("readers")
    assert (found["starts"], found["moves"], found["changes"], found["unmet"]) == ({}, {}, [], [])


def test_an_unknown_project_is_answered_with_the_nearest() -> None:
    done = level("raeders")
    assert done.exit_code == COULD_NOT_RUN
    assert done.stderr == "Error: there is no plan of 'raeders'; did you mean 'readers'?\n"
    assert "there are plans of: readers" in level("zzz").stderr


def test_a_plan_that_cannot_be_scheduled_is_not_leveled(plan: Any) -> None:
    plan.write("data/plan.yml", PLAN.replace("duration: 2d, depends_on: [west]", "depends_on: [west]"))
    done = level("readers")
    assert done.exit_code == COULD_NOT_RUN
    assert "cannot be scheduled: 'paint' has no duration" in done.stderr
    plan.write("data/plan.yml", "kind: plan\nid: readers\ntitle: Readers\nstatus: planned\n")
    assert "the plan of 'readers' has no tasks" in level("readers").stderr


def test_an_unknown_action_is_refused() -> None:
    assert CliRunner().invoke(main, ["plan", "lvl", "readers"]).exit_code == COULD_NOT_RUN
