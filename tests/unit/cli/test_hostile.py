"""Hostile words through every format of both commands, each read by a reader that is not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import annotations, gfm
from tests.support.hostile import COMMANDS, PATHS, TEXTS, change, problem, review

from milepost import escaping
from milepost.cli.formats import FORMATS
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.review import Review
from milepost.problem import Level

pytestmark = pytest.mark.whole

# What an author writes stands in the middle of what we write; each is told from its surroundings by these.
BEFORE, AFTER = "Prologue", "Epilogue"
SITE = ChangeLinks(site="https://example.com/plan", audience="public")
NO_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
HARMFUL = {name: text for name, text in TEXTS.items() if name not in ("nothing at all", "spaces")}


def hostile(text: str) -> Review:
    """A review whose every part that somebody chose holds the text."""
    found = review(change(text), change(text, gone=True), base=f"a{text[:80]}", head=text[:80])
    return replace(found, notes=(text,))


def both(name: str, text: str) -> list[str]:
    """What `check` and `diff` print."""
    form = FORMATS[name]
    printed = [form.problems([problem(text), problem(text)]), form.review(hostile(text), SITE)]
    return [click.unstyle(output) for output in printed]


every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
every_format = pytest.mark.parametrize("name", list(FORMATS))


@every_format
@every_text
def test_nothing_that_a_terminal_obeys_is_printed_and_all_of_it_can_be(name: str, text: str) -> None:
    for output in both(name, text):
        assert NO_CONTROL.findall(output) == []
        assert output.encode("utf-8")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"github"}))
@every_text
def test_a_log_that_holds_the_output_tells_the_runner_nothing(name: str, text: str) -> None:
    for output in both(name, text):
        assert annotations.read(output).commands == []
        assert re.search(r"##\w*\[", output) is None  # no other forge's runner either


@every_text
def test_a_runner_is_told_our_annotations_and_no_other(text: str) -> None:
    for output, number in zip(both("github", text), (2, 2), strict=True):
        log = annotations.read(output)
        assert [one.name for one in log.commands] == ["warning"] * number
        assert all(one.properties["title"] in ("overdue", "Promises: date-slipped") for one in log.commands)
        assert {one.properties.get("file") for one in log.commands} <= {"data/plan.yml", None}
        assert log.lines == []


@pytest.mark.parametrize("text", COMMANDS.values(), ids=COMMANDS)
def test_what_stands_in_the_log_for_want_of_room_tells_the_runner_nothing_either(text: str) -> None:
    found = [problem(text, f"{text}.yml", Level.INFO) for _ in range(200)]
    log = annotations.read(FORMATS["github"].problems(found))

    assert [one.name for one in log.commands] == ["notice"] * 10 + ["group", "endgroup"]
    assert len(log.lines) == 191


@pytest.mark.parametrize("path", PATHS)
def test_a_file_of_any_name_makes_one_annotation_with_that_name(path: str) -> None:
    (shown,) = annotations.read(FORMATS["github"].problems([problem("x", path)])).commands

    assert shown.properties["file"] == "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
    assert (shown.properties["line"], shown.properties["title"], shown.text.split("\n")[0]) == ("3", "overdue", "x")


@every_text
def test_programs_read_the_very_words_of_the_author(text: str) -> None:
    check, diff = (json.loads(output) for output in both("json", text))

    assert [one["message"] for one in check["problems"]] == [text, text]
    assert [(one["title"], one["before"] or "") for one in diff["changes"]] == [(text, text)] * 2


@every_text
def test_xml_holds_the_words_on_one_line_each(text: str) -> None:
    check, diff = (ET.fromstring(output.encode()) for output in both("junit", text))

    for root in (check, diff):
        assert {node.tag for node in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    words = escaping.cut(visible(text), 4000)
    told = (check.findtext(".//failure") or "").replace(gfm.INVISIBLE, "").split("\n")
    assert told == [*([words, words] if words else []), "data/plan.yml:3:7"]


def visible(text: str) -> str:
    """The words on one line, where what cannot be seen is a replacement character: computed one by one."""
    unseen = {*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    unseen |= {*range(0xD800, 0xE000), 0xFEFF, 0xFFFE, 0xFFFF, *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC)}
    unseen |= {0xAD, 0x115F, 0x1160, 0x180E, 0x200B, *range(0x2061, 0x2065), 0x3164, 0xFFA0, *range(0xE0000, 0xE1000)}
    words = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if ord(c) in unseen else c for c in words).replace(gfm.INVISIBLE, "")


# Everything that a comment is made of.
MARKUP = {"h3", "h4", "p", "ul", "li", "strong", "a", "br", "sub", "span", "details", "summary"}
AROUND: dict[str, Callable[[str], str]] = {
    "a paragraph": lambda text: text,
    "a point": lambda text: f"- {text}",
    "a heading": lambda text: f"## {BEFORE} {text} {AFTER}",
    "a row": lambda text: f"| {BEFORE} | {AFTER} |\n|---|---|\n| {text} | {AFTER} |",
    "a link": lambda text: f"[{text}](https://example.com/)",
    "strong words": lambda text: f"- **{BEFORE}** {text}: {text} _{AFTER}_",
}


@pytest.mark.parametrize("text", [*HARMFUL.values(), " ".join(HARMFUL.values())], ids=[*HARMFUL, "all of it"])
@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_a_forge_shows_plain_text_as_it_is_wherever_it_stands(around: Callable[[str], str], text: str) -> None:
    shown = gfm.read(around(escaping.plain(text)))
    harmless = gfm.read(around("harmless"))

    assert [one for one in shown.elements if one != "span"] == harmless.elements
    assert shown.links == harmless.links
    assert shown.told == []
    assert shown.words == harmless.words.replace("harmless", visible(text))


@pytest.mark.parametrize("text", [*HARMFUL.values(), " ".join(HARMFUL.values())], ids=[*HARMFUL, "all of it"])
def test_a_comment_holds_our_elements_and_links_and_no_other_and_tells_nobody(text: str) -> None:
    for said, harmless in zip(both("markdown", text), both("markdown", "harmless"), strict=True):
        shown, expected = gfm.read(said), gfm.read(harmless)
        assert [one for one in shown.elements if one != "span"] == expected.elements
        assert shown.links == expected.links
        assert shown.told == expected.told == []
        assert escaping.cut(visible(text), 60).removesuffix("…") in shown.words


def test_two_hundred_changes_of_every_kind_of_text_keep_within_a_comment_and_the_rest_is_counted() -> None:
    texts = [f"{text[:400]} " * 3 for text in HARMFUL.values()] * 5
    said = FORMATS["markdown"].review(review(*(change(text) for text in texts[:200])), SITE)
    shown = gfm.read(said)
    told = len(re.findall("date-slipped", shown.text))

    assert len(said) <= 60_000
    assert told < 200
    assert {one.split(" ")[0] for one in shown.elements} == MARKUP
    assert f"And {200 - told} more (Promises {200 - told})" in shown.words
    assert shown.told == []


characters = st.text(
    st.one_of(st.sampled_from("\\`*_[](){}<>#+-.!|~$&@:;/=%'\"^ \n\ta1xw"), st.characters(exclude_categories=())),
    max_size=40,
)


@given(characters)
def test_plain_text_is_plain_whatever_it_is(text: str) -> None:
    shown = gfm.read(f"- {escaping.plain('x' + text)}\n\n{escaping.plain('x' + text)}")

    assert set(shown.elements) <= {"ul", "li", "p", "span"}
    assert shown.told == []
    assert shown.words == " ".join([visible("x" + text)] * 2)


@given(characters)
def test_a_line_is_one_line_and_says_the_same(text: str) -> None:
    assert escaping.line(text).replace(gfm.INVISIBLE, "") == visible(text)
    assert len(escaping.line(text).splitlines()) <= 1
    assert annotations.read(f"- {escaping.line(text)}").commands == []


@given(characters, characters)
def test_an_annotation_says_what_was_written(text: str, path: str) -> None:
    (shown,) = annotations.read(FORMATS["github"].problems([replace(problem(text, f"a{path}"), hint=None)])).commands

    assert shown.text.replace(gfm.INVISIBLE, "") == visible(text)
    assert shown.properties["file"] == "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in f"a{path}"
    )
