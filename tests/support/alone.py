"""Documents with one field of one class in them, or one entry, made of the declarations of all kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.support.declared import Fields, classes, is_list, needed, value
from tests.support.fields import STEERS

from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.model import METHODS, Score
from milepost.schema.base import Document, Entry
from milepost.schema.fields import fields_of

# IncidentEntry of in what people see, or in the name of what changes.
TOLD_ELSEWHERE = ("id", "kind", "formerly", *(name for name in STEERS if name != "embargo_until"))
Place = tuple[type[Document], tuple[str, ...], type[Entry]]


def fields() -> Iterator[tuple[str, Place, str]]:
    """Every field of every class of entries, once: its path, where it is, and its name."""
    known: set[type[Entry]] = set()
    for place in classes():
        kind, path, cls = place
        if cls in known:
            continue
        known.add(cls)
        for name, spec in fields_of(cls).items():
            if name not in TOLD_ELSEWHERE and not is_list(spec):
                yield ".".join((kind.type_name, *path, name)), place, name


def values(cls: type[Entry], name: str) -> list[tuple[Any, Any]]:
    """Two values of a field; of a mapping that has several methods, two of each."""
    if fields_of(cls)[name].model is Score:
        return [
            tuple({one: value(Score, one, number) for one in sorted(method)} for number in (0, 1))  # type: ignore[misc]
            for method in METHODS.values()
        ]
    return [(value(cls, name, 0), value(cls, name, 1))]


def document(place: Place, entries: list[Fields], **more: Any) -> Fields:
    """A document with these entries at a place of it; at its own, with the fields of the one."""
    kind, path, cls = place
    whole: Fields = {"kind": kind.type_name, **needed(kind), "id": "doc", "title": "Doc", **more}
    node = whole
    for name, around in zip(path[:-1], _classes_on(place)[1:-1], strict=True):
        inner = bare(around, "around", "Around")
        node[name] = [inner]
        node = inner
    if path:
        node[path[-1]] = entries
    else:
        for one in entries:
            whole |= one
    assert cls is _classes_on(place)[-1]
    return whole


def bare(cls: type[Entry], id: str, title: str) -> Fields:
    """An entry with nothing in it but what it must say."""
    if cls.mention_field:
        return {"title": title, "id": id}
    return {**needed(cls), "title": title, "id": id}


@cache
def _classes_on(place: Place) -> tuple[type[Entry], ...]:
    kind, path, _ = place
    found: list[type[Entry]] = [kind]
    for name in path:
        found.append(fields_of(found[-1])[name].model)  # type: ignore[arg-type]
    return tuple(found)


def read(*documents: Fields) -> Portfolio:
    """A portfolio of documents that are sound."""
    found = load_contents({f"{number}.yml": json.dumps(one).encode() for number, one in enumerate(documents)})
    assert not found.problems, [problem.text() for problem in found.problems]
    return found.portfolio
