"""What is refused, where, in which words; with libyaml and with PyYAML's own parser alike."""

from __future__ import annotations

import pytest
import yaml
from tests.support.patience import patience
from tests.support.source import outcome_of, problem_of, tree_of

from milepost.yaml import reader
from milepost.yaml.nodes import Map, Quoted, Seq, offset_of

pytestmark = pytest.mark.usefixtures("parser")

# text, rule, line, column, message, hint
REFUSED = [
    ("a: 1\nb: 2\na: 3", "yaml-duplicate-key", 3, 1, "'a' stands twice in one mapping, first in line 1", "keep one of them"),
    ("a: 1\n'a': 3", "yaml-duplicate-key", 2, 1, "'a' stands twice in one mapping, first in line 1", "keep one of them"),
    ("x: {b: , b: }", "yaml-duplicate-key", 1, 10, "'b' stands twice in one mapping, first in line 1", "keep one of them"),
    ("- a: 1\n- ? \n  ? b\n  ? \n", "yaml-duplicate-key", 4, 4, "'' stands twice in one mapping, first in line 2", "keep one of them"),
    ("a: *b", "yaml-alias", 1, 4, "alias *b is not allowed", "write the value out; references between things go by id"),
    ("*a : b", "yaml-alias", 1, 1, "alias *a is not allowed", "write the value out; references between things go by id"),
    ("a: &b c", "yaml-alias", 1, 4, "anchor &b is not allowed", "write the value out; references between things go by id"),
    ("a: &b [c]", "yaml-alias", 1, 4, "anchor &b is not allowed", "write the value out; references between things go by id"),
    ("&a b: c", "yaml-alias", 1, 1, "anchor &a is not allowed", "write the value out; references between things go by id"),
    ("a: &b !c d", "yaml-alias", 1, 4, "anchor &b is not allowed", "write the value out; references between things go by id"),
    ("a:\n  <<: {b: c}", "yaml-merge-key", 2, 3, "merge keys are not allowed", "write the values out"),
    ("a: !secret b", "yaml-tag", 1, 4, "tag !secret is not allowed", "write the value without a tag"),
    ("a: !!python/object:os.system {}", "yaml-tag", 1, 4, "tag !!python/object:os.system is not allowed", "write the value without a tag"),
    ("a: !!str b", "yaml-tag", 1, 4, "tag !!str is not allowed", "write the value without a tag"),
    ("a: ! b", "yaml-tag", 1, 4, "tag ! is not allowed", "write the value without a tag"),
    ("a: 1\n---\nb: 2", "yaml-documents", 2, 1, "a second document in one file", "put each document in a file of its own"),
    ("---\n---\nb: 2", "yaml-documents", 2, 1, "a second document in one file", "put each document in a file of its own"),
    ("a: 1\n...\n---\nb: 2", "yaml-documents", 3, 1, "a second document in one file", "put each document in a file of its own"),
    ("a:\n\t- b", "yaml-tab", 2, 1, "a tab in the indentation", "indent with spaces"),
    ("a:\n  b: 1\n \t c: 2", "yaml-tab", 3, 2, "a tab in the indentation", "indent with spaces"),
    ("a: 1\n\tb: 2", "yaml-tab", 2, 1, "a tab in the indentation", "indent with spaces"),
    ("a: |\n\tb", "yaml-tab", 2, 1, "a tab in the indentation", "indent with spaces"),
    ("[a]: b", "yaml-key", 1, 1, "a key must be plain text, not a list or a mapping", None),
    ("a:\n  ? {b: c}\n  : d", "yaml-key", 2, 5, "a key must be plain text, not a list or a mapping", None),
    ("{{a: b}: c}", "yaml-key", 1, 2, "a key must be plain text, not a list or a mapping", None),
    ('a: "b\\0"', "file-control-character", 1, 4, "control character U+0000 is not allowed", "delete it"),
    ('a: "\\x1b[31m"', "file-control-character", 1, 4, "control character U+001B is not allowed", "delete it"),
    ('"\\u0007": b', "file-control-character", 1, 1, "control character U+0007 is not allowed", "delete it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "message", "hint"), REFUSED, ids=lambda value: str(value)[:25]
)
def test_what_would_be_guesswork_is_refused(
    text: str, rule: str, line: int, column: int, message: str, hint: str | None
) -> None:
    problem = problem_of(text)
    assert problem.place
    assert (problem.rule, problem.place.line, problem.place.column, problem.message, problem.hint) == (
        rule,
        line,
        column,
        message,
        hint,
    )
    assert problem.place.excerpt == text.split("\n")[line - 1]


SYNTAX = [
    ("a: b: c", 1, 5, "put quotes around a text that contains ': '"),
    ("a: [b", 1, 4, None),
    ("a: 'b\nc: d\n", 1, 4, None),
    ("a: @b", 1, 4, "put quotes around a text that begins with this character"),
    ("a: `b`", 1, 4, "put quotes around a text that begins with this character"),
    ("a: b\nc\nd: e", 2, 1, "is a ':' missing, or the indentation off?"),
    ("- a\nb: c", 2, 1, None),
    ("a: b\n c: d", 2, 3, "put quotes around a text that contains ': '"),
    ("a: }", 1, 4, None),
    ("%YAML 2.0\n---\na: b", 1, 1, None),
]


@pytest.mark.parametrize(("text", "line", "column", "hint"), SYNTAX)
def test_what_is_no_yaml_is_refused_where_the_parser_stumbles(
    text: str, line: int, column: int, hint: str | None
) -> None:
    problem = problem_of(text)
    assert problem.place
    assert (problem.rule, problem.place.line, problem.place.column, problem.hint) == ("yaml-syntax", line, column, hint)


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\ud800", "\\uDFFF"])
def test_an_escape_for_a_character_there_is_not_is_refused(escape: str) -> None:
    assert problem_of(f'a: "{escape}"').rule == "yaml-syntax"


def test_a_message_says_where_what_was_left_open_begins(parser: str) -> None:
    message = problem_of("a: 1\nb: [c,\n  d\ne: f").message
    assert "that begins in line 2" in message


@pytest.mark.parametrize("count", [65, 60_000, 5_000_000])
@pytest.mark.parametrize(("unit", "column"), [("[", 65), ("- ", 129), ("{a: ", 257), ("[a, ", 257)])
def test_deep_nesting_is_refused_before_it_costs_anything(unit: str, column: int, count: int) -> None:
    if len(unit) * count > reader.MAX_BYTES:
        count = reader.MAX_BYTES // len(unit)
    with patience():
        problem = problem_of(unit * count)
    assert problem.place
    assert (problem.rule, problem.message) == ("yaml-too-deep", "nested more than 64 levels deep")
    assert (problem.place.line, problem.place.column) == (1, column)


def test_deep_blocks_are_refused_at_the_line_that_is_too_deep() -> None:
    problem = problem_of("\n".join(" " * depth + "a:" for depth in range(3000)))
    assert problem.place
    assert (problem.rule, problem.place.line, problem.place.column) == ("yaml-too-deep", 65, 65)


def test_sixty_four_levels_are_not_too_deep() -> None:
    node = tree_of("[" * 64 + "]" * 64)
    for _ in range(63):
        assert isinstance(node, Seq)
        (node,) = node
    assert node == []


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a: &a [x, x]", *(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20))]
    problem = problem_of("\n".join(lines))
    assert problem.headline == "a.yml:1:4: yaml-alias: anchor &a is not allowed"


def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_NODES", 1000)
    assert isinstance(tree_of("- a\n" * 999), Seq)
    problem = problem_of("- a\n" * 1100)
    assert problem.headline == "a.yml:1000:3: yaml-too-large: more than 1,000 values in one file"


def test_text_stays_as_it_was_typed() -> None:
    text = "[NO, yes, 1.10, 12:30, 010, 0x10, 1_000, 2026-09-14, .inf, True, '', \"\", ~x, nullable, 1e999]"
    assert tree_of(text) == [
        "NO", "yes", "1.10", "12:30", "010", "0x10", "1_000", "2026-09-14", ".inf", "True", "", "", "~x", "nullable",
        "1e999",
    ]  # fmt: skip


def test_only_what_is_plain_and_says_nothing_is_nothing() -> None:
    assert tree_of("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\ng: NULL\nh: |\n") == {
        "a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": "NULL", "h": "",
    }  # fmt: skip


def test_it_is_known_what_stood_in_quotes() -> None:
    node = tree_of("a: 1\nb: '1'\nc: \"1\"\nd: |\n  1\ne: >-\n  1\n")
    assert isinstance(node, Map)
    assert [isinstance(value, Quoted) for value in node.values()] == [False, True, True, True, True]


def test_a_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert tree_of("'<<': a") == {"<<": "a"}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing here\n", "---\n", "--- ~\n", "\ufeff", "...\n"[:0], "null"])
def test_a_file_without_a_document_is_empty(text: str) -> None:
    assert tree_of(text) is None


def test_every_key_and_value_knows_its_place() -> None:
    text = "# about\nitems:\n  - id: a\n    tags: [x, 'y']\n  - {id: b}\nend: |\n  z\n"
    root = tree_of(text)
    assert isinstance(root, Map)

    def at(*loc: str | int, key: bool = False) -> str:
        return text[offset_of(root, loc, key=key) :].split("\n", maxsplit=1)[0]

    assert at() == "items:"
    assert at("items", key=True) == "items:"
    assert at("items") == "- id: a"
    assert at("items", 0) == "id: a"
    assert at("items", 0, "id") == "a"
    assert at("items", 0, "tags", key=True) == "tags: [x, 'y']"
    assert at("items", 0, "tags", 1) == "'y']"
    assert at("items", 1, "id") == "b}"
    assert at("end") == "|"


def test_a_step_that_is_not_there_is_passed_over() -> None:
    text = "a: {b: [c]}"
    root = tree_of(text)
    assert offset_of(root, ("a", "missing")) == text.index("{")
    assert offset_of(root, ("a", "b", 7)) == text.index("[")
    assert offset_of(root, ("nothing", "at", "all")) == 0
    assert offset_of(root, ("a", "tagged-union", "b", 0)) == text.index("c")


def test_a_lone_text_knows_its_place() -> None:
    assert offset_of(tree_of("# about\n\nhello\n"), ()) == 9


def test_the_parsers_agree_about_everything_in_a_real_document(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "# A comment\nkind: roadmap   # another\nitems:\n- id: a\n  title: 'It''s'\n"
        '  summary: "tab\\t, é, line\\u2028"\n  description: |+\n    one\n\n    two\n\n  x: >-\n    folded\n    text\n'
        "  plain: several\n    lines of\n\n    text\n  url: https://example.org/?a=b#c\n  empty:\n"
        "- {id: b, tags: [x, \"y\", 'z'], map: {k: v}}\n- - nested\n  - list\n? complex\n: key\n"
    )
    mine = outcome_of(text)
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
    assert mine == outcome_of(text)
    assert not isinstance(mine, str)


def test_hostile_files_cost_little() -> None:
    for unit in ("{", "a: ", "&a ", "*a ", "!a ", "'", '"', "%", "|", "# ", "<<: ", "--- ", "? ", "[]", ",", "\u2028"):
        with patience():
            outcome_of(unit * (200_000 // len(unit)))
