"""What the search plugin is given of a generated page: its words, in one piece.

It would parse every tag of every page a second time, which costs more than drawing them, only to come to the
same words. It gets a page whole that has headings to link to, or parts that search is to pass over.
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
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


def feed_words(config: MkDocsConfig, generated: Container[str]) -> None:
    """Hands the search plugin just the words of the pages whose `src_uri` is among the generated ones."""
    plugins = [plugin for name, plugin in config.plugins.items() if name.split("/")[-1] == "search"]
    methods = config.plugins.events["page_context"]
    for at, method in enumerate(methods):
        if getattr(method, "__self__", None) in plugins:
            methods[at] = partial(_with_words, method, generated)


def words(html: str) -> str:
    """The visible words of a page without its title, as one paragraph of HTML."""
    text = text_of(_TITLE.sub("", html, count=1)).replace("\n", " ")
    return f"<p>{escape(text, quote=False)}</p>"


def _with_words(method: Callable[..., Any], generated: Container[str], context: Any, *, page: Page, **more: Any) -> Any:
    content = page.content
    if page.file.src_uri not in generated or content is None or _WHOLE.search(content):
        return method(context, page=page, **more)
    page.content = words(content)
    try:
        return method(context, page=page, **more)
    finally:
        page.content = content
