"""The `nav` of the configuration: generated if there is none, completed if there is one, and pruned."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel, file_sort_key
from mkdocs.utils import is_markdown_file, nest_paths

from milepost.mkdocs_plugin.generated_pages import in_html
from milepost.mkdocs_plugin.inclusion import is_in_nav, is_on_site
from milepost.render.site_plan import NavNode, SitePlan

# These plugins build their own navigation from the files.
NAV_PLUGINS = frozenset(("awesome-nav", "awesome-pages", "literate-nav"))

Nav = list[Any]


def has_nav_plugin(config: MkDocsConfig) -> bool:
    """Whether another plugin generates the navigation."""
    return any(name.split("/")[-1].split(" #")[0] in NAV_PLUGINS for name in config.plugins)


def silence_missing_entries(config: MkDocsConfig) -> None:
    """Keep MkDocs and awesome-nav from naming nav entries without a target in an outer site's log."""
    config.validation.nav.not_found = logging.DEBUG
    awesome: Any = config.plugins.get("awesome-nav")
    if awesome and "logs" in awesome.config:
        awesome.config["logs"]["no_matches"] = "silent"  # not a valid level, so it logs nothing


def set_nav(config: MkDocsConfig, files: Files, plan: SitePlan, *, innermost: bool) -> None:
    """Complete `config.nav`.

    Entries for pages that are not on this site are removed, unless MkDocs should warn of them.
    """
    if config.nav is None:
        if not has_nav_plugin(config):
            config.nav = _merged(_ours(plan.nav), _written(files, plan))
        return
    pages = plan.pages

    def keeps(path: str, titled: bool) -> bool:
        page = pages.get(path)
        if page is not None:
            return page.in_nav or titled
        return innermost or not is_missing(path, files)

    nav = _pruned(config.nav, keeps)
    named = set(_paths(nav))
    config.nav = nav + _ours([node for node in plan.nav if named.isdisjoint(_targets(node))])
    for src_uri in pages.keys() - set(_paths(config.nav)):
        if file := files.src_uris.get(src_uri):
            file.inclusion = InclusionLevel.NOT_IN_NAV


def is_missing(path: str, files: Files) -> bool:
    """Whether a nav entry means a page, file or folder that is not on this site."""
    scheme, host, path, _, _ = urlsplit(path)
    if scheme or host or not path or (path.startswith("/") and not is_markdown_file(path)):
        return False
    file = files.get_file_from_path(path.lstrip("/"))
    return not is_on_site(file) if file else not any(path == known.url for known in files)


def _ours(nodes: Sequence[NavNode]) -> Nav:
    return [_entry(node) for node in nodes]


def _entry(node: NavNode) -> dict[str, Any]:
    title = in_html(node.title)
    if not node.children:
        return {title: node.src_uri}
    children: Nav = _ours([child for child in node.children if child.src_uri != node.src_uri])
    # section-index and navigation.indexes treat a first page without a title as the section's index.
    return {title: [node.src_uri, *children] if node.src_uri else children}


def _written(files: Files, plan: SitePlan) -> Nav:
    """The hand-written pages, nested by folder as MkDocs does it."""
    pages = sorted(files.documentation_pages(), key=file_sort_key)
    written = [page.src_uri for page in pages if is_in_nav(page) and page.src_uri not in plan.pages]
    return nest_paths(written)  # type: ignore[no-any-return, no-untyped-call]


def _merged(ours: Nav, written: Nav) -> Nav:
    """The hand-written home page, our pages, then the rest; a folder with the title of one of our sections joins it."""
    home = [entry for entry in written if isinstance(entry, str) and entry.partition(".")[0] in ("index", "README")]
    rest = []
    for entry in written:
        if entry in home:
            continue
        title, pages = next(iter(entry.items())) if isinstance(entry, dict) else (None, None)
        section = next((found[title] for found in ours if isinstance(found.get(title), list)), None)
        if section is None:
            rest.append(entry)
        else:
            section.extend(pages)
    return home + ours + rest


def _pruned(nav: Any, keeps: Callable[[str, bool], bool]) -> Any:
    """A nav without removed entries, and without sections that have become empty."""
    found: Nav = []
    for entry in nav if isinstance(nav, list) else [nav]:
        if isinstance(entry, str):
            if keeps(entry, True):
                found.append(entry)
        elif isinstance(entry, dict):
            kept = {title: left for title, value in entry.items() if (left := _left(title, value, keeps)) is not None}
            if kept:
                found.append(kept)
        elif left := _pruned(entry, keeps):
            found.append(left)
    return found


def _left(title: str | None, value: Any, keeps: Callable[[str, bool], bool]) -> Any:
    """What remains of a titled entry, or None. literate-nav gives no title to matches of a wildcard."""
    if isinstance(value, str):
        return value if keeps(value, title is not None) else None
    left = _pruned(value, keeps)
    return left if left or not value else None


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _paths(value)
    elif isinstance(nav, list):
        for entry in nav:
            yield from _paths(entry)


def _targets(node: NavNode) -> Iterator[str]:
    if node.src_uri:
        yield node.src_uri
    for child in node.children:
        yield from _targets(child)
