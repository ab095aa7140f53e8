"""Changes of a tree change the text where they must, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from tests.support.edits import copied, source, tree

from milepost.editing import spans
from milepost.editing.tree_edits import edited
from milepost.problem import MilepostError
from milepost.yaml import reader
from milepost.yaml.nodes import Quoted

Change = Callable[[Any], None]


def put(*path: Any) -> Change:
    """Sets the value at a path, the last step of which is the value."""

    def change(node: Any) -> None:
        *steps, last, value = path
        for step in steps:
            node = node[step]
        node[last] = Quoted(value) if isinstance(value, str) else value

    return change


def gone(*path: Any) -> Change:
    def change(node: Any) -> None:
        *steps, last = path
        for step in steps:
            node = node[step]
        del node[last]

    return change


def behind(key: str, name: str, value: Any, *path: Any) -> Change:
    """A new key behind another."""

    def change(node: Any) -> None:
        for step in path:
            node = node[step]
        pairs = list(node.items())
        pairs.insert([one for one, _ in pairs].index(key) + 1, (name, value))
        node.clear()
        node.update(pairs)

    return change


def added(value: Any, *path: Any, at: int | None = None) -> Change:
    def change(node: Any) -> None:
        for step in path:
            node = node[step]
        node.insert(len(node) if at is None else at, value)

    return change


CASES = {
    "a value": ("a: 1  # why\nb: 2\n", put("a", "3"), "a: 3  # why\nb: 2\n"),
    "a quoted value keeps its quotes": ("a: 'x'\n", put("a", "y"), "a: 'y'\n"),
    "a value that needs quotes": ("a: x\n", put("a", "no: #1"), 'a: "no: #1"\n'),
    "a text that only looks like something else": ("a: x\n", put("a", "no"), "a: no\n"),
    "a version": ("a: x\n", put("a", "1.10"), "a: 1.10\n"),
    "a time": ("a: x\n", put("a", "12:30"), "a: 12:30\n"),
    "a text that would be nothing": ("a: x\n", put("a", "null"), 'a: "null"\n'),
    "an empty text": ("a: x\n", put("a", ""), 'a: ""\n'),
    "spaces at the ends": ("a: x\n", put("a", " y "), 'a: " y "\n'),
    "a no-break space": ("a: x\n", put("a", "10\u00a0km"), "a: 10\u00a0km\n"),
    "an emoji": ("a: x\n", put("a", "🚢 ahoy"), "a: 🚢 ahoy\n"),
    "a quotation mark": ("a: x\n", put("a", '"y"'), "a: '\"y\"'\n"),
    "a line separator": ("a: x\n", put("a", "y\u2028z"), 'a: "y\\Lz"\n'),
    "a value where nothing was": ("a:  # why\nb: 2\n", put("a", "3"), "a: 3  # why\nb: 2\n"),
    "a value in place of ~": ("a: ~\nb: 2\n", put("a", "3"), "a: 3\nb: 2\n"),
    "Windows line ends": ("a: 1\r\nb: 2\r\n", behind("a", "c", "3"), "a: 1\r\nc: 3\r\nb: 2\r\n"),
    "no line end at the end": ("a: 1\nb: 2", behind("b", "c", "3"), "a: 1\nb: 2\nc: 3"),
    "several lines": ("a: x  # why\nb: 2\n", put("a", "y\n\nz\n"), "a: |  # why\n  y\n\n  z\nb: 2\n"),
    "several lines in a flow mapping": ("a: {b: x}\n", put("a", "b", "y\nz\n"), 'a: {b: "y\\nz\\n"}\n'),
    "a line above an indented comment": ("a: x\n  # why\n", put("a", "y\nz\n"), 'a: "y\\nz\\n"\n  # why\n'),
    "one line in place of a block": ("a: |  # why\n  x\n  y\n\nb: 2\n", put("a", "z"), "a: z  # why\n\nb: 2\n"),
    "one line in place of a kept block": ("a: |+\n  x\n\nb: 2\n", put("a", "z"), "a: z\nb: 2\n"),
    "one line in place of a folded text": ("a: >-\n  x\n  y\nb: 2\n", put("a", "z"), "a: z\nb: 2\n"),
    "one line in place of a plain text of two": ("a: x\n  y\nb: 2\n", put("a", "z"), "a: z\nb: 2\n"),
    "a key behind a kept block": ("a: |+\n  x\n\nb: 2\n", behind("a", "c", "3"), "a: |+\n  x\n\nc: 3\nb: 2\n"),
    "a key of an entry": (
        "- a: 1\n  # about c\n  c: 2\n\n- a: 3\n", behind("a", "b", "x", 0), "- a: 1\n  b: x\n  # about c\n  c: 2\n\n- a: 3\n"
    ),
    "a mapping in an entry": ("- a: 1\n", behind("a", "b", {"c": "2"}, 0), "- a: 1\n  b:\n    c: 2\n"),
    "a mapping in a file that indents by 4": (
        "a:\n    b: 1\nc: 2\n", behind("c", "d", {"e": "3"}), "a:\n    b: 1\nc: 2\nd:\n    e: 3\n"
    ),
    "a key in a flow mapping": ("a: {b: 1, c: 2}\n", behind("b", "d", "x, y", "a"), 'a: {b: 1, d: "x, y", c: 2}\n'),
    "a short list": ("a: 1\n", behind("a", "b", ["x", "y"]), "a: 1\nb: [x, y]\n"),
    "a list of sentences": ("a: 1\n", behind("a", "b", ["Not now.", "Or then."]), "a: 1\nb:\n  - Not now.\n  - Or then.\n"),
    "one more in a flow list": ("a: [x, y]  # why\n", added("z", "a"), "a: [x, y, z]  # why\n"),
    "one more in an empty list": ("a: []  # why\n", added("z", "a"), "a: [z]  # why\n"),
    "one more in a block list": ("a:\n  - x\n  # then\n  - y\nb: 1\n", added("z", "a"), "a:\n  - x\n  # then\n  - y\n  - z\nb: 1\n"),
    "one more in a list that is not indented": ("a:\n- x\nb: 1\n", added("z", "a"), "a:\n- x\n- z\nb: 1\n"),
    "one more at the top": ("a:\n  # first\n  - x\n", added("z", "a", at=0), "a:\n  # first\n  - z\n  - x\n"),
    "one more entry, with a blank line between": (
        "a:\n  - b: 1\n    c: 2\n\n  - b: 3\n", added({"b": "4", "c": "5"}, "a"), "a:\n  - b: 1\n    c: 2\n\n  - b: 3\n\n  - b: 4\n    c: 5\n"
    ),
    "one more entry like its neighbors": (
        "a:\n  - {b: 1, c: 2}\nd: 1\n", added({"b": "4", "c": "5"}, "a"), "a:\n  - {b: 1, c: 2}\n  - {b: 4, c: 5}\nd: 1\n"
    ),
    "one less in a flow list": ("a: [x, y, z]\n", gone("a", 1), "a: [x, z]\n"),
    "the last less in a flow list": ("a: [x, y]\n", gone("a", 1), "a: [x]\n"),
    "one less in a block list": ("a:\n  - x  # why\n  - y\n", gone("a", 0), "a:\n  - y\n"),
    "a key less": ("a: 1\nb: |\n  x\n# c\nc: 3\n", gone("b"), "a: 1\n# c\nc: 3\n"),
    "the last key less": ("a: 1\nb: 2", gone("b"), "a: 1"),
    "the first key of an entry less": ("- a: 1\n  b: 2\n", gone(0, "a"), "- b: 2\n"),
    "a key less in a flow mapping": ("{a: 1, b: 2, c: 3}\n", gone("b"), "{a: 1, c: 3}\n"),
    "a text that becomes a mapping": (
        "a:\n  - Some text  # why\n  - b\n", put("a", 0, {"text": "Some text", "done": "true"}), "a:\n  - text: Some text  # why\n    done: true\n  - b\n"
    ),
    "a text that becomes a mapping in a flow list": (
        "a: [x, y]\n", put("a", 1, {"text": "y", "done": "true"}), "a: [x, {text: y, done: true}]\n"
    ),
    "a list in place of a text": ("a: x  # why\nb: 1\n", put("a", ["a long sentence", "b"]), "a:  # why\n  - a long sentence\n  - b\nb: 1\n"),
    "a text in place of a list": ("a:  # why\n  - x\n  - y\nb: 1\n", put("a", "z"), "a: z  # why\nb: 1\n"),
}  # fmt: skip


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML comes without libyaml, its own parser reads the files."""
    if request.param == "python":
        monkeypatch.setattr(spans, "_Loader", yaml.SafeLoader)
        monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", CASES)
def test_a_change_leaves_all_other_bytes_alone(name: str) -> None:
    text, change, expected = CASES[name]
    # The root of a document is a mapping.
    text, expected = (f"root:\n{one}" if one.startswith("-") else one for one in (text, expected))
    old = tree(text)
    new = copied(old)
    change(new["root"] if text.startswith("root:") else new)

    assert edited(source(text), old, new) == expected


def test_a_key_that_is_marked_with_a_question_mark_is_refused_at_its_line() -> None:
    text = "a: 1\n? b\n: 2\n"
    old = tree(text)
    new = copied(old)
    new["b"] = "3"

    with pytest.raises(MilepostError) as raised:
        edited(source(text), old, new)

    (problem,) = raised.value.problems
    assert problem.rule == "not-editable"
    assert problem.hint == "edit the file by hand"
