"""Attempts to declare a page's audience in a form that nothing reads.

Near the top of a page every function errs on the closed side. Further down they are exact, since prose and examples
mention audiences without meaning the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

_AUDIENCE_KEYS = ("audience", "audiences")
# Keys with which other tools restrict pages. They count only if their value names readers.
_ACCESS_KEYS = frozenset(
    (
        "access", "accesslevel", "classification", "confidentiality", "permission", "permissions", "privacy",
        "readers", "restricted", "restrictedto", "scope", "security", "securitylevel", "sensitivity", "share",
        "sharing", "viewers", "visibility", "visible", "visiblefor", "visibleto",
    )
)  # fmt: skip
_RESTRICTED = frozenset(("internal", "private", "confidential", "restricted", "secret"))
_NO = frozenset(("", "false", "no", "off", "0", "null", "none"))
_YES = frozenset(("true", "yes", "on", "1", "only"))
_TOP = 25  # lines
_MAX_WORDS = 4
_MAX_VALUES = 100
_SEPARATOR = re.compile(r"[:=\u2192\uff1a\ufe55\u2236\ufe13\uff1d]|->")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_DELIMITER = re.compile(r"^\s*(?:[-\u2010-\u2015\u2212]{3,}|\+{3,}|;{3,})\s*$")
_KEY_LINE = re.compile(r"^[\"']?([^\W\d][\w-]{0,40})[\"']?[ \t\u00a0]*[:=\uff1a](?:\s|$)")
_META_LINE = re.compile(r"^\W{0,6}[^\W\d][\w .-]{0,40}\W{0,3}[:=\uff1a]")
_TAG = re.compile(r"[<{%/]|\[[^\]]*\]:")  # a tag, a comment, or a definition that nobody sees
_WORD = re.compile(_AUDIENCE_KEYS[0], re.IGNORECASE)
_FILLERS = frozenset(("content", "value", "is"))
_IN_TAG = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")


def fold(word: str) -> str:
    """A word without case, separators, quotes, and invisible characters."""
    word = word[:200]
    plain = word if word.isascii() else unicodedata.normalize("NFKC", word)
    return "".join(filter(str.isalnum, plain.casefold()))


def scalars(value: Any) -> list[str]:
    """Scalars of a loaded value as text, without keys; at most a hundred."""
    found: list[str] = []
    waiting: list[Any] = [value]
    for _ in range(_MAX_VALUES):
        if not waiting:
            break
        one = waiting.pop(0)
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, (list, tuple, set)):
            waiting += one
        else:
            found.append("" if one is None else str(one)[:200])
    return found


def is_meant(
    key: str, values: Sequence[str], audiences: tuple[str, ...], named: str | None, *, nested: bool = False
) -> bool:
    """Whether a front matter key seems meant to restrict a page whose declared audience is `named` or none.

    On a page with an audience, only a key that names a narrower one counts; of `nested` keys, only those called like
    an audience that also name one.
    """
    name = fold(key)
    meant = list(_names(values, audiences))
    if nested and not (_is_alike(name) and meant):
        return False
    if named is not None:
        narrower = [fold(one) for one in audiences[audiences.index(named) + 1 :]]
        return any(one in narrower for one in meant) and (_is_alike(name) or name in _ACCESS_KEYS)
    if _is_sure(name):
        return True
    if name in _RESTRICTED or name in map(fold, audiences[1:]):
        return len(values) == 1 and fold(values[0]) in _YES
    if name == fold(audiences[0]):
        return len(values) == 1 and fold(values[0]) in _NO - {""}
    if name in _ACCESS_KEYS or _is_alike(name):
        return bool(meant) or any(fold(value) in _RESTRICTED for value in values)
    return False


def find_in_comments(head: str, audiences: tuple[str, ...], named: str | None) -> int | None:
    """Offset of a front matter comment that would declare the audience if it were no comment; None if there is none."""
    if named is not None:
        return None
    for at, line in _lines(head):
        if line.lstrip().startswith("#") and _exact(line, audiences[1:]):
            return at + line.index("#")
    return None


def find_in_text(text: str, audiences: tuple[str, ...], named: str | None) -> int | None:
    """Offset of the first line of the text that seems to declare an audience; None for ordinary text.

    The broadest audience does not count: overlooking it cannot disclose anything.
    """
    narrower = audiences[1:] if named is None else audiences[audiences.index(named) + 1 :]
    if not narrower:
        return None
    top = True  # nothing but what could be front matter so far
    fence: str | None = None
    further = _mentions_audience(text)
    for number, (at, line) in enumerate(_lines(text)):
        if number >= _TOP and not further:
            return None
        opened = _FENCE.match(line)
        if opened and (fence is None or line.strip().startswith(fence)):
            fence = opened[1] if fence is None else None
            continue
        if fence is not None and not (top and named is None):
            continue
        found = number < _TOP and _near_top(line, narrower, top=top and named is None)
        if found or (fence is None and _WORD.search(line) and not _is_example(line) and _exact(line, narrower)):
            return at + len(line) - len(line.lstrip())
        top = top and number < _TOP and (fence is not None or _could_be_metadata(line))
    return None


def _mentions_audience(text: str) -> bool:
    """Whether a text mentions audiences below its top; most do not and need no closer look."""
    return _WORD.search(text) is not None


def find_misplaced_block(text: str) -> int | None:
    """Offset of what looks like front matter below blank lines or comments, where MkDocs does not read it."""
    waiting = list(islice(_lines(text), 2 * _TOP + 1))
    comment = False
    for number, (at, line) in enumerate(waiting[:_TOP]):
        bare = "".join(c for c in line if unicodedata.category(c) != "Cf").strip()
        comment = comment or bare.startswith("<!--")
        if comment or not bare:
            comment = comment and "-->" not in bare
            continue
        if not _DELIMITER.match(bare):
            return None
        inside: list[str] = []
        for _, later in waiting[number + 1 :]:
            if _DELIMITER.match(later) or later.rstrip() == "...":
                return at if is_block("\n".join(inside)) else None
            inside.append(later)
            if len(inside) > _TOP:
                break
        # Without an end: only where the next line can hardly be prose.
        return at if inside and number == 0 and _lower_key(inside[0]) else None
    return None


def is_block(text: str) -> bool:
    """Whether the text between two delimiters looks like front matter: keys and their values only."""
    lines = [line for line in text.split("\n") if line.strip()]
    fits = (
        _KEY_LINE.match(line) or line[0] in " \t#" or line.startswith("- ") or _is_sure_line(line) for line in lines
    )
    return bool(lines) and all(fits) and any(_lower_key(line) or _is_sure_line(line) for line in lines)


def begins_with_key(text: str) -> bool:
    """Whether the first line that is no blank or comment is `key: value`, and so hardly prose."""
    lines = (line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#"))
    return _KEY_LINE.match(next(lines, "").strip()) is not None


def _is_sure_line(line: str) -> bool:
    key, value = _split(line)
    return bool(value) and _is_sure(fold(key))


def _lower_key(line: str) -> bool:
    key = _KEY_LINE.match(line)
    return key is not None and key[1][0].islower()


def _near_top(line: str, narrower: Sequence[str], *, top: bool) -> bool:
    """Whether one of the first lines seems to name an audience; `top` for what could still be front matter."""
    stripped = line.strip()
    if "`" in line or stripped.startswith("|") or (not top and line.startswith(("    ", "\t"))):
        return False
    key, value = _split(stripped)
    if _is_sure(fold(key)):
        return _names_one([value], narrower) or (top and any(distance(fold(value), fold(one)) <= 2 for one in narrower))
    if not top:
        return False
    if _TAG.match(stripped):
        words = [word for one in _IN_TAG.findall(line) if (word := fold(one)) not in _FILLERS]
        known = set(map(fold, narrower))
        return any(_is_sure(one) and after in known for one, after in pairwise(words))
    return is_meant(key, [value], ("", *narrower), None) if key and value else False


def _exact(line: str, narrower: Sequence[str]) -> bool:
    """Whether a line consists of `audience`, a separator, and the name of an audience."""
    key, value = _split(line)
    return fold(key) in _AUDIENCE_KEYS and fold(value) in map(fold, narrower)


def _split(line: str) -> tuple[str, str]:
    """A line split at its first separator, else at its first space, without marks around the parts."""
    bare = _EDGES.sub("", line[:300])
    parts = _SEPARATOR.split(bare, maxsplit=1)
    if len(parts) < 2:
        parts = bare.split(maxsplit=1)
        if len(parts) < 2 or len(_WORDS.findall(parts[1])) != 1:
            return bare, ""
    return _EDGES.sub("", parts[0]), _EDGES.sub("", parts[1])


def _names(values: Iterable[str], audiences: Sequence[str]) -> Iterator[str]:
    """Folded names of audiences in short values."""
    known = set(map(fold, audiences))
    for value in values:
        words = [fold(word) for word in _WORDS.findall(value[:200])]
        if fold(value) in known:
            yield fold(value)
        elif len(words) <= _MAX_WORDS:
            yield from (word for word in words if word in known)


def _names_one(values: Iterable[str], audiences: Sequence[str]) -> bool:
    return next(_names(values, audiences), None) is not None


def _is_sure(name: str) -> bool:
    return name in _AUDIENCE_KEYS or distance(name, _AUDIENCE_KEYS[0]) <= 1


def _is_alike(name: str) -> bool:
    return len(name) < 30 and (
        name.endswith(_AUDIENCE_KEYS) or name.startswith(_AUDIENCE_KEYS[0]) or distance(name, _AUDIENCE_KEYS[0]) <= 2
    )


def _could_be_metadata(line: str) -> bool:
    """Whether a line can belong to intended front matter, or precede it."""
    bare = line.strip()
    if not bare or _DELIMITER.match(bare) or not any(c.isalnum() for c in bare):
        return True
    return (
        bare.startswith(("<!--", "<meta", "//", "%", "{", "[//]"))
        or bare.endswith("-->")
        or _META_LINE.match(line) is not None
    )


def _is_example(line: str) -> bool:
    """Whether a line further down is an example: code, or a table row."""
    return "`" in line or line.startswith(("    ", "\t")) or line.lstrip().startswith("|")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield at, text[at:stop]
        at = stop + 1


def distance(one: str, other: str) -> int:
    """Levenshtein distance of two words (1966); 9 if their lengths differ by more than 2."""
    if abs(len(one) - len(other)) > 2:
        return 9
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row[0] = row[0], number
        for at, wanted in enumerate(other, 1):
            above, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, above + (letter != wanted))
    return row[-1]
