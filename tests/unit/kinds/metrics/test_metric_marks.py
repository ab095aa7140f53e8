"""What shipped and happened while a metric was measured."""

from __future__ import annotations

import pytest
from tests.unit.kinds.metrics.conftest import Seen, weekly

from milepost.analysis import Insight
from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.metric_marks import effects_of, marks_of, metrics_that_mark
from milepost.kinds.metrics.model import ProductMetric

ROADMAP = """
items:
  - {id: named, title: Named, status: done, actual: {end: 2026-03-20}}
  - {id: serves, title: Serves, status: done, objectives: [aim], actual: {end: 2026-04-10}}
  - {id: answers, title: Answers, status: done, actual: {end: 2026-02-06}}
  - {id: open, title: Open, status: in_progress, objectives: [aim], end: 2026-05-01}
  - {id: elsewhere, title: Elsewhere, status: done, actual: {end: 2026-03-01}}
"""
METRICS = """
metrics:
  - id: wait
    title: Minutes waited
    objective: aim
    service: kiosk
    expected: [{item: named, value: 4}, {item: open, value: 3}]
    series: SERIES
opportunities: [{title: O, metrics: [wait], item: answers}]
"""
STRATEGY = "vision: V\nobjectives: [{id: aim, title: Aim}]"
POSTMORTEM = "type: incident\ntitle: T\nstarted: 2026-02-14T10:00Z\n"


def about(seen: Seen, values: tuple[float, ...], more: str = "", **files: str) -> tuple[Insight, Entity[ProductMetric]]:
    text = METRICS.replace("SERIES", weekly(values) + more)
    insight = seen(text, roadmap=ROADMAP, strategy=STRATEGY, **files)
    return insight, insight.portfolio.all(ProductMetric)[0]


def test_items_that_shipped_are_marked_if_they_have_to_do_with_the_metric(seen: Seen) -> None:
    insight, entity = about(seen, (5,) * 12)
    found = [(one.type, one.entity.id, str(one.when)) for one in marks_of(insight, entity)]
    assert found == [
        ("shipped", "answers", "2026-02-06"),
        ("shipped", "named", "2026-03-20"),
        ("shipped", "serves", "2026-04-10"),
    ]


@pytest.mark.parametrize(
    ("postmortem", "marked"),
    [
        ("impact: {metrics: [wait]}", True),
        ("impact: {metrics: [Minutes Waited]}", True),
        ("affected: [Kiosk]", True),
        ("affected: [scanner]\nimpact: {metrics: [other]}", False),
        ("affected: [kiosk]\ntype: project", False),
    ],
)
def test_incidents_are_marked_by_the_metric_that_they_name_or_the_service(
    seen: Seen, postmortem: str, marked: bool
) -> None:
    text = POSTMORTEM.replace("type: incident\n", "") + postmortem
    text += "" if "type:" in postmortem else "\ntype: incident"
    insight, entity = about(seen, (5,) * 12, postmortem=text)
    found = [one for one in marks_of(insight, entity) if one.type == "incident"]
    assert [str(one.when) for one in found] == (["2026-02-14"] if marked else [])


BEFORE = (9, 8, 9, 10, 9, 8, 9, 10, 9, 8, 9)  # until the week of 16 March, in which the item shipped


def test_what_was_expected_stands_beside_the_values_before_and_since(seen: Seen) -> None:
    insight, entity = about(seen, (*BEFORE, 4, 5, 4))
    shipped, waiting = effects_of(insight, entity, insight.metric(entity).points)
    assert (shipped.item.id, shipped.expected, str(shipped.shipped)) == ("named", 4, "2026-03-20")
    assert shipped.before == pytest.approx(sum(BEFORE) / len(BEFORE))
    assert shipped.after == pytest.approx(13 / 3)
    assert (shipped.count, shipped.change, shipped.known) == (3, "below", True)
    assert (waiting.item.id, waiting.shipped, waiting.before, waiting.known) == ("open", None, None, False)


def test_an_item_after_which_nothing_changed_shows_no_change(seen: Seen) -> None:
    insight, entity = about(seen, (*BEFORE, 9, 8, 10))
    shipped = effects_of(insight, entity, insight.metric(entity).points)[0]
    assert (shipped.count, shipped.change, shipped.known) == (3, None, True)


def test_ten_values_before_and_one_since_are_needed(seen: Seen) -> None:
    for values in (BEFORE, BEFORE[2:]):
        insight, entity = about(seen, values)
        shipped = effects_of(insight, entity, insight.metric(entity).points)[0]
        assert not shipped.known


def test_values_beyond_another_rebase_are_left_out(seen: Seen) -> None:
    rebase = "\n    rebase: [{date: 2026-03-23, reason: It shipped}, {date: 2026-04-06, reason: Another change}]"
    insight, entity = about(seen, (*BEFORE, 4, 5, 100, 100), rebase)
    shipped = effects_of(insight, entity, insight.metric(entity).points)[0]
    assert (shipped.after, shipped.count) == (4.5, 2)


def test_an_item_that_shipped_in_a_quarter_has_no_values_of_that_quarter(seen: Seen) -> None:
    text = METRICS.replace("SERIES", weekly(range(30)))
    roadmap = ROADMAP.replace("actual: {end: 2026-03-20}", "actual: {end: 2026-Q2}")
    insight = seen(text, roadmap=roadmap, strategy=STRATEGY)
    (entity,) = insight.portfolio.all(ProductMetric)
    shipped = effects_of(insight, entity, insight.metric(entity).points)[0]
    assert shipped.before == 6  # the 13 weeks from 5 January on, 0 to 12
    assert (shipped.after, shipped.count) == (27.5, 4)  # from 6 July on, 26 to 29


def test_items_and_incidents_lead_back_to_the_metrics_that_mark_them_or_expect_something(seen: Seen) -> None:
    late = POSTMORTEM.replace("2026-02-14", "2025-02-14")
    incident = f"{POSTMORTEM}impact: {{metrics: [wait]}}"
    insight, entity = about(seen, (5,) * 12, postmortem=incident, postmortem_early=f"{late}affected: [kiosk]")
    found = {
        one.id
        for type in ("item", "postmortem")
        for one in insight.portfolio.entities(type)
        if metrics_that_mark(insight, one) == (entity,)
    }
    # What happened before the first value is on no chart.
    assert found == {"answers", "named", "serves", "open", "postmortem"}
