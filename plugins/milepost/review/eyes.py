"""A state of the data as one audience sees it, and what further is known of each thing that it sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from milepost.audience import audience_of, side_by_side
from milepost.portfolio import Portfolio
from milepost.problem import Place
from milepost.render.compose import addresses
from milepost.review.pairs import AnyThing
from milepost.views.addresses import Addresses

Sections = Sequence[str | Mapping[str, str]] | None

# What each audience sees of the whole, with what it sees of each thing: made once, and shared by all eyes on a state.
_Views = dict[str, tuple[Portfolio, Mapping[AnyThing, AnyThing]]]


class Eyes:
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

    def _view(self, audience: str) -> tuple[Portfolio, Mapping[AnyThing, AnyThing]]:
        if audience not in self._views:
            if audience == self.whole.audience:
                everything = (thing for type in self.whole.types for thing in self.whole.things(type))
                self._views[audience] = (self.whole, {thing: thing for thing in everything})
            else:
                self._views[audience] = side_by_side(self.whole, audience, self.as_of)
        return self._views[audience]

    @cached_property
    def _written(self) -> dict[AnyThing, AnyThing]:
        return {seen: written for written, seen in self._seen.items()}

    def of(self, audience: str | None) -> Eyes:
        """The same state through the eyes of another audience."""
        return Eyes(self.whole, audience, self.as_of, places=self._places, sections=self._sections, views=self._views)

    def through(self, audience: str | None) -> Mapping[AnyThing, AnyThing]:
        """What another audience sees of each thing; nothing of what is hidden from it."""
        if audience is None:
            return {}
        view = self._view(audience)[1]
        return {seen: view[written] for written, seen in self._seen.items() if written in view}

    def place(self, thing: AnyThing, *steps: str | int) -> Place | None:
        """Where a field of a thing is written, if these readers may know."""
        written = self._written.get(thing)
        return self.whole.place(written, *steps) if written and self._places and written.document.source else None

    def shown_to(self, thing: AnyThing) -> str:
        """The outermost audience that sees a thing."""
        written = self._written.get(thing)
        if written is None or not self.whole.innermost:
            return self.portfolio.audience
        return audience_of(self.whole, written, self.as_of)

    def target(self, thing: AnyThing) -> str | None:
        """The page of a thing, as `src_uri#anchor`, on the site of the outermost audience that sees it."""
        audience, written = self.shown_to(thing), self._written.get(thing)
        if written is None:
            return None
        portfolio, view = self._view(audience)
        if audience not in self._addresses:
            self._addresses[audience] = addresses(portfolio, self._sections)
        return self._addresses[audience].of(view[written])
