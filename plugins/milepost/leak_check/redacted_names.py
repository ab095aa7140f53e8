"""The ids that raw documents declare, and whether one audience may see them; independent of the audience filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from milepost.kinds.registry import entry_types
from milepost.leak_check.raw_documents import Disclosure, RawSource
from milepost.schema.base import ALWAYS, OPEN, Entry
from milepost.schema.fields import FieldSpec, fields_of
from milepost.schema.types import RefTo
from milepost.yaml.nodes import Map, Seq


class DeclaredNames:
    """Every id of the sources, by type and key. `document` is the document being read, `project` its project."""

    def __init__(self, sources: Iterable[RawSource], audiences: tuple[str, ...], audience: str) -> None:
        self.audiences = audiences
        self.narrower = audiences[audiences.index(audience) + 1 :]
        self.document = self.project = ""
        self.declared: dict[tuple[str, str], bool] = {}
        self.listed: set[str] = set()  # types with a list in some document, even an empty one
        # Ids that any document may use, by type: predefined ones and declared ones.
        self.shared = {type: set(cls.declares.known) for type, cls in entry_types().items() if cls.declares.shared}
        self.mentions: set[tuple[str, str]] = set()
        for source in sources:
            seen, name = source.audience not in self.narrower, source.id.lower()
            self.declared[source.cls.type_name, name] = seen
            self.listed |= {type_of(spec) for spec, _ in entry_lists(source.root, source.cls)}
            parent = name if source.cls.owns_entries else ""
            self._declare(source.root, source.cls, source.audience, source.disclose, name, parent, seen)

    def enter(self, source: RawSource) -> None:
        """Read references as those of a document from now on."""
        self.document = source.id.lower()
        self.project = str(source.root.get("project") or "").lower()

    def _declare(
        self, node: Map, cls: Any, audience: str, disclose: Disclosure, document: str, parent: str, seen: bool
    ) -> None:
        """Record every entry that has an id, and whether it is visible."""
        for spec, entries in entry_lists(node, cls):
            model: Any = spec.model
            for index, entry in enumerate(entries):
                fields = entry if isinstance(entry, Map) else {"id": entry}
                own = fields.get("audience") or self.silent(spec, audience, disclose)
                visible = own not in self.narrower and (seen or not parent)
                around = parent or (document if model.declares.of_document else "")
                key = (f"{around}/" if around else "") + str(fields.get("id") or f"#{index}").lower()
                if fields.get("id") and not (model.mention_field and not isinstance(entry, Map)):
                    self.declared[model.type_name, key] = visible
                    if model.declares.shared and visible:
                        self.shared[model.type_name].add(key.rpartition("/")[2])
                    if model.mention_field and fields.get(model.mention_field):
                        self.mentions.add((model.type_name, key))
                if isinstance(entry, Map):
                    opened = {**disclose, **(entry.get("disclose") or {})}
                    self._declare(entry, model, own, opened, document, key, visible)

    def silent(self, spec: FieldSpec, audience: str, disclose: Disclosure) -> str:
        """The audience of an entry without one: in a list of a closed group, the audiences it is disclosed to."""
        if spec.group in (OPEN, ALWAYS):
            return audience
        opened = [name for name in self.audiences if spec.group in disclose.get(name, [])] or [self.audiences[-1]]
        return max(audience, opened[0], key=self.audiences.index)

    def mentions_hidden(self, cls: Any, entry: Any) -> bool:
        """Whether an entry merely references another that is hidden, missing, or a reference itself."""
        if not cls.mention_field:
            return False
        ref = entry.get(cls.mention_field) if isinstance(entry, Map) else entry
        if ref is None:
            return False
        keys = [key for key in self.keys(cls.type_name, str(ref)) if key in self.declared]
        return not keys or keys[0] in self.mentions or not self.declared[keys[0]]

    def keys(self, type: str, ref: str) -> list[tuple[str, str]]:
        """The keys that an id may refer to, the nearest first."""
        name = ref.strip().lower()
        cls = entry_types().get(type)
        scopes = filter(None, (self.document, self.project))
        near = [(type, f"{scope}/{name}") for scope in scopes] if cls and cls.declares.of_document else []
        return [*near, (type, name)]

    def shows(self, ref: RefTo, name: str, owner: str) -> bool:
        """Whether an id or name in a field may be shown: its entity is visible, or no such list exists at all."""
        type, name = ref.type, str(name)
        if ref.prose and " " in name.strip():
            return True
        if type in self.shared:
            return name.strip().lower() in self.shared[type]
        if type == "related":
            kind, _, name = name.rpartition(":")
            type = kind or owner
        found = next((self.declared[key] for key in self.keys(type, name) if key in self.declared), None)
        return found if found is not None else not ref.strict and type not in self.listed


def type_of(spec: FieldSpec) -> str:
    """The type of the entries in a list."""
    return spec.model.type_name if spec.model and issubclass(spec.model, Entry) else ""


def entry_lists(node: Map, cls: type[BaseModel]) -> Iterator[tuple[FieldSpec, Seq]]:
    """The lists of entries in a mapping."""
    for name, spec in fields_of(cls).items():
        if spec.many and spec.model and issubclass(spec.model, Entry) and isinstance(node.get(name), Seq):
            yield spec, node[name]
