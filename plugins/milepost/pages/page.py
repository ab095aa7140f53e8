"""A page as data: a title, a lead, and sections where the layout puts them.

The HTML of a page, its table of contents, what search reads and its export are all written from this one list, so that
none of them can leave a section out or put it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.kit.components import Framed


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents, in plain text."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page, drawn by the template `sections/<template>.html`, which gets `view` as `page`.

    `frame` names what is around it (a macro of `fragments/frames.html`); without a `title` it has no heading.
    `note` is beside the heading, and leads to `target` where there is one (`src_uri` or `src_uri#anchor`).
    `headings` are those that the template draws itself, in their order.
    """

    template: str
    view: Any
    title: str = ""
    id: str = ""
    level: int = 2
    frame: str = "section"
    note: str = ""
    target: str | None = None
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Sections in one place of the layout. `shape` is a macro of `fragments/regions.html`, `value` what that takes.

    A script works on all of a `whole` region together, so that an export keeps it in one piece, layout and all.
    """

    shape: str
    parts: tuple[Part, ...]
    value: str = ""
    whole: bool = False


Part = Section | Region


@dataclass(frozen=True, slots=True)
class Page:
    """A page's content. `name` is that of its template below `pages`, `view` what such a template gets as `page`.

    `shape` says how wide it is drawn: empty for running text, else a key of `pages/base.html`.
    """

    name: str
    view: Framed
    lead: Section
    parts: tuple[Part, ...]
    shape: str = ""

    @property
    def title(self) -> str:
        """The title, in plain text."""
        return self.view.title

    def sections(self) -> Iterator[Section]:
        """Every section in the order of the page, the lead first."""
        return sections_in((self.lead, *self.parts))

    def headings(self) -> Iterator[Heading]:
        """The table of contents: every heading that can be linked to, without the title."""
        for section in self.sections():
            if section.id and section.title:
                yield Heading(section.id, section.title, section.level)
            yield from section.headings


def page_of(
    name: str,
    view: Framed,
    *parts: Part | None,
    lead: str = "",
    shape: str = "",
    stacked: bool = False,
    disclaimer: bool = True,
) -> Page:
    """A page with what every page has: the lead, what to write where there is nothing yet, and the fine print.

    `lead` is the template of the lead, by default the page's own. `stacked` keeps the parts at an even distance.
    `disclaimer` is False where a section shows it.
    """
    empty = (plain("shared/empty", view.empty),) if view.empty else ()
    body: tuple[Part, ...] = (*empty, *present(parts))
    if stacked:
        body = (Region("stack", body),)
    if disclaimer and view.disclaimer:
        body += (plain("shared/disclaimer", view.disclaimer),)
    return Page(name, view, Section(lead or f"{name}/lead", view, view.title, level=1, frame="plain"), body, shape)


def plain(template: str, view: Any, *headings: Heading) -> Section:
    """A section without a heading or frame of its own."""
    return Section(template, view, frame="plain", headings=headings)


def present(parts: Iterable[Part | None]) -> tuple[Part, ...]:
    """The parts that are there."""
    return tuple(part for part in parts if part is not None)


def beside(main: Iterable[Part | None], side: Iterable[Part | None]) -> Region:
    """Two columns: what the page is about, and facts at its side, which stand alone where there is nothing else."""
    found = present(main)
    if not found:
        return Region("columns", (Region("side_alone", present(side)),))
    return Region("main_and_side", (Region("stack", found), Region("side", present(side))))


def sections_in(parts: Iterable[Part]) -> Iterator[Section]:
    """The sections of some parts, in their order."""
    for part in parts:
        if isinstance(part, Section):
            yield part
        else:
            yield from sections_in(part.parts)
