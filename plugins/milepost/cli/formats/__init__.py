"""Output formats of findings and reviews: for people, for programs and for code hosts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from milepost.cli.formats import github, json, junit, markdown, sarif, text
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.review import Review
from milepost.problem import Problem


class OutputFormat(Protocol):
    """An output format. Texts have no trailing newline, and are empty if there is nothing to report."""

    def problems(self, found: Sequence[Problem]) -> str:
        """The problems that `milepost check` found."""

    def review(self, found: Review, links: ChangeLinks) -> str:
        """The changes that `milepost diff` found."""


FORMATS: dict[str, OutputFormat] = {
    "text": text,
    "markdown": markdown,
    "json": json,
    "github": github,
    "junit": junit,
    "sarif": sarif,
}
