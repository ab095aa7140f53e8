"""literate-nav reads the navigation from Markdown lists in SUMMARY.md."""

from __future__ import annotations

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Project


@pytest.fixture(params=["before", "after"])
def project(shared: Shared, request: pytest.FixtureRequest) -> Project:
    return shared(**{request.param: "literate-nav"}, features="navigation.tabs")


def test_without_a_summary_generated_pages_appear_by_themselves(project: Project) -> None:
    page = project.build("public", strict=True).page("roadmap/items/checkout/")
    assert page.tabs == {"Home": False, "Overview": False, "Guide": False, "Roadmap": True}
    assert "New checkout" not in page.nav
    assert "Items" not in page.nav


def test_a_summary_may_place_and_name_generated_pages(project: Project) -> None:
    project.write(
        "docs/SUMMARY.md",
        "* [Start](index.md)\n* [Now](roadmap/board.md)\n* [The hit](roadmap/items/checkout.md)\n* Rest\n    * *.md\n",
    )
    page = project.build("public", strict=True).page("roadmap/board/")
    assert list(page.tabs)[:3] == ["Start", "Now", "The hit"]
    assert page.tabs["Now"] is True


def test_a_summary_that_does_not_mention_our_sections_gets_them(project: Project) -> None:
    project.write("docs/SUMMARY.md", "* [Start](index.md)\n* [Guide](guide/)\n")
    assert list(project.build("public").page("").tabs) == ["Start", "Guide", "Overview", "Roadmap"]


def test_hidden_pages_leave_no_title_behind_and_the_summary_is_no_page(project: Project) -> None:
    project.write(
        "docs/SUMMARY.md",
        "* [Start](index.md)\n* [The vault](team/pay.md)\n* Back room\n    * [Much](team/pay.md)\n",
    )
    outside = project.build("public", strict=True)
    assert outside.exit == 0, outside.log
    assert outside.mentions("vault") == outside.mentions("back room") == []
    assert "pay.md" not in outside.log
    assert not outside.has("SUMMARY")
    assert "The vault" in project.build("internal").page("").nav


def test_deleting_a_hidden_page_changes_nothing(project: Project) -> None:
    project.write("docs/SUMMARY.md", "* [Start](index.md)\n* [The vault](team/pay.md)\n* [Back room](team/)\n* *.md\n")
    built = project.build("public", strict=True)
    before = built.files()
    assert built.exit == 0, built.log
    assert built.mentions("back room") == []
    project.remove("docs/team/pay.md")
    project.remove("docs/team/index.md")
    assert project.build("public").files() == before
