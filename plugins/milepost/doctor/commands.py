"""The commands of a shell script, with words, variables, and places, as far as they can be told without a shell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# Words before the actual command.
_WRAPPERS = ("sudo", "env", "time", "exec", "command", "nohup", "then", "do", "else", "!", "npx", "bunx", "@")
_RUNNERS = {
    **dict.fromkeys(("uv", "poetry", "pdm", "hatch", "rye", "pipenv", "pipx"), ("run",)),
    **dict.fromkeys(("npm", "pnpm", "yarn"), ("exec", "dlx")),
}
_SEPARATORS = re.compile(r"&&|\|\||[;|&]|\$\(|\)|`")
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)\Z", re.DOTALL)
_MAX_LINE = 10_000


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line of a script: text, line number in its file, and column of its first character."""

    text: str
    number: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Command:
    """A command without wrappers: `mkdocs build` of `MILEPOST_AUDIENCE=internal uv run mkdocs build`."""

    words: tuple[str, ...]
    variables: Mapping[str, str]
    line: int
    column: int

    @property
    def name(self) -> str:
        """The program, without its folder."""
        return self.words[0].rpartition("/")[2]

    def starts(self, *words: str) -> bool:
        """Whether program and first arguments are these words; options between them are ignored."""
        plain = [self.name, *(word for word in self.words[1:] if not word.startswith("-"))]
        return tuple(plain[: len(words)]) == words

    def option(self, *names: str) -> str | None:
        """The value of an option, written as `--name value` or `--name=value`."""
        for place, word in enumerate(self.words):
            if word in names:
                return self.words[place + 1] if place + 1 < len(self.words) else None
            for name in names:
                if name.startswith("--") and word.startswith(f"{name}="):
                    return word[len(name) + 1 :]
        return None


def commands(lines: Iterable[ScriptLine]) -> Iterator[Command]:
    """Yield the commands of a script, including those in pipes and substitutions; variables are not expanded."""
    exported: dict[str, str] = {}
    for line in _with_continuations(lines):
        at = 0
        text = line.text[:_MAX_LINE]
        for piece in _pieces(text):
            start = text.find(piece, at)
            at = start + len(piece)
            found = _command(piece, line, start, exported)
            if found:
                yield found


def _with_continuations(lines: Iterable[ScriptLine]) -> Iterator[ScriptLine]:
    """Lines with backslash continuations joined."""
    first: ScriptLine | None = None
    text = ""
    for line in lines:
        first = first or line
        if line.text.rstrip().endswith("\\"):
            text += line.text.rstrip()[:-1] + " "
            continue
        yield ScriptLine(text + line.text, first.number, first.column)
        first, text = None, ""
    if first:
        yield ScriptLine(text, first.number, first.column)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _SEPARATORS.split(text) if piece.strip()]


def _command(piece: str, line: ScriptLine, start: int, exported: dict[str, str]) -> Command | None:
    try:
        words = shlex.split(piece, comments=True)
    except ValueError:
        words = piece.replace('"', " ").replace("'", " ").split()
    variables = dict(exported)
    while words:
        word = words[0]
        assigned = _ASSIGNMENT.match(word)
        if assigned:
            variables[assigned[1]] = assigned[2]
            words = words[1:]
            if not words:
                exported[assigned[1]] = assigned[2]
        elif word == "export":
            words = words[1:]
            exported.update({one[1]: one[2] for part in words if (one := _ASSIGNMENT.match(part))})
            return None
        elif word in _WRAPPERS or word.startswith("@"):
            words = [word[1:], *words[1:]] if word.startswith("@") and len(word) > 1 else words[1:]
        elif re.fullmatch(r"python(?:3(?:\.\d+)?)?", word.rpartition("/")[2]) and words[1:2] == ["-m"]:
            words = words[2:]
        elif len(words) > 1 and words[1] in _RUNNERS.get(word, ()):
            words = _after_options(words[2:])
        else:
            break
    if not words:
        return None
    at = piece.find(words[0])
    column = line.column + start + max(at, len(piece) - len(piece.lstrip()))
    return Command(tuple(words), variables, line.number, column)


def _after_options(words: list[str]) -> list[str]:
    while words and words[0].startswith("-"):
        words = words[2:] if words[0] in ("--with", "--from", "--extra", "--group", "-p", "--python") else words[1:]
    return words
