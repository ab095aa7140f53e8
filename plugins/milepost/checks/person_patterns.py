"""What identifies a person in a text: an e-mail address, a telephone number, a name.

No list knows all names. Found are names behind a form of address, handles, and a given name before a surname; what
only its context makes a name ("as Rivers said") is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from milepost.checks.machine_patterns import hosts_in
from milepost.checks.wordlists import GIVEN_NAMES, words

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(?![\w-]|\.\w|:\w)")
_FILE = re.compile(r"@\d+x?\.\w+\Z")
# Of an office, or of nobody: written down to be read by everybody.
_OF_AN_OFFICE = words(
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
_ADDRESSED = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Capt|Captain|Herr|Frau|Mme|Señora?)\.? (?P<name>{_WORD})")
_NOT_A_NAME = re.compile(
    r"App|Assistant|Book|Class|Course|Day|Days|Desk|Guide|Handbook|Licen[cs]e|Login|Mode|Office|Plan|Portal|Role|School|System|Team|"
    r"Training|View|Week"
)
_HANDLE = re.compile(r"(?<![\w/@.`])@(?P<name>[A-Za-z][\w-]{2,})(?![\w-]*[/(:.@]\w|[\w-]*\()")
# Rules of style sheets, decorators, tags of comments, and names for everybody.
_NO_HANDLES = words(
    "all app author autowired bean channel charset class classmethod click component container dataclass",
    "deprecated director else entity everyone example export extend fixture font-face for forward function global",
    "here if import include injectable input keyframes latest layer link media method mixin module namespace next",
    "output override page param private property public pytest return returns see since staticmethod supports",
    "team test throws todo type use user username version",
)
_FULL = re.compile(
    rf"(?<![\w@/.-])(?P<given>{_WORD})(?: [A-Z]\.)? (?P<family>(?:(?:de|van|von|der|da|di|la) ){{0,2}}{_WORD})"
)


def mails_in(text: str) -> Iterator[str]:
    """E-mail addresses of persons. One at a machine that is not for everybody is telling, whoever it is of."""
    for match in _MAIL.finditer(text) if "@" in text else ():
        local, _, domain = match[0].partition("@")
        office = local.lower() in _OF_AN_OFFICE and (local.lower() == "git" or not any(hosts_in(domain.lower())))
        if not office and not _FILE.search(match[0]):
            yield match[0]


def phones_in(text: str) -> Iterator[str]:
    """Telephone numbers."""
    yield from (match[0] for match in (_PHONE.finditer(text) if _DIGITS.search(text) else ()))


def names_in(text: str) -> Iterator[str]:
    """Names of persons: with a form of address, as a handle, or a given name before a surname."""
    for match in _ADDRESSED.finditer(text):
        if not _NOT_A_NAME.fullmatch(match["name"]):
            yield match[0]
    for match in _HANDLE.finditer(text) if "@" in text else ():
        if match["name"].lower() not in _NO_HANDLES and not match["name"].lower().endswith(("-team", "-desk", "-crew")):
            yield match[0]
    for match in _FULL.finditer(text):
        if match["given"] in GIVEN_NAMES and not _NOT_A_NAME.fullmatch(match["family"]):
            yield match[0]
