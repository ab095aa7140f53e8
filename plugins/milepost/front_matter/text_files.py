"""Text files beside pages, some of which declare an audience as pages do.

A file whose name ends in `.MD`, or in another markup, is no page to MkDocs, which copies it unchanged.
"""

from __future__ import annotations

from pathlib import Path

MARKUP = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", ".qmd", ".txt", ".rst", ".adoc", ".asciidoc", ".org")
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_MAX_CHARACTERS = 100_000


def is_marked_up(name: str) -> bool:
    """Whether a file is text in a markup language, by its suffix, but no page to MkDocs."""
    return name.lower().endswith(MARKUP) and not name.endswith(PAGES)


def text_of(path: Path) -> str | None:
    """The beginning of such a file; None for other files and unreadable ones."""
    if not is_marked_up(path.name):
        return None
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as stream:
            return stream.read(_MAX_CHARACTERS)
    except OSError:
        return None
