"""What is known about work before it is done, to compare with the conditions of lessons."""

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

_PHASE_OF_STATUS = {"proposed": "planning", "planned": "planning", "in_progress": "execution", "paused": "execution"}
_SIZE = re.compile(r"(?P<low>\d+)\s*(?:(?P<plus>\+)|(?:-|–|to)\s*(?P<high>\d+))?")
_AT_MOST = re.compile(r"<|≤|\b(?:up to|under|below|at most)\b")


@dataclass(frozen=True, slots=True)
class WorkProfile:
    """A piece of work as lessons see it.

    `phases`, `themes`, `tags`, and `teams` are names as compared, `domains` the words of each of its domains. `words`
    are those of its titles, summaries, and tags; `text` is all its text. `team_size` is the number of people declared
    in its teams, 0 if unknown. `own` are its own post-mortems.
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
        """All words by which lessons may match it."""
        return self.words.union(*self.domains)

    def has_team_size(self, size: str) -> bool:
        """Whether the team has a size such as `5-9`, `5+`, `<5`, `up to 4`, or `7`; False if unknown."""
        found = _SIZE.search(size)
        if not found or not self.team_size:
            return False
        low = int(found["low"])
        if _AT_MOST.search(size.lower()):
            return self.team_size <= low
        return low <= self.team_size and (bool(found["plus"]) or self.team_size <= int(found["high"] or low))


def profile_of(
    portfolio: Portfolio, entities: Sequence[Entity[Any]], themes: Sequence[str], own: frozenset[PostmortemEntity]
) -> WorkProfile:
    """The profile of a work from the entities that describe it: items, a declared project, its plan, handovers."""
    tags = list(dict.fromkeys(tag for entity in entities for tag in entity.entry.tags))
    names = [name for tag in tags for name in tag_names(portfolio, tag)]
    short = [text for entity in entities for text in (entity.title, entity.entry.summary or "")]
    teams = {team.lower() for entity in entities if (team := getattr(entity.entry, "team", None))}
    return WorkProfile(
        phases=frozenset(folded(phase) for entity in entities for phase in _phase_names(portfolio, entity)),
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
    """Whether all words of a term are in one of the names: "fares" is within "Fares and accounts"."""
    return bool(keys) and any(keys <= name for name in names)


def tag_names(portfolio: Portfolio, tag: str) -> tuple[str, ...]:
    """The names of a tag: its id and, if declared, its title."""
    declared = portfolio.find("tag", tag)
    return (tag, declared.title) if declared else (tag,)


def _phase_names(portfolio: Portfolio, entity: Entity[Any]) -> Iterator[str]:
    """Names of the phase that an item, project, or plan is in, with their labels, and the phase of its status."""
    if entity.type not in ("item", "project", "plan"):
        return
    for group in ("type", "stage", "phase"):
        if value := getattr(entity.entry, group, None):
            yield from (value, portfolio.label(group, value))
    if entity.entry.status in _PHASE_OF_STATUS:
        yield _PHASE_OF_STATUS[entity.entry.status]
