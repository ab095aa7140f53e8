"""A page as data: a title, a lead, and sections in their places of the layout.

The HTML of a page, its table of contents, its search record and its export are all written from this one list, so that
none of them can leave a section out or put it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.kit.components import BasePageView


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents, in plain text."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a page, rendered by the template `sections/<template>.html`, which gets `view` as `page`.

    `frame` names the markup around it (a macro of `fragments/frames.html`); without a `title` it has no heading. `note`
    is beside the heading, linked to `target` if set (`src_uri` or `src_uri#anchor`). `headings` are those that the
    template itself renders, in order.
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
    """Sections in one place of the layout. `shape` is a macro of `fragments/regions.html`, `value` its argument.

    A script works on a `whole` region as a unit, so an export keeps it in one piece, layout included.
    """

    shape: str
    parts: tuple[Part, ...]
    value: str = ""
    whole: bool = False


Part = Section | Region


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page. `name` is that of its own template below `pages`, `view` what it gets as `page`.

    `shape` is its width: empty for running text, else a key of `pages/base.html`.
    """

    name: str
    view: BasePageView
    lead: Section
    parts: tuple[Part, ...]
    shape: str = ""

    @property
    def title(self) -> str:
        """The title, in plain text."""
        return self.view.title

    def sections(self) -> Iterator[Section]:
        """Every section in page order, the lead first."""
        return sections_in((self.lead, *self.parts))

    def headings(self) -> Iterator[Heading]:
        """The table of contents: every heading that can be linked to, without the title."""
        for section in self.sections():
            if section.id and section.title:
                yield Heading(section.id, section.title, section.level)
            yield from section.headings


def page_of(
    name: str,
    view: BasePageView,
    *parts: Part | None,
    lead: str = "",
    shape: str = "",
    stacked: bool = False,
    disclaimer: bool = True,
) -> Page:
    """A page with what every page has: the lead, what to write where there is no data yet, and the disclaimer.

    `lead` is the template of the lead, by default the page's own. `stacked` spaces the parts evenly. `disclaimer` is
    False if a section shows it.
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
    """The parts that are not None."""
    return tuple(part for part in parts if part is not None)


def beside(main: Iterable[Part | None], side: Iterable[Part | None]) -> Region:
    """Two columns: the main content, and facts at its side; only the side if there is no main content."""
    found = present(main)
    if not found:
        return Region("columns", (Region("side_alone", present(side)),))
    return Region("main_and_side", (Region("stack", found), Region("side", present(side))))


def sections_in(parts: Iterable[Part]) -> Iterator[Section]:
    """The sections of some parts, in order."""
    for part in parts:
        if isinstance(part, Section):
            yield part
        else:
            yield from sections_in(part.parts)
