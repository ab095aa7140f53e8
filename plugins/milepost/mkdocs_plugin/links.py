"""Links in hand-written pages: to entities by id, and to pages that this site's readers may not see.

Runs before MkDocs makes links relative. A link without a target on this site is replaced by its text, whether the
target is hidden or never existed: readers cannot tell which.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.structure.files import File, Files
from mkdocs.utils import is_markdown_file

from milepost.mkdocs_plugin.inclusion import is_on_site

# After inline patterns (20) have created links, before the table of contents (5) and MkDocs' own processor (0).
PRIORITY = 15

Target = Callable[[str, str], "str | None"]
Unknown = Callable[[File, str, str], None]


class PageLinks(Extension):
    """The Markdown extension for links.

    `target(type, ref)` is the `src_uri#anchor` of an entity, or None; then `unknown` is called with the page and the
    reference.
    """

    def __init__(self, types: frozenset[str], target: Target, unknown: Unknown, *, innermost: bool) -> None:
        super().__init__()
        self.reference = re.compile(rf"({'|'.join(sorted(types))}):(.+)")
        self.target = target
        self.unknown = unknown
        self.innermost = innermost

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor with one page's converter."""
        md.treeprocessors.register(_Links(md, self), "milepost_links", PRIORITY)


class _Links(Treeprocessor):
    def __init__(self, md: Markdown, links: PageLinks) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: ET.Element) -> None:
        if "relpath" not in self.md.treeprocessors:  # not a page: another plugin uses the same extensions
            return
        relpath: Any = self.md.treeprocessors["relpath"]
        for parent in list(root.iter()):
            for link in [child for child in parent if child.tag == "a"]:
                href = self.address(link.get("href", ""), relpath.file, relpath.files)
                if href is None:
                    _unwrap(parent, link)
                else:
                    link.set("href", href)

    def address(self, href: str, page: File, files: Files) -> str | None:
        """The new address of a link: a Markdown file for MkDocs to resolve, or None to remove the link."""
        if match := self.links.reference.fullmatch(href):
            target = self.links.target(match[1], match[2])
            if target is None:
                self.links.unknown(page, match[1], match[2])
                return None
            return posixpath.relpath(target, posixpath.dirname(page.src_uri) or ".")
        return href if self.links.innermost or not _leads_nowhere(href, page, files) else None


def _leads_nowhere(href: str, page: File, files: Files) -> bool:
    try:
        scheme, host, path, _, _ = urlsplit(href)
    except ValueError:
        return False
    path = unquote(path)
    if scheme or host or not path or path.startswith("/") or not is_markdown_file(path):
        return False
    file = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path)))
    return file is None or not is_on_site(file)


def _unwrap(parent: ET.Element, link: ET.Element) -> None:
    """Replace a link by its content."""
    at = list(parent).index(link)
    parent.remove(link)
    inside = list(link)
    _append_text(parent, at, link.text)
    for offset, child in enumerate(inside):
        parent.insert(at + offset, child)
    _append_text(parent, at + len(inside), link.tail)


def _append_text(parent: ET.Element, at: int, text: str | None) -> None:
    """Add text before the child at an index."""
    if not text:
        return
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
