"""`content_security_policy`: written into every page of a real site, and told of where it blocks something."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Built, Project

POLICY = '<meta http-equiv="Content-Security-Policy"'


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("data/roadmap.yml", ROADMAP)
    return found


def built(project: Project, option: str = "true", theme: str = "{name: material, font: false}") -> Built:
    project.write(
        "mkdocs.yml",
        f"site_name: Demo\nsite_url: https://example.com/demo/\ntheme: {theme}\n"
        f"plugins: [search, milepost: {{as_of: 2026-09-14, content_security_policy: {option}}}]\n",
    )
    return project.build("internal")


def pages(site: Built) -> dict[str, str]:
    return {path: content.decode() for path, content in site.files().items() if path.endswith(".html")}


def test_every_page_has_the_same_one_and_nothing_is_told(project: Project) -> None:
    site = built(project)
    policies = {html.split(POLICY)[1].partition(">")[0] for html in pages(site).values()}

    assert len(policies) == 1
    assert all(html.count(POLICY) == 1 for html in pages(site).values())
    assert "404.html" in pages(site)
    assert site.warnings() == []


def test_it_is_off_by_default(project: Project) -> None:
    assert not any(POLICY in html for html in pages(built(project, "false")).values())


def test_it_is_the_same_twice(project: Project) -> None:
    assert built(project).files() == built(project).files()


def test_google_s_fonts_are_told_and_can_be_allowed(project: Project) -> None:
    told = built(project, theme="material").warnings()
    assert len(told) == 1
    assert "blocks https://fonts.googleapis.com" in told[0]
    allowed = "{style-src: ['https://fonts.googleapis.com'], font-src: ['https://fonts.gstatic.com']}"
    assert built(project, allowed, "material").warnings() == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_have_one_too(project: Project, theme: str) -> None:
    site = built(project, theme=theme)

    assert all(html.count(POLICY) == 1 for html in pages(site).values())
    assert all("blocks https://cdnjs.cloudflare.com" in told for told in site.warnings())


def test_a_script_that_a_text_of_the_plan_became_is_blocked_and_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own cleaning is taken away, as a fault in it would."""
    project.change(
        "data/roadmap.yml", "    summary: Nobody may know.\n", "    description: <script>attack()</script>\n"
    )
    monkeypatch.setattr("milepost.render.templates.Templates._text", lambda *words: Markup(words[1]))
    site = built(project)

    assert "<script>attack()</script>" in pages(site)["roadmap/items/merger/index.html"]
    assert site.warnings() == [
        "milepost: the content security policy blocks a script in a text of the plan, in roadmap/items/merger/index.html"
    ]


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("{scripts: []}", "there is no directive 'scripts'"),
        ("{script-src: ['*']}", "is no host"),
        ("1", "true is expected"),
    ],
)
def test_a_wrong_one_stops_the_build(project: Project, option: str, words: str) -> None:
    site = built(project, option)

    assert site.exit == 1
    assert words in site.log
    assert not site.folder.exists()
