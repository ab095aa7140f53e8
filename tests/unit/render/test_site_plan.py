"""Which pages a site has, where they stand, and that everything on them leads somewhere."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from tests.unit.render.conftest import MakePages, html, ids, text

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load
from milepost.render.site_plan import SitePlan, site_plan

# All pages of the example, for both audiences.
pytestmark = pytest.mark.whole

EXAMPLE = Path(__file__).parents[3] / "content" / "data"
HOSTILE = """<script>alert('x')</script> "q" {{ 7 * 7 }} {% raw %} &amp; <!--x-->"""


@pytest.fixture(scope="module", params=["public", "internal"])
def example(request: pytest.FixtureRequest) -> SitePlan:
    portfolio = redacted_for(load(EXAMPLE).portfolio, request.param)
    return site_plan(portfolio, as_of=date(2026, 11, 23), sections=None, home=True, templates=None)


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(example: SitePlan) -> None:
    drawn = {src_uri: page.render(lambda target: target) for src_uri, page in example.pages.items()}
    anchors = {src_uri: set(map(unescape, ids(rendered.html))) for src_uri, rendered in drawn.items()}
    broken = [
        (src_uri, link)
        for src_uri, rendered in drawn.items()
        for link in rendered.links
        if link.partition("#")[0] not in drawn
        or ("#" in link and link.partition("#")[2] not in anchors[link.partition("#")[0]])
    ]
    assert not broken


def test_no_id_stands_twice_on_a_page_and_every_heading_of_the_contents_is_there(
    example: SitePlan,
) -> None:
    for page in example.pages.values():
        rendered = page.render(lambda target: target)
        found = ids(rendered.html)
        assert len(found) == len(set(found)), page.src_uri
        assert {heading.id for heading in rendered.headings} <= set(map(unescape, found)), page.src_uri


def test_every_page_says_what_it_is_as_of(example: SitePlan) -> None:
    for page in example.pages.values():
        said = text(page.render(lambda target: target).html)
        if " status report, " in page.title:  # it says what was known on a day of its own
            assert page.title.partition(" status report, ")[2] in said, page.src_uri
        else:
            assert "23 November 2026" in said, page.src_uri


def test_item_pages_are_lean(example: SitePlan) -> None:
    sizes = sorted(len(html(example, src_uri).encode()) for src_uri in example.pages if "/items/" in src_uri)
    assert sizes[len(sizes) // 2] < 6_000
    assert sizes[-1] < 20_000  # with five related lessons, priorities by four methods, and what a slip would move


def test_the_lead_of_an_export_has_the_symbols_of_all_icons(example: SitePlan) -> None:
    for page in example.pages.values():
        sections = page.sections(lambda target: target)
        assert (sections[0].level, sections[0].heading) == (1, page.title)
        used = set(re.findall(r'xlink:href="#([^"]+)"', "".join(section.html for section in sections)))
        assert used <= set(ids(sections[0].html)), page.src_uri


def test_the_pages_of_a_roadmap_stand_in_the_navigation_and_items_do_not(pages: MakePages) -> None:
    found = pages(
        "releases: [{id: v1, title: V1}]\nitems: [{id: Check-Out, title: Checkout, status: planned, tags: [web]}]"
    )
    assert [(node.title, node.src_uri, [child.src_uri for child in node.children]) for node in found.nav] == [
        ("Overview", "index.md", []),
        (
            "Roadmap",
            "roadmap/index.md",
            ["roadmap/board.md", "roadmap/list.md", "roadmap/releases.md", "roadmap/poster.md"],
        ),
    ]
    item = found.pages["roadmap/items/check-out.md"]
    assert (item.in_nav, item.parent, item.source, item.tags) == (
        False,
        "roadmap/index.md",
        "roadmap.yml",
        ("web",),
    )


def test_a_hand_written_home_page_keeps_its_place(pages: MakePages) -> None:
    assert "overview.md" in pages("items: [{id: a, title: A, status: planned}]", home=False).pages


def test_no_two_entities_share_an_anchor_however_their_ids_are_spelt(pages: MakePages) -> None:
    strategy = """
        objectives:
          - {id: a, title: A, key_results: [{id: b-c, title: One}]}
          - {id: a-b, title: B, key_results: [{id: c, title: Two}]}
    """
    found = pages("items: []", strategy=strategy)
    assert found.target("kr", "a/b-c") != found.target("kr", "a-b/c")


def test_targets_name_page_and_anchor_or_nothing(pages: MakePages) -> None:
    found = pages(
        "releases: [{id: V1, title: V1}]\nthemes: [{id: pay, title: Pay}]\n"
        "items: [{id: a, title: A, status: planned, milestones: [{id: m, title: M, date: 2027}]}]",
        strategy="objectives: [{id: o, title: O, key_results: [{id: k, title: K}]}]",
    )
    assert found.target("item", "A") == "roadmap/items/a.md"
    assert found.target("release", "v1") == "roadmap/releases.md#v1"
    assert found.target("theme", "pay") == "roadmap/index.md#theme-pay"
    assert found.target("kr", "o/k") == "strategy/index.md#kr-o/k"
    assert found.target("milestone", "a/m") == "roadmap/items/a.md#milestone-m"
    assert found.target("item", "nope") is None
    assert found.target("metric", "x") is None


def test_a_link_to_a_hidden_entity_leaves_only_its_words(pages: MakePages) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, audience: public, depends_on: [b],
         description: "See [the other](item:b)."}
      - {id: b, title: Hidden, status: planned}
    """
    page = html(pages(plan, audience="public"), "roadmap/items/a.md")
    assert "See the other." in page
    assert "Hidden" not in page
    assert "items/b" not in page


def test_sections_choose_pages_their_order_and_titles(pages: MakePages) -> None:
    plan = "items: [{id: a, title: A, status: planned}]"
    found = pages(plan, strategy="objectives: [{id: o, title: O}]", sections=[{"roadmap": "Plan"}, "overview"])
    assert [node.title for node in found.nav] == ["Plan", "Overview"]
    assert "strategy/index.md" not in found.pages
    assert found.target("objective", "o") is None


def test_outside_an_empty_section_is_not_there_even_if_asked_for(pages: MakePages) -> None:
    plan = "items: [{id: a, title: A, status: planned}]"
    asked = ["overview", "strategy", "roadmap"]
    assert [node.title for node in pages(plan, audience="public", sections=asked).nav] == ["Overview"]
    assert [node.title for node in pages(plan, sections=asked).nav] == ["Overview", "Strategy", "Roadmap"]


def test_nothing_an_author_writes_is_taken_for_markup(pages: MakePages) -> None:
    quoted = HOSTILE.replace("'", "''")
    plan = f"""
    themes: [{{id: t, title: '{quoted}', summary: '{quoted}'}}]
    releases: [{{id: v, title: '{quoted}', summary: '{quoted}', date: 2027-01-01}}]
    items:
      - {{id: a, title: '{quoted}', summary: '{quoted}', status: in_progress, theme: t, release: v,
         team: '{quoted}', type: '{quoted}', health: at_risk, health_reason: '{quoted}', tags: ['{quoted}'],
         milestones: [{{id: m, title: '{quoted}', date: 2027}}],
         asks: [{{team: '{quoted}', what: '{quoted}', size: '{quoted}'}}],
         links: [{{title: '{quoted}', url: 'https://example.org'}}]}}
      - {{id: b, title: B, status: planned, depends_on: [a], parent: a, theme: '{quoted}'}}
    """
    strategy = f"""
    objectives:
      - {{id: o, title: '{quoted}',
         key_results: [{{id: k, title: '{quoted}', unit: '{quoted}', baseline: 1, target: 2, current: 1}}]}}
    """
    found = pages(plan, strategy=strategy, portfolio=f"labels: {{status: {{planned: {{title: '{quoted}'}}}}}}")
    for src_uri in found.pages:
        page = html(found, src_uri)
        assert "<script" not in page, src_uri
        assert "</script" not in page, src_uri
        assert "<!--" not in page, src_uri
        if src_uri != "strategy/index.md":
            assert "{{ 7 * 7 }}" in page, src_uri


def test_titles_find_their_own_direction(pages: MakePages) -> None:
    found = pages("items: [{id: a, title: מסע בים, status: in_progress}]")
    for src_uri in (
        "index.md",
        "roadmap/index.md",
        "roadmap/board.md",
        "roadmap/list.md",
        "roadmap/poster.md",
        "roadmap/items/a.md",
    ):
        assert re.search(r'dir="auto">מסע בים<', html(found, src_uri)), src_uri


def test_hundreds_of_items_stay_small(pages: MakePages) -> None:
    items = ", ".join(
        f"{{id: i{n}, title: Item number {n}, summary: What item number {n} is for, status: in_progress, "
        f"start: 2026-01-01, end: 2027-03-0{n % 9 + 1}, theme: t{n % 12}, progress: {n % 100}}}"
        for n in range(600)
    )
    found = pages(f"items: [{items}]")
    assert len(html(found, "roadmap/list.md")) < 600_000
    assert len(html(found, "roadmap/board.md")) < 600_000
    assert len(html(found, "roadmap/poster.md")) < 200_000
    assert len(html(found, "index.md")) < 20_000


def test_words_that_hold_no_news_are_left_out_of_search(pages: MakePages) -> None:
    found = pages("items: [{id: a, title: A, status: planned}]")
    assert [src_uri for src_uri, page in found.pages.items() if not page.searchable] == [
        "roadmap/board.md",
        "roadmap/list.md",
        "roadmap/poster.md",
    ]


def test_the_overview_reads_like_this(pages: MakePages) -> None:
    plan = """
    disclose: {public: [reasons]}
    audience: public
    releases: [{id: v2, title: Version 2, date: 2026-12-07}]
    items:
      - {id: tap, title: Tap and go, status: in_progress, end: 2027-04-30, baseline: {end: 2027-03-01},
         health: off_track, health_reason: Readers are late., progress: 42}
      - {id: refund, title: Refunds, status: done, end: 2026-11-13}
    """
    found = pages(plan, audience="public", portfolio="disclaimer: {public: Dates may *change*.}")
    assert text(html(found, "index.md").partition("<svg width")[0]) == (
        "Product One item is in progress. Version 2 comes on 7 December 2026. "
        "Tap and go slipped to 30 April 2027 , 9 weeks later than baseline. As of 23 November 2026 "
        "In progress 1 1 off track Shipped in three months 1 "
        "Later than baseline 1 item by up to 9 weeks Next release 7 Dec in 14 days Version 2 "
        "In progress Board Tap and go Off track · 30 April 2027 · slipped 9 weeks 42% set manually "
        "Slipped Tap and go 1 March 2027 → 30 April 2027 , 9 weeks later. Readers are late. "
        "Coming next Releases Version 2 7 Dec, in 14 days "
        "Recently shipped List Refunds 13 Nov Dates may change ."
    )
