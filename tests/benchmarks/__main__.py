"""Runs every benchmark: `python tests/benchmarks`."""

from __future__ import annotations

import bench_build
import bench_load

if __name__ == "__main__":
    bench_load.main()
    print()
    bench_build.main()
