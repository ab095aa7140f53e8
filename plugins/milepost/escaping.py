"""Escaping of authors' text for terminals, logs and comments."""

from __future__ import annotations

import re

# Invisible, and enough to keep a code host from reading a mention, a reference, a commit or a link.
_JOINER = "\N{WORD JOINER}"
# Control characters; bidirectional overrides; surrogates; noncharacters;
# and zero-width or blank characters, except for the joiners that some scripts need.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufffe\uffff"
    "\xad\u115f\u1160\u180e\u200b\u2061-\u2064\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPECIAL = re.compile(r"[\\`*_\[\]#~|]")
# A list, a heading's underline, a rule or a quick action, if the text begins a line.
_OPENING = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=/>])")
_TELLING = re.compile(
    r"(?<=@)(?=[\w.-])"  # a mention
    r"|(?<=[#!&$])(?=\d)|(?<=[%~])(?=[\w\"])|(?<=\bGH)(?=-\d)"  # an issue, a merge request, a milestone, a label
    r"|(?<=:)(?=[\w+-]+(?::|$))"  # an emoji code, also one that a colon of ours would complete
    r"|(?<=\w:)(?=//)|(?<=\bwww)(?=\.)"  # an address
    r"|(?<=[{\[])(?=[+-])",  # inline diff markup
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?<=^:)(?=:)|(?<=##)(?=\w*\[)")
_HASH = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)


def line(text: str) -> str:
    """Text on one line of a terminal or log, with invisible characters replaced by `�`."""
    return unheard(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))


def unheard(text: str) -> str:
    """Text without CI runner commands, both those that begin a line and legacy ones that may be anywhere."""
    return _COMMAND.sub(_JOINER, text)


def cut(text: str, length: int) -> str:
    """Text truncated to `length` characters, with an ellipsis if it was longer."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def quiet(text: str) -> str:
    """Text on one line that mentions nobody and links nowhere, whether or not a code host reads it as Markdown."""
    return _TELLING.sub(_JOINER, _HASH.sub(lambda found: _JOINER.join(re.findall(".{1,6}", found[0])), line(text)))


def plain(text: str) -> str:
    """Text that a code host shows unchanged: no markup, HTML, links or mentions."""
    text = _SPECIAL.sub(r"\\\g<0>", quiet(text).replace("&", "&amp;").replace("<", "&lt;"))
    # A backslash escapes a dollar sign in Markdown, but not in GitHub's math syntax.
    return _OPENING.sub(r"\1\\", text).replace("$", "<span>$</span>")
