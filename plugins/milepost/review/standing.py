"""Who of today's audiences saw what in a state whose site may have named other audiences."""

from __future__ import annotations

from collections.abc import Sequence


def stood_for(audience: str, then: Sequence[str], now: Sequence[str]) -> str | None:
    """The earlier audience that one of today's belonged to: itself, else the nearest further out; None for nobody.

    The innermost of both saw and see everything. Both lists run from the outermost to the innermost.
    """
    if audience == now[-1]:
        return then[-1]
    further_out = reversed(now[: now.index(audience) + 1])
    return next((name for name in further_out if name in then[:-1]), None)
