"""Findings that the owner of a site has looked at and allows, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from milepost.leak_check.audit.words import words_of_text
from milepost.settings import Allowed


class Allowances:
    """Answers whether a match is allowed, and remembers which entries were of use."""

    def __init__(self, entries: Sequence[Allowed]) -> None:
        self._entries = [(entry, words_of_text(entry.text)) for entry in entries]
        self._used: set[int] = set()

    def allow(self, path: str, words: tuple[bytes, ...]) -> bool:
        """Whether a row of words may be in a file: it is, or is part of, the text of an entry for that file."""
        found = False
        row = b" " + b" ".join(words) + b" "
        for number, (entry, allowed) in enumerate(self._entries):
            here = any(fnmatchcase(path, pattern) for pattern in entry.files)
            if here and row in b" " + b" ".join(allowed) + b" ":
                self._used.add(number)
                found = True
        return found

    @property
    def unused(self) -> tuple[Allowed, ...]:
        """The entries that allowed nothing."""
        return tuple(entry for number, (entry, _) in enumerate(self._entries) if number not in self._used)
