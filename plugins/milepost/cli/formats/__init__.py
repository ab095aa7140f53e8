"""Problems written out: for people, for programs and for GitHub's annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from milepost.cli.formats import github, json, text
from milepost.problem import Problem

FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": text.write,
    "json": json.write,
    "github": github.write,
}
