"""What a change means for a site beside its data: its pages, files and configuration, and the code that it names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from milepost.diff import code_files, configuration, pages, published_files, weakened_rules
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.code_files import Sources
from milepost.diff.configuration import Configuration, Kept
from milepost.diff.published_files import TEXT, Beside, Published
from milepost.diff.revisions import State
from milepost.diff.site_at_revision import SiteOptions, whole
from milepost.graph.files import shown
from milepost.graph.portfolio import Portfolio
from milepost.problem import Place
from milepost.site_config.locations import PLUGIN, inherited, place_of

# A change cannot turn off, or lower, the rules that report what it does to the configuration.
OF_CONFIGURATION = (
    weakened_rules.RULE,
    configuration.CODE,
    configuration.INPUT,
    configuration.LEAK_CHECK,
    configuration.OTHER,
    code_files.PIPELINE,
    code_files.INSTALLED,
)


@dataclass(frozen=True, slots=True)
class SiteSource:
    """A state with the options of its site, and its data through the eyes of those who compare."""

    state: State
    options: SiteOptions
    eyes: AudienceSnapshot


def of_site(earlier: SiteSource, later: SiteSource, *, config: str) -> Iterator[Change]:
    """The changes of everything but the data. `config` is the configuration's path from the top of the repository."""
    sites = (_site(earlier, config), _site(later, config))
    yield from pages.changes(sites[0].site, sites[1].site)
    yield from published_files.changes(*sites)
    if earlier.state.read(config) is not None:
        yield from weakened_rules.changes(
            earlier.options.rules, later.options.rules, _rule_places(later, config), later.options.audiences[-1]
        )
    audiences, innermost = later.options.audiences, later.options.audiences[-1]
    configurations = (_configuration(earlier, config), _configuration(later, config))
    yield from configuration.changes(*configurations, audiences)
    sources = (_sources(earlier, config, configurations[0].values), _sources(later, config, configurations[1].values))
    yield from code_files.changes(*sources, innermost)
    yield from code_files.pipelines(*sources, innermost)


def _sources(source: SiteSource, config: str, values: Mapping[str, Any] | None) -> Sources:
    return Sources(source.state, config, values, source.options.docs_dir, source.options.data_dir)


def _rule_places(source: SiteSource, config: str) -> configuration.At:
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

    values = whole(read, config, loader=Kept)
    if values is not None and (parents := [path for path, _ in inherited(read, config)][1:]):
        values = {**values, "INHERIT": parents}
    return Configuration(values, place, read(config), posixpath.basename(config))


def _site(source: SiteSource, config: str) -> Published:
    """What decides who sees the pages and files of a state."""
    state, options = source.state, source.options
    root = state.repository.root
    inside = {path: name for name, path in options.pages.items() if not path.startswith("..")}
    folders: dict[str, str | None] = {options.docs_dir: None, **inside}
    files = {folder: state.files(folder) for folder in folders}
    roots = tuple(
        pages.PagesRoot(files[folder].ending(pages.SUFFIXES), shown(root, root / folder), audience)
        for folder, audience in folders.items()
    )
    lines = {name: at.line for name in pages.OPTIONS if (at := place_of(state.read, config, *PLUGIN, name))}
    site = pages.PagesOfRevision(options, roots, config=shown(root, root / config), lines=lines)
    texts = [text for _, text in inherited(state.read, config)]
    texts += _templates(state, whole(state.read, config) or {}, posixpath.dirname(config))
    outer = options.audiences[:-1]
    shown_to = {audience: tuple(_strings(source.eyes.of(audience).portfolio)) for audience in outer}
    beside = tuple(
        Beside(one, files[folder], _below(options.data_dir, folder)) for folder, one in zip(folders, roots, strict=True)
    )
    return Published(site, beside, tuple(texts), shown_to)


def _templates(state: State, values: Mapping[str, Any], around: str) -> list[str]:
    theme = values.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if not isinstance(folder, str) or "\0" in folder:
        return []
    path = posixpath.normpath(posixpath.join(around, folder))
    if path.startswith(("../", "/")) or path in ("..", "."):
        return []
    return [content.decode("utf-8-sig", errors="replace") for content in state.files(path).ending(TEXT).values()]


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


def _below(path: str, folder: str) -> str | None:
    """A folder by its path in another, empty for one around it; None where they lie apart."""
    if folder == path or f"{folder}/".startswith(f"{path}/") or path == ".":
        return ""
    return path[len(folder) + 1 :] if path.startswith(f"{folder}/") else path if folder == "." else None
