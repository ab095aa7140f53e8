"""The theme around generated pages, drawn once for each kind of page instead of once for each page.

A theme takes milliseconds for a page, most of them for the navigation, which is the same on all pages of a folder. Two
pages are of one kind if they have the same template, folder, place in the navigation, and table of contents. For a
kind, the theme draws a page with markers in place of its title, description, content, and address. Cut at the markers,
the answer is a frame into which the values of the other pages are put.

The theme stays the authority. It draws the first pages of each kind itself, and a frame has to give the same text for
them. Every attribute of the page that a template asks for is noted, and a page with another value is not put into the
frame. The first text that differs, and a marker that comes back changed, end the use of frames for the whole build;
`mkdocs build -v` says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from milepost.mkdocs_plugin.page_probe import (
    SEGMENT,
    TEXTS,
    Notes,
    PageProbe,
    is_same,
    marker,
    segment,
    text_of,
    with_segment,
)

log = get_plugin_logger("milepost")

Slot = tuple[str, str]
"""The name of a marker, and the form that it came back in."""
_CHECKED = 2  # pages of a kind that are drawn both ways

_FORMS: Mapping[str, Callable[[str], str]] = {
    "written": str,
    "stripped": lambda text: Markup(text).striptags(),  # the filter of this name, as Jinja has it
    "escaped": lambda text: str(escape(text)),
}


class PageFrames:
    """The frames of one build. `generated` are the `src_uri` of the pages that may be put into frames."""

    def __init__(self, generated: Container[str], files: Files) -> None:
        self._generated = generated
        # Links from a page into a folder of its own name would be shorter than those that its frame has.
        self._folders = {folder for file in files for folder in _folders_above(file.url)}
        self._kinds: dict[tuple[Any, ...], _Kind] = {}
        self._off: str | None = None

    def install(self, env: Environment) -> None:
        """Make an environment give templates that use frames. Other callers of it see no difference."""
        original = env.get_template

        def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:
            template = original(name, parent, globals)
            return template if parent is not None else _FramedTemplate(template, self)

        env.get_template = get_template  # type: ignore[method-assign]

    def render(self, template: Template, context: Mapping[str, Any]) -> str:
        """What a template makes of a context: put into a frame if it is a generated page, and one fits."""
        page = context.get("page")
        if self._off is not None or not isinstance(page, Page) or not self._may_frame(page):
            return template.render(context)
        kind = self._kinds.setdefault(_kind_of(template, page), _Kind())
        kind.pages += 1
        if kind.pages == 1:
            return template.render(context)  # most kinds of page have no second one
        if kind.frame is None:
            try:
                kind.frame = PageFrame.drawn(template, context, page)
            except CannotFrame as reason:
                self._stop(str(reason))
                return template.render(context)
        if not kind.frame.fits(page, context):
            return template.render(context)
        framed = kind.frame.filled(page)
        if kind.checked < _CHECKED:
            drawn = template.render(context)
            if drawn != framed:
                self._stop(f"the theme draws {page.file.src_uri} in its own way")
                return drawn
            kind.checked += 1
        return framed

    def _may_frame(self, page: Page) -> bool:
        return (
            page.file.src_uri in self._generated
            and page.content is not None
            and page.previous_page is None
            and page.next_page is None
            and page.parent is not None
            and page not in (page.parent.children or ())
            and page.url not in self._folders
        )

    def _stop(self, reason: str) -> None:
        self._off = reason
        log.debug("The theme draws every page: %s", reason)


class CannotFrame(Exception):
    """A theme does with a page what cannot be done with a marker."""


class PageFrame:
    """What a theme draws around a page, in pieces: text, and the slots for what differs from page to page."""

    def __init__(self, pieces: list[str | Slot], notes: Notes, context: Mapping[str, Any]) -> None:
        self._pieces = pieces
        self._notes = notes
        self._context = {name: value for name, value in context.items() if name != "page"}

    @classmethod
    def drawn(cls, template: Template, context: Mapping[str, Any], page: Page) -> PageFrame:
        """The frame that a theme draws around a page. Raises CannotFrame."""
        notes = Notes()
        try:
            text = template.render({**context, "page": PageProbe(page, notes)})
        except Exception as error:
            raise CannotFrame(f"a template fails where a page is replaced by markers: {error}") from error
        if notes.refused:
            raise CannotFrame(notes.refused)
        return cls(list(_cut(text)), notes, context)

    def fits(self, page: Page, context: Mapping[str, Any]) -> bool:
        """Whether all but the slots is as it was for the page that the frame was drawn for."""
        return (
            len(context) == len(self._context) + 1
            and all(is_same(value, context.get(name)) for name, value in self._context.items())
            and self._notes.hold_for(page)
        )

    def filled(self, page: Page) -> str:
        """The text with the values of a page in its slots."""
        values = {SEGMENT: segment(page.url), **{slot: text_of(page, name) for name, slot in TEXTS.items()}}
        return "".join(
            piece if isinstance(piece, str) else _FORMS[piece[1]](values[piece[0]]) for piece in self._pieces
        )


class _Kind:
    """The pages of a kind so far."""

    pages = 0
    checked = 0
    frame: PageFrame | None = None


class _FramedTemplate:
    """A template whose `render` uses frames; in everything else it is the template."""

    def __init__(self, template: Template, frames: PageFrames) -> None:
        self._template = template
        self._frames = frames

    def render(self, *args: Any, **kwargs: Any) -> str:
        if len(args) == 1 and not kwargs and isinstance(args[0], Mapping):
            return self._frames.render(self._template, args[0])
        return self._template.render(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


def _kind_of(template: Template, page: Page) -> tuple[Any, ...]:
    """What pages of one kind have in common."""
    folder = with_segment(page.url, "")
    texts = (page.canonical_url, page.abs_url, page.title, page.content, *map(page.meta.get, ("title", "description")))
    present = tuple((type(text), bool(text)) for text in texts)
    return template.name, folder, id(page.parent), tuple(_outline(page.toc)), present, frozenset(vars(page))


def _outline(contents: Iterable[AnchorLink]) -> Iterator[tuple[Any, ...]]:
    """A table of contents as values that can be compared."""
    for link in contents:
        yield link.title, link.id, link.level, tuple(_outline(link.children))


def _cut(text: str) -> Iterator[str | Slot]:
    """A drawn text as pieces: strings, and slots as their name and the form of their value. Raises CannotFrame."""
    end = 0
    for found in _SLOTS.finditer(text):
        yield _checked(text[end : found.start()])
        yield _SLOT_OF[found[0]]
        end = found.end()
    yield _checked(text[end:])


def _checked(text: str) -> str:
    if "mpprobe" in text.casefold():
        raise CannotFrame("a template changes a text before it prints it")
    return text


def _slots() -> Iterator[tuple[str, Slot]]:
    for name in TEXTS.values():
        for form, change in _FORMS.items():
            yield change(marker(name)), (name, form)
    yield SEGMENT, (SEGMENT, "written")


_SLOT_OF = dict(_slots())
_SLOTS = re.compile("|".join(map(re.escape, sorted(_SLOT_OF, key=len, reverse=True))))


def _folders_above(url: str) -> Iterator[str]:
    """The addresses of the folders that a file is in."""
    parts = url.rstrip("/").split("/")[:-1]
    for end in range(1, len(parts) + 1):
        yield "/".join(parts[:end]) + "/"
