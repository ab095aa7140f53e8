from __future__ import annotations

from typing import Any

import pytest


def test_a_link_to_nothing_is_found_at_its_line(problems: Any) -> None:
    [problem] = problems(
        "unknown-text-link",
        """
        items:
        - id: checkout
          title: C
          status: planned
          description: |
            First a line.

            Then see [the checkout](item:checkout) and
            [another](item:chekout), please.
        """,
    )
    message = "the text links to an item 'chekout', which is not there"
    assert problem.headline == f"roadmap.yml:9:15: unknown-text-link: {message}"
    assert problem.place.excerpt == "    [another](item:chekout), please."
    assert problem.hint == "did you mean 'checkout'?"


def test_a_plain_text_has_no_links(find: Any) -> None:
    assert not find("unknown-text-link", "summary: see [a](item:x)")


def test_the_same_wrong_link_twice_is_found_twice(find: Any) -> None:
    found = find("unknown-text-link", "description: see [a](item:x) or [b](item:x)")
    message = "the text links to an item 'x', which is not there"
    assert found == [f"roadmap.yml:1:22: {message}", f"roadmap.yml:1:37: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "[a](item:A) and [b](kr:o/k) and <[c](objective:O)>",
        "[web](https://example.org/x) and [mail](mailto:a@example.org)",
        "`[a](item:nothing)`",
        "```\n[a](item:nothing)\n```",
        "~~~~ yaml\n[a](item:nothing)\n~~~~",
        "[further down](#further-down)",
        "A remark[^1]\n\n[^1]: below the text",
        "an array[0] (1) is no link, nor is item:nothing",
    ],
)
def test_links_that_lead_somewhere_and_code_are_fine(find: Any, text: str) -> None:
    block = "\n".join(f"    {line}" for line in text.split("\n"))
    roadmap = f"items:\n- id: a\n  title: A\n  status: planned\n  description: |\n{block}"
    files = {"strategy": "objectives: [{id: o, title: O, key_results: [{id: k, title: K}]}]"}
    assert not find("unknown-text-link", roadmap, **files)
    assert not find("unsafe-link", roadmap, **files)


@pytest.mark.parametrize(
    ("link", "rule", "message"),
    [
        ("[a](team:x)", "unknown-text-link", "the text links to a team 'x', which is not there"),
        ("[a](sprint:x)", "unsafe-link", "'sprint:x' cannot be linked to"),
        ("[a]: item:x", "unknown-text-link", "the text links to an item 'x', which is not there"),
        ("[a](<item:x>)", "unknown-text-link", "the text links to an item 'x', which is not there"),
        (
            "<a href='item:x'>a</a>",
            "unknown-text-link",
            "the text links to an item 'x', which is not there",
        ),
        (
            "[a](../other.md)",
            "unknown-text-link",
            "the link '../other.md' leads nowhere from a text of the plan",
        ),
        ("[a](javascript:alert)", "unsafe-link", "'javascript:alert' cannot be linked to"),
        ("[a](item:)", "unsafe-link", "'item:' cannot be linked to"),
        ("[a](itme:x)", "unsafe-link", "'itme:x' cannot be linked to"),
    ],
)
def test_links_of_other_kinds(find: Any, link: str, rule: str, message: str) -> None:
    found = find(rule, f"description: |\n  {link}")
    assert [text.partition(": ")[2] for text in found] == [message]


def test_words_for_outsiders_and_disclaimers_are_read_too(find: Any) -> None:
    roadmap = "items: [{id: a, title: A, status: planned, public: {description: 'see [x](item:x)'}}]"
    message = "the text links to an item 'x', which is not there"
    assert find("unknown-text-link", roadmap, portfolio="disclaimer: {public: 'see [x](item:x)'}") == [
        f"portfolio.yml:1:31: {message}",
        f"roadmap.yml:1:75: {message}",
    ]
