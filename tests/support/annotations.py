"""What GitHub's runner makes of the log of a step, by its documented grammar of workflow commands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Those of today, and those of old that a runner may still know.
COMMANDS = (
    *("error", "warning", "notice", "debug", "group", "endgroup", "echo", "save-state", "set-env", "set-output"),
    *("add-mask", "add-path", "add-matcher", "remove-matcher", "stop-commands"),
)
_DATA = {"%0D": "\r", "%0A": "\n"}
_PROPERTY = {**_DATA, "%3A": ":", "%2C": ","}
_OLD = {**_DATA, "%3B": ";", "%5D": "]"}
_LEVELS = ("error", "warning", "notice")


@dataclass(frozen=True)
class Command:
    """One workflow command, its properties and its text unescaped."""

    name: str
    text: str
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Log:
    """The commands of a step's output, and the lines that are none."""

    commands: list[Command]
    lines: list[str]

    def annotations(self, level: str | None = None) -> list[Command]:
        """Those that a run shows, of one level or of all."""
        return [one for one in self.commands if one.name == level or (level is None and one.name in _LEVELS)]


def read(output: str) -> Log:
    """What a runner does with all that a step prints. Lines end as .NET's reader has them end."""
    log = Log([], [])
    for line in re.split("\r\n|\r|\n", output):
        if command := _new(line) or _old(line):
            log.commands.append(command)
        elif line:
            log.lines.append(line)
    return log


def _new(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    return _command(line[2:end], line[end + 2 :], ",", _PROPERTY, _DATA) if line.startswith("::") and end > 0 else None


def _old(line: str) -> Command | None:
    """The syntax of before, `##[error key=value;]text`, which may stand anywhere in a line."""
    start = line.find("##[")
    end = line.find("]", start)
    return _command(line[start + 3 : end], line[end + 1 :], ";", _OLD, _OLD) if start >= 0 and end >= 0 else None


def _command(
    head: str, text: str, separator: str, escapes: dict[str, str], escapes_of_text: dict[str, str]
) -> Command | None:
    name, _, properties = head.partition(" ")
    if name.lower() not in COMMANDS:
        return None
    pairs = [pair.partition("=") for pair in properties.strip().split(separator)]
    return Command(
        name.lower(),
        _unescaped(text, escapes_of_text),
        {key: _unescaped(value, escapes) for key, _, value in pairs if key and value},
    )


def _unescaped(text: str, escapes: dict[str, str]) -> str:
    for escaped, character in escapes.items():
        text = text.replace(escaped, character)
    return text.replace("%25", "%")
