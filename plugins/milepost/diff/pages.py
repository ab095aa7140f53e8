"""Hand-written pages whose audience changed, by the options and front matter of two revisions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from milepost.diff.audience_mapping import earlier_audience
from milepost.diff.change import Change
from milepost.diff.rules import level_of
from milepost.diff.site_at_revision import SiteOptions
from milepost.front_matter.page_audience import page_audience
from milepost.front_matter.parser import decode_page, read_front_matter
from milepost.graph.loader import FOLDER_FILE
from milepost.problem import Place

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
META_FILE = ".meta.yml"
OPTIONS = ("audiences", "pages_audience", "pages", "source_public")
SUFFIXES = (*MARKDOWN, FOLDER_FILE, META_FILE)


@dataclass(frozen=True, slots=True)
class PagesRoot:
    """A folder of hand-written pages in one revision: contents of pages and folder files by `src_uri`.

    `audience` is None for `docs_dir`, else the audience of a folder from the option `pages`. `shown_path` is the
    folder's path as shown to people.
    """

    files: Mapping[str, bytes]
    shown_path: str = ""
    audience: str | None = None

    @property
    def pages(self) -> list[str]:
        """Paths of the pages, sorted. MkDocs excludes names that begin with a dot from every site."""
        return sorted(path for path in self.files if path.endswith(MARKDOWN) and not is_hidden(path))


@dataclass(frozen=True, slots=True)
class PagesOfRevision:
    """A site in one revision: its options and folders of pages.

    `config` is the path of mkdocs.yml as shown to people, `lines` the line of each option in it.
    """

    options: SiteOptions
    roots: tuple[PagesRoot, ...]
    config: str = "mkdocs.yml"
    lines: Mapping[str, int] | None = None

    def audience(self, src_uri: str) -> str:
        """The broadest audience that sees a page; the most restricted if what is written is not valid."""
        root, audiences = self.root_of(src_uri), self.options.audiences
        named = _page_audience(root.files[src_uri], audiences) or _folder_audience(root, src_uri)
        named = named or root.audience or self.options.pages_audience
        if named not in audiences:
            return audiences[-1]
        base = root.audience if root.audience in audiences else named
        return max(named, base, key=audiences.index) if root.audience is not None else named

    def audience_of_file(self, src_uri: str, root: PagesRoot) -> str:
        """The broadest audience of a file that is no page, as the folders around it say."""
        audiences = self.options.audiences
        named = _folder_audience(root, src_uri) or root.audience or audiences[0]
        if named not in audiences:
            return audiences[-1]
        return max(named, root.audience, key=audiences.index) if root.audience in audiences else named

    def root_of(self, src_uri: str) -> PagesRoot:
        """The folder that contains a page."""
        return next(root for root in self.roots if src_uri in root.files)

    @property
    def pages(self) -> list[str]:
        """The pages of all folders, each address once."""
        return sorted({page for root in self.roots for page in root.pages})


def changes(before: PagesOfRevision, after: PagesOfRevision) -> Iterator[Change]:
    """Yield the pages and options whose audience changed, each once."""
    yield from _option_changes(before, after)
    earlier, now = set(before.pages), after.pages
    bodies = _pages_by_text(before) if set(now) - earlier else {}
    for page in now:
        was = _broadest_audience(before, page, after.options) if page in earlier else None
        sees = _broadest_audience(after, page, after.options)
        rank = after.options.audiences.index
        if page not in earlier and rank(sees) < len(after.options.audiences) - 1:
            if origin := _moved_from(page, sees, before, after, bodies):
                what = f"(page) becomes visible to the {sees} audience; it was {origin}"
                yield _page_change("audience-widened", after, page, what, before=origin, after=sees)
                continue
            yield _page_change("published", after, page, f"is a new page, visible to the {sees} audience", after=sees)
        elif was and rank(sees) < rank(was):
            what = f"(page) becomes visible to the {sees} audience"
            yield _page_change("audience-widened", after, page, what, before=was, after=sees)
        elif was and rank(sees) > rank(was):
            what = f"(page) is no longer visible to the {was} audience"
            yield _page_change("audience-narrowed", after, page, what, before=was, after=sees)
    for page in sorted(earlier.difference(now)):
        was = _broadest_audience(before, page, after.options)
        if was != after.options.audiences[-1]:
            yield _page_change(
                "words-changed", before, page, f"(page) is no longer there; the {was} audience saw it", gone=True
            )


def _moved_from(
    page: str, sees: str, before: PagesOfRevision, after: PagesOfRevision, bodies: Mapping[str, list[str]]
) -> str | None:
    """The earlier page that a new one was moved or copied from, if its readers could not see that one; else None.

    It has the same text, or the same file name where that is specific and the earlier page is gone. `bodies` are the
    earlier pages by text.
    """
    rank = after.options.audiences.index
    name, there = posixpath.basename(page), set(after.pages)
    gone = [one for one in before.pages if posixpath.basename(one) == name and one not in there]
    if posixpath.splitext(name)[0] in ("index", "README"):
        gone = []
    candidates = [*bodies.get(_page_text(after.root_of(page).files[page]), ()), *gone]
    return next((one for one in candidates if rank(_broadest_audience(before, one, after.options)) > rank(sees)), None)


def _pages_by_text(site: PagesOfRevision) -> dict[str, list[str]]:
    """Pages by their text; pages without text are left out."""
    found: dict[str, list[str]] = {}
    for page in site.pages:
        if text := _page_text(site.root_of(page).files[page]):
            found.setdefault(text, []).append(page)
    return found


def _page_text(content: bytes) -> str:
    """The words of a page without its front matter."""
    return " ".join(read_front_matter(content.decode("utf-8-sig", errors="replace")).body.split())


def _broadest_audience(site: PagesOfRevision, page: str, today: SiteOptions) -> str:
    """The broadest of today's audiences that sees, or saw, a page."""
    rank = site.options.audiences.index
    own = rank(site.audience(page))
    for audience in today.audiences:
        counterpart = earlier_audience(audience, site.options.audiences, today.audiences)
        if counterpart and own <= rank(counterpart):
            return audience
    return today.audiences[-1]


def _option_changes(before: PagesOfRevision, after: PagesOfRevision) -> Iterator[Change]:
    was, now = before.options, after.options
    if was.audiences != now.audiences:
        yield _option_change(after, "audiences", ", ".join(was.audiences), ", ".join(now.audiences), "audience-widened")
    if was.pages_audience != now.pages_audience:
        innermost = now.audiences[-1]
        names = (was.pages_audience or innermost, now.pages_audience or innermost)
        old, new = (now.audiences.index(name) if name in now.audiences else 0 for name in names)
        rule = "audience-narrowed" if new > old else "audience-widened" if new < old else "words-changed"
        yield _option_change(after, "pages_audience", was.pages_audience or "", now.pages_audience or "", rule)
    if was.pages != now.pages:
        yield _option_change(after, "pages", _written(was.pages), _written(now.pages), "words-changed")
    if was.source_public != now.source_public:
        words = {True: "yes", False: "no"}
        rule = "audience-widened" if now.source_public else "audience-narrowed"
        yield _option_change(after, "source_public", words[was.source_public], words[now.source_public], rule)


def _written(pages: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {folder}" for name, folder in pages.items())


def _option_change(site: PagesOfRevision, name: str, before: str, after: str, rule: str) -> Change:
    what = f"(option) is now {after or 'not set'}; it was {before or 'not set'}"
    place = Place(site.config, (site.lines or {}).get(name, 1))
    innermost = site.options.audiences[-1]
    return Change(
        rule, level_of(rule), "option", name, name, what, name, before, after, place=place, shown_to=innermost
    )


def _page_change(
    rule: str, site: PagesOfRevision, page: str, what: str, *, before: str = "", after: str = "", gone: bool = False
) -> Change:
    return Change(
        rule,
        level_of(rule),
        "page",
        page,
        page,
        what,
        field="audience",
        before=before,
        after=after,
        place=Place(posixpath.join(site.root_of(page).shown_path, page)),
        gone=gone,
        target=None if gone else page,
        shown_to=after or before,
    )


def _folder_audience(root: PagesRoot, src_uri: str) -> str | None:
    """The audience named by the nearest folder file."""
    folder = posixpath.dirname(src_uri)
    while True:
        for name in (FOLDER_FILE, META_FILE):
            content = root.files.get(posixpath.join(folder, name))
            if content is not None and (found := _audience_in(content)):
                return found
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def _page_audience(content: bytes, audiences: tuple[str, ...]) -> str | None:
    """The audience that a page names; the most restricted if it cannot be read, as in a build."""
    try:
        text = decode_page(content)
    except UnicodeDecodeError:
        return audiences[-1]
    return page_audience("", text, audiences).audience


def _audience_in(content: bytes) -> str | None:
    """The audience that a folder file names. "?" if unreadable, which no site has, so that the folder is closed."""
    try:
        found = yaml.safe_load(content.decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError, RecursionError):
        return "?"
    return _audience_name(found.get("audience") if isinstance(found, dict) else None)


def _audience_name(named: object) -> str | None:
    """The name of an audience; "?" for a value that is no text."""
    return named if named is None or isinstance(named, str) else "?"


def is_hidden(path: str) -> bool:
    """Whether MkDocs keeps a file out of every site by its name."""
    return any(part.startswith(".") for part in path.split("/"))
