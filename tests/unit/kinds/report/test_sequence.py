"""The order of status reports, their trends, and how long a project has had its health."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePageContext, MakePortfolio

from milepost.analysis import computed
from milepost.kinds.report.metrics import report_metrics
from milepost.kinds.report.model import Report
from milepost.kinds.report.sequence import ReportInsight, cadence_days, reports_by_project, trend_between


def written(to: str, health: str = "on_track", more: str = "", project: str = "quay", start: str = "2026-01-01") -> str:
    return (
        f"kind: report\nproject: {project}\nperiod: {{from: {start}, to: {to}}}\n"
        f"overall: {{health: {health}, reason: Storms}}\nheadline: As of {to}.\naudience: public\n{more}"
    )


def insights(context: MakePageContext, audience: str = "internal", **files: str) -> dict[str, ReportInsight]:
    made = context(audience=audience, **files)
    return {one.id: made.insight.about(report_metrics, one) for one in made.portfolio.all(Report)}


def test_reports_are_in_the_order_of_their_periods_whatever_their_files_are_called(portfolio: MakePortfolio) -> None:
    made = portfolio(report_z=written("2026-09-13"), report_a=written("2026-09-27"), report_m=written("2026-08-30"))
    [reports] = reports_by_project(made).values()
    assert [one.id for one in reports] == ["quay-2026-08-30", "quay-2026-09-13", "quay-2026-09-27"]


def test_the_trend_is_computed_from_the_report_before_and_a_typed_one_wins(context: MakePageContext) -> None:
    found = insights(
        context,
        report_a=written("2026-09-13"),
        report_b=written("2026-09-27", "off_track"),
        report_c=written("2026-10-11", "at_risk"),
        report_d=written("2026-10-25", "at_risk"),
        report_e=written("2026-11-08").replace("reason: Storms", "trend: down"),
    )
    assert [(one.trend, one.trend_from) for one in found.values()] == [
        (None, None),
        ("down", "computed"),
        ("up", "computed"),
        ("flat", "computed"),
        ("down", "typed"),
    ]
    assert [one.overall.previous for one in found.values()] == [None, "on_track", "off_track", "at_risk", "at_risk"]


def test_each_dimension_is_compared_with_the_same_dimension_before(context: MakePageContext) -> None:
    before = "dimensions: {cost: {health: at_risk, reason: Quote}, scope: {health: on_track}}"
    after = "dimensions: {cost: {health: on_track}, quality: {health: on_track}, scope: {health: on_track}}"
    found = insights(context, report_a=written("2026-09-13", more=before), report_b=written("2026-09-27", more=after))
    assert [(one.name, one.change.previous, one.change.trend) for one in found["quay-2026-09-27"].dimensions] == [
        ("scope", "on_track", "flat"),
        ("cost", "at_risk", "up"),
        ("quality", None, None),
    ]


def test_a_run_of_the_same_health_ends_at_another_one(context: MakePageContext) -> None:
    healths = ("at_risk", "on_track", "at_risk", "at_risk", "at_risk")
    files = {f"report_{n}": written(f"2026-0{n + 1}-15", health) for n, health in enumerate(healths)}
    assert [one.in_a_row for one in insights(context, **files).values()] == [1, 1, 1, 2, 3]


def test_projects_are_not_mixed_up_and_their_names_may_differ_in_case(context: MakePageContext) -> None:
    found = insights(
        context,
        report_a=written("2026-09-13", "off_track"),
        report_b=written("2026-09-20", project="Quay"),
        report_c=written("2026-09-27", project="pier"),
    )
    assert [one.previous and one.previous.id for one in found.values()] == [None, "quay-2026-09-13", None]


def test_readers_who_may_not_see_a_report_get_the_trend_from_the_one_they_know(context: MakePageContext) -> None:
    files = {
        "report_a": written("2026-09-13"),
        "report_b": written("2026-09-27", "off_track").replace("audience: public", "audience: internal"),
        "report_c": written("2026-10-11", "at_risk"),
    }
    assert insights(context, "internal", **files)["quay-2026-10-11"].trend == "up"
    seen = insights(context, "public", **files)["quay-2026-10-11"]
    assert (seen.trend, seen.previous and seen.previous.id) == ("down", "quay-2026-09-13")


@pytest.mark.parametrize(
    ("precision", "previous"), [("day", ["a", "b"]), ("month", [None, None]), ("none", [None, None])]
)
def test_two_reports_that_readers_cannot_order_have_no_trend(
    context: MakePageContext, precision: str, previous: list[str | None]
) -> None:
    files = {
        f"report_{name}": written(end, health, f"id: {name}\npublic: {{date_precision: {precision}}}\n")
        for name, end, health in (
            ("a", "2026-09-13", "on_track"),
            ("b", "2026-09-27", "off_track"),
            ("c", "2026-09-30", "at_risk"),
        )
    }
    found = insights(context, "public", **files)
    assert [found[name].previous and found[name].previous.id for name in "bc"] == previous
    assert [found[name].trend for name in "bc"] == (["down", "up"] if precision == "day" else [None, None])


def test_reports_of_different_quarters_are_in_order_for_readers_who_see_quarters(context: MakePageContext) -> None:
    coarse = "public: {date_precision: quarter}\n"
    files = {
        "report_a": written("2026-08-13", "off_track", f"id: b\n{coarse}"),
        "report_b": written("2026-11-27", "on_track", f"id: a\n{coarse}"),
    }
    assert insights(context, "public", **files)["a"].trend == "up"


@pytest.mark.parametrize(
    ("ends", "days"),
    [(["2026-09-13"], None), (["2026-09-13", "2026-09-27"], 14), (["2026-01-31", "2026-02-28", "2026-04-30"], 61)],
)
def test_the_cadence_is_the_usual_distance_between_two_reports(
    portfolio: MakePortfolio, ends: list[str], days: int | None
) -> None:
    made = portfolio(**{f"report_{n}": written(end) for n, end in enumerate(ends)})
    assert cadence_days(reports_by_project(made)["quay"]) == days


def test_better_is_up_and_worse_is_down() -> None:
    assert trend_between("off_track", "at_risk") == "up"
    assert trend_between("on_track", "at_risk") == "down"
    assert trend_between("at_risk", "at_risk") == "flat"


def test_show_lists_the_trend_and_where_it_comes_from(portfolio: MakePortfolio) -> None:
    from datetime import date

    made = portfolio(report_a=written("2026-09-13"), report_b=written("2026-09-27", "at_risk"))
    found = computed(made, date(2026, 9, 28)).of(made.all(Report)[1])
    assert (found.trend, found.trend_from, found.in_a_row) == ("down", "computed", 1)
