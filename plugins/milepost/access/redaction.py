"""Builds the smaller portfolio of one audience from the full one.

Closed by default: an entry without an audience is for the most restricted one, and a field in a group is restricted
until the group is disclosed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from milepost.access.effective_audience import audience_of, default_audience, document_audience, document_disclosures
from milepost.access.undeclared_names import listed_types
from milepost.graph.entity import DocumentFile, Entity, entry_lists, mentioned_id, merged_document, with_model
from milepost.graph.portfolio import Portfolio
from milepost.kinds.registry import entry_types
from milepost.schema.base import ALWAYS, OPEN, DatePrecision, Document, Entry, Part, PublicOverrides
from milepost.schema.defaults import empty_instance, required_fields
from milepost.schema.fields import FieldSpec, fields_of, replaced_in
from milepost.schema.instant import UNDISCLOSED, Instant
from milepost.schema.period import LATER, Period


@dataclass(frozen=True, slots=True)
class _Scope:
    """A document or an entry, with what applies to it: audience, disclosed groups, precision of dates.

    `replaced` names the overridden values of the entry and of the entries it is nested in.
    """

    entity: Entity[Any]
    audience: str
    disclose: Mapping[str, tuple[str, ...]]
    precision: DatePrecision | None
    groups: frozenset[str]
    replaced: frozenset[str]


class Redactor:
    """Redacts a full portfolio for one audience; the most restricted audience needs none.

    `copies` has (id() of a redacted entry, the original entry) for every entry that was let through.
    """

    def __init__(self, portfolio: Portfolio, audience: str, as_of: date | None = None) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.audience = audience
        self.open = frozenset(portfolio.audiences[: portfolio.audiences.index(audience) + 1])
        self.copies: list[tuple[int, Entry]] = []
        self.specs: dict[tuple[type[BaseModel], frozenset[str], frozenset[str]], dict[str, FieldSpec]] = {}
        self.listed_types = listed_types(portfolio)
        self.visible: set[tuple[str, str]] = set()
        for type_name in portfolio.types:
            for entity in portfolio.entities(type_name):
                if audience_of(portfolio, entity, as_of) in self.open:
                    self.visible.add((entity.type, entity.key))
        self.shared_ids = {
            type_name: {*cls.declares.known, *self._visible_ids(type_name)}
            for type_name, cls in entry_types().items()
            if cls.declares.shared
        }

    def _visible_ids(self, type_name: str) -> Iterator[str]:
        """Ids of the visible entries of a type."""
        entities = self.portfolio.entities(type_name)
        yield from (entity.slug for entity in entities if (entity.type, entity.key) in self.visible)

    def redacted_portfolio(self) -> Portfolio:
        """Visible documents in order, then what is visible of hidden ones, merged into one document per kind.

        Names, order, and number of hidden documents must not show.
        """
        visible: list[DocumentFile] = []
        hidden: dict[type[Document], dict[str, Any]] = {}
        for document in self.portfolio.documents:
            root = self.document_scope(document)
            inside = root.audience not in self.open and document.model.owns_entries
            lists = {} if inside else self.visible_lists(root)
            if root.audience in self.open:
                visible.append(with_model(document, self.redacted_entry(root, lists)))
                continue
            kept = hidden.setdefault(type(document.model), {})
            kept.update({name: (*kept.get(name, ()), *entries) for name, entries in lists.items()})
            kept.update((name, value) for name, value in self.always_public_fields(root).items() if name not in kept)
        kinds = sorted(hidden, key=lambda cls: cls.type_name)
        rest = (merged_document(cls, hidden[cls]) for cls in kinds if any(hidden[cls].values()))
        return Portfolio([*visible, *rest], self.portfolio.audiences, self.audience)

    def document_scope(self, document: DocumentFile) -> _Scope:
        """The scope of a document. Its date precision applies to its entries even if the document is hidden."""
        model = document.model
        disclose = document_disclosures(document)
        name = model.id or ""
        return _Scope(
            entity=Entity(model.type_name, name, name.lower(), model, document, ()),
            audience=document_audience(self.portfolio, document, self.as_of),
            disclose=disclose,
            precision=model.public.date_precision if model.public else None,
            groups=self.disclosed_groups(disclose),
            replaced=replaced_in(model),
        )

    def disclosed_groups(self, disclose: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
        """The field groups disclosed to this audience."""
        return frozenset(group for name, groups in disclose.items() if name in self.open for group in groups)

    def visible_lists(self, around: _Scope) -> dict[str, tuple[Entry, ...]]:
        """Visible entries of an entry or document, by field."""
        return {spec.name: tuple(self.visible_entries(spec, around)) for spec in entry_lists(type(around.entity.entry))}

    def visible_entries(self, spec: FieldSpec, around: _Scope) -> Iterator[Entry]:
        """Visible entries of one list, redacted."""
        parent = around.entity
        for entry in getattr(parent.entry, spec.name):
            audience = entry.audience or default_audience(
                spec.group, around.audience, around.disclose, self.portfolio.audiences
            )
            if audience not in self.open:
                continue
            # An entry's own `disclose:` adds to or replaces the inherited one, audience by audience.
            disclose, groups = around.disclose, around.groups
            if entry.disclose:
                disclose = {**disclose, **entry.disclose}
                groups = self.disclosed_groups(disclose)
            precision = (entry.public.date_precision if entry.public else None) or around.precision
            entity = Entity(entry.type_name, entry.id or "", "", entry, parent.document, (), parent)
            if (mentioned := mentioned_id(entity)) and not self.may_mention(entity, mentioned):
                continue
            replaced = spec.revealable(around.replaced) | replaced_in(entry)
            scope = _Scope(entity, audience, disclose, precision, groups, replaced)
            yield self.redacted_entry(scope, self.visible_lists(scope))

    def redacted_entry(self, scope: _Scope, lists: dict[str, tuple[Entry, ...]]) -> Any:
        """A redacted copy: closed fields dropped, overrides applied, dates coarsened, hidden references removed."""
        entry, precision = scope.entity.entry, scope.precision
        values = {**self.redacted_fields(entry, scope), **lists}
        if entry.public:
            values.update(_overrides(entry.public, precision))
        if precision:
            values["public"] = PublicOverrides.model_construct(date_precision=precision)
        copy = empty_instance(type(entry)).model_copy(update=self.without_other_disclaimers(values))
        self.copies.append((id(copy), entry))
        return copy

    def redacted_fields(self, model: Part, scope: _Scope) -> dict[str, Any]:
        """Visible values of a model's fields. A field of which nothing is left counts as not written."""
        specs = self.visible_fields(type(model), scope.groups, scope.replaced)
        written = model.__dict__
        values: dict[str, Any] = {}
        for name in model.model_fields_set:
            if spec := specs.get(name):
                found = written[name] if spec.plain else self.redacted_value(spec, written[name], scope)
                if found or not (found is None or isinstance(found, tuple)):
                    values[name] = found
        return values

    def visible_fields(
        self, cls: type[BaseModel], groups: frozenset[str], replaced: frozenset[str]
    ) -> dict[str, FieldSpec]:
        """The visible fields of a model for these disclosed groups, without lists of entries.

        Fields that could reveal an overridden value are dropped; a required date keeps its field and loses its value.
        """
        found = self.specs.get((cls, groups, replaced))
        if found is None:
            known = {OPEN, ALWAYS, *groups}
            specs = fields_of(cls).items()
            found = {
                name: spec
                for name, spec in specs
                if spec.group in known
                and not (spec.controls_visibility or spec.is_entries)
                and ((spec.required and spec.is_date) or not spec.could_reveal(replaced))
            }
            self.specs[cls, groups, replaced] = found
        return found

    def redacted_value(self, spec: FieldSpec, value: Any, scope: _Scope) -> Any:
        """The visible part of a field's value."""
        if value is None or spec.plain or spec.group == ALWAYS:
            return value
        if spec.many:
            kept = (self.redacted_item(spec, one, scope) for one in value)
            return tuple(one for one in kept if one is not None)
        return self.redacted_item(spec, value, scope)

    def redacted_item(self, spec: FieldSpec, value: Any, scope: _Scope) -> Any:
        """The visible part of a value or of one list entry; None if nothing is."""
        if spec.ref:
            shown = spec.ref.is_prose(value) or self.may_name(spec.ref.type, spec.ref.strict, value, scope.entity)
            return value if shown else None
        if isinstance(value, Period | Instant):
            known = value if not spec.could_reveal(scope.replaced) else None
            if known and scope.precision:
                known = _coarsened(spec, known, scope.precision)
            untold = LATER if isinstance(value, Period) else UNDISCLOSED
            return known or (untold if spec.required else None)
        if not isinstance(value, Part):
            return value
        replaced = spec.revealable(scope.replaced)
        return self.redacted_part(value, scope if replaced == scope.replaced else replace(scope, replaced=replaced))

    def redacted_part(self, part: Part, scope: _Scope) -> BaseModel | None:
        """The visible part of a mapping inside an entry; None if a required field of it is gone."""
        values = self.redacted_fields(part, scope)
        if not values or not values.keys() >= required_fields(type(part)):
            return None
        written = part.__dict__
        if values.keys() == part.model_fields_set and all(values[name] is written[name] for name in values):
            return part
        return empty_instance(type(part)).model_copy(update=values)

    def may_mention(self, entity: Entity[Any], value: str) -> bool:
        """Whether the target of a mention is visible; a mention of a mention never is."""
        target = self.portfolio.resolve_id(entity, entity.type, value)
        return target is not None and not mentioned_id(target) and (target.type, target.key) in self.visible

    def may_name(self, type: str, strict: bool, value: str, entity: Entity[Any]) -> bool:
        """Whether an id may be shown: its target is visible, or nothing of its type is listed in any document.

        A name missing from a list may be that of a hidden entry that was deleted or renamed.
        """
        if type in self.shared_ids:  # of any document: as the portfolio looks it up
            return value.lower() in self.shared_ids[type]
        found = self.portfolio.resolve_id(entity, type, value)
        return (found.type, found.key) in self.visible if found else not strict and type not in self.listed_types

    def always_public_fields(self, scope: _Scope) -> dict[str, Any]:
        """Fields of a hidden document that every audience sees."""
        model = scope.entity.entry
        names = {name for name, spec in fields_of(type(model)).items() if spec.group == ALWAYS}
        values = {name: getattr(model, name) for name in model.model_fields_set & names}
        words = _overrides(model.public, None) if model.public else {}
        return self.without_other_disclaimers({**values, **{name: words[name] for name in words.keys() & names}})

    def without_other_disclaimers(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with only this audience's disclaimer."""
        if disclaimer := values.get("disclaimer"):
            values["disclaimer"] = {name: text for name, text in disclaimer.items() if name == self.audience}
        return values


def _overrides(words: PublicOverrides, precision: DatePrecision | None) -> dict[str, Any]:
    """The values of a `public:` block, dates no more precise than allowed."""
    found: dict[str, Any] = {}
    for name in words.model_fields_set - {"date_precision"}:
        value = getattr(words, name)
        spec = fields_of(type(words))[name]
        coarsen = precision if isinstance(value, Period | Instant) else None
        found[name] = _coarsened(spec, value, coarsen) if coarsen else value
    return {name: value for name, value in found.items() if value is not None}


def _coarsened(spec: FieldSpec, value: Period | Instant, precision: DatePrecision) -> Period | Instant | None:
    """A date coarsened to a precision; None if it must not be shown at all."""
    return None if spec.is_day and precision != "day" else value.coarsen(precision)
