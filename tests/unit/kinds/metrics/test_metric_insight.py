"""Whether a metric changed, may reach its target, or has crossed a threshold."""

from __future__ import annotations

import pytest
from tests.unit.kinds.metrics.conftest import Seen, weekly

from milepost.kinds.metrics.control_limits import control_limits
from milepost.kinds.metrics.metric_insight import MetricInsight, assurance_of
from milepost.kinds.metrics.model import ProductMetric

STEADY = (102, 98, 105, 101, 96, 99, 104, 100, 97, 103, 101, 95, 99, 102)
SHIFTED = (140, 104, 109, 108, 107, 110, 106, 108, 111, 107)


def about(seen: Seen, fields: str, values: tuple[float, ...] = STEADY, **more: str) -> MetricInsight:
    insight = seen(f"metrics: [{{id: m, title: M, {fields} series: {weekly(values)}}}]", **more)
    (entity,) = insight.portfolio.all(ProductMetric)
    return insight.metric(entity)


def test_nothing_is_said_about_change_with_fewer_than_ten_values(seen: Seen) -> None:
    assert about(seen, "", STEADY[:9]).variation is None
    assert about(seen, "", STEADY[:10]).variation == "no_change"


def test_routine_variation_is_no_change_since_the_last_signal(seen: Seen) -> None:
    found = about(seen, "direction: up,")
    assert (found.variation, str(found.since)) == ("no_change", "2026-01-05")
    settled = about(seen, "direction: up, baseline_points: 14,", (*STEADY, 140, 99, 101, 98))
    assert (settled.variation, str(settled.since)) == ("no_change", "2026-04-20")  # the week after the signal


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("direction: up,", "improving"),
        ("direction: down,", "worsening"),
        ("", "increasing"),
        ("baseline: {value: 100}, target: {value: 120},", "improving"),
        ("baseline: {value: 120}, target: {value: 90},", "worsening"),
    ],
)
def test_a_change_is_good_or_bad_by_the_direction(seen: Seen, fields: str, expected: str) -> None:
    found = about(seen, f"{fields} baseline_points: 14,", STEADY + SHIFTED)
    # The run above the mean begins with the 14th value.
    assert (found.variation, str(found.since)) == (expected, "2026-04-06")


def test_limits_are_those_of_the_baseline_whatever_comes_later(seen: Seen) -> None:
    found = about(seen, "baseline_points: 14,", STEADY + SHIFTED)
    assert found.limits == control_limits(STEADY)
    assert found.limits
    assert found.limits.points == 14
    usual = about(seen, "", STEADY + SHIFTED)
    assert usual.limits
    assert usual.limits.points == 20
    few = about(seen, "baseline_points: 3,", STEADY)
    assert few.limits
    assert few.limits.points == 10


def test_limits_change_with_a_declared_rebase_only(seen: Seen) -> None:
    fields = "direction: up, rebase: [{date: 2026-04-13, reason: Two gangways}],"
    found = about(seen, fields, STEADY + SHIFTED)
    assert [(one.first, one.last, one.limits is not None) for one in found.periods] == [(0, 13, True), (14, 23, True)]
    assert found.periods[1].limits == control_limits(SHIFTED)
    assert found.periods[1].rebase
    assert found.periods[1].rebase.reason == "Two gangways"
    assert found.variation == "no_change"
    unsettled = about(seen, fields, STEADY + SHIFTED[:9])
    assert unsettled.variation is None  # nine values since


def test_signals_count_from_the_first_point(seen: Seen) -> None:
    fields = "rebase: [{date: 2026-04-13, reason: Two gangways}],"
    found = about(seen, fields, (*STEADY, *STEADY, *STEADY[:6], 160))
    assert [(one.rule, one.first, one.last) for one in found.periods[1].signals] == [("outside", 34, 34)]


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (88, "up", "will"),
        (100, "up", "may"),
        (112, "up", "will_not"),
        (112, "down", "will"),
        (100, "down", "may"),
        (88, "down", "will_not"),
    ],
)
def test_the_limits_tell_whether_a_target_will_be_reached(
    seen: Seen, target: int, direction: str, expected: str
) -> None:
    # Limits are 88.684 and 111.601.
    found = about(seen, f"direction: {direction}, baseline_points: 14, target: {{value: {target}}},")
    assert found.assurance == expected
    assert assurance_of(control_limits(STEADY), target, None) is None


@pytest.mark.parametrize(
    ("thresholds", "direction", "expected"),
    [
        ("{warn: 103, bad: 110}", "down", "within"),
        ("{warn: 102, bad: 110}", "down", "warn"),
        ("{warn: 90, bad: 101}", "down", "bad"),
        ("{warn: 103, bad: 90}", "up", "warn"),
        ("{bad: 102}", "up", "bad"),
        ("{warn: 95}", "up", "within"),
    ],
)
def test_a_threshold_is_reached_on_its_bad_side(seen: Seen, thresholds: str, direction: str, expected: str) -> None:
    assert about(seen, f"direction: {direction}, thresholds: {thresholds},").threshold == expected


def test_progress_is_from_the_baseline_to_the_target(seen: Seen) -> None:
    fields = "baseline: {value: 98}, target: {value: 114},"
    assert about(seen, fields).progress == pytest.approx(0.25)  # the latest value is 102
    assert about(seen, "target: {value: 114},").progress is None


def test_a_key_result_takes_its_numbers_from_its_metric(seen: Seen) -> None:
    metric = (
        "metrics: [{id: wait, title: Wait, unit: min, baseline: {value: 9}, target: {value: 1, by: 2027-06-30}, "
        "audience: AUDIENCE, series: [{date: 2026-09, value: 6}, {date: 2026-10, value: 5}]}]"
    )
    strategy = (
        "audience: public\nvision: V\nobjectives: [{id: o, title: O, key_results: [{id: k, title: K, metric: wait}]}]"
    )
    insight = seen(metric.replace("AUDIENCE", "public"), strategy=strategy, audience="public")
    result = insight.key_result(insight.portfolio.entities("kr")[0])
    numbers = result.numbers
    assert (numbers.baseline, numbers.current, numbers.target, numbers.unit) == (9, 5, 1, "min")
    assert (result.percent, str(result.due)) == (50, "2027-06-30")

    hidden = seen(metric.replace("AUDIENCE", "internal"), strategy=strategy, audience="public")
    unknown = hidden.key_result(hidden.portfolio.entities("kr")[0]).numbers
    assert (unknown.baseline, unknown.current, unknown.target, unknown.unit, unknown.due) == (None,) * 5


def test_a_date_from_a_metric_is_no_more_exact_than_those_of_the_key_result(seen: Seen) -> None:
    insight = seen(
        "audience: public\nmetrics: [{id: wait, title: Wait, target: {value: 1, by: 2027-05-12}}]",
        strategy="audience: public\nvision: V\nobjectives: [{id: o, title: O, "
        "key_results: [{id: k, title: K, metric: wait, public: {date_precision: quarter}}]}]",
        audience="public",
    )
    assert str(insight.key_result(insight.portfolio.entities("kr")[0]).due) == "2027-Q2"
