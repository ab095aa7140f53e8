"""Texts that are kept beside a test, to be read like a change of the program where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def check(path: Path, lines: Iterable[str]) -> None:
    """Compares lines with those that were kept; `write` keeps them anew."""
    assert list(lines) == path.read_text(encoding="utf-8").splitlines(), f"differs from {path.name}"


def write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
