"""Follows the recipe "Add a kind" of CONTRIBUTING.md in a copy of the working tree, with a toy kind.

The files that the recipe adds are in `toy_kind/files`, each where it goes; what it changes is in `toy_kind/edits.toml`.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).with_suffix("")
# What the tests of kinds read; all of it is written to by whoever adds a kind, or beside what is.
NEEDED = ("plugins", "theme", "content", "tests", "mkdocs.yml", "pyproject.toml", "CHANGELOG.md", "CONTRIBUTING.md")
_LEFT = ("__pycache__", "node_modules", "browser", "benchmarks", "golden-sites")


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that goes in front of `before` in a file."""

    file: str
    before: str
    text: str


def added() -> tuple[str, ...]:
    """The files that the kind adds."""
    files = HERE / "files"
    found = (path.relative_to(files) for path in files.rglob("*") if path.is_file())
    return tuple(sorted(path.as_posix() for path in found if "__pycache__" not in path.parts))


def edits() -> tuple[Edit, ...]:
    """What the kind changes, in order."""
    found = tomllib.loads((HERE / "edits.toml").read_text(encoding="utf-8"))["edit"]
    return tuple(Edit(one["file"], one["before"], one["text"]) for one in found)


def copy_tree(folder: Path) -> None:
    """What is needed of the working tree, as it is."""
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(*_LEFT))
        else:
            shutil.copy2(source, folder / name)


def apply(folder: Path, left_out: Iterable[str] = ()) -> None:
    """Adds the kind to a copy of the tree, but for what is left out: files that it adds or changes."""
    skipped = set(left_out)
    for name in added():
        if name not in skipped:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / "files" / name, folder / name)
    for edit in edits():
        if edit.file not in skipped:
            path = folder / edit.file
            old = path.read_text(encoding="utf-8")
            if old.count(edit.before) != 1:
                raise ValueError(f"{edit.file} has {old.count(edit.before)} times {edit.before!r}: see edits.toml")
            path.write_text(old.replace(edit.before, edit.text + edit.before), encoding="utf-8", newline="\n")


def touched(folder: Path) -> Iterator[tuple[str, bool]]:
    """The files of a copy that differ from the tree, and whether each is new."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in name.parts:
            original = ROOT / name
            if not original.is_file():
                yield name.as_posix(), True
            elif original.read_bytes() != path.read_bytes():
                yield name.as_posix(), False
