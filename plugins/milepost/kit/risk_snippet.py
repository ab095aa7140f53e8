"""A lesson as YAML to paste into a plan, where it becomes a risk to watch."""

from __future__ import annotations

import json
import re

from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import Lesson
from milepost.prose.visible_text import visible_text

_INDENT = "    "
# Text that YAML reads as a plain scalar: no leading indicator, nothing that ends a value or starts a comment.
_PLAIN = re.compile(r"[^\W\d_][\w,.;'()/%+ –—-]*[\w.)%]|[^\W\d_]")
_OTHER_TYPES = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)")
_BLOCK_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


def risk_snippet(lesson: Entity[Lesson]) -> str:
    """YAML of `risks:` with one entry; its `lesson` is left out if the lesson has no id."""
    entry = lesson.entry
    fields = {
        "title": lesson.title,
        "cause": entry.cause,
        "event": entry.event,
        "effect": entry.effect,
        "trigger": " ".join(entry.early_warning),
        "mitigation": visible_text(entry.recommendation or ""),
        "status": "open",
        "lesson": lesson.key if lesson.id else "",
    }
    lines = [f"{name}: {_value(text.strip())}" for name, text in fields.items() if text and text.strip()]
    return "risks:\n  - " + f"\n{_INDENT}".join(lines)


def _value(text: str) -> str:
    """A text as a YAML value: plain where that is unambiguous, a block for several lines, else quoted."""
    lines = text.split("\n")
    if len(lines) > 1 and all(_BLOCK_LINE.fullmatch(line) and line == line.rstrip() for line in lines):
        return "|-\n" + "\n".join(f"{_INDENT}  {line}" if line else "" for line in lines)
    if _PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", quoted)
