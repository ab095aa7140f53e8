"""The halves of the leak check agree, whatever the source: audience filter, redacted copy and scrambled copy."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import given, note, settings
from hypothesis import strategies as st
from tests.property.test_redaction import dump
from tests.support.plans import Plan, files_of, plans

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import RawFile, load, read_files
from milepost.graph.portfolio import Portfolio
from milepost.leak_check.redacted_data import RedactedData
from milepost.leak_check.scramble import scramble
from milepost.schema.fields import fields_of

AUDIENCES = ("public", "internal")
THREE = ("public", "partners", "internal")
AS_OF = date(2026, 11, 23)
seeds = st.integers(1, 2**32)
half = settings(max_examples=settings.default.max_examples // 2)  # type: ignore[union-attr]


@contextmanager
def folder_of(files: dict[str, str]) -> Iterator[Path]:
    """A data folder with some files in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        for path, text in files.items():
            note(f"=== {path}\n{text}")
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        folder.mkdir(exist_ok=True)
        yield folder


def raw(files: dict[str, str]) -> list[RawFile]:
    with folder_of(files) as folder:
        return read_files(folder)[0]


def read(files: dict[str, str], audiences: tuple[str, ...]) -> Portfolio:
    """The full portfolio of some files that nothing is wrong with."""
    with folder_of(files) as folder:
        workspace = load(folder, audiences)
    assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
    return workspace.portfolio


def redacted(files: dict[str, str], audiences: tuple[str, ...] = AUDIENCES, audience: str = "public") -> dict[str, str]:
    return RedactedData(raw(files), audiences, audience, AS_OF).documents()


def seen(files: dict[str, str], audiences: tuple[str, ...] = AUDIENCES, audience: str = "public") -> list[str]:
    """What an audience sees of a folder, but for what files and hidden documents are called."""
    portfolio = redacted_for(read(files, audiences), audience, AS_OF)
    lines = [repr(portfolio.head)]
    for type_name in portfolio.types:
        for entity in portfolio.entities(type_name):
            lines.append(f"{entity.ref} {entity.entry!r}")
            for name, spec in fields_of(type(entity.entry)).items():
                if spec.ref:
                    lines.append(f"{name} → {[target.ref for target in portfolio.targets(entity, name)]}")
    return lines


def for_partners(files: dict[str, str]) -> dict[str, str]:
    """Some of what was internal is for partners now, and some of what was disclosed is disclosed to them only."""
    files = {path: text.replace('"audience": "internal"', '"audience": "partners"') for path, text in files.items()}
    return {
        path: text.replace('"disclose": {\n  "public"', '"disclose": {\n  "partners"') for path, text in files.items()
    }


@given(plans(), seeds)
def test_the_filter_leaves_the_same_of_the_copy_as_of_the_source(plan: Plan, seed: int) -> None:
    source = files_of(plan, seed)
    texts = redacted(source)
    assert seen(texts) == seen(source)
    assert "secret" not in "\n".join(texts.values())


@given(plans(), seeds, st.sampled_from(THREE[:2]))
def test_they_agree_for_each_of_several_audiences(plan: Plan, seed: int, audience: str) -> None:
    source = for_partners(files_of(plan, seed))
    assert seen(redacted(source, THREE, audience), THREE, audience) == seen(source, THREE, audience)


@given(plans(), seeds, seeds)
def test_the_copy_tells_nothing_of_what_is_private(plan: Plan, one: int, other: int) -> None:
    """Not by a file name, an order or a number of files: it is the same copy, byte for byte."""
    assert redacted(files_of(plan, one)) == redacted(files_of(plan, other)) == redacted(files_of(plan, 0))


@half
@given(plans(), seeds, seeds, st.sampled_from(THREE[:2]))
def test_nobody_can_tell_a_scrambled_copy_from_the_source(plan: Plan, seed: int, how: int, audience: str) -> None:
    source = for_partners(files_of(plan, seed))
    scrambled = scramble(raw(source), THREE, audience, AS_OF, how)
    assert redacted(scrambled, THREE, audience) == redacted(source, THREE, audience)
    first, second = (dump(redacted_for(read(files, THREE), audience, AS_OF)) for files in (scrambled, source))
    assert first == second


@half
@given(plans(), seeds, seeds)
def test_a_scrambled_copy_holds_no_private_text(plan: Plan, seed: int, how: int) -> None:
    source = files_of(plan, seed)
    assert "secret" not in "".join(scramble(raw(source), AUDIENCES, "public", AS_OF, how).values())
