"""The files that a site refers to: from its pages, its settings, and the files referred to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_QUOTED = re.compile(r"""(?:"([^"\r\n]{3,300})"|'([^'\r\n]{3,300})')""")
_BARE = re.compile(r"""[^\s"'`()<>=,;{}|\[\]]{3,300}""")
_ATTRIBUTE = re.compile(
    r"""\s(?:href|src|srcset|poster|data|content|xlink:href|data-[a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
_STYLE = re.compile(r"url\(([^()]*+)\)")
_TEXT = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".svg", ".webmanifest")
_BY_CONVENTION = ("CNAME", "robots.txt", "favicon.ico", "ads.txt", "humans.txt", "security.txt")


class References:
    """Collects the files of `docs_dir` that the visible pages of a site refer to."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._site_url = config.site_url or ""
        self._names: dict[str, None] = dict.fromkeys(_BY_CONVENTION)
        self.add_all("", _settings(config))
        for text in _templates(config):
            self.add_all("", _words(text))

    def add_all(self, base: str, addresses: Iterable[str]) -> None:
        """Add addresses, relative to `base`, the URL of a page or file."""
        for address in addresses:
            self._add(base, address)

    def add_page(self, page: Page, html: str) -> None:
        """Add what a page's HTML and front matter refer to."""
        for groups in _ATTRIBUTE.findall(html):
            self.add_all(page.url, _parts(unescape("".join(groups))))
        self.add_all(page.url, (unescape(found).strip(" \t\r\n\f\"'") for found in _STYLE.findall(html)))
        folder = posixpath.dirname(page.file.src_uri)
        for word in _strings(page.meta):
            self._add(f"{folder}/", word)
            self._add("", word)

    def among(self, files: Files) -> set[str]:
        """The `src_uri`s of files referred to, directly or through other files."""
        found: set[str] = set()
        while self._names:
            names, self._names = self._names, {}
            for name in names:
                file = files.get_file_from_path(name)
                if file is None or file.is_documentation_page() or file.src_uri in found:
                    continue
                found.add(file.src_uri)
                if file.src_uri.lower().endswith(_TEXT):
                    self._add_file(file)
        return found

    def _add_file(self, file: File) -> None:
        try:
            text = file.content_string
        except (OSError, ValueError):
            return
        for word in _words(text):
            self._add(file.url, word)
            self._add("", word)

    def _add(self, base: str, address: str) -> None:
        if self._site_url and address.startswith(self._site_url):
            base, address = "", address.removeprefix(self._site_url)
        try:
            scheme, host, path, _, _ = urlsplit(address)
        except ValueError:
            return
        if scheme or host or not path:
            return
        joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
        self._names[posixpath.normpath(unquote(joined)).lstrip("/")] = None


def _parts(value: str) -> Iterator[str]:
    """An attribute's value, and each address of one that lists several: `small.png 1x, large.png 2x`."""
    yield value.strip()
    if "," in value or " " in value:
        yield from (part.split()[0] for part in value.split(",") if part.strip())


def _words(text: str) -> set[str]:
    """Possible file names in a style sheet, script or template; one with spaces must be quoted."""
    words = {double or single for double, single in _QUOTED.findall(text)}
    return {word for word in words.union(_BARE.findall(text)) if "." in word}


def _settings(config: MkDocsConfig) -> Iterator[str]:
    """Every text in mkdocs.yml that could name a file."""
    plugins = [getattr(plugin, "config", None) for plugin in config.plugins.values()]
    for part in (config.theme, config.extra, config.extra_css, config.extra_templates, config.nav, plugins):
        yield from _strings(part)
    yield from (str(script) for script in config.extra_javascript)


def _templates(config: MkDocsConfig) -> Iterator[str]:
    """The templates and assets in the site owner's `custom_dir`."""
    folder = config.theme.custom_dir
    for path in sorted(Path(folder).rglob("*")) if folder else ():
        if path.suffix in _TEXT and path.is_file():
            yield path.read_text("utf-8", "replace")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings(part)
