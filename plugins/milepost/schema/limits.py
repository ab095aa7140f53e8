"""Limits on text fields, so that rendering Markdown stays fast.

Python-Markdown takes quadratic time in unclosed brackets and in lines of a paragraph, and recurses for each list
level. A text beyond these limits is an error for its author.
"""

from __future__ import annotations

import re

LINE_LENGTH = 2_000
LENGTH = 20_000
LINES = 1_000
MAX_MARKS = {"[": 250, "<": 250, "`": 1_000, "~": 1_000, "\\": 1_000}
LEVELS = 50

_BEFORE_WORDS = re.compile(r"(?:[ \t>]|[-+*:][ \t]|[0-9]{1,9}[.)][ \t])++")
_LEVEL = re.compile(r"[>:+*-]|[0-9]+[.)]|\t| {4}")
_FEWEST = min(MAX_MARKS.values())
_OPENING = frozenset(" \t>-+*:0123456789")


def excess(text: str) -> str | None:
    """What a Markdown text has too much of, as a message; None if nothing."""
    if len(text) > LENGTH:
        return f"this text has {len(text):,} characters; {LENGTH:,} are the most"
    if (lines := text.count("\n") + 1) > LINES:
        return f"this text has {lines:,} lines; {LINES:,} are the most"
    for mark, most in MAX_MARKS.items() if len(text) > _FEWEST else ():
        if (count := text.count(mark)) > most:
            return f"this text has the character '{mark}' {count:,} times; {most:,} are the most"
    if any(_nesting(line) > LEVELS for line in text.split("\n") if len(line) > LEVELS and line[0] in _OPENING):
        return f"lists or quotes in this text are nested more than {LEVELS} levels deep"
    return None


def _nesting(line: str) -> int:
    """How many lists and quotes a line may be nested in, judged by its leading marks."""
    found = _BEFORE_WORDS.match(line)
    return len(_LEVEL.findall(found[0])) if found else 0
