"""The twin of `docs_dir`: a copy without the pages and files that one audience may not see.

Like the twin of the data it shares nothing with the plugin's own door for pages.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import yaml
from mkdocs.utils import is_markdown_file
from mkdocs.utils.meta import get_data

from milepost.workspace import FOLDER_FILE

TEXT = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".svg", ".webmanifest")
_DATA = (".yml", ".yaml")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WELL_KNOWN = (
    "CNAME",
    "robots.txt",
    "favicon.ico",
    "ads.txt",
    "humans.txt",
    "security.txt",
    ".well-known/security.txt",
)


class RedactedPages:
    """What one audience may see of a folder of hand-written pages.

    `silent` is the audience of pages that name none. Two names of files may be None: `nav_file` of Markdown files that
    are no pages, `meta_file` of front matter for a whole folder. YAML in and below `data_dir` has a twin of its own.
    """

    def __init__(
        self,
        docs_dir: Path,
        audiences: tuple[str, ...],
        audience: str,
        silent: str | None,
        *,
        data_dir: Path | None = None,
        nav_file: str | None = None,
        meta_file: str | None = None,
    ) -> None:
        self.docs_dir = docs_dir
        self.data_dir = data_dir.resolve() if data_dir else None
        self.nav_file = nav_file
        self.meta_file = meta_file
        self.inside = audiences[audiences.index(audience) + 1 :]
        self.outermost = audiences[0]
        self.silent = silent or audiences[-1]
        self.paths = sorted(path for path in self._walk() if not self.is_data(path))
        self.pages = [path for path in self.paths if is_markdown_file(path) and posixpath.basename(path) != nav_file]
        self.hidden = {path for path in self.pages if self.page_audience(path) in self.inside}

    def write(self, folder: Path, texts: Iterable[str], overriding: Iterable[str] = ()) -> None:
        """Writes the twin. `texts` are those elsewhere that may name a file, `overriding` files need no mention."""
        used = self.used(texts, overriding)
        for path in self.paths:
            if path in self.hidden or (path not in self.pages and path not in used and not self.makes_the_site(path)):
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.docs_dir / path, folder / path)

    def is_data(self, path: str) -> bool:
        """Whether a file lies in the data folder; of one around all pages, only its YAML counts."""
        if self.data_dir is None or not (self.docs_dir / path).resolve().is_relative_to(self.data_dir):
            return False
        return path.lower().endswith(_DATA) or not self.docs_dir.resolve().is_relative_to(self.data_dir)

    def page_audience(self, path: str) -> str:
        """A page's own word, else the nearest folder's, else that for all silent pages."""
        named = get_data(self._read(path))[1].get("audience")
        return str(named) if named else self.folder_audience(path) or self.silent

    def folder_audience(self, path: str) -> str | None:
        """The word of the nearest folder around a file that has one."""
        folder = posixpath.dirname(path)
        for name in filter(None, (FOLDER_FILE, self.meta_file)):
            file = self.docs_dir / folder / name
            if file.is_file():
                found = yaml.safe_load(file.read_bytes())
                if isinstance(found, dict) and found.get("audience"):
                    return str(found["audience"])
        return self.folder_audience(folder) if folder else None

    def used(self, texts: Iterable[str], overriding: Iterable[str]) -> set[str]:
        """The files that something visible may name; of too many the site leaves out what it does not use."""
        left = {path for path in self.paths if path not in self.pages and self._shows(path)}
        found = left & {*_WELL_KNOWN, *overriding}
        left -= found
        pages = (path for path in self.pages if path not in self.hidden)
        waiting = [*texts, *map(self._read, [*pages, *filter(self.makes_the_site, self.paths)])]
        waiting += self._texts_of(found)
        while waiting:
            words = _decoded(waiting.pop())
            new = {path for path in left if posixpath.basename(path) in words}
            left -= new
            found |= new
            waiting += self._texts_of(new)
        return found

    def makes_the_site(self, path: str) -> bool:
        """Whether a file is never published itself but says how pages hang together, such as `.nav.yml`."""
        name = posixpath.basename(path)
        arranges = name.startswith(".") or name in (FOLDER_FILE, self.nav_file, self.meta_file)
        return arranges and self._shows(path)

    def _shows(self, path: str) -> bool:
        return (self.folder_audience(path) or self.outermost) not in self.inside

    def _texts_of(self, paths: set[str]) -> Iterator[str]:
        """The texts of files that may name others."""
        yield from (self._read(path) for path in sorted(paths) if path.lower().endswith(TEXT))

    def _read(self, path: str) -> str:
        return (self.docs_dir / path).read_bytes().decode("utf-8-sig", "replace")

    def _walk(self) -> Iterator[str]:
        """Every file, through symbolic links as MkDocs follows them."""
        for base, _, names in os.walk(self.docs_dir, followlinks=True):
            for path in (Path(base, name) for name in names):
                if path.is_file():
                    yield path.relative_to(self.docs_dir).as_posix()


def _decoded(text: str) -> str:
    """A text as it is, and as it reads without the ways that Markdown, HTML and addresses have to write a character."""
    plain = _ESCAPE.sub(r"\1", text)
    return "\n".join((text, unquote(unescape(text)), unquote(unescape(plain))))
