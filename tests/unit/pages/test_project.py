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


SCHEDULE = """\
id: readers
title: The readers
audience: public
summary: Ten quays.
status: in_progress
phase: execution
sponsor: Harbor master
manager: Mate
items: [wallet]
start: 2026-11-02
baseline: {end: 2026-12-04, cost: 900}
budget:
  currency: EUR
  lines: [{title: All, planned: 800, actual: 300, forecast: tbd}]
tasks:
- {id: a, title: A, duration: 5d, status: done, actual: {start: 2026-11-02, end: 2026-11-06}}
- {id: b, title: B, depends_on: [a], duration: 15d, progress: 0, start: 2026-12-07}
- {id: m, title: Open, depends_on: [b], milestone: true, baseline: {end: 2026-12-04}}
risks:
- {id: r, title: Ice, probability: 4, impact: 4, status: open}
"""
REPORT = """\
project: readers
audience: public
period: {from: 2026-11-09, to: 2026-11-22}
overall: {health: off_track, reason: The ice came.}
headline: Three weeks late.
decisions_needed: [{title: Wait?, by: 2026-12-01}]
"""


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_a_plan_gives_a_project_its_title_status_and_items(context: MakePageContext) -> None:
    made = context(pages=PAGES, plan=SCHEDULE, roadmap="items: [{id: wallet, title: Wallet, status: in_progress}]")
    (project,) = projects_of(made.portfolio)
    assert (project.title, project.summary, project.status) == ("The readers", "Ten quays.", "in_progress")
    found = home(made, "readers")
    assert titles(found.items) == ["Wallet"]
    assert (found.phase, found.when) == ("Execution", "2 November to 25 December 2026")
    assert [(fact.label, fact.words) for fact in found.facts][:2] == [("Sponsor", "Harbor master"), ("Manager", "Mate")]


def test_the_health_of_a_project_is_that_of_its_latest_report(context: MakePageContext) -> None:
    declared = "projects: [{id: readers, title: R, status: in_progress, health: on_track}]"
    older = REPORT.replace("2026-11-22", "2026-11-15").replace("off_track", "at_risk")
    found = home(context(pages=PAGES, portfolio=declared, report=REPORT, report_b="id: old\n" + older), "readers")
    assert found.health and found.health.value == "off_track"
    assert found.report
    assert (found.report.ref.title, plain(found.report.when)) == ("Three weeks late.", "22 November 2026")
    assert found.report.trend and plain(found.report.trend.words) == "was at risk on 15 November 2026"
    assert (found.report.reason, [plain(one) for one in found.report.decisions]) == (
        "The ice came.",
        ["Wait? (by 1 December 2026)"],
    )
    assert found.why is None, "the reason is in the report"


def test_a_sponsor_reads_dates_spend_milestones_and_risks_first(context: MakePageContext) -> None:
    found = home(context(pages=PAGES, plan=SCHEDULE, report=REPORT), "readers")
    assert [(one.label, plain(one.value), plain(one.note), one.unit) for one in found.figures] == [
        ("Ends", "25 Dec 2026", "3 weeks later than baseline (4 December 2026)", ""),
        ("Complete", "25%", "weighted by duration", ""),
        ("Spent", "300", "of 900 EUR; forecast unknown", "EUR"),
    ]
    (stone,) = found.milestones
    assert (stone.ref.title, plain(stone.when), plain(stone.was)) == ("Open", "25 Dec", "4 Dec")
    assert [(one.ref.title, one.mark and one.mark.word, one.score) for one in found.risks] == [
        ("Ice", "High", "16 of 25")
    ]
    assert [page.title for page in found.pages] == ["Plan", "Risks and issues", "Status reports"]


def test_external_readers_see_a_project_without_money_people_reasons_and_grades(context: MakePageContext) -> None:
    found = home(context(pages=PAGES, plan=SCHEDULE, report=REPORT, audience="public"), "readers")
    assert [one.label for one in found.figures] == ["Ends", "Complete"]
    assert [(one.ref.title, one.mark, one.score) for one in found.risks] == [("Ice", None, "")]
    assert [fact.label for fact in found.facts] == ["As of"]
    assert found.report and found.report.reason == ""


def test_the_table_has_a_column_for_what_plans_and_reports_give(context: MakePageContext) -> None:
    found = table(context, plan=SCHEDULE, report=REPORT)
    (row,) = found.rows
    assert row.plan and row.plan.milestone and row.report
    assert (row.plan.phase, row.plan.milestone.title, plain(row.plan.due)) == ("Execution", "Open", "25 Dec")
    assert (plain(row.plan.ends), row.plan.slip) == ("25 Dec", "3 weeks later than baseline")
    assert (plain(row.plan.spent), plain(row.plan.budget)) == ("300 EUR", "900 EUR")
    assert (plain(row.report.title), row.health and row.health.value) == ("22 Nov", "off_track")
    assert (row.sorts["ends"], row.sorts["milestone"], row.sorts["report"]) == (
        "2026-12-25",
        "2026-12-25",
        "2026-11-22",
    )
    assert found.has == {"status", "health", "milestone", "ends", "progress", "spent", "report"}
    outside = table(context, "public", plan=SCHEDULE, report=REPORT)
    assert outside.has == {"status", "health", "milestone", "ends", "progress", "report"}


def test_the_item_page_names_the_project_that_delivers_it_and_its_next_milestone(context: MakePageContext) -> None:
    made = context(
        "items: [{id: wallet, title: Wallet, status: in_progress}]", pages=PAGES, plan=SCHEDULE, report=REPORT
    )
    found = item_view(made, made.portfolio.all(Item)[0])
    facts = {fact.label: fact for fact in found.facts}
    assert [(ref.title, ref.target) for ref in facts["Project"].refs] == [("The readers", "projects/readers/index.md")]
    assert (facts["Next milestone"].refs[0].title, facts["Next milestone"].note) == ("Open", "on 25 December 2026")
    assert (found.due, found.due_note) == ("25 December 2026", "from its project")
    assert found.progress and (found.progress.percent, found.progress.note) == (25, "from its project")
    assert found.health and (found.health.value, found.health_note) == ("off_track", "from its project")
    assert found.why and found.why.words == "The ice came."
