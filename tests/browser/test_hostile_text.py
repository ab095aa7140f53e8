"""Hostile text in every field of every kind, read by a real browser: it stays text, in pages and in search results."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.support.once import once
from tests.support.project import Project
from tests.support.xss import PAYLOADS, documents, readable

from milepost.mkdocs_plugin.run_mode import RunMode

pytestmark = pytest.mark.slow

MKDOCS_YML = """\
site_name: Hostile
site_url: https://example.com/
theme:
  name: {theme}
  font: false
  features: [navigation.instant, navigation.tabs, navigation.path, navigation.indexes, navigation.footer, search.suggest, search.highlight, content.code.copy]
plugins: [search, tags, milepost: {{as_of: 2026-09-14, pages_audience: public}}]
"""
PLAIN_YML = """\
site_name: Hostile
theme: {{name: {theme}, highlightjs: false}}
plugins: [search, milepost: {{as_of: 2026-09-14, pages_audience: public}}]
"""
VIEWS = "# Views\n\n" + "".join(
    f"## {view.title()}\n\n```milepost\nview: {view}\n```\n\n"
    for view in ("timeline", "board", "list", "releases", "objectives", "needs", "milestones")
)
# As long as the payload where that is cut in a name, so that the same names are the same.
HARMLESS = [
    f"Harmless words {number}".ljust(len(readable(text)) if len(readable(text)) > 100 else 0, "o")
    for number, text in enumerate(PAYLOADS.values())
]

# What each page is made of, as the browser's own parser sees it: templates are looked into, and nothing runs.
READ = """async paths => Promise.all(paths.map(async path => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  const inside = root => [...root.querySelectorAll("*")].flatMap(el => [el, ...(el.localName === "template" ? inside(el.content) : [])]);
  const all = inside(page), name = el => (el.namespaceURI.endsWith("xhtml") ? "" : el.namespaceURI.slice(-3) + ":") + el.localName;
  const values = which => all.flatMap(el => [...el.attributes].filter(which).map(one => `${name(el)} ${one.name}=${one.value}`));
  const counts = {};
  for (const el of all) counts[name(el)] = (counts[name(el)] ?? 0) + 1;
  return {
    path, counts,
    names: [...new Set(all.flatMap(el => [name(el), ...[...el.attributes].map(one => `${name(el)} ${one.name}`)]))],
    addresses: values(one => ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "poster"].includes(one.name)),
    styles: values(one => one.name === "style"),
    scripts: all.filter(el => el.localName === "script" && el.type !== "application/json").map(el => el.textContent),
    data: all.filter(el => el.localName === "script" && el.type === "application/json").map(el => el.textContent),
    ids: all.map(el => el.id).filter(Boolean),
    title: page.title, heading: page.querySelector("article h1")?.textContent.trim() ?? "",
  };
}))"""
# There are as many of them for any text. A mark or a bar may be left out where words take more room.
COUNTED = (
    "script", "style", "link", "meta", "base", "iframe", "object", "embed", "img", "form", "input", "noscript",
    "template", "title", "textarea", "math", "video", "svg:script", "svg:style", "svg:animate", "svg:a",
)  # fmt: skip
# Markdown makes more of a text that is written in it; see the tests of text fields for what that may be.
MARKDOWN = {
    "a", "a href", "blockquote", "br", "code", "em", "h3", "h3 id", "h4", "h4 id", "h5", "h5 id", "hr", "li", "ol", "p",
    "pre", "pre id", "strong", "ul", "b",
}  # fmt: skip
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|#|\?|\.{0,2}/|[\w.-]+(/|$))")
NUMBERS = re.compile(r"(--[a-z0-9-]+:-?[\d.e+-]+;?)*|position:absolute|display:block")

Serve = Callable[..., str]
# The slow tests read one site: the other is made of the same elements, see the tests of its structure.
INTERNAL = pytest.mark.parametrize("audience", ["internal"], indirect=True)


class Site:
    """A site in the browser: where it is, and what each page is made of, by path."""

    def __init__(self, folder: Path, address: str, page: Page) -> None:
        self.address = address
        self.paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        page.goto(f"{address}404.html")
        self.pages: dict[str, Any] = {one["path"]: one for one in page.evaluate(READ, self.paths)}


def make(root: Path, texts: list[str], audience: str, theme: str = "material") -> Path:
    """The site of documents that hold the texts; with checks off, as they would refuse some of the links."""
    project = Project(root / "source", "")
    project.write("mkdocs.yml", MKDOCS_YML.format(theme=theme))
    project.write("docs/views.md", VIEWS)
    if theme == "material":
        project.write("docs/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    else:
        project.write("mkdocs.yml", PLAIN_YML.format(theme=theme))
    for name, text in documents(texts)[0].items():
        project.write(f"data/{name}", text)
    built = project.build(audience, run=RunMode(checks=False))
    assert built.exit == 0, built.log[:2000]
    return built.folder.rename(root / "site")


@pytest.fixture(scope="module", params=["internal", "public"])
def audience(request: pytest.FixtureRequest) -> str:
    """Whose sites are compared. The public one lacks the pages of names that nobody declared."""
    return str(request.param)


@pytest.fixture(scope="module")
def hostile(audience: str, tmp_path_factory: pytest.TempPathFactory, browser: Browser, serve: Serve) -> Site:
    return opened(tmp_path_factory, browser, serve, audience, list(PAYLOADS.values()))


@pytest.fixture(scope="module")
def harmless(audience: str, tmp_path_factory: pytest.TempPathFactory, browser: Browser, serve: Serve) -> Site:
    return opened(tmp_path_factory, browser, serve, audience, HARMLESS)


def opened(
    factory: pytest.TempPathFactory, browser: Browser, serve: Serve, audience: str, texts: list[str], theme: str = "material"
) -> Site:  # fmt: skip
    name = f"hostile-{audience}-{theme}-{'harmless' if texts is HARMLESS else 'hostile'}"
    folder = once(factory, name, lambda root: make(root, texts, audience.partition("-")[0], theme)) / "site"
    page = browser.new_page()
    page.set_default_timeout(120_000)
    try:
        return Site(folder, serve(folder, at="/x/"), page)
    finally:
        page.close()


def test_every_kind_has_pages_of_both_sorts(hostile: Site, harmless: Site) -> None:
    assert len(hostile.paths) == len(harmless.paths) > 4 * len(PAYLOADS)


def test_no_element_and_no_attribute_is_there_that_harmless_text_would_not_have(hostile: Site, harmless: Site) -> None:
    known = {name for one in harmless.pages.values() for name in one["names"]}
    found = {name: path for path, one in hostile.pages.items() for name in one["names"] if name not in known | MARKDOWN}

    assert found == {}


def test_what_could_run_or_load_is_there_as_often_as_with_harmless_text(hostile: Site, harmless: Site) -> None:
    for path, one in hostile.pages.items():
        if path in harmless.pages:
            expected = harmless.pages[path]["counts"]
            assert {tag: one["counts"].get(tag, 0) for tag in COUNTED} == {
                tag: expected.get(tag, 0) for tag in COUNTED
            }, path
    assert len(hostile.pages.keys() & harmless.pages.keys()) > 3 * len(PAYLOADS)


def test_every_address_is_one_of_this_site_or_a_plain_one(hostile: Site) -> None:
    found = [(path, one) for path, page in hostile.pages.items() for one in page["addresses"]]

    assert [one for one in found if not SAFE_ADDRESS.match(one[1].partition("=")[2])] == []


def test_a_style_attribute_holds_numbers_and_nothing_else(hostile: Site) -> None:
    found = [(path, one) for path, page in hostile.pages.items() for one in page["styles"]]

    assert [one for one in found if not NUMBERS.fullmatch(one[1].partition("=")[2])] == []


def test_scripts_are_those_of_the_theme(hostile: Site, harmless: Site) -> None:
    expected = {script for page in harmless.pages.values() for script in page["scripts"]}

    assert {script for page in hostile.pages.values() for script in page["scripts"]} <= expected


def test_titles_are_the_very_text(hostile: Site) -> None:
    for number, text in enumerate(PAYLOADS.values()):
        words = " ".join(readable(text).split())
        page = hostile.pages[f"roadmap/items/roadmap-items-{number}/index.html"]
        assert page["heading"] == words
        assert page["title"] == f"{words} - Hostile"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_themes_that_escape_nothing_show_text_as_text(
    theme: str, tmp_path_factory: pytest.TempPathFactory, browser: Browser, serve: Serve
) -> None:
    texts = [text for name, text in PAYLOADS.items() if "quote" in name or "script" in name or "title" in name]
    harmless = [f"Harmless words {number}" for number in range(len(texts))]
    found, expected = (
        opened(tmp_path_factory, browser, serve, f"internal-{name}", some, theme).pages
        for name, some in (("hostile", texts), ("harmless", harmless))
    )
    known = {name for one in expected.values() for name in one["names"]}
    assert {name for one in found.values() for name in one["names"]} <= known | MARKDOWN
    for path in found.keys() & expected.keys():
        for tag in COUNTED:
            assert found[path]["counts"].get(tag, 0) == expected[path]["counts"].get(tag, 0), (path, tag)
    assert len(found) > 4 * len(texts)


NUMBERED = re.compile(r"\d+")


def opened_by_a_reader(paths: list[str]) -> list[str]:
    """The pages of all texts at once, and of those of one text that many: each sort of page, and each text once.

    Every page is compared with its harmless counterpart by its elements; a browser that opens pages is slow.
    """
    sorts: dict[str, list[str]] = {}
    for path in paths:
        sorts.setdefault(NUMBERED.sub("0", path), []).append(path)
    few = [path for found in sorts.values() if len(found) < len(PAYLOADS) for path in found]
    many = [found for found in sorts.values() if len(found) >= len(PAYLOADS)]
    rounds = max(len(PAYLOADS), len(many))
    return few + [many[at % len(many)][at % len(PAYLOADS)] for at in range(rounds)]


@INTERNAL
def test_no_page_does_anything_that_a_text_asks_for(hostile: Site, browser: Browser) -> None:
    paths = opened_by_a_reader(hostile.paths)
    numbers = {int(number) for path in paths for number in NUMBERED.findall(path)}
    assert numbers >= {*range(len(PAYLOADS))}
    assert {NUMBERED.sub("0", path) for path in paths} == {NUMBERED.sub("0", path) for path in hostile.paths}
    with Watched(browser, hostile) as (page, done):
        for path in paths:
            page.goto(hostile.address + path)
            assert page.evaluate("window.attacked") is None, path
    assert done == []


@INTERNAL
def test_search_results_are_text(hostile: Site, browser: Browser) -> None:
    with Watched(browser, hostile, searched=True) as (page, done):
        page.goto(hostile.address)
        for words in ("window", "script", "onfocus", "img", "xlink"):
            field = page.locator(".md-search__input")
            field.click()
            field.fill("")
            page.keyboard.type(words)
            page.locator(".md-search-result__link").first.wait_for()
            page.wait_for_timeout(300)
            elements = page.locator(".md-search__output *").evaluate_all(
                "all => [...new Set(all.map(el => el.localName))]"
            )
            assert set(elements) <= RESULTS, words
            assert page.evaluate("window.attacked") is None, words
    assert done == []


# Elements of Material's results, and those that it leaves in the words of a page.
RESULTS = {
    "div", "ol", "li", "a", "article", "h1", "h2", "nav", "p", "mark", "code", "details", "summary", "span", "em", "strong",
    "ul", "blockquote", "pre", "br", "b", "i", "label", "svg", "path", "h3", "hr", "dl", "dt", "dd",
}  # fmt: skip


NO_INDEX = {"config": {"lang": ["en"], "separator": " ", "pipeline": []}, "docs": []}


class Watched:
    """A page that says when a text ran, or asked another host for anything."""

    def __init__(self, browser: Browser, site: Site, *, searched: bool = False) -> None:
        self.context = browser.new_context()
        if not searched:  # every page would index five megabytes of hostile text again
            self.context.route("**/search/search_index.json", lambda route: route.fulfill(json=NO_INDEX))
        self.host = site.address.split("/")[2]
        self.done: list[str] = []

    def __enter__(self) -> tuple[Page, list[str]]:
        page = self.context.new_page()
        page.on("dialog", lambda dialog: (self.done.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.asked(request.url))
        return page, self.done

    def asked(self, address: str) -> None:
        if address.split("/")[2] != self.host and not address.startswith(("data:", "blob:")):
            self.done.append(address)

    def __exit__(self, *_: object) -> None:
        self.context.close()
