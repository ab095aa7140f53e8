"""What one rule finds in a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from milepost import run_checks
from milepost.graph.portfolio import Portfolio
from milepost.problem import Problem
from milepost.ruleset import rule_levels

Find = Callable[..., list[str]]


@pytest.fixture
def problems(portfolio: Callable[..., Portfolio]) -> Callable[..., list[Problem]]:
    """The problems of one rule, at its own level and options unless `rules` says otherwise."""

    def run(
        rule: str,
        roadmap: str = "",
        *,
        as_of: str = "2026-11-23",
        rules: Mapping[str, Any] | None = None,
        audiences: Sequence[str] = ("public", "internal"),
        **files: str,
    ) -> list[Problem]:
        levels = rule_levels(rules)
        found = run_checks.run(portfolio(roadmap, audiences=audiences, **files), date.fromisoformat(as_of), levels)
        return [problem for problem in found if problem.rule == rule]

    return run


@pytest.fixture
def find(problems: Callable[..., list[Problem]]) -> Find:
    """The same as `path:line:column: message`."""

    def run(rule: str, roadmap: str = "", **options: Any) -> list[str]:
        found = problems(rule, roadmap, **options)
        return [f"{problem.place}: {problem.message}" if problem.place else problem.message for problem in found]

    return run
