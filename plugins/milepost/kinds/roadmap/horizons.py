"""The board column of items that do not name one."""

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

NEAR_TERM = timedelta(days=183)

HorizonOrigin = Literal["typed", "status", "dates"]


class HorizonAssignment:
    """Assigns items to the columns of the board.

    A typed horizon counts. Otherwise closed items are in no column, items in progress or paused in the first, proposed
    ones in the last. A planned item goes by its start, or else its end: if columns have timeframes, into the first one
    that lasts until then; otherwise into the second if it is due within 183 days (half a year), else into the last.
    """

    def __init__(self, portfolio: Portfolio, as_of: date) -> None:
        self.ids = portfolio.horizon_ids()
        self.as_of = as_of
        self.timeframes: dict[str, Period] = {}
        for entity in portfolio.all(Horizon):
            if entity.entry.timeframe and entity.entry.timeframe.first:
                self.timeframes.setdefault(entity.id.lower(), entity.entry.timeframe)

    def of(self, item: ItemEntity, dates: Dates) -> tuple[str | None, HorizonOrigin | None]:
        """(lower-cased column id, origin) of an item; (None, None) for closed items."""
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
            return next((name for name in self.ids if self._lasts_until(name, day)), self.ids[-1])
        near: Sequence[str] = self.ids[:2]
        return near[-1] if day <= self.as_of + NEAR_TERM else self.ids[-1]

    def _lasts_until(self, name: str, day: date) -> bool:
        frame = self.timeframes.get(name)
        return frame is not None and (frame.last is None or day <= frame.last)
