"""Trees and texts of files that tests edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from milepost.editing.rendering import flow
from milepost.yaml.nodes import Map, Node, Quoted, Seq
from milepost.yaml.reader import read
from milepost.yaml.text import SourceText


def source(text: str) -> SourceText:
    """A file with a text."""
    return SourceText("a.yml", text)


def tree(text: str) -> Node:
    """What is read from a text."""
    return read(source(text))


def as_read(value: Any) -> Any:
    """A value of Python as the reader gives it: scalars are texts."""
    if isinstance(value, Mapping):
        return {str(key): as_read(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_read(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def typed(value: Any) -> str:
    """A value as it is typed on the command line."""
    found = as_read(value)
    return found if isinstance(found, str) else flow(found)


def copied(node: Node) -> Any:
    """A tree that may be changed."""
    if isinstance(node, Map):
        found = Map(node.start)
        found.update({key: copied(one) for key, one in node.items()})
        return found
    if isinstance(node, Seq):
        return [copied(one) for one in node]
    return Quoted(node) if isinstance(node, Quoted) else node
