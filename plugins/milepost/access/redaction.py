"""How an audience's smaller portfolio is made out of the full one.

Closed by default: what names no audience is for the innermost, what belongs to a field group stays inside
until the group is disclosed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from milepost.access.effective_audience import audience_around, audience_of, default_audience, disclosed_by
from milepost.access.undeclared_names import listed_types
from milepost.graph.entity import DocumentFile, Entity, entry_lists, mentions, merged, replaced
from milepost.graph.portfolio import Portfolio
from milepost.kinds.registry import entry_types
from milepost.schema.base import ALWAYS, OPEN, DatePrecision, Document, Entry, Part, PublicOverrides
from milepost.schema.defaults import empty_instance, required_fields
from milepost.schema.fields import FieldSpec, fields_of, replaced_in
from milepost.schema.instant import UNTOLD, Instant
from milepost.schema.period import LATER, Period


@dataclass(frozen=True, slots=True)
class _Sight:
    """A document or an entry, and what holds for it: who sees it, what is disclosed, how exact dates are.

    `replaced` names the values that readers are shown differently, of the entry and of what it is nested in.
    """

    entity: Entity[Any]
    audience: str
    disclose: Mapping[str, tuple[str, ...]]
    precision: DatePrecision | None
    groups: frozenset[str]
    replaced: frozenset[str]


class Redactor:
    """the audience filter for one audience of a full portfolio; not for the innermost, which needs none.

    `copies` holds the id() of every entry that was let through, beside the entry that it was made from.
    """

    def __init__(self, portfolio: Portfolio, audience: str, as_of: date | None = None) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.audience = audience
        self.open = frozenset(portfolio.audiences[: portfolio.audiences.index(audience) + 1])
        self.copies: list[tuple[int, Entry]] = []
        self.specs: dict[tuple[type[BaseModel], frozenset[str], frozenset[str]], dict[str, FieldSpec]] = {}
        self.listed = listed_types(portfolio)
        self.seen: set[tuple[str, str]] = set()
        for type_name in portfolio.types:
            for entity in portfolio.entities(type_name):
                if audience_of(portfolio, entity, as_of) in self.open:
                    self.seen.add((entity.type, entity.key))
        self.shared = {
            type_name: {*cls.declares.known, *self._seen_ids(type_name)}
            for type_name, cls in entry_types().items()
            if cls.declares.shared
        }

    def _seen_ids(self, type_name: str) -> Iterator[str]:
        """The ids alone of the entries of a type that may be seen."""
        entities = self.portfolio.entities(type_name)
        yield from (entity.slug for entity in entities if (entity.type, entity.key) in self.seen)

    def project(self) -> Portfolio:
        """The visible documents in their order, then what may be seen of the others, one of each kind.

        How hidden documents are called, ordered and divided must not show.
        """
        visible: list[DocumentFile] = []
        hidden: dict[type[Document], dict[str, Any]] = {}
        for document in self.portfolio.documents:
            root = self.root(document)
            inside = root.audience not in self.open and document.model.holds
            lists = {} if inside else self.lists(root)
            if root.audience in self.open:
                visible.append(replaced(document, self.entry(root, lists)))
                continue
            kept = hidden.setdefault(type(document.model), {})
            kept.update({name: (*kept.get(name, ()), *entries) for name, entries in lists.items()})
            kept.update((name, value) for name, value in self.always(root).items() if name not in kept)
        kinds = sorted(hidden, key=lambda cls: cls.type_name)
        rest = (merged(cls, hidden[cls]) for cls in kinds if any(hidden[cls].values()))
        return Portfolio([*visible, *rest], self.portfolio.audiences, self.audience)

    def root(self, document: DocumentFile) -> _Sight:
        """A whole document. How exact its dates may be holds for what is in it, also where it is hidden."""
        model = document.model
        disclose = disclosed_by(document)
        name = model.id or ""
        return _Sight(
            entity=Entity(model.type_name, name, name.lower(), model, document, ()),
            audience=audience_around(self.portfolio, document, self.as_of),
            disclose=disclose,
            precision=model.public.date_precision if model.public else None,
            groups=self.groups(disclose),
            replaced=replaced_in(model),
        )

    def groups(self, disclose: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
        """The field groups that this audience is shown."""
        return frozenset(group for name, groups in disclose.items() if name in self.open for group in groups)

    def lists(self, around: _Sight) -> dict[str, tuple[Entry, ...]]:
        """The entries in something that may be seen, by field."""
        return {spec.name: tuple(self.entries(spec, around)) for spec in entry_lists(type(around.entity.entry))}

    def entries(self, spec: FieldSpec, around: _Sight) -> Iterator[Entry]:
        """Those of one list that may be seen."""
        parent = around.entity
        for entry in getattr(parent.entry, spec.name):
            audience = entry.audience or default_audience(
                spec.group, around.audience, around.disclose, self.portfolio.audiences
            )
            if audience not in self.open:
                continue
            disclose, groups = around.disclose, around.groups
            if entry.disclose:
                disclose = {**disclose, **entry.disclose}
                groups = self.groups(disclose)
            precision = (entry.public.date_precision if entry.public else None) or around.precision
            entity = Entity(entry.type_name, entry.id or "", "", entry, parent.document, (), parent)
            if (mentioned := mentions(entity)) and not self.may_mention(entity, mentioned):
                continue
            replaced = spec.revealed(around.replaced) | replaced_in(entry)
            sight = _Sight(entity, audience, disclose, precision, groups, replaced)
            yield self.entry(sight, self.lists(sight))

    def entry(self, sight: _Sight, lists: dict[str, tuple[Entry, ...]]) -> Any:
        """A visible entry: closed fields left out, other words put in, dates coarsened, hidden ids cut."""
        entry, precision = sight.entity.entry, sight.precision
        values = {**self.fields(entry, sight), **lists}
        if entry.public:
            values.update(_other_words(entry.public, precision))
        if precision:
            values["public"] = PublicOverrides.model_construct(date_precision=precision)
        copy = empty_instance(type(entry)).model_copy(update=self.own_disclaimer(values))
        self.copies.append((id(copy), entry))
        return copy

    def fields(self, model: Part, sight: _Sight) -> dict[str, Any]:
        """What may be seen of a model's fields; one with nothing left in it is as good as not written."""
        specs = self.open_fields(type(model), sight.groups, sight.replaced)
        written = model.__dict__
        values: dict[str, Any] = {}
        for name in model.model_fields_set:
            if spec := specs.get(name):
                found = written[name] if spec.plain else self.value(spec, written[name], sight)
                if found or not (found is None or isinstance(found, tuple)):
                    values[name] = found
        return values

    def open_fields(
        self, cls: type[BaseModel], groups: frozenset[str], replaced: frozenset[str]
    ) -> dict[str, FieldSpec]:
        """The fields of a model that may be seen where these groups are disclosed, but for lists of entries.

        What could reveal a replaced value is left out; a date that an entry cannot be without loses its value later.
        """
        found = self.specs.get((cls, groups, replaced))
        if found is None:
            known = {OPEN, ALWAYS, *groups}
            specs = fields_of(cls).items()
            found = {
                name: spec
                for name, spec in specs
                if spec.group in known
                and not (spec.steers or spec.is_entries)
                and ((spec.required and spec.is_date) or not spec.gives_away(replaced))
            }
            self.specs[cls, groups, replaced] = found
        return found

    def value(self, spec: FieldSpec, value: Any, sight: _Sight) -> Any:
        """What may be seen of a field's value."""
        if value is None or spec.plain or spec.group == ALWAYS:
            return value
        if spec.many:
            kept = (self.one(spec, one, sight) for one in value)
            return tuple(one for one in kept if one is not None)
        return self.one(spec, value, sight)

    def one(self, spec: FieldSpec, value: Any, sight: _Sight) -> Any:
        """A value, or one of a list, as far as it may be seen; None where nothing of it may."""
        if spec.ref:
            return value if self.keeps(spec.ref.type, spec.ref.strict, value, sight.entity) else None
        if isinstance(value, Period | Instant):
            known = value if not spec.gives_away(sight.replaced) else None
            if known and sight.precision:
                known = _coarsened(spec, known, sight.precision)
            untold = LATER if isinstance(value, Period) else UNTOLD
            return known or (untold if spec.required else None)
        if not isinstance(value, Part):
            return value
        replaced = spec.revealed(sight.replaced)
        return self.part(value, sight if replaced == sight.replaced else replace(sight, replaced=replaced))

    def part(self, part: Part, sight: _Sight) -> BaseModel | None:
        """A mapping inside an entry, which shares its audience; gone where it says nothing any more."""
        values = self.fields(part, sight)
        if not values or not values.keys() >= required_fields(type(part)):
            return None
        written = part.__dict__
        if values.keys() == part.model_fields_set and all(values[name] is written[name] for name in values):
            return part
        return empty_instance(type(part)).model_copy(update=values)

    def may_mention(self, entity: Entity[Any], value: str) -> bool:
        """Whether what an entry is a mere mention of is visible; a mention of a mention is none."""
        target = self.portfolio.named(entity, entity.type, value)
        return target is not None and not mentions(target) and (target.type, target.key) in self.seen

    def keeps(self, type: str, strict: bool, value: str, entity: Entity[Any]) -> bool:
        """Whether an id may be shown: it names something visible, or, where nothing of its type is listed, anything.

        A name that is not among the listed ones may be a hidden one's, whose entry was deleted or renamed.
        """
        if type in self.shared:  # of any document: as the portfolio looks it up
            return value.lower() in self.shared[type]
        found = self.portfolio.named(entity, type, value)
        return (found.type, found.key) in self.seen if found else not strict and type not in self.listed

    def always(self, sight: _Sight) -> dict[str, Any]:
        """What every audience sees of a document, whoever the document is for."""
        model = sight.entity.entry
        names = {name for name, spec in fields_of(type(model)).items() if spec.group == ALWAYS}
        values = {name: getattr(model, name) for name in model.model_fields_set & names}
        words = _other_words(model.public, None) if model.public else {}
        return self.own_disclaimer({**values, **{name: words[name] for name in words.keys() & names}})

    def own_disclaimer(self, values: dict[str, Any]) -> dict[str, Any]:
        """A disclaimer for another audience is none of this one's business."""
        if disclaimer := values.get("disclaimer"):
            values["disclaimer"] = {name: text for name, text in disclaimer.items() if name == self.audience}
        return values


def _other_words(words: PublicOverrides, precision: DatePrecision | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in words.model_fields_set - {"date_precision"}:
        value = getattr(words, name)
        spec = fields_of(type(words))[name]
        coarsen = precision if isinstance(value, Period | Instant) else None
        found[name] = _coarsened(spec, value, coarsen) if coarsen else value
    return {name: value for name, value in found.items() if value is not None}


def _coarsened(spec: FieldSpec, value: Period | Instant, precision: DatePrecision) -> Period | Instant | None:
    """A date no more exact than it may be; None where none may be told."""
    return None if spec.is_day and precision != "day" else value.coarsen(precision)
