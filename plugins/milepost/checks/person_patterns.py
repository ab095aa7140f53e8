"""Patterns for what identifies a person in a text: e-mail addresses, telephone numbers, names.

No list has all names. Found are names after a title such as Dr, handles, and a known given name before a surname; a
surname that only its context reveals ("as Rivers said") is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from milepost.checks.machine_patterns import hosts_in
from milepost.checks.wordlists import GIVEN_NAMES, words

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(?![\w-]|\.\w|:\w)")
_FILE = re.compile(r"@\d+x?\.\w+\Z")
# Local parts of shared mailboxes, which are meant to be public.
_SHARED_MAILBOXES = words(
    "abuse accessibility admin billing booking bookings careers community contact dpo feedback git hello help",
    "hostmaster info jobs legal mail media name no-reply noreply office postmaster press privacy sales security",
    "service someone support team tickets user username webmaster you",
)
_PHONE = re.compile(
    r"(?<![\w.])\+\d{1,3}[ -]?(?:\(\d+\)[ -]?)?\d[\d /-]{5,}\d"
    r"|(?<![\w.:/-])\(?0\d{1,4}\)?[ /-](?=(?:\D?\d){6})\d{2,8}(?:[ -]?\d{2,5}){0,3}(?![\w.:/-]*\d)"
    r"|\b(?:[Tt]el(?:ephone)?|[Pp]hone|[Mm]obile|[Ff]ax)\b[.:]{0,2} ?\d(?:[ -]?\d){5,}|\b[Ee]xt\. ?\d{3,5}\b"
)
_DIGITS = re.compile(r"\d\D?\d\D?\d")
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_WITH_TITLE = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Capt|Captain|Herr|Frau|Mme|Señora?)\.? (?P<name>{_WORD})")
_NOT_A_NAME = re.compile(
    r"App|Assistant|Book|Class|Course|Day|Days|Desk|Guide|Handbook|Licen[cs]e|Login|Mode|Office|Plan|Portal|Role|School|System|Team|"
    r"Training|View|Week"
)
_HANDLE = re.compile(r"(?<![\w/@.`])@(?P<name>[A-Za-z][\w-]{2,})(?![\w-]*[/(:.@]\w|[\w-]*\()")
# CSS at-rules, decorators, documentation tags, and mentions of everybody.
_NOT_HANDLES = words(
    "all app author autowired bean channel charset class classmethod click component container dataclass",
    "deprecated director else entity everyone example export extend fixture font-face for forward function global",
    "here if import include injectable input keyframes latest layer link media method mixin module namespace next",
    "output override page param private property public pytest return returns see since staticmethod supports",
    "team test throws todo type use user username version",
)
_FULL_NAME = re.compile(
    rf"(?<![\w@/.-])(?P<given>{_WORD})(?: [A-Z]\.)? (?P<family>(?:(?:de|van|von|der|da|di|la) ){{0,2}}{_WORD})"
)


def mails_in(text: str) -> Iterator[str]:
    """Yield e-mail addresses of persons; of shared mailboxes only those on hosts that are not public."""
    for match in _MAIL.finditer(text) if "@" in text else ():
        local, _, domain = match[0].partition("@")
        office = local.lower() in _SHARED_MAILBOXES and (local.lower() == "git" or not any(hosts_in(domain.lower())))
        if not office and not _FILE.search(match[0]):
            yield match[0]


def phones_in(text: str) -> Iterator[str]:
    """Yield telephone numbers."""
    yield from (match[0] for match in (_PHONE.finditer(text) if _DIGITS.search(text) else ()))


def names_in(text: str) -> Iterator[str]:
    """Yield names of persons: after a title, as a handle, or a given name before a surname."""
    for match in _WITH_TITLE.finditer(text):
        if not _NOT_A_NAME.fullmatch(match["name"]):
            yield match[0]
    for match in _HANDLE.finditer(text) if "@" in text else ():
        if match["name"].lower() not in _NOT_HANDLES and not match["name"].lower().endswith(
            ("-team", "-desk", "-crew")
        ):
            yield match[0]
    for match in _FULL_NAME.finditer(text):
        if match["given"] in GIVEN_NAMES and not _NOT_A_NAME.fullmatch(match["family"]):
            yield match[0]
