"""The fields of a thing as values that can be compared, whatever their order and spelling, and be told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.model.base import Entry, Part
from milepost.model.duration import Duration
from milepost.model.fields import FieldSpec, fields_of
from milepost.model.instant import Instant
from milepost.model.period import Period
from milepost.portfolio import Thing
from milepost.render.visible_text import drawn
from milepost.views import words

# They say who sees it, or what it is called; other parts of a review speak of them.
_ELSEWHERE = frozenset(("id", "kind", "audience", "disclose", "public", "formerly"))

# Turns a name that refers to something into what it means in either state.
Meaning = Callable[[Thing[Any], str, str], Any]


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a field of a thing, `raw` as it was read.

    `path` is its name, with a dot before each part: `score.effort`.

    `what` can be compared. `each` has for every entry of a list what can be compared, and the entry.
    """

    thing: Thing[Any]
    path: str
    spec: FieldSpec
    raw: Any
    what: Any
    each: tuple[tuple[Any, Any], ...] = ()


def values_of(thing: Thing[Any], meaning: Meaning) -> dict[str, Value]:
    """The fields of a thing that say something, by path; entries in lists are things of their own."""
    return {value.path: value for value in _values(thing, thing.entry, "", meaning)}


def parts_of(thing: Thing[Any], part: Part, meaning: Meaning) -> dict[str, Value]:
    """The fields of an entry of a list that is no thing of its own, by path."""
    return {value.path: value for value in _values(thing, part, "", meaning)}


def _values(thing: Thing[Any], model: Part, prefix: str, meaning: Meaning) -> Iterator[Value]:
    for name, spec in fields_of(type(model)).items():
        if name not in model.model_fields_set:
            continue
        raw = getattr(model, name)
        if raw is None or raw == () or (not prefix and name in _ELSEWHERE):
            continue
        if spec.model and issubclass(spec.model, Entry):
            continue
        if isinstance(raw, Part):
            yield from _values(thing, raw, f"{prefix}{name}.", meaning)
        elif spec.many:
            each = tuple((_one(thing, spec, one, meaning), one) for one in raw)
            yield Value(thing, prefix + name, spec, raw, frozenset(Counter(key for key, _ in each).items()), each)
        elif raw != "":
            yield Value(thing, prefix + name, spec, raw, _one(thing, spec, raw, meaning))


def _one(thing: Thing[Any], spec: FieldSpec, raw: Any, meaning: Meaning) -> Any:
    if spec.ref:
        return meaning(thing, spec.ref.type, raw)
    if isinstance(raw, Period):
        return same_period(raw)
    if isinstance(raw, Instant):
        return (raw.moment, raw.precision) if raw.moment else (same_period(raw.day), raw.precision)
    if isinstance(raw, Duration):
        return raw.parts
    if isinstance(raw, Part):
        return tuple(sorted((value.path, repr(value.what)) for value in _values(thing, raw, "", meaning)))
    if isinstance(raw, str) and spec.role in ("text", "markdown"):
        return " ".join((drawn(raw) if spec.role == "markdown" else raw).split())
    if isinstance(raw, dict):
        return repr(sorted(raw.items(), key=repr))
    return raw


def same_period(period: Period) -> Any:
    """What is the same for two spellings of a period."""
    return period.first, period.last, period.precision, period.part, period.approximate


def told(spec: FieldSpec, raw: Any, name: Callable[[str, str], str]) -> str:
    """A value, or one entry of a list, in words on one line; `name(type, id)` gives a thing its title."""
    if spec.ref:
        return name(spec.ref.type, raw)
    if isinstance(raw, Period):
        return words.period(raw)
    if isinstance(raw, Part):
        texts = (getattr(raw, field, None) for field in ("title", "what", "gate", "url"))
        return next((str(text) for text in texts if text), type(raw).__name__.lower())
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, int | float):
        return words.number(raw)
    return " ".join(str(raw).split())


_CALLED = {
    "actual.end": "actual end",
    "actual.start": "actual start",
    "baseline.end": "promised end",
    "baseline.start": "promised start",
    "closed_on": "closing day",
    "declared": "moment of declaration",
    "detected": "moment of detection",
    "detected_after": "time to detection",
    "embargo_until": "embargo",
    "from": "giving team",
    "mitigated": "moment of mitigation",
    "mitigated_after": "time to mitigation",
    "recheck_on": "day to look again",
    "resolved": "moment of resolution",
    "resolved_after": "time to resolution",
    "started": "beginning",
    "to": "receiving team",
    "warranty_until": "end of warranty",
}


def said(path: str) -> str:
    """A field's name in words: `score.business_value` is "score (business value)"."""
    if path in _CALLED:
        return _CALLED[path]
    head, _, rest = path.replace("_", " ").partition(".")
    return f"{head} ({rest.replace('.', ', ')})" if rest else head


def another(name: str) -> str:
    """ "another summary", "other labels"."""
    return f"{'other' if _is_plural(name) else 'another'} {name}"


def with_article(name: str) -> str:
    """A noun with "a" or "an"; one for several goes without."""
    return name if _is_plural(name) else f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _is_plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith(("ss", "us"))
