"""The linked graph: entities by type and id, and references between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from milepost.graph.entity import (
    DocumentFile,
    Entity,
    Reference,
    entities_in,
    entry_lists,
    mentioned_id,
    references_of,
    scoped_key,
)
from milepost.kinds.plan.model import Plan
from milepost.kinds.portfolio.model import PortfolioDocument as Head
from milepost.kinds.portfolio.model import Project
from milepost.kinds.registry import entry_types
from milepost.problem import Place
from milepost.schema.base import Entry
from milepost.schema.fields import fields_of
from milepost.yaml.nodes import offset_of

__all__ = ["DocumentFile", "Entity", "Portfolio", "Reference", "entry_lists", "references_of"]


E = TypeVar("E", bound=Entry)


class Portfolio:
    """The entities that one audience may see; for the most restricted audience, all of them.

    Lists are in the order of files, and of entries within a file. They are computed once, so repeated access is free.
    """

    def __init__(
        self, documents: Iterable[DocumentFile], audiences: tuple[str, ...], audience: str | None = None
    ) -> None:
        self.documents = tuple(documents)
        self.audiences = audiences
        self.audience = audience or audiences[-1]
        self._by_key: dict[tuple[str, str], Entity[Any]] = {}
        self._by_class: dict[type[Entry], tuple[Entity[Any], ...]] = {}
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
        for child in entities_in(model, document, (), entity if model.owns_entries else None, entity.key):
            self._add(child, listed)

    def _add(self, entity: Entity[Any], listed: dict[str, list[Entity[Any]]]) -> None:
        listed.setdefault(entity.type, []).append(entity)
        if entity.parent:
            self._nested.setdefault(id(entity.parent), []).append(entity)
        if not entity.id:
            return
        first = self._by_key.setdefault((entity.type, entity.key), entity)
        if first is not entity:
            self.duplicates.append((first, entity))

    @property
    def innermost(self) -> bool:
        """Whether this is the full portfolio."""
        return self.audience == self.audiences[-1]

    def all(self, cls: type[E]) -> tuple[Entity[E], ...]:
        """All entities of a class, such as `Item`, without mere mentions of another entry.

        A document is included only if its readers may see the document itself, and not just some of its entries.
        """
        found = self._by_class.get(cls)
        if found is None:
            entities = self.entities(cls.type_name)
            found = tuple(entity for entity in entities if isinstance(entity.entry, cls) and not mentioned_id(entity))
            self._by_class[cls] = found
        return found

    def entities(self, type: str) -> tuple[Entity[Any], ...]:
        """All entities of a type by name, including mentions, for code that handles any type.

        Prefer `all` where the class is known: it is typed.
        """
        return self._entities.get(type, ())

    def find(self, type: str, ref: str) -> Entity[Any] | None:
        """The entity with an id, case-insensitive; nested ones by parent/id."""
        return self._by_key.get((type, ref.lower()))

    def resolve(self, reference: Reference) -> Entity[Any] | None:
        """The target of a reference, or None."""
        return self.resolve_id(reference.entity, reference.type, reference.value)

    def resolve_id(self, entity: Entity[Any], type: str, value: str) -> Entity[Any] | None:
        """The entity that an id names in a field of `entity` that refers to `type`, or None.

        An id that belongs to a document is looked up in the entity's own document first, then in the plan of the
        document's project, then among shared ids. `type` "related" takes an id of the entity's own type, or type:id.
        """
        if type == "related":
            kind, _, ref = value.rpartition(":")
            return self.resolve_id(entity, kind or entity.type, ref)
        cls = entry_types().get(type)
        if cls and cls.declares.of_document:
            document = entity.document.model
            shared = self._shared_entities(type).get(value.lower()) if cls.declares.shared else self.find(type, value)
            # A report or a handover names what is in the plan of its project, which has the project's id.
            scopes = filter(None, (document.id, getattr(document, "project", None)))
            own = (self.find(type, scoped_key(scope.lower(), value)) for scope in scopes)
            return next(filter(None, own), shared)
        return self.find(type, value)

    def exists(self, type: str, ref: str) -> bool:
        """Whether an id resolves; for a project it is enough that some document belongs to it."""
        return self.find(type, ref) is not None or (type == "project" and ref.lower() in self.project_names)

    @cached_property
    def project_names(self) -> dict[str, str]:
        """Ids of all projects by lower-cased id, as first written: declared, then planned, then merely referenced."""
        found: dict[str, str] = {entity.slug: entity.id for entity in self.all(Project)}
        for plan in self.all(Plan):
            found.setdefault(plan.slug, plan.id)
        for type_name, cls in sorted(entry_types().items()):
            fields = [name for name, spec in fields_of(cls).items() if spec.ref and spec.ref.type == "project"]
            for entity in self.entities(type_name) if fields else ():
                for name in filter(None, (getattr(entity.entry, field) for field in fields)):
                    found.setdefault(name.lower(), name)
        return found

    def of_project(self, type: str, ref: str) -> tuple[Entity[Any], ...]:
        """Post-mortems, handovers, or reports that belong to a project."""
        return tuple(one for one in self.entities(type) if (one.entry.project or "").lower() == ref.lower())

    def _shared_entities(self, type: str) -> dict[str, Entity[Any]]:
        """Entities of a type by lower-cased id, across documents; the first document wins."""
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
        """Ids of a type that any document may use: declared ones, else the predefined ones."""
        return tuple(self._shared_entities(type)) or entry_types()[type].declares.known

    def horizon_ids(self) -> tuple[str, ...]:
        """Ids of the board's columns."""
        return self.shared_ids("horizon")

    def targets(self, entity: Entity[Any], field: str) -> tuple[Entity[Any], ...]:
        """Targets of a reference field, without duplicates and unresolved ids."""
        spec = fields_of(type(entity.entry))[field]
        assert spec.ref, field
        value = getattr(entity.entry, field)
        values = value if spec.many else (value,) if value else ()
        resolved = (self.resolve_id(entity, spec.ref.type, one) for one in values)
        return tuple(dict.fromkeys(found for found in resolved if found))

    def target(self, entity: Entity[Any], field: str) -> Entity[Any] | None:
        """The target of a single reference field, or None."""
        return next(iter(self.targets(entity, field)), None)

    def sources(self, entity: Entity[Any], field: str, type: str = "item") -> tuple[Entity[Any], ...]:
        """Entities of `type` whose `field` refers to this entity, in reading order."""
        return tuple(self._backlinks(type, field).get(id(entity), ()))

    def _backlinks(self, type: str, field: str) -> dict[int, list[Entity[Any]]]:
        index = self._backlink_indexes.get((type, field))
        if index is None:
            index = {}
            for source in self.entities(type):
                for target in self.targets(source, field):
                    index.setdefault(id(target), []).append(source)
            self._backlink_indexes[type, field] = index
        return index

    @cached_property
    def _backlink_indexes(self) -> dict[tuple[str, str], dict[int, list[Entity[Any]]]]:
        return {}

    def nested(self, entity: Entity[Any], type: str) -> tuple[Entity[Any], ...]:
        """Entries of a type nested in an entity, such as milestones of an item."""
        return tuple(child for child in self._nested.get(id(entity), ()) if child.type == type)

    def references(self) -> Iterator[Reference]:
        """Every reference of every entity, resolved or not."""
        for found in self._entities.values():
            for entity in found:
                yield from references_of(entity)

    def visible_precision(self, entity: Entity[Any]) -> str | None:
        """The precision that these readers may see of an entity's dates; None for full precision."""
        words = entity.entry.public
        return words.date_precision if words and not self.innermost else None

    def place(self, entity: Entity[Any], *steps: str | int) -> Place:
        """Position of an entity or of a field of it in its file; the entity's start if the field is not written."""
        document = entity.document
        if document.source is None or document.root is None:
            return Place(document.path)
        return document.source.place(offset_of(document.root, (*entity.loc, *steps)))

    def label(self, group: str, value: str) -> str:
        """Display text of a value: the portfolio's own label, else the value capitalized, with spaces."""
        found = ((self.head.labels or {}).get(group) or {}).get(value)
        words = value.replace("_", " ")
        return found.title if found else words[:1].upper() + words[1:]

    def has_label(self, group: str, value: str) -> bool:
        """Whether the portfolio defines a label for a value."""
        return value in ((self.head.labels or {}).get(group) or {})

    @cached_property
    def head(self) -> Head:
        """Site-wide settings; an empty title if no document of kind portfolio exists."""
        found = [document.model for document in self.documents if isinstance(document.model, Head)]
        return found[0] if found else Head.model_construct(kind="portfolio", title="")
