"""Files beside the hand-written pages that became public: images, documents, tables, and so on.

A build publishes such a file if its folder is open and something visible refers to it. Nothing is built here: a file
counts as published once its name is in a text that the audience sees, or in the configuration.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from milepost.diff.audience_mapping import earlier_audience
from milepost.diff.change import Change
from milepost.diff.file_mentions import Mentions, spellings
from milepost.diff.pages import MARKDOWN, PagesOfRevision, PagesRoot, is_hidden
from milepost.diff.revisions import Files, Ids
from milepost.diff.rules import level_of
from milepost.graph.files import SUFFIXES
from milepost.graph.loader import FOLDER_FILE
from milepost.problem import Place

# Text formats that can refer to other files.
TEXT = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".svg", ".webmanifest")
_ALWAYS_PUBLISHED = ("CNAME", "robots.txt", "favicon.ico", "ads.txt", "humans.txt", "security.txt")


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files of one folder of pages. `data_dir` is the data folder's path in it; None if it is elsewhere."""

    root: PagesRoot
    files: Files
    data_dir: str | None = None

    def is_source(self, path: str) -> bool:
        """Whether a file is never published as it is."""
        if is_hidden(path) or posixpath.basename(path) == FOLDER_FILE:
            return True
        if self.data_dir is None:
            return False
        return path.lower().endswith(SUFFIXES) if self.data_dir == "" else f"{path}/".startswith(f"{self.data_dir}/")


@dataclass(frozen=True)
class PublishedFiles:
    """What decides which files one revision publishes.

    `texts` are those of the configuration and of the site's own templates; `shown` are, by audience, the visible texts
    of the data. A path means the file in the first folder that has it, as in a build.
    """

    site: PagesOfRevision
    folders: tuple[FolderFiles, ...]
    texts: tuple[str, ...]
    shown: Mapping[str, tuple[str, ...]]

    @cached_property
    def _folder_of(self) -> dict[str, FolderFiles]:
        return {path: one for one in reversed(self.folders) for path in one.files.ids}

    @cached_property
    def ids(self) -> dict[str, Ids]:
        """Content hashes of each file, pages included."""
        return {path: one.files.ids[path] for path, one in self._folder_of.items()}

    @cached_property
    def _other_files(self) -> list[str]:
        home = self._folder_of.items()
        return sorted(path for path, one in home if not path.endswith(MARKDOWN) and not one.is_source(path))

    def place(self, path: str) -> str:
        """Path of a file as shown to people."""
        return posixpath.join(self._folder_of[path].root.shown_path, path)

    def read(self, paths: Iterable[str]) -> Iterator[bytes]:
        """Contents of some files."""
        wanted = set(paths)
        for one in self.folders:
            here = [path for path in sorted(wanted) if self._folder_of[path] is one]
            yield from one.files.read(here).values()

    def is_open_to(self, audience: str, path: str) -> bool:
        """Whether a file or page is open to an audience."""
        rank = self.site.options.audiences.index
        if path.endswith(MARKDOWN):
            return rank(self.site.audience(path)) <= rank(audience)
        return rank(self.site.audience_of_file(path, self._folder_of[path].root)) <= rank(audience)

    def published_to(self, audience: str) -> set[str]:
        """Files that the site for an audience may contain."""
        left = {path for path in self._other_files if self.is_open_to(audience, path)}
        found = {path for path in left if path in _ALWAYS_PUBLISHED}
        mentions = Mentions()
        for text in (*self.texts, *self.shown.get(audience, ()), *self.pages(audience).values()):
            mentions.add(text)
        # A published text can name further files, a style sheet its fonts, so repeat until nothing is added.
        new = found
        while True:
            for content in self.read(path for path in new if path.lower().endswith(TEXT)):
                mentions.add(content.decode("utf-8-sig", errors="replace"))
            new = mentions.of(left - found)
            if not new:
                return found
            found |= new

    def pages(self, audience: str) -> dict[str, str]:
        """Texts of the pages that an audience sees, by path."""
        pages = (page for page in self.site.pages if self.is_open_to(audience, page))
        return {page: self.site.root_of(page).files[page].decode("utf-8-sig", errors="replace") for page in pages}


def changes(before: PublishedFiles, after: PublishedFiles) -> Iterator[Change]:
    """Yield each newly published file once, for the broadest audience that gets it."""
    reported: set[str] = set()
    was, now = before.site.options.audiences, after.site.options.audiences
    for audience in now[:-1]:
        counterpart = earlier_audience(audience, was, now)
        earlier = before.published_to(counterpart) if counterpart else set()
        secret = _by_contents(before.ids, set(before.ids) - earlier)
        pages = after.pages(audience)
        for path in sorted(after.published_to(audience) - reported):
            origin = _origin(path, after.ids[path], before, secret, path in earlier)
            if path in earlier and not origin:
                continue
            reported.add(path)
            yield _file_change(after, path, audience, origin, path in before.ids, _first_mention(path, pages))


def _origin(path: str, ids: Ids, before: PublishedFiles, secret: Mapping[str, str], was_published: bool) -> str | None:
    """An unpublished file whose content a now published file has; None if there is none."""
    if was_published and ids & before.ids[path]:
        return None
    found = next((secret[one] for one in sorted(ids) if one in secret), None)
    return None if found == path else found


def _by_contents(ids: Mapping[str, Ids], paths: Iterable[str]) -> dict[str, str]:
    """Files by content hash; pages are left out."""
    found: dict[str, str] = {}
    for path in sorted(paths):
        if not path.endswith(MARKDOWN) and posixpath.basename(path) != FOLDER_FILE:
            found.update(dict.fromkeys(ids[path], path))
    return found


def _first_mention(path: str, pages: Mapping[str, str]) -> tuple[str, int] | None:
    """(page, line) of the first page that names a file."""
    name = posixpath.basename(path)
    for page, text in pages.items():
        if any(name in spelling for spelling in spellings(text)):
            at = text.find(name)
            return page, text.count("\n", 0, at) + 1 if at >= 0 else 1
    return None


def _file_change(
    site: PublishedFiles,
    path: str,
    audience: str,
    origin: str | None,
    was_there: bool,
    referring: tuple[str, int] | None,
) -> Change:
    """The change of a file, placed at the line that refers to it."""
    opened = was_there or origin is not None
    rule = "audience-widened" if opened else "published"
    how = "becomes visible" if opened else "is new, and visible"
    facts = []
    if origin:
        facts.append(f"it has the contents of {origin}, which was not published")
    if referring:
        facts.append(f"{referring[0]} names it")
    what = f"(file) {how} to the {audience} audience{': ' if facts else ''}{', and '.join(facts)}"
    at = Place(site.place(referring[0]), referring[1]) if referring else Place(site.place(path))
    return Change(rule, level_of(rule), "file", path, path, what, after=audience, place=at, shown_to=audience)
