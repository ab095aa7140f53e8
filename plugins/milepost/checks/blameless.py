"""What outsiders read in post-mortems, lessons and handovers that blames somebody, or tells who and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from milepost.checks.blame_shapes import blame_in
from milepost.checks.check import Context, check, quoted
from milepost.checks.outside import Outside
from milepost.checks.secret_shapes import secrets_in
from milepost.checks.secrets import without_excerpt
from milepost.checks.telling_shapes import MAIL, NAME, PHONE, addresses_in, hosts_in
from milepost.checks.texts import Spot, TextField
from milepost.portfolio import Thing
from milepost.problem import Problem

KINDS = ("postmortem", "lessons", "handover")

_ROLE = re.compile(
    r"\b(?:administrator|advisor|analyst|architect|assistant|board|captain|chief|coach|coordinator|crew|designer|desk|developer|"
    r"director|duty|engineer|expert|group|head|lead|leader|manager|officer|operator|owner|partner|planner|researcher|"
    r"specialist|sponsor|supervisor|support|team|technician|tester)s?\b",
    re.IGNORECASE,
)
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]*)+\Z")


def _told(c: Context) -> Iterator[tuple[Outside, Thing[Any], TextField]]:
    """What stands in these kinds and the outermost audience reads."""
    for outside in c.outsides[:1]:
        yield from ((outside, thing, field) for thing, field in outside.told if thing.document.kind in KINDS)


def _findings(
    c: Context, rule: str, search: Callable[[str], Iterable[str]], words: str, hint: str
) -> Iterator[Problem]:
    for outside, thing, field in _told(c):
        spot = Spot(thing, field)
        for found in dict.fromkeys(search(field.text)):
            message = f"{outside.audience} readers are told {quoted(found)}{words}"
            yield spot.problem(rule, re.compile(re.escape(found)), message, hint)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[str]]:
    return lambda text: (match[0] for match in pattern.finditer(text))


@check("blame", "warning", "A text that outsiders read blames somebody.")
def blame(c: Context) -> Iterator[Problem]:
    hint = "say what made it likely, and what would have helped: people act on what they see"
    yield from _findings(c, "blame", blame_in, ", which reads as blame", hint)


@check("public-person", "warning", "A text that outsiders read names a person, or how to reach one.")
def public_person(c: Context) -> Iterator[Problem]:
    hint = "name the role, or write other words in public:"
    for pattern, words in ((MAIL, ", an e-mail address"), (PHONE, ", a telephone number"), (NAME, ", a name")):
        yield from _findings(c, "public-person", _matches(pattern), words, hint)
    if names := _names(c):
        yield from _findings(c, "public-person", _matches(names), ", who stands among the people here", hint)


@check("public-host", "warning", "A text that outsiders read names a machine or its address.")
def public_host(c: Context) -> Iterator[Problem]:
    hint = "name what it does, or write other words in public:"
    for search, words in ((hosts_in, ", the name of a machine"), (addresses_in, ", the address of a machine")):
        yield from _findings(c, "public-host", search, words, hint)


@check("public-secret", "warning", "A text that outsiders read holds something that looks like a secret.")
def public_secret(c: Context) -> Iterator[Problem]:
    for outside, thing, field in _told(c):
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
