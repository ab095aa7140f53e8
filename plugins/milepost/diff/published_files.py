"""Which files beside the hand-written pages are opened: images, documents, tables and whatever else lies there.

A build publishes such a file where its folder is open and something visible refers to it. Nothing is built here: a
file counts as published as soon as its name is in a text that the audience is shown, or in the configuration.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from milepost.diff.audience_mapping import stood_for
from milepost.diff.change import Change
from milepost.diff.file_mentions import Mentions, spellings
from milepost.diff.pages import MARKDOWN, PagesOfRevision, PagesRoot, is_hidden
from milepost.diff.revisions import Files, Ids
from milepost.diff.rules import level_of
from milepost.graph.files import SUFFIXES
from milepost.graph.loader import FOLDER_FILE
from milepost.problem import Place

# They can name other files.
TEXT = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".svg", ".webmanifest")
_UNASKED = ("CNAME", "robots.txt", "favicon.ico", "ads.txt", "humans.txt", "security.txt")


@dataclass(frozen=True, slots=True)
class Beside:
    """The files of one folder of pages. `data_dir` is the data folder by its path in it, None where it is elsewhere."""

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
class Published:
    """What decides, in one state, which files are published.

    `texts` are those of the configuration and of the owner's templates, `shown` gives those in the data that an
    audience is shown. A path means the file in the first folder that has one, as in a site.
    """

    site: PagesOfRevision
    folders: tuple[Beside, ...]
    texts: tuple[str, ...]
    shown: Mapping[str, tuple[str, ...]]

    @cached_property
    def _home(self) -> dict[str, Beside]:
        return {path: one for one in reversed(self.folders) for path in one.files.ids}

    @cached_property
    def ids(self) -> dict[str, Ids]:
        """What names the contents of each file, page or not."""
        return {path: one.files.ids[path] for path, one in self._home.items()}

    @cached_property
    def _others(self) -> list[str]:
        home = self._home.items()
        return sorted(path for path, one in home if not path.endswith(MARKDOWN) and not one.is_source(path))

    def place(self, path: str) -> str:
        """The path of a file as people are shown it."""
        return posixpath.join(self._home[path].root.below, path)

    def read(self, paths: Iterable[str]) -> Iterator[bytes]:
        """The contents of some files."""
        wanted = set(paths)
        for one in self.folders:
            here = [path for path in sorted(wanted) if self._home[path] is one]
            yield from one.files.read(here).values()

    def sees(self, audience: str, path: str) -> bool:
        """Whether a file, page or not, is open to an audience."""
        rank = self.site.options.audiences.index
        if path.endswith(MARKDOWN):
            return rank(self.site.audience(path)) <= rank(audience)
        return rank(self.site.audience_of_file(path, self._home[path].root)) <= rank(audience)

    def of(self, audience: str) -> set[str]:
        """The files that the site for an audience may hold."""
        left = {path for path in self._others if self.sees(audience, path)}
        found = {path for path in left if path in _UNASKED}
        mentions = Mentions()
        for text in (*self.texts, *self.shown.get(audience, ()), *self.pages(audience).values()):
            mentions.add(text)
        new = found
        while True:
            for content in self.read(path for path in new if path.lower().endswith(TEXT)):
                mentions.add(content.decode("utf-8-sig", errors="replace"))
            new = mentions.of(left - found)
            if not new:
                return found
            found |= new

    def pages(self, audience: str) -> dict[str, str]:
        """The texts of the pages that an audience sees."""
        pages = (page for page in self.site.pages if self.sees(audience, page))
        return {page: self.site.root(page).files[page].decode("utf-8-sig", errors="replace") for page in pages}


def changes(before: Published, after: Published) -> Iterator[Change]:
    """Each file once, for the broadest audience that gets it now and did not before."""
    told: set[str] = set()
    was, now = before.site.options.audiences, after.site.options.audiences
    for audience in now[:-1]:
        stood = stood_for(audience, was, now)
        earlier = before.of(stood) if stood else set()
        secret = _by_contents(before.ids, set(before.ids) - earlier)
        pages = after.pages(audience)
        for path in sorted(after.of(audience) - told):
            origin = _origin(path, after.ids[path], before, secret, path in earlier)
            if path in earlier and not origin:
                continue
            told.add(path)
            yield _change(after, path, audience, origin, path in before.ids, _referring(path, pages))


def _origin(path: str, ids: Ids, before: Published, secret: Mapping[str, str], was_published: bool) -> str | None:
    """A file that was not published, and whose contents are."""
    if was_published and ids & before.ids[path]:
        return None
    found = next((secret[one] for one in sorted(ids) if one in secret), None)
    return None if found == path else found


def _by_contents(ids: Mapping[str, Ids], paths: Iterable[str]) -> dict[str, str]:
    """What names the contents of a file, by which file; that of a page says nothing of a file."""
    found: dict[str, str] = {}
    for path in sorted(paths):
        if not path.endswith(MARKDOWN) and posixpath.basename(path) != FOLDER_FILE:
            found.update(dict.fromkeys(ids[path], path))
    return found


def _referring(path: str, pages: Mapping[str, str]) -> tuple[str, int] | None:
    """The first page that names a file, and its line."""
    name = posixpath.basename(path)
    for page, text in pages.items():
        if any(name in spelling for spelling in spellings(text)):
            at = text.find(name)
            return page, text.count("\n", 0, at) + 1 if at >= 0 else 1
    return None


def _change(
    site: Published, path: str, audience: str, origin: str | None, was_there: bool, referring: tuple[str, int] | None
) -> Change:
    """What is said of a file, at the line that names it."""
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
