"""The elements of a portfolio: documents, the entities in them, and the references of entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from milepost.schema.base import Document, Entry, Part
from milepost.schema.fields import FieldSpec, fields_of
from milepost.yaml.nodes import Loc, Map
from milepost.yaml.text import SourceText

E = TypeVar("E", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class DocumentFile:
    """A document and its source. `visible` is False if only some of its entries may be seen.

    `path` is the file as shown to people, `relative` its path from the data folder, with forward slashes.
    """

    model: Document
    path: str  # as people are shown it
    relative: str  # to the data folder, with forward slashes
    root: Map | None = None
    source: SourceText | None = None
    folder_audience: str | None = None
    folder_disclose: dict[str, tuple[str, ...]] = field(default_factory=dict)
    visible: bool = True

    @property
    def kind(self) -> str:
        """The document's kind."""
        return self.model.kind


@dataclass(frozen=True, slots=True, eq=False)
class Entity(Generic[E]):
    """Anything with an identity: a document, or an entry of a list in one.

    `key` is the lower-cased id, prefixed by its parent's key if it is nested: `checkout/beta`. An entry without an id
    has an empty `id` and a key that no reference can name.
    """

    type: str
    id: str
    key: str
    entry: E
    document: DocumentFile
    loc: Loc
    parent: Entity[Entry] | None = None

    @property
    def title(self) -> str:
        """Its name for readers: title, or the field that stands for it, else the id."""
        entry = self.entry
        return entry.title or _visible_name(type(entry), getattr(entry, entry.named_by)) or self.id

    @property
    def slug(self) -> str:
        """The id as used in addresses."""
        return self.id.lower()

    @property
    def ref(self) -> str:
        """Type and key, as in `item:checkout`."""
        return f"{self.type}:{self.key}"


def _visible_name(cls: type[Entry], name: str) -> str:
    """A name as readers see it: rendered without markup if its field is Markdown, as for events."""
    if name and fields_of(cls)[cls.named_by].role == "markdown":
        from milepost.prose.visible_text import visible_text  # most commands need neither it nor Markdown

        return " ".join(visible_text(name).split())
    return name


def mentioned_id(entity: Entity[Any]) -> str | None:
    """Id of the entry this one merely references (an open action naming another); None for all others."""
    field = entity.entry.mention_field
    found: str | None = getattr(entity.entry, field) if field else None
    return found


@dataclass(frozen=True, slots=True)
class Reference:
    """An id in a field that refers to a type. `loc` is its path from the document.

    `strict`: it must resolve. `free`: it may be undeclared even if others of its type are declared.
    """

    entity: Entity[Entry]
    field: str
    loc: Loc
    type: str
    strict: bool
    value: str
    free: bool = False


def _entry_lists(cls: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields of a model that hold lists of entries."""
    return tuple(spec for spec in fields_of(cls).values() if spec.is_entries)


entry_lists: Callable[[type[BaseModel]], tuple[FieldSpec, ...]] = cache(_entry_lists)


def entities_in(
    entry: Entry, document: DocumentFile, loc: Loc, parent: Entity[Any] | None, root: str
) -> Iterator[Entity[Any]]:
    """All entities in an entry, depth first.

    `parent` is set if nested entries are part of it; else their keys are scoped by `root`.
    """
    for spec in entry_lists(type(entry)):
        for index, child in enumerate(getattr(entry, spec.name)):
            name = child.id or ""
            # Entries without an id get a key from their position, which no reference can name.
            around = root if not name or child.declares.of_document else ""
            key = scoped_key(parent.key if parent else around, name.lower() or f"#{spec.name}{index}")
            entity = Entity(child.type_name, name, key, child, document, (*loc, spec.name, index), parent)
            yield entity
            if entry_lists(type(child)):
                yield from entities_in(child, document, entity.loc, entity, root)


def scoped_key(scope: str, name: str) -> str:
    """A key within a scope: `checkout/beta`; the name alone if the scope is empty."""
    return f"{scope}/{name}" if scope else name


def _with_references(cls: type[BaseModel]) -> tuple[tuple[str, FieldSpec], ...]:
    """Fields that hold references, or parts that may."""
    fields = fields_of(cls).items()
    return tuple(
        (name, spec) for name, spec in fields if spec.ref or (spec.model and not issubclass(spec.model, Entry))
    )


_reference_fields: Callable[[type[BaseModel]], tuple[tuple[str, FieldSpec], ...]] = cache(_with_references)


def references_of(entity: Entity[Any]) -> Iterator[Reference]:
    """References in an entity's own fields and in their parts, such as the team of an ask."""
    yield from _references(entity, entity.entry, (), "")


def _references(entity: Entity[Any], model: Part, loc: Loc, prefix: str) -> Iterator[Reference]:
    written = model.model_fields_set
    for name, spec in _reference_fields(type(model)):
        value = getattr(model, name) if name in written else None
        if value is None:
            continue
        parts = enumerate(value) if spec.many else ((None, value),)
        for index, one in parts:
            at = (*loc, name) if index is None else (*loc, name, index)
            if spec.ref:
                ref = spec.ref
                if ref.is_prose(one):
                    continue
                yield Reference(entity, prefix + name, (*entity.loc, *at), ref.type, ref.strict, one, ref.free)
            elif isinstance(one, Part) and not isinstance(one, Entry):
                yield from _references(entity, one, at, f"{prefix}{name}.")


def with_model(document: DocumentFile, model: Document) -> DocumentFile:
    """The document with another model, without source text and folder settings."""
    return DocumentFile(model, document.path, document.relative)


def merged_document(cls: type[Document], values: Mapping[str, Any]) -> DocumentFile:
    """One document with what is visible of all hidden documents of a kind, in an order that reveals no files."""
    texts = {spec.name: "" for spec in fields_of(cls).values() if spec.required and not spec.choices}
    entries = {spec.name: tuple(_by_content(values.get(spec.name, ()))) for spec in entry_lists(cls)}
    return DocumentFile(
        cls.model_construct(**{**texts, **values, **entries, "kind": cls.type_name}), "", "", visible=False
    )


def _by_content(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by id; those without a unique id by content. Never in file order, which could reveal hidden files."""
    ids = Counter((entry.id or "").lower() for entry in entries)

    def key(entry: Entry) -> tuple[bool, str, str]:
        name = (entry.id or "").lower()
        return not name, name, "" if name and ids[name] == 1 else repr(entry)

    return sorted(entries, key=key)
