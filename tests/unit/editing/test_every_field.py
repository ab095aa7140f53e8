"""Every field of every kind can be set from the command line, wherever it is declared."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.support import declared, whole
from tests.support.edits import as_read, copied, source, tree, typed

from milepost.editing.entry_changes import FieldChange, Operation, changed_entry
from milepost.editing.field_paths import field_path
from milepost.editing.located_entries import LocatedEntry, entries_of
from milepost.editing.tree_edits import edited
from milepost.graph.loader import RawFile, load_contents
from milepost.kinds.registry import KINDS
from milepost.problem import MilepostError
from milepost.schema.base import Entry
from milepost.schema.fields import fields_of

# Each field of every kind is set, unset, and set again in a document with everything in it.
pytestmark = pytest.mark.whole

DOCUMENTS = whole.documents(1)
# Others refer to an entry by its id, and a document of another kind is another document.
NOT_SETTABLE = {"id", "kind"}
# What may be written in it depends on the entry: it is tried one field at a time.
BLOCKS = {"public", "audience", "disclose"}
FIELDS = [pytest.param(kind, path, cls, id=".".join((kind.type_name, *path))) for kind, path, cls in declared.classes()]


def _entry(kind: str, path: tuple[str, ...]) -> tuple[str, LocatedEntry]:
    """The text of the document with everything in it, and its first entry at a path of lists."""
    text = yaml.safe_dump(DOCUMENTS[f"{kind}-0.yml"], sort_keys=False, allow_unicode=True)
    loc = tuple(step for name in path for step in (name, 0))
    found = entries_of(RawFile("a.yml", tree(text), source(text)))
    return text, next(one for one in found if one.loc == loc)


@pytest.mark.parametrize(("kind", "path", "cls"), FIELDS)
def test_every_field_takes_another_value_and_can_be_unset_and_set_again(
    kind: type[Entry], path: tuple[str, ...], cls: type[Entry]
) -> None:
    text, entry = _entry(kind.type_name, path)
    for name in fields_of(cls).keys() - NOT_SETTABLE - BLOCKS:
        if name not in _at(entry.file.root, entry):
            continue  # what excludes another field, such as the other schemes of a score
        value = declared.value(cls, name, 1)
        again = _changed(text, entry, name, Operation.SET, typed(value))
        assert _at(tree(again), entry)[name] == as_read(value), name

        without = _changed(text, entry, name, Operation.UNSET, "")
        assert name not in _at(tree(without), entry)
        back = RawFile("a.yml", tree(without), source(without))
        entry_again = next(one for one in entries_of(back) if one.loc == entry.loc)
        found = _changed(without, entry_again, name, Operation.SET, typed(value))
        expected: Any = copied(entry.file.root)
        _at(expected, entry)[name] = as_read(value)
        assert tree(found) == expected, name


@pytest.mark.parametrize(("kind", "path", "cls"), FIELDS)
def test_what_is_set_is_valid(kind: type[Entry], path: tuple[str, ...], cls: type[Entry]) -> None:
    text, entry = _entry(kind.type_name, path)
    changes = [
        FieldChange(field_path(cls, name), Operation.SET, typed(declared.value(cls, name, 2)))
        for name, spec in fields_of(cls).items()
        if name not in NOT_SETTABLE | BLOCKS and not spec.is_entries
    ]
    new = changed_entry(entry.file.root, entry.loc, cls, changes)

    found = load_contents({"a.yml": edited(source(text), entry.file.root, new).encode()})

    assert [problem.text() for problem in found.problems] == []


@pytest.mark.parametrize(("kind", "path", "cls"), FIELDS)
def test_who_sees_an_entry_is_set_field_by_field(kind: type[Entry], path: tuple[str, ...], cls: type[Entry]) -> None:
    text, entry = _entry(kind.type_name, path)
    words = fields_of(cls)["public"].model
    assert words is not None
    changes = {"audience": "internal", "disclose.public": "[money]"} | {
        f"public.{name}": typed(declared.value(words, name, 1)) for name in fields_of(words)
    }
    new = changed_entry(
        entry.file.root,
        entry.loc,
        cls,
        [FieldChange(field_path(cls, name), Operation.SET, value) for name, value in changes.items()],
    )

    found = edited(source(text), entry.file.root, new)

    written = _at(tree(found), entry)
    assert written["audience"] == "internal"
    assert written["disclose"]["public"] == ["money"]
    assert written["public"] == _public(changes)
    assert not load_contents({"a.yml": found.encode()}).problems


def _public(changes: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix("public."): value for name, value in changes.items() if name.startswith("public.")}


@pytest.mark.parametrize(("kind", "path", "cls"), FIELDS)
def test_ids_and_kinds_cannot_be_set(kind: type[Entry], path: tuple[str, ...], cls: type[Entry]) -> None:
    for name in fields_of(cls).keys() & NOT_SETTABLE:
        with pytest.raises(MilepostError, match="cannot be set"):
            field_path(cls, name)


def _changed(text: str, entry: LocatedEntry, name: str, operation: Operation, value: str) -> str:
    change = FieldChange(field_path(entry.cls, name), operation, value)
    new = changed_entry(entry.file.root, entry.loc, entry.cls, [change])
    return edited(source(text), entry.file.root, new)


def _at(node: Any, entry: LocatedEntry) -> Any:
    for step in entry.loc:
        node = node[step]
    return node


def test_all_kinds_are_tried() -> None:
    assert {param.values[0] for param in FIELDS} == set(KINDS.values())
