"""Embedded views: each block is taken out of the Markdown, and its view inserted into the finished HTML.

This is not a custom fence of pymdownx.superfences: a site may not use that extension, and it re-renders all code
blocks. Our blocks are removed before any extension looks for code, by the same parser that checks them.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from milepost.embeds.block_source import BlockText
from milepost.embeds.reading import read_block
from milepost.embeds.scan import LANGUAGE, Block, blocks_in
from milepost.embeds.view import block_view
from milepost.mkdocs_plugin import report
from milepost.mkdocs_plugin.addresses import PageUrls
from milepost.mkdocs_plugin.generated_pages import anchors_in, ids_in
from milepost.render.page_buffer import PageBuffer
from milepost.render.site_plan import SitePlan

# After snippets are included (32), before code blocks are parsed (31.05 or 25).
PRIORITY = 31.5
# A placeholder that no author types and that Markdown leaves unchanged.
_MARK = "\ue000milepost{}\ue000"
_MARKED = "\ue000milepost(?P<number>[0-9]+)\ue000"
_PARTS = re.compile(rf"(?P<code><pre\b.*?</pre>)|<h(?P<level>[1-6])\b|(?:<p>)?{_MARKED}(?:</p>)?", re.DOTALL)
_TEMPLATE = "fragments/block.html"


class Blocks(Extension):
    """The Markdown extension that takes blocks out of pages, and inserts their views later."""

    def __init__(self, plan: SitePlan) -> None:
        super().__init__()
        self._plan = plan
        self._taken: dict[str, list[Block]] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the preprocessor with one page's converter."""
        md.preprocessors.register(_TakeOut(md, self), "milepost_blocks", PRIORITY)

    def take(self, page: File, blocks: list[Block]) -> None:
        """Record the blocks of a page, in order."""
        self._taken[page.src_uri] = blocks

    def draw(self, html: str, page: Page, addresses: PageUrls) -> str:
        """A page's HTML with its views. Raises PluginError for a block that cannot be read."""
        blocks = self._taken.pop(page.file.src_uri, None)
        return _Drawing(self._plan, page, addresses, blocks).whole(html) if blocks else html


class _Drawing:
    """State of one page while its views are inserted: the level of the last heading, and the icons used."""

    def __init__(self, plan: SitePlan, page: Page, addresses: PageUrls, blocks: list[Block]) -> None:
        self.plan = plan
        self.page = page
        self.addresses = addresses
        self.blocks = blocks
        self.url = addresses.seen_from(page.file)
        self.level = 1
        self.drawn = 0
        self.icons: dict[str, None] = {}

    def whole(self, html: str) -> str:
        """The page with every view in its place, and one sprite with all icons at its end."""
        return _PARTS.sub(self.part, html) + self.plan.theme.sprite(self.icons)

    def part(self, match: re.Match[str]) -> str:
        """The view of a block; a heading and code stay as they are."""
        if match["number"]:
            return self.view(self.blocks[int(match["number"])])
        if match["code"]:  # indented enough to be a code block
            return re.sub(_MARKED, self.written, match["code"])
        self.level = int(match["level"])
        return match[0]

    def written(self, match: re.Match[str]) -> str:
        block = self.blocks[int(match["number"])]
        return escape(f"```{LANGUAGE}\n{block.body}\n```", quote=False)

    def view(self, block: Block) -> str:
        """The HTML of a block.

        Errors here are in blocks that were included from elsewhere: a page's own were checked.
        """
        self.drawn += 1
        portfolio = self.plan.context.portfolio
        source = BlockText(self.page.file.src_uri, block)
        spec, problems = read_block(block, source, portfolio.head.fiscal_year_start or 1)
        report.stop_on_errors(problems)
        assert spec
        prefix = f"view-{self.drawn}-"
        view = block_view(self.plan.context, spec, level=min(self.level + 1, 4), prefix=prefix)
        buffer = PageBuffer(self.url, prefix)
        html = self.plan.theme.render_part(_TEMPLATE, view, buffer)
        self.icons.update(buffer.icons)
        self.note(html, list(buffer.links))
        return html

    def note(self, html: str, links: list[str]) -> None:
        """Register the ids in a view, and the anchors it links to, with MkDocs."""
        page = self.page
        page.present_anchor_ids = (page.present_anchor_ids or set()) | ids_in(html)
        found = page.links_to_anchors = page.links_to_anchors or {}
        for file, anchors in anchors_in(links, self.addresses).items():
            found.setdefault(file, {}).update(anchors)


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, blocks: Blocks) -> None:
        super().__init__(md)
        self.blocks = blocks

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block; without the blocks if no whole page is being converted."""
        found = blocks_in(lines) if any(LANGUAGE in line for line in lines) else []
        page = self.page()
        if page:
            self.blocks.take(page, found)
        for number, block in reversed(list(enumerate(found))):
            mark = _MARK.format(number) if page else ""
            edge = block.prefix.rstrip(" ")
            lines[block.first - 1 : block.last] = [edge, block.prefix + mark, edge]
        return lines

    def page(self) -> File | None:
        """The file of the page; None for an excerpt, and for another plugin that uses the same extensions."""
        if "relpath" not in self.md.treeprocessors:
            return None
        relpath: Any = self.md.treeprocessors["relpath"]
        file: File = relpath.file
        return file if relpath.files.get_file_from_path(file.src_uri) is file else None
