"""An export loses nothing: words, anchors and links of every page are those of the built page, in the same order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

import pytest
from tests.support import whole

from milepost.outputs.markdown import markdown, relative_to
from milepost.render.page import GeneratedPage
from milepost.render.writers import Rendered

# All pages of three sites, built and exported.
pytestmark = pytest.mark.whole


@dataclass(frozen=True)
class Made:
    """A page as it is built, and as its export reads once its Markdown is HTML."""

    src_uri: str
    built: Rendered
    markdown: str
    exported: str

    @property
    def contents(self) -> list[str]:
        return [heading.id for heading in self.built.headings]


@pytest.fixture(scope="module", params=["public", "internal"])
def audience(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=[whole.example, whole.plan], ids=["example", "everything"])
def pages(request: pytest.FixtureRequest, audience: str) -> list[Made]:
    found = request.param(audience).pages.values()
    if audience == "internal":
        assert {page.src_uri.partition("/")[0] for page in found} == {
            "index.md", "strategy", "roadmap", "backlog", "metrics", "feedback", "projects", "postmortems", "lessons", "actions",
        }  # fmt: skip
    return [_made(page) for page in found]


def _made(page: GeneratedPage) -> Made:
    written = markdown(page)
    # A parser of Markdown takes minutes for all of them; that it leaves the blocks as they are is tested in tests/site.
    body = re.sub(r"^(#+) (.*)$", _heading, written.split("---\n", 2)[2], flags=re.MULTILINE)
    return Made(page.src_uri, page.render(relative_to(page.src_uri)), written, body)


def _heading(found: re.Match[str]) -> str:
    text = re.sub(r"[\\](.)", r"\1", found[2])
    return f"<h{len(found[1])}>{text}</h{len(found[1])}>"


def words(html: str) -> Counter[str]:
    return Counter(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def ids(html: str) -> list[str]:
    return list(map(unescape, re.findall(r'\sid="([^"]*)"', html)))


def links(html: str) -> Counter[str]:
    return Counter(re.findall(r'<a [^>]*href="([^"]*)"', html))


def test_an_exported_page_has_the_words_of_the_built_one(pages: list[Made]) -> None:
    for page in pages:
        assert words(page.exported) == words(page.built.html), page.src_uri


def test_an_exported_page_has_the_anchors_of_the_built_one(pages: list[Made]) -> None:
    for page in pages:
        assert Counter(ids(page.exported)) == Counter(ids(page.built.html)), page.src_uri


def test_an_exported_page_has_the_links_of_the_built_one(pages: list[Made]) -> None:
    for page in pages:
        assert links(page.exported) == links(page.built.html), page.src_uri


def test_contents_page_and_export_have_the_same_order(pages: list[Made]) -> None:
    for page in pages:
        assert [id for id in ids(page.built.html) if id in page.contents] == page.contents, page.src_uri
        assert [id for id in ids(page.exported) if id in page.contents] == page.contents, page.src_uri


def test_every_heading_of_the_contents_is_a_heading_of_the_page(pages: list[Made]) -> None:
    for page in pages:
        found = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", page.built.html)
        headings = {(int(level), " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())) for level, html in found}
        assert {(one.level, " ".join(one.text.split())) for one in page.built.headings} <= headings, page.src_uri


def test_every_heading_of_the_contents_is_one_in_markdown_unless_a_script_works_on_it(pages: list[Made]) -> None:
    torn = {
        "backlog/index.md",
        "backlog/board.md",
        "roadmap/index.md",
        "roadmap/board.md",
        "lessons/index.md",
        "postmortems/index.md",
        "strategy/alignment.md",
    }
    for page in pages:
        headings = re.findall(r"^##? .*$", page.markdown, re.MULTILINE)
        own = [
            id for id in page.contents if page.src_uri not in torn or id in ("themes", "about", "story-map", "orphans")
        ]
        assert len(headings) == 1 + len(own), page.src_uri
