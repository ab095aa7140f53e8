"""Search records of generated pages: their text in one piece.

The search plugin would parse every tag of every page a second time, which costs more than rendering them, for the same
words. It still gets the HTML of pages that have headings to link to, but without the parts that it would skip: long
lists, boards, and tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import partial
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from milepost.prose.visible_text import text_of

_WHOLE = re.compile(r"data-search-|<h[2-6]\b[^<>]*? id=")
_EXCLUDED = re.compile(r"<(?P<tag>ol|table|ul)\b[^<>]*\sdata-search-exclude\b[^<>]*>")
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


def index_text(config: MkDocsConfig, generated: Container[str]) -> None:
    """Make the search plugin index just the text of pages whose `src_uri` is in `generated`."""
    plugins = [plugin for name, plugin in config.plugins.items() if name.split("/")[-1] == "search"]
    methods = config.plugins.events["page_context"]
    for at, method in enumerate(methods):
        if getattr(method, "__self__", None) in plugins:
            methods[at] = partial(_with_words, method, generated)


def words(html: str) -> str:
    """The visible text of a page without its title, as one paragraph of HTML."""
    text = text_of(_TITLE.sub("", html, count=1)).replace("\n", " ")
    return f"<p>{escape(text, quote=False)}</p>"


def searched(html: str) -> str:
    """The part of a page that search reads: without lists and tables that are marked as excluded."""
    pieces: list[str] = []
    end = 0
    while found := _EXCLUDED.search(html, end):
        pieces.append(html[end : found.start()])
        depth, end = 1, found.end()
        for edge in re.compile(rf"<(/?){found['tag']}\b").finditer(html, end):
            depth += -1 if edge[1] else 1
            if depth == 0:
                end = html.index(">", edge.end()) + 1
                break
        else:
            return html  # not written by our templates: the plugin knows better
    return "".join((*pieces, html[end:]))


def _with_words(method: Callable[..., Any], generated: Container[str], context: Any, *, page: Page, **more: Any) -> Any:
    content = page.content
    if page.file.src_uri not in generated or content is None:
        return method(context, page=page, **more)
    read = searched(content)
    page.content = read if _WHOLE.search(read) else words(read)
    try:
        return method(context, page=page, **more)
    finally:
        page.content = content
