"""Machines, persons, and secrets in texts that broader audiences see, for every kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from milepost.checks.check import Context, check
from milepost.checks.grouping import Sighting, grouped
from milepost.checks.secrets import without_excerpt
from milepost.checks.sensitive_text import HINTS
from milepost.checks.texts import TextField, TextPlaces
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.problem import quoted

# Disclosing a group is a decision to show its contents: names of people, or machines and contacts under access.
_DELIBERATE = {"public-person": ("people", "access"), "public-host": ("access",)}
_ROLE = re.compile(
    r"\b(?:administrator|advisor|analyst|architect|assistant|board|captain|chief|coach|coordinator|crew|designer|desk|developer|"
    r"director|duty|engineer|expert|group|head|lead|leader|manager|officer|operator|owner|partner|planner|researcher|"
    r"specialist|sponsor|supervisor|support|team|technician|tester)s?\b",
    re.IGNORECASE,
)
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]*)+\Z")


def looks_back(entity: Entity[Any], field: TextField) -> bool:
    """Whether a text is about the past: in a post-mortem or handover, or a reason."""
    return entity.document.model.owns_entries or field.group == "reasons"


def every_text(entity: Entity[Any], field: TextField) -> bool:  # noqa: ARG001
    """Accepts every text."""
    return True


Search = Callable[[str, TextField], Iterator[tuple[str, str]]]


def sightings(
    c: Context, rule: str, search: Search, hint: str, where: Callable[[Entity[Any], TextField], bool] = every_text
) -> Iterator[Sighting]:
    """What `search(audience, field)` finds, as (passage, message), at its place; `where` limits it to some texts."""
    meant = _DELIBERATE.get(rule, ())
    for audience, entity, field in c.broader_strings:
        if field.group in meant or not where(entity, field):
            continue
        spot = TextPlaces(entity, field)
        for found, message in search(audience, field):
            place = spot.next_place(re.compile(re.escape(found)))
            yield Sighting((audience, found.casefold()), place, message, hint)


@check("public-secret", "warning", "A text that external readers see holds something that looks like a secret.")
def public_secret(c: Context) -> Iterator[Violation]:
    for found in grouped(_pattern_sightings(c, "public-secret")):
        yield without_excerpt(found)


@check("public-host", "warning", "A text that external readers see names a machine or its address.")
def public_host(c: Context) -> Iterator[Violation]:
    yield from grouped(_pattern_sightings(c, "public-host"))


@check("public-person", "warning", "A text that external readers see names a person, or how to reach one.")
def public_person(c: Context) -> Iterator[Violation]:
    pattern = _person_names(c)

    def search(audience: str, field: TextField) -> Iterator[tuple[str, str]]:
        for match in pattern.finditer(field.prose) if pattern else ():
            yield match[0], f"{audience} readers see {quoted(match[0])}, who is named elsewhere as a person"

    known = tuple(sightings(c, "public-person", search, HINTS["public-person"]))
    causes = {one.cause for one in known}
    others = (one for one in _pattern_sightings(c, "public-person") if one.cause not in causes)
    yield from grouped((*known, *others))


def _pattern_sightings(c: Context, rule: str) -> Iterator[Sighting]:
    found = c.sensitive_strings

    def search(audience: str, field: TextField) -> Iterator[tuple[str, str]]:
        for one in found.get((field.text, field.markdown), ()):
            if one.rule == rule:
                yield one.found, one.message(audience)

    return sightings(c, rule, search, HINTS[rule])


def _person_names(c: Context) -> re.Pattern[str] | None:
    """A pattern of names in fields for persons that resolve to nobody, and do not look like a role."""
    values = {one.value for one, found in c.references if one.type == "person" and not found}
    names = [value for value in sorted(values) if _TWO_CAPITALS.match(value) and not _ROLE.search(value)]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None
