"""Field types: how each is read, its JSON Schema for editors, and what it refers to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from milepost.schema import scalars
from milepost.schema.duration import Duration
from milepost.schema.instant import Instant
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

# What other YAML parsers, such as an editor's, make of plain text.
SCALAR_TYPES = ["string", "number", "boolean"]
_ID_TYPES = ["string", "number"]


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field that refers to an entity of a type; if not `strict`, the name may be undeclared.

    `means` is the field's meaning unless it declares one. `free`: undeclared names are fine even if others of the type
    are declared, such as a role. `prose`: a value with a space is plain text and no name at all.
    """

    type: str
    strict: bool = True
    means: Meaning = Meaning.LINK
    free: bool = False
    prose: bool = False

    def is_prose(self, value: str) -> bool:
        """Whether a value is plain text, which refers to nothing."""
        return self.prose and " " in value.strip()


@dataclass(frozen=True, slots=True)
class Role:
    """Marks what a text is: `text` (plain), `markdown`, or `word` (a free name)."""

    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """Marks what a number counts."""

    name: str


@dataclass(frozen=True, slots=True)
class DayOnly:
    """Marks a date that cannot be coarsened: where dates are shown less exactly, it is hidden."""


def _read(reader: Callable[..., Any], **schema: Any) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(reader), WithJsonSchema(schema)


Markdown = Annotated[str, *_read(scalars.markdown, type=SCALAR_TYPES), Role("markdown")]
Text = Annotated[str, *_read(scalars.line, type=SCALAR_TYPES), Role("text")]
Word = Annotated[str, *_read(scalars.name, type=SCALAR_TYPES), Role("word")]
Id = Annotated[str, *_read(scalars.identifier, type=_ID_TYPES, pattern="^" + scalars.ID.pattern.replace(r"\Z", "$"))]
Related = Annotated[str, *_read(scalars.related, type=_ID_TYPES), RefTo("related", means=Meaning.DETAIL)]
Number = Annotated[int | float, *_read(scalars.number, type="number")]
Measurement = Annotated[int | float, *_read(scalars.within(-1e12, 1e12), type="number")]
Percent = Annotated[int | float, *_read(scalars.within(0, 100), type="number", minimum=0, maximum=100), Unit("%")]
Grade = Annotated[int | float, *_read(scalars.within(1, 5), type="number", minimum=1, maximum=5)]
Positive = Annotated[int | float, *_read(scalars.within(0, 1e12), type="number", minimum=0)]
MonthNumber = Annotated[int, *_read(scalars.whole(1, 12), type="integer", minimum=1, maximum=12)]
Truth = Annotated[bool, *_read(scalars.truth, type="boolean")]
When = Annotated[
    Period,
    *_read(scalars.when, type=_ID_TYPES, examples=["2026-09-14", "2026-09", "2026-Q3", "2026-H2", "later"]),
]
Day = Annotated[Period, *_read(scalars.day, type="string", examples=["2026-09-14"]), DayOnly()]
Moment = Annotated[Instant, *_read(scalars.moment, type=_ID_TYPES, examples=["2026-09-14T12:30Z"])]
Length = Annotated[Duration, *_read(scalars.length, type="string", examples=["45min", "1h 29min", "2d"])]
WorkLength = Annotated[Duration, *_read(scalars.work_length, type="string", examples=["10d", "2w", "3h", "3ed"])]
WorkingTime = Annotated[Duration, *_read(scalars.working_time, type="string", examples=["10d", "2w", "3h"])]
Lag = Annotated[Duration, *_read(scalars.lag, type="string", examples=["2d", "-1d", "3ed"])]
Effort = Annotated[Duration, *_read(scalars.effort, type="string", examples=["15pd", "2.5pd"])]
Money = Annotated[
    int | float | str,
    *_read(scalars.money, anyOf=[{"type": "number"}, {"const": scalars.UNKNOWN}]),
]
Count = Annotated[int, *_read(scalars.whole(0, 10**12), type="integer", minimum=0)]
Timezone = Annotated[str, *_read(scalars.timezone, type="string", examples=["Europe/Lisbon"])]
Address = Annotated[str, *_read(scalars.address, type="string", pattern="^(https?://|mailto:)")]
Confidence = Annotated[
    str | int,
    *_read(
        scalars.confidence,
        anyOf=[{"enum": ["low", "medium", "high"]}, {"type": "integer", "minimum": 0, "maximum": 100}],
    ),
]

_ID = _read(scalars.reference, type=_ID_TYPES)
_NAME = _read(scalars.name, type=_ID_TYPES)
ItemRef = Annotated[str, *_ID, RefTo("item")]
ObjectiveRef = Annotated[str, *_ID, RefTo("objective", means=Meaning.GOAL)]
NeedRef = Annotated[str, *_ID, RefTo("need", means=Meaning.GOAL)]
MetricRef = Annotated[str, *_ID, RefTo("metric", means=Meaning.GOAL)]
FeedbackRef = Annotated[str, *_ID, RefTo("feedback", means=Meaning.DETAIL)]
ReleaseRef = Annotated[str, *_ID, RefTo("release")]
StoryRef = Annotated[str, *_ID, RefTo("story")]
PostmortemRef = Annotated[str, *_ID, RefTo("postmortem", means=Meaning.DETAIL)]
LessonRef = Annotated[str, *_ID, RefTo("lesson")]
ActionRef = Annotated[str, *_ID, RefTo("action", means=Meaning.DETAIL)]
TaskRef = Annotated[str, *_ID, RefTo("task")]
ResourceRef = Annotated[str, *_ID, RefTo("resource", means=Meaning.PEOPLE)]
RiskRef = Annotated[str, *_ID, RefTo("risk", means=Meaning.DETAIL)]
RiskOrText = Annotated[str, *_NAME, RefTo("risk", means=Meaning.DETAIL, prose=True)]
IssueOrText = Annotated[str, *_NAME, RefTo("issue", means=Meaning.DETAIL, prose=True)]
MetricOrText = Annotated[str, *_NAME, RefTo("metric", means=Meaning.DETAIL, prose=True)]
TaskOrText = Annotated[str, *_NAME, RefTo("task", means=Meaning.DETAIL, prose=True)]
HorizonRef = Annotated[str, *_NAME, RefTo("horizon", means=Meaning.STATE)]
CustomerRef = Annotated[str, *_NAME, RefTo("customer", strict=False, means=Meaning.GOAL)]
ThemeRef = Annotated[str, *_NAME, RefTo("theme", strict=False, means=Meaning.GOAL)]
TeamRef = Annotated[str, *_NAME, RefTo("team", strict=False, means=Meaning.PEOPLE)]
ServiceRef = Annotated[str, *_NAME, RefTo("service", strict=False, means=Meaning.DETAIL, free=True)]
ProjectRef = Annotated[str, *_NAME, RefTo("project", strict=False, means=Meaning.DETAIL, free=True)]
PersonRef = Annotated[str, *_NAME, RefTo("person", strict=False, means=Meaning.PEOPLE, free=True)]
Tag = Annotated[str, *_NAME, RefTo("tag", strict=False, means=Meaning.DETAIL)]
