"""A lesson as YAML to paste into a plan, where it becomes a risk to watch."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from milepost.analysis.reference_class import BaseRate
from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import Lesson
from milepost.kit.addresses import plain_name
from milepost.prose.visible_text import visible_text

_INDENT = "    "
_MAX_ID = 64
# Text that YAML reads as a plain scalar: no leading indicator, nothing that ends a value or starts a comment.
_PLAIN = re.compile(r"[^\W\d_][\w,.;'()/%+ –—-]*[\w.)%]|[^\W\d_]")
_OTHER_TYPES = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)")
_BLOCK_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


_TO_GRADE = {"probability": "1 (rare) to 5 (almost certain)", "impact": "1 (slight) to 5 (severe)"}


def risk_snippet(
    lesson: Entity[Lesson], rate: BaseRate | None = None, counted: str = "", taken: Collection[str] = ()
) -> str:
    """YAML of `risks:` with one entry; its `lesson` is left out if the lesson has no id.

    Its id is that of the lesson, with that of the lesson's document before it where the plan has `taken` that. With the
    base `rate` of the lesson, the probability is the nearest grade, with `counted` (the rate in words) behind it. What
    the author has to grade is a comment, so that the entry is valid as it is.
    """
    entry = lesson.entry
    fields = {
        "id": _id(lesson, taken),
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
    lines += [f"# {name}: {scale}" for name, scale in _TO_GRADE.items() if not (rate and name == "probability")]
    if rate:
        lines.insert(-1, f"probability: {grade_of(rate)} # {' '.join(counted.split())}")
    return "risks:\n  - " + f"\n{_INDENT}".join(lines)


def _id(lesson: Entity[Lesson], taken: Collection[str]) -> str:
    alone = plain_name(lesson.slug or lesson.title)
    return alone if alone not in taken else lesson.key.replace("/", "-")[:_MAX_ID].rstrip("-.")


def grade_of(rate: BaseRate) -> int:
    """The grade, 1 to 5, whose probability (10, 30, 50, 70, or 90 percent) is nearest to a base rate."""
    return min(5, max(1, int(rate.met / rate.known * 5) + 1))


def _value(text: str) -> str:
    """A text as a YAML value: plain where that is unambiguous, a block for several lines, else quoted."""
    lines = text.split("\n")
    if len(lines) > 1 and all(_BLOCK_LINE.fullmatch(line) and line == line.rstrip() for line in lines):
        return "|-\n" + "\n".join(f"{_INDENT}  {line}" if line else "" for line in lines)
    if _PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", quoted)
