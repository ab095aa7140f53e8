"""Reading, placing, validating and linking one large file, against PyYAML's fastest loader on the same text."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from generate import write_data

from milepost import run_checks
from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load
from milepost.ruleset import rule_levels

COUNT = 10_000


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of a few runs."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def main() -> None:
    """Prints a row for each step."""
    with tempfile.TemporaryDirectory() as name:
        file = write_data(Path(name) / "data", COUNT)
        text = file.read_text()
        base = seconds(lambda: yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), times=1)
        workspace = load(file.parent)
        assert not workspace.problems, workspace.problems[0].text()
        portfolio = workspace.portfolio
        steps: dict[str, Callable[[], object]] = {
            "read, place, validate, link": lambda: load(file.parent),
            "check all rules": lambda: run_checks.run(portfolio, date(2026, 11, 1), rule_levels()),
            "project to the outermost": lambda: redacted_for(portfolio, "public"),
        }
        print(f"{COUNT:,} items in one file of {len(text) / 1e6:.1f} MB")
        print(f"{'step':<30} {'seconds':>8} {'against yaml.load':>18}")
        print(f"{'yaml.load, C parser':<30} {base:>8.2f} {'1.00×':>18}")
        for label, work in steps.items():
            took = seconds(work)
            print(f"{label:<30} {took:>8.2f} {took / base:>17.2f}×", flush=True)


if __name__ == "__main__":
    main()
