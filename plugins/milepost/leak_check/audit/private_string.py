"""A private string, with its place and search patterns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from milepost.problem import Place


class Demand(Enum):
    """How a match must be spelled in the site to count."""

    NOTHING = "any spelling"
    AS_WRITTEN = "as written, or as an id"  # common words that identify something only together
    AS_ID = "as an id"  # words joined by a dash, a dot or an underscore
    AS_AMOUNT = "as an amount"  # digits with separators between thousands
    CAMEL = "as one word with capitals"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence of normalized words, and how a match must be spelled."""

    words: tuple[bytes, ...]
    demand: Demand = Demand.NOTHING


@dataclass(frozen=True, slots=True)
class PrivateString:
    """A string that some readers may not see.

    `kind` is one of KINDS, `field` is where it is written: `Item.title`, `page`, `file name`.
    """

    text: str
    kind: str
    place: Place
    field: str
    patterns: tuple[Pattern, ...]


KINDS = {
    "id": "id",
    "title": "title",
    "name": "name",
    "text": "sentence",
    "email": "e-mail address",
    "address": "web address",
    "money": "amount of money",
    "date": "exact date",
    "moment": "exact time",
    "file": "file name",
}


@dataclass(frozen=True, slots=True)
class PrivateStrings:
    """Everything that an audience's site must not contain, and how many strings were skipped for which reason."""

    audience: str
    strings: tuple[PrivateString, ...]
    not_searched: tuple[tuple[str, int], ...] = ()
