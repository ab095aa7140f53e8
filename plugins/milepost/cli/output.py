"""Output of commands, to the terminal or a file."""

from __future__ import annotations

import os
from pathlib import Path

import click

from milepost.atomic_file import replace_file


def put(text: str, file: Path | None) -> None:
    """Write to the terminal or, without colors, to a file, which is replaced atomically."""
    if file is None:
        if text:
            click.echo(text)
        return
    content = f"{click.unstyle(text)}\n".encode() if text else b""
    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        target.write_bytes(content)  # a pipe or a device is written to, not replaced
        return
    try:
        replace_file(target, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None
