"""What outsiders read in post-mortems, lessons and handovers that blames somebody, or tells who and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from milepost.checks.check import Context, check, quoted
from milepost.checks.outside import Outside
from milepost.checks.secret_shapes import secrets_in
from milepost.checks.secrets import without_excerpt
from milepost.checks.texts import Spot, TextField
from milepost.portfolio import Thing
from milepost.problem import Problem

KINDS = ("postmortem", "lessons", "handover")

_BLAME = re.compile(
    r"\bshould(?:n['’]t| not)? have\b|\bshould['’]ve\b|\bought to have\b|\b(?:forgot|neglected|omitted) to\b|"
    r"\b(?:human|user|operator) (?:error|failure)\b|\bcareless(?:ly|ness)?\b|\bnegligen(?:t|tly|ce)\b|\bsloppy\b|"
    r"\bincompeten(?:t|ce)\b|\bto blame\b|\b\w+['’]s fault\b|\bstupid\b|(?P<before>\b\w+\s+)?\bfailed to\b",
    re.IGNORECASE,
)
# What fails by itself is a fact; who "failed to" is a verdict.
_BY_ITSELF = frozenset(
    (
        *(
            "it",
            "that",
            "which",
            "and",
            "backup",
            "backups",
            "check",
            "checks",
            "deploy",
            "disk",
            "gate",
            "gates",
            "job",
            "jobs",
        ),
        *("page", "part", "process", "pump", "reader", "readers", "request", "requests", "script", "server", "servers"),
        *("service", "services", "step", "test", "tests", "ticket", "tickets", "timer", "update"),
    )
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])\+\d{1,3}[ -]?(?:\(\d+\)[ -]?)?\d[\d /-]{5,}\d")
_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Herr|Frau|Mme)\.? [A-Z][\w'’-]+|(?<![\w/@.])@[A-Za-z][\w-]{2,}")
_HOST = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:internal|intranet|local|localdomain|corp|lan|svc|home\.arpa)\b"
    r"|\b[a-z][a-z-]*\d+[a-z0-9-]*\.(?:[a-z0-9-]+\.)+[a-z]{2,}\b"
    r"|\b(?:db|srv|vm|node|host|prod|web|app)-?\d{2,}\b|\blocalhost\b",
    re.IGNORECASE,
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(
    rf"(?<![\w.])(?<!version )(?:{_OCTET}\.){{3}}{_OCTET}(?![\w.]*\d)"
    r"|(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){4,7}[0-9A-Fa-f]{1,4}(?![\w:])"
    r"|(?<![\w:])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*::[0-9A-Fa-f:]*"
)
_ROLE = re.compile(
    r"\b(?:administrator|advisor|analyst|architect|assistant|board|captain|chief|coach|coordinator|crew|designer|desk|developer|"
    r"director|duty|engineer|expert|group|head|lead|leader|manager|officer|operator|owner|partner|planner|researcher|"
    r"specialist|sponsor|supervisor|support|team|technician|tester)s?\b",
    re.IGNORECASE,
)
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]*)+\Z")


def _outermost(c: Context) -> Iterator[tuple[Outside, Thing[Any], TextField]]:
    """The texts of these kinds that the outermost audience reads."""
    for outside in c.outsides[:1]:
        for thing, field in outside.texts:
            if thing.document.kind in KINDS:
                yield outside, thing, field


def _findings(c: Context, rule: str, pattern: re.Pattern[str], words: str, hint: str) -> Iterator[Problem]:
    for outside, thing, field in _outermost(c):
        spot = Spot(thing, field)
        for found in dict.fromkeys(match[0] for match in pattern.finditer(field.text) if not _is_fact(match)):
            message = f"{outside.audience} readers are told {quoted(found)}{words}"
            yield spot.problem(rule, re.compile(re.escape(found)), message, hint)


def _is_fact(match: re.Match[str]) -> bool:
    before: str | None = match.groupdict().get("before")
    return before is not None and before.strip().lower() in _BY_ITSELF


@check("blame", "warning", "A text that outsiders read blames somebody.")
def blame(c: Context) -> Iterator[Problem]:
    hint = "say what made it likely, and what would have helped: people act on what they see"
    yield from _findings(c, "blame", _BLAME, ", which reads as blame", hint)


@check("public-person", "warning", "A text that outsiders read names a person, or how to reach one.")
def public_person(c: Context) -> Iterator[Problem]:
    hint = "name the role, or write other words in public:"
    for pattern, words in ((_MAIL, ", an e-mail address"), (_PHONE, ", a telephone number"), (_NAME, ", a name")):
        yield from _findings(c, "public-person", pattern, words, hint)
    if names := _names(c):
        yield from _findings(c, "public-person", names, ", who stands among the people here", hint)


@check("public-host", "warning", "A text that outsiders read names a machine or its address.")
def public_host(c: Context) -> Iterator[Problem]:
    hint = "name what it does, or write other words in public:"
    for pattern, words in ((_HOST, ", the name of a machine"), (_IP, ", the address of a machine")):
        yield from _findings(c, "public-host", pattern, words, hint)


@check("public-secret", "warning", "A text that outsiders read holds something that looks like a secret.")
def public_secret(c: Context) -> Iterator[Problem]:
    for outside, thing, field in _outermost(c):
        for what, _, _ in secrets_in(field.text):
            message = f"{outside.audience} readers are told what looks like {what}"
            hint = "take it out, and change it: it may have been seen already"
            yield without_excerpt(c.problem("public-secret", thing, field.steps, message, hint))


def _names(c: Context) -> re.Pattern[str] | None:
    """What stands where a person is named, is no id, and is written like a name and not like a role."""
    people = (one for one, found in c.references if one.type == "person" and not found)
    values = {one.value for one in people if one.thing.document.kind in KINDS}
    names = [value for value in sorted(values) if _TWO_CAPITALS.match(value) and not _ROLE.search(value)]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None
