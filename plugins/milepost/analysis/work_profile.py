"""What is known of a piece of work before it is done: whatever a lesson may say that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.analysis.lesson_clusters import PostmortemEntity
from milepost.analysis.text_similarity import folded, keys_of
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.portfolio.model import Person
from milepost.prose.visible_text import visible_text

_PHASES = {"proposed": "planning", "planned": "planning", "in_progress": "execution", "paused": "execution"}
_SIZE = re.compile(r"(?P<low>\d+)\s*(?:(?P<plus>\+)|(?:-|–|to)\s*(?P<high>\d+))?")
_AT_MOST = re.compile(r"<|≤|\b(?:up to|under|below|at most)\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """`phases`, `themes`, `tags` and `teams` are names as they are compared, `domains` the words of each of its fields.

    `words` are those of its titles, summaries and tags, `text` is all that it says of itself. `team_size` is how many
    people are declared in its teams, 0 where none are. `own` are the post-mortems about itself.
    """

    phases: frozenset[str]
    domains: tuple[frozenset[str], ...]
    themes: frozenset[str]
    tags: frozenset[str]
    teams: frozenset[str]
    team_size: int
    words: frozenset[str]
    text: str
    own: frozenset[PostmortemEntity]

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of all that it is about."""
        return self.words.union(*self.domains)

    def has_size(self, size: str) -> bool:
        """Whether so many people do it: `5-9`, `5+`, `<5`, `up to 4`, `7`."""
        found = _SIZE.search(size)
        if not found or not self.team_size:
            return False
        low = int(found["low"])
        if _AT_MOST.search(size.lower()):
            return self.team_size <= low
        return low <= self.team_size and (bool(found["plus"]) or self.team_size <= int(found["high"] or low))


def profile_of(
    portfolio: Portfolio, entities: Sequence[Entity[Any]], themes: Sequence[str], own: frozenset[PostmortemEntity]
) -> Profile:
    """What is known of a work from the entities that speak for it: an item, a declared project, a handover."""
    tags = list(dict.fromkeys(tag for entity in entities for tag in entity.entry.tags))
    names = [name for tag in tags for name in tag_names(portfolio, tag)]
    short = [text for entity in entities for text in (entity.title, entity.entry.summary or "")]
    teams = {team.lower() for entity in entities if (team := getattr(entity.entry, "team", None))}
    return Profile(
        phases=frozenset(folded(phase) for entity in entities for phase in _phases(portfolio, entity)),
        domains=tuple(map(keys_of, (*themes, *names))),
        themes=frozenset(map(folded, themes)),
        tags=frozenset(tag.lower() for tag in tags),
        teams=frozenset(teams),
        team_size=sum((person.entry.team or "").lower() in teams for person in portfolio.all(Person)),
        words=keys_of("\n".join((*short, *names))),
        text="\n".join((*short, *(visible_text(entity.entry.description or "") for entity in entities), *names)),
        own=own,
    )


def is_within(keys: frozenset[str], names: Iterable[frozenset[str]]) -> bool:
    """Whether all words of a term are among those of one name: "fares" is within "Fares and accounts"."""
    return bool(keys) and any(keys <= name for name in names)


def tag_names(portfolio: Portfolio, tag: str) -> tuple[str, ...]:
    """What a tag is called: by its id and, where it is declared, by its title."""
    declared = portfolio.find("tag", tag)
    return (tag, declared.title) if declared else (tag,)


def _phases(portfolio: Portfolio, entity: Entity[Any]) -> Iterator[str]:
    """The words for the phase something is in: its type and stage, their labels, and what its status stands for."""
    if entity.type not in ("item", "project"):
        return
    for group in ("type", "stage"):
        if value := getattr(entity.entry, group, None):
            yield from (value, portfolio.label(group, value))
    if entity.entry.status in _PHASES:
        yield _PHASES[entity.entry.status]
