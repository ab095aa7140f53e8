"""What one version of a file says about the entries in it, as far as history follows them.

A version is read once and for all: its record depends on nothing but its bytes. Names of files, and the `_audience.yml`
of folders around it, come in later. The tree is read, not the model: a file of three years ago may have fields that
the schema no longer knows, and still say what the status was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.graph.entity import entry_lists, scoped_key
from milepost.graph.loader import default_id
from milepost.history.tracked_fields import TrackedFields
from milepost.kinds.registry import KINDS
from milepost.problem import MilepostError
from milepost.schema.base import GROUPS, Document, Entry
from milepost.schema.fields import FieldSpec
from milepost.yaml.nodes import Map, Node, Seq
from milepost.yaml.reader import MAX_BYTES, read
from milepost.yaml.text import decode

# Stands for the audience of the folder that a file is in, else the most restricted one.
OF_FOLDER = ""


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry in one version of a file.

    `key` is below the document's if `scoped`. `formers` are the keys that it says to have had before. `audiences` must
    all be open to a reader, and `closed` keeps the entry from all broader ones. `values` has (field, value) of those
    that are written; scalars as written, anything else as JSON.
    """

    type: str
    key: str
    scoped: bool
    formers: tuple[str, ...]
    audiences: tuple[str, ...]
    closed: bool
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One version of a file. `id` is empty if the name of the file decides; `formers` are former ids of the document.

    `embargo` is the day, as written, until which it was for the most restricted audience only. In an `_audience.yml`,
    `audience` is that of the folder.
    """

    kind: str
    id: str = ""
    formers: tuple[str, ...] = ()
    embargo: str = ""
    audience: str = OF_FOLDER
    entries: tuple[EntryRecord, ...] = ()


def read_record(content: bytes, fields: TrackedFields) -> FileRecord | None:
    """The record of a version of a file; None if it cannot be read as a document.

    An `_audience.yml` has no kind, like any other file that is no document.
    """
    if len(content) > MAX_BYTES:
        return None
    try:
        root = read(decode("", content))
    except MilepostError:
        return None
    if not isinstance(root, Map):
        return None
    kind = _text(root, "kind")
    cls = KINDS.get(kind)
    if cls is None:
        return None if kind else FileRecord("", audience=_text(root, "audience"))
    own = _text(root, "id") or (default_id("", kind, root) if cls.id_of else "")
    return FileRecord(
        kind,
        own.lower(),
        _former_ids(root),
        _text(root, "embargo_until"),
        entries=tuple(_document(cls, root, fields)) if cls in fields.leads_to else (),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What an entry is in. `formers` are the former keys of what it is nested in."""

    key: str
    formers: tuple[str, ...]
    scoped: bool
    nested: bool
    audiences: tuple[str, ...]
    closed: bool


def _document(cls: type[Document], root: Map, fields: TrackedFields) -> Iterator[EntryRecord]:
    audiences = (_text(root, "audience") or OF_FOLDER,)
    closed = root.get("public") is not None
    if fields.of(cls):
        yield EntryRecord(cls.type_name, "", True, (), audiences, closed, _values(cls, root, fields))
    yield from _lists(cls, root, _Around("", (), cls.owns_entries, cls.owns_entries, audiences, closed), fields)


def _lists(cls: type[Entry], node: Map, around: _Around, fields: TrackedFields) -> Iterator[EntryRecord]:
    for spec in entry_lists(cls):
        listed, child = node.get(spec.name), spec.model
        if isinstance(listed, Seq) and child in fields.leads_to:
            assert child
            assert issubclass(child, Entry)
            for one in listed:
                # An entry without an id is nothing that can be found again in another version.
                if isinstance(one, Map) and _text(one, "id") and not one.get(child.mention_field):
                    yield from _entry(child, spec, one, around, fields)


def _entry(
    cls: type[Entry], spec: FieldSpec, node: Map, around: _Around, fields: TrackedFields
) -> Iterator[EntryRecord]:
    id = _text(node, "id").lower()
    key = scoped_key(around.key, id)
    formers = [scoped_key(around.key, former) for former in _former_ids(node)]
    formers += [scoped_key(former, id) for former in around.formers]
    scoped = around.scoped or cls.declares.of_document
    own = _text(node, "audience")
    if own:
        # A nested entry is part of its parent, so that it is never wider.
        audiences = tuple(dict.fromkeys((own, *around.audiences))) if around.nested else (own,)
    else:
        audiences = around.audiences
    # What `public:` replaces, or a group guards, was not simply there for everybody to see. Closed is always right.
    closed = around.closed or node.get("public") is not None or (spec.group in GROUPS and not own)
    if fields.of(cls):
        yield EntryRecord(cls.type_name, key, scoped, tuple(formers), audiences, closed, _values(cls, node, fields))
    yield from _lists(cls, node, _Around(key, tuple(formers), scoped, True, audiences, closed), fields)


def _values(cls: type[Entry], node: Map, fields: TrackedFields) -> tuple[tuple[str, str], ...]:
    found = ((name, node.get(name)) for name in fields.of(cls))
    return tuple((name, _written(value)) for name, value in found if value is not None)


def _written(value: Node) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _former_ids(node: Map) -> tuple[str, ...]:
    listed: Any = node.get("formerly")
    listed = listed if isinstance(listed, Seq) else [listed]
    return tuple(one.strip().lower() for one in listed if isinstance(one, str))


def _text(node: Map, name: str) -> str:
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""
