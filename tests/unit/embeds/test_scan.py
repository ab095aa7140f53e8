"""Which fences of a page are ours, and where they stand."""

from __future__ import annotations

from textwrap import dedent

import pytest

from milepost.embeds.scan import Block, blocks_in


def scan(text: str) -> list[Block]:
    return blocks_in(dedent(text).strip("\n").split("\n"))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("``` milepost", "```"),
        ("```milepost", "```"),
        ("~~~ milepost", "~~~"),
        ("`````  milepost  ", "`````  "),
        ("```{.milepost}", "```"),
        ("``` { .milepost }", "```"),
        ("``` .milepost", "```"),
    ],
)
def test_a_block_begins_and_ends_with_the_same_fence(first: str, last: str) -> None:
    (block,) = scan(f"words\n\n{first}\nview: list\n\nlimit: 2\n{last}\nmore")
    assert (block.first, block.last, block.body, block.closed) == (3, 7, "view: list\n\nlimit: 2", True)
    assert (block.prefix, block.options) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "```yaml\nview: list\n```",
        "``` mileposts\nview: list\n```",
        "``milepost\nview: list\n``",
        "Write ```milepost``` in a line.",
        "```milepost```",
        "````markdown\n``` milepost\nview: list\n```\n````",
        "~~~\n``` milepost\nview: list\n```\n~~~",
        "<!--\n``` milepost\nview: list\n```\n-->",
        "<!-- words\n\n``` milepost\nview: list\n```\n\nend --> words",
    ],
)
def test_other_code_and_what_is_commented_out_is_no_block(text: str) -> None:
    assert scan(text) == []


def test_a_comment_within_a_fence_hides_nothing_behind_it() -> None:
    text = "```html\n<!--\n```\n\n``` milepost\na: b\n```\n\n-->"
    assert [block.first for block in scan(text)] == [5]


def test_a_comment_that_nothing_ends_is_none() -> None:
    assert [block.first for block in scan("<!-- never\n\n``` milepost\na: b\n```")] == [3]


def test_a_block_in_a_list_has_the_indentation_of_the_list() -> None:
    (block,) = scan("- a list\n\n    ``` milepost\n    view: list\n\n    where: {}\n    ```")
    assert (block.prefix, block.body, block.first, block.last) == ("    ", "view: list\n\nwhere: {}", 3, 7)


def test_a_tab_indents_as_far_as_four_spaces() -> None:
    (block,) = scan("- a list\n\n\t``` milepost\n\tview: list\n    ```")
    assert (block.prefix, block.body) == ("    ", "view: list")


def test_a_block_in_a_quotation_is_without_its_marks() -> None:
    (block,) = scan("> ``` milepost\n> view: list\n>\n> limit: 1\n> ```")
    assert (block.prefix, block.body) == ("> ", "view: list\n\nlimit: 1")


@pytest.mark.parametrize("text", ["``` milepost\nview: list", "``` milepost\nview: list\n~~~", "``` milepost\n````"])
def test_a_block_without_an_end_is_not_closed(text: str) -> None:
    (block,) = scan(text)
    assert not block.closed


def test_a_line_that_is_indented_less_breaks_a_block_off() -> None:
    (block,) = scan("- a\n\n    ``` milepost\n    view: list\n  where: {}\n    ```")
    assert (block.first, block.last, block.closed) == (3, 5, False)


@pytest.mark.parametrize("header", ["milepost view=list", 'milepost title="A"', "{.milepost #id}", "milepost {.x}"])
def test_what_follows_the_name_is_kept(header: str) -> None:
    (block,) = scan(f"``` {header}\nview: list\n```")
    assert block.options


def test_several_blocks_come_in_their_order() -> None:
    assert [block.body for block in scan("``` milepost\na\n```\n\n~~~milepost\nb\n~~~")] == ["a", "b"]
