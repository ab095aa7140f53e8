"""Comparing two states of a plan, against merely loading both; and a real history, where it lies beside us."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bench_load import seconds
from generate import write_data

from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.compare import changes_of
from milepost.diff.reading import review
from milepost.graph.loader import Workspace, load_contents
from milepost.ruleset import rule_levels
from milepost.settings import Settings

COUNTS = (1_000, 10_000)
AS_OF = date(2026, 11, 1)
BUNDLE = Path(__file__).parents[3] / "shared" / "data" / "kubernetes-history.bundle"


def edited(text: str) -> str:
    """The plan with some of its items a year later, and some that were planned cancelled."""
    items = text.split("\n  - id: ")
    for number in range(1, len(items), 10):
        items[number] = items[number].replace("2026", "2027")
    for number in range(5, len(items), 10):
        items[number] = items[number].replace("status: planned", "status: cancelled")
    return "\n  - id: ".join(items)


def loaded(text: str) -> Workspace:
    return load_contents({"plan.yml": text.encode()})


def compared(states: tuple[Workspace, Workspace], audience: str) -> int:
    base, head = (AudienceSnapshot(state.portfolio, audience, AS_OF) for state in states)
    return len(changes_of(base, head, levels=rule_levels()))


def generated(count: int) -> None:
    """A row for each audience of a generated plan."""
    with tempfile.TemporaryDirectory() as name:
        before = write_data(Path(name) / "data", count).read_text()
    texts = (before, edited(before))
    states = (loaded(texts[0]), loaded(texts[1]))
    base = seconds(lambda: [loaded(text) for text in texts])
    print(f"{f'{count:,} items, both states loaded':<44} {base:>8.2f} {'1.00×':>14}")
    for audience in ("internal", "public"):
        found = compared(states, audience)
        took = seconds(lambda audience=audience: compared(states, audience))  # type: ignore[misc]
        print(f"{f'  compared for {audience}: {found:,} changes':<44} {took:>8.2f} {took / base:>13.2f}×", flush=True)


def real() -> None:
    """Rows for the whole of a real history, and for its last two months."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["git", "clone", "--quiet", BUNDLE, name], check=True)
        listed = subprocess.run(["git", "rev-list", "HEAD"], cwd=name, capture_output=True, text=True, check=True)
        commits = listed.stdout.split()
        settings = Settings(Path(name) / "data", AS_OF)
        spans: Mapping[str, str] = {"first and last month": commits[-1], "last two months": commits[1]}
        for label, base in spans.items():
            found = len(review(settings, base, commits[0], audience="internal").changes)
            took = seconds(lambda base=base: review(settings, base, commits[0], audience="internal"))  # type: ignore[misc]
            print(f"{f'real plan, {label}: {found:,} changes':<44} {took:>8.2f}", flush=True)


if __name__ == "__main__":
    print(f"{'step':<44} {'seconds':>8} {'against loads':>14}")
    for size in COUNTS:
        generated(size)
    if BUNDLE.is_file():
        real()
