"""Text as YAML scalars and comments, for drafts that people go on writing."""

from __future__ import annotations

import json
import re

from milepost.escaping import line

# Text that YAML reads as a plain scalar, also inside brackets: no indicator, nothing that ends a value or a comment.
_PLAIN = re.compile(r"[^\W\d_][\w.;'()/%+ –—-]*[\w.)%]|[^\W\d_]")
_OTHER_TYPES = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)")
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(text: str) -> str:
    """A text on one line as a YAML value: plain where that is unambiguous, else in double quotes."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text):
        return text
    # A JSON string is a valid double-quoted scalar, but for characters that YAML does not take as they are.
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", quoted)


def comment(text: str, indent: int = 0) -> str:
    """A comment of one line, whatever line breaks and control characters a text holds."""
    return f"{' ' * indent}# {line(text)}".rstrip()
