"""`milepost schema`, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from milepost.cli.main import COULD_NOT_RUN, main
from milepost.kinds.json_schema import json_schema
from milepost.kinds.registry import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_kind_is_printed(kind: str) -> None:
    done = CliRunner().invoke(main, ["schema", kind])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == json_schema(kind)


def test_the_schemas_of_all_kinds_go_into_a_folder(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["schema", "-o", str(tmp_path / "new")]).exit_code == 0
    assert {path.stem for path in (tmp_path / "new").iterdir()} == set(KINDS)


def test_one_schema_may_go_into_a_folder(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["schema", "roadmap", "-o", str(tmp_path)]).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["roadmap.json"]


def test_neither_kind_nor_folder_is_too_little() -> None:
    done = CliRunner().invoke(main, ["schema"])
    assert done.exit_code == COULD_NOT_RUN
    assert "name one of portfolio, strategy, roadmap" in done.stderr


@pytest.mark.parametrize(("kind", "verb"), [("check", "check"), ("orphans", "check --orphans"), ("diff", "diff")])
def test_the_schema_of_what_a_verb_writes_is_printed(kind: str, verb: str) -> None:
    printed = json.loads(CliRunner().invoke(main, ["schema", kind]).stdout)
    assert printed["title"] == f"milepost {verb} --format json"
