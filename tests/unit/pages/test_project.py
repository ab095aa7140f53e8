"""Projects: declared, or only named; their homes and the table of all."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePageContext, titles

from milepost.kinds.handover.model import Handover
from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import LESSONS, POSTMORTEMS, PROJECTS, ROADMAP, handover_page, project_page
from milepost.kit.context import PageContext
from milepost.kit.projects import by_page, project_ref, projects_of, readable
from milepost.pages.item.view import item_view
from milepost.pages.project.view import ProjectView, project_view
from milepost.pages.projects.view import ProjectsView, projects_view

PAGES = (PROJECTS, POSTMORTEMS, ROADMAP, LESSONS)
PLAN = """\
audience: public
items:
  - {id: readers, title: Readers on the quay, summary: Tap., status: in_progress, team: gangway, health: at_risk,
     health_reason: Storms, start: 2026-05-18, end: 2027-02-26}
  - {id: wallet, title: Wallet, status: done}
"""


def home(context: PageContext, name: str) -> ProjectView:
    return project_view(context, next(one for one in projects_of(context.portfolio) if one.name == name))


def table(context: MakePageContext, audience: str = "internal", roadmap: str = "", **files: str) -> ProjectsView:
    return projects_view(context(roadmap, pages=PAGES, audience=audience, **files), "Projects")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("inner-harbour_readers", "Inner harbour readers"),
        ("API", "API"),
        ("iOS rewrite - phase_2", "IOS rewrite - phase_2"),
    ],
)
def test_an_id_is_made_readable_and_a_name_stays(written: str, said: str) -> None:
    assert readable(written) == said


def test_a_project_has_the_title_of_its_declaration_else_of_its_item_else_its_id(context: MakePageContext) -> None:
    made = context(
        PLAN,
        portfolio="projects: [{id: harbour, title: The harbour}]",
        postmortem_a="id: a\nproject: Readers",
        postmortem_b="id: b\nproject: old-gates",
    )
    assert [(one.name, one.title) for one in projects_of(made.portfolio)] == [
        ("harbour", "The harbour"),
        ("readers", "Readers on the quay"),
        ("old-gates", "Old gates"),
    ]


@pytest.mark.parametrize("name", ["../../index", "A/B test", "..", "?", "Höhe", "a#b"])
def test_a_name_that_is_no_id_has_an_address_of_its_own_below_the_projects(name: str) -> None:
    folder = project_page(name).removeprefix("projects/").removesuffix("/index.md")
    assert folder.replace("-", "").isalnum() and folder.isascii() and folder.islower()
    assert project_page(name.upper()) == project_page(name)
    assert project_page(f"{name} ") != project_page(name)


def test_a_handover_stands_below_its_project_and_one_without_below_its_own_id(context: MakePageContext) -> None:
    made = context(pages=PAGES, handover="id: h\nproject: Harbour", handover_b="id: Alone")
    assert [handover_page(entity) for entity in made.portfolio.all(Handover)] == [
        "projects/harbour/handover.md",
        "projects/alone/handover.md",
    ]


def test_where_two_handovers_would_share_a_page_it_is_the_first_ones(context: MakePageContext) -> None:
    made = context(handover="id: first\nproject: harbour", handover_b="id: second\nproject: Harbour")
    assert [(page, entity.id) for page, entity in by_page(made.portfolio.all(Handover))] == [
        ("projects/harbour/handover.md", "first")
    ]


def test_how_it_stands_is_from_its_item_where_nobody_declares_it(context: MakePageContext) -> None:
    found = home(context(PLAN, pages=PAGES, postmortem="id: a\nproject: readers"), "readers")
    assert found.status and found.health and found.why
    assert (found.status.value, found.health.value, found.why.label, found.why.words) == (
        "in_progress",
        "at_risk",
        "Why it is at risk.",
        "Storms",
    )
    assert (found.summary, found.when) == ("Tap.", "18 May 2026 to 26 February 2027")
    assert [(fact.label, fact.words) for fact in found.facts] == [("Team", "gangway"), ("As of", "23 November 2026")]


def test_what_is_declared_comes_before_what_its_item_says(context: MakePageContext) -> None:
    declared = (
        "projects: [{id: readers, title: P, status: done, health: off_track, health_reason: Rain, team: lookout}]"
    )
    found = home(context(PLAN, pages=PAGES, portfolio=declared), "readers")
    assert found.status and found.status.value == "done"
    assert (found.health, found.why) == (None, None), "what is over has no health"
    assert found.facts[0].words == "lookout"
    going_on = declared.replace("status: done", "status: in_progress")
    assert home(context(PLAN, pages=PAGES, portfolio=going_on), "readers").why


def test_its_home_gathers_what_belongs_to_it(context: MakePageContext) -> None:
    made = context(
        PLAN,
        pages=PAGES,
        postmortem_a="id: a\nproject: readers\nitems: [wallet]\nlessons: [{id: l, title: Ask early, type: shortcut}]",
        postmortem_b="id: b\nitems: [readers]\nlessons: [{id: m, title: Test outdoors}]",
        postmortem_c="id: c\nitems: [wallet]",
        handover="id: h\nproject: readers\nfrom: gangway\nto: Desk\nownership: [{asset: A, new: B, state: transferred}]",
    )
    found = home(made, "readers")
    assert titles(found.items) == ["Readers on the quay", "Wallet"]
    assert [row.ref.target for row in found.postmortems] == ["postmortems/a/index.md", "postmortems/b/index.md"]
    assert [(row.ref.title, row.mark.value) for row in found.lessons] == [
        ("Ask early", "shortcut"),
        ("Test outdoors", "obstacle"),
    ]
    (box,) = found.handovers
    assert (box.ref.target, box.parties, box.verdict.brief) == (
        "projects/readers/handover.md",
        ("gangway", "Desk"),
        "2 of 2 points",
    )


def test_a_project_of_which_only_the_name_is_known_has_a_home(context: MakePageContext) -> None:
    found = home(context(pages=PAGES, postmortem="id: a\nproject: old-gates"), "old-gates")
    assert (found.title, found.status, found.items, found.handovers) == ("Old gates", None, (), ())
    assert titles([row.ref for row in found.postmortems]) == ["Outage"]


def test_outside_a_project_that_only_hidden_entities_name_is_not_there(context: MakePageContext) -> None:
    made = context(PLAN, pages=PAGES, audience="public", handover="id: h\nproject: readers")
    assert projects_of(made.portfolio) == ()


def test_outside_the_title_of_a_hidden_item_is_not_told(context: MakePageContext) -> None:
    plan = "items: [{id: readers, title: Lifeboat, status: planned}]"
    made = context(plan, pages=PAGES, audience="public", postmortem="id: a\nproject: readers\naudience: public")
    assert home(made, "readers").title == "Readers"


def test_the_table_has_what_goes_on_first_and_what_is_over_last(context: MakePageContext) -> None:
    declared = """\
projects:
  - {id: a, title: Over, status: done}
  - {id: b, title: Somehow}
  - {id: c, title: Planned, status: planned}
  - {id: d, title: Going on, status: in_progress}
"""
    found = table(context, portfolio=declared)
    assert titles([row.ref for row in found.rows]) == ["Going on", "Planned", "Somehow", "Over"]
    assert found.note == "1 in progress, 1 planned, 1 closed"
    assert found.has == {"status"}


def test_the_table_says_how_ready_a_handover_is_and_lists_one_of_no_project(context: MakePageContext) -> None:
    text = "runbooks: [{title: R, last_rehearsed: 2026}, {title: S}]"
    found = table(context, handover=f"id: h\nproject: harbour\n{text}", handover_b="id: alone\nfrom: gangway")
    assert [(row.ref.target, row.handover and row.handover.title, row.sorts["handover"]) for row in found.rows] == [
        ("projects/harbour/index.md", "1 of 2 points", "50.0"),
        ("projects/alone/handover.md", "Not known", ""),
    ]
    assert [row.handover and row.handover.target for row in found.rows] == [
        "projects/harbour/handover.md",
        "projects/alone/handover.md",
    ]


def test_many_projects_can_be_narrowed_down_and_few_need_not(context: MakePageContext) -> None:
    rows = [f"  - {{id: p{n}, title: P{n}, status: {'done' if n % 3 else 'planned'}}}" for n in range(9)]
    few, many = (table(context, portfolio="projects:\n" + "\n".join(rows[:size]) + "\n") for size in (8, 9))
    assert (few.count, few.statuses) == ("", ())
    assert many.count == "9 projects"
    assert [(choice.value, choice.count) for choice in many.statuses] == [("planned", 3), ("done", 6)]


def test_an_empty_table_says_what_to_write_inside_alone(context: MakePageContext) -> None:
    assert table(context).empty
    assert not table(context, "public").empty


def test_a_project_leads_home_where_the_site_has_one(context: MakePageContext) -> None:
    there, not_there = context(pages=PAGES, postmortem="id: a\nproject: old-gates"), context(pages=())
    ref = project_ref(there, "old-gates")
    assert ref and (ref.title, ref.target) == ("Old gates", "projects/old-gates/index.md")
    assert project_ref(not_there, None) is None


def test_the_item_of_a_project_leads_to_its_home(context: MakePageContext) -> None:
    made = context(PLAN, pages=PAGES, postmortem="id: a\nproject: readers")
    facts = {
        item.id: {fact.label: fact.refs for fact in item_view(made, item).facts} for item in made.portfolio.all(Item)
    }
    assert [ref.target for ref in facts["readers"]["Project"]] == ["projects/readers/index.md"]
    assert "Project" not in facts["wallet"]
