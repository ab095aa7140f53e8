"""Addresses of hidden pages that hand-written pages would reveal to readers who may not see those.

A Markdown link to another page's file loses its address on an outer site. A link in raw HTML, one that starts with a
slash and one that leads to a page's folder stay as written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from mkdocs.structure.files import File
from mkdocs.utils import is_markdown_file

from milepost.checks.links import links_in
from milepost.checks.texts import TextField
from milepost.front_matter.parser import with_line_feeds
from milepost.mkdocs_plugin.inclusion import is_on_site
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.problem import Place, Problem, quoted
from milepost.ruleset import RULES, rule_levels
from milepost.settings import Settings

_RULE = "public-links-hidden"


def page_mentions(visibility: PageVisibility, settings: Settings, site_url: str) -> Iterator[Problem]:
    """A problem for each such address, at the configured level; broadest audience first.

    `visibility` must have been created with `whole=True`.
    """
    levels = rule_levels(settings.rules)
    said: set[Place | None] = set()
    for audience in settings.audiences[:-1] if levels.on(_RULE) else ():
        for problem in levels.apply(_of_audience(visibility.seen_by(audience), audience, site_url)):
            if problem.place not in said:
                said.add(problem.place)
                yield problem


def _of_audience(visibility: PageVisibility, audience: str, site_url: str) -> Iterator[Problem]:
    hidden: dict[str, File] = {}
    for page in visibility.pages:
        if is_on_site(page) and not visibility.page_is_visible(page):
            hidden.update((_plain(name), page) for name in (page.src_uri, page.dest_uri, page.url))
    hidden.pop(".", None)  # a hidden home page is replaced by a generated one
    for page in filter(visibility.shows, visibility.pages) if hidden else ():
        yield from _in_page(page, hidden, visibility, site_url, audience)


def _in_page(
    page: File, hidden: dict[str, File], visibility: PageVisibility, site_url: str, audience: str
) -> Iterator[Problem]:
    try:
        text = with_line_feeds(page.content_string)
    except (OSError, ValueError):  # deleted since the folder was listed; the build reports it
        return
    passed: dict[str, int] = {}
    for link in links_in(TextField((), text, markdown=True)):
        found = link.pattern.search(text, passed.get(link.address, 0))
        if link.type or not found:
            continue
        passed[link.address] = found.end()
        raw = text[: found.start()].rstrip("\"'= \t").endswith("href")
        names = _names(link.address, page, site_url, raw=raw)
        target = next((hidden[name] for name in names if name in hidden), None)
        if target:
            place = place_in(visibility, page, text, found.start())
            message = (
                f"{quoted(link.address)} is where {target.src_uri} is, hidden from {audience} readers who see this"
            )
            hint = f"link to its file in Markdown, [words]({_relative(target, page)}), and they get the words only"
            yield Problem(_RULE, RULES[_RULE].level, message, place, hint)


def _names(address: str, page: File, site_url: str, *, raw: bool) -> Iterator[str]:
    """The paths that an address may mean: relative to the page's URL, to its file, or to the top of the site."""
    if site_url and address.startswith(site_url):
        address = "/" + address.removeprefix(site_url).lstrip("/")
    try:
        scheme, host, path, _, _ = urlsplit(address)
        top = urlsplit(site_url).path
    except ValueError:
        return
    path = unquote(path)
    if scheme or host or not path:
        return
    if path.startswith("/"):
        yield _plain(path.lstrip("/"))
        if top and path.startswith(top):
            yield _plain(path.removeprefix(top).lstrip("/"))
    elif raw or not is_markdown_file(path):
        for base in (page.url, page.src_uri):
            yield _plain(posixpath.join(posixpath.dirname(base), path))


def _plain(path: str) -> str:
    return posixpath.normpath(path).removesuffix("/index.html")


def _relative(target: File, page: File) -> str:
    return posixpath.relpath(target.src_uri, posixpath.dirname(page.src_uri) or ".")


def place_in(visibility: PageVisibility, page: File, text: str, at: int) -> Place:
    """The place of a character of a page; `text` has the same lines as the page."""
    begin = text.rfind("\n", 0, at) + 1
    excerpt = text[begin:].partition("\n")[0]
    return Place(visibility.shown(page), text.count("\n", 0, at) + 1, at - begin + 1, excerpt)
