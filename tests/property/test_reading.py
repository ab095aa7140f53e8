"""Whatever stands in a file: problems are told, and nothing else happens."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.anything import DOCUMENTS, any_content, damaged, file_names, like_yaml
from tests.support.patience import patience
from tests.support.source import outcome_of

from milepost.access.audience_filter import redacted_for, side_by_side
from milepost.graph.loader import load
from milepost.problem import MilepostError
from milepost.ruleset import RULES
from milepost.yaml import reader
from milepost.yaml.reader import read
from milepost.yaml.text import decode


@given(any_content)
def test_reading_a_file_gives_a_tree_or_one_problem_with_a_place(content: bytes) -> None:
    with patience():
        try:
            read(decode("a.yml", content))
        except MilepostError as error:
            (problem,) = error.problems
            assert problem.rule in RULES
            assert problem.place
            assert problem.place.line >= 1
            assert problem.place.column >= 1
            assert "\n" not in problem.headline
            problem.text().encode()


@given(st.dictionaries(file_names, any_content, max_size=4))
@example({"a.yml": DOCUMENTS[0].encode(), "x/roadmap.yml": DOCUMENTS[2].encode()})
def test_nothing_escapes_from_reading_a_folder(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, patience():
        for name, content in files.items():
            (Path(folder) / name).parent.mkdir(exist_ok=True, parents=True)
            (Path(folder) / name).write_bytes(content)
        workspace = load(Path(folder))
        assert list(workspace.problems) == sorted(workspace.problems, key=lambda problem: problem.sort_key())
        for problem in workspace.problems:
            assert problem.rule in RULES
            assert problem.place
            assert problem.place.path.startswith(Path(folder).as_posix())
            assert "\n" not in problem.headline
            problem.text().encode()
        redacted_for(workspace.portfolio, "public")
        side_by_side(workspace.portfolio, "public")
        list(workspace.portfolio.references())


@given(damaged)
def test_every_place_lies_in_its_file(text: str) -> None:
    lines = text.encode("utf-8", "replace").decode().removeprefix("\ufeff").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.yml").write_bytes(text.encode("utf-8", "replace"))
        for problem in load(Path(folder)).problems:
            assert problem.place
            assert 1 <= problem.place.line <= len(lines)
            line = lines[problem.place.line - 1]
            assert problem.place.column <= len(line) + 1
            assert line.startswith(problem.place.excerpt)


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml")
@given(damaged | like_yaml)
def test_what_both_parsers_read_they_read_alike(text: str) -> None:
    """They differ in how much odd text inside brackets they take, never in what it means."""
    found = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reader, "_Loader", loader)
            found.append(outcome_of(text.encode("utf-8", "replace"), places=False))
    if not any(isinstance(one, str) for one in found):
        assert found[0] == found[1]
