"""Moments of post-mortems that do not go together."""

from __future__ import annotations

import pytest
from tests.unit.checks.conftest import Find


def incident(find: Find, rule: str, text: str, **more: object) -> list[str]:
    return find(rule, postmortem=f"id: a\n{text}", **more)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("started: 2026-06-20T18:02\nresolved: 2026-06-20T18:01", ["3:11: 'Outage' was resolved 2026-06-20T18:01, before it began (2026-06-20T18:02)"]),
        ("detected: 2026-06-20T18:02\nresolved: 2026-06-20T18:01", ["3:11: 'Outage' was resolved 2026-06-20T18:01, before it was detected (2026-06-20T18:02)"]),
        ("started: 2026-06-20T18:02\ndetected: 2026-06-20T18:02\nresolved: 2026-06-20T18:02", []),
        ("started: 2026-06-21\nresolved: 2026-06-20", ["3:11: 'Outage' was resolved 2026-06-20, before it began (2026-06-21)"]),
        ("started: 2026-06-20\nresolved: 2026-06-20", []),
        ("started: 2026-06\nresolved: 2026-06-01", []),
        ("started: 2026-07\nresolved: 2026-06-30", ["3:11: 'Outage' was resolved 2026-06-30, before it began (2026-07)"]),
        ("started: later\nresolved: 2026-06-30", []),
        # A bare day may be one in another zone.
        ("started: 2026-06-21\nresolved: 2026-06-20T23:00", []),
        ("started: 2026-06-22\nresolved: 2026-06-20T23:00", ["3:11: 'Outage' was resolved 2026-06-20T23:00, before it began (2026-06-22)"]),
        # The clock went back, and time went on.
        ("timezone: Europe/Amsterdam\nstarted: 2026-10-25T02:50+02:00\nresolved: 2026-10-25T02:10+01:00", []),
        ("started: 2026-06-20T18:00Z\nresolved: 2026-06-20T19:00+02:00", ["3:11: 'Outage' was resolved 2026-06-20T19:00+02:00, before it began (2026-06-20T18:00Z)"]),
        ("detected: 2026-06-20T18:10\ndeclared: 2026-06-20T18:05", ["3:11: 'Outage' was declared 2026-06-20T18:05, before it was detected (2026-06-20T18:10)"]),
        # It may stop hurting before anybody notices.
        ("detected: 2026-06-20T18:10\nmitigated: 2026-06-20T18:05", []),
    ],
)  # fmt: skip
def test_nothing_is_over_before_it_began(find: Find, fields: str, said: list[str]) -> None:
    assert incident(find, "incident-order", fields) == [f"postmortem.yml:{one}" for one in said]


def test_events_stand_in_the_order_they_came(find: Find) -> None:
    text = """\
events:
  - {at: 2026-06-20T18:02, text: A}
  - {at: 2026-06-20T18:30, text: B}
  - {at: 2026-06-20T18:25, text: C}
  - {at: 2026-06-20T18:26, text: D}
  - {at: 2026-06-20, text: E}
  - {at: 2026-06-20T18:31, text: F}
"""
    assert incident(find, "event-order", text) == [
        "postmortem.yml:5:10: 'C' (2026-06-20T18:25) stands after what came later (2026-06-20T18:30)",
        "postmortem.yml:6:10: 'D' (2026-06-20T18:26) stands after what came later (2026-06-20T18:30)",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("detected_after: 23min", []),
        ("detected_after: 24min", ["postmortem.yml:4:17: 'Outage' was detected 23 min after it began, not 24min"]),
        ("detected_after: 0h", []),  # as exact as it claims to be: less than an hour
        ("detected_after: 1.5h", ["postmortem.yml:4:17: 'Outage' was detected 23 min after it began, not 1.5h"]),
        ("detected_after: 1380s", []),
        ("detected_after: 2d", []),
        ("resolved_after: 1h", []),
    ],
)
def test_a_written_duration_agrees_with_the_moments(find: Find, fields: str, said: list[str]) -> None:
    text = f"started: 2026-06-20T18:02\ndetected: 2026-06-20T18:25\n{fields}"
    assert incident(find, "duration-contradicted", text) == said


def test_the_clocks_are_taken_into_account_there_too(find: Find) -> None:
    text = "timezone: Europe/Amsterdam\nstarted: 2026-03-29T01:30\nresolved: 2026-03-29T03:30\nresolved_after: %s"
    assert incident(find, "duration-contradicted", text % "60min") == []
    assert incident(find, "duration-contradicted", text % "2h 0min") == [
        "postmortem.yml:5:17: 'Outage' was resolved 1 h 0 min after it began, not 2h 0min"
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("started: 2026-11-23T23:59", []),
        ("started: 2026-11-24T12:00", []),  # somewhere it is tomorrow already
        (
            "started: 2026-11-25T12:00",
            ["postmortem.yml:2:10: 'Outage' tells of 2026-11-25T12:00, which is yet to come"],
        ),
        ("started: 2026-11-24", ["postmortem.yml:2:10: 'Outage' tells of 2026-11-24, which is yet to come"]),
        ("started: 2026-11", []),
        ("events: [{at: 2027, text: Bang}]", ["postmortem.yml:2:15: 'Bang' tells of 2027, which is yet to come"]),
    ],
)
def test_a_look_back_tells_of_nothing_that_is_yet_to_come(find: Find, fields: str, said: list[str]) -> None:
    assert incident(find, "moment-in-future", fields) == said


def test_a_post_mortem_says_when_it_was(find: Find) -> None:
    assert incident(find, "postmortem-undated", "severity: sev3") == [
        "postmortem.yml:1:1: nothing says when 'Outage' was"
    ]
    assert incident(find, "postmortem-undated", "resolved: 2024") == []
    assert incident(find, "postmortem-undated", "events: [{at: 2024, text: Bang}]") == []


def test_what_is_closed_has_no_open_actions(find: Find) -> None:
    actions = "actions: [{title: A, status: done}, {title: B}, {title: C, status: rejected}]"
    assert incident(find, "closed-with-open-actions", f"status: closed\n{actions}") == [
        "postmortem.yml:2:9: 'Outage' is closed, and 1 of its actions are open, such as 'B'"
    ]
    assert incident(find, "closed-with-open-actions", f"status: reviewed\n{actions}") == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("audience: public\nembargo_until: 2026-11-24", []),
        ("audience: public\nembargo_until: 2026-11-23", ["postmortem.yml:3:16: the embargo on 'Outage' ended 2026-11-23"]),
        ("audience: internal\nembargo_until: 2026-11-24", ["postmortem.yml:3:16: 'Outage' is for internal readers, with or without an embargo"]),
        ("embargo_until: 2026-11-24", ["postmortem.yml:2:16: 'Outage' is for internal readers, with or without an embargo"]),
    ],
)  # fmt: skip
def test_an_embargo_holds_something_back(find: Find, fields: str, said: list[str]) -> None:
    assert incident(find, "embargo-without-effect", fields) == said


def test_an_event_does_not_tell_what_outsiders_are_told_less_exactly(find: Find) -> None:
    text = """\
audience: public
started: 2026-06-20T18:02
public: {started: 2026-06%s}
events:
  - {at: 2026-06-20T18:02, type: trigger, text: A%s}
"""
    said = "outsiders are to read that 'Outage' began 2026-06, but an event says 2026-06-20T18:02"
    exact = ", public: {at: 2026-06-20T18:02}"
    assert incident(find, "public-moment-undone", text % ("", exact)) == [f"postmortem.yml:4:19: {said}"]
    assert incident(find, "public-moment-undone", text % ("", "")) == []  # it is shown without its moment
    assert incident(find, "public-moment-undone", text % (", date_precision: month", exact)) == []
    assert incident(find, "public-moment-undone", text % ("", ", public: {at: 2026-Q2}")) == []
    assert incident(find, "public-moment-undone", text % ("", ", audience: internal")) == []


def test_what_waits_for_a_day_is_not_without_effect(find: Find) -> None:
    text = """\
audience: public
embargo_until: 2099-01-01
public: {title: Quiet}
lessons: [{title: L, audience: public, public: {title: M}}]
"""
    assert incident(find, "public-without-effect", text) == []
    assert incident(find, "audience-without-effect", text) == []
    assert incident(
        find,
        "public-without-effect",
        text.replace("embargo_until: 2099-01-01", "audience: internal", 1).replace("audience: public\n", "", 1),
    )
    inner = text.replace("audience: public\nembargo", "audience: internal\nembargo")
    assert incident(find, "audience-without-effect", inner) == [
        "postmortem.yml:5:32: 'L' is for public readers, but stands in 'Outage', which is for internal"
    ]
