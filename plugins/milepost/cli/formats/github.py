"""Problems as GitHub workflow commands, which a run shows as annotations on the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from milepost.problem import Level, Problem

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def write(problems: Sequence[Problem]) -> str:
    """A command a problem, most important first: GitHub shows only the first ten of a step."""
    return "\n".join(map(_command, sorted(problems, key=lambda problem: problem.level.rank)))


def _command(problem: Problem) -> str:
    properties = {"title": problem.rule}
    if place := problem.place:
        properties = {"file": place.path, "line": str(place.line), "col": str(place.column), **properties}
    shown = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    message = "\n".join(filter(None, (problem.message, problem.hint)))
    return f"::{_COMMANDS[problem.level]} {shown}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
