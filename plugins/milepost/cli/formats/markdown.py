"""Findings and reviews as Markdown, for a comment on a change or a job summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.cli.formats.links import ChangeLinks
from milepost.cli.formats.text import count, terms
from milepost.diff.change import Change
from milepost.diff.headline import headline
from milepost.diff.review import Review, Side
from milepost.diff.rules import SECTIONS
from milepost.escaping import cut, plain
from milepost.kit import phrasing
from milepost.problem import Level, Place, Problem

# GitHub accepts comments of 65,536 characters; leave some for text around this one.
LIMIT = 60_000
# Further entries of a section are folded, and so are all changes of text.
_SHOWN = 15
_FOLDED = ("words",)
_LONGEST = 500
_MARKS = {Level.ERROR: "⛔", Level.WARNING: "⚠️", Level.INFO: "ℹ️"}
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
# Characters reserved for headings, folds and counts.
_ROOM = 2_000


@dataclass(frozen=True, slots=True)
class _Row:
    """One entry of a list. `section` is its heading."""

    section: str
    level: Level
    text: str


def problems(found: Sequence[Problem]) -> str:
    """The count, then a list, the most severe first."""
    ordered = sorted(found, key=lambda problem: problem.level.rank)
    rows = [_Row("", problem.level, _problem(problem)) for problem in ordered]
    return "\n".join([f"### {count(found)}", *_lists(rows, LIMIT - _ROOM)])


def review(found: Review, links: ChangeLinks) -> str:
    """The headline, then a list for each section; changes of text only are folded."""
    rows = [_Row(change.section, change.level, _change(change, links)) for change in found.changes]
    sides = f"{_side(found.base)} → {_side(found.head)}"
    head = [f"### {plain(headline(found.changes))}", "", f"{sides}, {plain(terms(found))}"]
    for note in found.notes:
        head += ["", f"> **Note:** {plain(cut(note, _LONGEST))}"]
    return "\n".join([*head, *_lists(rows, LIMIT - _ROOM - sum(map(len, head)))])


def _side(side: Side) -> str:
    """A revision; its hash unformatted, so that it can be copied."""
    name = "" if side.is_hash else plain(side.name)
    code = f"`{side.short}`" if side.short else ""
    return f"{name} ({code})" if name and code else name or code


def _problem(problem: Problem) -> str:
    hint = f"<br>{plain(cut(problem.hint, _LONGEST))}" if problem.hint else ""
    told = f"{plain(cut(problem.message, _LONGEST))}{hint}"
    return _entry(problem.level, told, problem.rule, _where(problem.place))


def _change(change: Change, links: ChangeLinks) -> str:
    title = plain(cut(change.title, _LONGEST)) or plain(change.ref)
    page, source = links.page(change), links.source(change)
    told = f"**{f'[{title}]({page})' if page else title}** {plain(cut(change.what, _LONGEST))}"
    where = _where(change.place)
    where = f"[{where}]({source})" if where and source else where
    return _entry(change.level, told, change.rule, f"was {where}" if change.gone and where else where)


def _where(place: Place | None) -> str:
    return f"{plain(cut(place.path, _LONGEST))}:{place.line}" if place else ""


def _entry(level: Level, told: str, rule: str, where: str) -> str:
    about = " · ".join(filter(None, (_LEVELS[level], rule, where)))
    return f"- {_MARKS[level]} {told}<br><sub>{about}</sub>"


def _lists(rows: Sequence[_Row], room: int) -> Iterator[str]:
    """The sections with as many entries as fit `room` characters, the most severe first; the rest is counted."""
    fitting: set[int] = set()
    for place, row in sorted(enumerate(rows), key=lambda entry: entry[1].level.rank):
        room -= len(row.text) + 1
        if room < 0:
            break
        fitting.add(place)
    for section in dict.fromkeys(row.section for row in rows):
        if here := [row.text for place, row in enumerate(rows) if row.section == section and place in fitting]:
            yield from _section(section, here)
    if rest := [row for place, row in enumerate(rows) if place not in fitting]:
        yield from ("", f"**And {_tally(rest)}, for which there is no room here.**")


def _section(section: str, entries: Sequence[str]) -> Iterator[str]:
    title, shown = SECTIONS.get(section, ""), 0 if section in _FOLDED else _SHOWN
    if title and shown:
        yield from ("", f"#### {title}")
    if entries[:shown]:
        yield from ("", *entries[:shown])
    if folded := entries[shown:]:
        summary = f"{len(folded)} more" if shown else f"<b>{title}</b>: {phrasing.count(len(folded), 'change')}"
        yield from ("", f"<details><summary>{summary}</summary>", "", *folded, "", "</details>")


def _tally(rows: Sequence[_Row]) -> str:
    """`132 more (Promises 100, Words 32)`; without sections, by level: `132 more (warnings 130, notes 2)`."""
    names = [SECTIONS.get(row.section) or f"{_LEVELS[row.level]}s" for row in rows]
    counts = ", ".join(f"{one} {names.count(one)}" for one in dict.fromkeys(names))
    return f"{len(rows)} more ({counts})"
