"""The redacted copy of hand-written pages: without the pages and files that one audience may not see.

Like the redacted data it shares no code with the plugin's audience filter. Its front-matter parser is much simpler: a
page is kept only if one line plainly allows it.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

import yaml

from milepost.graph.loader import FOLDER_FILE

TEXT = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".svg", ".webmanifest")
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what MkDocs takes for a page, by a test
_DATA = (".yml", ".yaml")
_WRITTEN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", ".qmd", ".txt", ".rst", ".adoc", ".asciidoc", ".org")
_BARE_PAIR = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_TOP_LINES = 12
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

    `silent` is the audience of pages that set none: the option `pages_audience`, or that of a folder of `pages`.
    `nav_file` is the name of Markdown files that are not pages, `meta_file` that of files with front matter for a whole
    folder; both may be None. YAML in and below `data_dir` is copied by the redacted data.
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
        self.audiences = audiences
        self.narrower = audiences[audiences.index(audience) + 1 :]
        self.outermost = audiences[0]
        self.silent = silent or audiences[-1]
        self.paths = sorted(path for path in self._walk() if not self.is_data(path))
        self.pages = [path for path in self.paths if path.endswith(PAGES) and posixpath.basename(path) != nav_file]
        self.hidden = {path for path in self.pages if self.page_audience(path) in self.narrower}
        # Files with an audience at their top, as in a page's front matter.
        written = (path for path in self.paths if path.lower().endswith(_WRITTEN) and path not in self.pages)
        self.hidden |= {path for path in written if plain_audience(self._read(path), audiences) in self.narrower}

    def write(self, folder: Path, texts: Iterable[str], overriding: Iterable[str] = ()) -> None:
        """Write the copy.

        `texts` are other texts that may name a file; `overriding` files are kept without being named.
        """
        used = self.used(texts, overriding)
        for path in self.paths:
            if path in self.hidden or (path not in self.pages and path not in used and not self.configures_pages(path)):
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if path in self.pages:
                # With line ends as MkDocs reads them, whatever the checkout has.
                (folder / path).write_text(self._read(path), encoding="utf-8", newline="\n")
                shutil.copystat(self.docs_dir / path, folder / path)
            else:
                shutil.copy2(self.docs_dir / path, folder / path)

    def visible_texts(self) -> Iterator[str]:
        """The texts of the visible pages, which may name files of another folder of pages."""
        yield from (self._read(path) for path in self.pages if path not in self.hidden)

    def is_data(self, path: str) -> bool:
        """Whether a file is in the data folder; if that contains all pages, only its YAML counts."""
        if self.data_dir is None or not (self.docs_dir / path).resolve().is_relative_to(self.data_dir):
            return False
        return path.lower().endswith(_DATA) or not self.docs_dir.resolve().is_relative_to(self.data_dir)

    def page_audience(self, path: str) -> str:
        """The audience of a page: its own, else the nearest folder's, else that of pages without one."""
        return plain_audience(self._read(path), self.audiences) or self.folder_audience(path) or self.silent

    def folder_audience(self, path: str) -> str | None:
        """The audience of the nearest folder that sets one; the most restricted if it is invalid."""
        folder = posixpath.dirname(path)
        for name in filter(None, (FOLDER_FILE, self.meta_file)):
            file = self.docs_dir / folder / name
            if file.is_file():
                try:
                    found = yaml.safe_load(file.read_bytes())
                except (yaml.YAMLError, ValueError, RecursionError):
                    return self.audiences[-1]
                if isinstance(found, dict) and found.get("audience"):
                    named = found["audience"]
                    return named if named in self.audiences else self.audiences[-1]
        return self.folder_audience(folder) if folder else None

    def used(self, texts: Iterable[str], overriding: Iterable[str]) -> set[str]:
        """The files that something visible may name; the build itself drops those that turn out to be unused."""
        left = {path for path in self.paths if path not in self.pages and self._shows(path)}
        found = left & {*_WELL_KNOWN, *overriding}
        left -= found
        pages = (path for path in self.pages if path not in self.hidden)
        waiting = [*texts, *map(self._read, [*pages, *filter(self.configures_pages, self.paths)])]
        waiting += self._texts_of(found)
        while waiting:
            words = _decoded(waiting.pop())
            new = {path for path in left if posixpath.basename(path) in words}
            left -= new
            found |= new
            waiting += self._texts_of(new)
        return found

    def configures_pages(self, path: str) -> bool:
        """Whether a file is never published but configures the pages around it, such as `.nav.yml`."""
        name = posixpath.basename(path)
        arranges = name.startswith(".") or name in (FOLDER_FILE, self.nav_file, self.meta_file)
        return arranges and self._shows(path)

    def _shows(self, path: str) -> bool:
        return (self.folder_audience(path) or self.outermost) not in self.narrower

    def _texts_of(self, paths: set[str]) -> Iterator[str]:
        """The texts of files that may name others."""
        yield from (self._read(path) for path in sorted(paths) if path.lower().endswith(TEXT))

    def _read(self, path: str) -> str:
        text = (self.docs_dir / path).read_bytes().decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _walk(self) -> Iterator[str]:
        """Every file, following symbolic links as MkDocs does. A folder that cannot be read stops the build."""

        if not self.docs_dir.exists():  # a site may consist of data only
            return

        def stop(error: OSError) -> NoReturn:
            raise error

        for base, _, names in os.walk(self.docs_dir, followlinks=True, onerror=stop):
            for path in (Path(base, name) for name in names):
                if path.is_file():
                    yield path.relative_to(self.docs_dir).as_posix()


def plain_audience(text: str, audiences: tuple[str, ...]) -> str | None:
    """The audience in the one line of a page's front matter that starts with the word; None without such a line.

    Anything less plain counts as the most restricted audience: a second line, an unknown name, another notation; an
    indented line belongs to something else, unless it names an audience. So does a page without front matter that names
    a restricted audience near its top.
    """
    lines = text.split("\n")
    head = _head(lines)
    said = [
        line
        for line in head
        if line.strip().strip("\"'").casefold().startswith("audience")
        and (not line[0].isspace() or any(name in line for name in audiences))
    ]
    if said:
        key, _, value = said[0].partition(":")
        name = re.split(r"\s#", value)[0].strip().strip("\"'")
        apart = value[:1].isspace() or lines[0].rstrip() != "---"
        plain = apart and key.strip().strip("\"'").casefold() == "audience" and name in audiences
        return name if plain and len(said) == 1 else audiences[-1]
    for line in lines[:_TOP_LINES]:
        if line.startswith(("    ", "\t", "`", "~", "|")):
            return None
        words = [] if "`" in line else re.findall(r"[^\W_]+", line.casefold())
        if len(words) == 2 and words[0] == "audience" and words[1] in audiences[1:]:
            return audiences[-1]
    return None


def _head(lines: list[str]) -> list[str]:
    """The lines between two lines of dashes, or the lines before the first blank one if they are key–value pairs."""
    if lines[0].rstrip() == "---":
        ends = [at for at, line in enumerate(lines) if at and line.rstrip() in ("---", "...")]
        return lines[1 : ends[0]] if ends else []
    if not _BARE_PAIR.match(lines[0]):
        return []
    ends = [at for at, line in enumerate(lines) if not line.strip()]
    return lines[: ends[0]] if ends else lines


def _decoded(text: str) -> str:
    """A text as it is, and without the escapes that Markdown, HTML and URLs have for a character."""
    plain = _ESCAPE.sub(r"\1", text)
    return "\n".join((text, unquote(unescape(text)), unquote(unescape(plain))))
