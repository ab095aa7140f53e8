"""What a portfolio is made of: documents, the entities in them, and what entities refer to."""

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
    """One document and where it came from. `visible` is False when only some entries of it may be seen."""

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

    `key` is the lower-cased id, behind its parent's where it is nested in another entry: `checkout/beta`. An
    entry without an id has an empty `id` and a key that nothing can name.
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
        """What people call it."""
        entry = self.entry
        return entry.title or _seen(type(entry), getattr(entry, entry.named_by)) or self.id

    @property
    def slug(self) -> str:
        """The id as it stands in addresses."""
        return self.id.lower()

    @property
    def ref(self) -> str:
        """`item:checkout`, as texts and commands name it."""
        return f"{self.type}:{self.key}"


def _seen(cls: type[Entry], name: str) -> str:
    """The field that an entry is named by as readers see it: an event is named by a text in Markdown."""
    if name and fields_of(cls)[cls.named_by].role == "markdown":
        from milepost.prose.visible_text import visible_text  # most commands need neither it nor Markdown

        return " ".join(visible_text(name).split())
    return name


def mentions(entity: Entity[Any]) -> str | None:
    """The id of what an entity is a mere mention of, such as an open action of a handover; None for others."""
    field = entity.entry.stands_for
    found: str | None = getattr(entity.entry, field) if field else None
    return found


@dataclass(frozen=True, slots=True)
class Reference:
    """One id that somebody wrote in a field that refers to something. `loc` leads to it from the document.

    `strict`: it must be that of an entry. `free`: it need not be, even where there are others of the type.
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
    """Everything in an entry, depth first. `parent` is the entry where what stands in it is a part of it."""
    for spec in entry_lists(type(entry)):
        for index, child in enumerate(getattr(entry, spec.name)):
            name = child.id or ""
            # What has no id must be somewhere too.
            around = root if not name or child.declares.of_document else ""
            key = below(parent.key if parent else around, name.lower() or f"#{spec.name}{index}")
            entity = Entity(child.type_name, name, key, child, document, (*loc, spec.name, index), parent)
            yield entity
            if entry_lists(type(child)):
                yield from entities_in(child, document, entity.loc, entity, root)


def below(scope: str, name: str) -> str:
    return f"{scope}/{name}" if scope else name


def _with_references(cls: type[BaseModel]) -> tuple[tuple[str, FieldSpec], ...]:
    """The fields that name entities, or hold parts that may."""
    fields = fields_of(cls).items()
    return tuple(
        (name, spec) for name, spec in fields if spec.ref or (spec.model and not issubclass(spec.model, Entry))
    )


_referring: Callable[[type[BaseModel]], tuple[tuple[str, FieldSpec], ...]] = cache(_with_references)


def references_of(entity: Entity[Any]) -> Iterator[Reference]:
    """The references that an entity's own fields hold, also those in its parts (such as the team of an ask)."""
    yield from _references(entity, entity.entry, (), "")


def _references(entity: Entity[Any], model: Part, loc: Loc, prefix: str) -> Iterator[Reference]:
    written = model.model_fields_set
    for name, spec in _referring(type(model)):
        value = getattr(model, name) if name in written else None
        if value is None:
            continue
        parts = enumerate(value) if spec.many else ((None, value),)
        for index, one in parts:
            at = (*loc, name) if index is None else (*loc, name, index)
            if spec.ref:
                ref = spec.ref
                yield Reference(entity, prefix + name, (*entity.loc, *at), ref.type, ref.strict, one, ref.free)
            elif isinstance(one, Part) and not isinstance(one, Entry):
                yield from _references(entity, one, at, f"{prefix}{name}.")


def replaced(document: DocumentFile, model: Document) -> DocumentFile:
    """The same document with another model, without its text and what its folder said."""
    return DocumentFile(model, document.path, document.relative)


def merged(cls: type[Document], values: Mapping[str, Any]) -> DocumentFile:
    """What may be seen of all documents of a kind that may not: sorted by what is in it, and of no file."""
    texts = {spec.name: "" for spec in fields_of(cls).values() if spec.required and not spec.choices}
    entries = {spec.name: tuple(_by_content(values.get(spec.name, ()))) for spec in entry_lists(cls)}
    return DocumentFile(
        cls.model_construct(**{**texts, **values, **entries, "kind": cls.type_name}), "", "", visible=False
    )


def _by_content(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by their ids, those of one id or of none by all that is in them: never in the order of files."""
    ids = Counter((entry.id or "").lower() for entry in entries)

    def key(entry: Entry) -> tuple[bool, str, str]:
        name = (entry.id or "").lower()
        return not name, name, "" if name and ids[name] == 1 else repr(entry)

    return sorted(entries, key=key)
