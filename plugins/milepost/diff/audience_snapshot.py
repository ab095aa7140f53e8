"""One revision of the data as one audience sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from milepost.access.audience_filter import audience_of, side_by_side
from milepost.diff.matching import AnyEntity
from milepost.graph.portfolio import Portfolio
from milepost.kit.addresses import Addresses
from milepost.problem import Place
from milepost.render.site_plan import addresses

Sections = Sequence[str | Mapping[str, str]] | None

# By audience: its filtered portfolio, and its copy of each entity of the full one. Shared by a revision's snapshots.
_Views = dict[str, tuple[Portfolio, Mapping[AnyEntity, AnyEntity]]]


class AudienceSnapshot:
    """A revision's full portfolio (`whole`) filtered for one audience; None stands for readers who see nothing.

    `places`: whether these readers may learn file and line of an entry. A line number reveals how much is written
    above it.
    """

    def __init__(
        self,
        whole: Portfolio,
        audience: str | None,
        as_of: date,
        *,
        places: bool = True,
        sections: Sections = None,
        views: _Views | None = None,
    ) -> None:
        self.whole = whole
        self.as_of = as_of
        self._places = places
        self._sections = sections
        self._views: _Views = {} if views is None else views
        self._addresses: dict[str, Addresses] = {}
        self.portfolio, self._seen = self._view(audience) if audience else (Portfolio((), whole.audiences), {})

    def _view(self, audience: str) -> tuple[Portfolio, Mapping[AnyEntity, AnyEntity]]:
        if audience not in self._views:
            if audience == self.whole.audience:
                everything = (entity for type in self.whole.types for entity in self.whole.entities(type))
                self._views[audience] = (self.whole, {entity: entity for entity in everything})
            else:
                self._views[audience] = side_by_side(self.whole, audience, self.as_of)
        return self._views[audience]

    @cached_property
    def _full_entity(self) -> dict[AnyEntity, AnyEntity]:
        return {seen: written for written, seen in self._seen.items()}

    def for_audience(self, audience: str | None) -> AudienceSnapshot:
        """The same revision for another audience."""
        return AudienceSnapshot(
            self.whole, audience, self.as_of, places=self._places, sections=self._sections, views=self._views
        )

    def visible_to(self, audience: str | None) -> Mapping[AnyEntity, AnyEntity]:
        """This snapshot's entities, mapped to what another audience sees of them; those hidden from it are left out."""
        if audience is None:
            return {}
        view = self._view(audience)[1]
        return {seen: view[written] for written, seen in self._seen.items() if written in view}

    def place(self, entity: AnyEntity, *steps: str | int) -> Place | None:
        """File and position of an entity or of a field of it; None if these readers may not know."""
        written = self._full_entity.get(entity)
        return self.whole.place(written, *steps) if written and self._places and written.document.source else None

    def shown_to(self, entity: AnyEntity) -> str:
        """The broadest audience that sees an entity."""
        written = self._full_entity.get(entity)
        if written is None or not self.whole.innermost:
            return self.portfolio.audience
        return audience_of(self.whole, written, self.as_of)

    def page_of(self, entity: AnyEntity) -> str | None:
        """Page of an entity, as `src_uri#anchor`, on the site of the broadest audience that sees it."""
        audience, written = self.shown_to(entity), self._full_entity.get(entity)
        if written is None:
            return None
        portfolio, view = self._view(audience)
        if audience not in self._addresses:
            self._addresses[audience] = addresses(portfolio, self._sections)
        return self._addresses[audience].of(view[written])
