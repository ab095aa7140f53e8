"""Which entity is which: by its id, by what it was called before, by its words."""

from __future__ import annotations

import pytest
from tests.unit.diff.edits import BASE, encoded
from tests.unit.diff.test_compare import compared, told

HEAD = "kind: portfolio\ntitle: Till & Co\nteams: [{id: counter, title: Counter}]\npeople: [{id: ops, role: Head}]\n"
AIM = """\
kind: strategy
audience: public
title: Aim
vision: Nobody queues.
principles: [We never sell data, We answer at once, We answer at once]
customers: [{id: guest, title: Guest}]
needs: [{id: quick, statement: To be quick, customer: guest}]
bets: [{title: They come, hypothesis: If it is quick they come}]
"""
LESSONS = "kind: lessons\naudience: public\ntitle: Learned\nlessons:\n  - {id: warn, title: Warn first}\n"
HANDOVER = "kind: handover\nid: shop\ntitle: Shop\nfrom: Them\nto: Us\nreadiness: [{criterion: Tried}]\n"


def items(*lines: str) -> str:
    return "kind: roadmap\ntitle: Plan\nitems:\n" + "".join(f"  - {{{line}, status: planned}}\n" for line in lines)


def says(before: str, after: str, name: str = "a.yml", now: str | None = None) -> list[str]:
    found = compared(encoded({now or name: after}), before={name: before})
    return list(told(found))


def test_a_former_id_is_followed_and_nothing_else_is_said() -> None:
    assert says(items("id: a, title: A"), items("id: b, title: A, formerly: [a]")) == [
        "renamed: A has the id b; it was a"
    ]


def test_of_a_chain_of_former_ids_the_one_that_was_there_is_followed() -> None:
    assert says(items("id: b, title: A, formerly: [a]"), items("id: c, title: A, formerly: [a, b]")) == [
        "renamed: A has the id c; it was b"
    ]


def test_two_entities_that_swap_their_ids_are_followed() -> None:
    after = items("id: b, title: A, formerly: [a]", "id: a, title: B, formerly: [b]")
    assert says(items("id: a, title: A", "id: b, title: B"), after) == [
        "renamed: A has the id b; it was a",
        "renamed: B has the id a; it was b",
    ]
    assert says(after, after) == []


def test_an_id_that_is_used_anew_belongs_to_something_new() -> None:
    after = items("id: a, title: Another", "id: b, title: A, formerly: [a]")
    assert says(items("id: a, title: A"), after) == [
        "scope-added: Another is a new item: planned",
        "renamed: A has the id b; it was a",
    ]
    later = items("id: a, title: Another one", "id: b, title: A, formerly: [a]")
    assert says(after, later) == ["words-changed: Another one was called Another"]


def test_an_id_in_other_letters_is_the_same() -> None:
    assert says(items("id: Pay, title: A"), items("id: pay, title: A")) == []


def test_a_document_is_the_same_wherever_its_file_lies() -> None:
    for text in (AIM, HEAD, LESSONS):
        assert says(text, text, "a.yml", "other/b.yml") == (
            ["renamed: Learned has the id b; it was a"] if text is LESSONS else []
        )


def test_sentences_without_an_id_are_told_apart_by_their_words() -> None:
    turned = AIM.replace(
        "We never sell data, We answer at once, We answer at once", "We answer at once, We never sell data"
    )
    assert says(AIM, turned) == [
        "words-changed: We answer at once is no longer there; it was a statement",
    ]
    reworded = AIM.replace("We never sell data", "We never sell any data")
    assert says(AIM, reworded) == ["words-changed: We never sell any data read “We never sell data” before"]


@pytest.mark.parametrize(
    ("text", "old", "new", "line"),
    [
        (HEAD, "title: Counter", "title: Desk", "people-changed: Desk was called Counter"),
        (HEAD, "role: Head", "role: Chief", "people-changed: Chief has its role changed from Head to Chief"),
        (AIM, "customer: guest", "customer: guest, importance: 5", "goal-changed: To be quick gets an importance: 5"),
        (LESSONS, "first}", "first, effect: Less}", "words-changed: Warn first (Learned) gets an effect: “Less”"),
        (HANDOVER, "Tried}", "Tried, status: met}", "status-changed: Tried (Shop) is now met"),
        (HANDOVER, "to: Us", "to: You", "people-changed: Shop has its receiving team changed from Us to You"),
    ],
)
def test_entities_of_every_kind_of_document_are_followed(text: str, old: str, new: str, line: str) -> None:
    assert old in text
    assert says(text, text.replace(old, new)) == [line]
    assert says(text, text) == []


def test_outsiders_are_told_what_holds_for_a_site_though_its_document_is_hidden() -> None:
    before, after = ({**BASE, "p.yml": f"kind: portfolio\ntitle: {title}\n"} for title in ("Till", "Tills"))
    changes = compared(encoded(after), "public", before=before)
    assert told(changes) == ("words-changed: Tills was called Till",)


def outside(before: str, after: str) -> list[str]:
    texts = (text.replace("title: Plan", "title: Plan\naudience: public") for text in (before, after))
    first, second = ({"a.yml": text} for text in texts)
    return list(told(compared(encoded(second), "public", before=first)))


def test_outside_where_former_ids_are_not_seen_a_title_tells_what_has_another_id() -> None:
    kept = items("id: b, title: A, formerly: [a]"), items("id: b, title: A")
    assert [outside(items("id: a, title: A"), after) for after in kept] == [["renamed: A has the id b; it was a"]] * 2


def test_outside_a_title_that_two_have_tells_nothing() -> None:
    rules = [
        one.partition(":")[0] for one in outside(items("id: a, title: A"), items("id: b, title: A", "id: c, title: A"))
    ]
    assert rules == ["scope-removed", "scope-added", "scope-added"]
