"""Post-mortems in brief, the newest first: a row of the table, and a mark on the timeline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from milepost.insight.incident import IncidentInsight
from milepost.insight.rates import happened
from milepost.model.period import Period
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.pieces import Ref
from milepost.views.severity import Severity, severity_of

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
class Value:
    """What a post-mortem can be found by: how the address names it, and how people do."""

    token: str
    word: str


@dataclass(frozen=True, slots=True)
class Record:
    """One post-mortem. `row` is its place in the table; `facets` are values by facet, without empty ones.

    `lasted` is how long it took in words, `lasted_sort` in seconds; `actions` says how many of all are done.
    """

    row: int
    thing: Thing[Postmortem]
    incident: IncidentInsight
    ref: Ref
    day: Period | None
    when: str
    iso: str
    type_word: str
    severity: Severity | None
    facets: Mapping[str, tuple[Value, ...]]
    services: str
    lasted: str
    lasted_sort: str
    actions: str
    actions_sort: str


def records_of(desk: Desk) -> tuple[Record, ...]:
    """Every post-mortem there is."""
    found = [(happened(insight), insight) for insight in map(desk.insight.incident, desk.portfolio.all(Postmortem))]
    found.sort(key=lambda one: (_first(one[0]), one[1].thing.key), reverse=True)
    return tuple(_record(desk, row, day, insight) for row, (day, insight) in enumerate(found))


def noun(desk: Desk, type_name: str, many: bool) -> str:
    """A type in a sentence: "near misses", or the portfolio's own word for it: "timetable releases"."""
    if type_name in ((desk.portfolio.head.labels or {}).get("type") or {}):
        word = desk.portfolio.label("type", type_name)
        word = word if word[1:2].isupper() else word[:1].lower() + word[1:]
        return f"{word}s" if many else word
    return _NOUNS[type_name][many]


def token(word: str) -> str:
    """A word as an address names it: without spaces, commas and capitals."""
    return re.sub(r"\W+", "-", word.lower()).strip("-") or "-"


def _first(day: Period | None) -> str:
    return day.first.isoformat() if day and day.first else ""


def _record(desk: Desk, row: int, day: Period | None, insight: IncidentInsight) -> Record:
    thing = insight.thing
    severity = severity_of(desk.portfolio, thing.entry.severity)
    facets = {facet: found for facet in FACETS if (found := tuple(_VALUES[facet](desk, thing, day)))}
    lasted, seconds = _lasted(insight)
    actions = [one.entry for one in desk.portfolio.nested(thing, "action") if one.entry.status != "rejected"]
    done = sum(not one.is_open for one in actions)
    return Record(
        row=row,
        thing=thing,
        incident=insight,
        ref=desk.ref(thing),
        day=day,
        when=words.span(None, day, brief=True) if day else "",
        iso=_first(day),
        type_word=desk.portfolio.label("type", thing.entry.type),
        severity=severity,
        facets=facets,
        services=", ".join(value.word for value in facets.get("service", ())),
        lasted=lasted,
        lasted_sort="" if seconds is None else str(seconds),
        actions=f"{done} of {len(actions)}" if actions else "",
        actions_sort=f"{done / len(actions):.3f}" if actions else "",
    )


def _lasted(insight: IncidentInsight) -> tuple[str, int | None]:
    """By the clock where it is known, else in days, else as somebody wrote it."""
    seconds, written = insight.seconds_to_resolve, insight.thing.entry.resolved_after
    if seconds is not None:
        return words.elapsed(seconds), seconds
    if insight.days:
        return words.lasting(insight.days), insight.days * DAY
    return (str(written), None) if written else ("", None)


def _distinct(found: Iterable[tuple[str, str]]) -> Iterable[Value]:
    """Values by token; two spellings of one are one, as first written."""
    seen: dict[str, Value] = {}
    for name, word in found:
        seen.setdefault(token(name), Value(token(name), word))
    return seen.values()


_Find = Callable[[Desk, Thing[Postmortem], "Period | None"], Iterable[Value]]


def _type(desk: Desk, thing: Thing[Postmortem], _: Period | None) -> Iterable[Value]:
    yield Value(thing.entry.type, desk.portfolio.label("type", thing.entry.type))


def _severity(desk: Desk, thing: Thing[Postmortem], _: Period | None) -> Iterable[Value]:
    if found := severity_of(desk.portfolio, thing.entry.severity):
        yield Value(token(found.value), found.word)


def _services(desk: Desk, thing: Thing[Postmortem], _: Period | None) -> Iterable[Value]:
    return _distinct((name, desk.name("service", name)) for name in thing.entry.affected)


def _factors(_: Desk, thing: Thing[Postmortem], __: Period | None) -> Iterable[Value]:
    categories = (factor.category for factor in thing.entry.contributing_factors)
    return _distinct((category, words.sentence(category)) for category in categories if category)


def _project(desk: Desk, thing: Thing[Postmortem], _: Period | None) -> Iterable[Value]:
    if name := thing.entry.project:
        yield Value(token(name), desk.name("project", name))


def _topics(desk: Desk, thing: Thing[Postmortem], _: Period | None) -> Iterable[Value]:
    """Tags and categories: both are words that the authors sort by."""
    names = (*thing.entry.categories, *thing.entry.tags)
    return _distinct((name, words.sentence(desk.name("tag", name))) for name in names)


def _year(_: Desk, __: Thing[Postmortem], day: Period | None) -> Iterable[Value]:
    if day and day.first:
        yield Value(str(day.first.year), str(day.first.year))


_VALUES: Mapping[str, _Find] = {
    "type": _type,
    "severity": _severity,
    "service": _services,
    "factor": _factors,
    "project": _project,
    "topic": _topics,
    "year": _year,
}
