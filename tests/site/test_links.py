"""Links by type and id in hand-written pages."""

from __future__ import annotations

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Project
from tests.support.tree import page

from milepost.mkdocs_plugin.run_mode import RunMode


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("data/roadmap.yml", ROADMAP)
    return found


def article(
    project: Project, body: str, audience: str = "public", path: str = "docs/guide/deep/notes.md"
) -> tuple[str, dict[str, str]]:
    project.write(path, page("Notes", audience, body))
    found = project.build(audience).page(path.removeprefix("docs/").removesuffix(".md") + "/").article
    return found.words, found.links


def test_a_link_by_id_leads_to_the_page_of_the_entity(project: Project) -> None:
    _, links = article(project, "See [the checkout](item:checkout) and [again](item:Checkout 'A title').")
    assert links == {
        "the checkout": "../../../roadmap/items/checkout/",
        "again": "../../../roadmap/items/checkout/",
    }


def test_it_works_in_lists_tables_and_references(project: Project) -> None:
    table = "| x |\n|---|\n| [b](item:checkout) |\n\n"
    body = f"- one [a](item:checkout)\n\n{table}[c][ref]\n\n[ref]: item:checkout\n"
    assert set(article(project, body)[1]) == {"a", "b", "c"}


def test_a_link_to_a_hidden_entity_leaves_its_words_with_their_markup(project: Project) -> None:
    project.write(
        "docs/x.md",
        page(
            "X",
            body="Before [some *fine* words](item:merger 'Acme') after, [and](item:merger)[more](item:merger).",
        ),
    )
    built = project.build("public")
    paragraph = built.page("x/").article.one("p")
    assert paragraph.words == "Before some fine words after, andmore."
    assert paragraph.one("em").words == "fine"
    assert built.mentions("acme") == built.mentions("item:merger") == []
    assert "some fine words" in built.page("x/").article.words


def test_on_the_outer_site_hidden_and_unknown_entities_are_alike(project: Project) -> None:
    project.write("docs/x.md", page("X", body="[words](item:merger)"))
    hidden = project.build("public").files()
    project.write("docs/x.md", page("X", body="[words](item:never)"))
    assert project.build("public").files() == hidden


def test_inside_an_unknown_entity_is_a_warning_that_says_what_was_meant(project: Project) -> None:
    project.write("docs/x.md", page("X", "internal", "[words](item:chekout)"))
    built = project.build("internal", strict=True)
    assert built.exit == 1
    assert any("x.md links to item:chekout" in warning and "'checkout'" in warning for warning in built.warnings())


def test_an_overseen_build_has_no_warnings_about_data(project: Project) -> None:
    project.write("docs/x.md", page("X", "internal", "[words](item:chekout) [page](gone.md)"))
    built = project.build("public", strict=True, run=RunMode(checks=False))
    assert (built.exit, built.warnings()) == (0, [])


def test_addresses_of_the_web_and_mail_stay_as_they_are(project: Project) -> None:
    body = "[web](https://example.com/item:x) [mail](mailto:ada@example.com) [here](#notes)"
    assert article(project, body)[1] == {
        "web": "https://example.com/item:x",
        "mail": "mailto:ada@example.com",
        "here": "#notes",
    }
