"""Hand-written pages: who sees which, and what the others can tell of it, which is nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Built, Project
from tests.support.tree import page

PLUGINS = """\
site_name: Demo
site_url: https://example.com/demo/
theme: {name: material, features: [navigation.tabs]}
plugins: [search, tags: {export: true}, milepost: {as_of: 2026-09-14}]
markdown_extensions: [attr_list]
"""


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("mkdocs.yml", PLUGINS)
    found.write("data/roadmap.yml", ROADMAP)
    found.write("docs/index.md", page("Home", body="Read the [guide](guide/start.md) or [the salaries](pay.md#all)."))
    found.write("docs/guide/start.md", page("Start", body="Ask for [pay](../pay.md) or [nothing](../nothing.md)."))
    found.write("docs/pay.md", page("Salaries of all", "internal", "## All { #all }\n\nMuch. [Home](index.md)"))
    found.write("docs/tags.md", page("Tags", body="<!-- material/tags -->"))
    return found


def test_a_page_is_on_the_sites_of_its_audience_and_of_those_further_in(project: Project) -> None:
    assert not project.build("public").has("pay/")
    assert project.build("internal").page("pay/").article.words.startswith("Salaries of all")


def test_a_hidden_page_leaves_only_the_words_that_linked_to_it(project: Project) -> None:
    built = project.build("public")
    assert built.page("").article.words == "Home Read the guide or the salaries."
    assert built.page("").article.links == {"guide": "guide/start/"}
    assert built.mentions("pay/") == built.mentions("pay.md") == built.mentions("salaries of all") == []


def test_hidden_and_missing_pages_cannot_be_told_apart(project: Project) -> None:
    article = project.build("public").page("guide/start/").article
    assert article.words == "Start Ask for pay or nothing."
    assert article.links == {}


def test_the_inner_site_warns_of_a_page_that_is_not_there(project: Project) -> None:
    built = project.build("internal", strict=True)
    assert built.exit == 1
    assert any("nothing.md" in warning for warning in built.warnings())


def test_the_outer_site_does_not_warn_of_hidden_or_missing_pages(project: Project) -> None:
    built = project.build("public", strict=True)
    assert built.exit == 0
    assert "pay.md" not in built.log


CHANGES: dict[str, Callable[[Project], None]] = {
    "deleted": lambda project: project.remove("docs/pay.md"),
    "renamed": lambda project: (
        project.write("docs/zz/a.md", project.read("docs/pay.md")),
        project.remove("docs/pay.md"),
    )[0],
    "changed": lambda project: project.write(
        "docs/pay.md",
        "---\naudience: internal\ntags: [aaa]\ntitle: AAA\n---\n# AAA\n\n[x](tags.md) ![y](y.png)\n",
    ),
    "added": lambda project: project.write("docs/guide/a.md", page("A", "internal", "[start](start.md)")),
    "given a folder of its own": lambda project: project.write("docs/aaa/index.md", page("First", "internal")),
    "given a file it shows": lambda project: (
        project.write("docs/pay.png", b"not shown"),
        project.write("docs/pay.md", page("Pay", "internal", "![all](pay.png)")),
    )[0],
    "made the home page's twin": lambda project: project.write("docs/README.md", page("Other home", "internal")),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("urls", ["folders", "files"])
def test_nothing_on_the_outer_site_changes_when_a_hidden_page_is(project: Project, change: str, urls: str) -> None:
    if urls == "files":
        project.write("mkdocs.yml", PLUGINS + "use_directory_urls: false\n")
    before = project.build("public")
    CHANGES[change](project)
    assert_same(before, project.build("public"))


def test_nothing_on_the_outer_site_changes_when_a_hidden_page_in_nav_is_deleted(project: Project) -> None:
    nav = "nav: [index.md, {Guide: [guide/start.md]}, {Inside: [{Salaries: pay.md}]}, tags.md]\n"
    project.write("mkdocs.yml", PLUGINS + nav)
    before = project.build("public")
    assert "Inside" not in before.page("").nav
    project.remove("docs/pay.md")
    assert_same(before, project.build("public"))


def assert_same(before: Built, after: Built) -> None:
    assert (before.exit, after.exit) == (0, 0), after.log
    old, new = before.files(), after.files()
    assert old.keys() == new.keys()
    assert [path for path in old if old[path] != new[path]] == []
    assert {
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "search/search_index.json",
        "tags.json",
    } <= old.keys()


def test_a_hidden_home_page_makes_way_for_the_overview(project: Project) -> None:
    project.write("docs/index.md", page("Our own home", "internal"))
    before = project.build("public")
    assert "Our own home" not in before.page("").words
    project.remove("docs/index.md")
    assert_same(before, project.build("public"))


def test_a_readme_stands_in_for_a_hidden_index(project: Project) -> None:
    project.write("docs/guide/index.md", page("Inside guide", "internal"))
    project.write("docs/guide/README.md", page("Guide for all"))
    before = project.build("public")
    assert before.page("guide/").article.words == "Guide for all"
    project.remove("docs/guide/index.md")
    assert_same(before, project.build("public"))


def test_a_page_that_names_no_audience_is_an_error_with_its_fix(project: Project) -> None:
    project.write("docs/a.md", "# A\n")
    project.write("docs/guide/b.md", "---\ntitle: B\n---\n")
    built = project.build("public")
    assert built.exit == 1
    (error,) = [message for message in built.warnings() if "page-audience" in message]
    assert "a.md, guide/b.md" in error
    assert "pages_audience: public" in error
    assert not built.folder.exists()


def test_pages_audience_speaks_for_pages_that_do_not(project: Project) -> None:
    project.write("docs/a.md", "# A\n")
    project.change("mkdocs.yml", "milepost: {", "milepost: {pages_audience: internal, ")
    assert not project.build("public").has("a/")
    assert project.build("internal").has("a/")


def test_an_unknown_audience_is_an_error_at_its_line(project: Project) -> None:
    project.write("docs/a.md", "---\ntitle: A\naudience: publik\n---\n# A\n")
    built = project.build("public")
    assert built.exit == 1
    assert "a.md:3:11: unknown-audience" in built.log
    assert "did you mean 'public'?" in project.build("internal").log


def test_a_folder_can_speak_for_all_that_lies_in_it(project: Project) -> None:
    project.write("docs/team/_audience.yml", "audience: internal\n")
    project.write("docs/team/deep/plans.md", "# Plans\n")
    project.write("docs/team/open.md", page("Open"))
    project.write("docs/team/chart.png", PNG)
    project.write("docs/index.md", page("Home", body="![Chart](team/chart.png)"))
    public, internal = project.build("public"), project.build("internal")
    assert not public.has("team/deep")
    assert not public.has("team/chart.png")
    assert public.has("team/open/")
    assert internal.has("team/deep/plans/")
    assert internal.has("team/chart.png")
    assert not internal.has("team/_audience.yml")


def test_a_page_kept_out_of_every_site_needs_no_audience(project: Project) -> None:
    project.write("docs/draft.md", "# Draft\n")
    project.write("docs/index.md", page("Home", body="Not [yet](draft.md)."))
    project.write("mkdocs.yml", PLUGINS + "exclude_docs: draft.md\nnav: [index.md, {Soon: draft.md}]\n")
    built = project.build("public", strict=True)
    assert built.exit == 0, built.log
    assert built.page("").article.links == {}
    assert "Soon" not in built.page("").nav


def test_a_page_that_another_plugin_adds_comes_through_the_same_door(project: Project) -> None:
    project.write(
        "hooks.py",
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    for name in ('public', 'internal'):\n"
        "        text = f'---\\naudience: {name}\\n---\\n# For {name}\\n'\n"
        "        files.append(File.generated(config, f'{name}.md', content=text))\n",
    )
    project.write("mkdocs.yml", PLUGINS + "hooks: [hooks.py]\n")
    built = project.build("public")
    assert built.page("public/").article.words == "For public"
    assert built.mentions("for internal") == []
    assert project.build("internal").has("internal/")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200"
    "01e221bc330000000049454e44ae426082"
)
