"""The proof's two halves agree: the door shows the same of the twin as of the source, whatever the source."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, note
from hypothesis import strategies as st
from tests.support.plans import Plan, files_of, plans

from milepost.audience import project
from milepost.build.twin import Twin
from milepost.model.fields import fields_of
from milepost.portfolio import Portfolio
from milepost.workspace import load, read_files

AUDIENCES = ("public", "internal")
AS_OF = date(2026, 11, 23)


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def seen(folder: Path) -> list[str]:
    """What the public sees of a folder, but for what files and hidden documents are called."""
    workspace = load(folder, AUDIENCES)
    assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
    portfolio: Portfolio = project(workspace.portfolio, "public", AS_OF)
    lines = [repr(portfolio.head)]
    for type_name in portfolio.types:
        for thing in portfolio.things(type_name):
            lines.append(f"{thing.ref} {thing.entry!r}")
            for name, spec in fields_of(type(thing.entry)).items():
                if spec.ref:
                    lines.append(f"{name} → {[target.ref for target in portfolio.targets(thing, name)]}")
    return lines


@given(plans(), st.integers(1, 2**32))
def test_the_door_shows_the_same_of_the_twin_as_of_the_source(plan: Plan, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = write(Path(name) / "source", files_of(plan, seed))
        texts = Twin(read_files(source)[0], AUDIENCES, "public", AS_OF).documents()
        for path, text in texts.items():
            note(f"=== {path}\n{text}")
        (Path(name) / "twin").mkdir()
        twin = write(Path(name) / "twin", texts)
        assert seen(twin) == seen(source)
        assert "secret" not in "\n".join(texts.values())
