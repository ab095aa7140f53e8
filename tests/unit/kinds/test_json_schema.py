"""What editors are told: the JSON Schemas say what the loader says."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.support.model import read_text

from milepost.kinds import json_schema as schema
from milepost.kinds.registry import KINDS
from milepost.schema.base import Entry, Named
from milepost.schema.fields import fields_of, written_keys

DATA = Path(__file__).parents[3] / "content" / "data"
FILES = sorted(path for path in DATA.rglob("*.yml") if not path.name.startswith("_"))
KIND_NAMES = list(KINDS)


class Yaml12(yaml.SafeLoader):
    """As editors read YAML: without dates, and with no truth but `true` and `false`."""


Yaml12.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("timestamp", "bool")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))


def read_as_editors_do(text: str) -> Any:
    return yaml.load(text, Loader=Yaml12)


json_schema = cache(schema.json_schema)


def valid(text: str) -> bool:
    document = read_as_editors_do(text)
    return jsonschema.Draft7Validator(json_schema(document["kind"])).is_valid(document)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_schema_is_valid_draft_7(kind: str) -> None:
    found = json_schema(kind)
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(found)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_reference_in_a_schema_leads_somewhere(kind: str) -> None:
    text, names = json.dumps(json_schema(kind)), json_schema(kind)["definitions"]
    for name in names:
        assert f'"#/definitions/{name}"' in text
    for piece in text.split('"$ref": "#/definitions/')[1:]:
        assert piece.partition('"')[0] in names


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_field_has_a_description_an_editor_can_show(kind: str) -> None:
    for shape in [json_schema(kind), *json_schema(kind)["definitions"].values()]:
        for model in [shape, *shape.get("anyOf", [])]:
            for name, field in model.get("properties", {}).items():
                assert field.get("description"), name


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_schema_says_nothing_of_our_own(kind: str) -> None:
    assert "x-audience" not in json.dumps(json_schema(kind))


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(KeyError):
        json_schema("raodmap")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_documents_of_our_own_site_are_valid(path: Path) -> None:
    document = read_as_editors_do(path.read_text("utf-8"))
    for error in jsonschema.Draft7Validator(json_schema(document["kind"])).iter_errors(document):
        cause = jsonschema.exceptions.best_match([error])
        pytest.fail(f"{list(cause.absolute_path)}: {cause.message[:300]}")


def shape_of(kind: str, name: str) -> dict[str, Any]:
    found = json_schema(kind)["definitions"][name]
    return next((choice for choice in found.get("anyOf", []) if "properties" in choice), found)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_schema_and_loader_agree_on_fields_and_on_which_are_required(kind: str) -> None:
    pending = [(KINDS[kind], json_schema(kind))]
    seen = set()
    while pending:
        cls, shape = pending.pop()
        specs = fields_of(cls)
        assert set(shape["properties"]) == {*specs, *written_keys(cls)}, cls
        assert set(shape.get("required", ())) == {name for name, spec in specs.items() if spec.required}, cls
        assert shape["additionalProperties"] is False, cls
        if issubclass(cls, Entry):
            assert ("id" in shape.get("required", ())) == cls.needs_id == issubclass(cls, Named)
        seen.add(cls)
        inner = [spec.model for spec in specs.values() if spec.model and spec.model not in seen]
        pending += [(model, shape_of(kind, model.__name__)) for model in inner]  # type: ignore[misc]


# Of each pair, the second text is the first with one entity wrong.
PAIRS = [
    ("kind: roadmap\ntitle: T", "kind: roadmap"),
    ("kind: roadmap\ntitle: T", "kind: roadmap\ntitle: T\ntitel: T"),
    ("kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: done}]", "kind: roadmap\ntitle: T\nitems: [{title: A, status: done}]"),
    ("kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: done}]", "kind: roadmap\ntitle: T\nitems: [{id: a, title: A}]"),
    ("kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: done}]", "kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: dnoe}]"),
    ("kind: roadmap\ntitle: T\nthemes: [{id: a, title: A}]", "kind: roadmap\ntitle: T\nthemes: [a]"),
    ("kind: roadmap\ntitle: T\nthemes: [{id: a, title: A}]", "kind: roadmap\ntitle: T\nthemes: {id: a, title: A}"),
    ("kind: roadmap\ntitle: T\npublic: {title: U}", "kind: roadmap\ntitle: T\npublic: {title: }"),
    ("kind: roadmap\ntitle: T\npublic: {date_precision: half}", "kind: roadmap\ntitle: T\npublic: {date_precision: }"),
    ("kind: roadmap\ntitle: T\npublic: {title: U}", "kind: roadmap\ntitle: T\npublic: {tags: [U]}"),
    ("kind: roadmap\ntitle: T\naudience: public", "kind: roadmap\ntitle: T\naudience:"),
    ("kind: roadmap\ntitle: T\ndisclose: {public: [money]}", "kind: roadmap\ntitle: T\ndisclose: {public: [moeny]}"),
    ("kind: roadmap\ntitle: T\ndisclose: {public: [money]}", "kind: roadmap\ntitle: T\ndisclose: {public: money}"),
    ("kind: roadmap\ntitle: T\nlinks: [{title: A, url: 'https://a.b'}]", "kind: roadmap\ntitle: T\nlinks: [{title: A, url: 'javascript:a'}]"),
    ("kind: roadmap\ntitle: T\nid: a-b", "kind: roadmap\ntitle: T\nid: a b"),
    ("kind: strategy\ntitle: T\nvision: V\nprinciples: [P, {title: P}]", "kind: strategy\ntitle: T\nvision: V\nprinciples: [[P]]"),
    ("kind: strategy\ntitle: T\nvision: V\nneeds: [{id: n, statement: S, importance: 5}]", "kind: strategy\ntitle: T\nvision: V\nneeds: [{id: n, statement: S, importance: 6}]"),
    ("kind: portfolio\ntitle: T\ntags: [a, {id: b, title: B}]", "kind: portfolio\ntitle: T\ntags: [a b]"),
    ("kind: portfolio\ntitle: T\nfiscal_year_start: 4", "kind: portfolio\ntitle: T\nfiscal_year_start: 13"),
    ("kind: portfolio\ntitle: T\nworking_days: [mon]", "kind: portfolio\ntitle: T\nworking_days: [monday]"),
    ("kind: portfolio\ntitle: T\nlabels: {stage: {beta: {title: Beta}}}", "kind: portfolio\ntitle: T\nlabels: {stage: {beta: Beta}}"),
    ("kind: postmortem\ntitle: T\ntype: incident", "kind: postmortem\ntitle: T"),
    ("kind: postmortem\ntitle: T\ntype: near_miss", "kind: postmortem\ntitle: T\ntype: near-miss"),
    ("kind: postmortem\ntitle: T\ntype: incident\nimpact: {cost: tbd}", "kind: postmortem\ntitle: T\ntype: incident\nimpact: {cost: much}"),
    ("kind: postmortem\ntitle: T\ntype: incident\nimpact: {cost: 12.5}", "kind: postmortem\ntitle: T\ntype: incident\nimpact: {users_affected: 12.5}"),
    ("kind: postmortem\ntitle: T\ntype: incident\nevents: [{at: 2026, text: A}]", "kind: postmortem\ntitle: T\ntype: incident\nevents: [{at: 2026}]"),
    ("kind: postmortem\ntitle: T\ntype: incident\ncontributing_factors: [A]", "kind: postmortem\ntitle: T\ntype: incident\ncontributing_factors: [[A]]"),
    ("kind: lessons\ntitle: T\nlessons: [{title: L, was_known_risk: true}]", "kind: lessons\ntitle: T\nlessons: [{title: L, was_known_risk: maybe}]"),
    ("kind: lessons\ntitle: T\nactions: [{title: A, status: done}]", "kind: lessons\ntitle: T\nactions: [A]"),
    ("kind: handover\ntitle: T\nopen_actions: [a/x, {title: A}]", "kind: handover\ntitle: T\nopen_actions: [[a]]"),
    ("kind: handover\ntitle: T\nfrom: A\nto: B", "kind: handover\ntitle: T\nfrom: A\nfor: B"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_schema_and_loader_agree_on_what_is_right_and_what_is_wrong(right: str, wrong: str) -> None:
    assert read_text(right)[1] == []
    assert valid(right)
    assert read_text(wrong)[1] != []
    assert not valid(wrong)


# What a YAML parser makes a number or a truth value of, and the loader reads as text; and blanks.
LOOSE = [
    "kind: roadmap\ntitle: 1.10",
    "kind: roadmap\ntitle: NO",
    "kind: roadmap\nid: 2026\ntitle: T",
    "kind: roadmap\ntitle: T\nsummary:\ntags:\nitems:\nthemes: []\npublic:\ndisclose:\nupdated:",
    "kind: roadmap\ntitle: T\nitems: [{id: 1, title: 010, status: done, start: 2026, theme: 5, parent: 7, tags: [1.5]}]",
    "kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: done, start: 2026-09-14, end: later, baseline: }]",
    "kind: strategy\ntitle: T\nvision: 12:30\nprinciples: [1.10, true]",
    "kind: portfolio\ntitle: T\ntags: [2026]",
]


@pytest.mark.parametrize("text", LOOSE)
def test_a_schema_lets_pass_what_the_loader_reads_as_text(text: str) -> None:
    assert read_text(text)[1] == []
    assert valid(text)
