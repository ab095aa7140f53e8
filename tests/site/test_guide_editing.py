"""The commands on the guide's page about editing do what the page says they do."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support import guide

from milepost.cli.main import main
from milepost.importing.export_columns import SYNONYMS, normalized

PAGE = "guide/editing.md"


def examples(language: str) -> list[guide.Example]:
    return [one for one in guide.examples(language) if one.place.startswith(PAGE)]


def test_every_command_prints_what_the_page_shows(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.change("mkdocs.yml", "2026-09-14", "2026-11-23")
    for example in (*examples("yaml"), *examples("csv")):
        project.write(example.title, example.text)
    monkeypatch.chdir(project.root)
    commands = [part for example in examples("console") for part in example.text.split("$ ")[1:]]
    assert len(commands) == 6

    for part in commands:
        command, _, shown = part.partition("\n")
        done = CliRunner().invoke(main, shlex.split(command)[1:])
        assert done.output == shown, command

    assert Path("data/fares.yml").exists()


def test_every_column_of_an_import_is_listed() -> None:
    listed = guide.rows(guide.sections(PAGE)["columns"])

    for cell, (columns,) in listed.items():
        names = [name for name in map(normalized, guide.coded(columns.partition(";")[0])) if name != "--map"]
        assert sorted(names) == sorted(SYNONYMS[cell.strip("`")]), cell
    assert {cell.strip("`") for cell in listed} == set(SYNONYMS)
