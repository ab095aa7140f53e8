"""Data folders of any size with stories, the items that they belong to, and metrics with long series."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from generate import WORDS

TODAY = date(2026, 11, 23)
STATUSES = ("todo", "todo", "ready", "in_progress", "done", "done", "done", "done", "done", "done")
PIERS = ("north", "south", "harbour", "island")


def write_backlog(folder: Path, stories: int) -> None:
    """Stories in files of 500, each of an item; one item for 20 stories, one epic for 100, one team for 600."""
    rng = random.Random(1)
    folder.mkdir(parents=True, exist_ok=True)
    items = "".join(
        f"  - {{id: item-{n:05}, title: {words(rng, 4)}, status: in_progress, end: 2027-03}}\n"
        for n in range(max(1, stories // 20))
    )
    (folder / "roadmap.yml").write_text(f"kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n{items}")
    for number in range(0, stories, 500):
        found = "".join(story(n, stories, rng) for n in range(number, min(number + 500, stories)))
        head = f"kind: backlog\nid: stories-{number:05}\ntitle: Stories\naudience: public\ndisclose: {{public: [scores, people]}}\nstories:\n"
        (folder / f"stories-{number:05}.yml").write_text(head + found)


def story(number: int, count: int, rng: random.Random) -> str:
    """One story with criteria, dates, and now and then a dependency."""
    status = STATUSES[number % len(STATUSES)]
    created = TODAY - timedelta(days=rng.randrange(60, 700))
    lines = [
        f"  - id: story-{number:05}",
        f"    title: {words(rng, 5)}",
        f"    as_a: {rng.choice(WORDS)}",
        f"    i_want: {words(rng, 8)}",
        f"    so_that: {words(rng, 8)}",
        f"    item: item-{number // 20 % max(1, count // 20):05}",
        f"    epic: epic {number // 100}",
        f"    priority: {('must', 'should', 'could')[number % 3]}",
        f"    estimate: {rng.choice((1, 2, 3, 5, 8))}",
        f"    status: {status}",
        f"    team: team-{number % max(1, count // 600)}",
        f"    created_on: {created}",
        "    acceptance_criteria:",
        f"      - {{text: {words(rng, 9)}, done: {'true' if status == 'done' else 'false'}}}",
        f"      - {{text: {words(rng, 9)}, done: {'true' if status == 'done' else 'false'}}}",
    ]
    if status in ("in_progress", "done"):
        started = created + timedelta(days=rng.randrange(1, 50))
        lines.append(f"    started_on: {started}")
        if status == "done":
            lines.append(f"    done_on: {min(TODAY, started + timedelta(days=rng.randrange(1, 30)))}")
    if number % 7 == 3:
        lines.append(f"    depends_on: [story-{number - 1:05}]")
    return "\n".join(lines) + "\n"


def write_metrics(folder: Path, metrics: int, points: int, *, inline: bool) -> int:
    """Metrics with a value a day, every tenth in four segments; the number of bytes of their rows."""
    rng = random.Random(2)
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(metrics):
        rows = list(series(number, points, rng))
        head = (
            f"kind: metrics\nid: file-{number:04}\naudience: public\nmetrics:\n  - id: metric-{number:04}\n"
            f"    title: {words(rng, 4)}\n    direction: up\n    cadence: day\n    aggregate: mean\n"
            "    target: {value: 90, by: 2027-12}\n    expected: [{item: item-00000, value: 80}]\n"
        )
        if inline:
            body = "".join(
                f"      - {{date: {day}, value: {value}{f', segment: {name}' if name else ''}}}\n"
                for day, value, name in rows
            )
            text = f"    series:\n{body}"
        else:
            body = "date,value,segment\n" + "".join(f"{day},{value},{name}\n" for day, value, name in rows)
            (folder / f"metric-{number:04}.csv").write_text(body)
            text = f"    file: metric-{number:04}.csv\n"
        (folder / f"metric-{number:04}.yml").write_text(head + text)
        size += len(body)
    return size


def series(number: int, points: int, rng: random.Random) -> list[tuple[date, float, str]]:
    """The rows of one metric, one for each point."""
    names = PIERS if number % 10 == 0 else ("",)
    days = points // len(names)
    return [
        (TODAY - timedelta(days=days - n), round(60 + 10 * rng.random() + n / 100, 2), name)
        for n in range(days)
        for name in names
    ]


def words(rng: random.Random, count: int) -> str:
    """Some words."""
    return " ".join(rng.choice(WORDS) for _ in range(count))
