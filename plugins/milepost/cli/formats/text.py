"""Findings and reviews as text for a terminal, with colors that click strips elsewhere."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import click

from milepost.cli.formats.links import ChangeLinks
from milepost.diff.change import Change
from milepost.diff.headline import headline
from milepost.diff.review import Review
from milepost.diff.rules import SECTIONS
from milepost.escaping import cut, line, without_commands
from milepost.kit import phrasing
from milepost.problem import Level, Problem

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_LONGEST_TITLE = 200
_LONGEST = 600
_WIDTH = 80
_INDENT = 11


def problems(found: Sequence[Problem]) -> str:
    """Every problem in the given order, each with its source line, a caret and a hint; then the count."""
    return "\n\n".join([*map(coloured, found), count(found)])


def first_problems(found: Sequence[Problem], most: int) -> str:
    """Like `problems`, but of more than `most` only the first ones are listed."""
    if len(found) <= most:
        return problems(found)
    return "\n\n".join([*map(coloured, found[:most]), f"{count(found)}, of which the first {most} are listed"])


def coloured(problem: Problem) -> str:
    """A problem's text, its first line in the color of its level."""
    hint = problem.hint and line(problem.hint)
    text = without_commands(replace(problem, message=line(problem.message), hint=hint).text())
    first, _, rest = text.partition("\n")
    return "\n".join([click.style(first, fg=_COLOURS[problem.level], bold=True), *([rest] if rest else [])])


def count(found: Sequence[Problem]) -> str:
    """`2 errors, 1 warning in 3 files`, or that there are no problems."""
    if not found:
        return "No problems."
    files = len({problem.place.path for problem in found if problem.place})
    return levels([problem.level for problem in found]) + (
        f" in {files} file{'s' if files > 1 else ''}" if files else ""
    )


def levels(found: Sequence[Level]) -> str:
    """`2 errors, 1 warning`."""
    counts = {level: found.count(level) for level in Level}
    return ", ".join(phrasing.count(number, _LEVELS[level]) for level, number in counts.items() if number)


def review(found: Review, links: ChangeLinks) -> str:
    """The headline, then the changes by section: level, what changed, and where."""
    if not found.changes:
        return ""
    lines = [click.style(_wrapped(line(headline(found.changes))), bold=True), _wrapped(line(compared(found)))]
    lines += [_wrapped(f"Note: {line(note)}") for note in found.notes]
    for section, changes in groupby(found.changes, key=lambda change: change.section):
        lines += ["", click.style(SECTIONS[section], bold=True), *(_row(change, links) for change in changes)]
    return "\n".join([*lines, "", levels([change.level for change in found.changes])])


def compared(found: Review) -> str:
    """What was compared, for whom: "main (1a2b3c4) → the work tree, for the internal audience, as of …"."""
    return f"{found.base.label} → {found.head.label}, {terms(found)}"


def terms(found: Review) -> str:
    """The audience and the as-of date of a review."""
    return f"for the {found.audience} audience, as of {phrasing.day(found.as_of)}"


def _row(change: Change, links: ChangeLinks) -> str:
    level = click.style(f"{_LEVELS[change.level]:<7}", fg=_COLOURS[change.level], bold=change.level is Level.ERROR)
    title = line(cut(change.title, _LONGEST_TITLE))
    told = _wrapped(f"{title} {line(cut(change.what, _LONGEST))}", _INDENT)
    told = click.style(told[: len(title)], bold=True) + told[len(title) :]
    about = (click.style(one, dim=True) for one in _about(change, links))
    return f"  {level}  " + "\n".join([told, *about]).replace("\n", f"\n{' ' * _INDENT}")


def _wrapped(text: str, indent: int = 0) -> str:
    """Text wrapped to the terminal's width less an indent; each break replaces one space."""
    return "\n".join(
        map(without_commands, textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False))
    )


def _about(change: Change, links: ChangeLinks) -> Iterator[str]:
    where = f"was {change.place}" if change.gone else str(change.place)
    yield f"{line(where)}  {change.rule}" if change.place else change.rule
    if page := links.page(change):
        yield page
