"""MkDocs' errors and warnings about a configuration, as problems with their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from milepost.graph import files
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.site_config.locations import PLUGIN, content_of, inherited, place_on_disk
from milepost.suggestions import nearest
from milepost.yaml.syntax import syntax_problem
from milepost.yaml.text import decode

_OF_PLUGIN = re.compile(r"Plugin '([^']+)' option '([^']+)': (.*)", re.DOTALL)
_NOT_INSTALLED = re.compile(r'The "(.+)" plugin is not installed')
_BETWEEN = re.compile(r"\n(?=Plugin ')")
_UNKNOWN = "Unrecognised configuration name: "
_WRONG_TYPE = re.compile(r"Expected type: <class '(\w+)'> but received: <class '(\w+)'>")
_TYPES = {
    "bool": "true or false",
    "dict": "a mapping",
    "float": "a number",
    "int": "a number",
    "list": "a list",
    "NoneType": "nothing",
    "str": "text",
}


def of_options(
    config: MkDocsConfig, found: Iterable[tuple[str, Any]], level: Level, given: Collection[str] = ()
) -> Iterator[Problem]:
    """The errors or warnings of a validation: pairs of an option of mkdocs.yml and a message.

    A misspelt Milepost option is always an error: `rule:` instead of `rules:` would switch off a check. Options in
    `given` come from elsewhere and have no place.
    """
    for option, words in found:
        for told in _BETWEEN.split(str(words)):
            if of_plugin := _OF_PLUGIN.match(told):
                plugin, of_it, said = of_plugin.groups()
                yield _of_plugin(config, plugin, of_it, said, level)
            elif option in given:
                yield Problem("bad-option", level, f"{option}: {_plain(told)}")
            else:
                yield _of_option(config, option, told, level)


def of_syntax(config_file: Path) -> Problem | None:
    """Why a configuration, or one it inherits, is not YAML; None if all are."""
    for path, _ in inherited(content_of, config_file.as_posix()):
        try:
            source = decode(files.shown(Path(), Path(path)), content_of(path) or b"")
        except MilepostError as error:
            return replace(error.problems[0], rule="bad-option")
        try:
            yaml.compose(source.text, yaml.SafeLoader)
        except RecursionError:
            return None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            return replace(syntax_problem(source, error, 0), rule="bad-option")
    return None


def _of_option(config: MkDocsConfig, option: str, words: str, level: Level) -> Problem:
    if words.startswith(_UNKNOWN):
        hint = nearest(option, _known(config))
        return Problem("bad-option", level, f"there is no option '{option}'", _place(config, option, key=True), hint)
    absent = _NOT_INSTALLED.fullmatch(words)
    place = _place(config, option, *(absent.groups() if absent else ()))
    return Problem("bad-option", level, f"{option}: {_plain(words)}", place)


def _of_plugin(config: MkDocsConfig, plugin: str, option: str, words: str, level: Level) -> Problem:
    name = plugin.rpartition("/")[2]  # without its theme's prefix: material/search
    ours = name == PLUGIN[1]
    if words.startswith(_UNKNOWN):
        message = f"there is no option '{option}'{'' if ours else f' of the plugin {name!r}'}"
        place = _place(config, PLUGIN[0], name, option, key=True)
        hint = nearest(option, _known(config.plugins.get(plugin)))
        return Problem("bad-option", Level.ERROR if ours else level, message, place, hint)
    message = f"{'' if ours else f'{name}: '}{option}: {_plain(words)}"
    return Problem("bad-option", level, message, _place(config, PLUGIN[0], name, option))


def _place(config: MkDocsConfig, *steps: str, key: bool = False) -> Place:
    """The place of an option; the start of the file if the option is not in it."""
    found = place_on_disk(config.config_file_path, *steps, key=key)
    return found or Place(files.shown(Path(), Path(config.config_file_path)))


def _known(asked: Any) -> Iterator[str]:
    """The names of the options that a configuration or a plugin has."""
    yield from (name for name, _ in getattr(getattr(asked, "config", asked), "_schema", ()))


def _plain(words: str) -> str:
    return _WRONG_TYPE.sub(_types, " ".join(words.split()))


def _types(found: re.Match[str]) -> str:
    wanted, given = (_TYPES.get(name, f"a value of type {name}") for name in found.groups())
    return f"{wanted} is expected, not {given}"
