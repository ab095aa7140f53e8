"""Readers of scalars by field type: text stays as typed, numbers are numbers, nothing is guessed.

Each takes a node of the file and returns the value, or raises a validation error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from milepost.schema import duration, instant, limits, period
from milepost.schema.duration import Duration
from milepost.schema.errors import described, flaw, scalar
from milepost.schema.instant import Instant
from milepost.schema.period import Period
from milepost.schema.rewriting import written_day, written_number
from milepost.yaml.nodes import Quoted

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
UNKNOWN = "tbd"
SAFE_SCHEMES = ("http", "https", "mailto")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]+[a-z0-9](?:[/?#][!-~]*)?\Z")
_ID_HINT = "at most 64 letters, digits, '.', '_' and '-', beginning with a letter or a digit"


def markdown(value: Any) -> str:
    """Text with line breaks, within the limits for rendering; may be empty."""
    text = str(scalar(value, "text")).strip()
    if found := limits.excess(text):
        raise flaw("bad-value", found, "write the long of it on a page, and link to that")
    return text


def line(value: Any) -> str:
    """Non-empty text on one line."""
    text = " ".join(scalar(value, "text").split())
    if not text:
        raise flaw("bad-value", "this text is empty")
    if len(text) > limits.LINE_LENGTH:
        raise flaw("bad-value", f"this text has {len(text):,} characters; {limits.LINE_LENGTH:,} are the most")
    return text


# The next three run a hundred thousand times for a large file, nearly always on a plain id: hence the fast path.


def identifier(value: Any) -> str:
    """An id."""
    if type(value) is str and ID.match(value):
        return value
    text = str(scalar(value, "an id"))
    if not ID.match(text):
        raise flaw("bad-id", f"{described(text)} is not an id", _ID_HINT)
    return text


def reference(value: Any) -> str:
    """The id of an entity, or parent/id."""
    if type(value) is str and ID.match(value):
        return value
    text = str(scalar(value, "an id")).strip()
    if not all(ID.match(part) for part in text.split("/")) or text.count("/") > 1:
        hint = "a reference is an id, or parent/id for a nested thing"
        raise flaw("bad-id", f"{described(text)} is not the id of anything", hint)
    return text


def name(value: Any) -> str:
    """An id, or a free name."""
    if type(value) is str and ID.match(value):
        return value
    text = " ".join(scalar(value, "a name or an id").split())
    if not text or len(text) > 120:
        raise flaw("bad-value", "a name has 1 to 120 characters")
    return text


def related(value: Any) -> str:
    """An id, or type:id."""
    text = str(scalar(value, "an id")).strip()
    kind, _, target = text.rpartition(":")
    reference(target)
    return f"{kind}:{target}" if kind else target


def number(value: Any) -> int | float:
    """A finite number of at most 25 characters, without quotes."""
    text = scalar(value, "a number")
    if isinstance(value, Quoted):
        raise flaw("bad-value", f"{described(text)} is text; a number is expected", "leave out the quotes")
    if len(text) > 25 or not _NUMBER.match(text):
        what = f"a text of {len(text):,} characters" if len(text) > 60 else described(text)
        raise flaw("bad-value", f"a number is expected here, not {what}", written_number(text))
    return float(text) if any(c in text for c in ".eE") else int(text)


def within(low: float, high: float) -> Callable[[Any], int | float]:
    """A reader of numbers within bounds."""

    def read(value: Any) -> int | float:
        found = number(value)
        if not low <= found <= high:
            raise flaw("bad-value", f"{described(value)} is not between {low:,.0f} and {high:,.0f}")
        return found

    return read


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A reader of whole numbers within bounds."""
    bounded = within(low, high)

    def read(value: Any) -> int:
        found = bounded(value)
        if isinstance(found, float):
            raise flaw("bad-value", f"a whole number is expected here, not {described(value)}")
        return found

    return read


def truth(value: Any) -> bool:
    """`true` or `false`, and no other spelling."""
    text = scalar(value, "true or false")
    if isinstance(value, Quoted) or text not in ("true", "false"):
        message = f"true or false is expected here, not {described(text)}"
        raise flaw("bad-value", message, "write true or false, without quotes")
    return text == "true"


def when(value: Any, info: ValidationInfo) -> Period:
    """A period; the context has the start of fiscal years."""
    text = scalar(value, "a date or period")
    try:
        return period.parse(text, (info.context or {}).get("fiscal_year_start", 1))
    except ValueError as error:
        hint = written_day(text) or f"write a period such as {period.EXAMPLES}"
        raise flaw("bad-period", f"{described(text)}: {error}", hint) from None


def day(value: Any, info: ValidationInfo) -> Period:
    """A period of a single day."""
    found = when(value, info)
    if found.precision != "day" or found.approximate or "/" in found.text:
        message = f"{described(found.text)}: a single day is expected here"
        raise flaw("bad-period", message, "write it as 2026-09-14")
    return found


def moment(value: Any, info: ValidationInfo) -> Instant:
    """An instant; the context has the time zone for those without an offset."""
    text = scalar(value, "a moment")
    try:
        return instant.parse(text, (info.context or {}).get("timezone", "UTC"))
    except ValueError as error:
        hint = f"write a moment such as {instant.EXAMPLES}"
        raise flaw("bad-instant", f"{described(text)}: {error}", hint) from None


def length(value: Any) -> Duration:
    """A duration."""
    return _length(value, duration.parse, "a duration", duration.EXAMPLES)


def work_length(value: Any) -> Duration:
    """The length of a task: working time, or calendar days."""
    return _length(value, duration.parse_work, "a duration", duration.WORK_EXAMPLES)


def working_time(value: Any) -> Duration:
    """Working time, and no calendar days."""
    return _length(value, duration.parse_working_time, "working time", duration.WORKING_EXAMPLES)


def lag(value: Any) -> Duration:
    """The lag of a link between tasks; negative for a lead."""
    return _length(value, duration.parse_lag, "a lag", duration.LAG_EXAMPLES)


def effort(value: Any) -> Duration:
    """An amount of work in person-days."""
    return _length(value, duration.parse_effort, "an effort", duration.EFFORT_EXAMPLES)


def _length(value: Any, parse: Callable[[str], Duration], what: str, examples: str) -> Duration:
    text = scalar(value, what)
    try:
        return parse(text)
    except ValueError as error:
        raise flaw("bad-value", f"{described(text)}: {error}", f"write {what} such as {examples}") from None


def money(value: Any) -> int | float | str:
    """An amount in the document's currency, or `tbd`: unknown is not 0."""
    if scalar(value, "an amount") == UNKNOWN:
        return UNKNOWN
    try:
        return number(value)
    except PydanticCustomError as error:
        given = (error.context or {}).get("message", "")
        raise flaw("bad-value", given, f"write a number without a currency, or {UNKNOWN}") from None


def timezone(value: Any) -> str:
    """The name of a time zone."""
    text = str(scalar(value, "a time zone"))
    try:
        instant.zone(text)
    except ValueError as error:
        raise flaw("bad-value", str(error)) from None
    return text


def unsafe_address(text: str) -> bool:
    """Whether a web address is anything but plain http, https, or mailto."""
    if _PLAIN_ADDRESS.match(text):
        return False
    if _CONTROL.search(text):
        return True
    try:
        parts = urlsplit(text)
    except ValueError:
        return True
    scheme = parts.scheme.lower()
    return scheme not in SAFE_SCHEMES or (scheme != "mailto" and not parts.netloc)


def address(value: Any) -> str:
    """A web address that is safe to link to."""
    text = str(scalar(value, "a web address")).strip()
    if unsafe_address(text):
        message = f"{described(text)} is no address that can be linked to"
        raise flaw("unsafe-link", message, "begin it with https://, http:// or mailto:")
    return text


def confidence(value: Any) -> str | int:
    """`low`, `medium`, `high`, or a percentage."""
    text = scalar(value, "a confidence")
    if text in ("low", "medium", "high"):
        return str(text)
    try:
        return whole(0, 100)(value)
    except PydanticCustomError:
        hint = "write low, medium, high or a number from 0 to 100"
        raise flaw("bad-value", f"{described(text)} is no confidence", hint) from None
