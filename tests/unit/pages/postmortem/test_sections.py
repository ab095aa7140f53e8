"""The page of a post-mortem: what leads, which numbers, which facts, and who sees what."""

from __future__ import annotations

import pytest
from tests.unit.pages.postmortem.conftest import Look

from milepost.pages.postmortem.view import PostmortemView

TWO_HOURS = "started: 2026-04-14T01:00\nresolved: 2026-04-14T03:10\n"
FULL = """\
severity: sev1
status: reviewed
started: 2026-06-20T18:02
detected: 2026-06-20T18:25
resolved: 2026-06-20T20:34
mitigated_after: 1h 29min
detected_by: a deckhand
impact: {users_affected: 3100, cost: 41000}
"""


def numbers(page: PostmortemView) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.label, one.words, one.notes) for one in page.numbers]


def facts(page: PostmortemView) -> dict[str, str]:
    return {fact.label: fact.words for fact in page.facts}


def test_numbers_say_where_they_are_from(look: Look) -> None:
    assert numbers(look.page(FULL)) == [
        ("Time to detect", "23 min", ("by a deckhand",)),
        ("Time to mitigate", "1 h 29 min", ("as written",)),
        ("Time to resolve", "2 h 32 min", ()),
        ("People affected", "3,100", ()),
        ("Cost", "41,000 EUR", ()),
    ]


def test_outside_there_is_no_cost(look: Look) -> None:
    assert [label for label, _, _ in numbers(look.page(FULL, audience="public"))] == [
        "Time to detect",
        "Time to mitigate",
        "Time to resolve",
        "People affected",
    ]


def test_times_from_events_say_so(look: Look) -> None:
    page = look.page(
        """\
        impact: {users_affected: 2}
        events:
          - {at: 2026-06-20T18:00, type: trigger, text: A.}
          - {at: 2026-06-20T18:00, type: detection, text: B.}
        """
    )

    assert numbers(page)[0] == ("Time to detect", "at once", ("by the events",))


def test_working_days_stay_working_days(look: Look) -> None:
    page = look.page("resolved_after: 10d\ndetected_after: 1w 1d\n")

    assert numbers(page) == [
        ("Time to detect", "1 working week 1 working day", ("as written",)),
        ("Time to resolve", "10 working days", ("as written",)),
    ]


def test_a_thin_record_is_a_line_from_start_to_end(look: Look) -> None:
    page = look.page(TWO_HOURS + "severity: sev4\ndescription: It was announced.\n", type="maintenance")

    assert page.span
    assert (page.span.start.words, page.span.start.sub) == ("01:00", "14 April 2026")
    assert (page.span.end.words, page.span.end.sub) == ("03:10", "")
    assert page.span.took == "2 h 10 min"
    assert (page.story, page.numbers, page.when) == (None, (), "14 April 2026")
    assert list(facts(page)) == ["As of"]


def test_how_long_an_incident_lasted_is_said_once(look: Look) -> None:
    page = look.page(TWO_HOURS)

    assert page.span
    assert page.numbers == ()
    assert "Time to resolve" not in facts(page)


def test_one_number_alone_is_a_fact_not_a_card(look: Look) -> None:
    page = look.page(TWO_HOURS + "impact: {users_affected: 11}\n")

    assert page.numbers == ()
    assert facts(page)["People affected"] == "11"


def test_days_are_counted_with_both_ends(look: Look) -> None:
    page = look.page("started: 2025-08-18\nresolved: 2026-02-13\n", type="project")

    assert page.span
    assert (page.span.start.words, page.span.end.words, page.span.took) == (
        "18 August 2025",
        "13 February 2026",
        "180 days",
    )
    assert page.when == "18 August 2025 to 13 February 2026"


@pytest.mark.parametrize(
    "stamps",
    [
        "started: 2026-04-14\nresolved: 2026-04-14\n",
        "started: 2026-04\nresolved: 2026-05\n",
        "started: 2026-04-14T03:00\nresolved: 2026-04-14T01:00\n",
        "started: 2026-04-14T03:00\n",
    ],
)
def test_there_is_no_line_where_there_is_nothing_between_its_ends(look: Look, stamps: str) -> None:
    assert look.page(stamps).span is None


def test_a_lone_moment_is_a_fact(look: Look) -> None:
    page = look.page("started: 2026-04-14T03:00\n")

    assert facts(page)["Started"] == "14 April 2026, 03:00"


def test_outside_days_are_as_coarse_as_they_may_be_told(look: Look) -> None:
    page = look.page(FULL + "public: {date_precision: quarter}\n", audience="public")

    assert page.when == "Q2 2026"
    assert page.span is None
    assert facts(page)["Started"] == "Q2 2026"
    assert not any(label == "Time to detect" for label, _, _ in numbers(page))


@pytest.mark.parametrize(
    ("type", "first"),
    [
        ("incident", True),
        ("security", True),
        ("near_miss", True),
        ("maintenance", True),
        ("project", False),
        ("release", False),
        ("event", False),
    ],
)
def test_the_type_says_what_leads(look: Look, type: str, first: bool) -> None:
    assert look.page("", type=type).story_first is first


def test_a_project_has_nothing_to_detect(look: Look) -> None:
    assert look.page(FULL.replace("severity: sev1\n", ""), type="project").numbers[0].label == "People affected"


def test_objectives_are_counted_only_where_all_are_judged(look: Look) -> None:
    some = "objectives: [{planned: A, met: true}, {planned: B}]\n"
    all_of_them = "objectives: [{planned: A, met: true}, {planned: B, met: false}]\n"

    assert look.page(some).objectives_note == ""
    assert look.page(all_of_them).objectives_note == "1 of 2 met"


ACTIONS = """\
reviewed_on: 2026-06-24
actions:
  - {id: late, title: Late, status: in_progress, due: 2026-09-23, team: crew}
  - {id: fresh, title: Fresh, status: accepted, raised: 2026-11-20, due: 2026-12-01, owner: Head of Fares, type: prevent}
  - {id: past, title: Past, status: done, due: 2026-07-10, closed_on: 2026-07-15}
  - {id: given-up, title: Given up, status: rejected, closed_on: 2026-07-01}
"""


def test_actions_say_how_old_and_how_late_they_are(look: Look) -> None:
    page = look.page(ACTIONS)

    assert [(one.ref.title, one.mark.word, one.late, one.age) for one in page.actions] == [
        ("Late", "In progress", "61 days overdue", "open for 5 months"),
        ("Fresh", "Accepted", "", "open for 3 days"),
        ("Past", "Done", "5 days late", "15 July 2026, in 21 days"),
        ("Given up", "Rejected", "", "1 July 2026"),
    ]
    assert (page.actions[1].type, page.actions[1].who, page.actions[1].due) == (
        "Prevent",
        "Head of Fares",
        "1 December 2026",
    )
    assert page.actions[0].ref.target == "actions/index.md#action-outage/late"
    assert page.actions_note == "1 of 3 done"


def test_outside_actions_are_not_there_unless_disclosed(look: Look) -> None:
    assert look.page(ACTIONS, audience="public").actions == ()
    disclosed = look.page(ACTIONS + "disclose: {public: [actions]}\n", audience="public")
    assert [one.who for one in disclosed.actions] == ["crew", "", "", ""]


def test_a_lesson_leads_to_its_place_in_the_library(look: Look) -> None:
    page = look.page("""\
        lessons:
          - id: new
            type: shortcut
            title: New
            recommendation: Do it.
            applies_when: {phase: Rollout, technology: [readers, Readers], supplier: Acme, team_size: 5-9}
          - {id: old, title: Old, type: obstacle, superseded_by: new, was_known_risk: false}
        """)
    new, old = page.lessons

    assert new.ref.target == "lessons/index.md#lesson-outage/new"
    assert (new.mark.word, new.applies) == ("Shortcut", ("rollout", "readers", "supplier Acme", "team of 5-9"))
    assert old.superseded_by
    assert old.superseded_by.title == "New"
    assert old.known == "Nobody had named it as a risk."


def test_inside_an_embargo_is_said_until_it_ends(look: Look) -> None:
    assert look.page("embargo_until: 2027-03-01\n", type="security").notice == (
        "Only for readers inside until 1 March 2027."
    )
    assert look.page("embargo_until: 2026-11-23\n", type="security").notice == ""


def test_names_and_risks_stay_inside(look: Look) -> None:
    text = "participants: [Head of Fares]\nowner: Head of Fares\nrisks_realised: [export-takes-longer]\n"
    inside, outside = look.page(text), look.page(text, audience="public")

    assert facts(inside)["Owner"] == facts(inside)["Reviewed by"] == "Head of Fares"
    assert inside.risks == ("Export takes longer",)
    assert list(facts(outside)) == ["As of"]
    assert outside.risks == ()


def test_a_cost_that_nobody_knows_yet_is_no_number(look: Look) -> None:
    page = look.page("impact: {users_affected: 0, cost: tbd}\n")

    assert page.numbers == ()
    assert (facts(page)["People affected"], facts(page)["Cost"]) == ("0", "not known yet")


def test_lessons_stand_beside_the_facts_until_there_is_enough_before_them(look: Look) -> None:
    short = "contributing_factors: [One.]\nlessons: [{title: New, type: obstacle}]\n"
    long = "contributing_factors: [One., Two.]\nwent_well: [A., B.]\nwent_wrong: [C.]\nresolution: Mended.\n"

    assert not look.page(
        short + "team: crew\nowner: Head of Fares\naffected: [shop]\nreviewed_on: 2026-06-24\n"
    ).taught_apart
    assert look.page(long).taught_apart
