"""Which column of the board an item stands in where nobody has said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Horizon
from milepost.kinds.roadmap.schedule import Dates
from milepost.schema.base import CLOSED
from milepost.schema.period import Period

SOON = timedelta(days=183)

Origin = Literal["typed", "status", "dates"]


class Horizons:
    """The columns, and the rule that puts items into them.

    As typed; else what is done or cancelled stands in none, what is in progress or paused in the first, what
    is only proposed in the last. What is planned goes by its start, or its end without one: into the first
    column whose timeframe has not ended by then, where columns have timeframes; else into the second if that
    is past or within 183 days, and into the last if it is further off or unknown.
    """

    def __init__(self, portfolio: Portfolio, as_of: date) -> None:
        self.ids = portfolio.horizon_ids()
        self.as_of = as_of
        self.timeframes: dict[str, Period] = {}
        for entity in portfolio.all(Horizon):
            if entity.entry.timeframe and entity.entry.timeframe.first:
                self.timeframes.setdefault(entity.id.lower(), entity.entry.timeframe)

    def of(self, item: ItemEntity, dates: Dates) -> tuple[str | None, Origin | None]:
        """The id of an item's column, in lower case, and where it is from."""
        typed = (item.entry.horizon or "").lower()
        if typed in self.ids:
            return typed, "typed"
        match item.entry.status:
            case status if status in CLOSED:
                return None, None
            case "in_progress" | "paused":
                return self.ids[0], "status"
            case "proposed":
                return self.ids[-1], "status"
        when = dates.start or dates.end
        day = when.first if when else None
        return (self._by_day(day), "dates") if day else (self.ids[-1], "status")

    def _by_day(self, day: date) -> str:
        if self.timeframes:
            return next((name for name in self.ids if self._reaches(name, day)), self.ids[-1])
        near: Sequence[str] = self.ids[:2]
        return near[-1] if day <= self.as_of + SOON else self.ids[-1]

    def _reaches(self, name: str, day: date) -> bool:
        frame = self.timeframes.get(name)
        return frame is not None and (frame.last is None or day <= frame.last)
