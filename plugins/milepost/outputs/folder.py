"""A folder that an export fills, and whether it may."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MARKER = ".milepost-export"


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes an export's files below a folder, with a marker by which the next export knows its own."""
    for path, data in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / MARKER).write_text("Made by 'milepost export', which replaces this whole folder.\n", encoding="utf-8")


def may_replace(folder: Path) -> bool:
    """Whether an export may take the place of a folder: it is not there, is empty, or was made by one."""
    return not folder.exists() or (folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir())))
