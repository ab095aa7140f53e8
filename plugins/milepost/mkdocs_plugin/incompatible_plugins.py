"""Plugins that are incompatible with Milepost, and what to use instead."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from milepost.problem import Level, MilepostError, Problem
from milepost.site_config.locations import PLUGIN, place_on_disk

_REFUSED = {
    "i18n": (
        "leaves every page out that another plugin generates, so the site would have no plans",
        "build a site for each language, with a mkdocs.yml of its own",
    ),
}


def refuse(config: MkDocsConfig) -> None:
    """Raises MilepostError for each incompatible plugin, at its place in mkdocs.yml."""
    problems = []
    for name, (reason, hint) in _REFUSED.items():
        if name in config.plugins:
            place = place_on_disk(config.config_file_path, PLUGIN[0], name, key=True)
            problems.append(Problem("bad-option", Level.ERROR, f"{PLUGIN[0]}: {name} {reason}", place, hint))
    if problems:
        raise MilepostError(*problems)
