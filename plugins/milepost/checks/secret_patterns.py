"""Patterns for secrets in a text. They spare references to where a secret is stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log2

from milepost.wording import with_article

_FORMATS = {
    "a private key": r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----|\bAGE-SECRET-KEY-1[0-9A-Z]{30,}",
    "an access key of a cloud": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b|\bdop_v1_[0-9a-f]{32,}",
    "a token of a code forge": r"\bgh[opsur]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20,}",
    "a token of a chat": r"\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}|\bhooks\.slack\.com/services/\S{20,}",
    "a key of a payment service": (
        r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9]{16,}|\bsq0[a-z]{3}-[\w-]{20,}"
    ),
    "a key of a shop": r"\bshp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}",
    "a token of a vault": r"\bhv[brs]\.[\w-]{20,}",
    "a token of a package registry": r"\bnpm_[A-Za-z0-9]{30,}|\bpypi-[\w-]{40,}",
    "an API key": r"\bsk-[A-Za-z0-9_-]{20,}|\bSG\.[\w-]{16,}\.[\w-]{16,}",
    "a signed token": r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*",
    "a password in an address": r"\b[a-z][a-z0-9+.-]*://[^\s/:@]*:(?![<${*\[…]|\.\.|x{3,}@)[^\s/@]+@",
    "a password in a command": r"(?<!\S)(?:-u|--user)[ =][\w.@-]+:(?![<${*\[…])\S{3,}",
    "a secret in an address": (
        r"[?&](?:(?:access_)?token|api_?key|secret|password|sig|signature)=(?![<${*\[…])[^\s&#]{6,}"
        r"|[?&]key=(?=\w*\d)\w{16,}"
    ),
    "a key in a header": r"(?i:\b(?:bearer|basic)) (?=\S*[\d=])[\w+/=.~-]{16,}",
}
_KNOWN_FORMATS = [(what, re.compile(pattern)) for what, pattern in _FORMATS.items()]
_PASSWORD = r"pass(?:word|wd|phrase|code|wort)|pwd|kennwort|wachtwoord|senha|contraseña|mot de passe"
_ASSIGNMENT = re.compile(
    rf"(?<![^\W_])(?P<word>{_PASSWORD}|pin|secret|(?:access[ _-]?|auth[ _-]?)?token|"
    r"(?:api|private|secret|(?:secret[ _-]?)?access)[ _-]?key)\b"
    r"[\"']?(?:\s*[:=]\s*|(?P<loose>\s+is\s+))[\"'`]?(?P<value>[^\s\"'`,;]+)(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_IS_PASSWORD = re.compile(_PASSWORD, re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?<![\w])(?:https?://|op://|(?:vault|aws|arn|gcp|gcloud|azure|kv|ssm|sops|keychain|keepass|bitwarden|doppler|env|"
    r"infisical|secretsmanager|projects)[:/])\S+"
    r"|(?i:\b(?:sha-?\d+|md5):|\bcommits? )[0-9a-f]{7,}",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"[<\[{$].*|\*+|…+|\.{2,}|x{3,}|•+|\?+|-+|_+|[.~]*/.*|\d{1,3}|tbd|none|n/a|yes|no|see|ask|in|is|not|via|from|kept|held|"
    r"stored|vault|safe|unknown|unchanged|changed|rotated|reset|required|bitwarden|keepass\w*|1password|lastpass",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?:[-/'’][^\W\d_]+)*")
_IDENTIFIER = re.compile(r"(?:[^\W\d_]+\d?|\d{1,4})(?:[-_./](?:[^\W\d_]+\d?|\d{1,4}))*")
_RANDOM_RUN = re.compile(r"(?<![\w+])[A-Za-z0-9+]{20,}={0,2}(?![\w+])")
_FORTY_CHARACTERS = re.compile(r"(?<![\w+/.:#-])(?=[A-Za-z0-9+]*/)[A-Za-z0-9/+]{40}(?![\w+/=.-])")
_HEX = re.compile(r"(?<![\w-])[0-9a-fA-F]{32,}(?![\w-])")
# A cheap test before the expensive patterns.
_TRIGGER_WORDS = (
    *(
        "pass",
        "pwd",
        "kennwort",
        "wachtwoord",
        "senha",
        "contraseña",
        "mot de",
        "pin",
        "secret",
        "token",
        "key",
        "://",
        "-u",
    ),
    *("://", "-u", "--user", "bearer", "basic", "signature", "sig=", "-----"),
)
_LONG = re.compile(r"[\w+/.=-]{14,}")
_MIN_ENTROPY = 3.5
_MIN_ENTROPY_OF_FORTY = 4.5  # more than paths and file names have
_MIN_TURNS = 3


def secrets_in(text: str, *, hex_too: bool = False) -> Iterator[tuple[str, int, int]]:
    """Yield (description, start, end) of what looks like a secret, without overlaps.

    `hex_too`: include long hexadecimal numbers, which outside of access data are mostly commit hashes.
    """
    folded = text.lower()
    if not (any(word in folded for word in _TRIGGER_WORDS) or _LONG.search(text)):
        return
    taken: list[tuple[int, int]] = []
    plain = _REFERENCE.sub(lambda match: " " * len(match[0]), text)
    for what, start, end in (*_in_known_format(text), *_assigned(plain), *_random_strings(plain, hex_too)):
        if not any(start < other_end and other < end for other, other_end in taken):
            taken.append((start, end))
            yield what, start, end


def _in_known_format(text: str) -> Iterator[tuple[str, int, int]]:
    for what, pattern in _KNOWN_FORMATS:
        for match in pattern.finditer(text):
            yield what, *match.span()


def _assigned(text: str) -> Iterator[tuple[str, int, int]]:
    """`password: x`, but not `password: in the vault`."""
    for match in _ASSIGNMENT.finditer(text):
        word, value = match["word"].lower(), match["value"].rstrip(".")
        if _PLACEHOLDER.fullmatch(value):
            continue
        if _is_secret_value(word, value, match["rest"], surely=match["loose"] is None):
            what = "password" if _IS_PASSWORD.fullmatch(word) and not word.startswith("pass") else word
            yield with_article(what), match.start("word"), match.end("value")


def _is_secret_value(word: str, value: str, rest: str, *, surely: bool) -> bool:
    """Whether the value after a word is a secret. A password may be any single word, but is no sentence.

    Not `surely`: only "is" stands between the two, so the value must look like a secret by itself.
    """
    if word == "pin":
        return re.fullmatch(r"\d{4,8}", value) is not None
    if not surely and not re.search(r"[^\W\d_]\S*\d|\d\S*[^\W\d_]\S*\W", value.rstrip("!?")):
        return False
    if _IS_PASSWORD.fullmatch(word):
        return not (_WORDS.fullmatch(value) and re.match(r"\s+\w+", rest))
    return len(value) >= 8 and not _IDENTIFIER.fullmatch(value)


def _random_strings(text: str, hex_too: bool) -> Iterator[tuple[str, int, int]]:
    """Long runs of characters that are no words: several classes, frequent changes between them, high entropy."""
    for match in _RANDOM_RUN.finditer(text):
        run = match[0]
        kinds = "".join("d" if one.isdigit() else "u" if one.isupper() else "l" for one in run)
        # CamelCase names change class often too; only changes to and from digits count.
        turns = sum(one != other and "d" in (one, other) for one, other in pairwise(kinds))
        if len(set(kinds)) == 3 and turns >= _MIN_TURNS and _entropy(run) >= _MIN_ENTROPY:
            yield "a random string", *match.span()
    for match in _FORTY_CHARACTERS.finditer(text):
        if any(one.isdigit() for one in match[0]) and _entropy(match[0]) >= _MIN_ENTROPY_OF_FORTY:
            yield "a random string", *match.span()
    for match in _HEX.finditer(text) if hex_too else ():
        if not match[0].isdigit() and _entropy(match[0]) >= 3:
            yield "a random string", *match.span()


def _entropy(text: str) -> float:
    """Shannon entropy in bits per character (Shannon, *A Mathematical Theory of Communication*, 1948)."""
    counts = Counter(text).values()
    return -sum(count / len(text) * log2(count / len(text)) for count in counts)
