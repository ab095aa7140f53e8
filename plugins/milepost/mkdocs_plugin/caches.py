"""A cache of its own for every audience, for any plugin that has one.

A cache outlives a build, so a card or page that a plugin rendered for the internal site would be served again on the
public one. Plugins are recognized by their options: a list of plugin names would miss the next one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import platformdirs
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

_CACHE = re.compile("cache", re.IGNORECASE)
_TEMPORARY = re.compile(r"(?:^|[_-])te?mp(?:$|[_-])|te?mp(?:dir|folder|path)", re.IGNORECASE)
_NAMES_A_PATH = re.compile(r"(?:dir|directory|folder|path|file|location|root|database|db)$", re.IGNORECASE)


def template_folder(audience: str) -> Path:
    """Where the compiled templates of an audience's site are kept between builds."""
    home = os.environ.get("XDG_CACHE_HOME") or platformdirs.user_cache_dir()  # a build may be given one of its own
    return Path(home, "milepost", "templates", quote(audience, safe=""))


def separate(config: MkDocsConfig, audience: str) -> None:
    """Point every plugin option that names a cache or temporary folder to a path for this audience alone.

    Relative paths stay relative, since the plugin decides what they are relative to. Idempotent.
    """
    name = f"milepost-{quote(audience, safe='')}"
    for plugin in config.plugins.values():
        if isinstance(plugin, BasePlugin):  # a hook has no options
            _separate(plugin.config, name)


def _separate(options: Config | dict[str, Any], name: str) -> None:
    for option, value in list(options.items()):
        separated = _separated(str(option), value, name, within=False)
        if separated != value:
            options[option] = separated


def _separated(option: str, value: Any, name: str, *, within: bool) -> Any:
    """An option's value with its paths replaced, as a copy: a default is shared by all sites of a process.

    `within`: the option is part of one named after a cache, such as `cache: {path: …}`.
    """
    if isinstance(value, Config):
        _separate(value, name)
        return value
    keeps = within or bool(_CACHE.search(option) or _TEMPORARY.search(option))
    if isinstance(value, Mapping):
        return {key: _separated(str(key), part, name, within=keeps) for key, part in value.items()}
    if isinstance(value, list):
        return [_separated(option, part, name, within=within) for part in value]
    if keeps and isinstance(value, str | Path) and _is_path(option, value):
        return type(value)(_of_audience(Path(value), name))
    return value


def _is_path(option: str, value: str | Path) -> bool:
    """Whether a value is a path, not a mode such as `memory` or a header such as `max-age=60`."""
    text = str(value)
    if isinstance(value, Path):
        return True
    return bool(text) and "://" not in text and ("/" in text or "\\" in text or bool(_NAMES_A_PATH.search(option)))


def _of_audience(path: Path, name: str) -> str:
    """A subfolder of a cache folder (which may be a mounted volume); for a file, a sibling file."""
    if path.name == name or path.stem.endswith(f"-{name}"):
        return str(path)
    if path.suffix:
        return str(path.with_name(f"{path.stem}-{name}{path.suffix}"))
    return str(path / name)
