"""What authors wrote, made harmless for the places where findings are shown: terminals, logs, comments."""

from __future__ import annotations

import re

# Invisible, and enough for a forge not to take what follows for somebody to be told, a number, a commit or a link.
_JOINER = "\N{WORD JOINER}"
# Control characters; those that turn the direction of writing; halves of characters; what is no character at all;
# and what has no width or no ink, but for the joiners that some scripts need.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufffe\uffff"
    "\xad\u115f\u1160\u180e\u200b\u2061-\u2064\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPECIAL = re.compile(r"[\\`*_\[\]#~|]")
# A list, a heading's underline, a rule or a command of a forge, should the text begin a line.
_OPENING = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=/>])")
_TELLING = re.compile(
    r"(?<=@)(?=[\w.-])"  # somebody
    r"|(?<=[#!&$])(?=\d)|(?<=[%~])(?=[\w\"])|(?<=\bGH)(?=-\d)"  # an issue, a merge request, a milestone, a label
    r"|(?<=:)(?=[\w+-]+(?::|$))"  # a picture, also one that a colon of ours would end
    r"|(?<=\w:)(?=//)|(?<=\bwww)(?=\.)"  # an address
    r"|(?<=[{\[])(?=[+-])",  # words put in or taken out
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?<=^:)(?=:)|(?<=##)(?=\w*\[)")
_HASH = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)


def line(text: str) -> str:
    """Text on one line of a terminal or a log, where what cannot be seen is `�`."""
    return unheard(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))


def unheard(text: str) -> str:
    """Text in which no runner finds a command: one begins a line of a log, or is of old and stands anywhere."""
    return _COMMAND.sub(_JOINER, text)


def cut(text: str, length: int) -> str:
    """Text of at most so many characters, with a mark where it was longer."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def quiet(text: str) -> str:
    """Text on one line that tells nobody and links nowhere, for where a forge may or may not read Markdown."""
    return _TELLING.sub(_JOINER, _HASH.sub(lambda found: _JOINER.join(re.findall(".{1,6}", found[0])), line(text)))


def plain(text: str) -> str:
    """Text that a forge shows as it is: no markup, no HTML, no links, and nobody is told of it."""
    text = _SPECIAL.sub(r"\\\g<0>", quiet(text).replace("&", "&amp;").replace("<", "&lt;"))
    # A backslash keeps Markdown from reading a dollar sign, but not GitHub from finding a formula.
    return _OPENING.sub(r"\1\\", text).replace("$", "<span>$</span>")
