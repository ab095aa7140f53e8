"""One command, run alone: how long it took and how much memory it had."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Wall-clock seconds and peak resident megabytes."""

    seconds: float
    megabytes: float


def run(*command: str, cwd: Path) -> Run:
    """Runs a command to its end. Raises SystemExit with its output when it fails."""
    started = time.perf_counter()
    log = cwd / "log.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=cwd, stdout=stream, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{log.read_text()[-4000:]}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / scale)


def build(config: Path, site: Path) -> Run:
    """One `mkdocs build`."""
    return run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site), cwd=config.parent)
