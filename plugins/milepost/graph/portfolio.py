"""All documents as one linked graph: entities by type and id, and what refers to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from milepost.graph.entity import (
    DocumentFile,
    Entity,
    Reference,
    below,
    entities_in,
    entry_lists,
    mentions,
    references_of,
)
from milepost.kinds.portfolio.model import PortfolioDocument as Head
from milepost.kinds.portfolio.model import Project
from milepost.kinds.registry import entry_types
from milepost.problem import Place
from milepost.schema.base import Entry
from milepost.schema.fields import fields_of
from milepost.yaml.nodes import offset_of

__all__ = ["DocumentFile", "Portfolio", "Reference", "Entity", "entry_lists", "references_of"]


E = TypeVar("E", bound=Entry)


class Portfolio:
    """Everything that the readers of one audience may see; the innermost audience sees all there is.

    Its lists are in the order of files, and of entries in a file, and are made once: asking again costs nothing.
    """

    def __init__(
        self, documents: Iterable[DocumentFile], audiences: tuple[str, ...], audience: str | None = None
    ) -> None:
        self.documents = tuple(documents)
        self.audiences = audiences
        self.audience = audience or audiences[-1]
        self._found: dict[tuple[str, str], Entity[Any]] = {}
        self._typed: dict[type[Entry], tuple[Entity[Any], ...]] = {}
        self._nested: dict[int, list[Entity[Any]]] = {}
        self.duplicates: list[tuple[Entity[Any], Entity[Any]]] = []
        listed: dict[str, list[Entity[Any]]] = {}
        for document in self.documents:
            self._add_document(document, listed)
        self._entities = {type_name: tuple(entities) for type_name, entities in listed.items()}
        self.types = tuple(sorted(listed))  # those that there are entries of

    def _add_document(self, document: DocumentFile, listed: dict[str, list[Entity[Any]]]) -> None:
        model = document.model
        entity = Entity(model.type_name, model.id or "", (model.id or "").lower(), model, document, ())
        if document.visible:
            self._add(entity, listed)
        for child in entities_in(model, document, (), entity if model.holds else None, entity.key):
            self._add(child, listed)

    def _add(self, entity: Entity[Any], listed: dict[str, list[Entity[Any]]]) -> None:
        listed.setdefault(entity.type, []).append(entity)
        if entity.parent:
            self._nested.setdefault(id(entity.parent), []).append(entity)
        if not entity.id:
            return
        first = self._found.setdefault((entity.type, entity.key), entity)
        if first is not entity:
            self.duplicates.append((first, entity))

    @property
    def innermost(self) -> bool:
        """Whether this is everything there is."""
        return self.audience == self.audiences[-1]

    def all(self, cls: type[E]) -> tuple[Entity[E], ...]:
        """All entries of a class, such as `Item`, each once: mere mentions of another entry are left out.

        A document counts where its readers may see the document itself, and not only entries of it.
        """
        found = self._typed.get(cls)
        if found is None:
            entities = self.entities(cls.type_name)
            found = tuple(entity for entity in entities if isinstance(entity.entry, cls) and not mentions(entity))
            self._typed[cls] = found
        return found

    def entities(self, type: str) -> tuple[Entity[Any], ...]:
        """All entries of a type by its name, mentions of others included: for code that handles any type.

        Where the class is known, `all` gives its entries with their own fields.
        """
        return self._entities.get(type, ())

    def find(self, type: str, ref: str) -> Entity[Any] | None:
        """The entity of a type that an id names, whatever its case; nested ones by parent/id."""
        return self._found.get((type, ref.lower()))

    def resolve(self, reference: Reference) -> Entity[Any] | None:
        """What a reference points to, or None."""
        return self.named(reference.entity, reference.type, reference.value)

    def named(self, entity: Entity[Any], type: str, value: str) -> Entity[Any] | None:
        """What an id in a field of an entity names, for a field that refers to a type."""
        if type == "related":
            kind, _, ref = value.rpartition(":")
            return self.named(entity, kind or entity.type, ref)
        cls = entry_types().get(type)
        if cls and cls.declares.of_document:
            own = below((entity.document.model.id or "").lower(), value)
            shared = self._shared(type).get(value.lower()) if cls.declares.shared else self.find(type, value)
            return self.find(type, own) or shared
        return self.find(type, value)

    def exists(self, type: str, ref: str) -> bool:
        """Whether an id names something, be it only a project that some document belongs to."""
        return self.find(type, ref) is not None or (type == "project" and ref.lower() in self.project_names)

    @cached_property
    def project_names(self) -> dict[str, str]:
        """Every project by its id in lower case, as first written: those declared, then those only named."""
        found: dict[str, str] = {entity.slug: entity.id for entity in self.all(Project)}
        for type_name, cls in sorted(entry_types().items()):
            fields = [name for name, spec in fields_of(cls).items() if spec.ref and spec.ref.type == "project"]
            for entity in self.entities(type_name) if fields else ():
                for name in filter(None, (getattr(entity.entry, field) for field in fields)):
                    found.setdefault(name.lower(), name)
        return found

    def of_project(self, type: str, ref: str) -> tuple[Entity[Any], ...]:
        """The post-mortems or handovers that belong to a project, declared or only named."""
        return tuple(one for one in self.entities(type) if (one.entry.project or "").lower() == ref.lower())

    def _shared(self, type: str) -> dict[str, Entity[Any]]:
        """The entries of a type by id alone, of several documents the first that has it."""
        found = self._by_id_alone.get(type)
        if found is None:
            found = self._by_id_alone[type] = {}
            for entity in self.entities(type):
                found.setdefault(entity.id.lower(), entity)
        return found

    @cached_property
    def _by_id_alone(self) -> dict[str, dict[str, Entity[Any]]]:
        return {}

    def shared_ids(self, type: str) -> tuple[str, ...]:
        """The ids of a type that any document may use: those declared, else those that need no declaration."""
        return tuple(self._shared(type)) or entry_types()[type].declares.known

    def horizon_ids(self) -> tuple[str, ...]:
        """The columns of the board."""
        return self.shared_ids("horizon")

    def targets(self, entity: Entity[Any], field: str) -> tuple[Entity[Any], ...]:
        """What a reference field of an entity points to; ids that resolve to nothing are left out."""
        spec = fields_of(type(entity.entry))[field]
        assert spec.ref, field
        value = getattr(entity.entry, field)
        values = value if spec.many else (value,) if value else ()
        resolved = (self.named(entity, spec.ref.type, one) for one in values)
        return tuple(dict.fromkeys(found for found in resolved if found))

    def target(self, entity: Entity[Any], field: str) -> Entity[Any] | None:
        """The one entity that a single reference field points to."""
        return next(iter(self.targets(entity, field)), None)

    def sources(self, entity: Entity[Any], field: str, type: str = "item") -> tuple[Entity[Any], ...]:
        """The entities of `type` whose `field` names this entity, in their order."""
        return tuple(self._backlinks(type, field).get(id(entity), ()))

    def _backlinks(self, type: str, field: str) -> dict[int, list[Entity[Any]]]:
        index = self._back.get((type, field))
        if index is None:
            index = {}
            for source in self.entities(type):
                for target in self.targets(source, field):
                    index.setdefault(id(target), []).append(source)
            self._back[type, field] = index
        return index

    @cached_property
    def _back(self) -> dict[tuple[str, str], dict[int, list[Entity[Any]]]]:
        return {}

    def nested(self, entity: Entity[Any], type: str) -> tuple[Entity[Any], ...]:
        """The entries of a type that stand inside another, such as milestones of an item."""
        return tuple(child for child in self._nested.get(id(entity), ()) if child.type == type)

    def references(self) -> Iterator[Reference]:
        """Every reference of every entity, resolved or not."""
        for found in self._entities.values():
            for entity in found:
                yield from references_of(entity)

    def place(self, entity: Entity[Any], *steps: str | int) -> Place:
        """Where an entity, or a field of it, stands in its file; its start for a field that is not there."""
        document = entity.document
        if document.source is None or document.root is None:
            return Place(document.path)
        return document.source.place(offset_of(document.root, (*entity.loc, *steps)))

    def label(self, group: str, value: str) -> str:
        """The words for a value: the portfolio's own, else the value itself with spaces and a capital."""
        found = ((self.head.labels or {}).get(group) or {}).get(value)
        words = value.replace("_", " ")
        return found.title if found else words[:1].upper() + words[1:]

    def has_label(self, group: str, value: str) -> bool:
        """Whether the portfolio has words of its own for a value."""
        return value in ((self.head.labels or {}).get(group) or {})

    @cached_property
    def head(self) -> Head:
        """What holds for the whole site; without a title where no document says."""
        found = [document.model for document in self.documents if isinstance(document.model, Head)]
        return found[0] if found else Head.model_construct(kind="portfolio", title="")
