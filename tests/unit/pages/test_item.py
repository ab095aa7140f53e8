"""An item's page says why, when, what, and what it waits for, and marks what was computed."""

from __future__ import annotations

import re

from tests.support import whole
from tests.unit.conftest import MakePageContext, titles

from milepost.kinds.roadmap.model import Item
from milepost.pages.item.view import ItemView, item_view

STRATEGY = """
    audience: public
    needs: [{id: walk, statement: Walk on}]
    objectives: [{id: quick, title: Quick boarding, needs: [walk]}]
"""
PLAN = """
    audience: public
    releases: [{id: v2, title: Version 2, date: 2027-03-08}]
    items:
      - id: tap
        title: Tap and go
        status: in_progress
        objectives: [quick]
        baseline: {start: 2026-05-01, end: 2026-12-18}
        start: 2026-05-01
        end: 2027-04-30
        slip_reason: Readers are late
        superseded_by: gates
        milestones:
          - {id: islands, title: Islands, date: 2027-04, baseline: 2027-01}
          - {id: pilot, title: Pilot, date: 2026-10-19, done: true}
          - {id: late, title: Late one, date: 2026-11-03, done: false}
      - {id: piers, title: Piers, status: done, parent: tap, end: 2026-10-01, progress: 100}
      - {id: islands, title: Islands, status: in_progress, parent: tap, progress: 20,
         health: off_track, health_reason: Storms}
      - {id: gates, title: Gates, status: proposed}
      - {id: engine, title: Engine, status: in_progress, end: 2026-12-18, release: v2}
      - {id: caps, title: Caps, status: planned, start: 2027-05-04, depends_on: [tap, engine]}
      - {id: pass, title: Pass, status: planned, start: 2027-04-11, depends_on: [tap]}
      - {id: cards, title: Cards, status: planned, release: v2, depends_on: [piers]}
"""


def view(context: MakePageContext, id: str, audience: str = "internal", roadmap: str = PLAN, **files: str) -> ItemView:
    made = context(roadmap, audience=audience, strategy=STRATEGY, **files)
    entity = made.portfolio.find("item", id)
    assert entity
    return item_view(made, entity)


def test_the_golden_thread_leads_from_need_over_objective_to_the_bigger_item(context: MakePageContext) -> None:
    steps = view(context, "islands").thread
    assert [(step.label, titles(step.refs)) for step in steps] == [
        ("Need", ["Walk on"]),
        ("Objective", ["Quick boarding"]),
        ("Part of", ["Tap and go"]),
    ]
    assert steps[0].refs[0].target == "strategy/index.md#need-walk"
    assert steps[2].refs[0].target == "roadmap/items/tap.md"


def test_dates_stand_against_the_first_promise(context: MakePageContext) -> None:
    rows = [(row.label, row.promised, row.now, row.moved) for row in view(context, "tap").dates]
    assert rows == [
        ("Start", "1 May 2026", "1 May 2026", "on baseline"),
        ("End", "18 December 2026", "30 April 2027", "133 days later"),
    ]
    assert view(context, "tap").slip_reason == "Readers are late"
    assert view(context, "tap", "public").slip_reason == ""


def test_what_is_worked_out_says_from_what(context: MakePageContext) -> None:
    tap, cards = view(context, "tap"), view(context, "cards")
    assert tap.progress
    assert (tap.progress.percent, tap.progress.note) == (60, "from 2 parts")
    assert tap.health
    assert (tap.health.value, tap.health_note) == ("off_track", "from its parts")
    assert tap.why
    assert (tap.why.label, tap.why.words) == ("Why it is off track.", "Because of Islands")
    assert (cards.due, cards.due_note) == ("8 March 2027", "from its release")


def test_a_typed_progress_is_told_from_a_computed_one(context: MakePageContext) -> None:
    progress = view(context, "islands").progress
    assert progress
    assert (progress.percent, progress.note) == (20, "set manually")


def test_the_time_between_neighbours_is_said(context: MakePageContext) -> None:
    needed = {one.ref.title: one for one in view(context, "tap").needed_by}
    assert (needed["Caps"].words, needed["Caps"].warning) == ("starts 4 May, 3 days to spare", "")
    assert needed["Pass"].warning == "starts 20 days too early for this"
    waits = {one.ref.title: one for one in view(context, "caps").waits_for}
    assert waits["Engine"].words == "18 Dec, 4 months to spare"
    assert view(context, "cards").waits_for[0].words == "done 1 Oct"


def test_milestones_go_by_date_with_what_was_promised_and_what_is_overdue(context: MakePageContext) -> None:
    found = view(context, "tap").milestones
    assert [(one.ref.title, one.when, one.met, one.was, one.late) for one in found] == [
        ("Pilot", "19 Oct", True, "", ""),
        ("Late one", "3 Nov", False, "", "20 days overdue"),
        ("Islands", "Apr 2027", False, "Jan 2027", ""),
    ]
    assert found[0].anchor == "milestone-pilot"


def test_what_stands_in_for_it_is_named(context: MakePageContext) -> None:
    notice = view(context, "tap").notice
    assert notice
    assert titles(notice.refs) == ["Gates"]


def test_facts_name_release_and_where_the_horizon_is_from(context: MakePageContext) -> None:
    facts = {fact.label: fact for fact in view(context, "cards").facts}
    assert titles(facts["Release"].refs) == ["Version 2"]
    assert (facts["Horizon"].words, facts["Horizon"].note) == ("Next", "from its dates")
    assert facts["As of"].words == "23 November 2026"


def test_people_and_reasons_stay_inside(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: in_progress, audience: public, owner: Ada, champions: [Bo],
         health: at_risk, health_reason: Ill}
    """
    inside, outside = (view(context, "a", audience, plan) for audience in ("internal", "public"))
    assert {"Owner", "Champions"} <= {fact.label for fact in inside.facts}
    assert not {"Owner", "Champions"} & {fact.label for fact in outside.facts}
    assert inside.why
    assert outside.why is None
    assert outside.health


def test_a_score_comes_with_its_drivers_and_its_place(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, score: {reach: 800, impact: 2, confidence: 80, effort: 3}}
      - {id: b, title: B, status: planned, score: {reach: 100, impact: 2, confidence: 80, effort: 3}}
      - {id: c, title: C, status: planned, score: {moscow: wont}}
    """
    (score,) = view(context, "a", roadmap=plan).priorities
    assert (score.method, score.value, score.rank) == ("RICE", "427", "1st of 2 open items scored this way")
    assert score.brief == "reach 800 · impact 2 · confidence 80% · effort 3"
    (moscow,) = view(context, "c", roadmap=plan).priorities
    assert (moscow.method, moscow.value, moscow.drivers) == ("MoSCoW", "Won’t", ())


def test_all_methods_of_a_score_are_shown_that_which_orders_the_list_first(context: MakePageContext) -> None:
    plan = "items: [{id: a, title: A, status: planned, score: {moscow: must, value: 6, effort: 4}}]"
    found = view(context, "a", roadmap=plan, portfolio="priority_method: moscow").priorities
    assert [(one.method, one.value) for one in found] == [("MoSCoW", "Must"), ("Value for effort", "1.5")]


def test_an_effort_is_a_fact(context: MakePageContext) -> None:
    plan = "items: [{id: a, title: A, status: planned, effort: 12.5pd}]"
    assert ("Effort", "12.5\N{NO-BREAK SPACE}person-days") in [
        (fact.label, fact.words) for fact in view(context, "a", roadmap=plan).facts
    ]


def test_only_plain_web_links_are_shown(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, links: [{title: T, url: 'https://example.org/t'}],
         tracking: 'https://example.org/x'}
    """
    assert [link.address for link in view(context, "a", roadmap=plan).links] == [
        "https://example.org/t",
        "https://example.org/x",
    ]


def test_the_words_for_a_status_are_the_sites_own(context: MakePageContext) -> None:
    made = context(
        "items: [{id: a, title: A, status: in_progress}]",
        portfolio="labels: {status: {in_progress: {title: Under way}}}",
    )
    (entity,) = made.portfolio.all(Item)
    assert item_view(made, entity).status.word == "Under way"


def test_the_pages_of_the_example_state_one_progress_for_an_item() -> None:
    """The item is 44 % complete on its own page and on that of the project that delivers it."""
    pages = whole.example("internal").pages
    item, project = (
        " ".join(re.sub(r"<[^>]*>", " ", pages[name].render(str).html).split())
        for name in ("roadmap/items/island-readers.md", "projects/island-readers/index.md")
    )
    assert "44% from its project" in item
    assert "44%" in project
