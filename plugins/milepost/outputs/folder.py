"""The target folder of an export, and whether it may be replaced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MARKER = ".milepost-export"


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files of an export into a folder, with a marker that lets the next export replace it."""
    for path, data in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / MARKER).write_text("Made by 'milepost export', which replaces this whole folder.\n", encoding="utf-8")


def may_replace(folder: Path) -> bool:
    """Whether an export may replace a folder: it is missing, empty, or was made by an export."""
    return not folder.exists() or (folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir())))
