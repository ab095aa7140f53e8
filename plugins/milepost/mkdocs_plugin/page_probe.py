"""A stand-in for a page: what a theme reads of it comes as markers, and everything it asks is noted.

The notes tell whether a page with other values would be drawn in the same way. What they cannot answer for, such as the
length of a text or a part of it, is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from mkdocs.structure.pages import Page

SEGMENT = "mpProbeAddress"
TEXTS: Mapping[str, str] = {
    "title": "mpProbeTitle",
    "content": "mpProbeContent",
    "meta.title": "mpProbeMetaTitle",
    "meta.description": "mpProbeDescription",
}
"""The texts that differ from page to page, with the names of their markers."""
_ADDRESSES = ("url", "canonical_url", "abs_url")


def marker(name: str) -> str:
    """The text of a marker. A tag and an entity in it tell by their form what a template has done to it."""
    return f"{name}<b>&amp;</b>{name}"


def text_of(page: Page, name: str) -> str:
    """The text that the marker of this name stands for."""
    first, _, second = name.partition(".")
    value = page.meta.get(second) if second else getattr(page, first, None)
    return value if isinstance(value, str) else ""


def segment(url: str) -> str:
    """The last part of an address, which no other page of its folder has, without the ending of a file."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2].removesuffix(".html")


def with_segment(url: str, name: str) -> str:
    """An address with another last part."""
    own = segment(url)
    head, _, tail = url.rpartition(own)
    return f"{head}{name}{tail}" if own else url


class Notes:
    """What a theme has asked about a page."""

    def __init__(self) -> None:
        self.refused = ""
        self.attributes: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.questions: dict[tuple[str, str, str], bool] = {}

    def refuse(self, use: str) -> None:
        """Note a use of a page that a marker cannot stand for."""
        self.refused = self.refused or f"a template uses {use}"

    def hold_for(self, page: Page) -> bool:
        """Whether a page gives the same answers."""
        return (
            all(is_same(value, getattr(page, name, None)) for name, value in self.attributes.items())
            and all(is_same(value, page.meta.get(name)) for name, value in self.metadata.items())
            and all(_answer(page, name, kind, part) == found for (name, kind, part), found in self.questions.items())
        )


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal; no if they cannot be compared."""
    if one is other:
        return True
    try:
        return type(one) is type(other) and bool(one == other)
    except Exception:  # noqa: BLE001  # a value of another plugin
        return False


class PageProbe:
    """Stands for a page."""

    def __init__(self, page: Page, notes: Notes) -> None:
        own = segment(page.url)
        slots: dict[str, Any] = {"meta": _MetaProbe(page, notes)}
        for name in ("title", "content"):
            if text_of(page, name):
                slots[name] = _Marker(marker(TEXTS[name]), name, page, notes)
        for name in _ADDRESSES:
            url = getattr(page, name, None)
            if isinstance(url, str) and own and segment(url) == own:
                slots[name] = _Marker(with_segment(url, SEGMENT), name, page, notes)
        self.__dict__.update(_page=page, _notes=notes, _slots=slots)

    def __getattr__(self, name: str) -> Any:
        slots = self.__dict__["_slots"]
        if name in slots:
            return slots[name]
        page, notes = self.__dict__["_page"], self.__dict__["_notes"]
        if name != "toc":  # pages of a kind have the same
            notes.attributes[name] = getattr(page, name, None)
        return getattr(page, name)


class _MetaProbe(Mapping[str, Any]):
    """Stands for the metadata of a page."""

    def __init__(self, page: Page, notes: Notes) -> None:
        self._page = page
        self._notes = notes

    def __getitem__(self, name: str) -> Any:
        text = f"meta.{name}"
        if text in TEXTS and text_of(self._page, text):
            return _Marker(marker(TEXTS[text]), text, self._page, self._notes)
        self._notes.metadata[name] = self._page.meta.get(name)
        return self._page.meta[name]

    def __iter__(self) -> Iterator[str]:
        self._notes.refuse("the names of all metadata")
        return iter(self._page.meta)

    def __len__(self) -> int:
        return len(self._page.meta)


class _Marker(str):
    """Stands for a text, which is not empty.

    It may be printed, and asked whether it is equal to a text or contains one.
    """

    __slots__ = ("_name", "_notes", "_page")
    _name: str
    _notes: Notes
    _page: Page

    def __new__(cls, text: str, name: str, page: Page, notes: Notes) -> _Marker:
        found = super().__new__(cls, text)
        found._name, found._notes, found._page = name, notes, page
        return found

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self._ask("equals", other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and self._ask("contains", part)

    def __hash__(self) -> int:
        self._use("hash")
        return super().__hash__()

    def __len__(self) -> int:
        self._use("length")
        return super().__len__()

    def __getitem__(self, key: Any) -> str:
        self._use("parts")
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        self._use("characters")
        return super().__iter__()

    def __lt__(self, other: str) -> bool:
        self._use("order")
        return super().__lt__(other)

    def __gt__(self, other: str) -> bool:
        self._use("order")
        return super().__gt__(other)

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and hasattr(str, name):
            self._use(name)
        return super().__getattribute__(name)

    def _ask(self, kind: str, part: str) -> bool:
        plain = str.__str__(part)  # of another marker, too: the text compares itself with that, not the other way round
        found = _answer(self._page, self._name, kind, plain)
        self._notes.questions[self._name, kind, plain] = found
        return found

    def _use(self, what: str) -> None:
        # MkDocs computes relative addresses from the parts of an address; whatever else does is a template's own.
        caller = sys._getframe(2).f_globals.get("__name__", "")  # noqa: SLF001  # of the method that calls this one
        if not (self._name in _ADDRESSES and caller.partition(".")[0] == "mkdocs"):
            self._notes.refuse(f"the {what} of a page's {self._name}")


def _answer(page: Page, name: str, kind: str, part: str) -> bool:
    text = getattr(page, name) if name in _ADDRESSES else text_of(page, name)
    return bool(text == part) if kind == "equals" else part in (text or "")
