"""What looks like a secret, and what only says where one lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.checks.conftest import Find

from milepost.checks.secret_patterns import secrets_in

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
# The same by other names, and in the places where people paste them.
MORE_SECRETS = [
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY",
    "wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY",
    "redis://:" + "s3cr3tpass@cache:6379",
    "jdbc:postgresql://db/fares?user=fares&password=" + "hunter2",
    "Server=db;User Id=sa;Password=" + "Ferry2024!;",
    "DB_PASSWORD=" + "hunter2",
    "client_secret: q8f7Q~" + "aBcD1234efGhIjKlMnOpQrStUvWxYz",
    "Authorization: Bearer " + "3f9a8b7c6d5e4f3a2b1c",
    "Authorization: Basic " + "dXNlcjpwYXNzd29yZA==",
    "curl -u admin:" + "Ferry2024 https://example.org",
    "hvs." + "CAESIJ1234567890abcdefghijklmnop",
    "shpat_" + "0123456789abcdef0123456789abcdef",
    "sq0atp-" + "abcdefghijklmnopqrstuv",
    "xapp-" + "1-A0123-456-abcdef0123456789",
    "dop_v1_" + "0123456789abcdef" * 4,
    "AGE-SECRET-KEY-1" + "Q" * 50,
    "Passwort: " + "Sommer2024",
    "the password is " + "Sommer2024!",
    "the PIN is " + "4711",
]
FINE = [
    "Access token: short-lived, from the identity provider",
    "auth token: OAuth2/PKCE",
    "private key: /etc/ssl/gates.key",
    "private key: gates-2026.pem, on the smart card",
    "secret: gates-tls-2026",
    "password: 12 characters at least",
    "password: Ferry/Gates in the password manager",
    "The password is 12-character long, and is asked for on 2026-09-14",
    "the token is OPS-1234",
    "https://user:<password>@example.org",
    "https://example.org/report?key=summary-2026",
    "Bearer authentication-by-certificate is used, basic authentication is off",
    "registry.example.org/gates@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "plans/PaymentProviderSwitch/2026/Readine",
    "550e8400-e29b-41d4-a716-446655440000",
    "01FZQ1N7ZJ9XJ0V3C9YQ6D8G5H",
    "v1.10.3-rc.2+build.5114f85",
    "https://docs.example.org/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit",
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


@pytest.mark.parametrize("text", MORE_SECRETS)
def test_a_secret_is_found_where_people_paste_it(text: str) -> None:
    assert len(list(secrets_in(text))) == 1


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
    assert list(secrets_in(f"sha256:{text}, of commit {text}", hex_too=True)) == []


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
