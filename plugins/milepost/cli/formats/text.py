"""Problems for people at a terminal: each with its line, a caret and a hint, and a count at the end."""

from __future__ import annotations

from collections.abc import Sequence

import click

from milepost.problem import Level, Problem

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}


def write(problems: Sequence[Problem]) -> str:
    """Every problem in the order given, then how many; coloured, which click strips where nobody sees it."""
    return "\n\n".join([*map(coloured, problems), count(problems)])


def coloured(problem: Problem) -> str:
    """A problem's text whose headline has the colour of its level."""
    headline, _, rest = problem.text().partition("\n")
    return "\n".join([click.style(headline, fg=_COLOURS[problem.level], bold=True), *([rest] if rest else [])])


def count(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning in 3 files`, or that there is nothing."""
    if not problems:
        return "No problems."
    parts = []
    for level, one, many in (
        (Level.ERROR, "error", "errors"),
        (Level.WARNING, "warning", "warnings"),
        (Level.INFO, "note", "notes"),
    ):
        if number := sum(problem.level == level for problem in problems):
            parts.append(f"{number} {one if number == 1 else many}")
    files = len({problem.place.path for problem in problems if problem.place})
    return ", ".join(parts) + (f" in {files} file{'s' if files > 1 else ''}" if files else "")
