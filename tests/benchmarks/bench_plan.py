"""A large plan: the time to compute it and to draw its page, against as large a network in longpath, and its size."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.util import find_spec
from random import Random
from typing import Any

import yaml
from bench_schedule import plain

from milepost.analysis.insight import Insight
from milepost.graph.loader import load_contents
from milepost.kinds.plan.model import Plan
from milepost.render.site_plan import site_plan

AS_OF = date(2026, 6, 1)
SIZES = (250, 500, 1_000, 2_000)


def plan(size: int) -> dict[str, Any]:
    """A plan of `size` tasks in groups of twenty, each with two predecessors on average; every fifth is estimated."""
    random = Random(1)
    tasks: list[dict[str, Any]] = []
    for number in range(size):
        task: dict[str, Any] = {"id": f"t{number}", "title": f"Task number {number}"}
        if number % 20:
            before = sorted({max(0, number - random.randint(1, 40)) for _ in range(2)})
            task |= {"parent": f"t{number - number % 20}", "duration": f"{random.randint(1, 15)}d"}
            task["depends_on"] = [f"t{one}" for one in before if one % 20]
            if not number % 5:
                task["estimate"] = {"optimistic": "2d", "likely": "5d", "pessimistic": "15d"}
        tasks.append(task)
    return {"kind": "plan", "id": "large", "title": "Large", "status": "planned", "start": "2026-06-01", "tasks": tasks}


def seconds(act: Callable[[], Any]) -> float:
    """The best of three."""
    took = []
    for _ in range(3):
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return min(took)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints a row for each size."""
    print("A plan: its schedule with all reasons, its forecast, and its page")
    print(f"{'tasks':>6} {'schedule':>9} {'ratio':>6} {'forecast':>9} {'page':>7} {'page KB':>8} {'growth':>7}")
    before: tuple[int, float] | None = None
    for size in sizes:
        text = yaml.safe_dump(plan(size)).encode()
        portfolio = load_contents({"plan.yml": text}).portfolio
        entity = portfolio.all(Plan)[0]
        ratio = "-"
        scheduled = seconds(lambda portfolio=portfolio, entity=entity: Insight(portfolio, AS_OF).plan(entity).tasks)
        if find_spec("longpath"):
            from tests.support import longpath_engine

            ratio = f"{scheduled / seconds(partial(longpath_engine.run, plain(size))):.1f}"
        forecast = seconds(lambda portfolio=portfolio, entity=entity: Insight(portfolio, AS_OF).plan(entity).forecast)
        page = site_plan(portfolio, as_of=AS_OF, sections=["projects"], home=False, templates=None).pages[
            "projects/large/plan.md"
        ]
        started = time.perf_counter()
        html = page.render(str).html
        drawn = time.perf_counter() - started
        growth = f"{(drawn / before[1]) / (size / before[0]):.2f}" if before else "-"
        before = size, drawn
        print(
            f"{size:>6,} {scheduled:>8.2f}s {ratio:>6} {forecast:>8.2f}s {drawn:>6.2f}s "
            f"{len(html.encode()) / 1000:>8,.0f} {growth:>7}"
        )


if __name__ == "__main__":
    main()
