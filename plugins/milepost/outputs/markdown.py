"""The generated pages as plain Markdown and assets, for any other generator."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from milepost.outputs.output import Output
from milepost.render.theme import theme_folder

if TYPE_CHECKING:
    from milepost.render.drawing import RenderedSection
    from milepost.render.page import GeneratedPage
    from milepost.render.site_plan import Composition

ASSETS = "assets/"
STYLE = "milepost.css"
SCRIPT = "milepost.js"
BRACE = "\\u007b"


def files(composition: Composition) -> dict[str, bytes]:
    """Path → content of an export: a Markdown file a page, their style and script."""
    exported = {page.src_uri: markdown(page).encode() for page in composition.pages.values()}
    assets = theme_folder() / ASSETS
    own = {f"{ASSETS}{path.name}": path.read_bytes() for path in sorted(assets.iterdir())}
    return {**exported, **own}


def markdown(page: GeneratedPage) -> str:
    """One page: its title as front matter, each section as a heading and a block of HTML.

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
    """A function from `src_uri#anchor` to its address as seen from a page."""
    folder = posixpath.dirname(src_uri)

    def address(target: str) -> str:
        path, hash, anchor = target.partition("#")
        return posixpath.relpath(path, folder or ".") + hash + anchor

    return address


def _front_matter(page: GeneratedPage) -> str:
    # JSON's strings are YAML's double-quoted ones.
    fields = {"title": page.title, "description": page.description, "tags": list(page.tags)}
    lines = [f"{name}: {json.dumps(value).replace('{', BRACE)}" for name, value in fields.items() if value]
    return "\n".join(["---", *lines, "---"])


def _section(section: RenderedSection) -> list[str]:
    heading = f"{'#' * section.level} {_escaped(section.heading)}" if section.heading else ""
    # An anchor of its own: generators differ in the ids they give to headings.
    anchor = f'<a id="{section.id}"></a>' if section.id else ""
    return [part for part in (anchor, heading, _block(section.html)) if part]


def _block(html: str) -> str:
    """HTML that Markdown leaves alone, as it begins with a tag that opens a block and has no blank line."""
    lines = _without_blank_lines(_without_braces(html))
    return f"<div>\n{lines}\n</div>" if lines else ""


def _escaped(text: str) -> str:
    text = _without_braces(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return re.sub(r"([\\`*_\[\]#~])", r"\\\1", " ".join(text.split()))


def _without_braces(html: str) -> str:
    """The same HTML for generators that read `{: onclick=… }` as attributes, or `{{ … }}` as a template."""
    return html.replace("{", "&#123;")


def _without_blank_lines(html: str) -> str:
    """The same HTML without blank lines; in preformatted text a character reference stands for each."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    for index, part in enumerate(parts):
        blank, instead = (r"\n(?=[ \t]*\n)", "&#10;") if index % 2 else (r"\n\s*\n", "\n")
        parts[index] = re.sub(blank, instead, part)
    return "".join(parts).strip()


OUTPUT = Output("markdown", files)
