"""Secrets in handovers, which should only have references to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from milepost.checks.check import Context, check
from milepost.checks.secret_patterns import secrets_in
from milepost.checks.violation import Violation
from milepost.kinds.handover.model import Handover
from milepost.yaml.nodes import Loc, Map, Node, Seq


@check("secret-in-handover", "error", "A handover holds something that looks like a secret.")
def secret_in_handover(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Handover):
        for loc, text in _scalars(entity.document.root, ()):
            found = next(secrets_in(text, hex_too=loc[0] == "access"), None)
            if found:
                message = f"this looks like {found[0]}; a handover says where a secret lies, and never the secret"
                hint = "write a reference such as vault:path#key, and change the secret: it has been seen"
                yield without_excerpt(c.found(entity, loc, message, hint))


def without_excerpt(found: Violation) -> Violation:
    """The violation without the source line: a report about a secret must not spread it."""
    return replace(found, place=found.place and replace(found.place, excerpt=""))


def _scalars(node: Node, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text in a tree with its path."""
    if isinstance(node, Map):
        for key, value in node.items():
            yield from _scalars(value, (*loc, key))
    elif isinstance(node, Seq):
        for index, value in enumerate(node):
            yield from _scalars(value, (*loc, index))
    elif node is not None:
        yield loc, node
