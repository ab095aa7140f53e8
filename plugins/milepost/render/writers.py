"""Page writers: whole pages with their table of contents, and pages section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from milepost.pages.page import Heading, Page, Part, Region, Section
from milepost.render.page_buffer import PageBuffer
from milepost.render.templates import Templates

Url = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, its headings in order, and its link targets (`src_uri` or `src_uri#anchor`)."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """A heading and the HTML that follows it.

    Level 1 is the lead of the page. A section without a heading is a plain block; `id` is empty if nothing can link to
    it.
    """

    level: int
    id: str
    heading: str
    html: str


def page_html(page: Page, theme: Templates, url: Url) -> Rendered:
    """Render a whole page, with the symbols of the icons it uses.

    A template of the site's owner may leave sections out; their headings are then left out of the contents, too.
    """
    buffer = PageBuffer(url)
    with theme.recording(buffer):
        html = theme.page(
            page.name,
            page=page.view,
            shape=page.shape,
            lead=_Drawn(lambda: theme.section(page.lead)),
            body=_Drawn(lambda: Markup(_parts(page.parts, theme))),
        )
    headings = tuple(one for one in page.headings() if f'id="{one.id}"' in html)
    return Rendered(html + theme.sprite(buffer.icons), headings, tuple(buffer.links))


def page_sections(page: Page, theme: Templates, url: Url) -> list[RenderedSection]:
    """Render a page section by section. The lead comes first and holds the symbols of all icons.

    A region that a script works on as a whole is one block, and so is a page with a template of its own.
    """
    if theme.owns(page.name):
        return [RenderedSection(1, "", "", page_html(page, theme, url).html)]
    buffer = PageBuffer(url)
    with theme.recording(buffer):
        found = [*_apart((page.lead, *page.parts), theme)]
    found[0] = replace(found[0], html=found[0].html + theme.sprite(buffer.icons))
    return found


def _parts(parts: Sequence[Part], theme: Templates) -> str:
    return "\n".join([_part(part, theme) for part in parts])


def _part(part: Part, theme: Templates) -> Markup:
    return theme.section(part) if isinstance(part, Section) else theme.region(part, _parts(part.parts, theme))


def _apart(parts: Sequence[Part], theme: Templates) -> Iterator[RenderedSection]:
    for part in parts:
        if isinstance(part, Region):
            if part.whole:
                yield RenderedSection(2, "", "", _alone(_part(part, theme)))
            else:
                yield from _apart(part.parts, theme)
        else:
            body = theme.section(replace(part, title="", id=""))
            yield RenderedSection(part.level, part.id, part.title, _alone(body))


def _alone(html: Markup) -> str:
    return f'<div class="mp">{html}</div>'


class _Drawn:
    """A part of a page that is rendered when a template asks for it, so that links and ids are in page order."""

    def __init__(self, draw: Callable[[], Markup]) -> None:
        self._draw = draw

    def __html__(self) -> Markup:
        return self._draw()
