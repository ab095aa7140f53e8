"""What outsiders read that blames somebody, or tells who and where."""

from __future__ import annotations

import pytest
from tests.unit.checks.conftest import Find


def said(find: Find, rule: str, text: str, fields: str = "audience: public", **more: str) -> list[str]:
    found = find(rule, postmortem=f"id: a\n{fields}\nsummary: '{text}'", **more)
    return [one.partition(": ")[2].removeprefix("public readers are told ") for one in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The engineer should have looked.", "should have"),
        ("They shouldn’t have begun.", "shouldn’t have"),
        ("The captain should not have waited.", "should not have"),
        ("The deckhand failed to call.", "deckhand failed to"),
        ("Somebody forgot to lock it.", "forgot to"),
        ("The cause was human error.", "human error"),
        ("A careless change.", "careless"),
        ("It was done carelessly.", "carelessly"),
        ("The supplier is to blame.", "to blame"),
        ("It was the crew’s fault.", "crew’s fault"),
    ],
)
def test_blame_is_told(find: Find, text: str, words: str) -> None:
    assert said(find, "blame", text) == [f"'{words}', which reads as blame"]


@pytest.mark.parametrize(
    ("text"),
    [
        "The service failed to start.",
        "Two requests failed to reach the bank.",
        "It failed to open.",
        "An alarm would have told us ten minutes earlier.",
        "The default of 2016 made it likely.",
        "A fault of the pump stopped the boat.",
        "We should rehearse this.",
    ],
)
def test_what_made_it_likely_is_no_blame(find: Find, text: str) -> None:
    assert said(find, "blame", text) == []


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("public-person", "Write to ada.l@harbour.example.org.", "'ada.l@harbour.example.org', an e-mail address"),
        ("public-person", "Call +31 20 555 01 23 at night.", "'+31 20 555 01 23', a telephone number"),
        ("public-person", "Mr. Haddock noticed.", "'Mr. Haddock', a name"),
        ("public-person", "Thanks to @haddock.", "'@haddock', a name"),
        ("public-host", "It ran on tickets.harbour.internal alone.", "'tickets.harbour.internal', the name of a machine"),
        ("public-host", "It ran on db-01.prod.example.com alone.", "'db-01.prod.example.com', the name of a machine"),
        ("public-host", "It ran on web12 alone.", "'web12', the name of a machine"),
        ("public-host", "It listened on localhost only.", "'localhost', the name of a machine"),
        ("public-host", "From 10.20.0.7 on.", "'10.20.0.7', the address of a machine"),
        ("public-host", "From fe80::1ff:fe23:4567:890a on.", "'fe80::1ff:fe23:4567:890a', the address of a machine"),
        ("public-secret", "It was AKIA" + "IOSFODNN7EXAMPLE all along.", "what looks like an access key of a cloud"),
    ],
)  # fmt: skip
def test_who_and_where_is_told(find: Find, rule: str, text: str, words: str) -> None:
    assert said(find, rule, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "From 18:02 to 20:34, see https://status.example.org/2026/gates.",
        "Version 4.6.1 came back, version 1.2.3.4 did not.",
        "3.100 travellers, 41 000 in fares, +89 days.",
        "The Head of Ferry Operations and the Rollout Manager spoke.",
        "Half past ten::a long wait.",
    ],
)
@pytest.mark.parametrize("rule", ["public-person", "public-host", "public-secret"])
def test_times_numbers_roles_and_public_addresses_are_fine(find: Find, rule: str, text: str) -> None:
    assert said(find, rule, text) == []


def test_a_name_that_stands_among_the_people_is_known_as_one(find: Find) -> None:
    people = "audience: public\nparticipants: [Ada Example, Rollout Manager, deckhand]\nactions: [{title: A, owner: Bo Sample}]"
    text = "Ada Example and the Rollout Manager helped, with Bo Sample."
    assert said(find, "public-person", text, people) == [
        "'Ada Example', who stands among the people here",
        "'Bo Sample', who stands among the people here",
    ]


@pytest.mark.parametrize("rule", ["blame", "public-person", "public-host", "public-secret"])
def test_only_what_the_outermost_read_is_asked_about(find: Find, rule: str) -> None:
    text = "Mr. Haddock should have looked at 10.20.0.7, token: a1b2c3d4e5f6"
    assert len(said(find, rule, text)) == 1
    assert said(find, rule, text, "audience: internal") == []
    assert said(find, rule, text, "audience: public\nembargo_until: 2099-01-01") == []
    assert said(find, rule, text, "audience: public\npublic: {summary: A quiet evening}") == []
    assert find(rule, f"audience: public\nsummary: '{text}'") == []
    inside = f"went_wrong: [{{title: '{text}', audience: internal}}]\naudience: public"
    assert said(find, rule, "A quiet evening", inside) == []
    evidence = f"audience: public\nevents: [{{at: 2026, text: Bang, evidence: '{text}'}}]"
    assert said(find, rule, "A quiet evening", evidence) == []


def test_the_words_for_outsiders_are_asked_about_too(find: Find) -> None:
    text = "id: a\naudience: public\npublic:\n  summary: A careless change."
    assert find("blame", postmortem=text) == [
        "postmortem.yml:4:14: public readers are told 'careless', which reads as blame"
    ]
