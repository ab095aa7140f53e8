"""Where an option is written, in a site's mkdocs.yml or a configuration it inherits."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from milepost.graph import files
from milepost.problem import Place
from milepost.yaml.text import SourceText

Read = Callable[[str], "bytes | None"]
MOST_PARENTS = 8
PLUGIN = ("plugins", "milepost")


def place_of(read: Read, config_file: str, *steps: str, key: bool = False) -> Place | None:
    """The place of an option's value, or of its key, found by following `steps` from the top level.

    If the option is missing, the place of its nearest parent that exists; None if there is not even that. `read`
    returns the content of a file, or None if there is none.
    """
    found: Place | None = None
    most = 0
    for path, content in inherited(read, config_file):
        source = SourceText(path, content)
        depth, node = _walk(source, steps, key=key)
        if node and depth > most:
            most, found = depth, source.place(node.start_mark.index)
    return found


def place_on_disk(config_file: str | None, *steps: str, key: bool = False) -> Place | None:
    """Like `place_of`, for a file on disk; the path is relative to the working directory as messages show it."""
    found = place_of(content_of, Path(config_file).as_posix(), *steps, key=key) if config_file else None
    return replace(found, path=files.shown(Path(), Path(found.path))) if found else None


def content_of(path: str) -> bytes | None:
    """The content of a file on disk; None if it cannot be read."""
    with suppress(OSError, ValueError):
        return Path(path).read_bytes()
    return None


def inherited(read: Read, path: str) -> Iterator[tuple[str, str]]:
    """Path and text of a configuration, then of each configuration it inherits, at most eight."""
    for _ in range(MOST_PARENTS + 1):
        content = read(path)
        if content is None:
            return
        text = content.decode("utf-8-sig", errors="replace")
        yield path, text
        depth, parent = _walk(SourceText(path, text), ("INHERIT",))
        if not depth or not isinstance(parent, yaml.ScalarNode):
            return
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent.value))


def _walk(source: SourceText, steps: tuple[str, ...], *, key: bool = False) -> tuple[int, yaml.Node | None]:
    """How many of the steps exist, and the node that the last of them leads to."""
    node = _composed(source.text)
    pointed = None
    for depth, step in enumerate(steps):
        entry = _entry(node, step)
        if entry is None:
            return depth, pointed
        name, node = entry
        last = depth == len(steps) - 1
        pointed = name if key or not last or node is None or not _is_written(node) else node
    return len(steps), pointed


# A build looks up dozens of options in one configuration and the few it inherits.
@lru_cache(maxsize=MOST_PARENTS)
def _composed(text: str) -> yaml.Node | None:
    """The node tree of a configuration, shared and so not to be modified; None if it is not YAML."""
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _entry(node: yaml.Node | None, step: str) -> tuple[yaml.Node, yaml.Node | None] | None:
    """The key node of a name and its value. In a list of plugins a name can stand alone, or with its options."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == step), None)
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(entry, yaml.ScalarNode) and entry.value == step:
            return entry, None
        if found := _entry(entry, step) if isinstance(entry, yaml.MappingNode) else None:
            return found
    return None


def _is_written(node: yaml.Node) -> bool:
    """Whether a value takes up any text that a message could point at."""
    return bool(node.start_mark.index < node.end_mark.index)
