"""A kind is whole, or it is refused with words for what is missing."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest
from tests.support.kinds import lacking

from milepost import kinds
from milepost.analysis.insight import metrics
from milepost.kinds.catalog import CATALOG, collected
from milepost.kinds.kind import Kind
from milepost.kinds.metric import by_class, metric
from milepost.kinds.registry import (
    KINDS,
    LINKED_TYPES,
    IncompleteKind,
    document_in,
    entry_types,
    in_order,
    part_of_kind,
)
from milepost.kinds.roadmap.metrics import METRICS, item_metrics
from milepost.kinds.roadmap.model import Item, Roadmap
from milepost.schema.base import Document
from milepost.schema.meaning import Meaning

WHOLE: dict[str, Any] = {"metrics": (), "checks": (), "sections": ("roadmap",)}


class Toy(Document, means=Meaning.DETAIL):
    """A kind that nobody reads."""

    type_name: ClassVar[str] = "toy"


def test_every_kind_that_is_read_is_whole() -> None:
    assert {name: kind.model for name, kind in CATALOG.items()} == KINDS
    assert list(CATALOG) == list(KINDS)
    assert [words for kind in CATALOG.values() for words in lacking(kind)] == []


def test_every_metric_belongs_to_a_kind() -> None:
    declared = [one for kind in CATALOG.values() for one in kind.metrics or ()]
    assert by_class(declared) == metrics()


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("metrics", "the kind 'toy' does not declare what is computed about it; pass metrics=, or metrics=()"),
        ("checks", "the kind 'toy' does not declare rules of its own; pass checks=, or checks=()"),
        ("sections", "the kind 'toy' does not declare where a site shows it; pass sections=, or sections=()"),
    ],
)
def test_a_kind_says_what_it_has_or_that_it_has_nothing(left_out: str, words: str) -> None:
    assert Kind(Toy, **WHOLE).name == "toy"
    with pytest.raises(IncompleteKind) as caught:
        Kind(Toy, **{name: value for name, value in WHOLE.items() if name != left_out})
    assert str(caught.value) == words


def test_a_kind_computes_about_its_own_entries() -> None:
    with pytest.raises(IncompleteKind, match="the kind 'toy' has no entries of Item to compute about"):
        Kind(Toy, **{**WHOLE, "metrics": (item_metrics,)})


def test_a_folder_that_no_document_is_read_for_is_refused() -> None:
    with_toy = [*CATALOG.values(), Kind(Toy, **WHOLE)]
    words = "documents of kind 'toy' are not read: no folder in kinds/ has the class in its model.py"
    with pytest.raises(IncompleteKind, match=words):
        collected(with_toy, KINDS, metrics().values())


def test_documents_that_are_read_without_a_folder_are_refused() -> None:
    with pytest.raises(
        IncompleteKind, match="documents of kind 'toy' are read, and no folder in kinds/ has such a KIND"
    ):
        collected(CATALOG.values(), {**KINDS, "toy": Toy}, metrics().values())


def module_of(*classes: type[Document]) -> ModuleType:
    """A model.py that declares some classes."""
    module = ModuleType(__name__)
    vars(module).update({cls.__name__: cls for cls in classes})
    return module


def test_a_model_declares_one_class_of_documents() -> None:
    class Second(Toy, means=Meaning.DETAIL):
        """Of another kind."""

        type_name: ClassVar[str] = "second"

    assert document_in(module_of(Toy)) is Toy
    assert document_in(module_of(Toy, Roadmap)) is Toy  # which another module declares
    with pytest.raises(IncompleteKind, match="must declare one class of documents, and declares none"):
        document_in(module_of())
    with pytest.raises(IncompleteKind, match="must declare one class of documents, and declares Toy, Second"):
        document_in(module_of(Toy, Second))


def test_a_part_that_a_folder_lacks_is_named_and_what_a_part_imports_in_vain_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "toy").mkdir()
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    with pytest.raises(IncompleteKind, match=r"the folder kinds/toy has no model.py with a class of documents in it"):
        part_of_kind("toy", "model", "a class of documents")
    (tmp_path / "toy" / "kind.py").write_text("import milepost.no_such_module\n", encoding="utf-8")
    importlib.invalidate_caches()
    with pytest.raises(ModuleNotFoundError, match=r"milepost\.no_such_module"):
        part_of_kind("toy", "kind", "a KIND")


def test_no_two_folders_declare_the_same_kind() -> None:
    with pytest.raises(IncompleteKind, match="two folders in kinds/ declare documents of kind 'toy'"):
        in_order([Toy, Toy])


def test_kinds_without_a_place_come_last() -> None:
    assert list(in_order([Toy, *KINDS.values()])) == [*KINDS, "toy"]


def test_metrics_that_nobody_can_ask_for_are_refused() -> None:
    @metric(Item)
    def more(insight: Any, entity: Any) -> None:
        """Nothing."""

    kind = Kind(Roadmap, **{**WHOLE, "metrics": (more,)})
    with pytest.raises(IncompleteKind, match="what the kind 'roadmap' computes about Item is not known to Insight"):
        collected([kind], {"roadmap": Roadmap}, METRICS)
    with pytest.raises(ValueError, match="two metrics are about Item"):
        by_class([*METRICS, more])


def test_what_a_kind_lacks_outside_its_declaration_is_said() -> None:
    assert list(lacking(Kind(Toy, **{**WHOLE, "sections": ("toys",)}))) == [
        "the guide has no page about kind 'toy': write content/pages/guide/kinds/toy.md",
        "the list of kinds in content/pages/guide/kinds/index.md does not name toy",
        "kind 'toy' is shown in the section 'toys', which no site has: add it to SECTIONS",
        "no generated portfolio holds kind 'toy': tests/support/plans.py does not know it",
        "the example in content/data has no document of kind 'toy'",
    ]
    assert "no section of a site shows kind 'toy': name one in its KIND" in lacking(
        Kind(Toy, **{**WHOLE, "sections": ()})
    )


def test_texts_link_only_to_types_that_exist() -> None:
    assert entry_types().keys() >= LINKED_TYPES
    assert {"item", "objective", "kr", "team", "service", "milestone", "postmortem", "handover"} <= LINKED_TYPES
