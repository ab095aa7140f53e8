"""Every field of a document is on some page of the innermost site, or is declared as what `milepost show` is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import cache
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel
from tests.support import declared, whole
from tests.support.fields import STEERS

from milepost.analysis import Insight
from milepost.cli.description import describe
from milepost.kinds.portfolio.model import PortfolioDocument
from milepost.kinds.registry import KINDS
from milepost.kinds.roadmap.model import METHODS, Score
from milepost.kit import phrasing
from milepost.problem import Place
from milepost.schema.base import Entry
from milepost.schema.fields import FieldSpec, fields_of
from milepost.schema.period import Period

Documents = dict[str, dict[str, Any]]
# The words that show a field, by its key: the class of its entry, and its path in that, such as `Item.baseline.start`.
Traces = dict[str, set[str]]

# What no page shows, but `milepost show` does. Take out what a page comes to show; a new field is shown, or declared.
BY_COMMAND = {
    # A moment of a story and a line to sign on have room for one sentence, the head of a column for two.
    "Acceptance": {"summary", "description"},
    "Event": {"summary", "description"},
    "Horizon": {"description"},
    # Which product a file is about is said where that tells several apart: of strategies, whose page has its own title.
    **{kind: {"product"} for kind in ("Handover", "Lessons", "Plan", "Postmortem", "Report", "Roadmap")},
    "Strategy": {"title"},
    "PortfolioDocument": {"product"},
}
# Whose fields of those that every entry has are on pages; of all others they are shown by command.
OWN_PAGES = {"Item", "Project", "Postmortem", "Handover", "Plan", "Report", "ProductMetric"}
# What is told in full where it is listed: everything but a sentence or a mere line of a table.
IN_FULL = {
    *("PortfolioDocument", "Team", "Person", "Service", "TagDefinition", "Roadmap", "Theme", "Release", "Milestone"),
    *("Strategy", "StrategyHorizon", "Objective", "KeyResult", "Need", "Customer", "Bet", "Competitor"),
    *("Lessons", "Lesson", "Action", "OpenAction", "Artefact", "Ownership", "Access", "Runbook", "Monitor", "Contract"),
    *("Story", "KnownIssue", "Debt", "Knowledge", "Criterion", "Risk", "Issue"),
    *("Deliverable", "QualityCriterion", "Task", "Resource", "Assumption", "Decision", "ChangeRequest", "Stakeholder"),
    *("Feedback", "Opportunity"),
}
SHOWN_OF = {
    "links.title": OWN_PAGES | IN_FULL,
    "links.url": OWN_PAGES | IN_FULL,
    # Tags are for what is filtered or searched by them, and for what has no page that would say more.
    "tags": OWN_PAGES
    | {"Story", "Risk", "Issue", "Lesson", "Lessons", "Team", "Person", "Service", "TagDefinition", "Roadmap", "Theme"},
    # What has a history of its own, and stands beside others.
    "related": {"Item", "Project", "Postmortem", "Plan"},
    "updated": {"Item", "Postmortem"},
    # Former ids are for links that somebody still has.
    "formerly": set(),
}

NUMBERS = 4
CLASSES = {cls.__name__: cls for _, _, cls in declared.classes()}
KINDS_OF = {
    name: {kind.type_name for kind, _, one in declared.classes() if one is cls} for name, cls in CLASSES.items()
}
NAMED = {spec.ref.type for cls in CLASSES.values() for spec in fields_of(cls).values() if spec.ref}


def keys(cls: type[BaseModel], owner: str) -> Iterator[tuple[str, FieldSpec]]:
    """The fields of an entry and of the mappings in it, but for what steers who sees it and what it is called by."""
    for name, spec in fields_of(cls).items():
        if name in (*STEERS, "kind", "id") or spec.is_entries:
            continue
        if spec.model:
            yield from keys(spec.model, f"{owner}.{name}")
        else:
            yield f"{owner}.{name}", spec


FIELDS = {key: spec for cls in CLASSES.values() for key, spec in keys(cls, cls.__name__)}
# What names another in a list, which may be there for another reason: that one is named by nothing else.
TARGETED = [key for key in FIELDS if key.endswith(".related") or key == "Postmortem.similar_to"]
# Values of a metric first, since those of the future do not count, then those of a post-mortem, so that an incident is
# detected after it began and resolved after that.
EARLY = ("ProductMetric.series.", "Postmortem.")
DATES = sorted(
    (key for key, spec in FIELDS.items() if spec.is_date),
    key=lambda key: next((place for place, start in enumerate(EARLY) if key.startswith(start)), len(EARLY)),
)
HERE, THERE = "Europe/Lisbon", "Asia/Kolkata"  # of the portfolio, of a post-mortem
LEAST = 6001
LATER = 8
FIRST, DAYS, APART = date(2026, 5, 28), 360, 37  # within a year, so that a day is told from others without its year


def day_of(key: str) -> date:
    """A day that no other field has, more than a month from those of its neighbors."""
    day = FIRST + timedelta(days=DATES.index(key) * APART % DAYS)
    # Of years in which nothing is computed: no schedule comes to the same day.
    return day.replace(year=day.year + LATER) if key.endswith(".updated") else day


def words_of(key: str, number: int) -> str:
    """Words that no other field has, without any that Markdown would read as more."""
    return f"{key.replace('.', ' ')} {number}"


def unbounded(key: str) -> bool:
    """Whether a number may be as high as that no other field has it."""
    return "maximum" not in str(declared.schema_of(holder_of(key), FIELDS[key].name))  # of any of several schemas


def target_of(key: str) -> str:
    """The id of an item that a field alone names."""
    return f"target-of-{key.lower().replace('.', '-').replace('_', '-')}"


def filled(cls: type[BaseModel], found: dict[str, Any], number: int, traces: Traces, owner: str = "") -> dict[str, Any]:
    """A mapping whose values can be told from those of any other field where that is possible, with what shows them.

    Every second entry is without a title where it can be, so that what stands in for one is shown.
    """
    made = dict(found)
    if issubclass(cls, Entry):
        owner = cls.__name__
        if cls.type_name in NAMED:
            made["id"] = f"{cls.type_name}-{number}"
    title = fields_of(cls).get("title")
    # What names another action is a mere mention of that, and has nothing of its own.
    if number % 2 and made.pop("action", None) is None and title and not title.required:
        made.pop("title", None)
    for name, spec in fields_of(cls).items():
        key, value = f"{owner}.{name}", made.get(name)
        if spec.model and value is not None:
            inner = [
                filled(spec.model, one, number, traces, key) if isinstance(one, dict) else one
                for one in (value if isinstance(value, list) else [value])
            ]
            made[name] = inner if isinstance(value, list) else inner[0]
        elif key in FIELDS and value is not None:
            made[name] = traced(key, spec, value, number, traces)
    return {name: value for name, value in made.items() if value is not None}


def traced(key: str, spec: FieldSpec, value: Any, number: int, traces: Traces) -> Any:
    """A value for a field, with what shows it noted where no other field shows the same."""
    one, words = value[0] if isinstance(value, list) else value, words_of(key, number)
    found: set[str] = set()
    if spec.is_date:
        day = day_of(key)
        found = {phrasing.day(day), phrasing.short(Period(day, day, "day", ""), date(2026, 11, 23))}
        if not key.endswith(".updated"):  # which is always shown with its year
            found.add(phrasing.brief_day(day))
        one = day.isoformat()
        if spec.is_instant:
            moment = datetime(day.year, day.month, day.day, 18, DATES.index(key) % 60, tzinfo=ZoneInfo(THERE))
            found |= {moment.astimezone(ZoneInfo(HERE)).strftime("%H:%M")}
            one = moment.strftime("%Y-%m-%dT%H:%M")
    elif key in TARGETED:
        one = target_of(key) if key == "Postmortem.similar_to" else f"item:{target_of(key)}"
    elif spec.ref and spec.ref.type == "lesson":  # of another document, so that it is not one and the same
        one = f"postmortem-{number + 1}/lesson-{number + 1}" if number + 1 < NUMBERS else None
    elif spec.ref and spec.ref.type == "horizon":
        one = f"horizon-{number}"
    elif spec.ref and spec.ref.strict:
        # Another of its own type, of which the last has none.
        own = spec.ref.type == CLASSES[key.partition(".")[0]].type_name
        one = f"{spec.ref.type}-{number + own}" if number + own < NUMBERS else None
    elif spec.ref:
        found = {words}
        if spec.many:
            return noted(traces, key, found, [one, words])
        one = words if number in (1, 2) else one  # of an entry with a title, and of one without
    elif isinstance(one, str) and one.endswith(f" {spec.name} {number}"):
        found, one = {words}, words
    elif isinstance(one, str) and one.startswith("https://"):
        one = f"https://example.org/{words.replace(' ', '/')}"
        found = {one}
    elif spec.name == "timezone":
        one = THERE
    elif spec.measures == "number" and isinstance(one, int | float) and unbounded(key):
        one = LEAST + list(FIELDS).index(key)
        found = {phrasing.number(one)}
    elif spec.measures == "length" and spec.required:  # cannot be left out; in the order of an estimate
        number_of_days = LEAST + list(FIELDS).index(key)
        one = f"{number_of_days}{'pd' if str(one).endswith('pd') else 'd'}"
        found = {phrasing.number(number_of_days)}
    elif spec.name == "formerly":
        one = words.lower().replace(" ", "-")
        found = {one}
    return noted(traces, key, found, [one] if spec.many and one else one)


def noted(traces: Traces, key: str, found: set[str], value: Any) -> Any:
    if found:
        traces.setdefault(key, set()).update(found)
    return value


@cache
def written() -> tuple[Documents, Traces]:
    """Documents with every field in them, and what shows those that can be told from others."""
    traces: Traces = {}
    found = whole.documents(NUMBERS)
    head = found.pop("portfolio-0.yml")
    parts = [
        filled(PortfolioDocument, {**head, **declared.full(PortfolioDocument, number)}, number, traces)
        for number in range(NUMBERS)
    ]
    for name in declared.entry_lists(PortfolioDocument):
        parts[0][name] = [one for part in parts for one in part[name]]
    parts[0] |= {"timezone": HERE, "labels": {"status": {"planned": {"title": "Planned by label"}}}}
    # Times that are known count more than lengths, which one incident has alone.
    found["postmortem-0.yml"] = {
        name: value
        for name, value in found["postmortem-0.yml"].items()
        if name not in ("detected", "mitigated", "resolved", "events")
    }
    # Those with fields that are told from others by what changes with them first, as `as_written` has no more.
    for number, fields in enumerate(METHODS[name] for name in ("rice", "moscow", "wsjf", "value_effort")):
        item = found[f"roadmap-{number}.yml"]["items"][0]
        item["score"] = {name: declared.value(Score, name, number) for name in sorted(fields)}
        if number:
            del item["actual"]  # which counts more than what was planned
            for milestone in found[f"report-{number}.yml"]["milestones"]:
                del milestone["actual"]
    documents = {
        name: filled(KINDS[one["kind"]], one, int(name.removesuffix(".yml").rpartition("-")[2]), traces)
        for name, one in found.items()
    }
    for number, plan in enumerate(one for one in documents.values() if one["kind"] == "plan"):
        # With a task that depends on itself, a plan has no dates. A task that has ended shows no progress.
        (task,) = plan["tasks"]
        plan["tasks"] = [{"id": "phase", "title": "Phase"}, {"id": "before", "title": "Before", "duration": "1d"}, task]
        task["parent"] = "phase"
        for link in task["depends_on"]:
            link["id"] = "before"
        if not number:
            del task["actual"]["end"]
    return {"portfolio.yml": parts[0], **documents}, traces


def holders(value: dict[str, Any], key: str, cls: type[BaseModel], owner: str = "") -> Iterator[dict[str, Any]]:
    """The mappings in one that have a field."""
    owner = cls.__name__ if issubclass(cls, Entry) else owner
    around, _, name = key.rpartition(".")
    if around == owner and name in value:
        yield value
    for inner, spec in fields_of(cls).items():
        found = value.get(inner)
        for one in found if isinstance(found, list) else [found]:
            if spec.model and isinstance(one, dict):
                yield from holders(one, key, spec.model, f"{owner}.{inner}")


def with_value(documents: Documents, key: str, value: Any) -> Documents:
    """The documents with another value in a field; without the field where that is None."""
    made = deepcopy(documents)
    name = key.rpartition(".")[2]
    for document in made.values():
        for one in list(holders(document, key, KINDS[document["kind"]])):
            one.pop(name)
            if value is not None:
                one[name] = [value] if FIELDS[key].many else value
    return made


def read(documents: Documents) -> tuple[str, str]:
    """The words on all pages about some documents, and all their HTML."""
    pages = whole.composed(documents, "internal").pages.values()
    html = unescape(" ".join(page.render(str).html for page in pages)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(re.sub(r"<[^>]*>", " ", html).split()), html


@cache
def traced_on_pages() -> frozenset[str]:
    """The fields whose words are on a page."""
    documents, traces = written()
    words = " ".join(read(documents)).casefold()
    return frozenset(
        key
        for key, found in traces.items()
        if any(one in words and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words) for one in map(str.casefold, found))
    )


@cache
def targets_on_pages() -> frozenset[str]:
    """The fields whose target is named more often than it is without them."""
    named = {key: f"Target of {words_of(key, 0)}" for key in TARGETED}
    targets = {key: {"id": target_of(key), "title": title} for key, title in named.items()}
    resembled = {**targets.pop("Postmortem.similar_to"), "kind": "postmortem", "type": "project"}
    items = [{**target, "status": "planned"} for target in targets.values()]
    documents = {
        **{name: one for name, one in written()[0].items() if not name.endswith(("-1.yml", "-2.yml", "-3.yml"))},
        "targets.yml": {"kind": "roadmap", "title": "Targets", "items": items},
        "resembled.yml": resembled,
    }
    bare = documents
    for key in named:
        bare = with_value(bare, key, None)
    with_them, without = read(documents)[0], read(bare)[0]
    return frozenset(key for key, title in named.items() if with_them.count(title) > without.count(title))


@cache
def as_written(kinds: frozenset[str]) -> tuple[Documents, str]:
    """The documents of some kinds, two of each, and the words on the pages about them."""
    found = {
        name: one
        for name, one in written()[0].items()
        if one["kind"] in {*kinds, "portfolio"} and not name.endswith(("-2.yml", "-3.yml"))
    }
    return found, read(found)[0]


def differs(key: str) -> bool:
    """Whether any page reads otherwise where a field has another value: what is a choice, a number or a reference."""
    spec = FIELDS[key]
    others: tuple[Any, ...] = spec.choices or {"state": (True, False), "number": (1, 2)}.get(spec.measures or "", ())
    if spec.required and spec.ref:
        others = ("another",)
    elif spec.required and not others:
        others = (declared.value(holder_of(key), spec.name, 1), declared.value(holder_of(key), spec.name, 2))
    elif not others or spec.many or spec.name in ("labels", "disclaimer"):
        others = (None,)
    around = key.partition(".")[0]
    kinds = KINDS_OF[around] | {kind for cls in KINDS_OF if is_target(cls, spec) for kind in KINDS_OF[cls]}
    documents, words = as_written(frozenset(KINDS if around == "PortfolioDocument" else kinds))
    return any(read(with_value(documents, key, one))[0] != words for one in others)


def holder_of(key: str) -> type[BaseModel]:
    """The class of the mapping that a field is in."""
    cls: type[BaseModel] = CLASSES[key.partition(".")[0]]
    for inner in key.split(".")[1:-1]:
        cls = fields_of(cls)[inner].model or cls
    return cls


def is_target(cls: str, spec: FieldSpec) -> bool:
    """Whether a field names entries of a class."""
    return bool(spec.ref and spec.ref.type == CLASSES[cls].type_name)


def is_shown(key: str) -> bool:
    spec = FIELDS[key]
    if key in TARGETED:
        return key in targets_on_pages()
    if key in traced_on_pages():
        return True
    # A date may be on no page and yet be what a length or an age is computed from.
    return (key not in written()[1] or spec.is_date) and not key.endswith(".updated") and differs(key)


# A file that only holds entries need not be named in BY_COMMAND.
EXAMINED = [name for name, cls in CLASSES.items() if name in BY_COMMAND or not cls.declares.container]


@pytest.mark.parametrize("cls", EXAMINED)
def test_the_fields_of_a_class_are_on_pages_or_declared_as_shown_by_command(cls: str) -> None:
    own = [key for key in FIELDS if key.startswith(f"{cls}.") and key.partition(".")[2] not in SHOWN_OF]
    hidden = {key for key in own if not is_shown(key)}
    expected = {f"{cls}.{field}" for field in BY_COMMAND.get(cls, ())}
    forgotten = ", ".join(sorted(hidden - expected))
    assert not forgotten, f"no page shows {forgotten}: show it, or name it in BY_COMMAND"
    assert hidden == expected


@pytest.mark.parametrize("field", SHOWN_OF)
def test_a_field_of_every_entry_is_on_the_pages_of_those_declared(field: str) -> None:
    assert {cls for cls in CLASSES if f"{cls}.{field}" in FIELDS and is_shown(f"{cls}.{field}")} == SHOWN_OF[field]


def test_every_field_is_shown_by_command() -> None:
    portfolio = whole.seen(written()[0], "internal")
    insight = Insight(portfolio, whole.AS_OF)
    described: set[str] = set()
    for type in portfolio.types:
        for entity in portfolio.entities(type):
            found = describe(portfolio, insight, entity, place=Place("x.yml"), audience="internal")
            described |= {f"{entity.entry.__class__.__name__}.{path}" for path in ("title", *paths(found.fields))}
    assert FIELDS.keys() <= described


def paths(value: dict[str, Any]) -> Iterator[str]:
    """The paths to what is in a mapping and in those in it, through lists too."""
    for name, one in value.items():
        yield name
        for inner in one if isinstance(one, list) else [one]:
            if isinstance(inner, dict):
                yield from (f"{name}.{path}" for path in paths(inner))
