"""Folders and files written as an indented text."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent


def parse(text: str) -> dict[str, str]:
    """Path → content. A line that ends in `/` is a folder, any other a file; what stands deeper is inside it.

    docs/
        index.md
            # The text of the file
    """
    files: dict[str, str] = {}
    _read(dedent(text).strip("\n").split("\n"), "", files)
    return files


def write(folder: Path, files: dict[str, str]) -> None:
    """Writes files below a folder, which need not be there yet."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _read(lines: list[str], folder: str, files: dict[str, str]) -> None:
    at = 0
    while at < len(lines):
        name, start = lines[at].strip(), at + 1
        at = start
        while at < len(lines) and (not lines[at].strip() or lines[at].startswith(" ")):
            at += 1
        inside = dedent("\n".join(lines[start:at])).strip("\n")
        if not name:
            continue
        if name.endswith("/"):
            _read(inside.split("\n"), folder + name, files)
        else:
            files[folder + name] = inside + "\n" if inside else ""


def page(title: str, audience: str | None = "public", body: str = "") -> str:
    """A hand-written page."""
    front = f"---\naudience: {audience}\n---\n" if audience else ""
    return f"{front}# {title}\n\n{body}\n"
