"""How much a text may hold: what a browser's reader reads, and Markdown draws in a moment.

Markdown takes time that grows with the square of a text, for each bracket that nothing closes and each line of a
paragraph, and a call inside a call for each level of a list. No page is worth waiting for that, so such a text is
told to its author.
"""

from __future__ import annotations

import re

LINE_LENGTH = 2_000
LENGTH = 20_000
LINES = 1_000
MARKS = {"[": 250, "<": 250, "`": 1_000, "~": 1_000, "\\": 1_000}
LEVELS = 50

_BEFORE_WORDS = re.compile(r"(?:[ \t>]|[-+*:][ \t]|[0-9]{1,9}[.)][ \t])++")
_LEVEL = re.compile(r"[>:+*-]|[0-9]+[.)]|\t| {4}")
_FEWEST = min(MARKS.values())
_OPENING = frozenset(" \t>-+*:0123456789")


def excess(text: str) -> str | None:
    """What there is too much of in a Markdown text, or None."""
    if len(text) > LENGTH:
        return f"this text has {len(text):,} characters; {LENGTH:,} are the most"
    if (lines := text.count("\n") + 1) > LINES:
        return f"this text has {lines:,} lines; {LINES:,} are the most"
    for mark, most in MARKS.items() if len(text) > _FEWEST else ():
        if (count := text.count(mark)) > most:
            return f"this text has the character '{mark}' {count:,} times; {most:,} are the most"
    if any(_levels(line) > LEVELS for line in text.split("\n") if len(line) > LEVELS and line[0] in _OPENING):
        return f"lists or quotes in this text are nested more than {LEVELS} levels deep"
    return None


def _levels(line: str) -> int:
    """How many lists and quotes a line may be inside of, by what stands before its words."""
    found = _BEFORE_WORDS.match(line)
    return len(_LEVEL.findall(found[0])) if found else 0
