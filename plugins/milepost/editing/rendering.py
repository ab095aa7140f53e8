"""Values as YAML text, quoted only where our reader would otherwise read something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WIDTH = 100  # a longer list is written with a line for each value
_NULLS = ("", "~", "null")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
# The parser written in Python does not take a question mark there.
_FLOW = re.compile(r"[,?\[\]{}]")
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|^(?:---|\.\.\.)")
# What would end the line, or could not be seen: only an escape can write it.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPED = re.compile(_UNSEEN.pattern[:-1] + '"\\\\]')
_ESCAPES = {
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}
_NOT_LITERAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Indentation:
    """How a file indents: by how many columns a mapping in a mapping, and a dash below its key.

    `literals`: whether texts of several lines may be written as blocks.
    """

    step: int = 2
    dash: int = 2
    literals: bool = True


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """A value in block context: what follows the key or dash on its line, and the lines below."""

    inline: str
    lines: tuple[str, ...] = ()


def scalar(text: str | None, *, flow: bool, quote: str = "") -> str:
    """A scalar on one line; `quote` is the quotation mark to use if it may."""
    if text is None:
        return "null"
    if not quote and _is_plain(text, flow=flow):
        return text
    unseen = _UNSEEN.search(text) is not None
    if not quote and ('"' in text or "\\" in text):
        quote = "'"
    if quote == "'" and not unseen:
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\x{ord(character):02X}" if ord(character) < 256 else f"\\u{ord(character):04X}"


def _is_plain(text: str, *, flow: bool) -> bool:
    if text in _NULLS or text != text.strip() or _NOT_PLAIN.search(text) or _UNSEEN.search(text):
        return False
    if flow and _FLOW.search(text):
        return False
    if text[0] in _INDICATORS:
        # A dash, question mark or colon begins plain text unless a space follows.
        return not flow and text[0] in "-?:" and len(text) > 1 and not text[1].isspace()
    return True


def literal(text: str, indent: int, style: Indentation) -> WrittenValue | None:
    """A text of several lines as a block below a key in column `indent`; None if it needs escapes."""
    content = text.removesuffix("\n")
    if (
        not style.literals
        or "\n" not in text
        or not content.strip()
        or content.endswith("\n")
        or _NOT_LITERAL.search(content)
    ):
        return None
    first = content.lstrip("\n")
    hint = str(style.step) if first.startswith((" ", "\t")) else ""
    margin = " " * (indent + style.step)
    lines = tuple(f"{margin}{line}" if line else "" for line in content.split("\n"))
    return WrittenValue(f"|{hint}{'' if text.endswith(chr(10)) else '-'}", lines)


def flow(value: Any) -> str:
    """A value on one line, as `[a, b]` or `{a: 1}` if it is a collection."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, flow=True)


def block(value: Any, indent: int, style: Indentation, quote: str = "") -> WrittenValue:
    """A value behind a key in column `indent`."""
    if isinstance(value, Mapping):
        return WrittenValue("", tuple(pairs(value, indent + style.step, style))) if value else WrittenValue("{}")
    if isinstance(value, str) or value is None:
        found = literal(value, indent, style) if value and not quote else None
        return found or WrittenValue(scalar(value, flow=False, quote=quote))
    if all(isinstance(one, str) for one in value):
        text = flow(value)
        if indent + len(text) <= _WIDTH and not any(len(one) > _WIDTH / 4 or " " in one for one in value):
            return WrittenValue(text)
    if not value:
        return WrittenValue("[]")
    return WrittenValue("", tuple(items(value, indent + style.dash, style)))


def pairs(value: Mapping[str, Any], indent: int, style: Indentation) -> Iterator[str]:
    """The lines of a block mapping in a column."""
    for key, one in value.items():
        found = block(one, indent, style)
        yield f"{' ' * indent}{scalar(key, flow=False)}:{' ' if found.inline else ''}{found.inline}"
        yield from found.lines


def items(value: Sequence[Any], indent: int, style: Indentation, width: int = 2) -> Iterator[str]:
    """The lines of a block sequence with dashes in a column; `width` is that of a dash and the space behind it."""
    for one in value:
        found = item(one, indent, style, width)
        yield f"{' ' * indent}-{' ' * (width - 1)}{found.inline}".rstrip(" ")
        yield from found.lines


def item(value: Any, indent: int, style: Indentation, width: int = 2) -> WrittenValue:
    """A value behind a dash in column `indent`; the first key of a mapping is on the line of the dash."""
    if not isinstance(value, Mapping) or not value:
        if isinstance(value, Sequence) and not isinstance(value, str):
            return WrittenValue(flow(value))
        return block(value, indent, style)
    first, *rest = pairs(value, indent + width, style)
    return WrittenValue(first[indent + width :], tuple(rest))
