"""Changes of a site beside its data: pages, files, configuration, and the code that it names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from milepost.diff import code_files, configuration, pages, published_files, weakened_rules
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.code_files import CodeFiles
from milepost.diff.configuration import Configuration, TagsAsTextLoader
from milepost.diff.published_files import TEXT, FolderFiles, PublishedFiles
from milepost.diff.revisions import SourceRevision
from milepost.diff.site_at_revision import SiteOptions, read_config
from milepost.graph.files import shown
from milepost.graph.portfolio import Portfolio
from milepost.problem import Place
from milepost.site_config.locations import PLUGIN, inherited, place_of

# Rules about the configuration itself: they keep their earlier levels, so that a change cannot silence its own report.
CONFIGURATION_RULES = (
    weakened_rules.RULE,
    configuration.CODE,
    configuration.INPUT,
    configuration.LEAK_CHECK,
    configuration.OTHER,
    code_files.PIPELINE_RULE,
    code_files.REQUIREMENTS_RULE,
)


@dataclass(frozen=True, slots=True)
class SiteSource:
    """A revision, the options of its site, and its data as the reviewers see it."""

    state: SourceRevision
    options: SiteOptions
    snapshot: AudienceSnapshot


def site_changes(earlier: SiteSource, later: SiteSource, *, config: str) -> Iterator[Change]:
    """Yield all changes outside the data. `config` is the path of mkdocs.yml from the top of the repository."""
    sites = (_published_files(earlier, config), _published_files(later, config))
    yield from pages.changes(sites[0].site, sites[1].site)
    yield from published_files.changes(*sites)
    if earlier.state.read(config) is not None:
        yield from weakened_rules.changes(
            earlier.options.rules, later.options.rules, _rule_places(later, config), later.options.audiences[-1]
        )
    audiences, innermost = later.options.audiences, later.options.audiences[-1]
    configurations = (_configuration(earlier, config), _configuration(later, config))
    yield from configuration.changes(*configurations, audiences)
    sources = (
        _code_files(earlier, config, configurations[0].values),
        _code_files(later, config, configurations[1].values),
    )
    yield from code_files.changes(*sources, innermost)
    yield from code_files.pipelines(*sources, innermost)


def _code_files(source: SiteSource, config: str, values: Mapping[str, Any] | None) -> CodeFiles:
    return CodeFiles(source.state, config, values, source.options.docs_dir, source.options.data_dir)


def _rule_places(source: SiteSource, config: str) -> configuration.PlaceOf:
    root = source.state.repository.root

    def place(rule: str) -> Place:
        found = place_of(source.state.read, config, *PLUGIN, "rules", rule, key=True)
        return Place(shown(root, root / config), found.line if found else 1)

    return place


def _configuration(source: SiteSource, config: str) -> Configuration:
    root, read = source.state.repository.root, source.state.read

    def place(*steps: str) -> Place:
        found = place_of(read, config, *steps, key=True) if steps else None
        path = found.path if found else config
        return Place(shown(root, root / path), found.line if found else 1, found.column if found else 1)

    values = read_config(read, config, loader=TagsAsTextLoader)
    if values is not None and (parents := [path for path, _ in inherited(read, config)][1:]):
        values = {**values, "INHERIT": parents}
    return Configuration(values, place, read(config), posixpath.basename(config))


def _published_files(source: SiteSource, config: str) -> PublishedFiles:
    """What decides which pages and files of a revision an audience sees."""
    state, options = source.state, source.options
    root = state.repository.root
    inside = {path: name for name, path in options.pages.items() if not path.startswith("..")}
    folders: dict[str, str | None] = {options.docs_dir: None, **inside}
    files = {folder: state.files(folder) for folder in folders}
    roots = tuple(
        pages.PagesRoot(files[folder].with_suffixes(pages.SUFFIXES), shown(root, root / folder), audience)
        for folder, audience in folders.items()
    )
    lines = {name: at.line for name in pages.OPTIONS if (at := place_of(state.read, config, *PLUGIN, name))}
    site = pages.PagesOfRevision(options, roots, config=shown(root, root / config), lines=lines)
    texts = [text for _, text in inherited(state.read, config)]
    texts += _templates(state, read_config(state.read, config) or {}, posixpath.dirname(config))
    outer = options.audiences[:-1]
    shown_to = {audience: tuple(_strings(source.snapshot.for_audience(audience).portfolio)) for audience in outer}
    beside = tuple(
        FolderFiles(one, files[folder], _path_in(options.data_dir, folder))
        for folder, one in zip(folders, roots, strict=True)
    )
    return PublishedFiles(site, beside, tuple(texts), shown_to)


def _templates(state: SourceRevision, values: Mapping[str, Any], around: str) -> list[str]:
    theme = values.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if not isinstance(folder, str) or "\0" in folder:
        return []
    path = posixpath.normpath(posixpath.join(around, folder))
    if path.startswith(("../", "/")) or path in ("..", "."):
        return []
    return [content.decode("utf-8-sig", errors="replace") for content in state.files(path).with_suffixes(TEXT).values()]


def _strings(portfolio: Portfolio) -> Iterator[str]:
    """Every text in the documents of a portfolio."""
    waiting: list[Any] = [document.model for document in portfolio.documents]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, BaseModel):
            waiting += value.__dict__.values()
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, Iterable):
            waiting += value


def _path_in(path: str, folder: str) -> str | None:
    """A folder's path within another; empty for an enclosing one, None if they are apart."""
    if folder == path or f"{folder}/".startswith(f"{path}/") or path == ".":
        return ""
    return path[len(folder) + 1 :] if path.startswith(f"{folder}/") else path if folder == "." else None
