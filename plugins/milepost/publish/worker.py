"""`python -m milepost.publish.worker JOB`: build one site, and report progress as lines of JSON on stdout.

Each site has a process of its own, because search, tags and other plugins keep what they collected for one audience and
would publish it to the next.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from milepost.leak_check.file_access import watch
from milepost.publish.job import Job, Outcome

Tell = Callable[..., None]
OURS = "mkdocs.plugins.milepost"
WITHHELD = "the message is withheld, since it may quote internal text"


def main() -> None:
    """Entry point of the child process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C also reaches the parent, which then ends this process
    tell = _channel()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    job = Job.from_json(sys.argv[1])
    access = watch(tuple(map(Path, job.private)), map(Path, job.open_folders), refuse=job.refuse)
    outcome, pages = run(job, tell)
    tell(end=outcome, pages=pages, refused=access.refused, noted=access.noted)


def run(job: Job, tell: Tell) -> tuple[Outcome, int]:
    """Build a job's site with MkDocs; returns the outcome and the number of pages."""
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort

    from milepost.could_not_run import CouldNotRun
    from milepost.mkdocs_plugin.config_loading import load
    from milepost.mkdocs_plugin.run_mode import RunMode
    from milepost.problem import MilepostError
    from milepost.publish.progress import BuildProgress

    log = _Log(tell)
    logging.getLogger("mkdocs").addHandler(log)
    progress = BuildProgress(tell)
    try:
        moved = {"docs_dir": job.docs_dir} if job.docs_dir else {}
        config, warnings = load(Path(job.config_file), site_dir=job.site_dir, strict=job.strict or None, **moved)
        source_and_copy = (Path(job.copied[0]), Path(job.copied[1])) if job.copied else None
        for warning in warnings:
            tell(level="WARNING", text=warning.sentence)
        progress.join(config.plugins)
        plugin: Any = config.plugins["milepost"]
        plugin.run = RunMode(
            checks=False, copied=source_and_copy, recorded_history=Path(job.history) if job.history else None
        )
        plugin.config.update(audience=job.audience, as_of=job.as_of)
        if job.data_dir:
            plugin.config["data_dir"] = job.data_dir
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (CouldNotRun, MilepostError) as error:
        tell(level="ERROR", text=str(error))
        return Outcome.CRASHED, 0
    except Abort as error:
        tell(level="ERROR", text=str(error))
        return (Outcome.FINDINGS if log.ours or (job.strict and log.warnings) else Outcome.CRASHED), 0
    except SystemExit as error:
        tell(level="ERROR", text=_describe(error, guarded=job.guarded))
        return Outcome.CRASHED, 0
    except Exception as error:  # noqa: BLE001  # a plugin may raise anything
        tell(level="ERROR", text=_describe(error, guarded=job.guarded))
        return Outcome.CRASHED, 0
    return Outcome.BUILT, progress.total


def _channel() -> Tell:
    """Reserve stdout for our own lines; anything else that is printed goes to stderr."""
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    lock = threading.Lock()

    def tell(**fields: Any) -> None:
        with lock:
            stream.write(json.dumps(fields) + "\n")

    return tell


def _end_with_parent() -> None:
    """Exit when the parent closes its end of the stdin pipe, as its death does."""
    os.read(0, 1)
    os._exit(1)


class _Log(logging.Handler):
    """Forwards the warnings and errors of MkDocs and its plugins to the parent; `ours` counts Milepost's errors."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(logging.WARNING)
        self.tell = tell
        self.warnings = self.ours = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings += 1
        self.ours += record.levelno >= logging.ERROR and record.name.startswith(OURS)
        self.tell(level=record.levelname, text=record.getMessage())


def _describe(error: BaseException, *, guarded: bool) -> str:
    """A crash with the code that led to it; for outer sites without the exception's message, which may be private."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    if guarded:
        # A source line of a hook may contain private text, like the exception: its place is enough.
        places = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n' for frame in frames]
        return f"{type(error).__name__}: {_of_the_system(error) or WITHHELD}\n{''.join(places)}".rstrip()
    return f"{type(error).__name__}: {error}\n{''.join(traceback.format_list(frames))}".rstrip()


def _of_the_system(error: BaseException) -> str | None:
    """The operating system's message of an error, or the name of a missing module: neither is private."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"no module named '{error.name}'"
    known = isinstance(error, OSError) and error.errno and error.strerror == os.strerror(error.errno)
    return error.strerror if known and isinstance(error, OSError) else None


if __name__ == "__main__":
    main()
