"""The pages of projects and handovers: which there are, and what stands in their HTML."""

from __future__ import annotations

from tests.unit.render.conftest import MakePages, html, ids, text

from milepost.render.site_plan import SitePlan

HOSTILE = """<script>alert('x')</script> "q" {{ 7 * 7 }} {% raw %} &amp; <!--x-->"""
FULL = f"""\
id: h
project: harbour
from: '{HOSTILE.replace("'", "''")}'
to: Night desk
summary: '{HOSTILE.replace("'", "''")}'
scope: {{included: ['{HOSTILE.replace("'", "''")}']}}
runbooks: [{{title: '{HOSTILE.replace("'", "''")}', url: "https://wiki.example.org/a"}}]
readiness: [{{criterion: C, gate: '{HOSTILE.replace("'", "''")}', status: not_met}}]
access: [{{system: S, vault_reference: '{HOSTILE.replace("'", "''")}', rotate: true}}]
known_issues: [{{title: K, ticket: "javascript:alert(1)"}}, {{title: L, ticket: "https://tracker.example.org/1"}}]
acceptance: [{{role: '{HOSTILE.replace("'", "''")}', decision: conditional, conditions: '{HOSTILE.replace("'", "''")}'}}]
"""


def addresses(plan: SitePlan) -> set[str]:
    return {src_uri for src_uri in plan.pages if src_uri.startswith("projects/")}


def test_projects_and_handovers_have_pages_below_each_other(pages: MakePages) -> None:
    made = pages(
        portfolio="projects: [{id: quay, title: The quay}]",
        postmortem="id: p\nproject: A/B test",
        handover="id: h\nproject: harbour",
        handover_b="id: alone",
    )
    ab = made.addresses.project("A/B test")
    assert addresses(made) == {
        "projects/index.md", "projects/quay/index.md", "projects/harbour/index.md", ab,
        "projects/harbour/handover.md", "projects/alone/handover.md",
    }  # fmt: skip
    assert {made.target("project", "quay"), made.target("handover", "alone")} < addresses(made)


def test_every_project_and_handover_is_reached_from_the_table(pages: MakePages) -> None:
    made = pages(postmortem="id: p\nproject: A/B test", handover="id: h\nproject: harbour", handover_b="id: alone")
    links = set(made.pages["projects/index.md"].render(lambda target: target).links)
    assert addresses(made) - {"projects/index.md"} == links


def test_outside_there_is_no_section_where_everything_is_hidden(pages: MakePages) -> None:
    hidden = {
        "handover": "id: h\nproject: harbour",
        "portfolio": "projects: [{id: quay, title: Q, audience: internal}]",
    }
    assert addresses(pages(audience="public", **hidden)) == set()
    assert len(addresses(pages(**hidden))) == 4


def test_outside_a_project_is_there_without_its_hidden_handover(pages: MakePages) -> None:
    made = pages(
        audience="public", postmortem="id: p\nproject: harbour\naudience: public", handover="id: h\nproject: harbour"
    )
    assert addresses(made) == {"projects/index.md", "projects/harbour/index.md"}
    assert "andover" not in html(made, "projects/harbour/index.md") + html(made, "projects/index.md")


def test_whatever_a_handover_says_stays_text(pages: MakePages) -> None:
    page = html(pages(handover=FULL), "projects/harbour/handover.md")
    assert "<script" not in page
    assert 'href="javascript:' not in page
    assert page.count("&lt;script&gt;alert(") >= 7
    assert 'href="https://tracker.example.org/1"' in page


def test_a_thin_handover_has_no_empty_headings(pages: MakePages) -> None:
    page = html(pages(handover="id: h\nproject: harbour\nfrom: A\nto: B"), "projects/harbour/handover.md")
    assert "Ready to hand over?" not in page
    assert [id for id in ids(page) if not id.startswith("_mp-")] == ["sign-off"], "both sides can sign it on paper"
    assert "Nothing is written yet that has to be ready." in text(page)
