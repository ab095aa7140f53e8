"""Texts that are kept beside a test, to be read like a change of the program where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path


def check(path: Path, lines: Iterable[str]) -> None:
    """Compares lines with those that were kept, up to the first that differs; `write` keeps them anew."""
    kept = path.read_text(encoding="utf-8").splitlines()
    for number, (now, then) in enumerate(zip_longest(lines, kept), 1):
        assert now == then, f"{path.name}:{number} differs"


def write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
