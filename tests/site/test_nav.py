"""The navigation that readers get, with and without a `nav` in mkdocs.yml."""

from __future__ import annotations

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Built, Project
from tests.support.tree import page

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/demo/
theme: {name: material}
plugins: [search, milepost: {as_of: 2026-09-14}]
"""


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("data/roadmap.yml", ROADMAP)
    return found


def nav(project: Project, text: str = "", audience: str = "public") -> list[str]:
    project.write("mkdocs.yml", MKDOCS_YML + (f"nav: {text}\n" if text else ""))
    return top(project.build(audience))


def top(built: Built) -> list[str]:
    """The titles of the first level."""
    sidebar = built.page("404.html").one("nav", cls="md-nav--primary")
    level = next(node for node in sidebar.inside if not isinstance(node, str) and node.tag == "ul")
    entries = [node for node in level.inside if not isinstance(node, str)]
    return [entry.one("span", cls="md-ellipsis").words for entry in entries]


def test_without_a_nav_ours_comes_after_the_home_page_and_before_the_rest(project: Project) -> None:
    project.write("docs/about.md", page("About"))
    project.write("docs/guide/start.md", page("Start"))
    titles = nav(project)
    assert titles[0] == "Home"
    assert titles[-2:] == ["About", "Guide"]
    assert "Overview" in titles
    assert "Roadmap" in titles


def test_without_a_home_page_the_overview_is_it(project: Project) -> None:
    project.remove("docs/index.md")
    project.write("docs/about.md", page("About"))
    assert nav(project)[0] == "Overview"
    assert project.build().page("").title.startswith("Overview")


def test_pages_in_a_folder_named_like_a_section_of_ours_join_it(project: Project) -> None:
    project.write("docs/roadmap/how-we-plan.md", page("How we plan"))
    assert nav(project).count("Roadmap") == 1
    assert "How we plan" in project.build().page("roadmap/board/").nav


def test_a_nav_gets_the_sections_it_does_not_mention(project: Project) -> None:
    titles = nav(project, "[{Start: index.md}]")
    assert titles[0] == "Start"
    assert "Roadmap" in titles


def test_a_nav_may_place_generated_pages_and_name_them(project: Project) -> None:
    titles = nav(project, "[index.md, {Now and next: roadmap/board.md}, {A hit: roadmap/items/checkout.md}]")
    assert titles[:3] == ["Home", "Now and next", "A hit"]
    assert "Roadmap" not in titles


def test_a_nav_may_hold_links_to_elsewhere(project: Project) -> None:
    assert "Blog" in nav(project, "[index.md, {Blog: 'https://example.com/blog'}]")


def test_entries_for_hidden_pages_go_and_take_empty_sections_with_them(project: Project) -> None:
    project.write("docs/pay.md", page("Pay", "internal"))
    team = "{Team: [{Salaries: pay.md}, {Deep: [{Bonus: 'pay.md#bonus'}]}]}"
    text = f"[index.md, {team}, {{Deal: roadmap/items/merger.md}}]"
    outside = nav(project, text)
    assert "Team" not in outside
    assert "Deal" not in outside
    built = project.build("public", strict=True)
    assert built.exit == 0
    assert "pay.md" not in built.log
    assert built.mentions("salaries") == built.mentions("bonus") == []
    inside = nav(project, text, "internal")
    assert "Team" in inside
    assert "Deal" in inside


def test_the_inner_site_warns_of_an_entry_that_leads_nowhere(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS_YML + "nav: [index.md, {Lost: lost.md}]\n")
    assert any("lost.md" in warning for warning in project.build("internal").warnings())
    assert project.build("public").warnings() == []


def test_pages_that_a_nav_leaves_out_on_purpose_are_not_complained_about(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS_YML + "nav: [index.md, {Board: roadmap/board.md}]\n")
    assert "not included in the" not in project.build().log


def test_previous_and_next_pages_never_lead_to_hidden_ones(project: Project) -> None:
    project.write("docs/a.md", page("Alpha", "internal"))
    project.write("docs/b.md", page("Beta"))
    project.write(
        "mkdocs.yml",
        MKDOCS_YML.replace("{name: material}", "{name: material, features: [navigation.footer]}"),
    )
    built = project.build("public")
    assert built.mentions("alpha") == []
    assert built.page("b/").all("a", cls="md-footer__link--prev")
