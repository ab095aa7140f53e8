"""A scrambled copy of the data: everything that one audience may not see is changed, and nothing else.

The site behind the audience filter must be the same for such a copy as for the source, byte for byte. So the copy
differs in as much as possible: titles, texts, ids, money, dates and numbers; other files, in another order; hidden
entries deleted and added. Like the redacted copy it is made from raw trees and declarations alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from milepost.graph.loader import FOLDER_FILE, RawFile
from milepost.kinds.registry import KINDS
from milepost.leak_check.raw_documents import Disclosure, RawSource, sources
from milepost.leak_check.redacted_names import DeclaredNames, entry_lists, type_of
from milepost.leak_check.scrambled_entries import EntryContext, ScrambledEntries
from milepost.leak_check.yaml_writer import emit
from milepost.schema.base import ALWAYS
from milepost.schema.fields import FieldSpec, fields_of
from milepost.yaml.nodes import Map, Seq

SINGLE = "portfolio"  # the kind with at most one file


def scramble(
    files: list[RawFile], audiences: tuple[str, ...], audience: str, as_of: date | None = None, seed: int = 0
) -> dict[str, str]:
    """Path → YAML of a whole copy of the files, which must have been read without errors, for one audience.

    The copy can be read without errors, too, but may violate rules. The same seed gives the same copy.
    """
    return _Scramble(files, audiences, audience, as_of, seed).files()


class _Scramble:
    def __init__(
        self, files: list[RawFile], audiences: tuple[str, ...], audience: str, as_of: date | None, seed: int
    ) -> None:
        self.rng = random.Random(seed)
        self.audiences = audiences
        self.narrower = audiences[audiences.index(audience) + 1 :]
        self.sources = list(sources(files, audiences[-1], as_of))
        self.names = DeclaredNames(self.sources, audiences, audience)
        self.changed = ScrambledEntries(self.names, audience, self.rng)
        self.values, self.other_names = self.changed.values, self.changed.other_names
        self.folder_files = {one.relative: one.root for one in files if one.relative.rpartition("/")[2] == FOLDER_FILE}

    def files(self) -> dict[str, str]:
        found = {path: emit(root) for path, root in self.folder_files.items() if root is not None}
        roots = {source.path: self._visible_document(source) for source in self.sources if self._is_visible(source)}
        hidden = [source for source in self.sources if not self._is_visible(source)]
        self.rng.shuffle(hidden)
        for kind in sorted(KINDS):
            own = [source for source in hidden if source.root["kind"] == kind]
            for root in self._hidden_documents(kind, own):
                roots[self._path()] = root
        self._list_the_same_types(roots)
        return found | {path: emit(root) for path, root in roots.items()}

    def _is_visible(self, source: RawSource) -> bool:
        return source.audience not in self.narrower

    def _path(self) -> str:
        """A random path; its folder has no audience of its own."""
        folder = self.rng.choice(("", "0/", "zzz/"))
        return f"{folder}{self.values.token()}.yml"

    def _visible_document(self, source: RawSource) -> Map:
        self.names.enter(source)
        around = EntryContext(source.audience, source.disclose, None, frozenset(), source.id.lower())
        return self.changed.visible(
            source.root, source.cls, around, source.id.lower() if source.cls.owns_entries else ""
        )

    def _hidden_documents(self, kind: str, hidden: list[RawSource]) -> Iterator[Map]:
        """Scrambled versions of the hidden documents of a kind."""
        if kind == SINGLE:
            yield from (self._hidden_head(source) for source in hidden)
        elif KINDS[kind].owns_entries:
            for source in hidden:
                if self.rng.random() < 0.8:
                    yield self._hidden_whole(source)
        else:
            yield from self._divided(kind, hidden)

    def _hidden_head(self, source: RawSource) -> Map:
        """A hidden portfolio document: its public fields and visible entries stay."""
        specs, public = fields_of(source.cls), source.root.get("public") or Map(0)
        root = self._own_fields(source)
        for name, value in source.root.items():
            if name in specs and specs[name].group == ALWAYS and public.get(name) is None:
                root[name] = self.changed.disclaimer(value) if name == "disclaimer" else value
        if public:
            shown = {name for name in public if name in specs and specs[name].group == ALWAYS}
            root["public"] = self.changed.words(source.cls, public, shown)
        for spec, found in self._entries_of(source):
            root[spec.name] = found
        return root

    def _hidden_whole(self, source: RawSource) -> Map:
        self.names.enter(source)
        root = self.changed.hidden(source.root, source.cls, source.id.lower(), source.id.lower())
        root["id"] = self.other_names.new(source.cls.type_name, source.id.lower())
        return self._closed(root, source.root.get("audience") or source.audience)

    def _divided(self, kind: str, hidden: list[RawSource]) -> Iterator[Map]:
        """Scrambled hidden documents, with their entries divided among another number of documents."""
        more = self.rng.randint(0, 2)
        roots = [self._own_fields(source) for source in hidden]
        for _ in range(more if hidden or kind == "roadmap" else 0):
            root = Map(0)
            root.update({name: self.values.words() for name, spec in fields_of(KINDS[kind]).items() if spec.required})
            root.update(kind=kind, id=self.values.token())
            roots.append(self._closed(root, self.rng.choice(self.narrower)))
        for source, home in zip(hidden, roots, strict=False):
            for spec, found in self._entries_of(source):
                for entry in found:
                    # Horizons with the same id are allowed in two documents, but not in one.
                    root = home if type_of(spec) == "horizon" else self.rng.choice(roots)
                    root.setdefault(spec.name, Seq(0)).append(entry)
        if kind == "roadmap" and roots:
            self.rng.choice(roots).setdefault("items", Seq(0)).append(self._new_item())
        yield from roots

    def _new_item(self) -> Map:
        item = Map(0)
        item.update(id=self.values.token(), title=self.values.words(), status="planned", start=self.values.day())
        return item

    def _own_fields(self, source: RawSource) -> Map:
        """A hidden document with other values, and without its entries."""
        lists = {spec.name for spec, _ in entry_lists(source.root, source.cls)}
        self.names.enter(source)
        node = Map(0)
        node.update((name, value) for name, value in source.root.items() if name not in lists)
        root = self.changed.hidden(node, source.cls, source.id.lower(), "")
        root.pop("public", None)
        root["id"] = self.other_names.new(source.cls.type_name, source.id.lower())
        return self._closed(root, self.rng.choice(self.narrower))

    def _closed(self, root: Map, audience: str) -> Map:
        """A document with an explicit audience that discloses nothing of its own."""
        root["audience"] = audience
        root["disclose"] = self._disclosed({})
        return root

    def _disclosed(self, disclose: Disclosure) -> Map:
        """What is disclosed, stated for every audience, so that it holds in any document and folder."""
        found = Map(0)
        for name in self.audiences:
            found[name] = Seq(0)
            found[name].extend(disclose.get(name, ()))
        return found

    def _entries_of(self, source: RawSource) -> Iterator[tuple[FieldSpec, Seq]]:
        """The entries of a hidden document, each with what it inherited from the document."""
        self.names.enter(source)
        public = source.root.get("public") or {}
        precision = public.get("date_precision")
        around = EntryContext(source.audience, source.disclose, precision, frozenset(), source.id.lower())
        for spec, entries in entry_lists(source.root, source.cls):
            found = self.changed.entries(spec, entries, around)
            for entry in found:
                if not isinstance(entry, Map) or entry.get("audience") in (None, *self.narrower):
                    continue
                entry["disclose"] = self._disclosed({**source.disclose, **(entry.get("disclose") or {})})
                if precision and not (entry.get("public") or {}).get("date_precision"):
                    words = Map(0)
                    words.update({**(entry.get("public") or {}), "date_precision": precision})
                    entry["public"] = words
            yield spec, found

    def _list_the_same_types(self, roots: dict[str, Map]) -> None:
        """Whether any entries of a type are listed is public: a list that lost all of them stays, empty."""
        listed = {type_of(spec) for root in roots.values() for spec, _ in entry_lists(root, KINDS[root["kind"]])}
        for source in (one for one in self.sources if not one.cls.owns_entries):
            for spec, _ in entry_lists(source.root, source.cls):
                if type_of(spec) not in listed:
                    listed.add(type_of(spec))
                    root = self._own_fields(source)
                    root["id"] = self.values.token()
                    root[spec.name] = Seq(0)
                    roots[self._path()] = root
