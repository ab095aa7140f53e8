"""Built sites as trees of bytes: making them in a process of their own, and telling two apart."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.support import forks


def build(source: Path, site: Path, *words: str, **environment: str) -> Path:
    """The outermost site of a folder with a mkdocs.yml, by plain `mkdocs build`."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(source / "mkdocs.yml"),
        "-d",
        str(site),
        *words,
    ]
    done = forks.run(command, env={**os.environ, **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def files(site: Path) -> dict[str, bytes]:
    """Path → content of every file."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def differences(one: Path, other: Path) -> list[str]:
    """The paths that are in only one of two trees, or differ."""
    first, second = files(one), files(other)
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))
