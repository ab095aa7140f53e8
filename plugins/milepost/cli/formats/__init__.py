"""Findings and reviews written out: for people, for programs and for what a forge shows beside a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from milepost.cli.formats import github, json, junit, markdown, sarif, text
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.review import Review
from milepost.problem import Problem


class OutputFormat(Protocol):
    """A way to write, with no newline at the end; empty where it has nothing to say."""

    def problems(self, found: Sequence[Problem]) -> str:
        """What `milepost check` found."""

    def review(self, found: Review, links: ChangeLinks) -> str:
        """What `milepost diff` found."""


FORMATS: dict[str, OutputFormat] = {
    "text": text,
    "markdown": markdown,
    "json": json,
    "github": github,
    "junit": junit,
    "sarif": sarif,
}
