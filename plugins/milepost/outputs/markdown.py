"""Markdown export: the generated pages and their assets, for other site generators."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from milepost.outputs.output import Output
from milepost.render.templates import theme_folder

if TYPE_CHECKING:
    from milepost.render.page import GeneratedPage
    from milepost.render.site_plan import SitePlan
    from milepost.render.writers import RenderedSection

ASSETS = "assets/"
STYLE = "milepost.css"
SCRIPT = "milepost.js"
BRACE = "\\u007b"


def files(plan: SitePlan) -> dict[str, bytes]:
    """The files of the export: a Markdown file for each page, and the style sheet and scripts."""
    exported = {page.src_uri: markdown(page).encode() for page in plan.pages.values()}
    assets = theme_folder() / ASSETS
    own = {f"{ASSETS}{path.name}": path.read_bytes() for path in sorted(assets.iterdir()) if path.is_file()}
    return {**exported, **own}


def markdown(page: GeneratedPage) -> str:
    """One page as Markdown: its title as front matter, each section as a heading and a block of HTML.

    A block has no blank line, which would end it for a Markdown parser. Links lead from `.md` to `.md`.
    """
    address = relative_to(page.src_uri)
    style, script = address(ASSETS + STYLE), address(ASSETS + SCRIPT)
    head = f'<link rel="stylesheet" href="{style}">\n<script src="{script}" defer></script>'
    parts = [_front_matter(page), _block(head)]
    for section in page.sections(address):
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def relative_to(src_uri: str) -> Callable[[str], str]:
    """A function that turns `src_uri#anchor` into an address relative to the page `src_uri`."""
    folder = posixpath.dirname(src_uri)

    def address(target: str) -> str:
        path, hash, anchor = target.partition("#")
        return posixpath.relpath(path, folder or ".") + hash + anchor

    return address


def _front_matter(page: GeneratedPage) -> str:
    # A JSON string is a valid double-quoted YAML string.
    fields = {"title": page.title, "description": page.description, "tags": list(page.tags)}
    lines = [f"{name}: {json.dumps(value).replace('{', BRACE)}" for name, value in fields.items() if value]
    return "\n".join(["---", *lines, "---"])


def _section(section: RenderedSection) -> list[str]:
    heading = f"{'#' * section.level} {_escaped(section.heading)}" if section.heading else ""
    # An explicit anchor, since generators derive different ids from headings.
    anchor = f'<a id="{section.id}"></a>' if section.id else ""
    return [part for part in (anchor, heading, _block(section.html)) if part]


def _block(html: str) -> str:
    """HTML as a block that Markdown parsers pass through: it starts with a block tag and has no blank line."""
    lines = _without_blank_lines(_without_braces(html))
    return f"<div>\n{lines}\n</div>" if lines else ""


def _escaped(text: str) -> str:
    text = _without_braces(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return re.sub(r"([\\`*_\[\]#~])", r"\\\1", " ".join(text.split()))


def _without_braces(html: str) -> str:
    """HTML without literal braces, which other generators read as attributes (`{: onclick=… }`) or templates."""
    return html.replace("{", "&#123;")


def _without_blank_lines(html: str) -> str:
    """HTML without blank lines; in preformatted text a character reference stands for each."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    for index, part in enumerate(parts):
        blank, instead = (r"\n(?=[ \t]*\n)", "&#10;") if index % 2 else (r"\n\s*\n", "\n")
        parts[index] = re.sub(blank, instead, part)
    return "".join(parts).strip()


OUTPUT = Output("markdown", files)
