"""Computed dates of plans against the roadmap, and against what readers of a broader audience see."""

from __future__ import annotations

from typing import Any

ITEM = "items: [{id: i, title: Island readers, status: in_progress, end: %s}]"
PLAN = """
    id: p
    title: Readers
    items: [i]
    tasks: [{id: a, title: A, duration: 10d}]
"""


def test_a_plan_does_not_end_after_the_item_it_delivers(find: Any) -> None:
    # Ten working days from Monday, 23 November 2026.
    told = "plan.yml:3:8: the plan 'Readers' ends 4 Dec 2026, 2 days after 'Island readers', which it delivers (2026-12-02)"
    assert find("plan-after-item", ITEM % "2026-12-02", plan=PLAN) == [told]
    assert not find("plan-after-item", ITEM % "2026-12-04", plan=PLAN)
    assert not find("plan-after-item", ITEM % "2026-12", plan=PLAN)
    assert not find("plan-after-item", ITEM % "2026-12-02", plan=PLAN.replace("id: p", "id: p\n    status: done"))


def test_of_several_items_the_last_one_counts(find: Any) -> None:
    items = "items: [{id: i, title: I, status: planned, end: 2026-11-30}, {id: j, title: J, status: planned%s}]"
    plan = PLAN.replace("[i]", "[i, j]")
    assert not find("plan-after-item", items % ", end: 2026-12-04", plan=plan)
    assert not find("plan-after-item", items % "", plan=plan)
    assert "'J', which it delivers" in find("plan-after-item", items % ", end: 2026-12-03", plan=plan)[0]


def test_a_plan_is_of_a_declared_project(problems: Any) -> None:
    head = "projects: [{id: harbour, title: Harbour}]"
    (found,) = problems("plan-project-undeclared", plan="id: harbor\ntitle: P", portfolio=head)
    assert found.message == "the plan is of the project 'harbor', which is not among those of the portfolio"
    assert (str(found.place), found.hint) == ("plan.yml:1:5", "did you mean 'harbour'?")
    assert not problems("plan-project-undeclared", plan="id: Harbour\ntitle: P", portfolio=head)
    assert not problems("plan-project-undeclared", plan="id: harbor\ntitle: P")


HIDDEN = """
    title: P
    audience: public
    start: 2026-11-23
    tasks:
    - {id: a, title: A, duration: 10d, audience: internal}
    - {id: m, title: Opening, milestone: true, depends_on: [a]}
"""


def test_readers_who_do_not_see_a_predecessor_see_another_date(find: Any) -> None:
    (found,) = find("public-schedule-differs", plan=HIDDEN)
    assert found == (
        "plan.yml:6:3: public readers see other dates: 'Opening' (23 Nov 2026, and computed from all tasks 4 Dec 2026) "
        "and 'P' (23 Nov 2026, and computed from all tasks 4 Dec 2026)"
    )


def test_readers_who_see_every_task_or_a_written_date_see_the_same(find: Any) -> None:
    seen = HIDDEN.replace("audience: internal", "audience: public")
    assert not find("public-schedule-differs", plan=seen)
    written = HIDDEN.replace("depends_on: [a]}", "depends_on: [a], public: {end: 2026-12}}")
    assert not find("public-schedule-differs", plan=written)
    outdated = HIDDEN.replace("depends_on: [a]}", "depends_on: [a], public: {end: 2026-11-27}}")
    assert "'Opening' (27 Nov 2026, and computed" in find("public-schedule-differs", plan=outdated)[0]


def test_dates_that_readers_see_no_more_exactly_may_differ_within_that(find: Any) -> None:
    coarse = HIDDEN.replace("title: P", "title: P\n    public: {date_precision: quarter}")
    assert not find("public-schedule-differs", plan=coarse)
    assert find("public-schedule-differs", plan=coarse.replace("quarter", "month"))


def test_readers_who_see_no_duration_see_no_dates_at_all(find: Any) -> None:
    plan = """
        title: P
        audience: public
        tasks: [{id: a, title: A, effort: 10pd}]
    """
    (found,) = find("public-schedule-differs", plan=plan)
    assert found.startswith("plan.yml:3:9: public readers see no dates of the plan 'P': 'a' has no duration")
    assert not find("public-schedule-differs", plan=plan.replace("audience: public", "audience: internal"))


MILESTONE = """
    title: P
    audience: public
    tasks: [{id: m, title: Opening, milestone: true, %s}]
"""


def test_both_date_fields_of_a_milestone_are_replaced_or_only_one_is_written(problems: Any) -> None:
    rule = "milestone-half-replaced"
    (found,) = problems(rule, plan=MILESTONE % "start: 2027-02-12, end: 2027-02-12, public: {end: 2027-Q1}")
    assert found.headline == (
        "plan.yml:3:100: milestone-half-replaced: public: replaces only the end of the milestone 'Opening', "
        "and public readers see its date as the start, 2027-02-12"
    )
    assert found.hint == "write start: in public: as well, or keep only one of start: and end:"
    (found,) = problems(rule, plan=MILESTONE % "end: 2027-02-12, public: {start: 2027-Q1}")
    assert "only the start of the milestone 'Opening', and public readers see its date as the end" in found.message
    assert problems(rule, plan=MILESTONE % "start: 2027-02-12, public: {end: later}")


def test_a_milestone_whose_true_date_no_reader_sees_is_replaced_well(find: Any) -> None:
    both = "start: 2027-02-12, end: 2027-02-12, public: {%s}"
    for fields in (
        both % "start: 2027-Q1, end: 2027-Q1",
        both % "title: Party",
        both % "end: 2027-Q1, date_precision: quarter",
        both % "end: 2027-02-12",
        "end: 2027-02-12, public: {end: 2027-Q1}",
        both % "end: 2027-Q1" + ", audience: internal",
    ):
        assert not find("milestone-half-replaced", plan=MILESTONE % fields), fields
    task = (MILESTONE % both % "end: 2027-Q1").replace("milestone: true", "duration: 1d")
    assert not find("milestone-half-replaced", plan=task)


def test_a_milestone_is_listed_once_for_the_broadest_audience(find: Any) -> None:
    plan = MILESTONE % "end: 2027-02-12, public: {start: 2027-Q1}"
    (found,) = find("milestone-half-replaced", plan=plan, audiences=("public", "partners", "internal"))
    assert "public readers" in found
