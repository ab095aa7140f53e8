"""Text files beside pages: some name an audience at their top, as if they were pages.

A page whose name ends in `.MD`, or that is written in another markup, is a file to MkDocs, which copies it as it is.
"""

from __future__ import annotations

from pathlib import Path

MARKUP = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", ".qmd", ".txt", ".rst", ".adoc", ".asciidoc", ".org")
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_MOST = 100_000


def is_marked_up(name: str) -> bool:
    """Whether a file is text that people write, by the ending of its name, and not one that MkDocs takes for a page."""
    return name.lower().endswith(MARKUP) and not name.endswith(PAGES)


def text_of(path: Path) -> str | None:
    """The beginning of such a file; None for any other file, and for one that cannot be read."""
    if not is_marked_up(path.name):
        return None
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as stream:
            return stream.read(_MOST)
    except OSError:
        return None
