from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.patience import patience

from milepost import run_checks
from milepost.checks.registry import CHECKS
from milepost.problem import Level
from milepost.ruleset import RULES, rule_levels
from milepost.settings import Settings

AS_OF = date(2026, 11, 23)
LATE = """
    audience: public
    items:
    - {id: b, title: Secret deal, status: in_progress, end: 2026-11-20, audience: internal}
    - {id: a, title: A, status: planned, parent: nothing, summary: Secret deal}
"""


def test_problems_are_sorted_as_one_reads_files(portfolio: Any) -> None:
    found = run_checks.run(portfolio(LATE, portfolio="teams: [{id: t, title: T}]"), AS_OF, rule_levels())
    places = [(problem.place.path, problem.place.line, problem.place.column) for problem in found if problem.place]
    assert places == sorted(places)
    assert [problem.rule for problem in found] == [
        "unused-name",
        "overdue",
        "undated",
        "unknown-reference",
        "public-names-hidden",
    ]


def test_a_site_sets_levels_and_leaves_rules_out(portfolio: Any, tmp_path: Path) -> None:
    full = portfolio(LATE)
    rules = {"overdue": "error", "public-names-hidden": "off"}
    found = {problem.rule: problem.level for problem in run_checks.check(full, Settings(tmp_path, AS_OF, rules=rules))}
    assert found["overdue"] is Level.ERROR
    assert "public-names-hidden" not in found


def test_every_rule_is_in_plain_words() -> None:
    for name, rule in RULES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        # One sentence, which may begin with the name of an option, or name a file.
        assert re.fullmatch(r"([A-Z]|source_public )([^.]|\.(?=\w))*\.", rule.summary), rule.summary
        assert set(rule.options) <= {"days", "percent", "spi_percent", "reports", "points", "percentile", "stories"}


def test_every_rule_has_a_test_that_names_it() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    untested = ", ".join(check.rule.id for check in CHECKS if f'"{check.rule.id}"' not in texts)
    assert not untested, f"no test in tests/unit/checks names {untested}"


def test_an_empty_portfolio_breaks_no_rule(tmp_path: Path) -> None:
    from milepost.graph.loader import load

    assert run_checks.run(load(tmp_path).portfolio, AS_OF, rule_levels()) == []


@pytest.mark.parametrize("count", [2_000, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.thorough])])
def test_thousands_of_items_are_checked(portfolio: Any, count: int) -> None:
    words = "Some twenty words about what it is and why it matters to those who wait at the quay. " * 3
    items = "\n".join(
        f"- id: item-{at}\n  title: Piece number {at} of the work\n  status: planned\n  end: 2027-03-01\n"
        f"  audience: {'internal' if at % 3 == 0 else 'public'}\n  description: {words}\n"
        f"  depends_on: [item-{at + 1}, item-{(at + 7) % count}x]\n  theme: theme-{at}\n"
        for at in range(count)
    )
    full = portfolio(f"audience: public\nthemes: [{{id: t, title: T}}]\nitems:\n{items}")
    with patience(count / 200):
        found = run_checks.run(full, AS_OF, rule_levels())
    assert len(found) > count


def test_while_a_document_cannot_be_read_nothing_is_said_to_be_missing(portfolio: Any) -> None:
    full = portfolio(LATE, portfolio="teams: [{id: t, title: T}]")
    found = [problem.rule for problem in run_checks.run(full, AS_OF, rule_levels(), whole=False)]
    assert found == ["overdue", "undated", "public-names-hidden"]


def test_an_item_is_not_said_to_serve_nothing_while_its_objective_cannot_be_read(portfolio: Any) -> None:
    items = "items: [{id: a, title: A, status: planned, start: 2027, objectives: [gone]}]"
    full = portfolio(items, strategy="objectives: [{id: o, title: O}]")
    said = {
        whole: {problem.rule for problem in run_checks.run(full, AS_OF, rule_levels(), whole=whole)}
        for whole in (True, False)
    }
    assert "item-without-objective" in said[True]
    assert "item-without-objective" not in said[False]
