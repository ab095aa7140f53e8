"""The navigation built by MkDocs and its plugins: hidden pages are removed, item pages attached to their index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from milepost.mkdocs_plugin.generated_pages import in_html
from milepost.mkdocs_plugin.inclusion import is_on_site
from milepost.mkdocs_plugin.nav import is_missing
from milepost.render.site_plan import SitePlan


def prune(nav: Navigation, files: Files) -> None:
    """Remove links to pages that are not on this site, and sections that become empty."""
    nav.items = _pruned(nav.items, files)
    if nav.homepage and not is_on_site(nav.homepage.file):
        nav.homepage = None
    nav.pages = [page for page in nav.pages if is_on_site(page.file)]
    for before, page in zip([None, *nav.pages], nav.pages, strict=False):
        page.previous_page = before
        page.next_page = None
        if before:
            before.next_page = page


def addresses(items: Iterable[Any]) -> Iterator[str]:
    """The URLs of entries that are not pages: files, and external links."""
    for item in items:
        if isinstance(item, Link):
            yield item.url
        yield from addresses(item.children or ())


def place(files: Files, plan: SitePlan) -> None:
    """Give our pages in the navigation their short titles, and the others their parent section."""
    for generated in plan.pages.values():
        page = _page(files, generated.src_uri)
        if page is None:
            continue
        if generated.nav_title and not page.title:
            page.title = in_html(generated.nav_title)
        if generated.parent and page.parent is None and not generated.in_nav:
            page.parent = _section(_page(files, generated.parent))


def _page(files: Files, src_uri: str) -> Page | None:
    file = files.src_uris.get(src_uri)
    return file.page if file else None


def _section(index: Page | None) -> Any:
    """The section of an index page; the page itself if it has no section or has become one."""
    if index is None:
        return None
    section = index.parent
    return section if section and section.children and section.children[0] is index else index


def _pruned(items: list[Any], files: Files) -> list[Any]:
    kept = []
    for item in items:
        if isinstance(item, Link) and is_missing(item.url, files):
            continue
        if isinstance(item, Page) and not is_on_site(item.file):
            continue
        if item.children is not None:
            had_children = bool(item.children)
            item.children = _pruned(item.children, files)
            if had_children and not item.children and not isinstance(item, Page):
                continue
        kept.append(item)
    return kept
