"""Progress display in a terminal; nothing without one, or if the command ends within a second."""

from __future__ import annotations

import threading
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from milepost.publish.job import Job

PATIENCE_SECONDS = 1.0


class TerminalProgress:
    """A line for the current step, and a bar for each site being built. Thread-safe."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
        )
        self._bars = Bars(*columns, console=self._console, transient=True)
        self._lock = threading.Lock()
        self._tasks: dict[str, TaskID] = {}
        self._step = self._bars.add_task("", total=None)
        self._start = threading.Timer(PATIENCE_SECONDS, self._bars.start)
        self._start.daemon = True

    def __enter__(self) -> TerminalProgress:
        if self._console.is_terminal:
            self._start.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._start.cancel()
        if self._start.ident:
            self._start.join()
        if self._bars.live.is_started:
            self._bars.stop()

    def step(self, words: str) -> None:
        """Set the current step."""
        self._bars.update(self._step, description=words)

    def advance(self, job: Job, done: int, total: int) -> None:
        """Update the progress of one site."""
        with self._lock:
            if job.name not in self._tasks:
                self._tasks[job.name] = self._bars.add_task(f"  {job.name}", total=total)
        self._bars.update(self._tasks[job.name], completed=done, total=total)
