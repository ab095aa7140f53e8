"""A pause of the garbage collector while many long-lived objects are created."""

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
            # Move the new objects straight to the oldest generation without traversing them: CPython's unfreeze()
            # puts everything that freeze() set aside into that generation.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
