"""What the other properties are tried on holds everything there is: no list and no guarded field is left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.support.declared import classes, entry_lists, is_list
from tests.support.fields import STEERS
from tests.support.plans import Plan, complete, files_of, plans

from milepost.kinds.registry import KINDS
from milepost.schema.base import GROUPS
from milepost.schema.fields import fields_of

Path = tuple[str, ...]
FIELDS = [(cls, (kind.type_name, *path, name)) for kind, path, cls in classes() for name in fields_of(cls)]
LISTS = [path for cls, path in FIELDS if path[-1] in entry_lists(cls)]
GUARDED = [path for cls, path in FIELDS if fields_of(cls)[path[-1]].group in GROUPS]


def written(cls: type[BaseModel], node: dict[str, Any], at: Path) -> Iterator[Path]:
    """The path of every field in a document, and of everything in it."""
    for name, value in node.items():
        spec = fields_of(cls).get(name)
        if spec is None or name in STEERS or value in (None, []):
            continue
        yield (*at, name)
        if spec.model and is_list(spec):
            for entry in value:
                if isinstance(entry, dict):
                    yield from written(spec.model, entry, (*at, name))


def paths_in(files: dict[str, str]) -> Iterator[Path]:
    for text in files.values():
        document = json.loads(text)
        if "kind" in document:
            yield from written(KINDS[document["kind"]], document, (document["kind"],))


@cache
def generated_in_private() -> set[Path]:
    """What was generated at all in private halves."""
    private: set[Path] = set()

    @settings(max_examples=150, derandomize=True, database=None)
    @given(plans(), st.integers(1, 2**32))
    def collect(plan: Plan, seed: int) -> None:
        private.update(paths_in(files_of(plan, seed)))

    collect()
    return private


@cache
def generated_in_public() -> set[Path]:
    """What is in the public halves that hold everything."""
    whole = [complete(kind, disclosed=disclosed) for kind in KINDS for disclosed in (True, False)]
    return {path for plan in whole for path in paths_in(files_of(plan, 0))}


@pytest.mark.parametrize("half", [generated_in_private, generated_in_public], ids=["private", "public"])
@pytest.mark.parametrize("paths", [LISTS, GUARDED], ids=["lists", "guarded fields"])
def test_everything_is_generated(paths: list[Path], half: Callable[[], set[Path]]) -> None:
    assert set(paths) - half() == set()


def test_every_other_field_is_in_a_public_half() -> None:
    references = {path for cls, path in FIELDS if fields_of(cls)[path[-1]].ref}
    known = {path for _, path in FIELDS if path[-1] not in ("kind", "product", *STEERS)}
    assert known - references - generated_in_public() <= {
        ("portfolio", name) for name, spec in fields_of(KINDS["portfolio"]).items() if spec.group == "always"
    } | {(kind, "id") for kind in KINDS}
