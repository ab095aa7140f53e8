"""Parser errors in plain words, at the position of their cause."""

from __future__ import annotations

from typing import Any

import yaml

from milepost.problem import Level, Problem
from milepost.yaml.text import SourceText

NO_CHARACTER = "an escape for a character there is not"
_HINTS = {
    "mapping values are not allowed": "put quotes around a text that contains ': '",
    "could not find expected ':'": "is a ':' missing, or the indentation off?",
    "cannot start any token": "put quotes around a text that begins with this character",
}


def syntax_problem(source: SourceText, error: Exception, offset: int) -> Problem:
    """A `yaml-tab` problem if the line is indented with a tab, else `yaml-syntax`.

    `offset` is the position for errors without a mark of their own.
    """
    begun, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    mark = begun if begun and _is_detected_late(error, mark, len(source.text)) else mark or begun
    offset = min(mark.index if mark else offset, len(source.text))
    place = source.place(offset)
    indent = place.excerpt[: len(place.excerpt) - len(place.excerpt.lstrip())]
    if "\t" in indent:
        at = offset - (place.column - 1) + indent.index("\t")
        return Problem("yaml-tab", Level.ERROR, "a tab in the indentation", source.place(at), "indent with spaces")
    message = _message(source, error, place.line)
    hint = next((hint for words, hint in _HINTS.items() if words in message), None)
    return Problem("yaml-syntax", Level.ERROR, message, place, hint)


def _is_detected_late(error: Exception, mark: Any, end: int) -> bool:
    """Whether the cause is where a construct began rather than where the parser gave up."""
    return mark is None or mark.index >= end or "could not find expected ':'" in (getattr(error, "problem", "") or "")


def _message(source: SourceText, error: Exception, line: int) -> str:
    if not isinstance(error, yaml.YAMLError):
        return NO_CHARACTER
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    begun = getattr(error, "context_mark", None)
    if context and begun and (first := source.place(min(begun.index, len(source.text))).line) < line:
        context = f"{context} that begins in line {first}"
    return ", ".join(word for word in (context, problem) if word) or "cannot be read as YAML"
