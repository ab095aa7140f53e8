"""What a site's mkdocs.yml asked for in some state, read without MkDocs: nothing that it names is run."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from milepost.settings import DEFAULT_AUDIENCES
from milepost.site_config.locations import MOST_PARENTS, Read


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """The options that decide who sees what, and what is asked of a change.

    Folders are relative to the top of the repository, with `/` between names.
    """

    data_dir: str
    docs_dir: str
    audiences: tuple[str, ...] = DEFAULT_AUDIENCES
    pages_audience: str | None = None
    source_public: bool = False
    rules: Mapping[str, Any] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


class _Loader(yaml.SafeLoader):
    """Takes a tag for what a site can be configured with, and never for something to run."""


def _tagged(loader: _Loader, _suffix: str, node: yaml.Node) -> Any:
    """Of `!ENV [NAME, …, default]` the default; of any other tag nothing."""
    if node.tag == "!ENV" and isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_object(node.value[-1], deep=True)
    return None


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)


def options_of(read: Read, config_file: str) -> SiteOptions | None:
    """The options of a configuration by its path; None where there is none, or none that can be read."""
    config = whole(read, config_file)
    if config is None:
        return None
    around = posixpath.dirname(config_file)
    options = milepost_options(config.get("plugins"))
    docs_dir = below(around, config.get("docs_dir"), "docs")
    audiences = options.get("audiences")
    named = isinstance(audiences, list) and audiences and all(isinstance(name, str) for name in audiences)
    pages = options.get("pages_audience")
    folders = options.get("pages")
    return SiteOptions(
        data_dir=below(around, options.get("data_dir"), "") or posixpath.join(posixpath.dirname(docs_dir), "data"),
        docs_dir=docs_dir,
        audiences=tuple(audiences) if named and isinstance(audiences, list) else DEFAULT_AUDIENCES,
        pages_audience=pages if isinstance(pages, str) else None,
        source_public=options.get("source_public") is True,
        rules=rules if isinstance(rules := options.get("rules"), dict) else {},
        pages={name: below(around, path, "") for name, path in _named(folders)},
    )


def _named(folders: Any) -> Iterator[tuple[str, str]]:
    """The folders of pages that are named as they may be."""
    for name, path in folders.items() if isinstance(folders, dict) else ():
        if isinstance(name, str) and isinstance(path, str) and path and _is_path(path):
            yield name, path


def whole(
    read: Read, path: str, most: int = MOST_PARENTS, loader: type[yaml.SafeLoader] = _Loader
) -> dict[str, Any] | None:
    """A configuration with what it inherits; None where there is none, or none that can be read.

    `loader` must construct nothing but plain data from a tag.
    """
    content = read(path)
    if content is None:
        return None
    try:
        found = yaml.load(content.decode("utf-8-sig"), loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    parent = found.pop("INHERIT", None)
    if not isinstance(parent, str) or not most:
        return found
    return _merged(whole(read, below(posixpath.dirname(path), parent, ""), most - 1, loader) or {}, found)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(base)
    for name, value in over.items():
        inner = found.get(name)
        found[name] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return found


def milepost_options(plugins: Any) -> dict[str, Any]:
    """What stands under `milepost:`, in either way to list plugins."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    found = next((one["milepost"] for one in listed if isinstance(one, dict) and "milepost" in one), None)
    return found if isinstance(found, dict) else {}


def below(around: str, name: Any, default: str) -> str:
    """A path that a configuration names, from the top of the repository; empty for none."""
    chosen = name if isinstance(name, str) and name and _is_path(name) else default
    return posixpath.normpath(posixpath.join(around, chosen)) if chosen else ""


def _is_path(name: str) -> bool:
    try:
        return b"\0" not in name.encode()
    except UnicodeEncodeError:
        return False
