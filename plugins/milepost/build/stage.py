"""The folder a build works in: beside the site it replaces, locked while it lives, cleaned by the next."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCK = ".lock"
BEFORE = "before"
# How long a folder may be without its lock file while the build that made it gets there.
SETTLING_SECONDS = 60.0


@contextmanager
def stage(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, on its file system and closed to other users; gone when the block ends.

    A killed build leaves its folder behind. Its lock died with it, so the next build knows.
    """
    clean(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        yield folder
    finally:
        os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)


def clean(target: Path) -> None:
    """Removes what killed builds of `target` left; a site one of them had moved aside goes back first."""
    if not target.parent.is_dir():
        return
    for folder in sorted(target.parent.iterdir()):
        if folder.name.startswith(_prefix(target)) and folder.is_dir() and _abandoned(folder):
            _restore(folder, target.parent)
            shutil.rmtree(folder, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}.milepost-"


def _abandoned(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except FileNotFoundError:
        with suppress(FileNotFoundError):
            return time.time() - folder.stat().st_mtime > SETTLING_SECONDS
        return False
    except OSError:
        return False
    try:
        _lock(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _restore(folder: Path, parent: Path) -> None:
    before = folder / BEFORE
    for site in sorted(before.iterdir()) if before.is_dir() else ():
        if not (parent / site.name).exists():
            site.rename(parent / site.name)
