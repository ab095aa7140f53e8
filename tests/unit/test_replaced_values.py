"""Where `public:` replaces a value, nothing else of the entry reveals the true one: for every class and every field."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from tests.support import guide
from tests.support.declared import Fields, classes, full, value
from tests.support.fields import STEERS
from tests.support.revealing import DECLARED, MEANT, MOMENTS, REASONS, declared_at, gone, is_measured

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load, read_files
from milepost.leak_check.redacted_data import RedactedData
from milepost.schema.base import ALWAYS, GROUPS, Document, Entry
from milepost.schema.fields import fields_of, replaceable
from milepost.schema.meaning import MEASURES

AS_OF = date(2026, 11, 23)
AUDIENCES = ("public", "internal")


def every_class() -> list[type[BaseModel]]:
    found: dict[type[BaseModel], None] = {}

    def reach(cls: type[BaseModel]) -> None:
        if cls not in found:
            found[cls] = None
            for name, spec in fields_of(cls).items():
                if spec.model and name != "public":
                    reach(spec.model)

    for kind, _, _ in classes():
        reach(kind)
    return list(found)


def test_what_a_declaration_opens_is_known_with_a_reason() -> None:
    found = {
        declared_at(cls, name): spec.reveals
        for cls in every_class()
        for name, spec in fields_of(cls).items()
        if spec.reveals is not None and spec.group != ALWAYS
    }
    assert found == {name: frozenset(reveals) for name, (reveals, _) in DECLARED.items()}
    assert all(reason for _, reason in DECLARED.values())


def test_what_a_text_means_is_known() -> None:
    found = {
        declared_at(cls, name)
        for cls in every_class()
        for name, info in cls.model_fields.items()
        if {"x-measures", "x-means"} & (extra := info.json_schema_extra or {}).keys()
        and ("x-measures" in extra or extra["x-means"] == "state")
    }
    assert found == MEANT


def test_what_reveals_something_names_what_can_be_replaced() -> None:
    known = {name for _, _, cls in classes() for name, _ in replaceable(cls)}
    assert {name for reveals, _ in DECLARED.values() for name in reveals} <= known


def test_nothing_that_an_entry_cannot_be_without_would_have_to_go() -> None:
    """A date can be shown as later; another required value has to be declared independent. A mapping goes with it."""
    for cls in filter(lambda cls: issubclass(cls, Entry), every_class()):
        for name, spec in fields_of(cls).items():
            if spec.required and spec.measures and not spec.is_date and spec.group != ALWAYS:
                assert spec.reveals == frozenset(), declared_at(cls, name)


def test_the_guide_says_what_stays() -> None:
    text = guide.sections("guide/audiences.md")["what-a-replaced-value-hides"]
    known = set(re.findall(r"`(\w+)`", text))
    names = {declared.partition(".")[2] for declared in DECLARED}
    assert {name for name in names if name.removesuffix("_after") not in MOMENTS} <= known


def test_a_meaning_is_one_that_is_known() -> None:
    measures = {spec.measures for cls in every_class() for spec in fields_of(cls).values()}
    assert measures == {None, *MEASURES}


def written(cls: type[BaseModel], model: Any, at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The paths of the fields of a mapping that say something; a date that says `later` says nothing."""
    found: set[tuple[str, ...]] = set()
    for name in model.model_fields_set - set(STEERS):
        held = getattr(model, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, BaseModel):
                found |= written(type(one), one, (*at, name))
            elif str(one) != "later":
                found.add((*at, name))
    return found


def node_at(document: Fields, path: tuple[str, ...]) -> Fields:
    for name in path:
        document = document[name][0]
    return document


# Each value that others could reveal, and all texts of a class at once, which take nothing with them.
CASES = [
    pytest.param(kind, path, cls, names, id=".".join((kind.type_name, *path, names[0])))
    for kind, path, cls in classes()
    for names in (
        *((name,) for name, _ in replaceable(cls) if is_measured(cls, name)),
        tuple(name for name, _ in replaceable(cls) if not is_measured(cls, name)),
    )
]


@pytest.mark.parametrize(("kind", "path", "cls", "names"), CASES)
def test_every_other_value_goes_unless_it_is_declared_independent(
    kind: Any, path: tuple[str, ...], cls: type[Entry], names: tuple[str, ...], tmp_path: Path
) -> None:
    replaced = everything(kind)
    node_at(replaced, path)["public"] = {name: value(cls, name, 1) for name in names}
    reasons = {name for name in names if fields_of(cls)[name].group == "reasons" or declared_at(cls, name) in REASONS}
    betrayable = frozenset(name for name in names if is_measured(cls, name)) - reasons
    expected = gone(cls, betrayable, path) - {(*path, name) for name in names}
    for whole, left in zip(untouched(kind), seen_by_both(replaced, tmp_path), strict=True):
        assert written(kind, whole) - written(kind, left) == expected & written(kind, whole)
        assert written(kind, left) <= written(kind, whole)


@pytest.mark.parametrize("name", ["baseline", "slip_reason", "end"])
def test_what_is_replaced_as_well_is_shown(name: str, tmp_path: Path) -> None:
    item = {"id": "a", "title": "A", "status": "done", "start": "2026-01", "end": "2026-05", "slip_reason": "Fog",
            "baseline": {"end": "2026-03"}, "public": {"start": "2026-02", "end": "2026-06", "slip_reason": "Ice"}}  # fmt: skip
    document = {"kind": "roadmap", "title": "T", "audience": "public", "items": [item]}
    for model in seen_by_both(document, tmp_path):
        assert (name in model.items[0].model_fields_set) == (name != "baseline")


def everything(kind: type[Document]) -> Fields:
    """A public document with every field and an entry in every list, all of it disclosed."""
    return {"kind": kind.type_name, "audience": "public", "disclose": {"public": list(GROUPS)}, **full(kind)}


@cache
def untouched(kind: type[Document]) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        return seen_by_both(everything(kind), Path(folder))


def seen_by_both(document: Fields, folder: Path) -> list[Any]:
    """What the audience filter leaves of a document, and of its redacted copy."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.yml").write_text(json.dumps(document))
    texts = RedactedData(read_files(folder)[0], AUDIENCES, "public", AS_OF).documents()
    models = [read_one(folder)]
    (folder / "a.yml").unlink()
    for path, text in texts.items():
        (folder / path).write_text(text)
    return [*models, read_one(folder)]


def read_one(folder: Path) -> Any:
    workspace = load(folder, AUDIENCES)
    assert not workspace.problems, [problem.text() for problem in workspace.problems]
    (document,) = redacted_for(workspace.portfolio, "public", AS_OF).documents
    return document.model


def test_every_class_with_something_to_replace_is_tried() -> None:
    tried = {param.values[2] for param in CASES}
    assert tried == {cls for _, _, cls in classes()}
