"""A built site put in the place of the old one in a single step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

from milepost.build.stage import BEFORE

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def put_in_place(new: Path, target: Path, stage: Path) -> None:
    """Makes the folder `new` be `target`; an old `target` ends up somewhere in the stage.

    All must lie on one file system. At every moment either the old or the new site is there whole; only
    where the system cannot exchange two folders is there an instant between two renames, which the next build
    mends. Hidden files of the old site's top folder (`.git`, `.nojekyll`) are nobody's output and stay, as
    they do with MkDocs. Raises OSError.
    """
    if not target.exists():
        new.rename(target)
        return
    _keep_hidden(target, new)
    shutil.copymode(target, new)
    if not exchange(new, target):
        before = stage / BEFORE
        before.mkdir(exist_ok=True)
        target.rename(before / target.name)
        new.rename(target)


def exchange(one: Path, other: Path) -> bool:
    """Swaps two folders atomically; False where the system or the file system has no such call."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _keep_hidden(old: Path, new: Path) -> None:
    for entry in old.iterdir():
        kept = new / entry.name
        if not entry.name.startswith(".") or kept.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, kept, symlinks=True)
        else:
            shutil.copy2(entry, kept, follow_symlinks=False)
