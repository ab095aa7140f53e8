"""section-index makes an index page the link of its section; it swaps the class of the page for that."""

from __future__ import annotations

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Project


@pytest.fixture(params=["before", "after"])
def project(shared: Shared, request: pytest.FixtureRequest) -> Project:
    return shared(**{request.param: "section-index"}, features="navigation.tabs, navigation.path")


def test_the_index_of_a_section_is_its_link_and_keeps_its_content(project: Project) -> None:
    built = project.build("public", strict=True)
    page = built.page("roadmap/")
    assert page.tabs["Roadmap"] is True
    assert page.nav.count("Roadmap") == 1
    assert "New checkout" in page.article.words
    sidebar = page.one("nav", cls="md-nav--primary")
    assert sidebar.links["Roadmap"] in ("./", ".")


def test_items_belong_to_the_section(project: Project) -> None:
    page = project.build("public").page("roadmap/items/checkout/")
    assert page.tabs["Roadmap"] is True
    assert page.path == ["Home", "Roadmap"]


def test_hidden_pages_leave_no_title_behind(project: Project) -> None:
    outside = project.build("public", strict=True)
    assert outside.exit == 0, outside.log
    assert outside.mentions("team room") == outside.mentions("salaries") == []
    assert "Team room" in project.build("internal").page("team/").words


def test_it_works_together_with_awesome_nav(project: Project) -> None:
    project.change("mkdocs.yml", "  - search\n", "  - search\n  - awesome-nav\n")
    page = project.build("public", strict=True).page("roadmap/")
    assert page.nav.count("Roadmap") == 1
    assert "New checkout" in page.article.words
