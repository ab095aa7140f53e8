"""The door for hand-written pages and the files beside them: who may see what lies in `docs_dir`.

A page says so in its front matter (`audience: public`), a folder in its `_audience.yml`, the site in the
option `pages_audience`.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, set_exclusions
from mkdocs.utils import is_markdown_file
from mkdocs.utils.meta import get_data

from milepost.model.nearest import nearest
from milepost.problem import Level, Place, Problem
from milepost.settings import Settings
from milepost.site.folders import Folders
from milepost.site.inclusion import is_on_site
from milepost.source.files import SUFFIXES, shown
from milepost.workspace import FOLDER_FILE

_KEY = re.compile(r"^audience[ \t]*:[ \t]*", re.MULTILINE)


class PagesDoor:
    """Says of each file of `docs_dir` whether this site's readers may see it, and collects `problems`."""

    def __init__(self, config: MkDocsConfig, settings: Settings) -> None:
        self.problems: list[Problem] = []
        self._settings = settings
        self._docs_dir = Path(config.docs_dir)
        self._data_dir = settings.data_dir.resolve()
        self._only_yaml = self._docs_dir.resolve().is_relative_to(self._data_dir)
        self.is_data = cache(self._is_data)
        self._nav_file = nav_file(config)
        self._folders = Folders(config, settings.audiences)
        self._silent: dict[str, None] = {}
        self._audiences: dict[str, str] = {}
        self.pages = tuple(
            file
            for file in _markdown_files(config)
            if not self.is_data(file.src_uri) and not self.is_navigation(file.src_uri)
        )
        for page in self.pages:
            self.opens_page(page)
        self._collect()

    def _is_data(self, src_uri: str) -> bool:
        """Whether a file is part of the data, which is never published as it is."""
        return posixpath.basename(src_uri) == FOLDER_FILE or self.holds_data((self._docs_dir / src_uri).resolve())

    def holds_data(self, path: Path) -> bool:
        """Whether a path without symbolic links lies in the data folder; of one around `docs_dir`, only YAML counts."""
        below = path.is_relative_to(self._data_dir)
        return below and (not self._only_yaml or path.suffix.lower() in SUFFIXES)

    def opens(self, src_uri: str) -> bool:
        """Whether this site's readers may see a file of `docs_dir`, be it a page or not."""
        if self.is_data(src_uri) or self.is_navigation(src_uri):
            return False
        audience = self._audiences.get(src_uri)
        return self._open(audience) if audience else self.opens_file(src_uri)

    def is_navigation(self, src_uri: str) -> bool:
        """Whether a file is a navigation in Markdown: literate-nav reads it, nobody else does."""
        return posixpath.basename(src_uri) == self._nav_file

    def opens_page(self, page: File) -> bool:
        """Whether this site's readers may see a page. One kept out of every site needs no audience."""
        if page.src_uri not in self._audiences:
            self._audiences[page.src_uri] = self._audience(page)
        return self._open(self._audiences[page.src_uri])

    def opens_file(self, src_uri: str) -> bool:
        """Whether this site's readers may see a file that is no page: its folder decides, if it speaks."""
        return self._open(self._folders.audience(src_uri) or self._settings.audiences[0])

    def hidden_from(self, audience: str) -> int:
        """How many pages another audience does not see."""
        rank = self._settings.audiences.index
        return sum(rank(named) > rank(audience) for named in self._audiences.values())

    def home_is_written(self) -> bool:
        """Whether a hand-written page that the readers may see stands at the root of the site."""
        return any(page.dest_uri == "index.html" and self.shows(page) for page in self.pages)

    def shows(self, page: File) -> bool:
        """Whether a page is on this site: visible to its readers, and not kept out of every site."""
        return is_on_site(page) and self.opens_page(page)

    def take_problems(self) -> list[Problem]:
        """`problems`, which are then forgotten."""
        self._collect()
        found, self.problems = self.problems, []
        return found

    def _collect(self) -> None:
        """Adds what folders and silent pages came to; all pages that name no audience are one problem."""
        self.problems += [*self._folders.problems, *self._about_silent_pages()]
        self._folders.problems.clear()
        self._silent.clear()

    def _about_silent_pages(self) -> Iterator[Problem]:
        if not self._silent:
            return
        pages = list(self._silent)
        verb = "this page names" if len(pages) == 1 else f"these {len(pages)} pages name"
        outermost = self._settings.audiences[0]
        hint = (
            f"write 'pages_audience: {outermost}' below '- milepost:' in mkdocs.yml for all such pages, or "
            f"begin a page with three lines: ---, audience: {outermost}, ---, or write that middle line into "
            "an _audience.yml for a whole folder"
        )
        yield Problem("page-audience", Level.ERROR, f"{verb} no audience: {', '.join(pages)}", hint=hint)

    def _open(self, audience: str) -> bool:
        rank = self._settings.audiences.index
        return rank(audience) <= rank(self._settings.audience)

    def _audience(self, page: File) -> str:
        innermost = self._settings.audiences[-1]
        try:
            text = page.content_string
        except (OSError, ValueError) as error:
            self.problems.append(self._unreadable(page, error))
            return innermost
        named = get_data(text)[1].get("audience")
        if named is None:
            around = self._folders.audience(page.src_uri) or self._settings.pages_audience
            # The blog plugin keeps its views out of the site until the navigation is made.
            if around is None and (is_on_site(page) or page.src_dir != str(self._docs_dir)):
                self._silent[page.src_uri] = None
            return around or innermost
        if named not in self._settings.audiences:
            self.problems.append(self._unknown(page, text, named))
            return innermost
        return str(named)

    def _unknown(self, page: File, text: str, named: object) -> Problem:
        hint = nearest(str(named), self._settings.audiences, "known are: ")
        message = f"there is no audience {str(named)[:60]!r}"
        key = _KEY.search(text)
        line, column = (text.count("\n", 0, key.end()) + 1, len(key.group()) + 1) if key else (1, 1)
        excerpt = text.split("\n")[line - 1]
        place = Place(self._shown(page), line, column, excerpt)
        return Problem("unknown-audience", Level.ERROR, message, place, hint)

    def _unreadable(self, page: File, error: Exception) -> Problem:
        place = Place(self._shown(page))
        if isinstance(error, OSError):
            return Problem("file-unreadable", Level.ERROR, error.strerror or "cannot be read", place)
        return Problem("file-encoding", Level.ERROR, "not UTF-8", place, "save the file as UTF-8")

    def _shown(self, page: File) -> str:
        return shown(self._docs_dir, self._docs_dir / page.src_uri) if page.src_dir else page.src_uri


def _markdown_files(config: MkDocsConfig) -> Iterable[File]:
    """Every Markdown file of `docs_dir`, before any plugin has a say."""
    files = [
        File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
        for src_uri, _ in walk(config.docs_dir)
        if is_markdown_file(src_uri)
    ]
    set_exclusions(files, config)
    return files


def walk(docs_dir: str) -> Iterator[tuple[str, Path]]:
    """Every file of `docs_dir`, with its `src_uri`; as MkDocs does, through symbolic links."""
    for base, folders, names in os.walk(docs_dir, followlinks=True):
        folders.sort()
        for path in (Path(base, name) for name in sorted(names)):
            yield path.relative_to(docs_dir).as_posix(), path


def nav_file(config: MkDocsConfig) -> str | None:
    """The name of the Markdown files that literate-nav reads, unless they are pages in their own right."""
    plugin: Any = config.plugins.get("literate-nav")
    name = str(plugin.config["nav_file"]) if plugin else ""
    return None if posixpath.splitext(name)[0] in ("", "index", "README") else name
