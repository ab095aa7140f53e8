"""The page of risks and issues: what is open, how bad, who acts, and what external readers see of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conftest import MakePageContext, MakePortfolio, said

from milepost.graph.loader import load
from milepost.kit.addresses import LESSONS, POSTMORTEMS, PROJECTS, ROADMAP
from milepost.kit.context import PageContext
from milepost.kit.projects import projects_of
from milepost.pages.page import Page, Section
from milepost.pages.risks.sections import PAGE
from milepost.pages.risks.view import RisksView, has_risks_page, risks_view

PAGES = (PROJECTS, POSTMORTEMS, ROADMAP, LESSONS)
RISKS = """\
id: quay
title: Quay
audience: public
budget: {currency: EUR}
risks:
- {id: small, title: Small, probability: 2, impact: 2, status: watching, cost: 100}
- {id: late, title: Late, probability: 5, impact: 4, status: open, cost: 1000, owner: Mate, review_by: 2026-11-13,
   residual: {probability: 3, impact: 4}, response: mitigate, mitigation: Ask twice., trigger: Silence, days: 5}
- {id: unknown, title: Unknown, status: open, cost: tbd}
- {id: chance, title: Chance, probability: 5, impact: 5, response: exploit, status: open}
- {id: came, title: Came, status: occurred, probability: 1, impact: 1}
- {id: gone, title: Gone, status: closed, review_by: 2026-01-01}
issues:
- {id: minor, title: Minor, severity: minor, status: open, raised: 2026-11-20}
- {id: worst, title: Worst, severity: critical, status: open, raised: 2026-10-04, due: 2026-11-16, risk: came}
- {id: over, title: Over, status: resolved, resolution: Mended.}
"""


def view(context: PageContext) -> RisksView:
    (project,) = projects_of(context.portfolio)
    assert project.plan
    return risks_view(context, project, context.insight.plan(project.plan))


def page(context: PageContext) -> Page:
    (own,) = PAGE.pages(context)
    assert own.src_uri == "projects/quay/risks.md"
    return own.build()


@pytest.fixture
def inside(context: MakePageContext) -> RisksView:
    return view(context(pages=PAGES, plan=RISKS))


def test_open_risks_are_ranked_by_their_current_score_and_opportunities_come_last(inside: RisksView) -> None:
    assert inside.open
    rows = [(row.number, row.ref.title, row.is_opportunity) for row in inside.open.rows]
    assert rows == [(1, "Late", False), (2, "Small", False), (0, "Unknown", False), (0, "Chance", True)]
    assert [(row.number, row.ref.target) for row in inside.on_map] == [
        (1, "projects/quay/risks.md#risk-late"),
        (2, "projects/quay/risks.md#risk-small"),
    ]


def test_a_row_says_how_bad_it_is_who_acts_and_what_is_overdue(inside: RisksView) -> None:
    assert inside.open
    row = inside.open.rows[0]
    assert row.before and row.after
    assert (row.before.words, row.before.level, row.after.words, row.after.level) == ("20", "high", "12", "high")
    assert (row.owner, row.response, row.mitigation) == ("Mate", "Mitigate", "Ask twice.")
    assert (row.review.replace("\N{NO-BREAK SPACE}", " "), row.overdue) == ("13 Nov", "10 days overdue")
    facts = {fact.label: fact.words.replace("\N{NO-BREAK SPACE}", " ") for fact in row.details}
    assert facts == {
        "Trigger": "Silence",
        "Probability × impact": "5 × 4 = 20, after the response 3 × 4 = 12",
        "Cost": "1,000 EUR",
        "Delay": "5 working days",
    }


def test_an_opportunity_is_no_threat_however_high_it_scores(inside: RisksView) -> None:
    assert inside.open
    chance = inside.open.rows[-1]
    assert chance.before and (chance.before.words, chance.before.level) == ("25", "")
    assert inside.map and {mark.number for mark in inside.map.marks} == {1, 2}


def test_the_opening_is_what_a_sponsor_would_repeat(inside: RisksView) -> None:
    words = said(inside.opening).replace("\N{NO-BREAK SPACE}", " ")
    assert words == (
        "Three risks are open, one of them high after the response: Late. Their expected cost is at least 530 EUR; one cost is unknown. "
        "The review of Late is overdue. Two issues are open."
    )


def test_the_figures_count_what_the_page_lists(inside: RisksView) -> None:
    figures = {one.label: (one.value.replace("\N{NO-BREAK SPACE}", " "), one.note, one.warning) for one in inside.stats}
    assert figures == {
        "Open risks": ("3", "1 high, 1 low, 1 not graded; plus 1 opportunity", ""),
        "Expected cost": ("≥ 530", "probability × cost of 3 open risks, 1 unknown", ""),
        "Reviews overdue": ("1", "", "by 10 days"),
        "Open issues": ("2", "oldest open for 50 days", ""),
    }


def test_issues_are_by_severity_with_their_age_and_what_is_overdue(inside: RisksView) -> None:
    assert inside.issues and inside.resolved
    rows = [(row.title, row.age, row.overdue, row.severity and row.severity.tone) for row in inside.issues.rows]
    assert rows == [("Worst", "50 days", "7 days overdue", "worst"), ("Minor", "3 days", "", "mild")]
    assert [(fact.label, fact.refs[0].title) for fact in inside.issues.rows[0].facts if fact.refs] == [
        ("Related risk", "Came")
    ]
    assert [(row.title, row.resolution, row.age) for row in inside.resolved.rows] == [("Over", "Mended.", "")]


def test_what_occurred_and_what_is_closed_is_apart_and_no_review_of_it_is_overdue(inside: RisksView) -> None:
    assert inside.occurred and inside.closed
    assert [row.ref.title for row in inside.occurred.rows] == ["Came"]
    assert [(row.ref.title, row.overdue) for row in inside.closed.rows] == [("Gone", "")]


def test_the_sections_come_in_the_order_of_urgency(context: MakePageContext) -> None:
    found = page(context(pages=PAGES, plan=RISKS))
    assert [one.id for one in found.sections() if one.id] == [
        "risk-map",
        "register",
        "issues",
        "occurred",
        "closed",
        "resolved",
    ]


PUBLIC = RISKS.replace("status:", "audience: public, status:")


def test_external_readers_see_titles_and_status_in_the_order_they_are_written(context: MakePageContext) -> None:
    outside = view(context(pages=PAGES, plan=PUBLIC, audience="public"))
    assert outside.open
    assert [(row.ref.title, row.number, row.has_more) for row in outside.open.rows] == [
        ("Small", 0, False),
        ("Late", 0, False),
        ("Unknown", 0, False),
        ("Chance", 0, False),
    ]
    assert outside.open.has == frozenset()
    assert (outside.map, outside.stats, outside.scale) == (None, (), "")
    assert said(outside.opening).strip() == "Four risks are open. Two issues are open."


def test_external_readers_have_no_page_without_anything_on_it(context: MakePageContext) -> None:
    def there(audience: str) -> bool:
        made = context(pages=PAGES, plan="id: quay\naudience: public", audience=audience)
        (project,) = projects_of(made.portfolio)
        return has_risks_page(made.portfolio, project)

    assert (there("internal"), there("public")) == (True, False)


def test_an_empty_register_says_what_to_write(context: MakePageContext, portfolio: MakePortfolio) -> None:
    found = view(context(pages=PAGES, plan="id: quay"))
    assert found.empty
    assert portfolio(plan=f"id: quay\n{found.empty.example}").entities("risk")


LESSON = """
id: cold
lessons:
- {id: on-deck, title: What is tested indoors is not tested, event: Devices stopped on deck., type: obstacle,
   recommendation: Hang one outside., applies_when: {technology: [readers], phase: execution}}
"""
QUAY = "id: quay\ntitle: Readers on the quay\nstatus: in_progress\nphase: execution\n"


def test_lessons_of_others_that_fit_the_plan_can_be_copied_as_a_valid_risk(
    context: MakePageContext, tmp_path: Path
) -> None:
    seen = view(context(pages=PAGES, plan=QUAY, postmortem=LESSON)).seen
    assert seen
    snippet = seen.cards[0].snippet
    (tmp_path / "plan.yml").write_text(f"kind: plan\n{QUAY}{snippet}\n")
    found = load(tmp_path)
    assert not found.problems
    (risk,) = found.portfolio.entities("risk")
    assert (risk.entry.lesson, risk.entry.status) == ("cold/on-deck", "open")


def test_a_lesson_that_is_in_the_register_already_leads_there(context: MakePageContext) -> None:
    adopted = "risks: [{id: deck, title: It fails on deck, status: open, lesson: cold/on-deck}]"
    seen = view(context(pages=PAGES, plan=QUAY + adopted, postmortem=LESSON)).seen
    assert seen
    (card,) = seen.cards
    assert card.snippet == ""
    assert [(ref.title, ref.target) for ref in card.risks] == [("It fails on deck", "projects/quay/risks.md#risk-deck")]


def test_a_section_without_content_is_not_there(context: MakePageContext) -> None:
    found = page(context(pages=PAGES, plan="id: quay\ntitle: Quay\nrisks: [{id: r, title: R, status: open}]"))
    assert [one.title for one in found.parts if isinstance(one, Section)] == []
    assert [one.title for one in found.sections()] == ["Quay: risks and issues", "Risk register"]
