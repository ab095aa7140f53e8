"""Where in a site's mkdocs.yml, or in what it inherits, an option stands."""

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
    """The place of an option's value, or of its key, on the way that `steps` lead from the top.

    Of an option that stands nowhere it is that of the nearest around it. None where there is not even that.
    `read` gives the content of a file, and None where there is none.
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
    """The same for a file on disk, its path as people are shown it."""
    found = place_of(content_of, Path(config_file).as_posix(), *steps, key=key) if config_file else None
    return replace(found, path=files.shown(Path(), Path(found.path))) if found else None


def content_of(path: str) -> bytes | None:
    """What a file on disk holds; None where it cannot be read."""
    with suppress(OSError, ValueError):
        return Path(path).read_bytes()
    return None


def inherited(read: Read, path: str) -> Iterator[tuple[str, str]]:
    """Path and text of a configuration, then of what it inherits."""
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
    """How many of the steps can be taken, and the node to which they lead."""
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


# A build asks for the places of dozens of options, in one configuration and the few that it inherits.
@lru_cache(maxsize=MOST_PARENTS)
def _composed(text: str) -> yaml.Node | None:
    """The nodes of a configuration, which nobody may change; None where it is not YAML."""
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _entry(node: yaml.Node | None, step: str) -> tuple[yaml.Node, yaml.Node | None] | None:
    """The key of a name and its value. In a list of plugins a name can stand alone, or with its options."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == step), None)
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(entry, yaml.ScalarNode) and entry.value == step:
            return entry, None
        if found := _entry(entry, step) if isinstance(entry, yaml.MappingNode) else None:
            return found
    return None


def _is_written(node: yaml.Node) -> bool:
    """Whether there is anything of a value to point at."""
    return bool(node.start_mark.index < node.end_mark.index)
