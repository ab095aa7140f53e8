"""Blocks: whatever stands in one is a view or a problem, and a page has those that its Markdown has."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from milepost.embeds.block_source import BlockText
from milepost.embeds.reading import read_block
from milepost.embeds.scan import LANGUAGE, Block, blocks_in
from milepost.embeds.spec import KEYS, LANES, VIEWS

WORDS = [*KEYS, *VIEWS, *LANES, "status", "team", "end", "2026-Q4", "-end", "true", "-1", "10", "planned", "~", ""]
SCALARS = st.sampled_from(WORDS) | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda values: f"[{', '.join(values)}]"),
        st.dictionaries(SCALARS, inner, max_size=3).map(
            lambda values: "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"
        ),
    ),
    max_leaves=8,
)
LIKELY = st.lists(st.tuples(SCALARS, VALUES), max_size=5).map(
    lambda lines: "\n".join(f"{key}: {value}" for key, value in lines)
)


@given(st.text() | LIKELY)
@example("view: \ud800")
@example("? [a]\n: b")
@example("view: list\nwhere: {team: 'a', team: b}")
def test_any_text_in_a_block_is_read_or_told_as_a_problem_in_the_page(body: str) -> None:
    lines = ["``` milepost", *body.split("\n"), "```"]
    block = Block(1, len(lines), "", "", body, closed=True)

    spec, problems = read_block(block, BlockText("page.md", block, lines), 1)

    assert (spec is None) == bool(problems)
    for problem in problems:
        assert problem.place
        assert problem.text()
        assert 1 <= problem.place.line <= len(lines)


FENCES = ["```", "````", "~~~", "~~~~"]
HEADERS = ["", " milepost", "milepost", " python", " {.milepost}", " .milepost", "  milepost  ", " yaml"]
PREFIXES = ["", "", "    ", "\t", "> ", ">     ", "        "]
LINES = [f"{fence}{header}" for fence in FENCES for header in HEADERS] + [
    "view: list",
    "",
    "words",
    "  deeper",
    "- item",
    "> q",
]


@given(st.lists(st.tuples(st.sampled_from(PREFIXES), st.sampled_from(LINES)), max_size=14))
@example([("", "```milepost"), ("", "````"), ("", "```")])
@example([("    ", "```milepost"), ("", "view: list"), ("    ", "```"), ("", "```"), ("", "```milepost"), ("", "```")])
def test_the_blocks_of_a_page_are_those_that_superfences_finds(parts: list[tuple[str, str]]) -> None:
    text = "\n".join(prefix + line for prefix, line in parts)
    expected: list[str] = []

    def note(source: str, *_: Any, **__: Any) -> str:
        expected.append(source)
        return "<div></div>"

    fence = {"name": LANGUAGE, "class": LANGUAGE, "format": note}
    Markdown(
        extensions=["pymdownx.superfences"], extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}}
    ).convert(text)

    assert [block.body for block in blocks_in(text.split("\n")) if block.closed] == expected
