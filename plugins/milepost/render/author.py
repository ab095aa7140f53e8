"""Makes pages that draw themselves when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from milepost.portfolio import Thing
from milepost.render.page import GeneratedPage
from milepost.render.sheet import Sheet
from milepost.render.theme import Theme
from milepost.views.desk import Desk


@dataclass(frozen=True, slots=True)
class Author:
    """What every page is made with. `front` is where the overview stands."""

    desk: Desk
    theme: Theme
    front: str

    def page(
        self,
        src_uri: str,
        title: str,
        template: str,
        view: Callable[[], Any],
        *,
        kind: str = "",
        nav_title: str | None = None,
        parent: str | None = None,
        hide: tuple[str, ...] = ("toc",),
        searchable: bool = True,
    ) -> GeneratedPage:
        """A page that several things share; source and description are those of the only document of a `kind`."""
        documents = [one for one in self.desk.portfolio.documents if one.kind == kind and one.visible]
        written = documents[0] if len(documents) == 1 else None
        return GeneratedPage(
            src_uri=src_uri,
            title=title,
            draw=partial(self._draw, template, view),
            nav_title=nav_title,
            parent=parent,
            source=written.relative if written else None,
            description=written.model.summary if written else None,
            hide=hide,
            searchable=searchable,
        )

    def own(
        self, src_uri: str, thing: Thing[Any], template: str, view: Callable[[], Any], *, parent: str
    ) -> GeneratedPage:
        """The page of a single thing: not in the navigation, and with its tags."""
        return GeneratedPage(
            src_uri=src_uri,
            title=thing.title,
            draw=partial(self._draw, template, view),
            in_nav=False,
            parent=parent,
            source=thing.document.relative or None,
            tags=tuple(self.desk.name("tag", tag) for tag in thing.entry.tags),
            description=thing.entry.summary,
            hide=("toc",),
        )

    def unwritten(
        self, src_uri: str, title: str, template: str, view: Callable[[], Any], *, parent: str
    ) -> GeneratedPage:
        """The page of what is only named: as that of a single thing, but of no document."""
        return GeneratedPage(
            src_uri=src_uri,
            title=title,
            draw=partial(self._draw, template, view),
            in_nav=False,
            parent=parent,
            hide=("toc",),
        )

    def _draw(self, template: str, view: Callable[[], Any], url: Callable[[str], str]) -> Sheet:
        return self.theme.draw(f"pages/{template}.html", view(), url)
