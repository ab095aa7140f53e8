"""Make authors' text harmless where findings are shown: terminals, logs, and review comments."""

from __future__ import annotations

import re

# Invisible, and keeps a forge from recognizing a mention, an issue number, a commit, or a link.
_JOINER = "\N{WORD JOINER}"
# Control characters, direction overrides, surrogates, noncharacters,
# and characters without width or ink, except the joiners that some scripts need.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufffe\uffff"
    "\xad\u115f\u1160\u180e\u200b\u2061-\u2064\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPECIAL = re.compile(r"[\\`*_\[\]#~|]")
# List markers, heading underlines, rules, and slash commands, in case the text begins a line.
_LINE_START = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=/>])")
_MENTION = re.compile(
    r"(?<=@)(?=[\w.-])"  # somebody
    r"|(?<=[#!&$])(?=\d)|(?<=[%~])(?=[\w\"])|(?<=\bGH)(?=-\d)"  # an issue, a merge request, a milestone, a label
    r"|(?<=:)(?=[\w+-]+(?::|$))"  # an emoji code, also one that a colon of ours would complete
    r"|(?<=\w:)(?=//)|(?<=\bwww)(?=\.)"  # an address
    r"|(?<=[{\[])(?=[+-])",  # inline diff markup
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?<=^:)(?=:)|(?<=##)(?=\w*\[)")
_HASH = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)


def line(text: str) -> str:
    """Text on one line of a terminal or log; invisible characters become `�`."""
    return without_commands(_INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))


def without_commands(text: str) -> str:
    """Text in which a CI runner recognizes no workflow command."""
    return _COMMAND.sub(_JOINER, text)


def cut(text: str, length: int) -> str:
    """Text shortened to at most `length` characters, with an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def without_mentions(text: str) -> str:
    """Text on one line that notifies nobody and links nowhere, whether or not it is rendered as Markdown."""
    return _MENTION.sub(_JOINER, _HASH.sub(lambda found: _JOINER.join(re.findall(".{1,6}", found[0])), line(text)))


def plain(text: str) -> str:
    """Text that a forge displays literally: no markup, HTML, links, or notifications."""
    text = _SPECIAL.sub(r"\\\g<0>", without_mentions(text).replace("&", "&amp;").replace("<", "&lt;"))
    # A backslash keeps Markdown from reading a dollar sign, but not GitHub from finding a formula.
    return _LINE_START.sub(r"\1\\", text).replace("$", "<span>$</span>")
