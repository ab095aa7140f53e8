"""Problems for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from milepost.problem import Problem

VERSION = 1


def write(problems: Sequence[Problem]) -> str:
    """`{"version": 1, "problems": [...]}`; a new version says that a field has another meaning or is gone."""
    return json.dumps({"version": VERSION, "problems": [_fields(p) for p in problems]}, indent=2, ensure_ascii=False)


def _fields(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "rule": problem.rule,
        "level": problem.level.value,
        "message": problem.message,
        "hint": problem.hint,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "excerpt": place.excerpt if place else None,
    }
