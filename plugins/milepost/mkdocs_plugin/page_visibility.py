"""The audience filter for hand-written pages and the files beside them.

A page sets its audience in its front matter (`audience: public`), a folder in its `_audience.yml`, the site in the
option `pages_audience`; a folder of the option `pages` has the audience it is listed under.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import is_markdown_file

from milepost.front_matter import text_files
from milepost.front_matter.page_audience import page_audience
from milepost.graph.files import SUFFIXES
from milepost.graph.loader import FOLDER_FILE, read_files
from milepost.mkdocs_plugin import page_files
from milepost.mkdocs_plugin.folder_audiences import FolderAudiences, meta_file
from milepost.mkdocs_plugin.inclusion import is_on_site
from milepost.mkdocs_plugin.page_files import FilesRoot, FoundFile
from milepost.problem import Level, Place, Problem, quoted
from milepost.settings import Settings
from milepost.site_config.locations import PLUGIN, place_on_disk

_LISTED = 10


class PageVisibility:
    """Decides for each hand-written file whether this site's readers may see it, and collects `problems`.

    A build ignores the folders of `pages` that its readers may not see; with `whole` they are read, too, for checks
    that cover every audience.
    """

    def __init__(self, config: MkDocsConfig, settings: Settings, *, whole: bool = False) -> None:
        self.problems: list[Problem] = []
        self._settings = settings
        self._docs_dir = Path(config.docs_dir)
        self._data_dir = settings.data_dir.resolve()
        self._only_yaml = self._docs_dir.resolve().is_relative_to(self._data_dir)
        self.is_data = cache(self._is_data)
        self._nav_file = nav_file(config)
        self._meta_file = meta_file(config)
        self._found = [
            page_files.find(config, root, {name: path for name, path in settings.pages.items() if path != root.folder})
            for root in page_files.roots(config, settings, whole=whole)
        ]
        self._folders = {
            found.root: FolderAudiences(config, settings.audiences, found.root.folder, found.root.audience)
            for found in self._found
        }
        self._roots = {file.src_uri: found.root for found in reversed(self._found) for file in found.files}
        self._closed = [path.resolve() for path in settings.pages.values() if path not in self.sources]
        self._silent: dict[str, None] = {}
        self._audiences: dict[str, str] = {}
        self.problems += [problem for found in self._found for problem in found.problems]
        self.problems += self._collisions(config)
        self.problems += self._row_files_among_pages()
        self.pages = tuple(self._all_pages())
        for page in self.pages:
            self.page_is_visible(page)
        self.problems += self._marked_files()
        self._collect()

    def seen_by(self, audience: str) -> PageVisibility:
        """The same files for another audience, without reading them again; requires `whole`."""
        other = copy(self)
        vars(other).update(problems=[], _settings=replace(self._settings, audience=audience))
        return other

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders of this site's hand-written files, `docs_dir` first."""
        return tuple(found.root.folder for found in self._found)

    @property
    def written(self) -> list[File]:
        """Every file of `docs_dir`, including those excluded from every site."""
        return self._found[0].files

    @property
    def added(self) -> list[File]:
        """The files that the folders of `pages` add to this site."""
        return [file for found in self._found[1:] for file in found.files]

    def shown(self, page: File) -> str:
        """The path of a page's file, as messages show it."""
        return self._root(page.src_uri).shown(page.src_uri) if page.src_dir else page.src_uri

    def _all_pages(self) -> Iterator[File]:
        """Every Markdown file, before other plugins change the list."""
        for found in self._found:
            for file in found.files:
                is_page = is_markdown_file(file.src_uri) and not self.is_navigation(file.src_uri)
                if is_page and not self.is_data(file.src_uri) and self._root(file.src_uri) == found.root:
                    yield file

    def _root(self, src_uri: str) -> FilesRoot:
        return self._roots.get(src_uri) or self._found[0].root

    def _is_data(self, src_uri: str) -> bool:
        """Whether a file is part of the data, which is never published as it is."""
        path = self._root(src_uri).folder / src_uri
        return posixpath.basename(src_uri) == FOLDER_FILE or self.holds_data(path.resolve())

    def holds_data(self, path: Path) -> bool:
        """Whether a resolved path is in the data folder; if that contains `docs_dir`, only YAML counts."""
        below = path.is_relative_to(self._data_dir)
        return below and (not self._only_yaml or path.suffix.lower() in SUFFIXES)

    def is_closed_to_readers(self, path: Path) -> bool:
        """Whether a resolved path is in a folder of `pages` that this site's readers may not see."""
        return any(path.is_relative_to(folder) for folder in self._closed)

    def is_visible(self, src_uri: str) -> bool:
        """Whether this site's readers may see a hand-written file, page or not."""
        if self.is_data(src_uri) or self.is_navigation(src_uri):
            return False
        audience = self._audiences.get(src_uri)
        return self._open(audience) if audience else self.file_is_visible(src_uri)

    def is_navigation(self, src_uri: str) -> bool:
        """Whether a file is a navigation in Markdown, which only literate-nav reads."""
        return posixpath.basename(src_uri) == self._nav_file

    def configures_folder(self, src_uri: str) -> bool:
        """Whether a file is never published itself, but configures its folder."""
        name = posixpath.basename(src_uri)
        return name in (FOLDER_FILE, self._meta_file) or self.is_navigation(src_uri)

    def page_is_visible(self, page: File) -> bool:
        """Whether this site's readers may see a page. Pages excluded from every site need no audience."""
        return self._open(self.audience_of_page(page))

    def audience_of_page(self, page: File) -> str:
        """The broadest audience that may see a page; the most restricted if it cannot be read."""
        if page.src_uri not in self._audiences:
            self._audiences[page.src_uri] = self._audience(page)
        return self._audiences[page.src_uri]

    def file_is_visible(self, src_uri: str) -> bool:
        """Whether this site's readers may see a file that is not a page."""
        return self._open(self.audience_of_file(src_uri))

    def audience_of_file(self, src_uri: str) -> str:
        """The broadest audience that may see a file that is not a page, as set by its folder."""
        root = self._root(src_uri)
        return self._folders[root].audience(src_uri) or root.audience or self._settings.audiences[0]

    def hidden_from(self, audience: str) -> int:
        """How many pages another audience does not see."""
        rank = self._settings.audiences.index
        return sum(rank(named) > rank(audience) for named in self._audiences.values())

    def home_is_written(self) -> bool:
        """Whether the root of the site has a hand-written page that its readers may see."""
        return any(page.dest_uri == "index.html" and self.shows(page) for page in self.pages)

    def shows(self, page: File) -> bool:
        """Whether a page is on this site: visible to its readers, and not excluded from every site."""
        return is_on_site(page) and self.page_is_visible(page)

    def take_problems(self) -> list[Problem]:
        """Return `problems`, and clear the list."""
        self._collect()
        found, self.problems = self.problems, []
        return found

    def _collect(self) -> None:
        """Add the problems of folders; all pages without an audience make one problem."""
        for folders in self._folders.values():
            self.problems += folders.problems
            folders.problems.clear()
        self.problems += self._about_silent_pages()
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
        audiences, root = self._settings.audiences, self._root(page.src_uri)
        try:
            text = page.content_string
        except (OSError, ValueError) as error:
            if page.inclusion is not InclusionLevel.EXCLUDED:
                self.problems.append(self._unreadable(page, error))
            return audiences[-1]
        found = page_audience(self.shown(page), text, audiences)
        if found.problems:
            # A page excluded from every site is never published, so its problems do not matter.
            self.problems += found.problems if page.inclusion is not InclusionLevel.EXCLUDED else ()
            return audiences[-1]
        if found.audience is None:
            around = self._folders[root].audience(page.src_uri) or root.audience or self._settings.pages_audience
            # The blog plugin excludes its views until the navigation is built.
            if around is None and (is_on_site(page) or page.src_dir != str(self._docs_dir)):
                self._silent[page.src_uri] = None
            return around or audiences[-1]
        if root.audience is not None and audiences.index(found.audience) < audiences.index(root.audience):
            self.problems.append(self._too_broad(page, text, found.audience, root.audience))
            return root.audience
        return found.audience

    def _too_broad(self, page: File, text: str, named: str, folder: str) -> Problem:
        lines = text.splitlines()
        line = next((at for at, one in enumerate(lines) if one.casefold().strip(" \"'").startswith("audience")), 0)
        place = Place(self.shown(page), line + 1, 1, lines[line] if lines else "")
        message = f"this page is for '{named}', and lies in the folder of pages for '{folder}'"
        hint = "move it to docs_dir, or name no broader audience than that of the folder"
        return Problem("page-folder", Level.ERROR, message, place, hint)

    def _unreadable(self, page: File, error: Exception) -> Problem:
        place = Place(self.shown(page))
        if isinstance(error, OSError):
            return Problem("file-unreadable", Level.ERROR, error.strerror or "cannot be read", place)
        return Problem("file-encoding", Level.ERROR, "not UTF-8", place, "save the file as UTF-8")

    def _marked_files(self) -> Iterator[Problem]:
        """Files with an audience in their front matter that MkDocs copies as they are, as it does not read them as
        pages.
        """
        for found in self._found:
            for file in found.files:
                text = text_files.text_of(found.root.folder / file.src_uri)
                if text is None or file.inclusion is InclusionLevel.EXCLUDED or self.configures_folder(file.src_uri):
                    continue
                named = page_audience(self.shown(file), text, self._settings.audiences)
                if named.problems or named.audience not in (None, self._settings.audiences[0]):
                    message = "names an audience, but MkDocs reads it as no page and would publish it as it is"
                    hint = "let its name end in .md, or write the audience into an _audience.yml in its folder"
                    yield Problem("page-front-matter", Level.ERROR, message, Place(self.shown(file)), hint)

    def _row_files_among_pages(self) -> Iterator[Problem]:
        """CSV files of the data that lie in a folder of pages, whose files are published.

        A data folder elsewhere holds no pages, and one inside of `docs_dir` is never published.
        """
        if not self._only_yaml:
            return
        raw, _ = read_files(self._settings.data_dir)
        for file in raw:
            for table in file.row_files:
                if table.path and self._is_among_pages((self._data_dir / table.path).resolve()):
                    message = f"{quoted(table.path)} lies among the pages, whose files are published as they are"
                    place = file.source.place(table.offset)
                    yield Problem("bad-value", Level.ERROR, message, place, "move it out of the folder of pages")

    def _is_among_pages(self, path: Path) -> bool:
        return any(path.is_relative_to(folder.resolve()) for folder in self.sources)

    def _collisions(self, config: MkDocsConfig) -> Iterator[Problem]:
        """Files of two folders with the same address: one problem for each folder of `pages`."""
        taken: dict[str, FoundFile] = {}
        for found in self._found:
            mine = {name: file for file in found.files if is_on_site(file) for name in self._addresses(file)}
            twice = {file.src_uri: taken[name] for name, file in mine.items() if name in taken}
            if twice:
                names = ", ".join(list(twice)[:_LISTED]) + (", …" if len(twice) > _LISTED else "")
                other = next(iter(twice.values())).root.shown("").rstrip("/")
                place = place_on_disk(config.config_file_path, *PLUGIN, "pages", str(found.root.audience))
                message = f"pages: at the same address as a file of {other}: {names}"
                yield Problem("bad-option", Level.ERROR, message, place, "rename or remove one of them")
            taken.update(dict.fromkeys(mine, found))

    def _addresses(self, file: File) -> Iterator[str]:
        """Names that must be unique to a file, also on file systems that ignore case."""
        if not self.configures_folder(file.src_uri):
            yield file.src_uri.casefold()
            yield f"/{file.dest_uri.casefold()}"


def nav_file(config: MkDocsConfig) -> str | None:
    """The name of the Markdown files that literate-nav reads; None if those are pages in their own right."""
    plugin: Any = config.plugins.get("literate-nav")
    name = str(plugin.config["nav_file"]) if plugin else ""
    return None if posixpath.splitext(name)[0] in ("", "index", "README") else name
