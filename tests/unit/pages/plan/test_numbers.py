"""Forecast, performance, budget, and load on a plan page."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext
from tests.unit.pages.plan.conftest import MakePlanView, rows, sentences, text

from milepost.pages.plan.view import plan_summary

UNCERTAIN = """\
audience: public
disclose: {public: [confidence]}
baseline: {start: 2026-11-23, end: 2026-12-31}
start: 2026-11-23
tasks:
  - {id: a, title: A, audience: public, duration: 10d, estimate: {optimistic: 8d, likely: 10d, pessimistic: 30d}}
  - {id: b, title: B, audience: public, depends_on: [a], milestone: true, deadline: 2026-12-04}
"""


def test_the_forecast_gives_the_chance_of_the_baseline_and_the_tasks_that_decide(view: MakePlanView) -> None:
    part = view(UNCERTAIN).forecast
    odds, deciding, outside = sentences(part)
    assert odds == (
        "There is an 80% chance of finishing by 14 Dec 2026. The chance of finishing by the baseline date, 31 Dec 2026, is "
        "more than 95%."
    )
    assert deciding == "This task drives most of the uncertainty: A."
    assert outside.startswith("This site has 0 finished items and projects with a baseline.")
    assert part
    dates, tasks = part.tables
    assert dates.columns == (
        "Milestone",
        "Scheduled",
        "50% by",
        "80% by",
        "95% by",
        "Deadline or baseline",
        "Chance to meet it",
    )
    (end, milestone) = rows(dates)
    assert end[0] == "End of the project"
    assert milestone[0] == "B"
    assert milestone[-2:] == ["4 Dec 2026", milestone[-1]]
    assert tasks.folded
    assert "10,000 simulated runs with 1 three-point estimate." in part.fine


def test_without_anything_uncertain_there_is_no_forecast(view: MakePlanView) -> None:
    assert view("tasks: [{id: a, title: A, duration: 10d}]").forecast is None


def test_readers_who_may_not_see_estimates_see_no_forecast(view: MakePlanView) -> None:
    assert view(UNCERTAIN, audience="public").forecast
    assert view(UNCERTAIN.replace("disclose: {public: [confidence]}\n", ""), audience="public").forecast is None


def test_the_outside_view_needs_fifteen_finished_works(view: MakePlanView) -> None:
    def items(number: int) -> str:
        lines = (
            f"  - {{id: i{n}, title: Item {n}, status: done, baseline: {{start: 2026-01-01, end: 2026-01-10}}, "
            f"actual: {{start: 2026-01-01, end: 2026-01-{10 + n}}}}}"
            for n in range(number)
        )
        return "items:\n" + "\n".join(lines)

    def outside(number: int) -> str:
        return sentences(view(UNCERTAIN, roadmap=items(number)).forecast)[-1]

    assert outside(14) == (
        "This site has 14 finished items and projects with a baseline. With 15 or more, it shows how much longer they took "
        "than planned."
    )
    # Lengths of 10 to 24 days instead of 10: the eighth of fifteen is 17, the twelfth 21 days long.
    assert outside(15) == (
        "Of 15 finished items and projects on this site, half took up to 70% longer than planned and one in five took 110% "
        "longer than planned or more."
    )


EARNED = """\
audience: public
start: 2026-11-02
baseline: {start: 2026-11-02, end: 2026-12-11}
tasks:
  - {id: a, title: A, audience: public, baseline: {start: 2026-11-02, end: 2026-11-27}, duration: 20d, progress: 40,
     actual: {start: 2026-11-02}}
  - {id: b, title: B, audience: public, depends_on: [a], baseline: {start: 2026-11-30, end: 2026-12-11}, duration: 10d}
"""
BUDGET = """\
budget:
  currency: EUR
  reserve: 500
  lines:
    - {title: Hardware of A, category: hardware, task: a, period: 2026-11, planned: 2000, actual: 1000, forecast: 2500}
    - {title: People for B, category: people, task: b, period: 2026-12, planned: 1000, forecast: tbd}
"""


def test_performance_is_told_in_time_with_each_index_explained(view: MakePlanView) -> None:
    part = view(EARNED + BUDGET).performance
    # 8 of 20 working days are earned on the sixteenth.
    assert sentences(part) == [
        "The work done by 23 Nov 2026 is 8 working days behind the baseline: this much was planned by 11 Nov 2026.",
        "It cost 200 EUR more than budgeted.",
    ]
    assert part
    found = {name: (value, meaning) for name, value, meaning in rows(part.tables[0])}
    assert found["SPI(t)"][0] == "0.50"
    assert found["SPI"] == ("0.50", "EV ÷ PV; always returns to 1 at the end, even if late")
    assert found["CPI"][0] == "0.80"
    assert found["EAC"][0] == "3,750 EUR"
    assert list(found).index("SPI(t)") < list(found).index("SPI")
    assert part.figure
    assert "1,600 EUR was planned and 800 EUR earned" in part.figure.description.replace("\N{NO-BREAK SPACE}", " ")


def test_readers_without_the_budget_see_working_days_and_no_cost(view: MakePlanView) -> None:
    found = view(EARNED + BUDGET, audience="public")
    assert found.budget is None
    assert found.performance
    table = rows(found.performance.tables[0])
    assert [row[0] for row in table if row[0] in ("CPI", "CV", "EAC", "VAC", "TCPI", "Actual cost (AC)")] == []
    assert {row[0]: row[1] for row in table}["Planned value (PV)"] == "16 working days"
    assert "EUR" not in repr(found)


def test_a_project_that_has_not_begun_has_no_performance(view: MakePlanView) -> None:
    plan = "tasks: [{id: a, title: A, baseline: {start: 2027-01-04, end: 2027-01-08}, start: 2027-01-04, duration: 5d}]"
    assert view(plan).performance is None


def test_unknown_amounts_stay_unknown_in_totals(view: MakePlanView) -> None:
    part = view(EARNED + BUDGET).budget
    assert sentences(part) == [
        "1,000 EUR spent of 3,000 EUR planned.",
        "The forecast at completion is ≥ 2,500 EUR, 1 unknown.",
        "The reserve is 500 EUR.",
    ]
    assert part
    categories, periods, lines = part.tables
    assert categories.columns == ("Category", "Planned", "Spent", "Forecast", "Variance")
    assert rows(categories) == [
        ["Hardware", "2,000", "1,000", "2,500", "−500"],
        ["People", "1,000", "", "unknown", ""],
        ["Total", "3,000", "1,000", "≥ 2,500 (1 unknown)", ""],
    ]
    assert [row[0] for row in rows(periods)] == ["November 2026", "December 2026", "Total"]
    assert lines.folded == "All 2 budget lines"
    assert rows(lines)[1][-1] == "unknown"


CREW = """\
start: 2026-11-23
tasks:
  - {id: a, title: A, duration: 5d, assigned: [{resource: crew, units: 3}]}
  - {id: b, title: B, duration: 5d, assigned: [{resource: crew, units: 1}]}
  - {id: c, title: C, depends_on: [a], duration: 10d, assigned: [crew]}
resources:
  - {id: crew, title: Crew, capacity: 2, rate: 400, leave: [2026-12-24/2027-01-03]}
  - {id: mate, title: First mate}
"""


def test_too_much_load_is_a_sentence_and_a_mark_in_its_week(view: MakePlanView) -> None:
    load = view(CREW).load
    assert load
    assert [text(one) for one in load.sentences] == ["Crew: 4 needed, 2 available, 23 Nov – 27 Nov 2026: A, B"]
    (strip,) = load.strips
    assert [week.level for week in strip.weeks] == [5, 2, 2]
    assert [(one.word, one.weeks) for one in load.months] == [("Nov 2026", 2), ("Dec", 1)]
    assert load.numbers
    assert rows(load.numbers)[0] == ["23 Nov 2026", "20 of 10 [overallocated]"]
    assert load.resources
    assert rows(load.resources) == [
        ["Crew", "2", "400", "24 Dec 2026 – 3 Jan 2027"],
        ["First mate", "1", "", ""],
    ]


def test_readers_who_may_not_see_resources_see_no_load(view: MakePlanView) -> None:
    assert view("audience: public\n" + CREW, audience="public").load is None


def test_the_summary_for_other_pages_has_the_lead_the_chance_and_the_pace(context: MakePageContext) -> None:
    made = context(plan=f"id: project\n{UNCERTAIN}")
    entity = made.portfolio.find("plan", "project")
    assert entity
    found = plan_summary(made, entity)
    assert text(found.lead).startswith("Ends on 4 December 2026")
    assert [text(one)[:22] for one in found.sentences] == ["There is an 80% chance"]
