"""What may be written in post-mortems, lessons and handovers."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import dedent, indent

import pytest
from tests.support.model import model_of, problems_of, read_text


def headlines(text: str) -> list[str]:
    return [problem.headline for problem in problems_of(text)]


def test_a_thin_record_is_a_post_mortem() -> None:
    found = model_of(
        """
        kind: postmortem
        title: Departure boards an hour slow
        type: incident
        severity: sev3
        started: 2026-03-29T03:10
        resolved: 2026-03-29T04:15
        description: The boards had not heard that the clocks had changed.
        """,
        timezone="Europe/Amsterdam",
    )
    assert found.started.moment == datetime(2026, 3, 29, 1, 10, tzinfo=UTC)
    assert (found.resolved.moment - found.started.moment).total_seconds() == 65 * 60
    assert found.events == ()


def test_the_documents_own_time_zone_comes_before_the_portfolios() -> None:
    text = "kind: postmortem\ntitle: T\ntype: incident\nstarted: 2026-01-01T12:00\n"
    here = model_of(text, timezone="Europe/Amsterdam")
    there = model_of(f"{text}timezone: Asia/Kathmandu\n", timezone="Europe/Amsterdam")
    assert (here.started.moment.hour, there.started.moment.hour) == (11, 6)


def test_an_unknown_time_zone_is_reported_once_at_its_line() -> None:
    (headline,) = headlines("kind: postmortem\ntitle: T\ntype: incident\ntimezone: Quay\nstarted: 2026-01-01T12:00\n")
    assert headline.startswith("a.yml:4:11: bad-value: 'Quay' is no IANA time zone")


@pytest.mark.parametrize(
    ("field", "headline"),
    [
        ("started: yesterday", "a.yml:4:10: bad-instant: 'yesterday': not a moment"),
        ("started: 2026-03-29T02:30", "a.yml:4:10: bad-instant: '2026-03-29T02:30': the clocks in Europe/Amsterdam skipped this time"),
        ("detected_after: soon", "a.yml:4:17: bad-value: 'soon': not a duration"),
        ("impact: {cost: many}", "a.yml:4:16: bad-value: a number is expected here, not 'many'"),
        ("impact: {users_affected: 3.5}", "a.yml:4:26: bad-value: a whole number is expected here, not '3.5'"),
        ("impact: {users_affected: -1}", "a.yml:4:26: bad-value: '-1' is not between 0 and 1,000,000,000,000"),
        ("embargo_until: 2026-09", "a.yml:4:16: bad-period: '2026-09': a single day is expected here"),
        ("embargo_until:", "a.yml:4:15: bad-period: no day is written here"),
        ("events: [Bang]", "a.yml:4:10: wrong-shape: a mapping is expected here, not 'Bang'"),
        ("lessons: [{title: L, applies_when: {phas: x}}]", "a.yml:4:37: unknown-field: an applies_when block has no field 'phas'"),
        ("events: [{at: 2026-09-14}]", "a.yml:4:10: missing-field: an event needs 'text'"),
        ("events: [{text: Bang}]", "a.yml:4:10: missing-field: an event needs 'at'"),
        ("public: {severity: sev4}", "a.yml:4:10: unknown-field: the public block of a post-mortem has no field 'severity'"),
        ("public: {embargo_until: 2026-09-14}", "a.yml:4:10: unknown-field: the public block of a post-mortem has no field 'embargo_until'"),
        ("actions: [{title: A, status: finished}]", "a.yml:4:30: unknown-word: 'finished' is no status there is"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_place(field: str, headline: str) -> None:
    text = f"kind: postmortem\ntitle: T\ntype: incident\n{field}\n"
    assert [problem.headline for problem in problems_of(text, timezone="Europe/Amsterdam")] == [headline]


def test_an_amount_that_nobody_knows_is_not_nothing() -> None:
    text = "kind: postmortem\ntitle: T\ntype: incident\nimpact: {cost: %s}\n"
    assert [model_of(text % cost).impact.cost for cost in ("tbd", "0", "1200.50")] == ["tbd", 0, 1200.5]


def test_outsiders_may_be_told_a_vaguer_moment() -> None:
    words = model_of("kind: postmortem\ntitle: T\ntype: incident\npublic: {started: 2026-Q3, trigger: Wind}\n").public
    assert (str(words.started), words.trigger) == ("2026-Q3", "Wind")


def test_a_factor_may_be_a_mere_text() -> None:
    text = (
        "kind: postmortem\ntitle: T\ntype: incident\ncontributing_factors: [Haste, {text: Rain, category: weather}]\n"
    )
    first, second = model_of(text).contributing_factors
    assert (first.text, first.category, second.text, second.category) == ("Haste", None, "Rain", "weather")


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ("", True),
        ("status: proposed", True),
        ("status: in_progress", True),
        ("status: done", False),
        ("status: rejected", False),
        ("closed_on: 2026-09-14", False),
        ("status: accepted\nclosed_on: 2026-09-14", True),
    ],
)
def test_an_action_is_open_until_somebody_says_otherwise(fields: str, is_open: bool) -> None:
    body = indent(dedent(f"title: A\n{fields}"), "    ").strip()
    (action,) = model_of(f"kind: lessons\ntitle: T\nactions:\n  - {body}\n").actions
    assert action.is_open == is_open


def test_a_handover_says_from_whom_and_to_whom() -> None:
    found = model_of("kind: handover\ntitle: T\nfrom: gangway\nto: engine-room\n")
    assert (getattr(found, "from"), found.to) == ("gangway", "engine-room")


def test_an_open_action_is_an_id_or_an_action_of_its_own() -> None:
    text = "kind: handover\ntitle: T\nopen_actions: [outage/a1, {title: Paint it, due: 2026-10}, {action: outage/a2, due: 2026-11}]\n"
    first, second, third = model_of(text).open_actions
    assert (first.action, first.title, second.action, second.title, third.action) == (
        "outage/a1", "", None, "Paint it", "outage/a2",
    )  # fmt: skip
    assert headlines("kind: handover\ntitle: T\nopen_actions: [{due: 2026-10}]\n") == [
        "a.yml:3:16: bad-value: an open action has a title, or names an action"
    ]


@pytest.mark.parametrize(("name", "kind"), [("gates", "postmortem"), ("harbour", "handover")])
def test_a_document_without_an_id_takes_its_files_name(name: str, kind: str) -> None:
    extra = "type: incident\n" if kind == "postmortem" else ""
    model, problems = read_text(f"kind: {kind}\ntitle: T\n{extra}", name)
    assert model is not None
    assert (model.id, problems) == (name, [])
