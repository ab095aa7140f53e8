"""Byte-by-byte comparison of two builds of a site: their files, logs and printed output."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """A path that differs between two folders; `line` counts from 1 if both have a file there.

    `values` are short excerpts around the first difference, from either folder.
    """

    path: str
    reason: str
    line: int | None = None
    values: tuple[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.reason}"


def compare(
    one: Path, other: Path, *, names: tuple[str, str] = ("the one", "the other"), skip: Sequence[str] = ()
) -> list[Difference]:
    """Every path below the two folders whose type or content differs, sorted by path.

    Empty folders and symbolic links count: a name alone can reveal something. Paths that match a pattern in `skip`
    (`assets/*.pdf`; `*` crosses folders) are ignored.
    """
    left, right = _entries(one), _entries(other)
    found = []
    for path in sorted(left.keys() | right.keys()):
        if any(fnmatch.fnmatchcase(path, pattern) for pattern in skip):
            continue
        if left.get(path) == right.get(path):
            if left[path] == "file" and (difference := _first_difference(path, one / path, other / path)):
                found.append(difference)
        elif path not in right:
            found.append(Difference(path, f"only in {names[0]}"))
        elif path not in left:
            found.append(Difference(path, f"only in {names[1]}"))
        else:
            found.append(Difference(path, f"a {left[path]} in {names[0]}, a {right[path]} in {names[1]}"))
    return found


def skipped(folder: Path, skip: Sequence[str]) -> int:
    """How many files below a folder `compare` ignores."""
    files = (path for path, kind in _entries(folder).items() if kind == "file")
    return sum(any(fnmatch.fnmatchcase(path, pattern) for pattern in skip) for path in files)


def compare_lines(name: str, one: Sequence[str], other: Sequence[str]) -> list[Difference]:
    """The first line in which two logs differ, as a difference of a file called `name`; empty if there is none."""
    for number, (left, right) in enumerate(zip(one, other, strict=False), 1):
        if left != right:
            return [Difference(name, "differs", number, _excerpts(left.encode(), right.encode()))]
    if len(one) == len(other):
        return []
    number = min(len(one), len(other))
    left, right = (lines[number] if len(lines) > number else "" for lines in (one, other))
    return [Difference(name, "differs", number + 1, _excerpts(left.encode(), right.encode()))]


def without(found: Sequence[Difference], paths: Container[str]) -> list[Difference]:
    """The differences, except those of `paths`."""
    return [difference for difference in found if difference.path not in paths]


def _entries(folder: Path) -> dict[str, str]:
    """Path → type of everything below a folder; the type of a link includes its target."""
    entries = {}
    for base, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(base, name)
            relative = path.relative_to(folder).as_posix()
            if path.is_symlink():
                entries[relative] = f"link to {os.readlink(path)}"
            else:
                entries[relative] = "folder" if name in folders else "file"
    return entries


def _first_difference(path: str, one: Path, other: Path) -> Difference | None:
    left, right = one.read_bytes(), other.read_bytes()
    if left == right:
        return None
    same = _common(left, right)
    return Difference(path, "differs", left.count(b"\n", 0, same) + 1, _excerpts(left, right, same))


def _common(left: bytes, right: bytes) -> int:
    """The length of the common prefix of two contents."""
    shorter = min(len(left), len(right))
    at, step = 0, 1 << 16
    while at < shorter and left[at : at + step] == right[at : at + step]:
        at += step
    return next((place for place in range(at, min(at + step, shorter)) if left[place] != right[place]), shorter)


def _excerpts(left: bytes, right: bytes, same: int | None = None) -> tuple[str, str]:
    at = _common(left, right) if same is None else same
    return _excerpt(left, at), _excerpt(right, at)


def _excerpt(content: bytes, at: int) -> str:
    """The nearby part of the line around an offset, with control characters made visible."""
    begin = max(content.rfind(b"\n", 0, at) + 1, at - _AROUND)
    end = content.find(b"\n", at)
    end = min(end if end >= 0 else len(content), at + _AROUND)
    text = content[begin:end].decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
