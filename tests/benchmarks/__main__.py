"""Runs every benchmark, each in a process of its own: `python tests/benchmarks`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

if __name__ == "__main__":
    for name in (
        "bench_load",
        "bench_backlog",
        "bench_review",
        "bench_history",
        "bench_build",
        "bench_timeline",
        "bench_archive",
        "bench_audit",
        "bench_schedule",
        "bench_simulation",
        "bench_plan",
    ):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, str(HERE / f"{name}.py")], env=environment, check=True)
        print()
