"""Findings that the site's owner has reviewed and allowed, each with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from milepost.leak_check.audit.words import words_of_text
from milepost.settings import Allowed


class Allowances:
    """Decides whether a match is allowed, and records which entries were used."""

    def __init__(self, entries: Sequence[Allowed]) -> None:
        self._entries = [(entry, words_of_text(entry.text)) for entry in entries]
        self._used: set[int] = set()

    def allow(self, path: str, words: tuple[bytes, ...]) -> bool:
        """Whether a sequence of words is allowed in a file: it is within the text of an entry for that file."""
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
        """The entries that matched nothing."""
        return tuple(entry for number, (entry, _) in enumerate(self._entries) if number not in self._used)
