"""Links in Markdown text, taken out where they lead to something hidden; their words stay."""

from __future__ import annotations

import re
from collections.abc import Callable

_CODE = (
    r"(?P<code>^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
)
_INLINE = (
    r"(?<!!)\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    r"\(\s*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>[^\s()<>]+))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINITION = r"^(?P<label> {0,3}\[[^\]\n]+\]:[ \t]*<?)(?P<target>[^\s<>]+)"
_LINK = re.compile(f"{_CODE}|{_INLINE}|{_DEFINITION}", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"([a-z-]+):([A-Za-z0-9][A-Za-z0-9._/-]*)\Z")
NOWHERE = "nowhere.md"

Hides = Callable[[str], bool]


def without_links(text: str, hides: Hides) -> str:
    """The text with words in place of each link whose target `hides` says is hidden. Code stays as it is."""

    def replace(match: re.Match[str]) -> str:
        target = match["angled"] or match["bare"] or match["target"]
        if match["code"] or not hides(target):
            return match[0]
        return f"{match['label']}{NOWHERE}" if match["label"] else match["words"]

    return _LINK.sub(replace, text)


def typed(target: str) -> tuple[str, str] | None:
    """The type and the id of a target such as `item:checkout`."""
    match = _TYPED.match(target)
    return (match[1], match[2]) if match else None
