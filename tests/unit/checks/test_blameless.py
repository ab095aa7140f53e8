"""What outsiders read that blames somebody, or tells who and where."""

from __future__ import annotations

import pytest
from pydantic import BaseModel
from tests.support.fields import models
from tests.unit.checks.conftest import Find

from milepost.checks.texts import strings_of
from milepost.kinds.registry import KINDS
from milepost.schema.base import Entry, FolderAudience
from milepost.schema.fields import fields_of


def said(find: Find, rule: str, text: str, fields: str = "audience: public", **more: str) -> list[str]:
    found = find(rule, postmortem=f"id: a\n{fields}\nsummary: '{text}'", **more)
    return [one.partition(": ")[2].removeprefix("public readers see ") for one in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The engineer should have looked.", "engineer should have"),
        ("They shouldn’t have begun.", "They shouldn’t have"),
        ("The captain should not have waited.", "captain should not have"),
        ("The deckhand failed to call.", "deckhand failed to"),
        ("Somebody forgot to lock it.", "Somebody forgot to"),
        ("The cause was human error.", "human error"),
        ("A careless change.", "careless"),
        ("It was done carelessly.", "carelessly"),
        ("The supplier is to blame.", "blame"),
        ("It was the crew’s fault.", "crew’s fault"),
        ("Ops should’ve known that.", "Ops should’ve"),
        ("They really ought to have noticed.", "really ought to have"),
        ("The on-call engineer failed to follow the runbook.", "engineer failed to"),
        ("It was caused by a user error.", "caused by a user error"),
        ("It was an operator mistake.", "operator mistake"),
        ("It was his own mistake.", "his own mistake"),
        ("Nobody bothered to check.", "Nobody bothered to"),
        ("The deckhand did not pay attention.", "did not pay attention"),
        ("The engineer overlooked the alert.", "engineer overlooked"),
        ("A lack of care.", "lack of care"),
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
        "We should have a second person by March.",
        "The alarm should have rung at 18:05.",
        "Refunds should have been paid once.",
        "It should not have been possible to publish on a Friday.",
        "What should have happened is written down.",
        "The new firmware failed to boot; the second attempt failed to finish.",
        "The rate of user errors rose to 3 %.",
        "We looked at it without blame.",
        "The pump’s fault light was on.",
    ],
)
def test_what_made_it_likely_is_no_blame(find: Find, text: str) -> None:
    assert said(find, "blame", text) == []


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("public-person", "Write to ada.l@harbour.example.org.", "'ada.l@harbour.example.org', an e-mail address"),
        ("public-person", "Call +31 20 555 01 23 at night.", "'+31 20 555 01 23', a telephone number"),
        ("public-person", "Mr. Haddock noticed.", "'Mr. Haddock', the name of a person"),
        ("public-person", "Thanks to @haddock.", "'@haddock', the name of a person"),
        ("public-person", "Call 020 555 0123 at night.", "'020 555 0123', a telephone number"),
        ("public-person", "Mobile: 5550 1234.", "'Mobile: 5550 1234', a telephone number"),
        ("public-person", "Captain Haddock noticed.", "'Captain Haddock', the name of a person"),
        ("public-host", "It ran on prod-db-2 alone.", "'prod-db-2', the name of a machine"),
        ("public-host", "It ran on kiosk-7d4b9c6f5d-x2v8q alone.", "'kiosk-7d4b9c6f5d-x2v8q', the name of a machine"),
        ("public-host", "It called gates-api:8080 first.", "'gates-api:8080', the name of a machine"),
        ("public-host", "It ran on tickets.harbour.internal alone.", "'tickets.harbour.internal', the name of a machine"),
        ("public-host", "It ran on db-01.prod.example.com alone.", "'db-01.prod.example.com', the name of a machine"),
        ("public-host", "It ran on web12 alone.", "'web12', the name of a machine"),
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
        "A reader of firmware 4.12.1.2, step 3.2.1.1, and 8 of 12 nodes.",
        "Fixed in log4j.apache.org, oauth2.example.org and s3.amazonaws.com; INC-2026-0042, since:2026.",
        "From +200 to +300 tickets, ISO 9001:2015, 12 345 678 crossings, 2026-06-20 18:02.",
        "`@media print` and @scope/package were to be loaded.",
        "3.100 travellers, 41 000 in fares, +89 days.",
        "The Head of Ferry Operations and the Rollout Manager spoke.",
        "Half past ten::a long wait.",
    ],
)
@pytest.mark.parametrize("rule", ["public-person", "public-host", "public-secret"])
def test_times_numbers_roles_and_public_addresses_are_fine(find: Find, rule: str, text: str) -> None:
    assert said(find, rule, text) == []


def test_a_name_that_is_among_the_people_is_known_as_one(find: Find) -> None:
    people = "audience: public\nparticipants: [Ada Example, Rollout Manager, deckhand]\nactions: [{title: A, owner: Bo Sample}]"
    text = "Ada Example and the Rollout Manager helped, with Bo Sample."
    assert said(find, "public-person", text, people) == [
        "'Ada Example', who is named elsewhere as a person",
        "'Bo Sample', who is named elsewhere as a person",
    ]


@pytest.mark.parametrize(
    ("rule", "field", "words"),
    [
        ("public-host", "affected: [db01.harbour.internal]", "'db01.harbour.internal', the name of a machine"),
        ("public-host", "impact: {metrics: [http 500 on web12]}", "'web12', the name of a machine"),
        ("public-host", "links: [{title: Ticket, url: 'https://jira.harbour.corp/T-1'}]", "'jira.harbour.corp', the name of a machine"),
        ("public-person", "links: [{title: Write, url: 'mailto:ada@harbour.example.org'}]", "'ada@harbour.example.org', an e-mail address"),
        ("public-secret", "links: [{title: See, url: 'https://example.org/?token=a1b2c3d4e5'}]", "what looks like a secret in an address"),
    ],
)  # fmt: skip
def test_names_and_addresses_of_the_authors_own_are_asked_about_too(
    find: Find, rule: str, field: str, words: str
) -> None:
    assert said(find, rule, "A quiet evening", f"audience: public\n{field}") == [words]
    assert said(find, rule, "A quiet evening", f"audience: internal\n{field}") == []


def test_an_id_is_nothing_that_tells_of_a_machine(find: Find) -> None:
    portfolio = "services: [{id: web12, title: The web, audience: public}]"
    assert (
        said(find, "public-host", "A quiet evening", "audience: public\naffected: [web12]", portfolio=portfolio) == []
    )


@pytest.mark.parametrize("rule", ["blame", "public-person", "public-host", "public-secret"])
def test_only_what_external_readers_see_is_asked_about(find: Find, rule: str) -> None:
    text = "Mr. Haddock should have looked at 10.20.0.7, token: a1b2c3d4e5f6"
    assert len(said(find, rule, text)) == 1
    assert said(find, rule, text, "audience: internal") == []
    assert said(find, rule, text, "audience: public\nembargo_until: 2099-01-01") == []
    assert said(find, rule, text, "audience: public\npublic: {summary: A quiet evening}") == []
    everywhere = find(rule, f"audience: public\nsummary: '{text}'")
    assert len(everywhere) == (0 if rule == "blame" else 1)
    inside = f"went_wrong: [{{title: '{text}', audience: internal}}]\naudience: public"
    assert said(find, rule, "A quiet evening", inside) == []
    evidence = f"audience: public\nevents: [{{at: 2026, text: Bang, evidence: '{text}'}}]"
    assert said(find, rule, "A quiet evening", evidence) == []


def test_the_words_for_outsiders_are_asked_about_too(find: Find) -> None:
    text = "id: a\naudience: public\npublic:\n  summary: A careless change."
    assert find("blame", postmortem=text) == [
        "postmortem.yml:4:14: public readers see 'careless', which reads as blame"
    ]


# Where a text is deep in a document of a kind; any kind has a summary.
ANY_TEXT = "audience: public\nsummary: '{text}'"
KINDS_OF_TEXT = {
    "portfolio": "audience: public\nservices: [{{id: s, title: Gates, slo: '{text}'}}]",
    "strategy": "audience: public\ncustomers: [{{id: c, title: C, pains: ['{text}']}}]",
    "roadmap": "audience: public\nitems: [{{id: a, title: A, status: planned, milestones: [{{title: '{text}', date: 2027}}]}}]",
    "postmortem": "audience: public\ncontributing_factors: ['{text}']",
    "lessons": "audience: public\nlessons: [{{title: L, early_warning: ['{text}']}}]",
    "handover": "audience: public\nfrom: A\nto: B\nknown_issues: [{{title: K, workaround: '{text}'}}]",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rule", ["public-person", "public-host", "public-secret"])
def test_texts_of_every_kind_are_asked_about(find: Find, rule: str, kind: str) -> None:
    text = "Mr. Haddock looked at 10.20.0.7, token: a1b2c3d4e5f6"
    written = KINDS_OF_TEXT.get(kind, ANY_TEXT).format(text=text)
    assert len(find(rule, **{kind: written})) == 1
    assert find(rule, **{kind: written.replace("public", "internal")}) == []


@pytest.mark.parametrize("cls", [cls for cls in models() if cls is not FolderAudience], ids=lambda cls: cls.__name__)
def test_every_field_that_is_declared_is_asked_about_or_known_to_hold_no_text(cls: type[BaseModel]) -> None:
    """A new field is searched without anybody's doing; what is left out is left out by name, here too."""
    left_out = {"id", "formerly", "kind", "audience", "disclose", "timezone", "currency"}
    values = {name: ("x",) if spec.many else "x" for name, spec in fields_of(cls).items()}
    searched = {field.steps[0] for field in strings_of(cls.model_construct(**values))}
    holds_no_text = {
        name
        for name, spec in fields_of(cls).items()
        if spec.choices or (spec.model and issubclass(spec.model, Entry)) or name in left_out
    }
    assert searched == fields_of(cls).keys() - holds_no_text


def test_each_audience_but_the_most_restricted_is_asked_about_once(find: Find) -> None:
    audiences = ("public", "partners", "internal")
    text = "summary: It ran on prod-db-2."
    assert find("public-host", postmortem=f"audience: partners\n{text}", audiences=audiences) == [
        "postmortem.yml:2:20: partners readers see 'prod-db-2', the name of a machine"
    ]
    assert len(find("public-host", postmortem=f"audience: public\n{text}", audiences=audiences)) == 1
    assert find("public-host", postmortem=f"audience: internal\n{text}", audiences=audiences) == []


def test_who_discloses_a_group_means_to_show_what_is_in_it(find: Find) -> None:
    people = "audience: public\npeople: [{id: a, role: Captain, name: Ada Example, email: ada@example.org}]\n"
    assert find("public-person", portfolio=people) == []
    assert find("public-person", portfolio=f"{people}disclose: {{public: [people]}}") == []
    host = "audience: public\nfrom: A\nto: B\nsystem: {environments: [prod-db-2]}\ndisclose: {public: [access]}"
    assert find("public-host", handover=host) == []
    assert len(find("public-secret", handover=host.replace("prod-db-2", "'token: a1b2c3d4e5f6'"))) == 1


def test_one_machine_is_one_finding_with_its_places(find: Find) -> None:
    text = "audience: public\nsummary: On prod-db-2.\ntrigger: It was prod-db-2.\nresolution: PROD-DB-2 and prod-db-2 again."
    assert find("public-host", postmortem=text) == [
        "postmortem.yml:2:13: public readers see 'prod-db-2', the name of a machine (in 3 places, also line 3 and line 4)"
    ]


def test_an_address_that_a_text_links_to_is_asked_about_and_a_comment_is_not(find: Find) -> None:
    text = "id: a\naudience: public\ndescription: 'See [it](https://jira.harbour.corp/T-1) <!-- prod-db-2 -->.'"
    assert find("public-host", postmortem=text) == [
        "postmortem.yml:3:32: public readers see 'jira.harbour.corp', the name of a machine"
    ]


def test_what_is_set_as_code_is_nobody_s_name_and_still_a_machine(find: Find) -> None:
    text = "id: a\naudience: public\ndescription: 'Put `@haddock` on `prod-db-2`.'"
    assert find("public-person", postmortem=text) == []
    assert len(find("public-host", postmortem=text)) == 1
