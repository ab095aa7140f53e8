"""Everything that is wrong with what a site is made from, found once, before anything is built."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from milepost.open_portfolio import open_portfolio
from milepost.problem import Problem
from milepost.settings import Settings
from milepost.site.other_generators import published_without_milepost
from milepost.site.page_blocks import page_blocks
from milepost.site.page_mentions import page_mentions
from milepost.site.page_texts import page_texts
from milepost.site.pages_door import PagesDoor


def findings(settings: Settings, config: MkDocsConfig | None = None) -> list[Problem]:
    """The problems of a data folder and, with a configuration, of its pages, in the order one reads files."""
    found = open_portfolio(settings)
    pages: list[Problem] = []
    if config:
        door = PagesDoor(config, settings, whole=True)
        pages += door.problems
        pages += published_without_milepost(config, settings, door)
        pages += page_mentions(door, settings, config.site_url or "")
        pages += page_blocks(door, settings, found.whole)
        pages += page_texts(door, settings, found.whole)
    return sorted([*found.problems, *pages], key=Problem.sort_key)
