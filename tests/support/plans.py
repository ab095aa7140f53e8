"""Portfolios that are half public and half private, as files.

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

Fields = dict[str, Any]
LISTS = {
    "roadmap": ("themes", "horizons", "releases", "items"),
    "strategy": ("customers", "needs", "objectives", "bets", "principles", "competitors"),
    "portfolio": ("teams", "people", "services", "tags", "projects"),
    "postmortem": ("events", "contributing_factors", "went_well", "estimates", "lessons", "actions"),
    "lessons": ("lessons", "actions"),
    "handover": ("ownership", "access", "open_actions", "readiness", "acceptance"),
}
# The kinds whose entries are a part of the document; lists that stay inside until their group is disclosed; what such
# a document must say, and which of its own fields are in which closed group.
HOLDING = ("postmortem", "lessons", "handover")
GUARDED = {
    "estimates": "resources", "actions": "actions", "access": "access", "open_actions": "actions",
    "acceptance": "people",
}  # fmt: skip
NEEDED_OF: dict[str, Fields] = {"postmortem": {"type": "incident"}, "handover": {"from": "Them", "to": "Us"}}
CLOSED_OF: dict[str, dict[str, Fields]] = {
    "postmortem": {
        "people": {"owner": "Ada", "participants": ["Bo"]},
        "money": {"impact": {"cost": "tbd"}},
        "risks": {"risks_realised": ["r1"], "unforeseen": ["Hail"]},
    },
    "lessons": {},
    "handover": {
        "money": {"contracts": [{"title": "Rent"}]},
        "access": {"support": {"contacts": ["555"]}, "system": {"environments": ["here"]}},
        "notes": {"decisions": ["d1"]},
    },
}
# What each sort of entry must say, and which of its fields are in which closed group.
NEEDED = {
    "items": {"status": "planned"}, "people": {"role": "Captain"}, "needs": {"statement": "To be quick"},
    "bets": {"hypothesis": "They come"}, "milestones": {"date": "2026"},
    "events": {"at": "2026", "text": "Bang"}, "contributing_factors": {"text": "Haste"}, "estimates": {"what": "Time"},
    "ownership": {"asset": "Code"}, "access": {"system": "Vault"}, "readiness": {"criterion": "Tried"},
}  # fmt: skip
CLOSED: dict[str, dict[str, Fields]] = {
    "items": {
        "people": {"owner": "Ada", "champions": ["Bo"], "approvals": [{"gate": "G", "decision": "no"}]},
        "scores": {"score": {"value": 5, "effort": 1}},
        "confidence": {"confidence": 40},
        "reasons": {"slip_reason": "Rain", "health_reason": "Snow"},
        "resources": {"asks": [{"team": "Others", "what": "Help"}]},
        "notes": {"tracking": "https://example.org/1"},
    },
    "needs": {"scores": {"importance": 5, "satisfaction": 1}, "feedback": {"evidence": ["A letter"]}},
    "objectives": {"people": {"owner": "Ada"}},
    "key_results": {"confidence": {"confidence": "low"}},
    "competitors": {"notes": {"strengths": ["Cheap"], "our_edge": "Boats"}},
    "teams": {"people": {"lead": "Ada"}},
    "people": {"people": {"name": "Ada Example", "email": "ada@example.org"}},
    "services": {"people": {"owner": "Ada"}},
    "projects": {"reasons": {"health_reason": "Snow"}},
    "events": {"notes": {"evidence": "A log"}},
    "lessons": {
        "actions": {"actions": ["x"]}, "risks": {"was_known_risk": True}, "notes": {"applies_when": {"supplier": "S"}},
    },
    "actions": {"people": {"owner": "Ada"}, "notes": {"ticket": "T-1"}},
    "ownership": {"people": {"current": "Ada", "new": "Bo"}},
    "readiness": {"reasons": {"waiver_reason": "Rain"}, "people": {"approver": "Ada"}, "notes": {"evidence": "A log"}},
}  # fmt: skip
NOTES = {"updated": "2026-09-01", "formerly": ["old"]}
NESTED = {"items": "milestones", "releases": "milestones", "objectives": "key_results"}
NAMED = frozenset(
    (
        "themes",
        "horizons",
        "releases",
        "items",
        "needs",
        "objectives",
        "teams",
        "people",
        "services",
        "tags",
        "projects",
    )
)
# field of an item: what it refers to, whether it is a list, whether a name may be undeclared
REFERS = {
    "parent": ("items", False, False), "depends_on": ("items", True, False), "replaces": ("items", True, False),
    "release": ("releases", False, False), "theme": ("themes", False, True), "team": ("teams", False, True),
    "teams": ("teams", True, True), "tags": ("tags", True, True), "objectives": ("objectives", True, False),
    "needs": ("needs", True, False), "horizon": ("horizons", False, False), "related": ("items", True, False),
}  # fmt: skip
_NAMES = {"team": ("teams", False, True), "tags": ("tags", True, True)}
REFERS_IN = {
    "items": REFERS,
    "actions": _NAMES,
    "lessons": {"tags": _NAMES["tags"]},
    "events": {"tags": _NAMES["tags"]},
}
REFERS_OF = {
    "postmortem": {
        **_NAMES, "project": ("projects", False, True), "items": ("items", True, False), "affected": ("services", True, True),
    },
    "lessons": {"tags": _NAMES["tags"]},
    "handover": {"tags": _NAMES["tags"], "project": ("projects", False, True), "service": ("services", False, True)},
}  # fmt: skip
DATES = {
    "items": ("start", "end"),
    "milestones": ("date", "baseline"),
    "releases": ("date",),
    "objectives": ("timeframe",),
    "key_results": ("due",),
    "events": ("at",),
    "actions": ("raised", "due"),
    "acceptance": ("date",),
}
DATES_OF = {"postmortem": ("started", "detected", "resolved"), "handover": ("effective",)}
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
AT_MOMENTS = ("at", "started", "detected", "resolved")


def units_of(name: str, precision: str) -> tuple[str | None, ...]:
    """What a date may be where it is told no more exactly than that; all of them look the same from outside."""
    return (MOMENTS if name in AT_MOMENTS else UNITS).get(precision, ())


@dataclass
class Public:
    """A public entry: what outsiders see of it, and how."""

    list: str
    fields: Fields
    groups: list[str]
    precision: str
    words: Fields  # what `public:` says in place of something private
    inner: list[Public] = field(default_factory=list)


Document = tuple[str, str, Fields, list[Public]]  # path, kind, own fields, entries


@dataclass
class Plan:
    """The public half: visible documents with their entries, and visible entries of hidden documents."""

    documents: list[Document]
    orphans: list[tuple[str, Public]]  # kind, entry
    head: Fields | None  # what is always public of a hidden portfolio


def _whole(draw: st.DrawFn, kind: str, number: int) -> Fields:
    """The own fields of a document that holds its entries."""
    groups = draw(st.lists(st.sampled_from(("people", "actions", "access", "money")), max_size=2, unique=True))
    precision = draw(st.sampled_from(("day", "month", "quarter", "year", "none")))
    fields: Fields = {"title": f"D{number}", "summary": "S", **NEEDED_OF.get(kind, {})}
    for group in groups:
        fields |= CLOSED_OF[kind].get(group, {}) if draw(st.booleans()) else {}
    for date in DATES_OF.get(kind, ()):
        if draw(st.booleans()):
            fields[date] = draw(st.sampled_from(units_of(date, precision) or ("2026-09-14",)))
    words = {name: "W" for name in ("title", "description") if draw(st.booleans())}
    if kind == "postmortem" and draw(st.booleans()):
        words["started"] = "2026"
    return {**fields, "disclose": {"public": groups}, "public": {**words, "date_precision": precision}}


def _mention(draw: st.DrawFn, documents: list[Document]) -> list[Public]:
    """What a handover says of an action that is written in a document before it, if anything."""
    shown = [
        f"{path[:-4]}/{one.fields['id']}"
        for path, kind, _, entries in documents
        for one in entries
        if kind in ("postmortem", "lessons") and one.list == "actions" and "id" in one.fields
    ]
    if not shown or draw(st.booleans()):
        return []
    return [Public("open_actions", {"action": draw(st.sampled_from(shown))}, [], "day", {})]


def _refer_to_wholes(draw: st.DrawFn, documents: list[Document]) -> None:
    """What public lessons say of each other and of actions, and post-mortems of post-mortems."""
    named = [(path[:-4], one) for path, _, _, entries in documents for one in entries if "id" in one.fields]
    lessons = [f"{stem}/{one.fields['id']}" for stem, one in named if one.list == "lessons"]
    looks_back = [path[:-4] for path, kind, _, _ in documents if kind == "postmortem"]
    for path, kind, own, entries in documents:
        near = [one.fields["id"] for stem, one in named if one.list == "actions" and stem == path[:-4]]
        for one in entries:
            if one.list == "lessons" and lessons and draw(st.booleans()):
                one.fields["superseded_by"] = draw(st.sampled_from(lessons))
            if one.list == "lessons" and near and "actions" in one.groups:
                one.fields["actions"] = near
        if kind == "postmortem" and draw(st.booleans()):
            own["similar_to"] = looks_back


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any public half."""
    counter = iter(range(1000))
    declared: dict[str, list[str]] = {name: [] for names in LISTS.values() for name in names}

    def entry(name: str) -> Public:
        number = next(counter)
        fields: Fields = {**NEEDED.get(name, {}), "title": f"T{draw(st.integers(0, 3))}"}
        if name in NAMED or draw(st.booleans()):
            fields["id"] = f"{draw(st.sampled_from('amzAMZ'))}{number}"
            declared.get(name, []).append(fields["id"])
        groups = draw(
            st.lists(
                st.sampled_from(("people", "scores", "reasons", "notes", "confidence", "actions")),
                max_size=2,
                unique=True,
            )
        )
        precision = draw(st.sampled_from(("day", "month", "quarter", "year", "none")))
        for group in groups:
            fields |= CLOSED.get(name, {}).get(group, {}) if draw(st.booleans()) else {}
        for date in DATES.get(name, ()):
            if draw(st.booleans()) or date in NEEDED.get(name, {}):
                fields[date] = draw(st.sampled_from(units_of(date, precision) or ("2026-09-14", "2026-Q3")))
        words = {}
        if draw(st.booleans()):
            words = draw(
                st.fixed_dictionaries(
                    {}, optional={"title": st.just("W"), "summary": st.just("S"), "description": st.just("")}
                )
            )
            if name == "items":
                words |= draw(
                    st.fixed_dictionaries({}, optional={"status": st.just("paused"), "health": st.just("on_track")})
                )
            if name == "actions" and draw(st.booleans()):
                words["status"] = "accepted"
        inner = [entry(NESTED[name]) for _ in range(draw(st.integers(0, 2)))] if name in NESTED else []
        return Public(name, fields, groups, precision, words, inner)

    def some(kind: str, most: int) -> list[Public]:
        return [entry(draw(st.sampled_from(LISTS[kind]))) for _ in range(draw(st.integers(0, most)))]

    documents: list[Document] = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(("roadmap", "strategy", *HOLDING)))
        own = _whole(draw, kind, number) if kind in HOLDING else {"title": f"D{number}", "summary": "S"}
        entries = some(kind, 4)
        if kind == "handover":
            entries += _mention(draw, documents)
        documents.append((f"m{number}.yml", kind, own, entries))
    head: Fields | None = None
    shown = draw(st.sampled_from(("visible", "hidden", "none")))
    always = {
        "title": "Ferry",
        "timezone": "Europe/Lisbon",
        "labels": {"stage": {"beta": {"title": "Beta"}}},
        "disclaimer": {"public": "P"},
    }
    if shown == "visible":
        documents.append(("m9.yml", "portfolio", {**always, "summary": "S"}, some("portfolio", 3)))
    elif shown == "hidden":
        head = always
    kinds = ("roadmap", "strategy", *(("portfolio",) if head else ()))
    orphans = [(kind, one) for kind in kinds for one in some(kind, 3)]
    everything = [one for _, _, _, entries in documents for one in entries] + [one for _, one in orphans]
    referring = [(one.fields, REFERS_IN.get(one.list, {})) for one in everything]
    referring += [(own, REFERS_OF.get(kind, {})) for _, kind, own, _ in documents]
    for fields, refers in referring:
        for name, (target, many, loose) in refers.items():
            known = declared[target] + (["Loose"] if loose else []) + (["next"] if name == "horizon" else [])
            if known and draw(st.integers(0, 3)) == 0:
                chosen = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
                fields[name] = chosen if many else chosen[0]
    _refer_to_wholes(draw, documents)
    return Plan(documents, orphans, head)


class _Writer:
    """Writes a plan with a private half that depends on a seed; seed 0 adds as little as there can be."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self.rng = random.Random(seed)
        self.bare = seed == 0
        self.count = 0
        self.has_head = plan.head is not None or any(kind == "portfolio" for _, kind, _, _ in plan.documents)
        kinds = [kind for kind in LISTS if kind != "portfolio" or self.has_head]
        self.hidden = {name: [self.name(), self.name()] for kind in kinds for name in LISTS[kind] if name in NAMED}
        self.undeclared = {name: list(ids) for name, ids in self.hidden.items()}
        self.wholes = {kind: self.name() for kind in HOLDING}

    def files(self) -> dict[str, Fields]:
        """Path → document."""
        found = {path: self.visible_document(kind, own, entries) for path, kind, own, entries in self.plan.documents}
        for kind in LISTS:
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
        return found

    def declare_the_rest(self, found: dict[str, Fields]) -> None:
        """What private references lead to is declared somewhere, or it would be a loose name."""
        for kind, names in LISTS.items():
            for name in names:
                for _ in range(len(self.undeclared.get(name, ()))):
                    homes = [document for document in found.values() if document.get("kind") == kind]
                    if not homes:
                        homes = [found.setdefault(self.path(), self.hidden_document(kind, []))]
                    if self.undeclared[name]:
                        self.rng.choice(homes).setdefault(name, []).append(self.secret(name, "internal"))

    def visible_document(self, kind: str, own: Fields, entries: list[Public]) -> Fields:
        more: Fields = {"vision": "V"} if kind == "strategy" else {}
        if self.chance():
            more |= {"updated": "2026-01-01", "formerly": ["x"]}
        if kind == "portfolio" and self.chance():
            more["disclaimer"] = {**own["disclaimer"], "internal": self.word()}
        if kind in HOLDING:
            more |= self.private_of(kind, own)
        groups = own.get("disclose", {}).get("public", [])
        lists = self.lists(kind, entries, "internal", groups)
        return {"kind": kind, "audience": "public", **own, **more, **lists}

    def private_of(self, kind: str, own: Fields) -> Fields:
        """What may stand in a visible document that holds its entries, and nobody outside can tell."""
        words, groups = own["public"], own["disclose"]["public"]
        more: Fields = {name: self.word() for name in ("title", "description") if name in words and self.chance()}
        for group, fields in CLOSED_OF[kind].items():
            more |= fields if group not in groups and self.chance() else {}
        for name in DATES_OF.get(kind, ()):
            units = [unit for unit in units_of(name, words["date_precision"]) if unit]
            if units and (own.get(name) or (words["date_precision"] == "none" and self.chance())):
                more[name] = units[0] if self.bare else self.rng.choice(units)
        if "started" in words and self.chance():
            more |= {"started": "2026-09-14T12:30Z", "detected_after": "5min", "resolved_after": "3h"}
        if kind == "postmortem" and self.chance():
            hidden = [self.wholes["postmortem"]]
            more |= {"embargo_until": "2020-01-01", "similar_to": self.mixed(own.get("similar_to", []), hidden)}
        if self.chance():
            more["related"] = [f"handover:{self.wholes['handover']}", f"lesson:{self.wholes['lessons']}/l"]
        return more | self.hidden_references({**own, **more}, REFERS_OF[kind])

    def hidden_references(self, fields: Fields, refers: dict[str, tuple[str, bool, bool]]) -> Fields:
        """Some of the fields that refer to something, with hidden things in them."""
        found: Fields = {}
        for name, (target, many, _) in refers.items():
            if target in self.hidden and self.chance(0.3) and (many or name not in fields):
                secret = self.rng.sample(self.hidden[target], self.rng.randint(1, 2))
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
        if self.chance() and "tags" in self.hidden:
            found["applies_when"] = {**fields.get("applies_when", {}), "tags": self.hidden["tags"]}
        return found

    def hidden_whole(self, kind: str, id: str = "") -> Fields:
        """A document that nobody outside may see, nor anything in it, whatever that says; the day may not have come."""
        fields: Fields = {"kind": kind, "title": self.word(), **NEEDED_OF.get(kind, {})}
        if self.chance():
            fields |= {"id": self.name(), "disclose": {"public": ["actions", "people", "access", "resources"]}}
        if kind == "postmortem" and self.chance():
            fields |= {"audience": "public", "embargo_until": "2099-01-01", "started": "2026-09-14T12:30Z"}
        for name in LISTS[kind]:
            if self.chance():
                fields[name] = [{**self.secret(name, None), "audience": "public"}, self.secret(name, None)]
        if id:
            fields["id"] = id
            named = {"lessons": "l", "actions": "a"}.items() if kind != "handover" else ()
            fields |= {name: [{**self.secret(name, "public"), "id": short}] for name, short in named}
        return fields

    def hidden_document(self, kind: str, orphans: list[Public]) -> Fields:
        own: Fields = {"kind": kind, "title": self.word()}
        if kind == "strategy":
            own["vision"] = self.word()
        if kind == "portfolio":
            own |= self.plan.head or {}
        if self.chance():
            own |= {"id": self.name(), "summary": self.word(), "audience": "internal"}
        if self.chance():
            own["disclose"] = {"public": ["scores"], "internal": ["people"]}
            own["public"] = {"summary": self.word(), "date_precision": "year"}
        return {**own, **self.lists(kind, orphans, None)}

    def lists(self, kind: str, entries: list[Public], audience: str | None, groups: Sequence[str] = ()) -> Fields:
        """Visible entries by list, in their order, with hidden ones anywhere between them."""
        found: Fields = {}
        for name in LISTS[kind]:
            closed = name in GUARDED and GUARDED[name] not in groups
            visible = [self.visible(one, alone=closed or audience is None) for one in entries if one.list == name]
            hidden = None if closed and self.chance() else audience
            secret: list[Any] = [self.secret(name, hidden) for _ in range(2) if self.chance(0.3)]
            if name == "open_actions":
                secret += [self.rng.choice((f"{self.name()}/x", {"action": self.name()})) for _ in range(self.chance())]
            if visible or secret:
                found[name] = self.mixed(visible, secret)
        return found

    def visible(self, public: Public, *, alone: bool) -> Fields:
        """A visible entry with private fields, words, dates, references and parts added."""
        fields: Fields = {
            **public.fields,
            **self.dates(public),
            **self.closed_fields(public),
            **self.hidden_words(public),
        }
        fields |= self.hidden_references(fields, REFERS_IN.get(public.list, {}))
        if public.list == "lessons":
            fields |= self.of_hidden_wholes(fields, public.groups)
        if inner := NESTED.get(public.list):
            secret_parts = [self.secret(inner, "internal") for _ in range(2) if self.chance(0.3)]
            fields[inner] = self.mixed([self.visible(one, alone=False) for one in public.inner], secret_parts)
        fields["disclose"] = {"public": public.groups}
        fields["public"] = {**public.words, "date_precision": public.precision}
        if alone or self.chance():
            fields["audience"] = "public"
        return fields

    def dates(self, public: Public) -> Fields:
        """Other dates that look the same from outside."""
        needed = NEEDED.get(public.list, {})
        told = [name for name in DATES.get(public.list, ()) if public.fields.get(name) or name in needed]
        if public.precision == "none":
            told += [name for name in DATES.get(public.list, ()) if name not in told and self.chance()]
        units = {name: [unit for unit in units_of(name, public.precision) if unit] for name in told}
        return {name: same[0] if self.bare else self.rng.choice(same) for name, same in units.items() if same}

    def closed_fields(self, public: Public) -> Fields:
        closed = {**CLOSED.get(public.list, {})}
        closed["notes"] = {**closed.get("notes", {}), **NOTES}
        return {
            name: value
            for group, fields in closed.items()
            for name, value in fields.items()
            if group not in public.groups and self.chance()
        }

    def hidden_words(self, public: Public) -> Fields:
        """What stands behind the words that outsiders read, and what would give it away."""
        found: Fields = {
            name: self.word() for name in public.words if name in ("summary", "description") and self.chance()
        }
        if "title" in public.words:
            found["title"] = self.word()
        if "status" in public.words and public.list == "actions":
            found["status"] = self.rng.choice(("proposed", "done", "rejected"))
            found |= {"closed_on": "2026-09-14", "verification": self.word()} if self.chance() else {}
        elif "status" in public.words:
            found["status"] = self.rng.choice(("planned", "done", "cancelled"))
            found |= {"progress": self.rng.randrange(100), "stage": "beta"} if self.chance() else {}
        if "health" in public.words:
            found |= {"health": "off_track", "health_reason": self.word()} if self.chance() else {}
        return found

    def secret(self, name: str, audience: str | None) -> Fields:
        """A hidden entry."""
        fields: Fields = {**NEEDED.get(name, {}), "title": self.word()}
        if name in NAMED:
            fields["id"] = self.undeclared[name].pop() if self.undeclared.get(name) else self.name()
        for closed in CLOSED.get(name, {}).values():
            fields |= closed if self.chance() else {}
        if audience:
            fields["audience"] = audience
        if name in NESTED and self.chance():
            fields[NESTED[name]] = [{**self.secret(NESTED[name], None), "audience": "public"}]
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


def files_of(plan: Plan, seed: int) -> dict[str, str]:
    """The plan with one private half, as path → YAML, in the way of JSON."""
    return {
        path: json.dumps(document, ensure_ascii=False, indent=1)
        for path, document in _Writer(plan, seed).files().items()
    }
