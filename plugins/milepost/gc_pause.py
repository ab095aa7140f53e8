"""Python's garbage collector, kept out of the way where a great many objects are made that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Keeps the collector from walking a growing graph of live objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made is here to stay: straight to the oldest generation, without a walk.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
