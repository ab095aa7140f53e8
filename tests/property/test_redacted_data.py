"""The proof's two halves agree: the door shows the same of the twin as of the source, whatever the source."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, note
from hypothesis import strategies as st
from tests.support.plans import Plan, files_of, plans

from milepost.audience import project
from milepost.leak_check.redacted_data import RedactedData
from milepost.model.fields import fields_of
from milepost.portfolio import Portfolio
from milepost.workspace import load, read_files

AUDIENCES = ("public", "internal")
THREE = ("public", "partners", "internal")
AS_OF = date(2026, 11, 23)


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def seen(folder: Path, audiences: tuple[str, ...] = AUDIENCES, audience: str = "public") -> list[str]:
    """What an audience sees of a folder, but for what files and hidden documents are called."""
    workspace = load(folder, audiences)
    assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
    portfolio: Portfolio = project(workspace.portfolio, audience, AS_OF)
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
        texts = RedactedData(read_files(source)[0], AUDIENCES, "public", AS_OF).documents()
        for path, text in texts.items():
            note(f"=== {path}\n{text}")
        (Path(name) / "twin").mkdir()
        twin = write(Path(name) / "twin", texts)
        assert seen(twin) == seen(source)
        assert "secret" not in "\n".join(texts.values())


@given(plans(), st.integers(1, 2**32), st.sampled_from(THREE[:2]))
def test_they_agree_for_each_of_several_audiences(plan: Plan, seed: int, audience: str) -> None:
    """Some of what was internal is for partners now, and some of what was disclosed is disclosed to them only."""
    files = {
        path: text.replace('"audience": "internal"', '"audience": "partners"')
        for path, text in files_of(plan, seed).items()
    }
    files = {
        path: text.replace('"disclose": {\n  "public"', '"disclose": {\n  "partners"') for path, text in files.items()
    }
    with tempfile.TemporaryDirectory() as name:
        source = write(Path(name) / "source", files)
        texts = RedactedData(read_files(source)[0], THREE, audience, AS_OF).documents()
        for path, text in texts.items():
            note(f"=== {path}\n{text}")
        (Path(name) / "twin").mkdir()
        twin = write(Path(name) / "twin", texts)
        assert seen(twin, THREE, audience) == seen(source, THREE, audience)
