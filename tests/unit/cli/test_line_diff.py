"""Diffs that any program can apply, also of long files."""

from __future__ import annotations

import difflib
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from milepost.cli.line_diff import unified

LINES = st.lists(st.sampled_from(("a", "b", "c", "d", "e", "")), max_size=14)


@given(LINES, LINES)
def test_a_diff_turns_one_text_into_the_other(old: list[str], new: list[str]) -> None:
    assert _applied(old, list(unified(old, new, "a", "b"))) == new


def _applied(old: list[str], diff: list[str]) -> list[str]:
    """What the hunks of a diff make of a text, by the numbers in their headings."""
    found: list[str] = []
    at = 0
    for line in diff[2:]:
        if line.startswith("@@ -"):
            start, _, count = line[4:].split(" ")[0].partition(",")
            begin = int(start) - (0 if count == "0" else 1)
            found += old[at:begin]
            at = begin
        elif line[0] in " -":
            assert old[at] == line[1:]
            at += 1
        if line[0] in " +":
            found.append(line[1:])
    return found + old[at:]


def test_it_is_what_difflib_writes_where_that_is_quick() -> None:
    old = [f"line {n}" for n in range(40)]
    new = [*old[:5], "new", *old[6:30], *old[31:]]

    assert list(unified(old, new, "a", "b")) == list(difflib.unified_diff(old, new, "a", "b", lineterm=""))


def test_equal_texts_have_no_diff() -> None:
    assert list(unified(["a"], ["a"], "a", "b")) == []


def test_git_applies_it(tmp_path: Path) -> None:
    old = [line for n in range(3000) for line in (f"- id: {n}", "  status: todo")]
    new = [line.replace("todo", "done") for line in old]
    (tmp_path / "a.yml").write_text("\n".join(old) + "\n")
    (tmp_path / "a.diff").write_text("\n".join(unified(old, new, "a/a.yml", "b/a.yml")) + "\n")

    subprocess.run(["git", "apply", "a.diff"], cwd=tmp_path, check=True)

    assert (tmp_path / "a.yml").read_text() == "\n".join(new) + "\n"
