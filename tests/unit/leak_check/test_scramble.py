"""A scrambled copy differs in all that is private, and can be read."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pytest
from tests.support.declared import Fields, full
from tests.support.fields import STEERS

from milepost.graph.loader import RawFile, load_contents
from milepost.kinds.registry import KINDS
from milepost.leak_check.scramble import scramble
from milepost.leak_check.scrambled_values import ScrambledValues
from milepost.schema.base import GROUPS
from milepost.schema.fields import fields_of
from milepost.yaml.reader import read
from milepost.yaml.text import decode

AS_OF = date(2026, 11, 23)
AUDIENCES = ("public", "internal")


def raw(documents: dict[str, Fields]) -> list[RawFile]:
    sources = {path: decode(path, json.dumps(document).encode()) for path, document in documents.items()}
    return [RawFile(path, read(source), source) for path, source in sources.items()]


def scrambled(documents: dict[str, Fields], seed: int = 1) -> dict[str, Fields]:
    texts = scramble(raw(documents), AUDIENCES, "public", AS_OF, seed)
    assert not load_contents({path: text.encode() for path, text in texts.items()}).problems
    return {path: plain(read(decode(path, text.encode()))) for path, text in texts.items()}


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node and str(node)


@pytest.mark.parametrize("kind", KINDS)
def test_every_guarded_field_gets_another_value(kind: str) -> None:
    """Of the same type: money stays money, a date a date. A field may also be gone, so several copies are looked at."""
    cls = KINDS[kind]
    document = {"kind": kind, "audience": "public", "disclose": {"public": []}, **full(cls, lists=False)}
    guarded = {name for name, spec in fields_of(cls).items() if spec.group in GROUPS and name in document}
    copies = [scrambled({"a.yml": document}, seed)["a.yml"] for seed in range(6)]
    for name in guarded:
        found = [copy[name] for copy in copies if name in copy]
        assert found, name
        assert any(str(one) != str(document[name]) for one in found), name
    for name in document.keys() - guarded - set(STEERS):
        if fields_of(cls)[name].group == "open" and (fields_of(cls)[name].plain or fields_of(cls)[name].is_date):
            assert all(plain_text(copy[name]) == plain_text(document[name]) for copy in copies), name


def plain_text(value: Any) -> str:
    return json.dumps(value).replace("true", '"true"').replace("false", '"false"').replace('"', "")


HIDDEN = {
    "plan.yml": {
        "kind": "roadmap",
        "title": "Plan",
        "audience": "public",
        "items": [
            {"id": "a", "title": "A", "status": "done", "depends_on": ["b"], "theme": "inside"},
            {"id": "b", "title": "Hidden words", "status": "planned", "audience": "internal", "parent": "a"},
            {"id": "c", "title": "C", "status": "done", "depends_on": ["b", "a"], "tags": ["free"]},
        ],
    },
    "x/secret.yml": {
        "kind": "roadmap",
        "title": "Secret plan",
        "themes": [{"id": "inside", "title": "Inside"}],
        "items": [{"id": "d", "title": "D", "status": "done", "audience": "public"}],
    },
}


def test_hidden_entries_have_other_ids_and_references_follow() -> None:
    followed = 0
    for seed in range(8):
        found = scrambled(HIDDEN, seed)
        items = {item["title"]: item for item in found["plan.yml"]["items"]}
        others = [item["id"] for title, item in items.items() if title not in ("A", "C")]
        (named,) = items["A"]["depends_on"]
        assert named == items["C"]["depends_on"][0] != "b"
        assert items["C"]["depends_on"][1] == "a"
        assert items["C"]["tags"] == ["free"]
        assert items["A"]["theme"] != "inside"
        followed += named in others
        assert "Hidden words" not in str(found)
    assert followed > 2


def test_hidden_documents_are_divided_and_called_otherwise() -> None:
    shapes = set()
    for seed in range(8):
        found = scrambled(HIDDEN, seed)
        assert "x/secret.yml" not in found
        hidden = {path: root for path, root in found.items() if path != "plan.yml"}
        shapes.add(len(hidden))
        assert [item["title"] for root in hidden.values() for item in root.get("items", []) if item["id"] == "d"] == [
            "D"
        ]
        assert any("themes" in root for root in hidden.values())
        assert "Secret plan" not in str(found)
    assert len(shapes) > 1


def test_a_list_of_names_stays_a_list_where_all_in_it_are_gone() -> None:
    """Else the names of its type would be free in the copy."""
    listed = [any("themes" in root for root in scrambled(HIDDEN, seed).values()) for seed in range(20)]
    assert all(listed)
    free = {"plan.yml": HIDDEN["plan.yml"]}
    assert not any("themes" in root for seed in range(20) for root in scrambled(free, seed).values())


def test_the_same_seed_gives_the_same_copy() -> None:
    assert scrambled(HIDDEN, 3) == scrambled(HIDDEN, 3) != scrambled(HIDDEN, 4)


@pytest.mark.parametrize(("field", "before"), [("cost", "12"), ("users_affected", "7"), ("cost", "tbd")])
def test_numbers_stay_numbers(field: str, before: str) -> None:
    impact: Any = fields_of(KINDS["postmortem"])["impact"].model
    for seed in range(20):
        other = ScrambledValues(random.Random(seed)).other(impact, field, before)
        assert other != before
        assert float(other) > 0
