"""Replacing files whole or not at all: other programs and a crash never meet a half-written one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_file(target: Path, content: bytes) -> None:
    """Replace a regular file, or make a new one, through a temporary file beside it. Its mode stays.

    Raises OSError; then the file is what it was.
    """
    replace_files({target: content})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Like `replace_file`, for several: none is replaced before all are written and on disk.

    Raises OSError; then no file is changed, unless renaming itself fails after the first.
    """
    waiting: list[tuple[str, Path]] = []
    try:
        for target, content in contents.items():
            waiting.append((_written(target, content), target))
        while waiting:
            os.replace(*waiting[0])
            waiting.pop(0)
    finally:
        for name, _ in waiting:
            os.unlink(name)


def _written(target: Path, content: bytes) -> str:
    """A temporary file with this content; its name begins with a dot, so that nothing else reads it."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None  # name the user's file, not the temporary one
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp creates files for their owner only; other users may need to read this one.
        os.chmod(name, target.stat().st_mode if target.exists() else 0o666 & ~_umask())
    except BaseException:
        os.unlink(name)
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
