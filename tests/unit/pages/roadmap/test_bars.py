"""A bar says what an item is, how it stands, how far it moved, and where it lies."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePageContext
from tests.unit.pages.roadmap.conftest import bars_of, drawn, unscheduled_groups

from milepost.kit.components import Mark
from milepost.kit.context import PageContext
from milepost.timeline import text_metrics
from milepost.timeline.bars import label_room
from milepost.timeline.view_model import Bar, BaselineBar, Diamond


def bar(context: PageContext, id: str = "a") -> Bar:
    return bars_of(drawn(context))[id]


def moved(context: MakePageContext, end: str, baseline: str, status: str = "planned") -> str:
    item = f"{{id: a, title: A, status: {status}, end: {end}, baseline: {{end: {baseline}}}}}"
    return bar(context(f"items: [{item}]")).moved


def test_a_slip_is_said_in_brief_and_no_finer_than_the_dates_are(context: MakePageContext) -> None:
    assert moved(context, "2026-12-01", "2026-10-01") == "9\u00a0weeks\u00a0later"
    assert moved(context, "2026-11-30", "2026-12-12") == "12\u00a0days\u00a0earlier"
    assert moved(context, "2026-12-02", "2026-12-01") == "1\u00a0day\u00a0later"
    assert moved(context, "2026-12", "2026-10") == "2\u00a0months\u00a0later"
    assert moved(context, "2026-Q4", "2026-07-10") == "1\u00a0quarter\u00a0later"
    assert moved(context, "2027-H1", "2026-H2") == "1\u00a0half-year\u00a0later"
    assert moved(context, "2026-12-01", "2026-Q4") == ""


def test_what_is_done_keeps_its_slip(context: MakePageContext) -> None:
    assert moved(context, "2026-11-01", "2026-10-31", "done") == "1\u00a0day\u00a0later"


def test_the_first_promise_is_drawn_with_its_words(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2026-11-01, end: 2026-12-01,
         baseline: {start: 2026-10-01, end: 2026-10-31}}
      - {id: b, title: B, status: planned, start: 2026-10-01, end: 2027-03-31}
    """
    words = "1 October to 31 October 2026, slipped 4 weeks"
    assert bar(context(plan)).promise == BaselineBar(0, round(31 / 182 * 100, 3), words)
    assert bar(context(plan), "b").promise is None


def test_a_promise_without_a_start_has_that_of_its_item(context: MakePageContext) -> None:
    item = "{id: a, title: A, status: planned, start: 2026-10-01, end: 2027-03-31, baseline: {end: 2026-10-31}}"
    promise = bar(context(f"items: [{item}]")).promise
    assert promise
    assert (promise.start, promise.end) == (0, round(31 / 182 * 100, 3))


def test_a_promise_that_was_to_end_before_the_item_now_starts_is_where_it_was_to_end(context: MakePageContext) -> None:
    item = "{id: a, title: A, status: planned, start: 2027-01-01, end: 2027-03-31, baseline: {end: 2026-10}}"
    promise = bar(context(f"items: [{item}]")).promise
    assert promise
    assert (promise.start, promise.end) == (0, round(31 / 182 * 100, 3))


def test_the_scale_reaches_back_to_what_was_promised(context: MakePageContext) -> None:
    item = "{id: a, title: A, status: planned, start: 2026-10-01, end: 2027-03-31, baseline: {end: 2025-10-31}}"
    found = drawn(context(f"items: [{item}]"))
    assert found.scale.first == "2025-10-01"
    assert bars_of(found)["a"].promise
    assert "promise" in found.shows


def test_a_promise_that_was_kept_does_not_stretch_the_scale(context: MakePageContext) -> None:
    dates = "start: 2026-10-01, end: 2027-03-31, baseline: {start: 2025-02-03, end: 2027-03-31}"
    assert drawn(context(f"items: [{{id: a, title: A, status: planned, {dates}}}]")).scale.first == "2026-10-01"


def test_a_milestone_rides_where_its_day_ends_on_the_bar(context: MakePageContext) -> None:
    plan = """
    items:
      - id: a
        title: A
        status: in_progress
        start: 2026-10-01
        end: 2026-12-31
        milestones:
          - {title: End, date: 2026-12-31}
          - {title: Half, date: 2026-11-15, done: true}
          - {title: Missed, date: 2026-11-20, done: false}
          - {title: Someday, date: later}
          - {title: After, date: 2027-01-31}
    """
    assert bar(context(plan)).diamonds == (
        Diamond(50.0, True, "Half, 15 Nov, met"),
        Diamond(pytest.approx(51 / 92 * 100, abs=0.1), False, "Missed, 20 Nov, 3 days overdue"),  # type: ignore[arg-type]
        Diamond(100.0, False, "End, 31 Dec"),
        Diamond(None, False, "After, 31 Jan"),
        Diamond(None, False, "Someday, later"),
    )


def test_what_is_closed_warns_of_nothing_and_has_no_confidence(context: MakePageContext) -> None:
    fields = "end: 2026-12-01, confidence: 80, health: off_track, health_reason: Rain, progress: 40"
    plan = f"""
    items:
      - {{id: a, title: A, status: planned, {fields}}}
      - {{id: b, title: B, status: done, {fields}}}
    """
    planned, done = bar(context(plan)), bar(context(plan), "b")
    assert (planned.health and planned.health.value, planned.reason, planned.progress) == ("off_track", "Rain", 40)
    assert planned.confidence == Mark("confidence", "conf-high", "80% sure")
    assert (done.health, done.reason, done.progress, done.confidence) == (None, "", None, None)


def test_what_is_in_progress_without_an_end_is_sure_up_to_today(context: MakePageContext) -> None:
    place = bar(context("items: [{id: a, title: A, status: in_progress, start: 2026-11-01}]")).place
    assert place
    assert (place.fade_in, place.fade_out) == (0, round(90 / 113 * 100))


def test_what_is_done_without_an_end_ended_by_today(context: MakePageContext) -> None:
    found = drawn(context("items: [{id: a, title: A, status: done, start: 2026-11-01}]"))
    place = bars_of(found)["a"].place
    assert place
    assert place.end == round(54 / 182 * 100, 3)


def test_a_part_names_what_it_is_a_part_of_where_that_is_there(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: Big, title: Big, status: planned, end: 2026-12-01}
      - {id: part, title: Part, status: planned, parent: big, end: 2026-12-01}
    """
    assert bar(context(plan), "part").part_of == "big"
    assert bar(context(plan), "big").part_of == ""


def test_a_value_of_every_field_is_on_the_bar(context: MakePageContext) -> None:
    plan = "items: [{id: a, title: A, status: planned, team: Quay, teams: [Crew Two], end: later, type: Big thing}]"
    found = bar(context(plan))
    assert found.keys == {
        "status": "planned",
        "team": "quay crew-two",
        "horizon": "later",
        "type": "big-thing",
    }
    assert unscheduled_groups(drawn(context(plan))) == {}


def test_a_label_is_as_wide_as_all_that_is_said_in_it() -> None:
    plain = label_room("Ferry")
    assert plain == round(1.85 + text_metrics.width("Ferry", 0.65), 2)
    warned = label_room("Ferry", Mark("health", "at_risk", "At risk"))
    assert warned == pytest.approx(plain + 1.2 + text_metrics.width("At risk", 0.6), abs=0.01)
    assert label_room("Ferry", None, "9 weeks later") == pytest.approx(
        plain + 0.35 + text_metrics.width("9 weeks later", 0.6), abs=0.01
    )


def test_a_long_title_is_cut_short() -> None:
    assert label_room("m" * 500) == label_room("m" * 1000) == 1.85 + 18
