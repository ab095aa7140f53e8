"""Every string of hand-written pages and file names, and whether one audience may see it.

The audience of a page is read by a small parser of its own, closed by default: a page is public only if its front
matter, the nearest `_audience.yml`, or the site's option says so, and nothing at its start contradicts that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from milepost.graph.files import shown
from milepost.graph.loader import FOLDER_FILE
from milepost.leak_check.audit.raw_fields import RawString, Visibility
from milepost.leak_check.audit.search_patterns import sentences
from milepost.problem import Place

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_DATA = (".yml", ".yaml")
_NEWLINE = re.compile(r"\r\n?")
_FENCED = re.compile(r"\s*(?:<!--.*?-->\s*)*(---|\+\+\+)[ \t]*\n(.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_SPOKEN = re.compile(r"^[\s\"'#;/*<!-]*audience[\"']?\s*[:=]\s*[\[\"']?([\w.-]*)", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*(?:\{[^{}]*\})?\s*\Z")
_TITLE = re.compile(r"^(title|subtitle|summary|description)[ \t]*:[ \t]*(.+)$", re.MULTILINE)
_TABLES, _TEXTS = (".csv", ".tsv"), (".txt", ".text", ".rst", ".adoc")
_CELL = re.compile(r"[,;\t]")
_MOST_BYTES = 4_000_000
_HEAD_LINES = 40
_CODE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class PageFolder:
    """A folder of hand-written pages.

    `silent` is the audience of pages that set none; None for the most restricted. `ceiling` is the broadest audience
    that any of them can have; None for no limit.
    """

    path: Path
    silent: str | None = None
    ceiling: str | None = None


class RawPages:
    """Reads a folder of pages for one audience. YAML in and below `data_dir` is not a page."""

    def __init__(
        self, folder: PageFolder, audiences: tuple[str, ...], audience: str, data_dir: Path | None = None
    ) -> None:
        self.folder = folder
        self.audiences = audiences
        self.open = frozenset(audiences[: audiences.index(audience) + 1])
        self.data_dir = data_dir.resolve() if data_dir else None

    def strings(self) -> Iterator[RawString]:
        """Titles, headings, sentences and file names of all pages, and the names of files in hidden folders."""
        for path in self._files():
            name = path.name
            place = Place(shown(self.folder.path, path))
            if name.lower().endswith(PAGES):
                text = _NEWLINE.sub("\n", path.read_bytes().decode("utf-8-sig", "replace"))
                visibility = Visibility.PUBLIC if self.is_public(path, text) else Visibility.PRIVATE
                yield RawString(path.stem, "file", visibility, False, place, "file name")
                yield from _strings(text, visibility, place.path)
            elif not name.startswith("."):
                ceiling = self.folder.ceiling
                closed = any(one not in (None, *self.open) for one in (self._folder_audience(path.parent), ceiling))
                visibility = Visibility.PRIVATE if closed else Visibility.UNSURE
                yield RawString(name, "file", visibility, False, place, "file name")
                if closed and path.suffix.lower() in (*_TABLES, *_TEXTS) and path.stat().st_size < _MOST_BYTES:
                    yield from _lines(path, place.path)

    def is_public(self, path: Path, text: str) -> bool:
        """Whether the audience may see a page: by its front matter, else the nearest folder, else the site's option."""
        if self.folder.ceiling and self.folder.ceiling not in self.open:
            return False
        matter = _FENCED.match(text)
        head = matter[2] if matter else "\n".join(_without_examples(text.split("\n")[:_HEAD_LINES]))
        known = {name.lower() for name in self.audiences}
        # An indented line belongs to something else, unless it names an audience of the site.
        named = [
            one[1].lower() for one in _SPOKEN.finditer(head) if one[1].lower() in known or not one[0][:1].isspace()
        ]
        if matter and named:
            written = _read(matter[2]) if matter[1] == "---" and text.startswith("---") else None
            if written is not None and len(named) == 1:
                return str(written.get("audience")) in self.open
            return False  # an unreadable audience hides the page
        if any(name in known and name not in {one.lower() for one in self.open} for name in named):
            return False
        around = self._folder_audience(path.parent) or self.folder.silent or self.audiences[-1]
        return around in self.open

    def _folder_audience(self, folder: Path) -> str | None:
        """The audience of the nearest folder that sets one; the most restricted if it cannot be read."""
        while folder.is_relative_to(self.folder.path):
            for name in (FOLDER_FILE, ".meta.yml"):
                if (folder / name).is_file():
                    found = _read((folder / name).read_bytes().decode("utf-8-sig", "replace"))
                    named = found.get("audience") if found is not None else self.audiences[-1]
                    if named is not None:
                        return str(named) if named in self.audiences else self.audiences[-1]
            folder = folder.parent
        return None

    def _files(self) -> Iterator[Path]:
        seen: set[str] = set()
        for base, folders, names in os.walk(self.folder.path, followlinks=True):
            real = os.path.realpath(base)
            folders[:] = [] if real in seen else sorted(folders)
            seen.add(real)
            for path in (Path(base, name) for name in sorted(names)):
                if path.is_file() and path.name != FOLDER_FILE and not self._is_data(path):
                    yield path

    def _is_data(self, path: Path) -> bool:
        if self.data_dir is None or not path.resolve().is_relative_to(self.data_dir):
            return False
        return path.suffix.lower() in _DATA or not self.folder.path.resolve().is_relative_to(self.data_dir)


def _without_examples(lines: list[str]) -> Iterator[str]:
    """Lines without code blocks below other text: these may show front matter, but are not front matter."""
    begun = code = False
    for line in lines:
        if _CODE.match(line):
            code = begun and not code
        elif not code and not (begun and line.startswith(("    ", "\t"))):
            yield line
            begun = begun or bool(line.strip())


def nav_strings(nav: Any, hidden: frozenset[str], place: Place) -> Iterator[RawString]:
    """The titles in a navigation; `hidden` are the paths of pages that may not be seen."""
    if isinstance(nav, list):
        for one in nav:
            yield from nav_strings(one, hidden, place)
    elif isinstance(nav, dict):
        for title, target in nav.items():
            if isinstance(target, str):
                visibility = Visibility.PRIVATE if target in hidden else Visibility.PUBLIC
                yield RawString(str(title), "title", visibility, False, place, "nav")
            else:
                yield from nav_strings(target, hidden, place)


def _strings(text: str, visibility: Visibility, path: str) -> Iterator[RawString]:
    """Title, headings and sentences of a page, with their lines."""
    matter = _FENCED.match(text)
    for found in _TITLE.finditer(matter[2]) if matter else ():
        line = text.count("\n", 0, text.index(matter[2]) + found.start()) + 1 if matter else 1
        what = "title" if found[1].endswith("title") else "text"
        yield RawString(
            found[2].strip().strip("\"'"), what, visibility, False, Place(path, line), f"{found[1]} of a page"
        )
    number = text.count("\n", 0, matter.end()) if matter else 0
    body = text[matter.end() :] if matter else text
    code = False
    paragraph: list[str] = []
    for row in [*body.split("\n"), ""]:
        number += 1
        code ^= bool(_CODE.match(row))
        heading = None if code else _HEADING.match(row)
        if row.strip() and not heading:
            paragraph.append(row)
            continue
        separator = "\n\n" if code else "\n"  # each line of code is a sentence of its own
        for sentence in sentences(separator.join(paragraph)) if paragraph else ():
            yield RawString(sentence, "text", visibility, False, Place(path, number - len(paragraph)), "text of a page")
        paragraph = []
        if heading:
            yield RawString(heading[1], "title", visibility, False, Place(path, number), "heading of a page")


def _lines(path: Path, shown_path: str) -> Iterator[RawString]:
    """The content of a hidden text file or table, by line or cell."""
    cells = path.suffix.lower() in _TABLES
    for number, line in enumerate(path.read_bytes().decode("utf-8-sig", "replace").splitlines(), 1):
        for part in _CELL.split(line) if cells else (line,):
            text = part.strip().strip('"')
            if text:
                yield RawString(text, "text", Visibility.PRIVATE, False, Place(shown_path, number), "text of a file")


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else {} if found is None else None
