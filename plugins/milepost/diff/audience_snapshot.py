"""A state of the data as one audience sees it, and what further is known of each entity that it sees."""

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

# What each audience sees of the whole, with what it sees of each entity: made once, and shared by all eyes on a state.
_Views = dict[str, tuple[Portfolio, Mapping[AnyEntity, AnyEntity]]]


class AudienceSnapshot:
    """A `whole` portfolio through the eyes of an audience, which may be nobody.

    `places`: whether these readers may know where something is written: a line tells how much stands above it.
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
    def _written(self) -> dict[AnyEntity, AnyEntity]:
        return {seen: written for written, seen in self._seen.items()}

    def of(self, audience: str | None) -> AudienceSnapshot:
        """The same state through the eyes of another audience."""
        return AudienceSnapshot(
            self.whole, audience, self.as_of, places=self._places, sections=self._sections, views=self._views
        )

    def through(self, audience: str | None) -> Mapping[AnyEntity, AnyEntity]:
        """What another audience sees of each entity; nothing of what is hidden from it."""
        if audience is None:
            return {}
        view = self._view(audience)[1]
        return {seen: view[written] for written, seen in self._seen.items() if written in view}

    def place(self, entity: AnyEntity, *steps: str | int) -> Place | None:
        """Where a field of an entity is written, if these readers may know."""
        written = self._written.get(entity)
        return self.whole.place(written, *steps) if written and self._places and written.document.source else None

    def shown_to(self, entity: AnyEntity) -> str:
        """The outermost audience that sees an entity."""
        written = self._written.get(entity)
        if written is None or not self.whole.innermost:
            return self.portfolio.audience
        return audience_of(self.whole, written, self.as_of)

    def target(self, entity: AnyEntity) -> str | None:
        """The page of an entity, as `src_uri#anchor`, on the site of the outermost audience that sees it."""
        audience, written = self.shown_to(entity), self._written.get(entity)
        if written is None:
            return None
        portfolio, view = self._view(audience)
        if audience not in self._addresses:
            self._addresses[audience] = addresses(portfolio, self._sections)
        return self._addresses[audience].of(view[written])
