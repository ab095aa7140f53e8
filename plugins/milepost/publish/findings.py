"""All problems of a site's source, found once, before anything is built."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from milepost.mkdocs_plugin.other_generators import published_without_milepost
from milepost.mkdocs_plugin.page_embeds import page_blocks
from milepost.mkdocs_plugin.page_mentions import page_mentions
from milepost.mkdocs_plugin.page_texts import page_texts
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.open_portfolio import OpenPortfolio, open_portfolio
from milepost.problem import Problem
from milepost.settings import Settings


def findings(settings: Settings, config: MkDocsConfig | None = None) -> list[Problem]:
    """The problems of a data folder and, given a configuration, of its pages, in file order."""
    return problems_of(open_portfolio(settings), config)


def problems_of(found: OpenPortfolio, config: MkDocsConfig | None = None) -> list[Problem]:
    """Like `findings`, of data that is open already."""
    settings = found.settings
    pages: list[Problem] = []
    if config:
        visibility = PageVisibility(config, settings, whole=True)
        pages += visibility.problems
        pages += published_without_milepost(config, settings, visibility)
        pages += page_mentions(visibility, settings, config.site_url or "")
        pages += page_blocks(visibility, settings, found.whole)
        pages += page_texts(visibility, settings, found.whole)
    return sorted([*found.problems, *pages], key=Problem.sort_key)
