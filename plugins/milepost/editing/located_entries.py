"""Entries by reference in the files as they are written, also in files that are not valid.

`Portfolio` holds only what could be read without an error; a status that is misspelt must still be possible to set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from milepost.graph.entity import entry_lists, scoped_key
from milepost.graph.loader import FOLDER_FILE, RawFile, default_id
from milepost.kinds.registry import KINDS, entry_types, label_of_type
from milepost.problem import Level, MilepostError, Place, Problem, quoted
from milepost.schema.base import Document, Entry
from milepost.suggestions import nearest
from milepost.yaml.nodes import Loc, Map, Node, Seq, offset_of
from milepost.yaml.reader import read


@dataclass(frozen=True, slots=True)
class LocatedEntry:
    """A document or an entry where it is written: in the file, at `loc` from its root. `key` as in `Entity`."""

    file: RawFile
    loc: Loc
    cls: type[Entry]
    id: str
    key: str

    @property
    def ref(self) -> str:
        """Type and key, as in `item:checkout`."""
        return f"{self.cls.type_name}:{self.key}"

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.file.source.place(offset_of(self.file.root, self.loc))


def as_written(file: RawFile) -> RawFile:
    """A file with the tree of its own text, and nothing that the loader has put into it from elsewhere."""
    return replace(file, root=read(file.source))


def entries_of(file: RawFile) -> Iterator[LocatedEntry]:
    """The document of a file and all entries in it, depth first; nothing if its kind is not known."""
    kind = file.root.get("kind") if isinstance(file.root, Map) else None
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls is None or file.relative.rpartition("/")[2] == FOLDER_FILE:
        return
    name = _id_of(file.root, cls) or default_id(file.relative, kind, file.root)
    document = LocatedEntry(file, (), cls, name, name.lower())
    yield document
    yield from _below(document, file.root, document if _owns_entries(cls) else None, document.key)


def child_key(container: LocatedEntry, cls: type[Entry], name: str) -> str:
    """The key of an entry with an id in a list of a document or of another entry."""
    nested = bool(container.loc) or _owns_entries(container.cls)
    return scoped_key(container.key if nested or cls.declares.of_document else "", name.lower())


def _owns_entries(cls: type[Entry]) -> bool:
    return issubclass(cls, Document) and cls.owns_entries


def _below(around: LocatedEntry, node: Node, parent: LocatedEntry | None, root: str) -> Iterator[LocatedEntry]:
    for spec in entry_lists(around.cls):
        children = node.get(spec.name) if isinstance(node, Map) else None
        for index, child in enumerate(children if isinstance(children, Seq) else ()):
            cls: type[Entry] = spec.model  # type: ignore[assignment]
            name = _id_of(child, cls)
            scope = root if not name or cls.declares.of_document else ""
            key = scoped_key(parent.key if parent else scope, name.lower() or f"#{spec.name}{index}")
            found = LocatedEntry(around.file, (*around.loc, spec.name, index), cls, name, key)
            yield found
            yield from _below(found, child, found, root)


def _id_of(node: Node, cls: type[Entry]) -> str:
    if isinstance(node, str) and cls.text_field:
        return str(cls.from_text(node).get("id") or "")
    found = node.get("id") if isinstance(node, Map) else None
    return found if isinstance(found, str) else ""


def located(files: Iterable[RawFile], ref: str) -> LocatedEntry:
    """The entry that a reference names: `item:checkout`, `risk:checkout/r1`, or the id alone if only one entry has it.

    Raises MilepostError if there is none, or more than one.
    """
    type_name, colon, name = ref.strip().rpartition(":")
    if colon and type_name not in entry_types():
        hint = nearest(type_name, entry_types(), "there are: ")
        raise _unknown(f"there is no type {quoted(type_name)} in {quoted(ref)}", hint)
    # A project may be declared by its plan alone.
    types = ("project", "plan") if type_name == "project" else (type_name,)
    everything = [entry for file in files for entry in entries_of(file)]
    known = [entry for entry in everything if not colon or entry.cls.type_name in types]
    found = [entry for entry in known if entry.id and entry.key == name.lower()]
    if len(types) > 1 and len(found) > 1:
        found = [entry for entry in found if entry.cls.type_name == type_name]
    if len(found) == 1:
        return replace(found[0], file=as_written(found[0].file))
    if found:
        places = "; ".join(f"{entry.ref} in {entry.place}" for entry in found)
        raise _unknown(
            f"several entries are called {quoted(ref)}: {places}", "write its type, or make the ids different"
        )
    label = label_of_type(type_name) if colon else "entry"
    raise _unknown(f"there is no {label} {quoted(name)}", nearest(name, [entry.key for entry in known if entry.id]))


def _unknown(message: str, hint: str | None) -> MilepostError:
    return MilepostError(Problem("bad-option", Level.ERROR, message, None, hint))
