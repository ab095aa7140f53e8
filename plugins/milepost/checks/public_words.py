"""Texts, links, and ids through which external readers learn of something hidden from them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from milepost.checks.audience_view import BroaderView
from milepost.checks.check import Context, check, named
from milepost.checks.grouping import Sighting, grouped
from milepost.checks.id_suggestions import type_with_article
from milepost.checks.links import links_in
from milepost.checks.names import HiddenNames, words_of
from milepost.checks.texts import TextPlaces
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.problem import quoted

_MIN_LETTERS = 5


@check("public-names-hidden", "warning", "A text that external readers see names something hidden from them.")
def public_names_hidden(c: Context) -> Iterator[Violation]:
    yield from grouped(_name_sightings(c))


def _name_sightings(c: Context) -> Iterator[Sighting]:
    said: set[Hashable] = set()
    for view in c.audience_views:
        names = HiddenNames(view)
        for entity, field in view.strings if names else ():
            spot = TextPlaces(entity, field)
            for name in names.in_text(field.seen):
                if (entity, field.steps, name.words) in said:
                    continue
                said.add((entity, field.steps, name.words))
                why = "is called something else for" if name.entity in view.pairs else "is hidden from"
                message = f"{quoted(name.text)} {why} {view.audience} readers, and this text names it"
                hint = "use other words, or write these for external readers in public:"
                yield Sighting((view.audience, name.words), spot.next_place(name.pattern), message, hint)


@check("public-links-hidden", "warning", "A text that outsiders read links to something hidden from them.")
def public_links_hidden(c: Context) -> Iterator[Violation]:
    said: set[Hashable] = set()
    for view in c.audience_views:
        for entity, field in view.texts:
            spot = TextPlaces(entity, field)
            for link in links_in(field):
                target = c.portfolio.find(link.type, link.ref) if link.type else None
                if not target or target not in view.hidden or (entity, field.steps, link.address) in said:
                    continue
                said.add((entity, field.steps, link.address))
                message = f"the text links to {named(target)}, which is hidden from {view.audience} readers"
                hint = "they get the words without the link; do the words give it away?"
                yield spot.found(link.pattern, message, hint)


@check("public-id-secret", "warning", "An id that outsiders see holds a word that only hidden titles have.")
def public_id_secret(c: Context) -> Iterator[Violation]:
    said: set[Entity[Any]] = set()
    for view in c.audience_views:
        secrets = _secret_words(view)
        for entity in view.pairs:
            word = next((word for word in re.split(r"[._-]", entity.slug) if word in secrets), None)
            if word is None or entity in said:
                continue
            said.add(entity)
            owner = secrets[word]
            title = (
                "its true title"
                if owner is entity
                else f"the title of {type_with_article(owner.type)} hidden from them"
            )
            message = f"{view.audience} readers see the id '{entity.id}'; '{word}' is otherwise only in {title}"
            hint = "an id is part of public addresses: choose another, and keep this one in formerly:"
            yield c.found(entity, ("id",), message, hint)


def _secret_words(view: BroaderView) -> dict[str, Entity[Any]]:
    """Words of hidden titles that occur in nothing the audience reads, each with its entity.

    Entries in post-mortems and handovers are sentences of everyday words, so they are left out.
    """
    renamed = (entity for entity, seen in view.pairs.items() if entity.title != seen.title)
    found: dict[str, Entity[Any]] = {}
    for entity in (*renamed, *view.hidden):
        if entity.loc and entity.document.model.owns_entries:
            continue
        for word in words_of(entity.title):
            if len(word) >= _MIN_LETTERS:
                found.setdefault(word, entity)
    for _, field in view.texts if found else ():
        for word in found.keys() & set(words_of(field.seen)):
            del found[word]
    return found
