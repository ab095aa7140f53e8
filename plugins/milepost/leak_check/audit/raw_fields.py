"""Every string of a data folder, and whether one audience may see it, by the field table alone.

It works on the trees of YAML files. The audience is that of the nearest `audience:` (entry, parent entries, document,
`_audience.yml`), else the most restricted. A field of a group needs `disclose:`; `public:` overrides values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from milepost.graph.loader import FOLDER_FILE, RawFile
from milepost.leak_check.audit.field_table import DECLARING, FIELDS, HOLDING, KINDS, WRITTEN_AS_TEXT
from milepost.problem import Place
from milepost.yaml.nodes import Map, Seq

Disclosure = Mapping[str, Any]
_DATED = ("date", "moment")


class Visibility(Enum):
    """Whether an audience sees a string.

    UNSURE: other rules may hide it, so it counts neither as public nor as private.
    """

    PUBLIC = "public"
    PRIVATE = "private"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class RawString:
    """A string of a data folder. `what` is its type in the field table.

    `field_visible`: the audience sees the field, possibly with another value. `names` is the type of entity that a name
    belongs to, for types that are declared in lists.
    """

    text: str
    what: str
    visibility: Visibility
    field_visible: bool
    place: Place
    field: str
    currency: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class _EntryContext:
    """The context of an entry: `ceiling` is the broadest audience that its content can have, None for no limit."""

    file: RawFile
    audience: str
    ceiling: str | None
    disclose: Disclosure
    precision: str | None
    visible: bool
    cls: str
    overridden: bool = False
    currency: str = ""


class RawFields:
    """Reads the files of a data folder for one audience."""

    def __init__(
        self, files: list[RawFile], audiences: tuple[str, ...], audience: str, as_of: date | None = None
    ) -> None:
        self.files = files
        self.audiences = audiences
        self.audience = audience
        self.open = frozenset(audiences[: audiences.index(audience) + 1])
        self.as_of = as_of
        self.listed: set[str] = set()
        self.declared: dict[tuple[str, str], bool] = {}
        self.folders = {
            file.relative[: -len(FOLDER_FILE)]: file.root
            for file in files
            if file.relative.rpartition("/")[2] == FOLDER_FILE and isinstance(file.root, Map)
        }

    def strings(self) -> Iterator[RawString]:
        """Every string, in file order."""
        for one in list(self._all()):  # all declarations are known only at the end
            if not one.names or one.visibility is not Visibility.PUBLIC or one.names not in self.listed:
                yield one
            else:
                seen = self.declared.get((one.names, one.text.strip().lower()))
                # A reference to a hidden entry is removed; its name is private where it is declared.
                yield (
                    one if seen else replace(one, visibility=Visibility.PRIVATE if seen is None else Visibility.UNSURE)
                )

    def _all(self) -> Iterator[RawString]:
        for file in self.files:
            if file.relative.rpartition("/")[2] == FOLDER_FILE or not isinstance(file.root, Map):
                continue
            cls = KINDS.get(str(file.root.get("kind")))
            if cls:
                yield from self._document(file, file.root, cls)

    def _document(self, file: RawFile, root: Map, cls: str) -> Iterator[RawString]:
        audience, disclose = self.audiences[-1], dict[str, Any]()
        folder = ""
        for step in ["", *file.relative.split("/")[:-1]]:  # from the top folder down: the nearest wins
            folder += f"{step}/" if step else ""
            words = _mapping(self.folders.get(folder))
            audience = self._known(words.get("audience")) or audience
            disclose = {**disclose, **_mapping(words.get("disclose"))}
        audience = self._known(root.get("audience")) or audience
        if self._waits(root.get("embargo_until")):
            audience = self.audiences[-1]
        disclose |= _mapping(root.get("disclose"))
        visible = audience in self.open
        around = _EntryContext(
            file=file,
            audience=audience,
            ceiling=audience if cls in HOLDING else None,
            disclose=disclose,
            precision=_mapping(root.get("public")).get("date_precision"),
            visible=visible,
            cls=cls,
            currency=str(root.get("currency") or ""),
        )
        if not root.get("id"):
            stem = file.relative.rpartition("/")[2].rpartition(".")[0]
            visibility = Visibility.PUBLIC if visible else Visibility.PRIVATE
            yield RawString(stem, "file", visibility, False, Place(file.source.path), "file name")
        yield from self._fields(root, around)

    def _known(self, name: Any) -> str | None:
        """A declared audience; an unknown name counts as the most restricted."""
        if name is None:
            return None
        return str(name) if str(name) in self.audiences else self.audiences[-1]

    def _waits(self, until: Any) -> bool:
        return until is not None and (self.as_of is None or self.as_of.isoformat() < str(until).strip())

    def _fields(self, node: Map, around: _EntryContext) -> Iterator[RawString]:
        """The fields of a document or entry, and of the mappings and entries in it."""
        words = _mapping(node.get("public"))
        groups = {
            group
            for name, opened in around.disclose.items()
            if name in self.open and isinstance(opened, Seq)
            for group in opened
        }
        replaced = {name for name, value in words.items() if name != "date_precision" and value is not None}
        table = FIELDS[around.cls]
        telling = any(name in ("status", "health") or table.get(name) in _DATED for name in replaced)
        around = replace(around, overridden=around.overridden or telling)
        for name, value in node.items():
            what, _, group = table.get(name, "setting").partition(" @")
            if value is None or what == "setting":
                continue
            if what.startswith("> "):
                yield from self._nested(what[2:], name, value, group, node, around)
                continue
            shown = group == "always" or (around.visible and (not group or group in groups))
            visibility = Visibility.PUBLIC if shown else Visibility.PRIVATE
            if shown and name in replaced:
                visibility = Visibility.PRIVATE
            elif shown and around.overridden and (what in _DATED or group not in ("", "always")):
                visibility = Visibility.UNSURE
            yield from self._values(value, what, visibility, around, node.value_at(name), name, field_visible=shown)
        public = node.get("public")
        if not isinstance(public, Map):
            return
        for name in replaced:
            what, _, group = table.get(name, "setting").partition(" @")
            shown = around.visible or group == "always"
            visibility = Visibility.PUBLIC if shown else Visibility.PRIVATE
            yield from self._values(
                public[name], what, visibility, around, public.value_at(name), name, field_visible=shown
            )

    def _nested(
        self, cls: str, name: str, value: Any, group: str, node: Map, around: _EntryContext
    ) -> Iterator[RawString]:
        """Entries of a list, or a mapping with the audience of its entry."""
        nodes = (
            list(zip(value, value.values_at, strict=False))
            if isinstance(value, Seq)
            else [(value, node.value_at(name))]
        )
        opened = [one for one in self.audiences if group in _listed(around.disclose.get(one))]
        declares = DECLARING.get(cls, "")
        self.listed.add(declares)
        for one, at in nodes:
            entry = one if isinstance(one, Map) else Map(at)
            if not isinstance(one, Map) and one is not None and cls in WRITTEN_AS_TEXT:
                entry[WRITTEN_AS_TEXT[cls]] = one
            if "audience" in FIELDS[cls]:
                inner = self._entry(entry, cls, group, opened, around)
                if declares:
                    self.declared[declares, str(entry.get("id")).strip().lower()] = inner.visible
            else:
                shown = around.visible and (group in ("", "always") or bool(opened and opened[0] in self.open))
                inner = replace(around, cls=cls, visible=shown)
            yield from self._fields(entry, inner)

    def _entry(self, entry: Map, cls: str, group: str, opened: list[str], around: _EntryContext) -> _EntryContext:
        named = self._known(entry.get("audience"))
        silent = around.audience
        if group and group != "always":
            silent = max(silent, opened[0] if opened else self.audiences[-1], key=self.audiences.index)
        audience = named or silent
        if around.ceiling:
            audience = max(audience, around.ceiling, key=self.audiences.index)
        return replace(
            around,
            cls=cls,
            audience=audience,
            ceiling=audience,
            visible=audience in self.open,
            disclose={**around.disclose, **_mapping(entry.get("disclose"))},
            precision=_mapping(entry.get("public")).get("date_precision") or around.precision,
        )

    def _values(
        self,
        value: Any,
        what: str,
        visibility: Visibility,
        around: _EntryContext,
        at: int,
        field: str,
        *,
        field_visible: bool,
    ) -> Iterator[RawString]:
        """The strings of a field's value."""
        if isinstance(value, Seq):
            for one, place in zip(value, value.values_at, strict=False):
                yield from self._values(one, what, visibility, around, place, field, field_visible=field_visible)
        elif isinstance(value, Map):
            for name in value:
                inner, seen = what, visibility
                if what == "disclaimer":
                    inner, seen = "text", Visibility.PUBLIC if name == self.audience else Visibility.PRIVATE
                elif what == "labels":
                    inner = "labels" if isinstance(value[name], Map) else "text"
                yield from self._values(
                    value[name], inner, seen, around, value.value_at(name), field, field_visible=field_visible
                )
        elif value is not None:
            if visibility is Visibility.PUBLIC and what in _DATED and _too_exact(str(value), what, around.precision):
                visibility = Visibility.PRIVATE
            if what == "line":
                what = "text" if " " in str(value).strip() else "reference"
            where = around.file.source.place(at)
            what, _, names = what.partition(":")
            yield RawString(
                str(value), what, visibility, field_visible, where, f"{around.cls}.{field}", around.currency, names
            )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Seq) else []


def _too_exact(text: str, what: str, precision: str | None) -> bool:
    """Whether a day or timestamp is more exact than an audience may see it."""
    if not precision:
        return False
    text = text.strip().lstrip("~")
    day = len(text) == 10 and text[4:5] == text[7:8] == "-" and text[8:].isdigit()
    if what == "moment":
        return len(text) > 10 or (day and precision != "day")
    return day and precision != "day"
