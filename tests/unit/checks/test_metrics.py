"""Metrics: their series, targets, thresholds, and rebases, and key results that take numbers from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.checks.conftest import Find
from tests.unit.kinds.metrics.conftest import weekly

from milepost.problem import Problem

STEADY = (5, 6) * 6


def metric(fields: str, id: str = "m") -> str:
    return f"metrics:\n  - id: {id}\n    title: M\n    {fields}\n"


def test_a_metric_has_one_value_for_a_period_and_segment(find: Find) -> None:
    twice = "series:\n      - {date: 2026-09, value: 1}\n      - {date: 2026-10, value: 2}\n      - {date: 2026-09, value: 3}"
    assert find("metric-duplicate-value", metrics=metric(twice)) == [
        "metrics.yml:7:9: 'M' has a second value for 2026-09; the first is in line 5"
    ]
    parts = "series: [{date: 2026-09, value: 1, segment: A}, {date: 2026-09, value: 2, segment: A}]"
    assert find("metric-duplicate-value", metrics=metric(parts)) == [
        "metrics.yml:4:53: 'M' has a second value for 2026-09 of segment 'A'; the first is in line 4"
    ]
    apart = "series: [{date: 2026-09, value: 1, segment: A}, {date: 2026-09, value: 2}, {date: 2026-10, value: 2}]"
    assert find("metric-duplicate-value", metrics=metric(apart)) == []


@pytest.mark.parametrize("day", ["later", "2026-09/", "2026-09~", "mid-2026-09"])
def test_a_value_has_a_certain_date(find: Find, day: str) -> None:
    found = find("metric-vague-date", metrics=metric(f'series: [{{date: "{day}", value: 1}}]'))
    assert found == [f"metrics.yml:4:21: 'M': a value needs a certain date, and {day} is none"]


def test_a_value_may_be_that_of_a_quarter(find: Find) -> None:
    assert find("metric-vague-date", metrics=metric("series: [{date: 2026-Q3, value: 1}]")) == []


def test_a_period_without_a_value_is_a_gap(find: Find) -> None:
    rows = "[{date: 2026-06, value: 1}, {date: 2026-08, value: 1}, {date: 2026-10, value: 1}]"
    assert find("metric-gap", metrics=metric(f"cadence: month\n    series: {rows}")) == [
        "metrics.yml:5:13: 'M' has no value between 2026-06 and 2026-08, and in 1 other place"
    ]
    assert find("metric-gap", metrics=metric(f"cadence: quarter\n    aggregate: sum\n    series: {rows}")) == []
    assert find("metric-gap", metrics=metric(f"series: {rows}")) == []


def test_values_of_one_period_are_combined(find: Find) -> None:
    rows = "series: [{date: 2026-10-01, value: 1}, {date: 2026-10-08, value: 1}]"
    assert find("metric-not-combined", metrics=metric(f"cadence: month\n    {rows}")) == [
        "metrics.yml:4:14: 'M' has several values in one month, and no aggregate"
    ]
    assert find("metric-not-combined", metrics=metric(f"cadence: month\n    aggregate: mean\n    {rows}")) == []
    assert find("metric-not-combined", metrics=metric(f"cadence: week\n    {rows}")) == []


def test_segments_need_a_whole(find: Find) -> None:
    parts = "{date: 2026-10-01, value: 1, segment: A}, {date: 2026-10-01, value: 2, segment: B}"
    for fields in (f"series: [{parts}]", f"series: [{parts}]\n    aggregate: last"):
        assert find("metric-not-combined", metrics=metric(fields)) == [
            "metrics.yml:4:13: 'M' has segments for 2026-10-01, and no value of the whole"
        ]
    assert find("metric-not-combined", metrics=metric(f"series: [{parts}]\n    aggregate: sum")) == []
    assert find("metric-not-combined", metrics=metric(f"series: [{parts}, {{date: 2026-10-01, value: 9}}]")) == []


def test_a_target_needs_a_direction(find: Find) -> None:
    assert find("metric-direction", metrics=metric("target: {value: 3}")) == [
        "metrics.yml:4:13: 'M' has a target, and no direction"
    ]
    assert find("metric-direction", metrics=metric("thresholds: {bad: 3}")) == [
        "metrics.yml:4:17: 'M' has thresholds, and no direction"
    ]
    assert find("metric-direction", metrics=metric("target: {value: 3}\n    direction: up")) == []
    assert find("metric-direction", metrics=metric("target: {value: 3}\n    baseline: {value: 2}")) == []


def test_a_target_is_better_than_the_baseline(find: Find) -> None:
    numbers = "baseline: {value: 2}\n    target: {value: 3}\n    direction: "
    assert find("metric-target", metrics=metric(f"{numbers}down")) == [
        "metrics.yml:5:21: the target of 'M', 3, is worse than its baseline, 2: direction is down"
    ]
    assert find("metric-target", metrics=metric(f"{numbers}up")) == []


def test_a_warning_comes_before_the_limit(find: Find) -> None:
    thresholds = "thresholds: {warn: 2, bad: 1}\n    direction: "
    assert find("metric-target", metrics=metric(f"{thresholds}down")) == [
        "metrics.yml:4:32: 'M' reaches its bad threshold, 1, before its warning, 2"
    ]
    assert find("metric-target", metrics=metric(f"{thresholds}up")) == []


def test_a_rebase_has_ten_values_after_it(find: Find) -> None:
    def rebased(day: str) -> str:
        return metric(f"rebase: [{{date: {day}, reason: R}}]\n    series: {weekly(STEADY)}")

    assert find("metric-rebase", metrics=rebased("2026-01-19")) == []
    assert find("metric-rebase", metrics=rebased("2026-01-26")) == [
        "metrics.yml:4:21: 'M' has 9 values from 2026-01-26 on, and control limits need 10"
    ]
    assert find("metric-rebase", metrics=rebased("2026-05-01")) == [
        "metrics.yml:4:21: 'M' has no value on or after 2026-05-01, the date of a rebase"
    ]


def test_a_metric_does_not_drive_itself(find: Find) -> None:
    text = (
        "metrics:\n  - {id: a, title: A, drives: b}\n  - {id: b, title: B, drives: a}\n"
        "  - {id: c, title: C, drives: a}\n  - {id: d, title: D, drives: d}\n"
    )
    assert find("metric-drives-itself", metrics=text) == [
        "metrics.yml:2:31: 'A' drives itself, through 'B'",
        "metrics.yml:3:31: 'B' drives itself, through 'A'",
        "metrics.yml:5:31: 'D' drives itself",
    ]


def test_a_key_result_does_not_repeat_its_metric(find: Find) -> None:
    strategy = "vision: V\nobjectives: [{id: o, title: O, key_results: [{id: k, title: K, metric: m, NUMBERS}]}]"
    for numbers, repeated in (("current: 4, unit: s", "current and unit"), ("baseline: 1", "baseline")):
        text = strategy.replace("NUMBERS", numbers)
        (found,) = find("key-result-repeats-metric", metrics=metric("unit: s"), strategy=text)
        assert found.endswith(f": 'K' takes its numbers from the metric 'm', and repeats {repeated}")
    alone = strategy.replace("NUMBERS", "due: 2027-06")
    assert find("key-result-repeats-metric", metrics=metric("unit: s"), strategy=alone) == []


def test_a_key_result_whose_metric_lacks_a_number_is_sent_there(problems: Callable[..., list[Problem]]) -> None:
    strategy = "vision: V\nobjectives: [{id: o, title: O, key_results: [{id: k, title: K, metric: m}]}]"
    (found,) = problems("key-result-numbers", metrics=metric("target: {value: 3}"), strategy=strategy)
    assert found.message == "'K' has no baseline and current, so nobody can tell how far it is"
    assert found.hint == "write baseline and current in the metric"
    whole = "target: {value: 3}\n    baseline: {value: 1}\n    series: [{date: 2026-10, value: 2}]"
    assert problems("key-result-numbers", metrics=metric(whole), strategy=strategy) == []
