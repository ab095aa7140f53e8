"""Texts of an export as a story holds them."""

from __future__ import annotations

import html
import re

_BREAKS = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|tr|ul|ol)>")
_ITEMS = re.compile(r"(?i)<li[^>]*>")
_TAGS = re.compile(r"<[^>]{1,2000}>")
_BULLET = re.compile(r"^\s*(?:(?:[-*•]|\d{1,3}[.)]|\[[ xX]?\])\s+)+")
_STORY = re.compile(
    r"(?i)\s*as an? (?P<as_a>[^,.\n]{1,80}?),?\s+i (?:want|need|would like)\s+(?P<i_want>.{1,300}?)"
    r"(?:,?\s+so that\s+(?P<so_that>.{1,300}?))?\s*(?:[.\n]|\Z)"
)


def plain(text: str) -> str:
    """Text without HTML, as Azure Boards exports it, and without the apostrophe that guards against formulas."""
    if text[:1] == "'" and text[1:2] in "=+-@":
        text = text[1:]
    if re.search(r"(?i)</?(?:div|p|br|ul|ol|li|span|b|h\d)[ />]", text):
        text = html.unescape(_TAGS.sub("", _ITEMS.sub("- ", _BREAKS.sub("\n", text))))
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").strip()


def bullets(text: str) -> list[str]:
    """The lines of a text that lists something, without their bullets."""
    lines = (_BULLET.sub("", line).strip() for line in plain(text).split("\n"))
    return [line for line in lines if line]


def user_story(text: str) -> dict[str, str]:
    """The parts of "As a commuter, I want … so that …", if a text begins with it."""
    found = _STORY.match(text)
    if not found:
        return {}
    return {name: " ".join(words.split()) for name, words in found.groupdict().items() if words}
