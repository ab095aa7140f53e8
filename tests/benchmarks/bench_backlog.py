"""Backlog and metrics: 5,000 stories and 200 metrics of 1,000 points, and whether time grows with size alone.

Growth is the time for an entry of the whole against that for an entry of a tenth of it: 1.0 is linear. The ratio to
PyYAML's fastest loader, on the same rows as YAML, says what a second means on this machine.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from generate_backlog import TODAY, write_backlog, write_metrics

from milepost import run_checks
from milepost.access.audience_filter import redacted_for
from milepost.gc_pause import gc_paused
from milepost.graph.loader import load
from milepost.graph.portfolio import Portfolio
from milepost.render.site_plan import site_plan
from milepost.ruleset import rule_levels

STORIES, METRICS, POINTS = 5_000, 200, 1_000
MOST_GROWTH = 1.2


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Processor time of the best of a few runs, whatever else the machine does meanwhile.

    Without the garbage collector: how often it looks through everything depends on what else is in memory.
    """
    best = float("inf")
    for _ in range(times):
        gc.collect()
        with gc_paused():
            started = time.process_time()
            work()
            best = min(best, time.process_time() - started)
    return best


def pages(portfolio: Portfolio, section: str) -> int:
    """Compose and draw every page of a section; the number of bytes."""
    seen = redacted_for(portfolio, "public", TODAY)
    plan = site_plan(seen, as_of=TODAY, sections=[section], home=False, templates=None)
    return sum(len(page.render(str).html) for page in plan.pages.values())


def timed(folder: Path, share: int) -> dict[str, float]:
    """Seconds of each step for one part in `share` of the whole."""
    backlog, tables, inline = folder / f"backlog-{share}", folder / f"tables-{share}", folder / f"inline-{share}"
    write_backlog(backlog, STORIES // share)
    write_backlog(tables, 20)
    write_backlog(inline, 20)
    write_metrics(tables, METRICS // share, POINTS, inline=False)
    write_metrics(inline, METRICS // share, POINTS, inline=True)
    read = {place: load(place) for place in (backlog, tables)}
    for workspace in read.values():
        assert not workspace.problems, workspace.problems[0].text()
    stories, metrics = (workspace.portfolio for workspace in read.values())
    texts = [path.read_text() for path in sorted(inline.glob("metric-*.yml"))]
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    levels = rule_levels()
    steps: dict[str, Callable[[], object]] = {
        "yaml.load of the rows as YAML": lambda: [yaml.load(text, Loader=fast) for text in texts],
        "load metrics, rows in YAML": lambda: load(inline),
        "load metrics, rows in CSV": lambda: load(tables),
        "check metrics": lambda: run_checks.run(metrics, TODAY, levels),
        "pages of metrics": lambda: pages(metrics, "metrics"),
        "load stories": lambda: load(backlog),
        "check stories": lambda: run_checks.run(stories, TODAY, levels),
        "pages of the backlog": lambda: pages(stories, "backlog"),
    }
    return {label: seconds(work, times=5 if share > 1 else 2) for label, work in steps.items()}


def main() -> None:
    """Prints a row for each step; ends with 1 if one of them grows faster than the data, if `--check` is given."""
    with tempfile.TemporaryDirectory() as name:
        small, whole = timed(Path(name), 10), timed(Path(name), 1)
    base = whole["yaml.load of the rows as YAML"]
    print(f"{STORIES:,} stories; {METRICS} metrics of {POINTS:,} points")
    print(f"{'step':<32} {'seconds':>8} {'against yaml.load':>18} {'growth':>8}")
    slow = []
    for label, took in whole.items():
        growth = took / (10 * small[label])
        print(f"{label:<32} {took:>8.2f} {took / base:>17.2f}× {growth:>8.2f}", flush=True)
        slow += [label] if growth > MOST_GROWTH else []
    if slow and "--check" in sys.argv:
        raise SystemExit(f"grows faster than the data: {', '.join(slow)}")


if __name__ == "__main__":
    main()
