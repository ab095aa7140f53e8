"""An end for what would never end: tests of inputs that are made to cost too much."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A hundred times what any of them needs: this tells "quickly" from "never", and measures nothing.
SECONDS = 60


@contextmanager
def patience(seconds: float = SECONDS) -> Iterator[None]:
    """Stops the block with an AssertionError after so many seconds of its processor time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
