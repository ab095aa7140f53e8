"""Inputs of a site besides its pages and data: files and folders that mkdocs.yml names.

A plugin may read any path in its options. Whatever an option names is copied into the working copy of an outer site; an
option that names what a working copy must not hold stops the build.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin

from milepost.graph.files import SUFFIXES
from milepost.problem import Level, Problem
from milepost.site_config.locations import place_on_disk

OURS = "milepost"
_LONGEST = 255
_NAMES_A_PATH = re.compile(r"dir|folder|path|file|root|location|source|src|include|data|yaml|json|csv", re.IGNORECASE)
# System programs and fonts, which a site may use in place: no project is kept there.
_OF_THE_SYSTEM = (
    "/usr",
    "/opt",
    "/bin",
    "/nix",
    "/Library",
    "/System",
    "/Applications",
    "C:/Windows",
    "C:/Program Files",
)


@dataclass(frozen=True, slots=True)
class NamedInput:
    """An existing file or folder that an option names; `steps` lead to the option in mkdocs.yml."""

    path: Path
    steps: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class SourceFolders:
    """The folders of one source, absolute and resolved.

    Options may name files below `top`: the repository of mkdocs.yml, else its folder. `filtered` are the folders that
    Milepost filters by audience: pages and data.
    """

    top: Path
    config_dir: Path
    docs_dir: Path
    data_dir: Path
    cwd: Path
    filtered: tuple[Path, ...]

    def is_data(self, path: Path) -> bool:
        """Whether a path is Milepost's data; in a data folder that contains the pages, only YAML is."""
        if not path.is_relative_to(self.data_dir):
            return False
        around_pages = self.docs_dir.is_relative_to(self.data_dir)
        return not around_pages or path.suffix.lower() in SUFFIXES

    def holds_filtered(self, path: Path) -> bool:
        """Whether a folder contains pages or data, so that it cannot be copied as it is."""
        return any(folder.is_relative_to(path) for folder in self.filtered)

    def is_filtered(self, path: Path) -> bool:
        """Whether a path is among the pages or the data."""
        return any(path.is_relative_to(folder) for folder in self.filtered)


def top_of(folder: Path) -> Path:
    """The nearest git repository around a folder, else the folder itself."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def named_paths(config: MkDocsConfig, source_folders: SourceFolders) -> Iterator[NamedInput]:
    """Every existing path that an option of mkdocs.yml names, relative to mkdocs.yml, the pages or the working
    directory.
    """
    seen: set[Path] = set()
    for steps, text in _texts(config):
        for path in _existing(text, source_folders, modules="module" in steps[-1]):
            if path not in seen:
                seen.add(path)
                yield NamedInput(path, steps, text)


def problems_of(named: Iterable[NamedInput], source_folders: SourceFolders, config_file: str) -> Iterator[Problem]:
    """Problems of paths that no working copy may hold: Milepost's data, and files outside the project."""
    for one in named:
        place = place_on_disk(config_file, *one.steps)
        option = ": ".join(one.steps)
        real = one.path.resolve()
        if _is_a_word(one):
            continue
        if source_folders.is_data(one.path) or source_folders.is_data(real):
            message = f"{option} reads '{one.written}', which is Milepost's data and is not filtered there"
            hint = "keep a file that other plugins read outside data_dir, or show the data with a block 'milepost'"
            yield Problem("bad-option", Level.ERROR, message, place, hint)
        elif (
            not _is_installed(real)
            and not _is_of_the_system(real)
            and not (
                real.is_relative_to(source_folders.top)
                or any(folder.is_relative_to(real) for folder in (source_folders.top,))
            )
        ):
            message = f"{option} reads '{one.written}', which lies outside of {source_folders.top.name}/"
            hint = "a site for a broader audience is built in a copy of its own; move the file below mkdocs.yml"
            yield Problem("bad-option", Level.ERROR, message, place, hint)


def _is_a_word(one: NamedInput) -> bool:
    """Whether an option's value is probably not meant as the folder it names, such as 'data' in a list of tags.

    A plugin that does read the folder finds what its working copy holds, which is nothing private.
    """
    word = one.path.is_dir() and not {"/", os.sep, "."}.intersection(one.written)
    return word and one.steps[0] == "plugins" and not _NAMES_A_PATH.search(one.steps[-1])


def _is_of_the_system(path: Path) -> bool:
    program = path.is_file() and os.access(path, os.X_OK)
    return program or any(path.is_relative_to(folder) for folder in _OF_THE_SYSTEM)


def _is_installed(path: Path) -> bool:
    import sys

    return any(path.is_relative_to(Path(prefix).resolve()) for prefix in {sys.prefix, sys.base_prefix})


def _texts(config: MkDocsConfig) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of the configuration that may name a path, with the steps to its option."""
    if config.theme.custom_dir:
        yield ("theme", "custom_dir"), str(config.theme.custom_dir)
    for name in config.hooks:
        yield ("hooks", str(name)), str(name)
    for path in config.watch:
        yield ("watch",), str(path)
    for extension, options in config.mdx_configs.items():
        for text in _strings(options):
            yield ("markdown_extensions", extension), text
    for name, plugin in config.plugins.items():
        if not isinstance(plugin, BasePlugin):  # hooks have no options
            continue
        short = name.rpartition("/")[2]
        options = {"templates": plugin.config.get("templates")} if short == OURS else plugin.config
        for option, value in options.items():
            for text in _strings(value):
                yield ("plugins", short, str(option)), text


def _existing(text: str, source_folders: SourceFolders, *, modules: bool) -> Iterator[Path]:
    if not text.strip() or len(text) > _LONGEST or "\n" in text or "\0" in text or "://" in text:
        return
    for base in dict.fromkeys((source_folders.config_dir, source_folders.docs_dir, source_folders.cwd)):
        path = Path(os.path.abspath(base / text))
        for candidate in (path, path.with_name(f"{path.name}.py")) if modules and path.name else (path,):
            if candidate.exists():
                yield candidate


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, (str, os.PathLike)):
        with suppress(ConfigurationError):  # MkDocs' `!relative` differs from page to page, and stays among the pages
            yield str(value)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, (list, tuple, set)):
        for part in value:
            yield from _strings(part)
