"""Blocks in hand-written pages, parsed before anything is built: what they ask for, and their problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs.structure.files import File

from milepost.access.audience_filter import redacted_for
from milepost.embeds.block_source import BlockText
from milepost.embeds.checks import HIDDEN, hidden_names, unknown_names
from milepost.embeds.reading import read_block
from milepost.embeds.scan import LANGUAGE, blocks_in
from milepost.embeds.spec import Spec
from milepost.front_matter.parser import read_front_matter
from milepost.graph.portfolio import Portfolio
from milepost.mkdocs_plugin.inclusion import is_on_site
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.problem import Problem
from milepost.ruleset import rule_levels
from milepost.settings import Settings


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page with its specification; None, with problems, if it is invalid."""

    page: File
    source: BlockText
    spec: Spec | None
    problems: tuple[Problem, ...]


def read_pages(visibility: PageVisibility, pages: Iterable[File], fiscal_year_start: int) -> list[PageBlock]:
    """Every block of some pages. A page that cannot be read has none."""
    return [block for page in pages for block in _of_page(visibility, page, fiscal_year_start)]


def page_blocks(visibility: PageVisibility, settings: Settings, whole: Portfolio) -> Iterator[Problem]:
    """The problems of blocks in all pages, checked against the whole portfolio.

    `visibility` must have been created with `whole=True`.
    """
    blocks = read_pages(visibility, filter(is_on_site, visibility.pages), whole.head.fiscal_year_start or 1)
    levels = rule_levels(settings.rules)
    yield from (problem for block in blocks for problem in block.problems)
    yield from levels.apply(unknown_in(blocks, whole))
    yield from levels.apply(_hidden(visibility, settings, whole, blocks) if levels.on(HIDDEN) else ())


def unknown_in(blocks: Iterable[PageBlock], whole: Portfolio) -> Iterator[Problem]:
    """Problems for names that do not exist."""
    for block in blocks:
        if block.spec:
            yield from unknown_names(block.spec, block.source, whole)


def _hidden(
    everything: PageVisibility, settings: Settings, whole: Portfolio, blocks: Iterable[PageBlock]
) -> Iterator[Problem]:
    """Problems for names that a page's readers may not see; each block is reported once, for the broadest audience."""
    naming = [block for block in blocks if block.spec and block.spec.names]
    for audience in settings.audiences[:-1] if naming else ():
        visibility = everything.seen_by(audience)
        seen = redacted_for(whole, audience, settings.as_of)
        for block in [block for block in naming if visibility.shows(block.page)]:
            problems = list(hidden_names(block.spec, block.source, whole, seen)) if block.spec else []
            if problems:
                naming.remove(block)
            yield from problems


def _of_page(visibility: PageVisibility, page: File, fiscal_year_start: int) -> Iterator[PageBlock]:
    try:
        text = page.content_string
    except (OSError, ValueError):
        return
    if LANGUAGE not in text:
        return
    found = read_front_matter(text)
    lines = found.text.split("\n")
    written = found.body.split("\n")
    before = len(lines) - len(written)
    for block in blocks_in(written):
        source = BlockText(visibility.shown(page), block, lines, before)
        spec, problems = read_block(block, source, fiscal_year_start)
        yield PageBlock(page, source, spec, tuple(problems))
