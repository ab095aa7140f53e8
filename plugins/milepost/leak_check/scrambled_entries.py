"""Entries of a scrambled copy: visible ones with other private values, hidden ones replaced."""

from __future__ import annotations

import random
import re
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from milepost.leak_check.raw_documents import Disclosure, expanded
from milepost.leak_check.redacted_names import DeclaredNames
from milepost.leak_check.scrambled_names import ScrambledNames
from milepost.leak_check.scrambled_values import ScrambledValues
from milepost.schema.base import ALWAYS, OPEN, Entry
from milepost.schema.fields import FieldSpec, fields_of
from milepost.schema.types import RefTo
from milepost.yaml.nodes import Map, Seq

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?\Z")


@dataclass(frozen=True, slots=True)
class EntryContext:
    """The context of an entry; `key` is that of its parent, if its own begins with that."""

    audience: str
    disclose: Disclosure
    precision: str | None
    replaced: frozenset[str]
    document: str
    key: str = ""


class ScrambledEntries:
    """Changes entries for one audience; `names` knows what it may see."""

    def __init__(self, names: DeclaredNames, audience: str, rng: random.Random) -> None:
        self.rng = rng
        self.names = names
        self.audience = audience
        self.audiences = names.audiences
        self.narrower = names.narrower
        self.values = ScrambledValues(rng)
        self.other_names = ScrambledNames(names, self.values)

    def entries(self, spec: FieldSpec, entries: Seq, around: EntryContext) -> Seq:
        """A list: visible entries in order, hidden ones changed, some dropped or duplicated, at random positions."""
        model: Any = spec.model
        kept, hidden = Seq(0), []
        inside = around.replaced if spec.reveals is None else around.replaced & spec.reveals
        scope = around.key or (around.document if model.declares.of_document else "")
        for entry in entries:
            fields = entry if isinstance(entry, Map) else {"id": entry}
            name = str(fields.get("id") or "#").lower()
            key = f"{scope}/{name}" if scope else name
            own = fields.get("audience") or self.names.silent(spec, around.audience, around.disclose)
            if own in self.narrower or self.names.mentions_hidden(model, entry):
                hidden += [(entry, key)] * self.rng.choice((0, 1, 1, 1, 2))
            elif isinstance(entry, Map):
                kept.append(self.visible(entry, model, replace(around, audience=own, replaced=inside), key))
            else:
                kept.append(entry)
        seen: set[str] = set()
        for entry, key in self.rng.sample(hidden, len(hidden)):
            other = self._hidden_entry(entry, model, around, key)
            if key in seen:
                other = self._with_another_id(other, model)
            seen.add(key)
            kept.insert(self.rng.randint(0, len(kept)), other)
        return kept

    def _with_another_id(self, entry: Any, model: Any) -> Any:
        if isinstance(entry, Map):
            if "id" in entry:
                entry["id"] = self.values.token()
            return entry
        return self.values.token() if model.needs_id else entry

    def _hidden_entry(self, entry: Any, model: Any, around: EntryContext, key: str) -> Any:
        if isinstance(entry, Map):
            return self.hidden(entry, model, around.document, key)
        if model.mention_field:
            ref = fields_of(model)[model.mention_field].ref
            return self.other_names.of(ref, entry, model.type_name) if ref else entry
        return self.other_names.new(model.type_name, key) if model.needs_id else self.values.words()

    def visible(self, node: Map, cls: Any, around: EntryContext, key: str) -> Map:
        """A visible entry: closed, overridden and hidden values in it are changed."""
        public = node.get("public") or {}
        specs = fields_of(cls)
        words = {name for name, value in public.items() if value is not None and name in specs}
        here = replace(
            around,
            disclose={**around.disclose, **(node.get("disclose") or {})},
            precision=public.get("date_precision") or around.precision,
            replaced=around.replaced | {name for name in words if specs[name].measures not in (None, "reason")},
            key=key,
        )
        groups = {group for name, opened in here.disclose.items() if name not in self.narrower for group in opened}
        kept = Map(0)
        for name, value in node.items():
            spec = specs[name]
            if spec.controls_visibility or value is None:
                kept[name] = value
            elif isinstance(value, Seq) and spec.model and issubclass(spec.model, Entry):
                kept[name] = self.entries(spec, value, here)
            elif name in words:
                kept[name] = value if name == "disclaimer" else self.private(cls, name, value)
            else:
                kept[name] = self.field(cls, spec, value, groups, here)
        self._add_private(kept, cls, groups)
        return self._without_gaps(kept)

    def field(self, cls: Any, spec: FieldSpec, value: Any, groups: set[str], around: EntryContext) -> Any:
        """A field of a visible entry; None if it is dropped."""
        if spec.group == ALWAYS:
            return self.disclaimer(value) if spec.name == "disclaimer" else value
        if spec.group not in (OPEN, *groups) or _could_reveal(spec, around.replaced):
            keep = spec.required or self.rng.random() < 0.7
            return self.private(cls, spec.name, value) if keep else None
        if isinstance(value, Seq):
            kept = Seq(0)
            kept.extend(self.one(cls, spec, one, groups, around) for one in value)
            return kept
        return self.one(cls, spec, value, groups, around)

    def one(self, cls: Any, spec: FieldSpec, value: Any, groups: set[str], around: EntryContext) -> Any:
        """A visible value, or one of a list."""
        value = expanded(spec, value)
        if isinstance(value, Map) and spec.model:
            inside = around.replaced if spec.reveals is None else around.replaced & spec.reveals
            here, specs, part = replace(around, replaced=inside), fields_of(spec.model), Map(0)
            for name, inner in value.items():
                part[name] = inner if inner is None else self.field(spec.model, specs[name], inner, groups, here)
            return self._without_gaps(part)
        if spec.ref:
            return self.other_names.of(spec.ref, value, getattr(cls, "type_name", "")) if value is not None else None
        if spec.is_date and around.precision and isinstance(value, str):
            return self._as_vague(spec, value, around.precision)
        return value

    def _as_vague(self, spec: FieldSpec, value: str, precision: str) -> str:
        """Another date that is equal when coarsened to `precision`."""
        if precision in ("none", "horizon"):
            return self.values.day()
        if not _DAY.match(value.strip()) or (spec.is_day and precision == "day"):
            return value
        day = value.strip()[: len("2026-09-14")]
        if precision == "day":
            return day if spec.is_instant else value
        return f"{day[: len('2026-09-')]}{self.rng.randint(1, 28):02}"

    def private(self, cls: Any, name: str, value: Any) -> Any:
        """Another value for a hidden field."""
        return self._renamed(cls, name, self.values.in_field(cls, name, value), value)

    def _renamed(self, cls: type[BaseModel], name: str, value: Any, before: Any) -> Any:
        """References in a hidden field: some to the same entry under its new id, some to nothing."""
        ref = fields_of(cls)[name].ref
        if ref is None or self.rng.random() < 0.3:
            return value
        return self._refs(ref, before, getattr(cls, "type_name", ""))

    def _refs(self, ref: RefTo, value: Any, owner: str) -> Any:
        if not isinstance(value, Seq):
            return self.other_names.of(ref, value, owner) if value is not None else None
        kept = Seq(0)
        kept.extend(self.other_names.of(ref, one, owner) for one in value)
        return kept

    def hidden(self, node: Map, cls: Any, document: str, key: str) -> Map:
        """A hidden entry with all values changed."""
        kept = Map(0)
        for name, value in node.items():
            spec = fields_of(cls)[name]
            if name == "id" and value is not None and key:
                kept[name] = self.other_names.new(cls.type_name, key)
            elif name == "public" and isinstance(value, Map):
                kept[name] = self.words(cls, value)
            elif name == "kind" or spec.controls_visibility or value is None:
                kept[name] = value
            elif isinstance(value, Seq) and spec.model and issubclass(spec.model, Entry):
                around = EntryContext(self.audiences[-1], {}, None, frozenset(), document, key)
                kept[name] = Seq(0)
                kept[name].extend(self._hidden_part(one, spec.model, around) for one in value)
            else:
                kept[name] = self.private(cls, name, value)
        return kept

    def words(self, cls: Any, public: Map, shown: Container[str] = ()) -> Map:
        """A hidden `public:` block with other values, except for `shown` fields."""
        kept, specs = Map(0), fields_of(cls)
        for name, value in public.items():
            other = name in specs and name not in shown and value is not None
            kept[name] = self.values.in_field(cls, name, value) if other else value
        return kept

    def _hidden_part(self, entry: Any, model: Any, around: EntryContext) -> Any:
        fields = entry if isinstance(entry, Map) else {"id": entry}
        key = f"{around.key}/{str(fields.get('id') or '#').lower()}"
        return self._hidden_entry(entry, model, around, key)

    def _add_private(self, kept: Map, cls: Any, groups: set[str]) -> None:
        """Occasionally add a closed field that was not set."""
        for name, spec in fields_of(cls).items():
            closed = spec.group not in (OPEN, ALWAYS, *groups) and not (spec.many or spec.model or spec.ref)
            if closed and name not in kept and self.rng.random() < 0.2:
                kept[name] = self.values.other(cls, name, None)

    def disclaimer(self, texts: Map) -> Map:
        kept = Map(0)
        kept.update((name, text if name == self.audience else self.values.words()) for name, text in texts.items())
        return kept

    @staticmethod
    def _without_gaps(node: Map) -> Map:
        kept = Map(0)
        kept.update((name, value) for name, value in node.items() if value is not None)
        return kept


def _could_reveal(spec: FieldSpec, replaced: frozenset[str]) -> bool:
    if spec.reveals is not None:
        return not replaced.isdisjoint(spec.reveals) and (spec.measures is not None or spec.model is None)
    return bool(replaced) and spec.measures is not None
