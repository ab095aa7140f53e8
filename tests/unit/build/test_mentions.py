from __future__ import annotations

import pytest

from milepost.build.mentions import typed, without_links

HIDDEN = {"item:secret", "secret.md", "../secret.md#top", "my secret.md"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [the plan](item:secret) now", "see the plan now"),
        ("see [the plan](item:open) now", "see [the plan](item:open) now"),
        ('[a](secret.md "title") and [b](<my secret.md>)', "a and b"),
        ("[**bold** [x]](../secret.md#top)", "**bold** [x]"),
        (r"[a \] b](item:secret)", r"a \] b"),
        ("![an image](secret.md)", "![an image](secret.md)"),
        ("`[code](item:secret)` [x](item:secret)", "`[code](item:secret)` x"),
        ("```\n[code](item:secret)\n```\n[x](item:secret)", "```\n[code](item:secret)\n```\nx"),
        (
            "[a][one]\n\n[one]: item:secret\n[two]: item:open",
            "[a][one]\n\n[one]: nowhere.md\n[two]: item:open",
        ),
        ("item:secret is only a word here", "item:secret is only a word here"),
    ],
)
def test_a_link_to_what_is_hidden_leaves_its_words(text: str, expected: str) -> None:
    assert without_links(text, HIDDEN.__contains__) == expected


def test_a_link_by_id_has_a_type_and_an_id() -> None:
    assert typed("kr:trust/shelves") == ("kr", "trust/shelves")
    assert typed("guide/index.md") is None
    assert typed("https://example.org/") is None
