"""Pause Python's garbage collector while many long-lived objects are created."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Keep the collector from repeatedly traversing a growing graph of live objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # In CPython, freeze and unfreeze move all objects to the oldest generation without a traversal.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
