"""Who of today's audiences saw what in a state whose site may have named other audiences, in another order."""

from __future__ import annotations

from collections.abc import Sequence


def stood_for(audience: str, then: Sequence[str], now: Sequence[str]) -> str | None:
    """The earlier audience that one of today's belonged to: itself, else the nearest further out; None for nobody.

    Both lists run from the outermost to the innermost, who sees everything. Who is innermost only now did not then.
    """
    if audience in then[:-1]:
        return audience
    if audience == now[-1]:
        return then[-1]
    further_out = reversed(now[: now.index(audience) + 1])
    return next((name for name in further_out if name in then[:-1]), None)


def contradiction(audience: str, *orders: Sequence[str]) -> str | None:
    """Another audience that is further out than one in some order of audiences and further in in another."""
    known = [order for order in orders if audience in order]
    out = {name for order in known for name in order[: order.index(audience)]}
    return next((name for order in known for name in order[order.index(audience) + 1 :] if name in out), None)
