"""New entries: what is in them, their ids, and the document or entry that they are added to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from milepost.editing.entry_changes import FieldChange, changed_entry
from milepost.editing.located_entries import LocatedEntry, child_key, entries_of
from milepost.editing.recorded_dates import recorded_dates
from milepost.graph.entity import entry_lists
from milepost.graph.loader import RawFile
from milepost.kinds.registry import KINDS
from milepost.problem import Level, MilepostError, Problem, quoted
from milepost.schema.base import Document, Entry
from milepost.schema.fields import FieldSpec, fields_of
from milepost.yaml.nodes import Map, Quoted

_LONGEST_ID = 64


def fields_of_new(cls: type[Entry], id: str, title: str, changes: Sequence[FieldChange], as_of: date) -> Map:
    """The mapping of a new entry, in the order of the declarations.

    Required fields that nobody gave get a value where there is an obvious one: the first choice, or the day. Raises
    MilepostError that names all others.
    """
    found: Any = Map(0)
    if issubclass(cls, Document):
        found["kind"] = Quoted(cls.type_name)
    if id:
        found["id"] = Quoted(id)
    if title:
        found[naming_field(cls, changes)] = Quoted(title)
    days = recorded_dates(cls, None, changes, as_of)
    found = changed_entry(found, (), cls, [*changes, *days])
    _fill(found, cls, as_of)
    if missing := [name for name, spec in fields_of(cls).items() if spec.required and name not in found]:
        words = " ".join("--title …" if name == "title" else f"--set {name}=…" for name in missing)
        label = f"{cls.declares.with_article} needs {', '.join(map(quoted, missing))}"
        raise MilepostError(Problem("missing-field", Level.ERROR, label, None, f"give it with {words}"))
    return _in_order(found, cls)


def naming_field(cls: type[Entry], changes: Iterable[FieldChange]) -> str:
    """The field that a title goes to: that which names entries of the class, unless it is given already."""
    given = {change.path[0].name for change in changes}
    return cls.named_by if cls.named_by not in given and not fields_of(cls)["title"].required else "title"


def _fill(node: Any, cls: type[BaseModel], as_of: date) -> None:
    """Give required fields their obvious values."""
    for name, spec in fields_of(cls).items():
        if spec.required and name not in node and (value := obvious_value(spec, as_of)) is not None:
            node[name] = value


def obvious_value(spec: FieldSpec, as_of: date) -> Any:
    """The value that a required field begins with; None where there is no obvious one."""
    if spec.choices:
        return Quoted(spec.choices[0])
    if spec.is_period:
        return as_of.isoformat()
    if spec.model is None or spec.many:
        return None
    found: Any = Map(0)
    _fill(found, spec.model, as_of)
    whole = all(name in found for name, inner in fields_of(spec.model).items() if inner.required)
    return found if found and whole else None


def _in_order(node: Any, cls: type[Entry]) -> Map:
    names = (["kind"] if issubclass(cls, Document) else []) + list(fields_of(cls))
    found = Map(0)
    found.update({name: node[name] for name in names if name in node})
    return found


def slug(title: str, otherwise: str) -> str:
    """An id made of a title: `Über Bord!` becomes `uber-bord`; `otherwise` if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or otherwise


def unique(name: str, taken: Collection[str]) -> str:
    """The name, or with the first number behind it that makes it another than those taken."""
    found, number = name, 2
    while found.lower() in taken:
        ending = f"-{number}"
        found, number = name[: _LONGEST_ID - len(ending)] + ending, number + 1
    return found


def containers(files: Iterable[RawFile], cls: type[Entry]) -> Iterator[tuple[LocatedEntry, FieldSpec]]:
    """The documents and entries that can hold entries of a class, each with the field for them."""
    for file in files:
        for entry in entries_of(file):
            if spec := list_for(entry.cls, cls):
                yield entry, spec


def list_for(container: type[Entry], cls: type[Entry]) -> FieldSpec | None:
    """The field of a class that holds entries of another; not one that merely mentions them."""
    for spec in entry_lists(container):
        held: type[Entry] = spec.model  # type: ignore[assignment]
        if held.type_name == cls.type_name and not held.mention_field:
            return spec
    return None


def holders_of(cls: type[Entry]) -> set[str]:
    """The types of documents and entries that can hold entries of a class."""
    found: set[str] = set()
    waiting: list[type[Entry]] = list(KINDS.values())
    while waiting:
        one = waiting.pop()
        if list_for(one, cls):
            found.add(one.type_name)
        waiting += [spec.model for spec in entry_lists(one) if spec.model is not one]  # type: ignore[misc]
    return found


def nearest_container(
    found: Sequence[tuple[LocatedEntry, FieldSpec]], entry: Map
) -> tuple[LocatedEntry, FieldSpec] | None:
    """The only document among them, else the one with most entries that have a reference in common with a new one."""
    documents = [one for one in found if not one[0].loc]
    if len(documents) == 1:
        return documents[0]
    scores = {at: _in_common(container, spec, entry) for at, (container, spec) in enumerate(documents)}
    best = max(scores.values(), default=0)
    winners = [at for at, score in scores.items() if score == best]
    return documents[winners[0]] if best and len(winners) == 1 else None


def _in_common(container: LocatedEntry, spec: FieldSpec, entry: Map) -> int:
    assert spec.model
    names = [name for name, one in fields_of(spec.model).items() if (one.ref or one.role == "word") and not one.many]
    siblings = container.file.root.get(spec.name) if isinstance(container.file.root, Map) else None
    rows = [one for one in siblings or () if isinstance(one, Map)]
    given = [name for name in names if entry.get(name) is not None]
    return sum(any(row.get(name) == entry[name] for name in given) for row in rows)


def proposed_id(container: LocatedEntry, cls: type[Entry], title: str, taken: Collection[str]) -> str:
    """An id that is free where the new entry will be; `taken` are the keys of all entries of its type."""
    scope = child_key(container, cls, "x").removesuffix("x")
    names = {key.removeprefix(scope) for key in taken if key.startswith(scope)}
    return unique(slug(title, cls.type_name), names)
