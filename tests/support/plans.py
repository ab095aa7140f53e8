"""Portfolios that are half public and half private, as files, made of the declarations of all kinds.

A plan has one public half, and is written out with any private half: hidden documents, entries, fields, references and
words, which may be anything and lie anywhere. What the public sees may depend on the public half alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel
from tests.support import declared
from tests.support.declared import Fields, classes, entry_lists
from tests.support.fields import STEERS
from tests.support.revealing import every_path, gone, is_measured

from milepost.kinds.registry import KINDS
from milepost.schema.base import GROUPS, OPEN, Document, Entry
from milepost.schema.fields import FieldSpec, fields_of, replaceable

LISTS = {kind: tuple(entry_lists(cls)) for kind, cls in KINDS.items()}
HOLDING = tuple(kind for kind, cls in KINDS.items() if cls.owns_entries)
# Types of which a name need not be declared, until something of the type is listed.
LOOSE = tuple(
    sorted(
        {
            spec.ref.type
            for _, _, cls in classes()
            for spec in fields_of(cls).values()
            if spec.ref and not spec.ref.strict
        }
    )
)
UNITS = {
    "month": ("2026-09", "2026-09-01", "2026-09-30", "2026-W38"),
    "quarter": ("2026-Q3", "2026-07-14", "2026-09", "2026-07-01/2026-09-30"),
    "year": ("2026", "2026-Q4", "2026-01-01", "2026-H2"),
    "none": (None, "2026-09-14", "later"),
}
MOMENTS = {
    "day": ("2026-09-14", "2026-09-14T12:30Z", "2026-09-14 23:59:59"),
    "month": ("2026-09", "2026-09-14T12:30+05:45", "2026-09-30"),
    "quarter": ("2026-Q3", "2026-07-01T00:00Z", "2026-09"),
    "year": ("2026", "2026-01-01T00:00Z", "2026-H2"),
    "none": (None, "2026-09-14T12:30Z", "later"),
}
PRECISIONS = ("day", "month", "quarter", "year", "none")
TEXTS = ("title", "summary", "description")


def units_of(spec: FieldSpec, precision: str) -> tuple[str | None, ...]:
    """What a date may be where it is told no more exactly than that; all of them look the same from outside."""
    return (MOMENTS if spec.is_instant else UNITS).get(precision, ())


def dates_of(cls: type[BaseModel]) -> dict[str, FieldSpec]:
    """The dates of a class that may be told less exactly."""
    return {
        name: spec
        for name, spec in fields_of(cls).items()
        if spec.is_date and spec.group == OPEN and not spec.is_day and not spec.many
    }


def guarded_of(cls: type[BaseModel]) -> dict[str, dict[str, FieldSpec]]:
    """The fields of a class by the closed group they are in, but for lists of entries."""
    found: dict[str, dict[str, FieldSpec]] = {}
    for name, spec in fields_of(cls).items():
        if spec.group in GROUPS and not declared.is_list(spec):
            found.setdefault(spec.group, {})[name] = spec
    return found


def closed_lists(cls: type[BaseModel]) -> dict[str, str]:
    """The lists of entries of a class that stay inside until their group is disclosed."""
    return {name: spec.group for name, spec in entry_lists(cls).items() if spec.group in GROUPS}


def groups_of(cls: type[BaseModel]) -> tuple[str, ...]:
    return tuple(sorted({*guarded_of(cls), *closed_lists(cls).values(), "notes"}))


def refers_of(cls: type[BaseModel]) -> dict[str, tuple[str, bool, bool]]:
    """Field → what it refers to, whether it is a list, whether a name may be undeclared; of open fields that have no
    need to be written, and not of what names entries of a document."""
    return {
        name: (spec.ref.type if spec.ref.type != "related" else "item", spec.many, not spec.ref.strict)
        for name, spec in fields_of(cls).items()
        if spec.ref
        and spec.group == OPEN
        and not spec.required
        and spec.ref.type not in ("lesson", "postmortem", "action")
        and (spec.ref.type != "related" or cls.type_name == "item")  # type: ignore[attr-defined]
    }


def others_of(cls: type[BaseModel]) -> tuple[str, ...]:
    """What else may be written for everybody: all that is neither a date, a reference nor a list of entries."""
    skipped = {"id", "kind", "title", "product", *STEERS, *dates_of(cls)}
    return tuple(
        name
        for name, spec in fields_of(cls).items()
        if spec.group == OPEN
        and not spec.required
        and not spec.ref
        and name not in skipped
        and not declared.is_list(spec)
    )


def needed_of(cls: type[BaseModel]) -> Fields:
    """What an entry must say, but for its id and title, which are given to it."""
    return {name: found for name, found in declared.needed(cls).items() if name not in ("id", "title")}


def betrayed_by(cls: type[BaseModel], words: Fields) -> list[str]:
    """The own fields of an entry that must go because of what is replaced, by the golden list."""
    replaced = frozenset(name for name in words if is_measured(cls, name) and fields_of(cls)[name].measures != "reason")
    lost = gone(cls, replaced)
    found = {path[0] for path in lost if not declared.is_list(fields_of(cls)[path[0]])}
    # Of a mapping of which something stays, no other value would look the same.
    parts = {name: spec.model for name in found if (spec := fields_of(cls)[name]).model}
    kept = {name for name, model in parts.items() if not every_path(model, (name,)) <= lost}  # type: ignore[arg-type]
    return sorted(found - kept - words.keys())


@dataclass
class Public:
    """A public entry or document: what outsiders see of it, and how."""

    list: str
    cls: type[Entry]
    fields: Fields
    groups: list[str]
    precision: str
    words: Fields  # what `public:` says in place of something private
    inner: list[Public] = field(default_factory=list)


@dataclass
class Plan:
    """The public half: visible documents with their entries, and visible entries of hidden documents.

    `listed`: the loose types of which some document has a list, be it empty; that much is public of what is hidden.
    """

    documents: list[tuple[str, str, Public]]  # path, kind, the document with its entries
    orphans: list[tuple[str, Public]]  # kind, entry
    head: Fields | None  # what is always public of a hidden portfolio
    listed: frozenset[str]


class _Drawn:
    """Draws public entries, and keeps what they declare."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.number = 0
        self.ids: dict[str, list[str]] = {}

    def entry(self, name: str, cls: type[Entry]) -> Public:
        """An entry of a list with what is nested in it, or a document without its lists."""
        draw = self.draw
        self.number += 1
        fields: Fields = {**needed_of(cls), "title": f"T{draw(st.integers(0, 3))}"}
        whole = issubclass(cls, Document)
        if not whole and (cls.needs_id or draw(st.booleans())):
            fields["id"] = f"{draw(st.sampled_from('amzAMZ'))}{self.number}"
            self.ids.setdefault(cls.type_name, []).append(fields["id"])
        groups = draw(st.lists(st.sampled_from(groups_of(cls)), max_size=2, unique=True))
        precision = draw(st.sampled_from(PRECISIONS))
        for group in groups:
            for guarded in guarded_of(cls).get(group, {}):
                if draw(st.booleans()):
                    fields[guarded] = declared.value(cls, guarded)
        if others := others_of(cls):
            for other in draw(st.lists(st.sampled_from(others), max_size=3, unique=True)):
                fields[other] = declared.value(cls, other)
        for date, spec in dates_of(cls).items():
            if spec.required or draw(st.booleans()):
                fields[date] = draw(st.sampled_from(units_of(spec, precision) or ("2026-09-14",)))
                if fields[date] is None:
                    fields[date] = "2026-09-14"
        words = self.words(cls) if draw(st.booleans()) else {}
        lists = {} if whole else entry_lists(cls)
        inner = [
            self.entry(inside, spec.model)  # type: ignore[arg-type]
            for inside, spec in lists.items()
            for _ in range(draw(st.integers(0, 2)))
        ]
        return Public(name, cls, fields, groups, precision, words, inner)

    def words(self, cls: type[Entry]) -> Fields:
        draw = self.draw
        words: Fields = draw(
            st.fixed_dictionaries(
                {}, optional={"title": st.just("W"), "summary": st.just("S"), "description": st.just("")}
            )
        )
        measured = [name for name, _ in replaceable(cls) if is_measured(cls, name)]
        if measured and draw(st.booleans()):
            for name in draw(st.lists(st.sampled_from(measured), min_size=1, max_size=2, unique=True)):
                words[name] = "2026" if name in dates_of(cls) else declared.value(cls, name, 1)
        return words

    def some(self, kind: str, most: int) -> list[Public]:
        found = []
        for _ in range(self.draw(st.integers(0, most)) if LISTS[kind] else 0):
            name = self.draw(st.sampled_from(LISTS[kind]))
            found.append(self.entry(name, fields_of(KINDS[kind])[name].model))  # type: ignore[arg-type]
        return found


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any public half."""
    drawn = _Drawn(draw)
    documents: list[tuple[str, str, Public]] = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(tuple(kind for kind in KINDS if kind != "portfolio")))
        whole = drawn.entry("", KINDS[kind])
        whole.fields.pop("from", None)
        if KINDS[kind].id_of:  # else two of the same project and period would have the same
            whole.fields["id"] = f"m{number}"
        whole.inner = drawn.some(kind, 5)
        if kind == "handover":
            whole.inner += _mention(draw, documents)
        documents.append((f"m{number}.yml", kind, whole))
    head: Fields | None = None
    shown = draw(st.sampled_from(("visible", "hidden", "none")))
    always = {
        "title": "Ferry",
        "timezone": "Europe/Lisbon",
        "labels": {"stage": {"beta": {"title": "Beta"}}},
        "disclaimer": {"public": "P"},
    }
    if shown == "visible":
        portfolio = Public(
            "", KINDS["portfolio"], {**always, "summary": "S"}, [], "day", {}, drawn.some("portfolio", 3)
        )
        documents.append(("m9.yml", "portfolio", portfolio))
    elif shown == "hidden":
        head = always
    kinds = ("roadmap", "strategy", *(("portfolio",) if head else ()))
    orphans = [(kind, one) for kind in kinds for one in drawn.some(kind, 3)]
    listed = _listed(draw, documents, orphans, has_head=shown != "none")
    everything = [one for _, _, whole in documents for one in (whole, *whole.inner)] + [one for _, one in orphans]
    for one in everything:
        for name, (type, many, loose) in refers_of(one.cls).items():
            # A loose name of a listed type is private, whoever says it.
            free = ["Loose"] if loose and type not in listed else []
            known = drawn.ids.get(type, []) + free + (["next"] if type == "horizon" else [])
            if known and draw(st.integers(0, 3)) == 0:
                chosen = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
                one.fields[name] = chosen if many else chosen[0]
    _refer_to_wholes(draw, documents)
    return Plan(documents, orphans, head, listed)


def complete(kind: str, *, disclosed: bool) -> Plan:
    """A public half with everything in it that a kind may hold, all groups disclosed or none."""
    numbers = iter(range(1000))

    def entry(name: str, cls: type[Entry]) -> Public:
        number = next(numbers)
        fields: Fields = {**needed_of(cls), "title": f"T{number}", **({"id": f"c{number}"} if name else {})}
        fields |= {other: declared.value(cls, other, number) for other in (*others_of(cls), *dates_of(cls))}
        if disclosed:
            fields |= {guarded: declared.value(cls, guarded, number) for guarded in guarded_names(cls)}
        inner = [entry(inside, spec.model) for inside, spec in entry_lists(cls).items()]  # type: ignore[arg-type]
        return Public(name, cls, fields, list(groups_of(cls)) if disclosed else [], "day", {}, inner)

    whole = entry("", KINDS[kind])
    if kind == "portfolio":
        whole.fields |= {"title": "Ferry", "disclaimer": {"public": "P"}}
    listed = frozenset(one.cls.type_name for one in whole.inner) & frozenset(LOOSE)
    return Plan([("m0.yml", kind, whole)], [], None, listed)


def _listed(
    draw: st.DrawFn, documents: list[tuple[str, str, Public]], orphans: list[tuple[str, Public]], *, has_head: bool
) -> frozenset[str]:
    """The loose types that are listed: those of public entries, and some of which there are hidden ones at most."""
    shown = {one.cls.type_name for _, _, whole in documents for one in whole.inner} | {
        one.cls.type_name for _, one in orphans
    }
    kinds = [kind for kind in KINDS if kind != "portfolio" or has_head]
    types = {spec.model.type_name for kind in kinds for spec in entry_lists(KINDS[kind]).values()}  # type: ignore[union-attr]
    maybe = sorted(types & set(LOOSE) - shown)
    return frozenset((shown & set(LOOSE)) | {type for type in maybe if draw(st.booleans())})


def _mention(draw: st.DrawFn, documents: list[tuple[str, str, Public]]) -> list[Public]:
    """What a handover says of an action that is written in a document before it, if anything."""
    shown = [
        f"{path[:-4]}/{one.fields['id']}"
        for path, kind, whole in documents
        for one in whole.inner
        if kind in ("postmortem", "lessons") and one.list == "actions" and "id" in one.fields
    ]
    if not shown or draw(st.booleans()):
        return []
    cls = fields_of(KINDS["handover"])["open_actions"].model
    return [Public("open_actions", cls, {"action": draw(st.sampled_from(shown))}, [], "day", {})]  # type: ignore[arg-type]


def _refer_to_wholes(draw: st.DrawFn, documents: list[tuple[str, str, Public]]) -> None:
    """What public lessons say of each other and of actions, and post-mortems of post-mortems."""
    named = [(path[:-4], one) for path, _, whole in documents for one in whole.inner if "id" in one.fields]
    lessons = [f"{stem}/{one.fields['id']}" for stem, one in named if one.list == "lessons"]
    looks_back = [path[:-4] for path, kind, _ in documents if kind == "postmortem"]
    for path, kind, whole in documents:
        near = [one.fields["id"] for stem, one in named if one.list == "actions" and stem == path[:-4]]
        for one in whole.inner:
            if one.list == "lessons" and lessons and draw(st.booleans()):
                one.fields["superseded_by"] = draw(st.sampled_from(lessons))
            if one.list == "lessons" and near and "actions" in one.groups:
                one.fields["actions"] = near
        if kind == "postmortem" and draw(st.booleans()):
            whole.fields["similar_to"] = looks_back


class _Writer:
    """Writes a plan with a private half that depends on a seed; seed 0 adds as little as there can be."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self.rng = random.Random(seed)
        self.bare = seed == 0
        self.count = 0
        self.has_head = plan.head is not None or any(kind == "portfolio" for _, kind, _ in plan.documents)
        # Hidden entries of every type that may be listed, for public ones to refer to.
        self.hidden = {
            type: [self.name(), self.name()]
            for kind in self.kinds()
            if kind not in HOLDING
            for type in self.types(kind)
        }
        self.undeclared = {type: list(ids) for type, ids in self.hidden.items()}
        self.wholes = {kind: self.name() for kind in HOLDING}

    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if kind != "portfolio" or self.has_head]

    def types(self, kind: str) -> list[str]:
        """The types of which a document may list entries that need an id."""
        models = [spec.model for spec in entry_lists(KINDS[kind]).values()]
        return [one.type_name for one in models if one.needs_id and self.may_list(one)]  # type: ignore[union-attr]

    def may_list(self, cls: Any) -> bool:
        """Whether the private half may list entries of a class: not where their names are free."""
        return cls.type_name not in LOOSE or cls.type_name in self.plan.listed

    def files(self) -> dict[str, Fields]:
        """Path → document."""
        found = {path: self.visible_document(kind, whole) for path, kind, whole in self.plan.documents}
        for kind in KINDS:
            orphans = [one for of, one in self.plan.orphans if of == kind]
            self.rng.shuffle(orphans)
            if kind == "portfolio":
                if self.plan.head is not None:
                    found[self.path()] = self.hidden_document(kind, orphans)
                continue
            if kind in HOLDING:
                found |= {self.path(): self.hidden_whole(kind) for _ in range(2) if self.chance(0.3)}
                if not self.bare:
                    found[self.path()] = self.hidden_whole(kind, self.wholes[kind])
                continue
            while orphans or self.chance(0.3):
                size = len(orphans) if self.bare else self.rng.randint(0, len(orphans))
                found[self.path()] = self.hidden_document(kind, orphans[:size])
                orphans = orphans[size:]
        if not self.bare:
            self.declare_the_rest(found)
            for folder in "anz":
                if self.chance():
                    found[f"{folder}/_audience.yml"] = {"audience": "internal", "disclose": {"public": ["scores"]}}
        self.list_what_is_listed(found)
        return found

    def declare_the_rest(self, found: dict[str, Fields]) -> None:
        """What private references lead to is declared somewhere, some of it; the rest has been deleted since."""
        for kind in self.kinds():
            for name, spec in entry_lists(KINDS[kind]).items():
                cls: Any = spec.model
                for _ in range(len(self.undeclared.get(cls.type_name, ()))):
                    homes = [document for document in found.values() if document.get("kind") == kind]
                    if not homes:
                        homes = [found.setdefault(self.path(), self.hidden_document(kind, []))]
                    if self.undeclared[cls.type_name] and self.chance(0.7):
                        self.rng.choice(homes).setdefault(name, []).append(self.secret(cls, "internal"))

    def list_what_is_listed(self, found: dict[str, Fields]) -> None:
        """A list of every type of which there is said to be one, if only an empty one."""
        for kind in self.kinds():
            for name, spec in entry_lists(KINDS[kind]).items():
                if spec.model.type_name in self.plan.listed and not any(  # type: ignore[union-attr]
                    name in document for document in found.values() if document.get("kind") == kind
                ):
                    homes = [document for document in found.values() if document.get("kind") == kind]
                    home = homes[0] if homes else found.setdefault(self.path(), self.hidden_document(kind, []))
                    home[name] = []

    def visible_document(self, kind: str, whole: Public) -> Fields:
        fields = self.entry_fields(whole)
        if kind == "portfolio" and self.chance():
            fields["disclaimer"] = {**whole.fields["disclaimer"], "internal": self.word()}
        if kind == "postmortem" and self.chance():
            hidden = [self.wholes["postmortem"]]
            fields |= {"embargo_until": "2020-01-01", "similar_to": self.mixed(fields.get("similar_to", []), hidden)}
        if kind != "portfolio" and self.chance():
            fields["related"] = [f"handover:{self.wholes['handover']}", f"lesson:{self.wholes['lessons']}/l"]
        lists = self.lists(kind, whole.inner, "internal", whole.groups)
        return {"kind": kind, "audience": "public", **fields, **lists}

    def entry_fields(self, public: Public) -> Fields:
        """The fields of something visible, with private ones, words, dates and references added."""
        fields: Fields = {**public.fields, **self.dates(public), **self.closed_fields(public)}
        fields |= self.hidden_words(public)
        if public.list != "open_actions" or "action" not in public.fields:
            fields |= self.hidden_references(fields, public.cls)
        if public.list == "lessons":
            fields |= self.of_hidden_wholes(fields, public.groups)
        fields["disclose"] = {"public": public.groups}
        fields["public"] = {**public.words, "date_precision": public.precision}
        return fields

    def hidden_references(self, fields: Fields, cls: type[Entry]) -> Fields:
        """Some of the fields that refer to something, with hidden entries in them, or names that nobody has."""
        found: Fields = {}
        for name, (type, many, _) in refers_of(cls).items():
            if type in self.hidden and self.chance(0.3) and (many or name not in fields):
                secret = self.rng.sample(self.hidden[type], self.rng.randint(1, 2))
                found[name] = self.mixed(fields.get(name, []), secret) if many else secret[0]
        return found

    def of_hidden_wholes(self, fields: Fields, groups: Sequence[str]) -> Fields:
        """What a visible lesson may say of hidden lessons, actions and tags."""
        found: Fields = {}
        if self.chance() and "superseded_by" not in fields:
            found["superseded_by"] = f"{self.wholes['postmortem']}/l"
        if self.chance():
            known = fields.get("actions", []) if "actions" in groups else []
            found["actions"] = self.mixed(known, [f"{self.wholes['lessons']}/a"])
        if self.chance() and "tag" in self.hidden and "applies_when" not in fields:
            found["applies_when"] = {"tags": self.hidden["tag"]}
        return found

    def hidden_whole(self, kind: str, id: str = "") -> Fields:
        """A document that nobody outside may see, nor anything in it, whatever that says; the day may not have come."""
        cls = KINDS[kind]
        fields: Fields = {"kind": kind, "title": self.word(), **needed_of(cls)}
        if cls.id_of or self.chance():
            fields["id"] = self.name()
        fields |= {name: self.private_value(cls, name) for name in guarded_names(cls) if self.chance(0.3)}
        if self.chance():
            fields |= {"disclose": {"public": ["actions", "people", "access", "resources"]}}
        if kind == "postmortem" and self.chance():
            fields |= {"audience": "public", "embargo_until": "2099-01-01", "started": "2026-09-14T12:30Z"}
        for name, spec in entry_lists(cls).items():
            if self.chance():
                fields[name] = [{**self.secret(spec.model, None), "audience": "public"}, self.secret(spec.model, None)]
        if id:
            fields["id"] = id
            lists = entry_lists(cls)
            named = [(name, short) for name, short in (("lessons", "l"), ("actions", "a")) if name in lists]
            fields |= {
                name: [{**self.secret(entry_lists(cls)[name].model, "public"), "id": short}] for name, short in named
            }
        return fields

    def hidden_document(self, kind: str, orphans: list[Public]) -> Fields:
        own: Fields = {"kind": kind, "title": self.word(), **needed_of(KINDS[kind])}
        if kind == "portfolio":
            own |= self.plan.head or {}
        own |= {name: self.private_value(KINDS[kind], name) for name in guarded_names(KINDS[kind]) if self.chance(0.3)}
        if self.chance():
            own |= {"id": self.name(), "summary": self.word(), "audience": "internal"}
        if self.chance():
            own["disclose"] = {"public": ["scores"], "internal": ["people"]}
            own["public"] = {"summary": self.word(), "date_precision": "year"}
        return {**own, **self.lists(kind, orphans, None)}

    def lists(self, kind: str, entries: list[Public], audience: str | None, groups: Sequence[str] = ()) -> Fields:
        """Visible entries by list, in their order, with hidden ones anywhere between them."""
        found: Fields = {}
        closed_by = closed_lists(KINDS[kind])
        for name, spec in entry_lists(KINDS[kind]).items():
            closed = name in closed_by and closed_by[name] not in groups
            visible = [self.visible(one, alone=closed or audience is None) for one in entries if one.list == name]
            hidden = None if closed and self.chance() else audience
            may = self.may_list(spec.model)
            secret: list[Any] = [self.secret(spec.model, hidden) for _ in range(2) if may and self.chance(0.3)]
            if name == "open_actions":
                secret += [self.rng.choice((f"{self.name()}/x", {"action": self.name()})) for _ in range(self.chance())]
            if visible or secret:
                found[name] = self.mixed(visible, secret)
        return found

    def visible(self, public: Public, *, alone: bool) -> Fields:
        """A visible entry with private fields, words, dates, references and parts added."""
        fields = self.entry_fields(public)
        closed_by = closed_lists(public.cls)
        for name, spec in entry_lists(public.cls).items():
            alone_in = name in closed_by and closed_by[name] not in public.groups
            secret = [self.secret(spec.model, "internal") for _ in range(2) if self.chance(0.3)]
            inner = [self.visible(one, alone=alone_in) for one in public.inner if one.list == name]
            fields[name] = self.mixed(inner, secret)
        if alone or self.chance():
            fields["audience"] = "public"
        return fields

    def dates(self, public: Public) -> Fields:
        """Other dates that look the same from outside."""
        specs = dates_of(public.cls)
        told = [name for name in specs if public.fields.get(name)]
        if public.precision == "none":
            told += [name for name, spec in specs.items() if name not in told and self.chance()]
        units = {name: [unit for unit in units_of(specs[name], public.precision) if unit] for name in told}
        return {name: same[0] if self.bare else self.rng.choice(same) for name, same in units.items() if same}

    def closed_fields(self, public: Public) -> Fields:
        return {
            name: self.private_value(public.cls, name)
            for group, specs in guarded_of(public.cls).items()
            for name in specs
            if group not in public.groups and self.chance()
        }

    def private_value(self, cls: type[BaseModel], name: str) -> Any:
        """Any value of a field; a text says that it is secret."""
        spec = fields_of(cls)[name]
        number = self.rng.randrange(1000)
        if spec.role and not spec.many and name != "id":
            return self.word()
        return declared.value(cls, name, number)

    def hidden_words(self, public: Public) -> Fields:
        """What stands behind the words that outsiders read, and what would give it away."""
        cls, found = public.cls, {}
        for name in public.words:
            if name == "title" or self.chance():
                found[name] = self.private_value(cls, name)
        for name in betrayed_by(cls, public.words):
            if self.chance() and name not in guarded_names(cls):
                found[name] = self.private_value(cls, name)
        return found

    def secret(self, cls: Any, audience: str | None) -> Fields:
        """A hidden entry."""
        fields: Fields = {**needed_of(cls), "title": self.word()}
        if cls.needs_id:
            waiting = self.undeclared.get(cls.type_name)
            fields["id"] = waiting.pop() if waiting else self.name()
        for specs in guarded_of(cls).values():
            fields |= {name: self.private_value(cls, name) for name in specs if self.chance(0.3)}
        for name in others_of(cls):
            if self.chance(0.1):
                fields[name] = self.private_value(cls, name)
        if audience:
            fields["audience"] = audience
        for name, spec in entry_lists(cls).items():
            if self.chance():
                fields[name] = [{**self.secret(spec.model, None), "audience": "public"}]
        return fields

    def chance(self, of: float = 0.5) -> bool:
        return not self.bare and self.rng.random() < of

    def word(self) -> str:
        return f"secret {self.rng.randrange(10**6)}"

    def name(self) -> str:
        self.count += 1
        return f"{self.rng.choice('amzAMZ')}h{self.count}"

    def path(self) -> str:
        folder = "" if self.bare else self.rng.choice(("", "a/", "n/", "z/"))
        return f"{folder}{self.name()}.yml"

    def mixed(self, known: list[Any], secret: list[Any]) -> list[Any]:
        found = list(known)
        for one in secret:
            found.insert(self.rng.randrange(len(found) + 1), one)
        return found


def guarded_names(cls: type[BaseModel]) -> list[str]:
    return [name for specs in guarded_of(cls).values() for name in specs]


def files_of(plan: Plan, seed: int) -> dict[str, str]:
    """The plan with one private half, as path → YAML, in the way of JSON."""
    return {
        path: json.dumps(document, ensure_ascii=False, indent=1)
        for path, document in _Writer(plan, seed).files().items()
    }
