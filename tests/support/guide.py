"""The guide, read: its sections, tables, examples and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent

PAGES = Path(__file__).parents[2] / "content/pages"
GUIDE = PAGES / "guide"
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r'^( *)```(\w+)(?: title="([^"]+)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block; `place` names it, `title` is that of the file it shows or empty."""

    place: str
    language: str
    title: str
    text: str


def paths() -> list[str]:
    """The home page and every page of the guide, below the folder of pages."""
    return sorted(path.relative_to(PAGES).as_posix() for path in [PAGES / "index.md", *GUIDE.rglob("*.md")])


@cache
def page(path: str) -> str:
    """A page's text."""
    return (PAGES / path).read_text(encoding="utf-8")


def prose(path: str) -> str:
    """A page's text without its fenced blocks."""
    return _FENCE.sub("", page(path))


def sections(path: str) -> dict[str, str]:
    """Id of a heading that has one → what stands below it, up to the next heading."""
    parts = re.split(r"^#{2,4} .*?(?:\{ #([\w-]+) \})?$", prose(path), flags=re.MULTILINE)
    return {id: text for id, text in zip(parts[1::2], parts[2::2], strict=True) if id}


def rows(text: str) -> dict[str, list[str]]:
    """First cell → the other cells, of those rows of tables that begin with code."""
    lines = (line for line in text.splitlines() if line.startswith("| `"))
    cells = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
    return {first: rest for first, *rest in cells}


def examples(language: str) -> list[Example]:
    """Every fenced block in a language."""
    return [
        Example(f"{path}-{number}", language, match[3] or "", dedent(match[4]))
        for path in paths()
        for number, match in enumerate(_FENCE.finditer(page(path)), 1)
        if match[2] == language
    ]


def links(path: str) -> list[str]:
    """Where the links of a page lead, those in code left out."""
    return _LINK.findall(_CODE.sub("", prose(path)))


def coded(text: str) -> set[str]:
    """Everything that a text sets as code."""
    return set(_CODE.findall(text))
