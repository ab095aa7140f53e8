"""What looks like a secret, and what only says where one lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.checks.conftest import Find

from milepost.checks.secret_shapes import secrets_in

# Put together here, so that nobody who looks for secrets in this file finds one.
SECRETS = {
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "an access key of a cloud": "AKIA" + "IOSFODNN7EXAMPLE",
    "a token of a code forge": "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "a token of a chat": "xoxb" + "-123456789012-abcdefghijkl",
    "a key of a payment service": "sk_live_" + "a1B2c3D4e5F6g7H8",
    "a token of a package registry": "npm_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "an API key": "SG." + "a1B2c3D4e5F6g7H8.a1B2c3D4e5F6g7H8",
    "a signed token": "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "a password in an address": "postgres://keeper:" + "hunter2@db/tickets",
    "a secret in an address": "https://example.org/hook?token=" + "a1b2c3d4e5",
    "a password": "the password: " + "hunter2",
    "a passphrase": "passphrase = '" + "open-sesame'",
    "a pin": "PIN: " + "4821",
    "a token": "Token=" + "a1b2c3d4e5f6",
    "a random string": "the key is kJ8s" + "2LmQ9xV4bT7nW1zR5pD0",
}
FINE = [
    "vault:kv/readers#console",
    "vault:kv/app#password",
    "op://harbour/readers/console password",
    "aws:secretsmanager:eu-west-1:readers/console-AbCdEf1234567890XyZ",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:readers-a1B2c3",
    "https://vault.example.org/ui/vault/secrets/kv/show/readers",
    "password: vault:kv/readers#console",
    "Password: in the vault",
    "password: <see vault>",
    "password: ********",
    "password: kept in the safe of the harbour office",
    "passwords are changed every March",
    "a boarding pass: 3 hours",
    "PIN: printed on the card",
    "token: rotated",
    "secret: none",
    "api key = ${READER_KEY}",
    "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
    "Quay-Reader-Firmware-2026-10-Rollout-Plan",
    "InternationalAntarcticResearchVessel",
    "00000000000000000000000000000000",
    "12345678901234567890123456789012",
    "call the tap collector's team after 18:00",
]


@pytest.mark.parametrize(("what", "text"), SECRETS.items(), ids=list(SECRETS))
def test_a_secret_is_known_by_its_shape(what: str, text: str) -> None:
    assert [found for found, _, _ in secrets_in(f"Ask, then use {text} to get in.")] == [what]


@pytest.mark.parametrize("text", ["password: x", "password: " + "Hunter2!", "Passwort / password = hunter", "pwd:abc"])
def test_any_word_behind_password_is_one(text: str) -> None:
    assert list(secrets_in(text))


@pytest.mark.parametrize("text", FINE)
def test_a_reference_or_a_sentence_is_no_secret(text: str) -> None:
    assert list(secrets_in(text)) == []


def test_a_long_hexadecimal_number_is_one_only_where_it_cannot_be_a_commit() -> None:
    text = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"
    assert [found for found, _, _ in secrets_in(text, hex_too=True)] == ["a random string"]
    assert list(secrets_in("0" * 40, hex_too=True)) == []


def test_the_stretch_of_a_text_is_told() -> None:
    text = f"Ask for {SECRETS['a pin']}, please"
    ((what, start, end),) = secrets_in(text)
    assert (what, text[start:end]) == ("a pin", SECRETS["a pin"])


HANDOVER = """\
id: h
artefacts:
  - {title: Code, location: "%s"}
access:
  - system: Console
    vault_reference: "%s"
support:
  contacts: ["%s"]
"""


@pytest.mark.parametrize(("at", "place"), [(0, "3:29"), (1, "6:22"), (2, "8:14")])
def test_a_secret_anywhere_in_a_handover_is_an_error(find: Find, at: int, place: str) -> None:
    values = ["fine", "vault:kv/readers", "fine"]
    values[at] = SECRETS["a key of a payment service"]
    assert find("secret-in-handover", handover=HANDOVER % tuple(values)) == [
        f"handover.yml:{place}: this looks like a key of a payment service; a handover says where a secret lies, and never the secret"
    ]


def test_references_to_secrets_are_welcome(find: Find) -> None:
    assert find("secret-in-handover", handover=HANDOVER % ("git", "op://harbour/console", "the desk")) == []


def test_what_reports_a_secret_does_not_repeat_it(problems: Callable[..., list[Any]]) -> None:
    secret = SECRETS["a signed token"]
    (problem,) = problems("secret-in-handover", handover=HANDOVER % ("x", secret, "y"))
    assert problem.level == "error"
    assert secret not in problem.text()
    (problem,) = problems("public-secret", postmortem=f"id: a\naudience: public\nsummary: It was {secret} all along")
    assert secret not in problem.text()
