from __future__ import annotations

import pytest

from milepost.problem import Level, MilepostError, Place, Problem, quoted


def problem(excerpt: str = "", column: int = 1, hint: str | None = None) -> Problem:
    return Problem("a-rule", Level.ERROR, "it is wrong", Place("a.yml", 3, column, excerpt), hint)


def test_a_problem_without_a_place_is_a_rule_and_a_message() -> None:
    assert Problem("a-rule", Level.INFO, "it is wrong").text() == "a-rule: it is wrong"


def test_a_problem_shows_its_line_a_caret_and_a_hint() -> None:
    assert problem("title: x", 8, "write y").text() == (
        "a.yml:3:8: a-rule: it is wrong\n  | title: x\n  |        ^\n  = write y"
    )


def test_a_line_that_is_not_known_is_not_shown() -> None:
    assert problem("", 5).text() == "a.yml:3:5: a-rule: it is wrong"


def test_of_a_long_line_the_part_around_the_column_is_shown() -> None:
    shown = problem("x" * 500 + "HERE" + "x" * 500, 501).text().split("\n")
    assert len(shown[1]) == 104
    assert shown[1][shown[2].index("^") :].startswith("HERE")


def test_a_caret_never_leaves_its_line() -> None:
    shown = problem("short", 5000).text().split("\n")
    assert len(shown[2]) <= 105


@pytest.mark.parametrize(
    ("character", "shown"), [("\t", "→"), ("\x1b", "�"), ("\u2028", "�"), ("\u202e", "�"), ("\xa0", "�")]
)
def test_what_cannot_be_seen_is_made_visible_and_keeps_its_column(character: str, shown: str) -> None:
    assert problem(f"a{character}b", 3).text().split("\n")[1:] == [f"  | a{shown}b", "  |   ^"]


def test_problems_are_sorted_as_one_reads() -> None:
    places = [("b.yml", 1, 1), ("a.yml", 10, 1), ("a.yml", 9, 1), ("a.yml", 9, 0)]
    problems = [Problem("r", Level.ERROR, "m", Place(*place)) for place in places] + [Problem("r", Level.INFO, "m")]
    told = [problem.place and str(problem.place) for problem in sorted(problems, key=Problem.sort_key)]
    assert told == [None, "a.yml:9:0", "a.yml:9:1", "a.yml:10:1", "b.yml:1:1"]


def test_errors_matter_most() -> None:
    assert sorted(Level, key=lambda level: level.rank) == [Level.ERROR, Level.WARNING, Level.INFO]


def test_an_error_carries_its_problems() -> None:
    error = MilepostError(problem(), problem())
    assert error.problems == (problem(), problem())
    assert str(error) == "a.yml:3:1: a-rule: it is wrong\na.yml:3:1: a-rule: it is wrong"


def test_what_somebody_wrote_is_quoted_short_and_on_one_line() -> None:
    assert quoted("two\n words") == "'two words'"
    assert quoted("x" * 61) == f"'{'x' * 59}…'"
    assert quoted("x" * 60) == f"'{'x' * 60}'"
