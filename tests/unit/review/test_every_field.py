"""No edit is silent: whatever is taken out of the worked example, or put into it, a reviewer is told."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache, reduce
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from milepost.leak_check.yaml_writer import emit
from milepost.portfolio import Portfolio
from milepost.review.change import Change
from milepost.review.compare import compare
from milepost.ruleset import rule_levels
from milepost.source.nodes import Map, Seq
from milepost.workspace import FOLDER_FILE, RawFile, load_contents, read_files

DATA = Path(__file__).parents[3] / "content" / "data"
FILES = sorted(
    (file for file in read_files(DATA)[0] if not file.relative.endswith(FOLDER_FILE)),
    key=lambda file: len(file.source.text),
)
# They say who reads what, which shows in what they read; a former name is told where something bears another.
STEERS = ("audience", "disclose", "public", "formerly", "kind", "id")
AS_OF = date(2026, 11, 23)
# One of them is sound wherever not just any text is.
OTHERS = ("2031-01-02", "7", "paused", "wont", "security", "https://example.org/again")
Path_ = tuple[str | int, ...]


def fields(node: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The paths of all keys of a document but those that steer."""
    if isinstance(node, Map):
        for key, value in node.items():
            if key not in STEERS:
                yield (*path, key)
                yield from fields(value, (*path, key))
    elif isinstance(node, Seq):
        for place, value in enumerate(node):
            yield from fields(value, (*path, place))


def names(kind: str, path: Path_) -> tuple[str, ...]:
    return (kind, *(step for step in path if isinstance(step, str)))


def one_of_each() -> dict[str, tuple[RawFile, Path_]]:
    """Every field that is written anywhere, once."""
    found: dict[str, tuple[RawFile, Path_]] = {}
    for file in FILES:
        for path in fields(file.root):
            found.setdefault(".".join(names(str(file.root["kind"]), path)), (file, path))  # type: ignore[index, call-overload]
    return found


CASES = one_of_each()


def read(file: RawFile, root: Any) -> Portfolio | None:
    """A file by itself, None where it is not sound."""
    found = load_contents({file.relative: emit(root).encode()})
    return None if found.problems else found.portfolio


@cache
def whole(name: str) -> Portfolio:
    found = read(CASES[name][0], CASES[name][0].root)
    assert found
    return found


def edited(name: str) -> Iterator[Portfolio]:
    """The file of a field without it, and with something else in it, as far as either is sound."""
    file, path = CASES[name]
    if found := read(file, changed(file.root, path, None)):
        yield found
    value: Any = reduce(lambda node, step: node[step], path, file.root)
    if isinstance(value, str):
        others = (read(file, changed(file.root, path, one)) for one in (f"{value} again", *OTHERS) if one != value)
        yield from islice(filter(None, others), 1)


def changed(root: Any, path: Path_, value: str | None) -> Any:
    """A document with another value in a field, or without the field."""
    root = deepcopy(root)
    around = reduce(lambda node, step: node[step], path[:-1], root)
    if value is None:
        del around[path[-1]]
    else:
        around[path[-1]] = value
    return root


def told(before: Portfolio, after: Portfolio) -> list[Change]:
    return compare(before, after, AS_OF, levels=rule_levels())


@pytest.mark.parametrize("name", CASES)
def test_a_field_that_comes_goes_or_says_something_else_is_told(name: str) -> None:
    found = list(edited(name))
    assert found, "neither can it go, nor say anything else"
    assert all(told(whole(name), one) and told(one, whole(name)) for one in found)


def test_nothing_is_told_of_a_file_that_is_what_it_was() -> None:
    for name in {file.relative: name for name, (file, _) in CASES.items()}.values():
        assert told(whole(name), whole(name)) == []
