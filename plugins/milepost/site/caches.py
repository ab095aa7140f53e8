"""A cache of its own for every audience, whichever plugin keeps one.

A cache outlives a build, so a card or a page that a plugin drew for the internal site would be served again to the
public one. The plugins are recognized by their options: a list of names would forget the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, MutableSequence
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

Options: TypeAlias = "MutableMapping[Any, Any] | MutableSequence[Any]"

_CACHE = re.compile("cache", re.IGNORECASE)
_TEMPORARY = re.compile(r"(?:^|[_-])te?mp(?:$|[_-])|te?mp_?(?:dir|folder|path)", re.IGNORECASE)


def separate(config: MkDocsConfig, audience: str) -> None:
    """Gives every option of a plugin that names a cache or a temporary folder a path of this audience alone.

    Relative paths stay relative: whether they are meant from `mkdocs.yml` or from the working directory is for the
    plugin to say. Calling it again changes nothing.
    """
    name = f"milepost-{quote(audience, safe='')}"
    for plugin in config.plugins.values():
        if not isinstance(plugin, BasePlugin):  # a hook has no options
            continue
        for options, key in _paths(plugin.config):
            options[key] = type(options[key])(_of_audience(Path(options[key]), name))


def _paths(options: Options, within: str = "") -> Iterator[tuple[Any, Any]]:
    """The options that hold such a path, each with the mapping or list that it is in. A key names its whole value."""
    entries = enumerate(options) if isinstance(options, MutableSequence) else list(options.items())
    for key, value in entries:
        name = within if isinstance(options, MutableSequence) else str(key)
        if isinstance(value, MutableMapping | MutableSequence):
            yield from _paths(value, name)
        elif isinstance(value, str | Path) and str(value) and (_CACHE.search(name) or _TEMPORARY.search(name)):
            yield options, key


def _of_audience(path: Path, name: str) -> str:
    """A folder within a cache folder, which may be a mounted volume; a file's or a temporary folder's own neighbor."""
    if name in (path.name, path.stem) or path.stem.endswith(f"-{name}"):
        return str(path)
    if path.suffix:
        return str(path.with_name(f"{path.stem}-{name}{path.suffix}"))
    return str(path / name)
