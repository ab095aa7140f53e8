"""YAML text from the tree of a document: plain scalars stay plain, quoted ones quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from milepost.yaml.nodes import Map, Node, Quoted, Seq

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def emit(node: Node) -> str:
    """A document that `yaml.reader.read` parses into the same tree."""
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(node),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    return str(yaml.emit(events, Dumper=_Dumper, allow_unicode=True, width=1 << 30))


def _events(node: Node) -> Iterator[yaml.Event]:
    if isinstance(node, Map):
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, value in node.items():
            yield _scalar(key, '"')
            yield from _events(value)
        yield yaml.MappingEndEvent()
    elif isinstance(node, Seq):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        for value in node:
            yield from _events(value)
        yield yaml.SequenceEndEvent()
    elif node is None:
        yield _scalar("null", None)
    else:
        yield _scalar(node, '"' if isinstance(node, Quoted) else None)


def _scalar(text: str, style: str | None) -> yaml.ScalarEvent:
    return yaml.ScalarEvent(None, None, (True, True), str(text), style=style)
