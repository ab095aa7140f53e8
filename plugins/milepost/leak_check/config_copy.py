"""mkdocs.yml for a working copy: without comments, and without navigation entries of pages that it lacks."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

import yaml

IsHidden = Callable[[str], bool]


def redacted_config(text: str, is_hidden: IsHidden, moved: tuple[str, str], narrower: frozenset[str]) -> str:
    """The text of one configuration file, rewritten.

    `is_hidden` tells whether a page's path in the navigation is hidden. `moved` is the folder of the source and that of
    its copy: absolute paths are mapped from one to the other. `narrower` are the audiences whose folders of pages (the
    option `pages`) the copy lacks. Tags such as `!ENV` are kept. Raises yaml.YAMLError.
    """
    root = yaml.compose(text, yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "nav":
                _prune(value, is_hidden)
            elif key.value == "plugins":
                _without_folders(value, narrower)
        _move(root, moved, set())
    return str(yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True)) if root else ""


def _prune(node: yaml.Node, is_hidden: IsHidden) -> bool:
    """Remove hidden pages from a navigation; returns whether anything of the entry is left."""
    if isinstance(node, yaml.SequenceNode):
        had = bool(node.value)
        node.value[:] = [entry for entry in node.value if _prune(entry, is_hidden)]
        return bool(node.value) or not had
    if isinstance(node, yaml.MappingNode):
        node.value[:] = [(title, value) for title, value in node.value if _prune(value, is_hidden)]
        return bool(node.value)
    return not is_hidden(posixpath.normpath(str(node.value).strip()))


def _without_folders(plugins: yaml.Node, narrower: frozenset[str]) -> None:
    """Remove the folders of more restricted audiences from Milepost's option `pages`."""
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    pairs = [pair for entry in entries if isinstance(entry, yaml.MappingNode) for pair in entry.value]
    for name, options in pairs:
        if name.value != "milepost" or not isinstance(options, yaml.MappingNode):
            continue
        for option, value in options.value:
            if option.value == "pages" and isinstance(value, yaml.MappingNode):
                value.value[:] = [(key, path) for key, path in value.value if key.value not in narrower]


def _move(node: yaml.Node, moved: tuple[str, str], seen: set[int]) -> None:
    """Map absolute paths in the source to the copy. `seen`: a node with an anchor occurs more than once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        source, copy = moved
        if node.value == source or node.value.startswith(source.rstrip("/\\") + "/"):
            node.value = copy + node.value[len(source) :]
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _move(key, moved, seen)
            _move(value, moved, seen)
    else:
        for entry in node.value:
            _move(entry, moved, seen)
