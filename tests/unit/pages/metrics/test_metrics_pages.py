"""The pages of metrics, and that of feedback: what they say, and to whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.unit.conftest import MakePageContext
from tests.unit.kinds.metrics.conftest import weekly

from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit.context import PageContext
from milepost.pages.feedback.opportunities import NO_ANSWER
from milepost.pages.feedback.view import FeedbackView, feedback_view
from milepost.pages.metric.chart import MetricChart
from milepost.pages.metric.view import MetricView, metric_view
from milepost.pages.metrics.view import MetricsView, metrics_view
from milepost.pages.postmortem.view import postmortem_view

STEADY = (102, 98, 105, 101, 96, 99, 104, 100, 97, 103, 101, 95, 99, 102)
SHIFTED = (140, 104, 109, 108, 107, 110, 106, 108, 111, 107)


def metric(values: tuple[float, ...], fields: str = "") -> str:
    return f"metrics: [{{id: wait, title: Wait, unit: min, {fields} series: {weekly(values)}}}]"


def one(context: PageContext) -> MetricView:
    return metric_view(context, context.portfolio.all(ProductMetric)[0])


def every(context: PageContext) -> MetricsView:
    return metrics_view(context, "Metrics")


def feedback(context: PageContext) -> FeedbackView:
    return feedback_view(context, "Feedback")


def test_an_arrow_is_for_a_change_beyond_noise_alone(context: MakePageContext) -> None:
    fields = "direction: down, baseline_points: 14, target: {value: 80, by: 2026-12},"
    steady, shifted = (one(context(metrics=metric(v, fields))) for v in (STEADY, STEADY + SHIFTED))
    assert [(sign.icon, sign.words, sign.tone) for sign in steady.signs] == [
        ("noise", "No change beyond noise since January 2026", ""),
        ("target-will_not", "Will not reach the target as it is", "at_risk"),
    ]
    assert [(sign.icon, sign.words, sign.tone) for sign in shifted.signs] == [
        ("trend-up", "Worsening since April 2026", "off_track"),
        ("target-will_not", "Will not reach the target as it is", "at_risk"),
    ]


def test_a_signal_that_is_over_is_no_arrow(context: MakePageContext) -> None:
    view = one(context(metrics=metric((*STEADY, 140, 99, 101, 98), "baseline_points: 14,")))
    assert [(sign.icon, sign.words) for sign in view.signs] == [("noise", "No change beyond noise since April 2026")]


def test_a_metric_with_few_values_says_how_many_it_needs(context: MakePageContext) -> None:
    view = one(context(metrics=metric(STEADY[:4])))
    assert [sign.words for sign in view.signs] == ["4 values; control limits need 10"]


def test_the_head_has_the_latest_value_and_the_target(context: MakePageContext) -> None:
    view = one(context(metrics=metric((5, 4.25), "direction: down, target: {value: 3, by: 2026-12},")))
    assert (view.value, view.when) == ("4.25\N{NO-BREAK SPACE}min", "12 January 2026")
    assert view.target == "at most 3\N{NO-BREAK SPACE}min by December 2026"


def test_limits_are_stated_with_what_they_are_computed_from(context: MakePageContext) -> None:
    fields = "rebase: [{date: 2026-04-13, reason: Two gangways.}],"
    found = [
        line.replace("\N{NO-BREAK SPACE}", " ")
        for line in one(context(metrics=metric(STEADY + SHIFTED, fields))).limits
    ]
    assert found == [
        "From the 14 values of 5 January 2026 to 6 April 2026: mean 100.1 min, natural process limits 88.7 min to 111.6 min.",
        "Computed anew from 13 April 2026: Two gangways. From the 10 values of 13 April 2026 to 15 June 2026: "
        "mean 111 min, natural process limits 93.6 min to 128.4 min.",
    ]


def test_the_table_of_the_chart_has_every_value_with_its_limits(context: MakePageContext) -> None:
    chart = one(context(metrics=metric(STEADY + SHIFTED, "baseline_points: 14,"))).chart
    assert chart
    rows = chart.table.rows
    assert len(rows) == 24
    assert [word.replace("\N{NO-BREAK SPACE}", " ") for word in rows[9]] == [
        "13 April 2026", "140 min", "100.1 min", "88.7 to 111.6", "above the mean",
    ]  # fmt: skip
    assert rows[-1][1:] == ("102\N{NO-BREAK SPACE}min", "100.1\N{NO-BREAK SPACE}min", "88.7 to 111.6", "")


def test_expected_and_observed_are_compared_without_a_cause(context: MakePageContext) -> None:
    text = metric((*STEADY, 140, 90, 91), "expected: [{item: gate, value: 80}],")
    view = one(context("items: [{id: gate, title: Gate, status: done, actual: {end: 2026-04-15}}]", metrics=text))
    (row,) = view.effects
    assert [w.replace("\N{NO-BREAK SPACE}", " ") for w in (row.shipped, row.expected, row.before, row.after)] == [
        "15 April 2026", "80 min", "102.8 min", "90.5 min",
    ]  # fmt: skip
    assert row.verdict == "no change beyond noise over 2 values"


def test_guardrails_come_first_once_they_are_crossed(context: MakePageContext) -> None:
    text = (
        "metrics:\n"
        "  - {id: a, title: A, type: guardrail, direction: down, thresholds: {warn: 2, bad: 4}, series: [{date: 2026-10, value: 3}]}\n"
        "  - {id: b, title: B, type: guardrail, direction: down, thresholds: {bad: 4}, series: [{date: 2026-10, value: 3}]}\n"
        "  - {id: c, title: C, type: leading, direction: down, thresholds: {bad: 1}, series: [{date: 2026-10, value: 3}]}\n"
    )
    view = every(context(metrics=text))
    assert [(row.ref.title, row.value, row.sign.words) for row in view.crossed] == [
        ("A", "3", "Past the warning threshold of 2")
    ]
    assert [card.ref.title for card in view.cards] == ["C", "A", "B"]


def test_the_north_star_has_its_drivers_below_it(context: MakePageContext) -> None:
    text = (
        "metrics: [{id: low, title: Low, drives: mid}, {id: mid, title: Mid, drives: top},"
        " {id: top, title: Top, type: north_star}, {id: alone, title: Alone}]"
    )
    (top,) = every(context(metrics=text)).tree
    assert top.card.ref.title == "Top"
    assert [one.card.ref.title for one in top.drivers] == ["Mid"]
    assert [one.card.ref.title for one in top.drivers[0].drivers] == ["Low"]


def test_a_circle_of_metrics_is_drawn_nowhere_and_ends(context: MakePageContext) -> None:
    text = "metrics: [{id: a, title: A, drives: b}, {id: b, title: B, drives: a}]"
    view = every(context(metrics=text))
    assert (view.tree, [card.ref.title for card in view.cards]) == ((), ["A", "B"])


def test_an_opportunity_names_its_answer_or_says_that_there_is_none(context: MakePageContext) -> None:
    text = (
        "opportunities: [{id: a, title: A, needs: [low]}, {id: b, title: B, needs: [high, low], item: gate},"
        " {id: c, title: C}]"
    )
    strategy = (
        "vision: V\nneeds: [{id: high, statement: High, importance: 5, satisfaction: 2},"
        " {id: low, statement: Low, importance: 2, satisfaction: 4}]"
    )
    roadmap = "items: [{id: gate, title: Gate, status: planned}]"
    found = feedback(context(roadmap, metrics=text, strategy=strategy)).opportunities
    assert [(row.title, row.score, row.basis) for row in found] == [
        ("B", "8 of 9, the largest", "the score of the need High"),
        ("A", "2 of 9, 2nd of 2", ""),
        ("C", "", ""),
    ]
    assert [(row.answer and row.answer.title, row.no_answer) for row in found] == [
        ("Gate", ""),
        (None, NO_ANSWER),
        (None, NO_ANSWER),
    ]


FEEDBACK = """
audience: public
feedback:
  - {id: a, title: A, date: 2026-09-03, channel: survey, sentiment: negative, count: 5, segment: Islanders, quote: Cold!}
  - {id: b, title: B, date: 2026-10-03, channel: survey, sentiment: positive}
"""


def test_feedback_is_counted_and_listed_newest_first(context: MakePageContext) -> None:
    view = feedback(context(metrics=FEEDBACK))
    assert view.counted == "2 pieces of feedback from 6 customers."
    assert [(table.corner, table.rows) for table in view.tables] == [
        ("Channel", (("survey", ("2", "6", "1", "5")),)),
        ("Segment", (("Islanders", ("1", "5", "0", "5")), ("no segment", ("1", "1", "1", "0")))),
    ]
    assert [(row.title, row.quote) for row in view.rows] == [("B", ""), ("A", "Cold!")]
    assert view.chart
    assert view.chart.rows == (
        ("September 2026", "0", "5"),
        ("October 2026", "1", "0"),
        ("November 2026", "0", "0"),
    )


def test_the_public_sees_no_quotes_segments_and_counts_until_they_are_disclosed(context: MakePageContext) -> None:
    view = feedback(context(metrics=FEEDBACK, audience="public"))
    assert view.counted == "2 pieces of feedback."
    assert [table.corner for table in view.tables] == ["Channel"]
    assert [row.quote for row in view.rows] == ["", ""]
    opened = feedback(context(metrics=f"disclose: {{public: [feedback]}}\n{FEEDBACK.lstrip()}", audience="public"))
    assert [row.quote for row in opened.rows] == ["", "Cold!"]


def test_the_public_sees_nothing_of_an_internal_metric(context: MakePageContext) -> None:
    text = (
        "audience: public\nmetrics: [{id: top, title: Top}, {id: low, title: Low, drives: top, audience: internal,"
        " series: [{date: 2026-10, value: 77, segment: Hidden pier}]}]"
    )
    view = every(context(metrics=text, audience="public"))
    assert [card.ref.title for card in view.cards] == ["Top"]
    assert view.tree == ()
    assert view.counted == "1 metric."


def test_readers_of_quarters_get_the_values_that_can_be_combined(context: MakePageContext) -> None:
    def values(fields: str) -> list[str]:
        text = f"audience: public\n{metric(tuple(range(26)), f'public: {{date_precision: quarter}}, {fields}')}"
        found = one(context(metrics=text, audience="public"))
        return [row[1].partition("\N{NO-BREAK SPACE}")[0] for row in found.chart.table.rows] if found.chart else []

    assert values("") == []  # nothing says how the weeks of a quarter give one value
    assert values("aggregate: sum,") == ["247", "78"]  # 13 + … + 25, and 0 + … + 12


@pytest.mark.parametrize(("count", "at_once"), [(60, 60), (70, 70), (71, 60), (400, 60)])
def test_a_long_table_folds_its_earlier_values_and_leaves_none_out(
    context: MakePageContext, count: int, at_once: int
) -> None:
    table = chart_of(context, *range(count)).table
    assert (len(table.rows), len(table.rows) + len(table.earlier)) == (at_once, count)
    values = [row[1].partition("\N{NO-BREAK SPACE}")[0] for row in (*table.rows, *table.earlier)]
    assert values == [str(number) for number in reversed(range(count))]


def chart_of(context: MakePageContext, *values: float) -> MetricChart:
    days = (date(2019, 1, 7) + timedelta(weeks=n) for n in range(len(values)))
    rows = ", ".join(f"{{date: {day}, value: {value}}}" for day, value in zip(days, values, strict=True))
    text = f"metrics: [{{id: wait, title: Wait, unit: min, direction: up, series: [{rows}]}}]"
    found = one(context(metrics=text)).chart
    assert found
    return found


def test_what_the_chart_marks_is_listed_with_links_the_newest_first(context: MakePageContext) -> None:
    roadmap = "items: [{id: gate, title: Gate, status: done, actual: {end: 2026-02-13}}]"
    storm = "type: incident\ntitle: Storm\nstarted: 2026-03-02\nimpact: {metrics: [wait]}"
    text = metric(STEADY, "expected: [{item: gate, value: 80}],")
    seen = context(roadmap, metrics=text, postmortem_storm=storm)
    chart = one(seen).chart
    assert chart
    assert [(row.ref.title, row.tone, row.when) for row in chart.marks] == [
        ("Storm", "incident", "incident on 2 March 2026"),
        ("Gate", "shipped", "shipped on 13 February 2026"),
    ]


def test_segments_are_compared_on_common_axes_and_in_a_table(context: MakePageContext) -> None:
    rows = [
        ("2026-10-05", 4, "north"),
        ("2026-10-05", 6, "south"),
        ("2026-10-12", 5, "north"),
        ("2026-10-19", 8, "south"),
    ]
    series = ", ".join(f"{{date: {day}, value: {value}, segment: {name}}}" for day, value, name in rows)
    text = f"metrics: [{{id: wait, title: Wait, aggregate: mean, series: [{series}]}}]"
    found = one(context(metrics=text)).segments
    assert found
    assert [(row.title, row.value, row.count, row.chart is None) for row in found.rows] == [
        ("north", "5", "2 values", False),
        ("south", "8", "2 values", False),
    ]
    assert found.table.head == ("Period", "north", "south")
    assert found.table.rows == (
        ("19 October 2026", "", "8"),
        ("12 October 2026", "5", ""),
        ("5 October 2026", "4", "6"),
    )
    summed = one(context(metrics=text.replace("mean", "sum"))).segments
    assert found.legend != () == (summed and summed.legend)  # a sum is no value to compare its parts with


def test_of_many_segments_only_the_latest_values_are_listed(context: MakePageContext) -> None:
    rows = (f"{{date: 2026-{month}-05, value: {n}, segment: s{n}}}" for n in range(13) for month in (9, 10))
    rows = (row.replace("2026-9", "2026-09") for row in rows)
    text = f"metrics: [{{id: wait, title: Wait, aggregate: sum, series: [{', '.join(rows)}]}}]"
    found = one(context(metrics=text)).segments
    assert found
    assert not found.charted
    assert all(row.spark for row in found.rows)


def test_a_threshold_near_the_values_is_drawn(context: MakePageContext) -> None:
    fields = "direction: down, thresholds: {warn: 103, bad: 900}, target: {value: 80},"
    chart = one(context(metrics=metric(STEADY, fields))).chart
    assert chart
    words = [
        one.text
        for one in chart.plot.walk()
        if one.tag == "text" and " " in one.text.replace("\N{NO-BREAK SPACE}", " ")
    ]
    assert [word.replace("\N{NO-BREAK SPACE}", " ") for word in words if "min" in word] == [
        "Target 80 min",
        "Warning 103 min",
    ]


def test_a_post_mortem_leads_to_the_metrics_it_names_and_to_those_of_its_services(context: MakePageContext) -> None:
    text = (
        f"metrics: [{{id: wait, title: Wait, series: {weekly(STEADY)}}}, "
        f"{{id: lost, title: Lost, service: kiosk, series: {weekly(STEADY)}}}, "
        f"{{id: other, title: Other, service: shop, series: {weekly(STEADY)}}}]"
    )
    storm = "type: incident\ntitle: Storm\nstarted: 2026-03-02\naffected: [kiosk]\n"
    seen = context(metrics=text, postmortem_storm=f"{storm}impact: {{metrics: [wait, the queue outside]}}")
    (entity,) = seen.portfolio.all(Postmortem)
    facts = {fact.label: fact.refs for fact in postmortem_view(seen, entity).facts}
    assert [one.title for one in facts["Seen in"]] == ["Wait", "the queue outside"]
    assert [one.title for one in facts["Metrics of its services"]] == ["Lost"]
