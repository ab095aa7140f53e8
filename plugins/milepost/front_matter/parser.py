"""The front matter of a Markdown page as MkDocs 1.6 reads it (`mkdocs.utils.meta`), with key positions.

MkDocs knows two forms: YAML between `---` lines, and bare `key: value` lines (MultiMarkdown). It silently shows as
text what it cannot read. This module says which case applies; `page_audience` decides what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML = re.compile(r"^-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_PAIR = re.compile(r"^[ ]{0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r"^(?:[ ]{4}|\t)\s*(.*)")
_MAX_DEPTH = 64
_MAX_KEYS = 10_000


class Style(StrEnum):
    """The form of a page's front matter."""

    NONE = "none"
    YAML = "yaml"
    PAIRS = "pairs"


@dataclass(slots=True)
class FrontMatterKey:
    """A key with its depth (1 for the top level), character offset, and all scalars of its value.

    `plain` is False for a list, a mapping, or an alias.
    """

    name: str
    depth: int
    at: int
    values: list[str] = field(default_factory=list)
    plain: bool = True


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A page with `\\n` line ends, and the front matter MkDocs reads from it.

    `start` and `end` are the offsets of the front matter without delimiters, `body` is the rest of the page. `error`
    is why the YAML cannot be read. YAML that is no mapping has neither error nor keys; MkDocs shows both as text.
    """

    text: str
    body: str
    style: Style = Style.NONE
    start: int = 0
    end: int = 0
    keys: tuple[FrontMatterKey, ...] = ()
    fields: dict[str, Any] | None = None
    error: Exception | None = None

    @property
    def head(self) -> str:
        """The front matter without delimiters."""
        return self.text[self.start : self.end]


def decode_page(content: bytes) -> str:
    """A page's text as MkDocs reads it: UTF-8, without byte order mark, with `\\n` line ends.

    Raises UnicodeDecodeError.
    """
    return with_line_feeds(content.decode("utf-8-sig"))


def with_line_feeds(text: str) -> str:
    """Text with line ends translated, as by Python's universal newlines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a page. Never raises, whatever the YAML contains."""
    text = with_line_feeds(text)
    match = _YAML.match(text)
    return _from_yaml(text, match) if match else _from_pairs(text)


def _from_yaml(text: str, match: re.Match[str]) -> FrontMatter:
    start, end = match.span(1)
    unread = FrontMatter(text, text, Style.YAML, start, end)
    try:
        keys = _keys_of(match[1], start)
        # Parsing alone does not find everything: a date such as 2026-02-30 stops MkDocs when it makes an object of it.
        found = yaml.load(match[1], _Loader)
    except Exception as error:  # noqa: BLE001  # MkDocs lets pass whatever the loader raises, and so must we
        return FrontMatter(text, text, Style.YAML, start, end, error=error)
    if not isinstance(found, dict):
        return unread
    return FrontMatter(text, text[match.end() :].lstrip("\n"), Style.YAML, start, end, tuple(keys), found)


def _keys_of(text: str, offset: int) -> list[FrontMatterKey]:
    """Keys of YAML text at every depth, from events, since composing nodes would recurse."""
    found: list[FrontMatterKey] = []
    open_nodes: list[FrontMatterKey | None] = []  # for each open collection the key whose value it is
    is_map: list[bool] = []
    waiting: list[FrontMatterKey | None] = []  # for each open collection the key that waits for its value
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            is_map.pop()
            waiting.pop()
            open_nodes.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        mark: Any = event.start_mark
        scalar = isinstance(event, yaml.ScalarEvent)
        is_key = bool(is_map) and is_map[-1] and waiting[-1] is None
        if is_key:
            name = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if name == "<<":
                raise yaml.MarkedYAMLError(problem="a merge key (<<) is not allowed here", problem_mark=mark)
            if len(found) >= _MAX_KEYS:
                raise yaml.MarkedYAMLError(problem=f"more than {_MAX_KEYS:,} keys", problem_mark=mark)
            key = FrontMatterKey(name, len(is_map), offset + mark.index)
            found.append(key)
            waiting[-1] = key
            owner = None
        else:
            owner = waiting[-1] if is_map and is_map[-1] else None
            if owner and not scalar:
                owner.plain = False
            if isinstance(event, yaml.ScalarEvent):
                for around in (*open_nodes, owner):
                    if around:
                        around.values.append(event.value)
            if is_map and is_map[-1]:
                waiting[-1] = None
        if isinstance(event, yaml.CollectionStartEvent):
            if len(is_map) >= _MAX_DEPTH:
                raise yaml.MarkedYAMLError(problem=f"nested more than {_MAX_DEPTH} levels deep", problem_mark=mark)
            is_map.append(isinstance(event, yaml.MappingStartEvent))
            waiting.append(None)
            open_nodes.append(owner)
    return found


def _from_pairs(text: str) -> FrontMatter:
    """Bare `key: value` lines up to the first blank or other line; keys are lower-cased."""
    parts: dict[str, list[str]] = {}
    keys: list[FrontMatterKey] = []
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        if not line.strip():
            at = stop + 1
            break
        if pair := _PAIR.match(line):
            name, value = pair[1].lower(), pair[2].strip()
            parts.setdefault(name, []).append(value)
            keys.append(FrontMatterKey(name, 1, at + pair.start(1), [value]))
        elif (more := _MORE.match(line)) and keys:
            keys[-1].values.append(more[1].strip())
            keys[-1].plain = False
            parts[keys[-1].name].append(more[1].strip())
        else:
            break
        at = stop + 1
    body = text[at:].lstrip("\n")
    if not keys:
        return FrontMatter(text, body)
    fields = {name: " ".join(values) for name, values in parts.items()}
    return FrontMatter(text, body, Style.PAIRS, 0, min(at, len(text)), tuple(keys), fields)
