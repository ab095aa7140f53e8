"""What another generator would publish from `docs_dir`: it ignores audiences and takes every file it finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import is_markdown_file

from milepost.graph.files import shown
from milepost.mkdocs_plugin.inclusion import is_on_site
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.problem import Place, Problem
from milepost.ruleset import RULES, rule_levels
from milepost.settings import Settings
from milepost.site_config.locations import place_on_disk

RULE = "published-without-milepost"


def published_without_milepost(
    config: MkDocsConfig, settings: Settings, visibility: PageVisibility
) -> Iterator[Problem]:
    """One problem that lists all pages and files of `docs_dir` that are not for the broadest audience, and all data."""
    levels = rule_levels(settings.rules)
    if not levels.on(RULE):
        return
    data, restricted = [], []
    for file in visibility.written:
        if not is_on_site(file) or visibility.configures_folder(file.src_uri):
            continue
        if visibility.is_data(file.src_uri):
            data.append(file.src_uri)
        elif _audience(visibility, file) != settings.audiences[0]:
            restricted.append(file.src_uri)
    found = sorted([*data, *restricted])
    if not found:
        return
    files = "this file, which is" if len(found) == 1 else f"these {len(found):,} files, which are"
    folder = shown(Path(), Path(config.docs_dir))
    message = f"a build of {folder} without Milepost would publish {files} not for everybody: {', '.join(found)}"
    place = place_on_disk(config.config_file_path, "docs_dir") or Place(shown(Path(), Path(config.config_file_path)))
    yield from levels.apply([Problem(RULE, RULES[RULE].level, message, place, _hint(settings, restricted, data))])


def _audience(visibility: PageVisibility, file: File) -> str:
    if is_markdown_file(file.src_uri) and not visibility.is_navigation(file.src_uri):
        return visibility.audience_of_page(file)
    return visibility.audience_of_file(file.src_uri)


def _hint(settings: Settings, restricted: list[str], data: list[str]) -> str:
    hints = []
    if restricted:
        name = settings.audiences[-1]
        hints.append(
            f"move pages into a folder beside docs_dir, and name it below '- milepost:': pages: {{{name}: docs-{name}}}"
        )
    if data:
        hints.append("keep data_dir outside docs_dir")
    return "; ".join(hints)
