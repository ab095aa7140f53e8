"""The temporary folder of a build: locked while the build runs, removed at its end, or by the next build."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from milepost.publish import journal

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCK = ".lock"
MARK = ".milepost-"
# How long a new folder may lack its lock file before it counts as abandoned.
SETTLING_SECONDS = 60.0


@contextmanager
def stage(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, on the same file system and closed to other users; removed on exit.

    A killed build leaves its folder behind, without its lock, so the next build can tell. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clean(target.parent)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}{MARK}", dir=target.parent))
    descriptor = None
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        _lock(descriptor)
        yield folder
    finally:
        _remove(folder)
        if descriptor is not None:
            os.close(descriptor)


def clean(parent: Path) -> None:
    """Remove what killed builds left in a folder, after rolling back their half-finished exchanges."""
    with suppress(OSError):
        for folder in sorted(parent.iterdir()):
            if _is_stage(folder):
                with _claimed(folder) as claimed:
                    if claimed:
                        _remove(folder)


def _is_stage(folder: Path) -> bool:
    """Whether a folder was created by a build of this user.

    In a shared temporary folder, others could create one with a record that moves our folders.
    """
    if not (folder.name.startswith(".") and MARK in folder.name):
        return False
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.geteuid())


def _remove(folder: Path) -> None:
    """Delete a stage. One that still holds the only copy of a site is kept for the next attempt."""
    try:
        journal.restore(folder)
    except OSError:
        return
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():  # a folder in it is not writable, since a site's permissions are copied
        for below, _, _ in os.walk(folder):
            with suppress(OSError):
                os.chmod(below, stat.S_IRWXU)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _claimed(folder: Path) -> Iterator[bool]:
    """Take over the stage of a dead build; False while its build is running, or another build is cleaning it."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except OSError as error:
        yield isinstance(error, FileNotFoundError) and _settled(folder)
        return
    try:
        try:
            _lock(descriptor)
        except OSError:
            yield False
            return
        # If the lock file is gone, another build removed the folder while this one waited.
        yield (folder / LOCK).exists()
    finally:
        os.close(descriptor)


def _settled(folder: Path) -> bool:
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > SETTLING_SECONDS
    return False
