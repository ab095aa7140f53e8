"""Post-mortems in brief, newest first: a row of the table and a mark on the timeline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.postmortem.rates import date_of
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.kit.severity import Severity, severity_of
from milepost.schema.period import Period

DAY = 86400
FACETS = ("type", "severity", "service", "factor", "project", "topic", "year")
_NOUNS = {
    "incident": ("incident", "incidents"),
    "security": ("security incident", "security incidents"),
    "near_miss": ("near miss", "near misses"),
    "maintenance": ("maintenance", "maintenance"),
    "release": ("release", "releases"),
    "project": ("project", "projects"),
    "event": ("event", "events"),
}
TYPES = tuple(_NOUNS)


@dataclass(frozen=True, slots=True)
class RecordValue:
    """A facet value of a post-mortem: its token in addresses, and its label."""

    token: str
    word: str


@dataclass(frozen=True, slots=True)
class Record:
    """One post-mortem. `row` is its position in the table; `facets` are its values by facet, without empty ones.

    `lasted` is its duration in words, `lasted_sort` in seconds; `actions` is how many of all are done.
    """

    row: int
    entity: Entity[Postmortem]
    incident: IncidentInsight
    ref: Ref
    day: Period | None
    when: str
    iso: str
    type_word: str
    severity: Severity | None
    facets: Mapping[str, tuple[RecordValue, ...]]
    services: str
    lasted: str
    lasted_sort: str
    actions: str
    actions_sort: str


def records_of(context: PageContext) -> tuple[Record, ...]:
    """A record of every post-mortem."""
    found = [
        (date_of(insight), insight) for insight in map(context.insight.incident, context.portfolio.all(Postmortem))
    ]
    found.sort(key=lambda one: (_first(one[0]), one[1].entity.key), reverse=True)
    return tuple(_record(context, row, day, insight) for row, (day, insight) in enumerate(found))


def noun(context: PageContext, type_name: str, many: bool) -> str:
    """A post-mortem type within a sentence: "near misses", or in the portfolio's own label: "timetable releases"."""
    if type_name in ((context.portfolio.head.labels or {}).get("type") or {}):
        word = context.portfolio.label("type", type_name)
        word = word if word[1:2].isupper() else word[:1].lower() + word[1:]
        return f"{word}s" if many else word
    return _NOUNS[type_name][many]


def token(word: str) -> str:
    """A word as it is written in addresses: lower case, without spaces and commas."""
    return re.sub(r"\W+", "-", word.lower()).strip("-") or "-"


def _first(day: Period | None) -> str:
    return day.first.isoformat() if day and day.first else ""


def _record(context: PageContext, row: int, day: Period | None, insight: IncidentInsight) -> Record:
    entity = insight.entity
    severity = severity_of(context.portfolio, entity.entry.severity)
    facets = {facet: found for facet in FACETS if (found := tuple(_VALUES[facet](context, entity, day)))}
    lasted, seconds = _lasted(insight)
    actions = [one.entry for one in context.portfolio.nested(entity, "action") if one.entry.status != "rejected"]
    done = sum(not one.is_open for one in actions)
    return Record(
        row=row,
        entity=entity,
        incident=insight,
        ref=context.ref(entity),
        day=day,
        when=phrasing.span(None, day, brief=True) if day else "",
        iso=_first(day),
        type_word=context.portfolio.label("type", entity.entry.type),
        severity=severity,
        facets=facets,
        services=", ".join(value.word for value in facets.get("service", ())),
        lasted=lasted,
        lasted_sort="" if seconds is None else str(seconds),
        actions=f"{done} of {len(actions)}" if actions else "",
        actions_sort=f"{done / len(actions):.3f}" if actions else "",
    )


def _lasted(insight: IncidentInsight) -> tuple[str, int | None]:
    """The duration in seconds if known, else in days, else as an author wrote it."""
    seconds, written = insight.seconds_to_resolve, insight.entity.entry.resolved_after
    if seconds is not None:
        return phrasing.elapsed(seconds), seconds
    if insight.days:
        return phrasing.duration(insight.days), insight.days * DAY
    return (str(written), None) if written else ("", None)


def _distinct(found: Iterable[tuple[str, str]]) -> Iterable[RecordValue]:
    """Values by token; of two spellings, the first is kept."""
    seen: dict[str, RecordValue] = {}
    for name, word in found:
        seen.setdefault(token(name), RecordValue(token(name), word))
    return seen.values()


_Find = Callable[[PageContext, Entity[Postmortem], "Period | None"], Iterable[RecordValue]]


def _type(context: PageContext, entity: Entity[Postmortem], _: Period | None) -> Iterable[RecordValue]:
    yield RecordValue(entity.entry.type, context.portfolio.label("type", entity.entry.type))


def _severity(context: PageContext, entity: Entity[Postmortem], _: Period | None) -> Iterable[RecordValue]:
    if found := severity_of(context.portfolio, entity.entry.severity):
        yield RecordValue(token(found.value), found.word)


def _services(context: PageContext, entity: Entity[Postmortem], _: Period | None) -> Iterable[RecordValue]:
    return _distinct((name, context.name("service", name)) for name in entity.entry.affected)


def _factors(_: PageContext, entity: Entity[Postmortem], __: Period | None) -> Iterable[RecordValue]:
    categories = (factor.category for factor in entity.entry.contributing_factors)
    return _distinct((category, phrasing.sentence(category)) for category in categories if category)


def _project(context: PageContext, entity: Entity[Postmortem], _: Period | None) -> Iterable[RecordValue]:
    if name := entity.entry.project:
        yield RecordValue(token(name), context.name("project", name))


def _topics(context: PageContext, entity: Entity[Postmortem], _: Period | None) -> Iterable[RecordValue]:
    """Tags and categories: authors use both to classify."""
    names = (*entity.entry.categories, *entity.entry.tags)
    return _distinct((name, phrasing.sentence(context.name("tag", name))) for name in names)


def _year(_: PageContext, __: Entity[Postmortem], day: Period | None) -> Iterable[RecordValue]:
    if day and day.first:
        yield RecordValue(str(day.first.year), str(day.first.year))


_VALUES: Mapping[str, _Find] = {
    "type": _type,
    "severity": _severity,
    "service": _services,
    "factor": _factors,
    "project": _project,
    "topic": _topics,
    "year": _year,
}
