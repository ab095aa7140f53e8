"""Output of commands, to the terminal or a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click


def put(text: str, file: Path | None) -> None:
    """Write to the terminal or, without colors, to a file, which is replaced atomically."""
    if file is None:
        if text:
            click.echo(text)
        return
    replace_file(file, f"{click.unstyle(text)}\n".encode() if text else b"")


def replace_file(file: Path, content: bytes) -> None:
    """Write a file at once: whoever reads it meanwhile finds the old or the new content. Raises OSError."""
    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        target.write_bytes(content)  # a pipe or a device is written to, not replaced
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None  # name the user's file, not the temporary one
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        # mkstemp creates files for their owner only; other users may need to read this one.
        os.chmod(name, target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
