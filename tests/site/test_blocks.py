"""Views in hand-written pages, as readers of real sites meet them."""

from __future__ import annotations

import json
import posixpath
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.project import Built, Project
from tests.support.reader import Node
from tests.support.tree import page

from milepost.cli.main import main

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/demo/
theme: {{name: material}}
plugins: [search, tags, milepost: {{as_of: 2026-09-14}}]
use_directory_urls: {directory_urls}
markdown_extensions: {extensions}
validation: {{anchors: warn, unrecognized_links: warn}}
"""
ROADMAP = """\
kind: roadmap
title: Roadmap
audience: public
themes: [{id: pay, title: Paying}, {id: deals, title: Deals, audience: internal}]
releases: [{id: spring, title: Spring, date: 2027-03-08, milestones: [{id: freeze, title: Freeze, date: 2027-02-01}]}]
items:
  - {id: checkout, title: New checkout, summary: Pay in one step., status: in_progress, theme: pay, release: spring,
     start: 2026-08, end: 2026-12, objectives: [quick]}
  - {id: receipts, title: Receipts by mail, status: planned, horizon: next, depends_on: [checkout], owner: Ada,
     objectives: [quick]}
  - {id: merger, title: Merger with Acme, status: planned, audience: internal, theme: deals, start: 2026-10, end: 2027-01,
     release: spring, objectives: [quick]}
"""
STRATEGY = """\
kind: strategy
title: Strategy
audience: public
vision: Better
needs: [{id: speed, title: Speed, statement: To be quick}]
objectives: [{id: quick, title: Quick boarding, needs: [speed], key_results: [{id: kr, title: Minutes,
  baseline: 9, target: 1, current: 5}]}]
"""
VIEWS = {
    "timeline": "view: timeline\nlanes: theme",
    "board": "view: board",
    "list": "view: list\nsort: -title",
    "groups": "view: list\nlanes: theme",
    "releases": "view: releases",
    "objectives": "view: objectives",
    "needs": "view: needs",
    "milestones": "view: milestones",
    "item": "item: checkout",
    "release": "release: spring",
    "objective": "objective: quick",
}
ALL = "\n\n".join(f"## Some {name}\n\n``` milepost\n{body}\n```" for name, body in VIEWS.items())


def fenced(body: str) -> str:
    return f"Before.\n\n``` milepost\n{body}\n```\n\nAfter."


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    configure(found)
    found.write("data/roadmap.yml", ROADMAP)
    found.write("data/strategy.yml", STRATEGY)
    return found


def configure(project: Project, extensions: str = "[]", *, directory_urls: bool = True) -> None:
    project.write("mkdocs.yml", MKDOCS_YML.format(extensions=extensions, directory_urls=str(directory_urls).lower()))


def block(built: Built, address: str = "") -> Node:
    """The only view of a page."""
    (found,) = blocks(built, address)
    return found


def blocks(built: Built, address: str = "") -> list[Node]:
    return [node for node in built.page(address).article.all("div") if "data-view" in node.attributes]


def titles(built: Built, address: str = "") -> list[str]:
    return [title for title, link in block(built, address).links.items() if "/items/" in link]


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("path", ["index.md", "guide/deep/page.md"])
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_every_view_is_drawn_and_its_links_lead_to_pages_of_the_site(
    project: Project, audience: str, path: str, directory_urls: bool
) -> None:
    configure(project, directory_urls=directory_urls)
    project.write(f"docs/{path}", page("Page", body=ALL))

    built = project.build(audience, strict=True)

    assert built.exit == 0, built.log
    stem = path.removesuffix(".md").removesuffix("index")
    address = stem + ("/" if stem else "") if directory_urls else path.replace(".md", ".html")
    found = blocks(built, address)
    assert [node.attributes["data-view"] for node in found] == [
        body.split("\n")[0].split(": ")[body.startswith("view")] for body in VIEWS.values()
    ]
    folder = posixpath.dirname(address)
    links = [link for node in found for link in node.links.values() if link]
    assert len(links) >= 20
    for link in links:
        target, _, anchor = unquote(link).partition("#")
        file = posixpath.normpath(posixpath.join(folder, target))
        file = "index.html" if file == "." else file if file.endswith(".html") else f"{file}/index.html"
        assert built.has(file), link
        assert not anchor or f'id="{anchor}"' in built.read(file), link


def test_a_view_obeys_the_door_of_the_site_it_is_in(project: Project) -> None:
    project.write(
        "docs/index.md", page("Home", body=fenced("view: list\nwhere: {status: planned}\nfields: [owner, end]"))
    )
    public, internal = project.build("public"), project.build("internal")
    assert titles(public) == ["Receipts by mail"]
    assert sorted(titles(internal)) == ["Merger with Acme", "Receipts by mail"]
    assert public.mentions("merger") == []
    assert "Ada" in block(internal).words
    assert "Ada" not in block(public).words
    assert "Owner" not in block(public).words


@pytest.mark.parametrize("name", ["merger", "nothing-of-that-name"])
def test_outside_a_hidden_name_and_one_that_nothing_has_are_the_same(project: Project, name: str) -> None:
    project.write("docs/index.md", page("Home", body=fenced(f"view: timeline\nwhere: {{id: {name}}}")))
    built = project.build("public", strict=True)
    assert (built.exit, built.warnings()) == (0, [])
    assert block(built).words == "No items match."


def test_what_is_hidden_changes_no_byte_of_an_outer_page(project: Project) -> None:
    body = ALL + "\n\n" + fenced("view: list\nwhere: {id: [merger, checkout], theme: [deals, pay]}\nlimit: 1")
    project.write("docs/index.md", page("Home", body=body))
    before = project.build("public").files()
    without = ROADMAP[: ROADMAP.index("  - {id: merger")].replace(", {id: deals, title: Deals, audience: internal}", "")
    project.write("data/roadmap.yml", without)
    assert project.build("public").files() == before


def test_a_page_with_views_passes_the_leak_check(project: Project) -> None:
    body = fenced("view: list\nwhere: {id: [merger, checkout]}") + "\n\n" + ALL
    project.write("docs/index.md", page("Home", body=body))
    built = project.run("milepost", "build")
    assert built.exit == 0, built.log
    assert "verified" in built.log


MISTAKE = "view: list\nsort: -endd"


@pytest.mark.parametrize("program", ["mkdocs", "milepost", "properdocs"])
def test_a_mistake_stops_the_build_and_leaves_the_old_site(project: Project, program: str) -> None:
    more = ("-f", "mkdocs.yml") if program == "properdocs" else ()
    before = project.run(program, "build", *more).files()
    assert before
    project.write("docs/index.md", page("Home", body=fenced(MISTAKE)))

    built = project.run(program, "build", *more)

    assert built.exit == 1
    assert "docs/index.md:10:7: bad-block: a list has no column 'endd'" in built.log
    assert "did you mean 'end'?" in built.log
    assert "Traceback" not in built.log
    assert built.files() == before


def test_a_hidden_page_s_mistake_is_not_told_outside(project: Project) -> None:
    project.write("docs/hidden.md", page("Hidden", "internal", fenced(MISTAKE)))
    assert project.build("public").exit == 0
    inside = project.build("internal")
    assert inside.exit == 1
    assert "hidden.md:10:7" in inside.log


def test_check_tells_of_blocks_at_their_lines(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("docs/index.md", page("Home", body=fenced("view: list\nwhere: {id: [chekout, merger], team: x}")))
    project.write("docs/hidden.md", page("Hidden", "internal", fenced("item: merger\nlimit: 3")))
    monkeypatch.chdir(project.root)
    lines = CliRunner().invoke(main, ["check"]).stdout.split("\n")
    assert [line for line in lines if line.startswith("docs/")] == [
        "docs/hidden.md:10:1: bad-block: 'view: item' takes no 'limit'",
        "docs/index.md:10:14: unknown-reference: there is no item 'chekout'",
        "docs/index.md:10:23: public-links-hidden: item 'merger' is hidden from public readers who see this page",
        "docs/index.md:10:38: undeclared-name: there is no team 'x'",
    ]


def test_rules_about_names_can_be_set(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("docs/index.md", page("Home", body=fenced("view: list\nwhere: {id: [chekout, merger]}")))
    project.change("mkdocs.yml", "2026-09-14", "2026-09-14, rules: {unknown-reference: off, public-links-hidden: off}")
    monkeypatch.chdir(project.root)
    assert "docs/index.md" not in CliRunner().invoke(main, ["check"]).stdout


def test_a_name_that_nothing_has_stops_the_inner_site(project: Project) -> None:
    project.write("docs/index.md", page("Home", body=fenced("item: chekout")))
    built = project.build("internal")
    assert built.exit == 1
    assert "unknown-reference: there is no item 'chekout'" in built.log
    assert "did you mean 'checkout'?" in built.log


def test_a_block_that_a_page_takes_in_is_a_view_too(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    configure(project, "[{pymdownx.snippets: {base_path: [docs]}}]")
    project.write("docs/parts/list.txt", fenced("view: list\nwhere: {id: receipts}"))
    project.write("docs/index.md", page("Home", body='--8<-- "parts/list.txt"'))
    assert titles(project.build("public")) == ["Receipts by mail"]


def test_a_mistake_that_a_page_takes_in_names_the_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    configure(project, "[{pymdownx.snippets: {base_path: [docs]}}]")
    project.write("docs/parts/list.txt", fenced(MISTAKE))
    project.write("docs/index.md", page("Home", body='--8<-- "parts/list.txt"'))
    built = project.build("public")
    assert built.exit == 1
    assert (
        "index.md:1:1: bad-block: a list has no column 'endd', in line 2 of a block that this page takes in"
        in built.log
    )


EXTENSIONS = [
    "[]",
    "[extra, codehilite]",
    "[pymdownx.extra]",
    "[pymdownx.superfences]",
    "[{pymdownx.superfences: {preserve_tabs: true, disable_indented_code_blocks: true}}]",
    "[pymdownx.superfences, extra]",
]


@pytest.mark.parametrize("extensions", EXTENSIONS)
def test_blocks_need_no_extension_and_leave_other_code_alone(project: Project, extensions: str) -> None:
    configure(project, extensions)
    other = "```python\nx = 1\n```\n\n````text\n``` milepost\nview: list\n```\n````"
    plain = page("Home", body=other)
    project.write("docs/index.md", plain)
    project.write(
        "docs/more.md", page("More", body=f"{other}\n\n{fenced('view: list')}\n\n<!--\n{fenced('no: yes')}\n-->")
    )

    built = project.build("public", strict=True)

    assert built.exit == 0, built.log
    assert titles(built, "more/")
    code = [node.words for node in built.page("").article.all("code")]
    assert [node.words for node in built.page("more/").article.all("code")] == code
    assert "``` milepost view: list ```" in " ".join(code)


def test_other_custom_fences_are_kept(project: Project) -> None:
    fence = "{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_div_format }"
    configure(project, f"[{{pymdownx.superfences: {{custom_fences: [{fence}]}}}}]")
    project.write("docs/index.md", page("Home", body=f"``` mermaid\ngraph LR\n```\n\n{fenced('view: list')}"))
    built = project.build("public")
    assert built.page("").article.one("div", cls="mermaid").words == "graph LR"
    assert titles(built)


def test_a_block_works_in_a_list_an_admonition_and_a_quotation(project: Project) -> None:
    configure(project, "[admonition]")
    inside = ["``` milepost", "view: list", "where: {id: checkout}", "```"]
    parts = (
        "- a list\n\n" + "\n".join("    " + line for line in inside),
        "!!! note\n\n" + "\n".join("    " + line for line in inside),
        "\n".join("> " + line for line in inside),
    )
    project.write("docs/index.md", page("Home", body="\n\nWords.\n\n".join(parts)))
    article = project.build("public", strict=True).page("").article
    for around in (article.one("li"), article.one("div", cls="note"), article.one("blockquote")):
        assert "New checkout" in around.links


def test_a_block_indented_as_code_stays_code(project: Project) -> None:
    project.write("docs/index.md", page("Home", body="Words.\n\n    ``` milepost\n    view: list\n    ```"))
    built = project.build("public")
    assert blocks(built) == []
    assert built.page("").article.one("code").words == "```milepost view: list ```"


def test_several_views_of_a_page_share_no_id_and_one_sprite(project: Project) -> None:
    project.write("docs/index.md", page("Home", body=f"{ALL}\n\n{ALL}"))
    article = project.build("internal").page("").article
    ids = [node.attributes["id"] for node in article.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    symbols = {node.attributes["id"] for node in article.all("symbol")}
    assert {node.attributes["xlink:href"].removeprefix("#") for node in article.all("use")} == symbols


def test_headings_of_a_view_stand_below_the_heading_before_it(project: Project) -> None:
    project.write("docs/index.md", page("Home", body=f"### Deep\n\n{fenced('view: board')}"))
    built = project.build("public")
    assert [node.words for node in block(built).all("h4")] == ["Now", "Next"]
    assert [node.words for node in block(built).all("h5")] == ["New checkout", "Receipts by mail"]
    assert list(built.page("").contents) == ["Deep"]


def test_search_finds_the_words_of_the_page_and_not_those_of_its_views(project: Project) -> None:
    project.write(
        "docs/guide.md", page("Guide", body=f"## Part\n\n{ALL}\n\n{fenced('view: list')}\n\n## End\n\nLast words.")
    )
    found = json.loads(project.build("public").read("search/search_index.json"))["docs"]
    mine = {
        entry["location"].partition("#")[2]: entry["text"] for entry in found if entry["location"].startswith("guide/")
    }
    assert all("checkout" not in text.lower() for text in mine.values())
    assert mine["end"] == "<p>Last words.</p>"
    assert set(mine) == {"", "part", "end", *(f"some-{name}" for name in VIEWS)}


def test_an_excerpt_of_a_blog_leaves_views_to_the_post(project: Project) -> None:
    project.change("mkdocs.yml", "tags, ", "tags, blog, ")
    project.change("mkdocs.yml", "2026-09-14", "2026-09-14, pages_audience: public")
    project.write("docs/blog/index.md", "# Blog\n")
    body = f"# Post\n\n{fenced('view: list')}\n\n<!-- more -->\n\nEnd."
    project.write("docs/blog/posts/post.md", f"---\ndate: 2026-01-02\n---\n{body}\n")
    built = project.build("public")
    assert built.exit == 0, built.log
    assert titles(built, "blog/2026/01/02/post/")
    assert blocks(built, "blog/") == []
    assert "view: list" not in built.page("blog/").words


def test_properdocs_draws_the_same_views(project: Project) -> None:
    project.write("docs/index.md", page("Home", body=ALL))
    first = [node.words for node in blocks(project.run("mkdocs", "build", "--strict"))]
    built = project.run("properdocs", "build", "--strict", "-f", "mkdocs.yml")
    assert built.exit == 0, built.log
    assert [node.words for node in blocks(built)] == first
    assert len(first) == len(VIEWS)


def test_without_generated_pages_a_view_has_no_links(project: Project) -> None:
    project.change("mkdocs.yml", "2026-09-14", "2026-09-14, sections: []")
    project.write("docs/index.md", page("Home", body=ALL))
    built = project.build("public", strict=True)
    assert built.exit == 0, built.log
    assert [link for node in blocks(built) for link in node.links.values() if link] == []
