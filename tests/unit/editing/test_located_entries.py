"""Entries are found where they are written, with the references that the portfolio gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.support import whole

from milepost.editing.located_entries import entries_of, located
from milepost.graph.loader import load, read_files
from milepost.problem import MilepostError

BROKEN = """\
kind: roadmap
title: Roadmap
items:
  - id: checkout
    title: Checkout
    status: plannd
  - {id: twice, title: A, status: planned}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yml").write_text(BROKEN)
    (tmp_path / "more.yml").write_text("kind: roadmap\ntitle: M\nitems: [{id: twice, title: B, status: planned}]\n")
    (tmp_path / "plan.yml").write_text("kind: plan\nid: readers\ntitle: Readers\nstatus: planned\n")
    return tmp_path


def test_the_references_of_all_entries_are_those_of_the_portfolio(tmp_path: Path) -> None:
    for name, document in whole.documents().items():
        (tmp_path / name).write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True))
    for data in (tmp_path, whole.EXAMPLE):
        portfolio = load(data).portfolio
        expected = {
            (entity.document.relative, entity.loc, entity.ref)
            for type_name in portfolio.types
            for entity in portfolio.entities(type_name)
        }
        found = {(one.file.relative, one.loc, one.ref) for file in read_files(data)[0] for one in entries_of(file)}
        assert len(found) > 50
        assert found == expected


def test_an_entry_with_an_error_in_it_is_found(folder: Path) -> None:
    found = located(read_files(folder)[0], "item:Checkout")

    assert (found.place.line, found.loc) == (4, ("items", 0))


def test_the_type_may_be_left_out_and_a_project_is_its_plan(folder: Path) -> None:
    files = read_files(folder)[0]

    assert located(files, "checkout").ref == "item:checkout"
    assert located(files, "project:readers").ref == "plan:readers"


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("item:chekcout", "there is no item 'chekcout'"),
        ("itm:checkout", "there is no type 'itm'"),
        ("item:twice", "several entries are called 'item:twice'"),
        ("item:", "there is no item ''"),
    ],
)
def test_what_is_not_there_is_said(folder: Path, ref: str, words: str) -> None:
    with pytest.raises(MilepostError, match=words):
        located(read_files(folder)[0], ref)
