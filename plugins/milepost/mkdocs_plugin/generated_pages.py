"""Pages with HTML of their own: MkDocs creates the `Page`, Milepost fills it.

`read_source` and `render` are replaced on the instance. A subclass would have to be instantiated before the navigation
is built, and would lose titles that users set there; and section-index changes the class of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from sys import intern

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from milepost.mkdocs_plugin.addresses import PageUrls
from milepost.pages.page import Heading
from milepost.render.page import GeneratedPage

_IDS = re.compile(r'\sid="([^"]+)"')


def adopt(page: Page, generated: GeneratedPage, addresses: PageUrls) -> None:
    """Make a page take its title, tags and content from a generated page, when MkDocs asks for them."""

    def read_source(_: MkDocsConfig) -> None:
        page.markdown = ""
        page.meta = _meta(generated)

    def render(*_: MkDocsConfig | Files) -> None:
        rendered = generated.render(addresses.seen_from(page.file))
        page.content = rendered.html
        page.toc = contents(rendered.headings)
        page.present_anchor_ids = ids_in(rendered.html)
        page.links_to_anchors = anchors_in(rendered.links, addresses)

    page.read_source = read_source  # type: ignore[method-assign, assignment]
    page.render = render  # type: ignore[method-assign, assignment]


def in_html(text: str) -> str:
    """Plain text for MkDocs' templates, which do not escape. Apostrophes stay, for the search index."""
    return escape(text, quote=False).replace('"', "&quot;")


def contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """The table of contents: headings nested by level, the first one marked as active."""
    top: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(in_html(heading.text), in_html(heading.id), heading.level)
        while open_links and open_links[-1].level >= heading.level:
            open_links.pop()
        (open_links[-1].children if open_links else top).append(link)
        open_links.append(link)
    if top:
        top[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(top)


def _meta(generated: GeneratedPage) -> dict[str, object]:
    meta: dict[str, object] = {"title": in_html(generated.title)}
    if generated.description:
        meta["description"] = escape(generated.description)
    else:
        meta["rss"] = {
            "feed_description": in_html(generated.title)
        }  # feeds need a description, page heads are better without this one
    if generated.tags:
        meta["tags"] = [in_html(tag) for tag in generated.tags]
    if generated.hide:
        meta["hide"] = list(generated.hide)
    if not generated.searchable:
        meta["search"] = {"exclude": True}
    return meta


def ids_in(html: str) -> set[str]:
    """Every id in some HTML."""
    return {intern(id) for id in _IDS.findall(html)}


def anchors_in(links: Iterable[str], addresses: PageUrls) -> dict[File, dict[str, str]]:
    """The anchors that `src_uri#anchor` links lead to, by file, in the form that MkDocs' link check expects."""
    found: dict[File, dict[str, str]] = {}
    for link in links:
        src_uri, _, anchor = link.partition("#")
        if anchor:
            found.setdefault(addresses.file(src_uri), {})[anchor] = link
    return found
