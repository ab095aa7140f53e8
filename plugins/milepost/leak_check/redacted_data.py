"""The redacted copy of a data folder: its raw documents without anything that one audience may not see.

The leak check compares the site built from it with the site behind the audience filter, so it shares no code with the
filter: it works on the trees of YAML files, before they are models, and reads only their declarations. Its files reveal
nothing about the original ones: neutral names, and one file for each visible entry of a hidden document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from pydantic import BaseModel

from milepost.graph.loader import RawFile
from milepost.kinds.registry import KINDS
from milepost.leak_check.date_coarsening import coarse, coarse_moment
from milepost.leak_check.raw_documents import Disclosure, RawSource, expanded, sources
from milepost.leak_check.redacted_names import DeclaredNames, entry_lists
from milepost.leak_check.yaml_writer import emit
from milepost.schema.base import ALWAYS, GROUPS, OPEN, Document, Entry
from milepost.schema.fields import FieldSpec, fields_of
from milepost.yaml.nodes import Map, Quoted, Seq

NOTHING = "-"
NOT_COPIED = ("audience", "disclose", "public", "embargo_until")  # settings; the copy has its own
SINGLE = "portfolio"  # the kind with at most one file


@dataclass(frozen=True, slots=True)
class _EntryContext:
    """The context of an entry: its audience, what is disclosed, how exact dates are, which values are overridden."""

    audience: str
    disclose: Disclosure
    precision: str | None
    replaced: frozenset[str] = frozenset()


class RedactedData:
    """What one audience may see of the files of a data folder, which must have been read without errors.

    With `keep_paths`, for a site with a public source, visible documents keep the paths that links lead to.
    """

    def __init__(
        self,
        files: list[RawFile],
        audiences: tuple[str, ...],
        audience: str,
        as_of: date | None = None,
        *,
        keep_paths: bool = False,
    ) -> None:
        self.audience = audience
        self.audiences = audiences
        self.innermost = audiences[-1]
        self.narrower = audiences[audiences.index(audience) + 1 :]
        self.keep_paths = keep_paths
        self.fiscal_year_start = 1
        self.sources = list(sources(files, self.innermost, as_of))
        self.names = DeclaredNames(self.sources, audiences, audience)
        for source in self.sources:
            if source.root.get("fiscal_year_start") and source.root["kind"] == "portfolio":
                self.fiscal_year_start = int(source.root["fiscal_year_start"])

    def documents(self) -> dict[str, str]:
        """Path → YAML: visible documents in their order, then visible entries of hidden ones, by content."""
        visible = [source for source in self.sources if source.audience not in self.narrower]
        rest = self._hidden_documents([source for source in self.sources if source.audience in self.narrower])
        found = {source.path: emit(self._visible_document(source)) for source in visible}
        ids = {source.id.lower() for source in visible}
        width = max(4, len(str(2 * len(found) + len(ids) + len(rest))))  # so that file names sort by number
        numbers = (f"{number:0{width}}" for number in count(1))
        free = (name for name in numbers if name not in ids and f"{name}.yml" not in found)
        documents: dict[str, str] = {}
        for path, text in found.items():
            documents[path if self.keep_paths else f"{next(free)}.yml"] = text
        for root in rest:
            root["id"] = next(free)
            documents[f"{root['id']}.yml"] = emit(root)
        return documents

    def _visible_document(self, source: RawSource) -> Map:
        self.names.enter(source)
        around = _EntryContext(source.audience, source.disclose, None)
        kept = self.entry(source.root, source.cls, around)
        kept["id"] = source.id  # also if it was derived from the file name
        return self._opened(kept)

    def _opened(self, root: Map) -> Map:
        """Disclose everything that is left."""
        root["disclose"] = Map(0)
        root["disclose"][self.audience] = _seq(GROUPS)
        return root

    def _hidden_documents(self, hidden: list[RawSource]) -> list[Map]:
        """The visible parts of hidden documents, one entry per document, sorted by content.

        The number of hidden documents, their names, and which entries they hold must leave no trace.
        """
        heads: dict[str, Map] = {}
        entries: list[tuple[str, str, Any]] = []
        for source in hidden:
            self.names.enter(source)
            if head := self._always(source):
                heads[source.root["kind"]] = head
            entries += ((source.root["kind"], name, entry) for name, entry in self._visible_entries(source))
        entries.sort(key=_by_content)
        roots: list[Map] = []
        for kind in sorted({*heads, *(kind for kind, _, _ in entries)}):
            own = [(name, entry) for found, name, entry in entries if found == kind]
            if kind == SINGLE:
                root = self._hidden_root(KINDS[kind], heads.get(kind, Map(0)))
                for name, entry in own:
                    root.setdefault(name, Seq(0)).append(entry)
                roots.append(root)
                continue
            for name, entry in own:
                root = self._hidden_root(KINDS[kind], Map(0))
                root[name] = _seq((entry,))
                roots.append(root)
        return roots

    def _always(self, source: RawSource) -> Map:
        """The fields of a document that every audience sees."""
        specs = fields_of(source.cls)
        kept = Map(0)
        for name, value in {**source.root, **(source.root.get("public") or {})}.items():
            if name in specs and specs[name].group == ALWAYS and value is not None:
                kept[name] = self._disclaimer(value) if name == "disclaimer" else value
        return kept

    def _visible_entries(self, source: RawSource) -> Iterator[tuple[str, Any]]:
        if source.cls.owns_entries:
            return
        public = source.root.get("public") or {}
        precision = public.get("date_precision")  # date precision also applies to entries of a hidden document
        around = _EntryContext(source.audience, source.disclose, precision, _replaced(source.root, source.cls))
        for spec, entries in entry_lists(source.root, source.cls):
            for entry in self.entries(spec, entries, around):
                yield spec.name, entry

    def _hidden_root(self, cls: type[Document], kept: Map) -> Map:
        for name, spec in fields_of(cls).items():
            if spec.required and name not in kept:
                kept[name] = Quoted(NOTHING)
        kept["kind"] = cls.type_name
        kept["audience"] = self.innermost
        return self._opened(kept)

    def entries(self, spec: FieldSpec, entries: Seq, around: _EntryContext) -> Seq:
        """The visible entries of a list."""
        kept = Seq(0)
        inside = around.replaced if spec.reveals is None else around.replaced & spec.reveals
        for entry in entries:
            own = entry.get("audience") if isinstance(entry, Map) else None
            own = own or self.names.silent(spec, around.audience, around.disclose)
            if own not in self.narrower and not self.names.mentions_hidden(spec.model, entry):
                here = replace(around, audience=own, replaced=inside)
                kept.append(self.entry(entry, spec.model, here) if isinstance(entry, Map) else entry)
        return kept

    def entry(self, node: Map, cls: Any, around: _EntryContext) -> Map:
        """A visible entry or document, without the fields, texts, dates and ids that are hidden."""
        public = node.get("public") or {}
        here = replace(
            around,
            disclose={**around.disclose, **(node.get("disclose") or {})},
            precision=public.get("date_precision") or around.precision,
            replaced=around.replaced | _replaced(node, cls),
        )
        groups = {group for name, opened in here.disclose.items() if name not in self.narrower for group in opened}
        words = {name: value for name, value in public.items() if name != "date_precision" and value is not None}
        kept = Map(0)
        for name, spec in fields_of(cls).items():
            value = node.get(name)
            if name in NOT_COPIED or (value is None and name not in words):
                continue
            if name in words:
                value = self.text(spec, words[name], here.precision)
            elif isinstance(value, Seq) and spec.model and issubclass(spec.model, Entry):
                value = self.entries(spec, value, here)
            elif spec.group not in (OPEN, ALWAYS, *groups):
                continue
            else:
                value = self.value(spec, value, cls.type_name, groups, here)
            if value is not None and value != []:  # an empty list would reveal that it had entries
                kept[name] = value
        kept["audience"] = self.audience
        if here.precision:
            kept["public"] = Map(0)
            kept["public"]["date_precision"] = here.precision
        return kept

    def value(self, spec: FieldSpec, value: Any, owner: str, groups: set[str], around: _EntryContext) -> Any:
        """A field's value, or None if nothing of it is visible."""
        if spec.name == "disclaimer":
            return self._disclaimer(value)
        if spec.group == ALWAYS:
            return value
        if _could_reveal(spec, around.replaced):
            return "later" if spec.required and spec.is_date else None
        if isinstance(value, Seq):
            return _seq(
                kept for one in value if (kept := self.value(spec, one, owner, groups, around)) is not None
            )  # fmt: skip
        value = expanded(spec, value)
        if isinstance(value, Map) and spec.model:
            inside = around.replaced if spec.reveals is None else around.replaced & spec.reveals
            return self.part(value, spec.model, owner, groups, replace(around, replaced=inside))
        if isinstance(value, Map):
            return value
        if spec.ref and not self.names.shows(spec.ref, value, owner):
            return None
        return self.text(spec, value, around.precision)

    def part(self, node: Map, cls: type[BaseModel], owner: str, groups: set[str], around: _EntryContext) -> Map | None:
        """A mapping within an entry; None if a required field of it is hidden."""
        kept = Map(0)
        for name, spec in fields_of(cls).items():
            value = node.get(name)
            if value is None or spec.group not in (OPEN, ALWAYS, *groups):
                continue
            value = self.value(spec, value, owner, groups, around)
            if value is not None and value != []:
                kept[name] = value
            elif spec.required:
                return None
        return kept or None

    def text(self, spec: FieldSpec, value: Any, precision: str | None) -> Any:
        """A scalar; a date is coarsened to what is visible. Links to hidden entries stay, without a target."""
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


def _replaced(node: Map, cls: Any) -> frozenset[str]:
    """The dates, states and other values that an entry's `public:` overrides."""
    specs, words = fields_of(cls), node.get("public") or {}
    named = (name for name, value in words.items() if value is not None and name in specs)
    return frozenset(name for name in named if specs[name].measures not in (None, "reason"))


def _could_reveal(spec: FieldSpec, replaced: frozenset[str]) -> bool:
    """Whether a field could reveal the original of an overridden value: true unless declared otherwise."""
    if spec.reveals is not None:
        return not replaced.isdisjoint(spec.reveals) and (spec.measures is not None or spec.model is None)
    return bool(replaced) and spec.measures is not None


def _by_content(found: tuple[str, str, Any]) -> tuple[str, str, bool, str, str]:
    kind, name, entry = found
    id = str(entry.get("id") or "") if isinstance(entry, Map) else ""
    return kind, name, not id, id.lower(), emit(entry)


def _seq(values: Any) -> Seq:
    found = Seq(0)
    found.extend(values)
    return found
