"""The twin of a data folder: its raw documents without anything that one audience may not see.

This is the other half of a proof, so it shares nothing with the door it proves: it works on the trees of YAML
files, before they are models, and knows of the models only which field holds what.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from milepost.leak_check.date_coarsening import coarse, coarse_moment
from milepost.leak_check.raw_documents import Disclosure, Source, sources
from milepost.leak_check.redacted_names import Names, entry_lists
from milepost.leak_check.yaml_writer import emit
from milepost.model.base import ALWAYS, GROUPS, OPEN, Entry
from milepost.model.fields import FieldSpec, fields_of
from milepost.source.nodes import Map, Quoted, Seq
from milepost.workspace import RawFile

NOTHING = "-"
# The true value of a field that is told differently could be guessed from these.
BETRAYED_BY = {
    "health": ("health_reason",),
    "status": ("progress", "actual", "stage", "closed_on", "reviewed_on", "verification", "waiver_reason"),
    "start": ("actual", "baseline"),
    "end": ("actual", "baseline", "slip_reason"),
    "date": ("baseline",),
    "planned": ("actual",),
    "started": ("detected_after", "mitigated_after", "resolved_after"),
    "detected": ("detected_after",),
    "mitigated": ("mitigated_after",),
    "resolved": ("resolved_after",),
}
DOOR_FIELDS = ("audience", "disclose", "public", "embargo_until")


class RedactedData:
    """What one audience may see of the files of a data folder, which were read without an error before."""

    def __init__(
        self, files: list[RawFile], audiences: tuple[str, ...], audience: str, as_of: date | None = None
    ) -> None:
        self.audience = audience
        self.audiences = audiences
        self.innermost = audiences[-1]
        self.inside = audiences[audiences.index(audience) + 1 :]
        self.fiscal_year_start = 1
        self.sources = list(sources(files, self.innermost, as_of))
        self.names = Names(self.sources, audiences, audience)
        for source in self.sources:
            if source.root.get("fiscal_year_start") and source.root["kind"] == "portfolio":
                self.fiscal_year_start = int(source.root["fiscal_year_start"])

    def documents(self) -> dict[str, str]:
        """Path → YAML of every document of which the audience may see something."""
        found = ((source.path, self.document(source)) for source in self.sources)
        return {path: emit(root) for path, root in found if root is not None}

    def document(self, source: Source) -> Map | None:
        """A document's tree with only what may be seen, or None."""
        self.names.document = source.id.lower()
        if source.cls.holds and source.audience in self.inside:
            return None
        kept = self._hidden_document(source) if source.audience in self.inside else self._visible_document(source)
        if kept:
            kept["disclose"] = Map(0)
            kept["disclose"][self.audience] = _seq(GROUPS)  # of what is left, everything
        return kept

    def _visible_document(self, source: Source) -> Map:
        return self.entry(source.root, source.cls, source.audience, source.disclose, None)

    def _hidden_document(self, source: Source) -> Map | None:
        """A hidden document: what is public in any case, and the entries that say they may be seen."""
        specs = fields_of(source.cls)
        public = source.root.get("public") or {}
        precision = public.get("date_precision")  # how exact dates are holds for what is in it all the same
        kept = Map(0)
        for name, value in {**source.root, **public}.items():
            if name in specs and specs[name].group == ALWAYS and value is not None:
                kept[name] = self._disclaimer(value) if name == "disclaimer" else value
        for spec, entries in entry_lists(source.root, source.cls):
            if found := self.entries(spec, entries, source.audience, source.disclose, precision):
                kept[spec.name] = found
        if not kept:
            return None
        needed = {name: Quoted(NOTHING) for name, spec in specs.items() if spec.required and name not in kept}
        for name, value in {
            **needed,
            "kind": source.root["kind"],
            "id": source.id,
            "audience": self.innermost,
        }.items():
            kept[name] = value
        return kept

    def entries(self, spec: FieldSpec, entries: Seq, audience: str, disclose: Disclosure, precision: str | None) -> Seq:
        """The entries of a list that may be seen."""
        kept = Seq(0)
        for entry in entries:
            own = entry.get("audience") if isinstance(entry, Map) else None
            own = own or self.names.silent(spec, audience, disclose)
            if own not in self.inside and not self.names.mentions_hidden(spec.model, entry):
                kept.append(
                    self.entry(entry, spec.model, own, disclose, precision) if isinstance(entry, Map) else entry
                )
        return kept

    def entry(self, node: Map, cls: Any, audience: str, disclose: Disclosure, precision: str | None) -> Map:
        """An entry or a document that may be seen, without the fields, words, dates and ids that may not."""
        disclose = {**disclose, **(node.get("disclose") or {})}
        public = node.get("public") or {}
        precision = public.get("date_precision") or precision
        groups = {group for name, opened in disclose.items() if name not in self.inside for group in opened}
        words = {name: value for name, value in public.items() if name != "date_precision" and value is not None}
        betrayed = {name for word in words for name in BETRAYED_BY.get(word, ())} - words.keys()
        kept = Map(0)
        for name, spec in fields_of(cls).items():
            value = node.get(name)
            if name in DOOR_FIELDS or name in betrayed or (value is None and name not in words):
                continue
            if name in words:
                value = self.text(spec, words[name], precision)
            elif isinstance(value, Seq) and spec.model and issubclass(spec.model, Entry):
                value = self.entries(spec, value, audience, disclose, precision)
            elif spec.group not in (OPEN, ALWAYS, *groups):
                continue
            else:
                value = self.value(spec, value, cls.type_name, groups, precision)
            if value is not None:
                kept[name] = value
        kept["audience"] = self.audience
        if precision:
            kept["public"] = Map(0)
            kept["public"]["date_precision"] = precision
        return kept

    def value(self, spec: FieldSpec, value: Any, owner: str, groups: set[str], precision: str | None) -> Any:
        """One field's value, or None where nothing of it is left."""
        if spec.name == "disclaimer":
            return self._disclaimer(value)
        if spec.group == ALWAYS:
            return value
        if isinstance(value, Seq):
            return _seq(
                kept for one in value if (kept := self.value(spec, one, owner, groups, precision)) is not None
            )  # fmt: skip
        if isinstance(value, Map) and spec.model:
            return self.part(value, spec.model, owner, groups, precision)
        if isinstance(value, Map):
            return value
        if spec.ref and self.names.hides(spec.ref.type, value, owner):
            return None
        return self.text(spec, value, precision)

    def part(self, node: Map, cls: type[BaseModel], owner: str, groups: set[str], precision: str | None) -> Map | None:
        """A mapping inside an entry; it goes when what it cannot be without is not to be seen."""
        kept = Map(0)
        for name, spec in fields_of(cls).items():
            value = node.get(name)
            if value is None or spec.group not in (OPEN, ALWAYS, *groups):
                continue
            value = self.value(spec, value, owner, groups, precision)
            if value is not None:
                kept[name] = value
            elif spec.required:
                return None
        return kept

    def text(self, spec: FieldSpec, value: Any, precision: str | None) -> Any:
        """A scalar, a date no more exact than it may be. Links in a text to what is gone lead nowhere by themselves."""
        if spec.is_date and precision:
            if spec.is_day and precision != "day":
                return None
            moment = spec.is_instant
            found = coarse_moment(value, precision) if moment else coarse(value, precision, self.fiscal_year_start)
            return "later" if found is None and spec.required else found
        return value

    def _disclaimer(self, texts: Map) -> Map:
        kept = Map(0)
        kept.update({name: text for name, text in texts.items() if name == self.audience})
        return kept


def _seq(values: Any) -> Seq:
    found = Seq(0)
    found.extend(values)
    return found
