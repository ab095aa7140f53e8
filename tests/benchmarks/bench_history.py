"""Reading the history of stories from git, cold and from what was kept, by number of commits and by size of files."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from milepost.history.git_source import read_line
from milepost.history.ledger import LedgerAudience, build_ledger
from milepost.history.site_history import TRACKED

STORIES = 1_000
PER_COMMIT = 3  # stories that a commit changes
STATES = ("todo", "ready", "in_progress", "in_review", "done")
START = 1_600_000_000
HOUR = 3600


def line(number: int, changes: int) -> str:
    """A story that has changed so many times."""
    status = STATES[min(changes, len(STATES) - 1)]
    return f"- {{id: s{number}, title: Story {number} was changed {changes} times, status: {status}, estimate: 3}}\n"


def stream(commits: int, files: int) -> Iterator[str]:
    """A history for `git fast-import`: 1,000 stories in so many files."""
    changes = [0] * STORIES
    at = 0
    for commit in range(commits):
        touched = range(STORIES) if commit == 0 else [(at + step * 7) % STORIES for step in range(PER_COMMIT)]
        at += PER_COMMIT * 7
        for number in touched:
            changes[number] += 1 if commit else 0
        yield f"commit refs/heads/main\ncommitter Release Manager <release@example.org> {START + commit * HOUR} +0000\n"
        yield "data 6\nChange\n"
        for file in sorted({number % files for number in touched}):
            text = "kind: backlog\ntitle: Work\naudience: public\nstories:\n"
            text += "".join(line(number, changes[number]) for number in range(file, STORIES, files))
            yield f"M 100644 inline data/work-{file}.yml\ndata {len(text)}\n{text}\n"


def main() -> None:
    """Prints a row for each history."""
    print(
        f"{STORIES:,} stories; each commit changes {PER_COMMIT}. Seconds of wall time; changed bytes are the versions read."
    )
    print(f"{'commits':>8} {'files':>6} {'changed':>9} {'cold':>7} {'per MB':>7} {'kept':>7}")
    for commits, files in ((250, 100), (1_000, 100), (4_000, 100), (10_000, 1_000), (100, 1), (400, 1)):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=root, check=True)
            text = "".join(stream(commits, files))
            subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=text, text=True, check=True)
            subprocess.run(["git", "reset", "--quiet", "--hard"], cwd=root, check=True)
            taken = []
            for _ in range(2):
                begun = time.perf_counter()
                found = build_ledger(
                    read_line(root / "data", TRACKED).commits, date(2026, 11, 23), LedgerAudience("internal")
                )
                taken.append(time.perf_counter() - begun)
            assert len(found.trails) == STORIES
            size = len(text) / 1e6
            row = f"{commits:>8,} {files:>6,} {size:>6.1f} MB {taken[0]:>7.2f} {taken[0] / size:>7.2f} {taken[1]:>7.2f}"
            print(row, flush=True)


if __name__ == "__main__":
    main()
