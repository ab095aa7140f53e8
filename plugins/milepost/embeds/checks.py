"""Ids and names in a block that do not exist or are hidden from its readers. Needs the full portfolio."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.embeds.block_source import BlockText
from milepost.embeds.spec import Spec
from milepost.graph.portfolio import Portfolio
from milepost.problem import Problem, quoted
from milepost.ruleset import RULES
from milepost.suggestions import nearest

HIDDEN = "public-links-hidden"


def unknown_names(spec: Spec, source: BlockText, whole: Portfolio) -> Iterator[Problem]:
    """Unknown names in a block: an error for an id, a warning for a name that need not be declared."""
    for named in spec.names:
        known = list(dict.fromkeys(named.names.known(whole)))
        if _plain(named.value) in map(_plain, known):
            continue
        id = "unknown-reference" if named.names.strict else "undeclared-name"
        message = f"there is no {named.names.type} {quoted(named.value)}"
        problem = Problem(id, RULES[id].level, message, source.place(named.at), nearest(named.value, known))
        yield source.at_page_position(problem)


def hidden_names(spec: Spec, source: BlockText, whole: Portfolio, seen: Portfolio) -> Iterator[Problem]:
    """Names in a block that exist, but not for the audience of `seen`."""
    for named in spec.names:
        value = _plain(named.value)
        if value in map(_plain, named.names.known(whole)) and value not in map(_plain, named.names.known(seen)):
            message = (
                f"{named.names.type} {quoted(named.value)} is hidden from {seen.audience} readers who see this page"
            )
            hint = "they get the view without it; give them a page of their own, or leave it out"
            yield source.at_page_position(Problem(HIDDEN, RULES[HIDDEN].level, message, source.place(named.at), hint))


def _plain(name: str) -> str:
    return " ".join(name.split()).lower()
