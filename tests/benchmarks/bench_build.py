"""A site of items against the same visible text as plain Markdown files in Material: time, memory, growth."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generate import write_plain, write_site
from measure import build

SIZES = (100, 1_000, 10_000)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints a row for each size."""
    print("Building a site: Milepost against plain Markdown files with the same visible text")
    print(
        f"{'items':>7} {'milepost':>10} {'plain':>10} {'ratio':>7} {'ms/item':>8} {'MB':>6} {'plain MB':>9} {'growth':>7}"
    )
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            ours, plain = folder / "ours", folder / "plain"
            ours.mkdir()
            config = write_site(ours, size)
            mine = build(config, folder / "site")
            theirs = build(write_plain(folder / "site", plain), folder / "site-plain")
        growth = f"{(mine.seconds / before[1]) / (size / before[0]):.2f}" if before else "-"
        row = f"{size:>7,} {mine.seconds:>9.2f}s {theirs.seconds:>9.2f}s {mine.seconds / theirs.seconds:>6.2f}×"
        print(
            f"{row} {mine.seconds / size * 1000:>8.2f} {mine.megabytes:>6.0f} {theirs.megabytes:>9.0f} {growth:>7}",
            flush=True,
        )
        before = size, mine.seconds
    print("growth: time per item against the size before; 1.00 is linear, less is better")


if __name__ == "__main__":
    main()
