"""Lines about each kind that are kept beside the tests, to be read like a change of the program where they differ.

A kind has one file, `tests/unit/kinds/golden/<kind>.txt`, with a part for each test that keeps something there. `python -m` with
the module of such a test writes its part of every file anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from milepost.kinds.registry import KINDS

GOLDEN = Path(__file__).parents[1] / "unit" / "kinds" / "golden"
# In this order in every file.
PARTS = ("fields", "entries", "addresses")


def check(part: str, lines: Iterable[str], module: str) -> None:
    """Compares lines, each of which begins with a kind, with those that were kept, up to the first that differs."""
    found = _by_kind(lines)
    for kind, now in found.items():
        path = _path(kind)
        again = f"python -m {module} writes it; read what it says"
        assert path.is_file(), f"kind '{kind}' has no tests/unit/kinds/golden/{kind}.txt: {again}"
        for number, (one, kept) in enumerate(zip_longest(now, _parts(path)[part]), 1):
            assert one == kept, f"line {number} of the {part} in {path.name} differs: {again}"
    assert {one.stem for one in GOLDEN.iterdir()} == set(KINDS)


def write(part: str, lines: Iterable[str]) -> None:
    """Keeps the lines of a part of every kind anew."""
    for kind, now in _by_kind(lines).items():
        parts = _parts(_path(kind)) | {part: now}
        text = "\n".join("".join(f"{line}\n" for line in (f"# {name}", *parts[name])) for name in PARTS)
        _path(kind).write_text(text, encoding="utf-8", newline="\n")


def _path(kind: str) -> Path:
    return GOLDEN / f"{kind}.txt"


def _by_kind(lines: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for line in lines:
        found[re.split("[ .:]", line, maxsplit=1)[0]].append(line)
    return found


def _parts(path: Path) -> dict[str, Sequence[str]]:
    parts: dict[str, list[str]] = {name: [] for name in PARTS}
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if line.startswith("# "):
            lines = parts[line[2:]]
        elif line:
            lines.append(line)
    return dict(parts)
