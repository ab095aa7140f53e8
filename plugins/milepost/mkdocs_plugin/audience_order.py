"""Checks that a list of audiences runs from the broadest to the most restricted, judging by their names.

The order is what keeps internal data out of the public site: everything without an audience is for the last one. A list
in reverse order would publish all of it. Names are free, so only common ones are recognized; an unknown name is never
reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

_EVERYBODY = "public world everyone everybody anyone external extern outside open"
_MANY = "community customer customers client clients user users partner partners supplier suppliers"
_FEW = """
    internal intern inside private confidential restricted secret classified company staff team employee employees
    crew management leadership board maintainers
"""
_BREADTH = tuple(frozenset(names.split()) for names in (_EVERYBODY, _MANY, _FEW))
_RESTRICTED = len(_BREADTH) - 1
_WORD = re.compile(r"[^a-z]+")
EXAMPLE = "audiences: [public, internal]"


def flaw(audiences: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with the order of audiences, and how to write it instead; None if nothing is."""
    for before, after in combinations(audiences, 2):
        one, other = _breadth(before), _breadth(after)
        if one is not None and other is not None and one > other:
            message = f"'{after}' is after '{before}', and the last audience sees what no other may"
            return message, f"name the broadest audience first: {_written(_ordered(audiences))}"
    if len(audiences) == 1 and not is_restricted(audiences[0]):
        message = f"everything would be shown to it, also what names no audience, as '{audiences[0]}' is the only one"
        more = _written((*audiences, "internal"))
        return message, f"name a more restricted one behind it, for whatever is not disclosed: {more}"
    return None


def is_restricted(audience: str) -> bool:
    """Whether an audience's name says that it is internal."""
    return _breadth(audience) == _RESTRICTED


def _breadth(audience: str) -> int | None:
    """0 for names of the general public, up to _RESTRICTED; None if a name matches no group, or several."""
    words = set(_WORD.split(audience.lower()))
    found = [breadth for breadth, names in enumerate(_BREADTH) if words & names]
    return found[0] if len(found) == 1 and not words & {"non", "not", "no"} else None


def _ordered(audiences: Sequence[str]) -> Sequence[str]:
    """The audiences, broadest first, if all are recognized; else an example."""
    breadths = {audience: _breadth(audience) for audience in audiences}
    if None in breadths.values():
        return ("public", "internal")
    return sorted(audiences, key=lambda audience: breadths[audience] or 0)


def _written(audiences: Sequence[str]) -> str:
    return f"audiences: [{', '.join(audiences)}]"
