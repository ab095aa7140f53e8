"""Times to detect, to mitigate and to resolve, against examples worked by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest


def incident(told: Any, text: str, *, zone: str = "Europe/Amsterdam", **more: Any) -> Any:
    return told(postmortem=f"id: a\n{text}", portfolio=f"timezone: {zone}", **more).postmortem("a")


def seconds(found: Any) -> tuple[int | None, int | None, int | None]:
    return found.seconds_to_detect, found.seconds_to_mitigate, found.seconds_to_resolve


def origins(found: Any) -> tuple[str | None, str | None, str | None]:
    return found.seconds_to_detect_from, found.seconds_to_mitigate_from, found.seconds_to_resolve_from


def test_times_are_counted_from_the_start(told: Any) -> None:
    found = incident(
        told,
        "started: 2026-06-20T18:02\ndetected: 2026-06-20T18:25\nmitigated: 2026-06-20T19:31\nresolved: 2026-06-20T20:34",
    )
    assert seconds(found) == (23 * 60, 89 * 60, 152 * 60)
    assert origins(found) == ("stamps", "stamps", "stamps")
    assert found.days == 1


@pytest.mark.parametrize(
    ("started", "resolved", "expected"),
    [
        ("2026-03-29T01:30", "2026-03-29T03:30", 3600),  # spring: the hour from 2 to 3 did not happen
        ("2026-03-28T12:00", "2026-03-29T12:00", 23 * 3600),
        ("2026-10-25T01:30", "2026-10-25T03:30", 3 * 3600),  # autumn: the hour from 2 to 3 came twice
        ("2026-10-25T02:30", "2026-10-25T03:00", 5400),  # without an offset the first of the two is meant
        ("2026-10-25T02:30+01:00", "2026-10-25T03:00", 1800),  # with one the second can be
        ("2026-10-25T02:50+02:00", "2026-10-25T02:10+01:00", 1200),  # the clock went back, and time went on
        ("2026-10-24T12:00", "2026-10-25T12:00", 25 * 3600),
        ("2026-06-20T18:00-05:00", "2026-06-21T01:30+02:00", 1800),  # zones apart
        ("2026-06-20T23:59:30Z", "2026-06-21T00:00:15Z", 45),
        ("2026-12-31T23:30", "2027-01-01T00:30", 3600),
    ],
)
def test_clocks_may_change_in_between(told: Any, started: str, resolved: str, expected: int) -> None:
    found = incident(told, f"started: {started}\nresolved: {resolved}")
    assert (found.seconds_to_resolve, found.seconds_to_resolve_from) == (expected, "stamps")


def test_the_zone_is_the_documents_own_before_the_portfolios(told: Any) -> None:
    text = "started: 2026-03-29T01:30\nresolved: 2026-03-29T03:30"
    assert incident(told, text, zone="Asia/Kathmandu").seconds_to_resolve == 7200
    assert incident(told, f"{text}\ntimezone: UTC", zone="Asia/Kathmandu").seconds_to_resolve == 7200
    assert incident(told, f"{text}\ntimezone: Europe/Amsterdam", zone="Asia/Kathmandu").seconds_to_resolve == 3600


def test_only_days_give_no_seconds(told: Any) -> None:
    found = incident(told, "started: 2025-11-03\nresolved: 2025-11-05")
    assert (seconds(found), origins(found), found.days) == ((None, None, None), (None, None, None), 3)


def test_a_day_and_a_time_give_no_seconds_either(told: Any) -> None:
    found = incident(told, "started: 2025-11-03\ndetected: 2025-11-03T10:00\nresolved: 2025-11-04T09:00")
    assert (seconds(found), found.days) == ((None, None, None), 2)


@pytest.mark.parametrize("resolved", ["2025-12", "2025-Q4", "2025", "later"])
def test_something_vaguer_than_a_day_gives_not_even_days(told: Any, resolved: str) -> None:
    found = incident(told, f"started: 2025-11-03\nresolved: {resolved}")
    assert (found.seconds_to_resolve, found.days) == (None, None)


def test_what_is_written_down_stands_in_where_stamps_are_missing(told: Any) -> None:
    found = incident(told, "started: 2025-11-03\ndetected_after: 5min\nmitigated_after: 2d\nresolved_after: 1h 29min")
    assert seconds(found) == (300, None, 89 * 60)
    assert origins(found) == ("written", None, "written")


def test_stamps_come_before_what_is_written_down(told: Any) -> None:
    found = incident(told, "started: 2025-11-03T10:00\ndetected: 2025-11-03T10:07\ndetected_after: 5min")
    assert (found.seconds_to_detect, found.seconds_to_detect_from) == (420, "stamps")


def test_stamps_that_contradict_each_other_give_way(told: Any) -> None:
    text = "started: 2025-11-03T10:00\ndetected: 2025-11-03T09:00\nresolved: 2025-11-03T09:30\nresolved_after: 2h"
    found = incident(told, text)
    assert seconds(found) == (None, None, 7200)
    assert origins(found) == (None, None, "written")


def test_nothing_at_all_is_known_of_a_record_without_moments(told: Any) -> None:
    found = incident(told, "severity: sev3")
    assert (seconds(found), found.days, found.stamps) == ((None, None, None), None, {})


EVENTS = """
events:
  - {at: 2026-06-20T18:02, type: trigger, text: A}
  - {at: 2026-06-20T18:31, type: detection, text: B}
  - {at: 2026-06-20T18:25, type: detection, text: C}
  - {at: 2026-06-20T19:31, type: mitigation, text: D}
  - {at: 2026-06-20T20:00, type: resolution, text: E}
  - {at: 2026-06-20T20:34, type: resolution, text: F}
"""


def test_events_say_when_where_the_stamp_itself_is_missing(told: Any) -> None:
    found = incident(told, EVENTS)
    assert seconds(found) == (23 * 60, 89 * 60, 152 * 60)
    assert origins(found) == ("events", "events", "events")


def test_a_stamp_comes_before_an_event(told: Any) -> None:
    found = incident(told, f"started: 2026-06-20T18:00\nresolved: 2026-06-20T21:00\n{EVENTS}")
    assert seconds(found) == (25 * 60, 91 * 60, 180 * 60)
    assert origins(found) == ("events", "events", "stamps")


def test_outside_no_time_is_more_exact_than_what_is_left_of_the_stamps(told: Any) -> None:
    text = f"audience: public\nresolved_after: 3h\npublic: {{date_precision: day}}\n{EVENTS}"
    found = incident(told, text, audience="public")
    assert seconds(found) == (None, None, 3 * 3600)
    assert (found.days, found.seconds_to_resolve_from) == (1, "written")
    assert incident(told, text.replace("day", "month"), audience="public").days is None


def test_outside_a_hidden_event_says_nothing(told: Any) -> None:
    text = f"audience: public\n{EVENTS}".replace("text: C}", "text: C, audience: internal}")
    assert incident(told, text, audience="public").seconds_to_detect == 29 * 60
    assert incident(told, text).seconds_to_detect == 23 * 60


def test_programs_get_the_times_by_stable_names(told: Any) -> None:
    from milepost.cli.description import describe
    from milepost.problem import Place

    asked = told(postmortem=f"id: a\n{EVENTS}")
    entity = asked.entity("postmortem", "a")
    said = describe(asked.portfolio, asked.insight, entity, place=Place("a.yml"), audience="internal").to_json()
    computed = json.loads(json.dumps(said["computed"]))
    assert computed == {
        "stamps": {
            name: {"instant": f"2026-06-20T{time}", "origin": "events"}
            for name, time in (("started", "18:02"), ("detected", "18:25"), ("mitigated", "19:31"), ("resolved", "20:34"))
        },
        "days": 1,
        "seconds_to_detect": 1380,
        "seconds_to_detect_from": "events",
        "seconds_to_mitigate": 5340,
        "seconds_to_mitigate_from": "events",
        "seconds_to_resolve": 9120,
        "seconds_to_resolve_from": "events",
        "similar": [],
    }  # fmt: skip
