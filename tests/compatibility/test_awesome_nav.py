"""awesome-nav makes its own navigation out of the files there are and of `.nav.yml` files."""

from __future__ import annotations

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Project

ITEM = "roadmap/items/checkout/"


@pytest.fixture(params=["before", "after"])
def project(shared: Shared, request: pytest.FixtureRequest) -> Project:
    return shared(**{request.param: "awesome-nav"}, features="navigation.tabs, navigation.path")


def test_generated_pages_appear_by_themselves(project: Project) -> None:
    page = project.build("public", strict=True).page("roadmap/board/")
    assert list(page.tabs) == ["Home", "Overview", "Guide", "Roadmap"]
    assert page.tabs["Roadmap"] is True
    assert "Board" in page.nav


def test_items_stay_out_of_the_navigation_and_belong_to_their_section(project: Project) -> None:
    page = project.build("public").page(ITEM)
    assert "New checkout" not in page.nav
    assert page.tabs["Roadmap"] is True
    assert page.path[0] == "Home"
    assert "Roadmap" in page.path


def test_an_author_may_place_and_rename_generated_pages(project: Project) -> None:
    project.write("docs/.nav.yml", "nav:\n  - roadmap/board.md\n  - Where we stand: overview.md\n  - index.md\n")
    page = project.build("public", strict=True).page("roadmap/board/")
    assert list(page.tabs) == ["Board", "Where we stand", "Home"]
    assert page.article.one("h1").words == "Board"


def test_hidden_pages_leave_no_title_behind(project: Project) -> None:
    vault = "  - The vault: team/pay.md\n  - Back room:\n    - Much: team/pay.md\n"
    nav = f"nav:\n  - index.md\n{vault}  - roadmap\n"
    project.write("docs/.nav.yml", nav)
    outside = project.build("public", strict=True)
    assert outside.exit == 0, outside.log
    assert outside.mentions("vault") == outside.mentions("back room") == []
    assert "pay.md" not in outside.log
    assert "The vault" in project.build("internal").page("").nav


def test_deleting_a_hidden_page_changes_nothing(project: Project) -> None:
    project.write(
        "docs/.nav.yml",
        "nav:\n  - index.md\n  - The vault: team/pay.md\n  - team/index.md\n  - Back room: team\n  - '*'\n",
    )
    built = project.build("public", strict=True)
    before = built.files()
    assert built.exit == 0, built.log
    assert built.mentions("back room") == []
    assert "team" not in built.log
    project.remove("docs/team/pay.md")
    project.remove("docs/team/index.md")
    assert project.build("public").files() == before
