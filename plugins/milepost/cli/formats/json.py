"""Findings and reviews as JSON; `milepost schema check` and `milepost schema diff` print their schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from milepost.cli.formats.links import ChangeLinks
from milepost.diff.change import Change
from milepost.diff.headline import headline
from milepost.diff.review import Review, Side
from milepost.diff.rules import SECTIONS
from milepost.problem import Place, Problem

# Increased when a field is removed or changes its meaning.
VERSION = 1
# Control characters, bidirectional overrides, surrogates, and legacy commands of CI runners.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]|(?<=#)#(?=\\w*\\[)"
)


def problems(found: Sequence[Problem]) -> str:
    """`{"version": 1, "problems": [...]}`."""
    return written({"version": VERSION, "problems": [_problem(problem) for problem in found]})


def review(found: Review, links: ChangeLinks) -> str:
    """`{"version": 1, "base": {...}, "head": {...}, ..., "changes": [...]}`."""
    return written(
        {
            "version": VERSION,
            "base": _side(found.base),
            "head": _side(found.head),
            "as_of": found.as_of.isoformat(),
            "audience": found.audience,
            "headline": headline(found.changes),
            "notes": list(found.notes),
            "changes": [_change(change, links) for change in found.changes],
        }
    )


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "level": problem.level.value,
        "message": problem.message,
        "hint": problem.hint,
        **_place(problem.place),
    }


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name, "commit": side.commit}


def _change(change: Change, links: ChangeLinks) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "level": change.level.value,
        "section": change.section,
        "section_title": SECTIONS[change.section],
        "type": change.type,
        "id": change.key,
        "title": change.title,
        "message": change.message,
        "what": change.what,
        "field": change.field or None,
        "before": change.before or None,
        "after": change.after or None,
        "days": change.days,
        "gone": change.gone,
        "shown_to": change.shown_to or None,
        **_place(change.place),
        "page": links.page(change),
        "source": links.source(change),
    }


def _place(place: Place | None) -> dict[str, Any]:
    return {
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "excerpt": place.excerpt if place else None,
    }


def written(document: dict[str, Any]) -> str:
    """A JSON document without anything that a terminal or a CI runner would interpret."""
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
