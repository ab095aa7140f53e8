"""Takes out every declaration and every row of a table about fields and kinds, one by one, and runs what should notice.

    python -m tests.mutations.declarations            all of them
    python -m tests.mutations.declarations LABEL …    those whose description holds one of the words
    python -m tests.mutations.declarations --list     says what would be taken out

It works on copies of the package in temporary folders, as many at a time as `MUTATIONS_AT_ONCE` says (2), and leaves
the source as it is. A survivor is a declaration that can be lost without a failing test; there must be none.
"""

from __future__ import annotations

import ast
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import hypothesis  # noqa: F401 - imported once for all, as what the package needs: the package itself must not be
import jinja2  # noqa: F401
import pydantic  # noqa: F401
import pytest
import yaml  # noqa: F401

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins"
# The keywords of declarations, and the files that should notice when one is lost: the fastest first.
_FIELDS = "tests/unit/schema/test_fields.py"
KNOWN = (
    f"{_FIELDS}::test_what_names_an_entry_and_what_says_who_sees_it_is_known",
    f"{_FIELDS}::test_a_field_that_names_a_team_or_a_person_is_about_people",
    "tests/unit/test_replaced_values.py::test_what_a_text_means_is_known",
)
_DIFF = "tests/unit/diff/test_declared.py"
REVIEW = (f"{_DIFF}::test_what_is_told_of_fields_is_as_it_was", _DIFF)
ENTRIES = (f"{_DIFF}::test_what_is_told_of_entries_is_as_it_was", "tests/unit/kinds/test_reading.py", _DIFF)
_HIDING = "tests/unit/test_replaced_values.py"
REVEALS = (f"{_HIDING}::test_what_a_declaration_opens_is_known_with_a_reason", _HIDING)
MEASURES = (f"{_HIDING}::test_what_a_text_means_is_known", _HIDING)
ADDRESSES = ("tests/unit/kit/test_addresses.py",)
SCOPES = (
    f"{_FIELDS}::test_the_types_whose_names_need_no_declaration_are_known",
    "tests/unit/test_wholes.py",
    "tests/unit/test_portfolio.py",
    "tests/unit/test_audience.py",
    "tests/unit/checks/test_references.py",
)
SHOWN = (
    "tests/unit/kit/test_field_values.py",
    "tests/unit/test_docs.py",
    "tests/unit/pages/roadmap/test_timeline_fields.py",
    "tests/unit/embeds",
)
OF_KEYWORDS: dict[str, tuple[str, ...]] = {
    "means": (*KNOWN, *REVIEW),
    "label": REVIEW,
    "plural": ENTRIES,
    "scheduled": REVIEW,
    "shows": SHOWN,
    "heading": SHOWN,
    "none": SHOWN,
    "order": SHOWN,
    "inherited": SHOWN,
    "joins": SHOWN,
    "recorded_when": ("tests/unit/editing/test_recorded_dates.py",),
    "dated_by": REVIEW,
    "fields_mean": REVIEW,
    "closed": ENTRIES,
    "container": ENTRIES,
    "measures": MEASURES,
    "reveals": REVEALS,
    "independent": REVEALS,
    "page": ADDRESSES,
    "anchor": ADDRESSES,
    "linked": ADDRESSES,
    "of_document": SCOPES,
    "shared": SCOPES,
    "known": SCOPES,
    "free": SCOPES,
    "strict": SCOPES,
}
# The tables that are left, and what should notice when a row of one is lost.
OF_TABLES: dict[tuple[str, str], tuple[str, ...]] = {
    ("schema/base.py", "GROUP_MEANINGS"): REVIEW,
    ("schema/base.py", "GROUPS"): ("tests/unit/schema/test_fields.py",),
    ("diff/classification.py", "RULES"): REVIEW,
    ("kinds/handover/readiness.py", "PARTS"): ("tests/unit/analysis/test_readiness.py", "tests/unit/pages/handover"),
    ("pages/handover/context.py", "_ANCHORS"): ("tests/unit/pages/handover",),
    ("kit/field_values.py", "_COMPUTED"): SHOWN,
}
DECLARING = ("shown", "guarded", "RefTo")


@dataclass(frozen=True)
class Mutation:
    """One declaration to take out: `start` to `end` of a file in bytes, with what else holds it (a comma)."""

    what: str
    file: Path
    start: int
    end: int
    tests: tuple[str, ...]


def mutations() -> Iterator[Mutation]:
    """Every declaration of a field, a reference or a class of entries, and every row of the tables."""
    package = PACKAGE / "milepost"
    for file in sorted([*package.glob("schema/*.py"), *package.glob("kinds/*/model.py")]):
        yield from _keywords(file)
    for (name, table), tests in OF_TABLES.items():
        yield from _rows(PACKAGE / "milepost" / name, table, tests)


def _keywords(file: Path) -> Iterator[Mutation]:
    source = _Source(file)
    owners = dict(_owners(source.tree))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and node.keywords:
            owner = node.name
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DECLARING:
            owner = owners.get(node, f"line {node.lineno}")
        else:
            continue
        for keyword in node.keywords:
            if keyword.arg in OF_KEYWORDS:
                start, end = source.span(keyword)
                what = f"{file.parent.name}/{file.stem}: {owner}: {source.text[start:end].decode()}"
                tests = OF_KEYWORDS[keyword.arg]
                if isinstance(node, ast.ClassDef) and keyword.arg in ("means", "label"):
                    tests = ENTRIES
                yield Mutation(what, file, *source.with_comma(start, end), tests)


def _owners(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """What declares each call: `Item.status`, or `TeamRef`."""
    for node in ast.walk(tree):
        for one in node.body if isinstance(node, ast.ClassDef | ast.Module) else ():
            target = one.targets[0] if isinstance(one, ast.Assign) else getattr(one, "target", None)
            if isinstance(target, ast.Name):
                name = f"{node.name}.{target.id}" if isinstance(node, ast.ClassDef) else target.id
                yield from ((inner, name) for inner in ast.walk(one) if isinstance(inner, ast.Call))


def _rows(file: Path, table: str, tests: tuple[str, ...]) -> Iterator[Mutation]:
    source = _Source(file)
    for node in ast.walk(source.tree):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if not isinstance(target, ast.Name) or target.id != table or not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        if isinstance(node.value, ast.Dict):
            pairs = zip(node.value.keys, node.value.values, strict=True)
            spans = [(source.span(key or value)[0], source.span(value)[1]) for key, value in pairs if key]
        else:
            spans = [source.span(row) for row in getattr(node.value, "elts", ())]
        for start, end in spans:
            what = f"{file.stem}: {table}: {' '.join(source.text[start:end].decode().split())}"
            yield Mutation(what, file, *source.with_comma(start, end), tests)


class _Source:
    """A file with its tree, and where in its bytes something of the tree is."""

    def __init__(self, file: Path) -> None:
        self.text = file.read_bytes()
        self.tree = ast.parse(self.text)
        self._lines = [0]
        for line in self.text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def span(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        assert node.end_lineno
        assert node.end_col_offset
        return self._lines[node.lineno - 1] + node.col_offset, self._lines[node.end_lineno - 1] + node.end_col_offset

    def with_comma(self, start: int, end: int) -> tuple[int, int]:
        """The same with the comma behind it, else the one before."""
        after = len(self.text[end:]) - len(self.text[end:].lstrip())
        if self.text[end + after : end + after + 1] == b",":
            return start, end + after + 1
        before = self.text[:start].rstrip()
        return (len(before) - 1, end) if before.endswith(b",") else (start, end)


def survives(mutation: Mutation) -> bool:
    """Whether no test fails that should notice; a package that cannot be imported is noticed."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "plugins"
        shutil.copytree(PACKAGE, copied)
        (Path(folder) / "theme").symlink_to(ROOT / "theme")
        file = copied / mutation.file.relative_to(PACKAGE)
        text = file.read_bytes()
        file.write_bytes(text[: mutation.start] + text[mutation.end :])
        child = os.fork()
        if not child:
            _test(copied, mutation.tests)
        return os.waitpid(child, 0)[1] == 0


def _test(package: Path, tests: tuple[str, ...]) -> NoReturn:
    """Runs tests on a package in this process, which ends with their exit code."""
    os.chdir(ROOT)
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(ROOT), str(package)]
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    os._exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "--no-header", *tests]))


def main(words: list[str]) -> int:
    only_list = "--list" in words
    words = [word for word in words if word != "--list"]
    chosen = [one for one in mutations() if not words or any(word in one.what for word in words)]
    if only_list:
        print("\n".join(one.what for one in chosen))
        return 0
    left = 0
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(int(os.environ.get("MUTATIONS_AT_ONCE", "2")), context) as pool:
        untouched = [Mutation("nothing", chosen[0].file, 0, 0, tests) for tests in {one.tests for one in chosen}]
        for mutation, passed in zip(untouched, pool.map(survives, untouched), strict=True):
            if not passed:
                print(f"fails as it is: {' '.join(mutation.tests)}")
                return 2
        for mutation, survived in zip(chosen, pool.map(survives, chosen), strict=True):
            left += survived
            print(f"{'SURVIVED' if survived else 'noticed '}  {mutation.what}", flush=True)
    print(f"{len(chosen)} taken out, {left} survived")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
