"""The repository around a new site: its top, its main branch, its ignored files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from milepost.git.repository import GitError, Repository

IGNORE_FILE = ".gitignore"


def top(folder: Path) -> Path:
    """The top of the repository that contains a folder; the folder itself if there is none."""
    try:
        return Repository.around(folder.resolve()).root
    except GitError:
        return folder.resolve()


def main_branch(folder: Path) -> str | None:
    """The main branch of the repository that contains a folder; None if there is none."""
    try:
        return Repository.around(folder.resolve()).main_branch()
    except GitError:
        return None


def not_ignored(folder: Path, lines: Sequence[str]) -> list[str]:
    """Those lines for a folder's `.gitignore` that would ignore files that git does not ignore yet."""
    file = folder / IGNORE_FILE
    there = file.read_text("utf-8", errors="replace").splitlines() if file.is_file() else []
    wanted = [line for line in lines if line not in there]
    try:
        repository = Repository.around(folder.resolve())
    except GitError:
        return wanted
    below = folder.resolve().relative_to(repository.root)
    return [line for line in wanted if not repository.ignores(f"{below / line.strip('/').replace('*', 'x')}/")]
