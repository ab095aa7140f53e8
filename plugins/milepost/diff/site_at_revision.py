"""The options in a revision's mkdocs.yml, read without MkDocs: nothing that it names is executed."""

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
    """The options that decide who sees what, and what is checked in a change.

    Folders are relative to the top of the repository, with `/` as separator.
    """

    data_dir: str
    docs_dir: str
    audiences: tuple[str, ...] = DEFAULT_AUDIENCES
    pages_audience: str | None = None
    source_public: bool = False
    rules: Mapping[str, Any] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


class _Loader(yaml.SafeLoader):
    """Ignores tags that would construct or execute something."""


def _construct_tag(loader: _Loader, _suffix: str, node: yaml.Node) -> Any:
    """The default of `!ENV [NAME, …, default]`; None for any other tag."""
    if node.tag == "!ENV" and isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_object(node.value[-1], deep=True)
    return None


_Loader.add_multi_constructor("!", _construct_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _construct_tag)


def options_of(read: Read, config_file: str) -> SiteOptions | None:
    """The options of a configuration file; None if it does not exist or cannot be read."""
    config = read_config(read, config_file)
    if config is None:
        return None
    around = posixpath.dirname(config_file)
    options = milepost_options(config.get("plugins"))
    docs_dir = resolve_path(around, config.get("docs_dir"), "docs")
    audiences = options.get("audiences")
    named = isinstance(audiences, list) and audiences and all(isinstance(name, str) for name in audiences)
    pages = options.get("pages_audience")
    folders = options.get("pages")
    return SiteOptions(
        data_dir=resolve_path(around, options.get("data_dir"), "")
        or posixpath.join(posixpath.dirname(docs_dir), "data"),
        docs_dir=docs_dir,
        audiences=tuple(audiences) if named and isinstance(audiences, list) else DEFAULT_AUDIENCES,
        pages_audience=pages if isinstance(pages, str) else None,
        source_public=options.get("source_public") is True,
        rules=rules if isinstance(rules := options.get("rules"), dict) else {},
        pages={name: resolve_path(around, path, "") for name, path in _valid_folders(folders)},
    )


def _valid_folders(folders: Any) -> Iterator[tuple[str, str]]:
    """The valid entries of the option `pages`."""
    for name, path in folders.items() if isinstance(folders, dict) else ():
        if isinstance(name, str) and isinstance(path, str) and path and _is_path(path):
            yield name, path


def read_config(
    read: Read, path: str, most: int = MOST_PARENTS, loader: type[yaml.SafeLoader] = _Loader
) -> dict[str, Any] | None:
    """A configuration merged with what it inherits; None if it does not exist or cannot be read.

    `most` limits the levels of INHERIT. `loader` must construct plain data only.
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
    return _merged(read_config(read, resolve_path(posixpath.dirname(path), parent, ""), most - 1, loader) or {}, found)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(base)
    for name, value in over.items():
        inner = found.get(name)
        found[name] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return found


def milepost_options(plugins: Any) -> dict[str, Any]:
    """The options under `milepost:`, in either notation for plugins."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    found = next((one["milepost"] for one in listed if isinstance(one, dict) and "milepost" in one), None)
    return found if isinstance(found, dict) else {}


def resolve_path(around: str, name: Any, default: str) -> str:
    """A path that a configuration names, from the top of the repository; empty for none."""
    chosen = name if isinstance(name, str) and name and _is_path(name) else default
    return posixpath.normpath(posixpath.join(around, chosen)) if chosen else ""


def _is_path(name: str) -> bool:
    try:
        return b"\0" not in name.encode()
    except UnicodeEncodeError:
        return False
