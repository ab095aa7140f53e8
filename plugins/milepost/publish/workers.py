"""Child processes for jobs, a few at a time, and their results."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from milepost.publish.job import Job, Message, Outcome, Result

AT_ONCE = 2
_BROWSERS = {"PLAYWRIGHT_BROWSERS_PATH": "ms-playwright", "PUPPETEER_CACHE_DIR": "puppeteer"}
# Search paths of programs and modules, which are code; and variables that git sets when a git hook starts the build.
_OF_PROGRAMS = ("PATH", "PYTHONPATH", "PYTHONHOME")
_OF_GIT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
OnProgress = Callable[[Job, int, int], None]


class WorkerPool:
    """Runs jobs in fresh processes, none of which outlives the call."""

    def __init__(self, on_progress: OnProgress = lambda job, done, total: None) -> None:
        self._on_progress = on_progress
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def run(self, jobs: Sequence[Job]) -> list[Result]:
        """The result of each job, in order; at most AT_ONCE run at the same time."""
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            return list(pool.map(self._run_one, jobs))
        finally:
            self._stop()
            pool.shutdown(cancel_futures=True)

    def _stop(self) -> None:
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def _run_one(self, job: Job) -> Result:
        with tempfile.TemporaryFile() as output:
            with self._lock:
                if self._stopped:
                    return Result(job, Outcome.CRASHED)
                process = subprocess.Popen(
                    # -P: a click.py in the working directory must not shadow the installed one.
                    [sys.executable, "-P", "-m", "milepost.publish.worker", job.to_json()],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=output,
                    env=environment(job),
                    cwd=job.cwd,
                    encoding="utf-8",
                )
                self._running.add(process)
            try:
                result = self._listen(job, process)
            finally:
                with self._lock:
                    self._running.discard(process)
            output.seek(0)
            return replace(result, output=output.read().decode("utf-8", "replace"))

    def _listen(self, job: Job, process: subprocess.Popen[str]) -> Result:
        assert process.stdout
        assert process.stdin
        outcome, pages, log = Outcome.CRASHED, 0, []
        access: dict[str, Any] = {}
        ended = False
        for line in process.stdout:
            try:
                said = json.loads(line)
            except ValueError:
                continue  # the truncated last line of a killed child
            if "end" in said:
                ended = True
                outcome, pages = Outcome(said["end"]), said["pages"]
                access = {name: said[name] for name in ("refused", "noted")}
            elif "total" in said:
                self._on_progress(job, said["done"], said["total"])
            else:
                log.append(Message(said["level"], said["text"]))
        code = process.wait()
        process.stdin.close()
        if code < 0:
            log.append(Message("ERROR", f"ended by signal {-code} ({signal.Signals(-code).name})"))
        elif not ended:
            log.append(Message("ERROR", f"ended early with exit code {code}; a plugin or a hook may have stopped it"))
        return Result(job, outcome if code == 0 else Outcome.CRASHED, pages, tuple(log), **access)


def environment(job: Job) -> dict[str, str]:
    """The parent's environment, with everything pinned that could make two builds of the same input differ."""
    day = datetime.fromisoformat(job.as_of).replace(tzinfo=UTC)
    return {
        **_inherited(job),
        **_folders_of_its_own(job),
        "SOURCE_DATE_EPOCH": str(int(day.timestamp())),
        "MILEPOST_AUDIENCE": job.audience,
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }


def _inherited(job: Job) -> dict[str, str]:
    """The parent's variables; for a working copy, paths in the source are mapped to the copy.

    `CI_PROJECT_DIR` and `PWD` would lead programs that a plugin starts back to the source, and `GIT_DIR` would lead git
    there.
    """
    if not job.copied:
        return dict(os.environ)
    source, copy = map(Path, job.copied)
    found = {}
    for name, value in os.environ.items():
        real = Path(os.path.realpath(value)) if os.path.isabs(value) else None
        moves = real and real.is_relative_to(source) and any(map(real.is_relative_to, job.private))
        moves = moves and real and not any(map(real.is_relative_to, job.open_folders))
        if name in _OF_GIT:
            continue
        movable = real and moves and name not in _OF_PROGRAMS
        found[name] = str(copy / real.relative_to(source)) if real and movable else value
    return found


def _folders_of_its_own(job: Job) -> dict[str, str]:
    """Variables that keep a child's temporary files and caches apart from those of other audiences.

    Browsers that a plugin has installed in the shared cache are still found: they are programs.
    """
    found = {name: job.scratch for name in ("TMPDIR", "TEMP", "TMP") if job.scratch}
    if job.cache_home:
        common = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        found["XDG_CACHE_HOME"] = job.cache_home
        for variable, folder in {
            "PLAYWRIGHT_BROWSERS_PATH": "ms-playwright",
            "PUPPETEER_CACHE_DIR": "puppeteer",
        }.items():
            found[variable] = os.environ.get(variable) or str(common / folder)
    if job.git_ceiling:
        found["GIT_CEILING_DIRECTORIES"] = job.git_ceiling
    return {**found, "GIT_OPTIONAL_LOCKS": "0"}
