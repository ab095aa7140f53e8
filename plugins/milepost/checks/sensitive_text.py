"""Machines, persons, and secrets in any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.checks.machine_patterns import addresses_in, hosts_in
from milepost.checks.person_patterns import mails_in, names_in, phones_in
from milepost.checks.secret_patterns import secrets_in
from milepost.problem import quoted

SENSITIVE = ("public-secret", "public-host", "public-person")
HINTS = {
    "public-secret": "take it out, and change it: it may have been seen already",
    "public-host": "name what it does, or write other words in public:",
    "public-person": "name the role, or write other words in public:",
}


@dataclass(frozen=True, slots=True)
class SensitiveText:
    """A passage and what it looks like, in words. Messages quote it unless it is a secret."""

    rule: str
    found: str
    what: str

    def message(self, audience: str) -> str:
        """The message of a finding."""
        if self.rule == "public-secret":
            return f"{audience} readers see what looks like {self.what}"
        return f"{audience} readers see {quoted(self.found)}, {self.what}"


def sensitive_in(rule: str, published: str, prose: str, ids: frozenset[str] = frozenset()) -> Iterator[SensitiveText]:
    """Yield what one rule finds, each passage once.

    `published` is all of a text that a page contains, `prose` what readers see without code; `ids` are ids of entries,
    which may look like names of machines.
    """
    found: dict[str, SensitiveText] = {}
    for text, what in _matches(rule, published, prose, ids):
        found.setdefault(text, SensitiveText(rule, text, what))
    yield from found.values()


def _matches(rule: str, published: str, prose: str, ids: frozenset[str]) -> Iterator[tuple[str, str]]:
    if rule == "public-secret":
        yield from ((published[start:end], what) for what, start, end in secrets_in(published))
    elif rule == "public-host":
        yield from ((one, "the name of a machine") for one in hosts_in(published, ids))
        yield from ((one, "the address of a machine") for one in addresses_in(published))
    else:
        yield from ((one, "an e-mail address") for one in mails_in(published))
        yield from ((one, "a telephone number") for one in phones_in(prose))
        yield from ((one, "the name of a person") for one in names_in(prose))
