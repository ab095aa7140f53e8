"""Generated pages, as MkDocs and its templates treat any other page."""

from __future__ import annotations

import json

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Project

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/demo/
repo_url: https://example.com/acme/plans
edit_uri: edit/main/docs/
theme:
  name: material
  features: [navigation.tabs, navigation.path, navigation.indexes, content.action.edit]
plugins: [search, tags, milepost: {as_of: 2026-09-14}]
"""
EVIL = """\
  - id: evil
    title: A </title><script>alert("1")</script> & 'more'
    summary: Quotes " and <b>
    status: planned
    horizon: now
    tags: ["<i>tag</i>"]
"""


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("mkdocs.yml", MKDOCS_YML)
    found.write("data/plans/roadmap.yml", ROADMAP)
    return found


def test_an_item_has_a_page_of_its_own(project: Project) -> None:
    page = project.build().page("roadmap/items/checkout/")
    assert page.title == "New checkout - Demo"
    assert "Pay in one step." in page.article.words
    assert page.article.one("h1").words == "New checkout"
    assert page.one("meta", name="description").attributes["content"] == "Pay in one step."
    assert page.article.one("span", cls="md-tag").words == "payments"


def test_an_item_is_not_in_the_navigation_but_knows_where_it_belongs(project: Project) -> None:
    page = project.build().page("roadmap/items/checkout/")
    assert "New checkout" not in page.nav
    assert page.tabs["Roadmap"] is True
    assert page.tabs["Home"] is False
    assert page.path == ["Home", "Roadmap"]


@pytest.mark.parametrize("option", ["", "use_directory_urls: false\n"])
def test_links_between_generated_pages_lead_to_files_that_are_there(project: Project, option: str) -> None:
    project.write("mkdocs.yml", MKDOCS_YML + option)
    built = project.build()
    items = "roadmap/items/checkout/index.html" if not option else "roadmap/items/checkout.html"
    for path in ("index.html", "overview/index.html" if not option else "overview.html", items):
        html = built.page(path)
        for address in html.article.links.values():
            if address and not address.startswith(("#", "https:", "mailto:")):
                target = (built.folder / path).parent / address.partition("#")[0]
                target = target / "index.html" if target.suffix != ".html" else target
                assert target.resolve().is_file(), f"{path} → {address}"


def test_titles_and_tags_are_text_and_never_markup(project: Project) -> None:
    project.write("data/plans/roadmap.yml", ROADMAP + EVIL)
    built = project.build()
    html = built.read("roadmap/items/evil/index.html")
    assert built.page("roadmap/items/evil/").title.startswith("A </title><script>alert")
    assert '<script>alert("1")' not in html
    assert "<i>tag</i>" not in html
    assert '<script>alert("1")' not in built.read("search/search_index.json")


def test_pages_are_found_by_search(project: Project) -> None:
    documents = json.loads(project.build().read("search/search_index.json"))["docs"]
    found = [entry for entry in documents if entry["location"] == "roadmap/items/checkout/"]
    assert found[0]["title"] == "New checkout"
    assert found[0]["tags"] == ["payments"]


def test_headings_of_a_page_are_its_table_of_contents(project: Project) -> None:
    page = project.build().page("roadmap/board/")
    headings = {node.words for level in ("h2", "h3") for node in page.article.all(level)}
    ids = {node.attributes["id"] for node in page.article.all() if "id" in node.attributes}
    assert page.contents
    assert set(page.contents) <= headings
    assert {address.removeprefix("#") for address in page.contents.values()} <= ids


def test_a_link_to_an_anchor_of_a_generated_page_is_checked(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS_YML + "validation: {anchors: warn}\n")
    page = "---\naudience: internal\n---\n[good](roadmap/board.md{}), [bad](roadmap/board.md#nowhere-at-all)\n"
    built = project.build("internal")
    anchor = next(iter(built.page("roadmap/board/").contents.values()))
    project.write("docs/links.md", page.format(anchor))
    warnings = project.build("internal").warnings()
    assert any("nowhere-at-all" in warning for warning in warnings)
    assert not any(f"board.md{anchor}'" in warning for warning in warnings)


def test_every_page_is_dated_by_the_day_the_site_speaks_from(project: Project) -> None:
    project.write("theme/main.html", '{% extends "base.html" %}{% block footer %}{{ build_date_utc }}{% endblock %}')
    project.write("mkdocs.yml", MKDOCS_YML.replace("name: material", "name: material\n  custom_dir: theme"))
    built = project.build()
    assert built.read("sitemap.xml").count("<lastmod>2026-09-14</lastmod>") == built.read("sitemap.xml").count("<loc>")
    assert "2026-09-14 00:00:00+00:00" in built.page("roadmap/board/").words
    assert "2026-09-14 00:00:00+00:00" in built.read("404.html")


def test_the_inner_site_leads_to_the_yaml_of_a_page(project: Project) -> None:
    page = project.build("internal").page("roadmap/items/checkout/")
    edit = page.one("a", rel="edit").attributes["href"]
    assert edit == "https://example.com/acme/plans/edit/main/data/plans/roadmap.yml"
    assert project.build("internal").page("").all("a", rel="edit")


def test_the_outer_site_leads_to_no_source_at_all(project: Project) -> None:
    built = project.build("public")
    assert built.mentions("example.com/acme") == []
    assert built.mentions("roadmap.yml") == []


def test_a_site_between_outside_and_inside_leads_to_no_source_either(project: Project) -> None:
    project.change("mkdocs.yml", "milepost: {", "milepost: {audiences: [public, partners, internal], ")
    assert project.build("partners").mentions("example.com/acme") == []


def test_source_public_lets_outsiders_see_the_source(project: Project) -> None:
    project.change("mkdocs.yml", "milepost: {", "milepost: {source_public: true, ")
    page = project.build("public").page("roadmap/items/checkout/")
    assert page.one("a", rel="edit").attributes["href"].endswith("/data/plans/roadmap.yml")


def test_names_from_git_stay_inside(project: Project) -> None:
    project.write(
        "git_names/__init__.py",
        "from mkdocs.plugins import BasePlugin\n"
        "class Plugin(BasePlugin):\n"
        "    def on_page_content(self, html, **kwargs):\n"
        "        return html + '<p>By Ada Example</p>'\n",
    )
    project.write(
        "hooks.py",
        "import sys, pathlib\n"
        "sys.path.insert(0, str(pathlib.Path(__file__).parent))\n"
        "from git_names import Plugin\n"
        "def on_startup(**kwargs): pass\n"
        "def on_config(config):\n"
        "    config.plugins['git-authors'] = Plugin()\n"
        "on_config.mkdocs_priority = 100\n",
    )
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    assert "Ada Example" in project.build("internal").page("").words
    assert project.build("public").mentions("Ada Example") == []


def test_a_hand_written_page_may_not_stand_where_a_generated_one_goes(project: Project) -> None:
    project.write("docs/roadmap/board.md", "---\naudience: internal\n---\n# Mine\n")
    built = project.build("internal")
    assert built.exit == 1
    assert "roadmap/board.md:1:1: page-address" in built.log
    assert project.build("public").exit == 0


def test_a_page_may_be_left_out_of_search(project: Project) -> None:
    built = project.build()
    locations = [entry["location"] for entry in json.loads(built.read("search/search_index.json"))["docs"]]
    assert len(locations) == len(set(locations))


def test_our_styles_come_before_the_users_own_and_can_be_replaced(project: Project) -> None:
    project.write("docs/mine.css", "body{}")
    project.write("theme/assets/milepost.css", "/* all mine */")
    project.write(
        "mkdocs.yml",
        MKDOCS_YML.replace("name: material", "name: material\n  custom_dir: theme") + "extra_css: [mine.css]\n",
    )
    built = project.build()
    html = built.read("index.html")
    assert html.index("assets/milepost.css") < html.index("mine.css")
    assert built.read("assets/milepost.css") == "/* all mine */"


def test_of_the_theme_only_assets_are_published(project: Project) -> None:
    files = project.build().files()
    assert {
        "assets/milepost.css",
        "assets/milepost.js",
        "assets/milepost-threads.js",
        "assets/milepost-timeline.js",
    } <= files.keys()
    assert not [path for path in files if path.startswith("assets/src") or path.endswith((".ts", ".mjs"))]
    assert not [path for path in files if path.startswith(("pages/", "fragments/"))]
