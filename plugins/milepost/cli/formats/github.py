"""Findings as GitHub workflow commands, which a run shows as annotations on the changed lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from milepost.cli.formats.finding import Finding, of_problems, of_review, path_of, tally
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.review import Review
from milepost.escaping import cut, line
from milepost.kit import phrasing
from milepost.problem import Level, Problem

# GitHub shows only this many annotations per level and step.
LIMIT = 10
# GitHub truncates annotations at 4,096 UTF-16 units; a character may take two.
_MESSAGE = 1200
_MORE = 400
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
# GitHub's runner ends a command's properties at the first `::`, other code hosts' at the last.
_END = re.compile(r"(?<=:)(?=:)")
_JOINER = "\N{WORD JOINER}"


def problems(found: Sequence[Problem]) -> str:
    """An annotation for each problem."""
    return "\n".join(_lines(of_problems(found), lambda finding: finding.rule))


def review(found: Review, links: ChangeLinks) -> str:
    """An annotation for each change; what was removed has no line to annotate."""
    return "\n".join(_lines(of_review(found, links), lambda finding: f"{finding.topic}: {finding.rule}"))


def _lines(findings: Sequence[Finding], title: Callable[[Finding], str]) -> Iterator[str]:
    """Annotations, most severe first.

    Those beyond GitHub's limit are counted in one annotation, and listed in the log.
    """
    for level, command in _COMMANDS.items():
        here = [finding for finding in findings if finding.level is level]
        fit = len(here) if len(here) <= LIMIT else LIMIT - 1
        for finding in here[:fit]:
            yield _annotation(command, title(finding), finding)
        if rest := here[fit:]:
            yield from _log(command, rest)


def _annotation(command: str, title: str, finding: Finding) -> str:
    properties = {"title": title}
    if place := finding.place:
        properties = {"file": path_of(place), "line": str(place.line), "col": str(place.column), **properties}
    more = (cut(_harmless(text), _MORE) for text in (*finding.more, finding.page or "") if text)
    return _command(command, properties, "\n".join((cut(_harmless(finding.message), _MESSAGE), *more)))


def _log(command: str, rest: Sequence[Finding]) -> Iterator[str]:
    title = phrasing.count(len(rest), f"more {command}")
    yield _command(command, {"title": title}, f"{tally(rest)}. The log of this step has them all.")
    yield _command("group", {}, title)
    for finding in rest:
        where = finding.place or finding.was
        shown = f"{path_of(where)}:{where.line}: " if where else ""
        yield cut(_harmless(f"- {shown}{finding.rule}: {finding.message}"), _MESSAGE)
    yield _command("endgroup", {}, "")


def _command(name: str, properties: dict[str, str], text: str) -> str:
    shown = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{name}{' ' if shown else ''}{shown}::{_escape(text)}"


def _harmless(text: str) -> str:
    """Text on one line that no runner interprets as a command."""
    return _END.sub(_JOINER, line(text))


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
