"""Which hand-written pages, by the options and the front matter of two states, are opened or closed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from milepost.diff.audience_mapping import stood_for
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
    """A folder of hand-written pages in one state: the contents of its pages and folder files by `src_uri`.

    `audience` is None for `docs_dir`, and else the audience of a folder of the option `pages`; `below` is how people
    are shown the folder.
    """

    files: Mapping[str, bytes]
    below: str = ""
    audience: str | None = None

    @property
    def pages(self) -> list[str]:
        """The pages, in order. Names that begin with a dot are kept out of every site."""
        return sorted(path for path in self.files if path.endswith(MARKDOWN) and not is_hidden(path))


@dataclass(frozen=True, slots=True)
class PagesOfRevision:
    """A site in one state: its options and its folders of pages.

    `config` is its configuration as people are shown it, with the line of each option.
    """

    options: SiteOptions
    roots: tuple[PagesRoot, ...]
    config: str = "mkdocs.yml"
    lines: Mapping[str, int] | None = None

    def audience(self, src_uri: str) -> str:
        """The outermost audience that sees a page; the innermost where that is not sound."""
        root, audiences = self.root(src_uri), self.options.audiences
        named = _front_matter(root.files[src_uri], audiences) or _around(root, src_uri)
        named = named or root.audience or self.options.pages_audience
        if named not in audiences:
            return audiences[-1]
        base = root.audience if root.audience in audiences else named
        return max(named, base, key=audiences.index) if root.audience is not None else named

    def audience_of_file(self, src_uri: str, root: PagesRoot) -> str:
        """The same for a file of a folder that is no page: what is around it decides, where it names one."""
        audiences = self.options.audiences
        named = _around(root, src_uri) or root.audience or audiences[0]
        if named not in audiences:
            return audiences[-1]
        return max(named, root.audience, key=audiences.index) if root.audience in audiences else named

    def root(self, src_uri: str) -> PagesRoot:
        """The folder that a page lies in."""
        return next(root for root in self.roots if src_uri in root.files)

    @property
    def pages(self) -> list[str]:
        """The pages of all folders, each address once."""
        return sorted({page for root in self.roots for page in root.pages})


def changes(before: PagesOfRevision, after: PagesOfRevision) -> Iterator[Change]:
    """What the two sites open and close, each page and option once."""
    yield from _options(before, after)
    earlier, now = set(before.pages), after.pages
    bodies = _bodies(before) if set(now) - earlier else {}
    for page in now:
        was = _outermost(before, page, after.options) if page in earlier else None
        sees = _outermost(after, page, after.options)
        rank = after.options.audiences.index
        if page not in earlier and rank(sees) < len(after.options.audiences) - 1:
            if origin := _moved_from(page, sees, before, after, bodies):
                what = f"(page) becomes visible to the {sees} audience; it was {origin}"
                yield _page("audience-widened", after, page, what, before=origin, after=sees)
                continue
            yield _page("published", after, page, f"is a new page, visible to the {sees} audience", after=sees)
        elif was and rank(sees) < rank(was):
            what = f"(page) becomes visible to the {sees} audience"
            yield _page("audience-widened", after, page, what, before=was, after=sees)
        elif was and rank(sees) > rank(was):
            what = f"(page) is no longer visible to the {was} audience"
            yield _page("audience-narrowed", after, page, what, before=was, after=sees)
    for page in sorted(earlier.difference(now)):
        was = _outermost(before, page, after.options)
        if was != after.options.audiences[-1]:
            yield _page(
                "words-changed", before, page, f"(page) is no longer there; the {was} audience saw it", gone=True
            )


def _moved_from(
    page: str, sees: str, before: PagesOfRevision, after: PagesOfRevision, bodies: Mapping[str, list[str]]
) -> str | None:
    """The page of the earlier state that a new one was, and that its readers did not see.

    It has the same text, or the same name where that says something and the earlier one is gone. `bodies` are the
    earlier pages by their texts.
    """
    rank = after.options.audiences.index
    name, there = posixpath.basename(page), set(after.pages)
    gone = [one for one in before.pages if posixpath.basename(one) == name and one not in there]
    if posixpath.splitext(name)[0] in ("index", "README"):
        gone = []
    candidates = [*bodies.get(_body(after.root(page).files[page]), ()), *gone]
    return next((one for one in candidates if rank(_outermost(before, one, after.options)) > rank(sees)), None)


def _bodies(site: PagesOfRevision) -> dict[str, list[str]]:
    """The pages of a site by their texts; those without any are left out."""
    found: dict[str, list[str]] = {}
    for page in site.pages:
        if text := _body(site.root(page).files[page]):
            found.setdefault(text, []).append(page)
    return found


def _body(content: bytes) -> str:
    """The words of a page, without its front matter."""
    return " ".join(read_front_matter(content.decode("utf-8-sig", errors="replace")).body.split())


def _outermost(site: PagesOfRevision, page: str, today: SiteOptions) -> str:
    """The outermost of today's audiences that sees, or saw, a page."""
    rank = site.options.audiences.index
    own = rank(site.audience(page))
    for audience in today.audiences:
        stood = stood_for(audience, site.options.audiences, today.audiences)
        if stood and own <= rank(stood):
            return audience
    return today.audiences[-1]


def _options(before: PagesOfRevision, after: PagesOfRevision) -> Iterator[Change]:
    was, now = before.options, after.options
    if was.audiences != now.audiences:
        yield _option(after, "audiences", ", ".join(was.audiences), ", ".join(now.audiences), "audience-widened")
    if was.pages_audience != now.pages_audience:
        innermost = now.audiences[-1]
        names = (was.pages_audience or innermost, now.pages_audience or innermost)
        old, new = (now.audiences.index(name) if name in now.audiences else 0 for name in names)
        rule = "audience-narrowed" if new > old else "audience-widened" if new < old else "words-changed"
        yield _option(after, "pages_audience", was.pages_audience or "", now.pages_audience or "", rule)
    if was.pages != now.pages:
        yield _option(after, "pages", _written(was.pages), _written(now.pages), "words-changed")
    if was.source_public != now.source_public:
        words = {True: "yes", False: "no"}
        rule = "audience-widened" if now.source_public else "audience-narrowed"
        yield _option(after, "source_public", words[was.source_public], words[now.source_public], rule)


def _written(pages: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {folder}" for name, folder in pages.items())


def _option(site: PagesOfRevision, name: str, before: str, after: str, rule: str) -> Change:
    what = f"(option) is now {after or 'not set'}; it was {before or 'not set'}"
    place = Place(site.config, (site.lines or {}).get(name, 1))
    innermost = site.options.audiences[-1]
    return Change(
        rule, level_of(rule), "option", name, name, what, name, before, after, place=place, shown_to=innermost
    )


def _page(
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
        place=Place(posixpath.join(site.root(page).below, page)),
        gone=gone,
        target=None if gone else page,
        shown_to=after or before,
    )


def _around(root: PagesRoot, src_uri: str) -> str | None:
    """What the folders around a page say, the nearest first."""
    folder = posixpath.dirname(src_uri)
    while True:
        for name in (FOLDER_FILE, META_FILE):
            content = root.files.get(posixpath.join(folder, name))
            if content is not None and (found := _named(content)):
                return found
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def _front_matter(content: bytes, audiences: tuple[str, ...]) -> str | None:
    """The audience that a page names; the innermost for one that cannot be read, as a build would have it."""
    try:
        text = decode_page(content)
    except UnicodeDecodeError:
        return audiences[-1]
    return page_audience("", text, audiences).audience


def _named(content: bytes) -> str | None:
    """The audience of a file that speaks for its folder; one that cannot be read closes it, as a build would."""
    try:
        found = yaml.safe_load(content.decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError, RecursionError):
        return "?"
    return _name(found.get("audience") if isinstance(found, dict) else None)


def _name(named: object) -> str | None:
    """What stands for an audience; what is no word is none that there is."""
    return named if named is None or isinstance(named, str) else "?"


def is_hidden(path: str) -> bool:
    """Whether MkDocs keeps a file out of every site by its name."""
    return any(part.startswith(".") for part in path.split("/"))
