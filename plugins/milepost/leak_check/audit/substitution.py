"""Regular expression substitution with a mapping of offsets to the original text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """Maps offsets in a substituted text to the original.

    `news` and `olds` are the starts of each range in either text, in order; `steady` is whether the range is unchanged.
    """

    news: list[int] = field(default_factory=list)
    olds: list[int] = field(default_factory=list)
    steady: list[bool] = field(default_factory=list)

    def back(self, offset: int) -> int:
        """The original offset; for inserted text, the start of the text it replaced."""
        at = bisect_right(self.news, offset) - 1
        if at < 0:
            return offset
        return self.olds[at] + (offset - self.news[at] if self.steady[at] else 0)

    def back_end(self, offset: int) -> int:
        """The original offset of an end; for inserted text, the end of the text it replaced."""
        at = bisect_right(self.news, offset - 1) - 1
        if at < 0:
            return offset
        if self.steady[at] or at + 1 == len(self.olds):
            return self.olds[at] + (offset - self.news[at])
        return self.olds[at + 1]


@dataclass(frozen=True)
class Substitution:
    """A substitution. `marker` is a substring without which nothing can match, or empty. `name` is for messages."""

    name: str
    marker: bytes
    pattern: bytes
    replace: Callable[[re.Match[bytes]], bytes]
    compiled: re.Pattern[bytes] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern))

    def apply(self, data: bytes) -> bytes:
        """The text with every match replaced; the same object if there is none."""
        if self.marker and self.marker not in data:
            return data
        found, count = self.compiled.subn(self.replace, data)
        return found if count else data

    def apply_with_origin(self, data: bytes) -> tuple[bytes, Origin]:
        """The substituted text, and the mapping to the original."""
        origin = Origin()
        parts: list[bytes] = []
        new = old = 0
        for match in self.compiled.finditer(data):
            start, end = match.span()
            kept, put = data[old:start], self.replace(match)
            for length, at, steady in ((len(kept), old, True), (len(put), start, False)):
                if length:
                    origin.news.append(new)
                    origin.olds.append(at)
                    origin.steady.append(steady)
                    new += length
            parts += (kept, put)
            old = end
        origin.news.append(new)
        origin.olds.append(old)
        origin.steady.append(True)
        parts.append(data[old:])
        return b"".join(parts), origin
