"""What external readers see that gives away what is hidden from them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from milepost.checks.audience_view import Outside
from milepost.checks.check import Context, check, named, quoted
from milepost.checks.grouping import Sighting, gathered
from milepost.checks.id_suggestions import a
from milepost.checks.links import links_in
from milepost.checks.names import HiddenNames, words_of
from milepost.checks.texts import TextSpot
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity

_LEAST_LETTERS = 5


@check("public-names-hidden", "warning", "A text that external readers see names something hidden from them.")
def public_names_hidden(c: Context) -> Iterator[Violation]:
    yield from gathered(_names(c))


def _names(c: Context) -> Iterator[Sighting]:
    said: set[Hashable] = set()
    for outside in c.outsides:
        names = HiddenNames(outside)
        for entity, field in outside.told if names else ():
            spot = TextSpot(entity, field)
            for name in names.in_text(field.seen):
                if (entity, field.steps, name.words) in said:
                    continue
                said.add((entity, field.steps, name.words))
                why = "is called something else for" if name.entity in outside.pairs else "is hidden from"
                message = f"{quoted(name.text)} {why} {outside.audience} readers, and this text names it"
                hint = "use other words, or write these for external readers in public:"
                yield Sighting((outside.audience, name.words), spot.next(name.pattern), message, hint)


@check("public-links-hidden", "warning", "A text that outsiders read links to something hidden from them.")
def public_links_hidden(c: Context) -> Iterator[Violation]:
    said: set[Hashable] = set()
    for outside in c.outsides:
        for entity, field in outside.texts:
            spot = TextSpot(entity, field)
            for link in links_in(field):
                target = c.portfolio.find(link.type, link.ref) if link.type else None
                if not target or target not in outside.hidden or (entity, field.steps, link.address) in said:
                    continue
                said.add((entity, field.steps, link.address))
                message = f"the text links to {named(target)}, which is hidden from {outside.audience} readers"
                hint = "they get the words without the link; do the words give it away?"
                yield spot.found(link.pattern, message, hint)


@check("public-id-secret", "warning", "An id that outsiders see holds a word that only hidden titles have.")
def public_id_secret(c: Context) -> Iterator[Violation]:
    said: set[Entity[Any]] = set()
    for outside in c.outsides:
        secrets = _secret_words(outside)
        for entity in outside.pairs:
            word = next((word for word in re.split(r"[._-]", entity.slug) if word in secrets), None)
            if word is None or entity in said:
                continue
            said.add(entity)
            owner = secrets[word]
            title = "its true title" if owner is entity else f"the title of {a(owner.type)} hidden from them"
            message = f"{outside.audience} readers see the id '{entity.id}'; '{word}' is otherwise only in {title}"
            hint = "an id is part of public addresses: choose another, and keep this one in formerly:"
            yield c.found(entity, ("id",), message, hint)


def _secret_words(outside: Outside) -> dict[str, Entity[Any]]:
    """Words of hidden titles that stand in nothing the audience reads, with the entity that has them.

    What stands in a post-mortem or the like is a sentence, and its words are everybody's.
    """
    renamed = (entity for entity, seen in outside.pairs.items() if entity.title != seen.title)
    found: dict[str, Entity[Any]] = {}
    for entity in (*renamed, *outside.hidden):
        if entity.loc and entity.document.model.holds:
            continue
        for word in words_of(entity.title):
            if len(word) >= _LEAST_LETTERS:
                found.setdefault(word, entity)
    for _, field in outside.texts if found else ():
        for word in found.keys() & set(words_of(field.seen)):
            del found[word]
    return found
