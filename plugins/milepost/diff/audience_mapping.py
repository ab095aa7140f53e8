"""Map today's audiences onto those of an earlier revision, whose site may have named or ordered them differently."""

from __future__ import annotations

from collections.abc import Sequence


def earlier_audience(audience: str, then: Sequence[str], now: Sequence[str]) -> str | None:
    """The earlier audience that today's `audience` corresponds to; None if it could not see anything then.

    Both lists run from the broadest audience to the most restricted one, which sees everything. An audience maps to
    itself if it existed, else to the nearest broader one that did. The most restricted maps to the most restricted,
    and one that has become the most restricted since is not taken for that of the earlier revision.
    """
    if audience in then[:-1]:
        return audience
    if audience == now[-1]:
        return then[-1]
    # Never map to a narrower audience: that would report hidden entities as visible before, and hide a disclosure.
    further_out = reversed(now[: now.index(audience) + 1])
    return next((name for name in further_out if name in then[:-1]), None)


def conflicting_order(audience: str, *orders: Sequence[str]) -> str | None:
    """The name of an audience that is broader than `audience` in one order and narrower in another; None if none."""
    known = [order for order in orders if audience in order]
    out = {name for order in known for name in order[: order.index(audience)]}
    return next((name for order in known for name in order[order.index(audience) + 1 :] if name in out), None)
