"""Runs every benchmark, each in a process of its own: `python tests/benchmarks`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

if __name__ == "__main__":
    for name in ("bench_load", "bench_build", "bench_timeline", "bench_archive"):
        subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=True)
        print()
