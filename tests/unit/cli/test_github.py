"""Findings as annotations, read as GitHub's runner reads a log."""

from __future__ import annotations

import re

from tests.support.annotations import read
from tests.support.hostile import change, problem, review

from milepost.cli.formats import github
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.change import Change
from milepost.problem import Level, Place, Problem

PLACE = Place("data/a,b:c.yml", 3, 7)
SITE = ChangeLinks(site="https://example.com/plan", audience="public")


def moved(number: int, level: Level = Level.WARNING, rule: str = "date-slipped") -> Change:
    return Change(rule, level, "item", f"i{number}", f"Item {number}", "moves", place=Place("data/plan.yml", number))


def test_an_annotation_stands_at_its_line_and_says_the_rule_the_message_and_the_hint() -> None:
    found = Problem("item-late", Level.WARNING, "100% late", PLACE, "did you mean 'x'?")

    assert github.problems([found]) == (
        "::warning file=data/a%2Cb%3Ac.yml,line=3,col=7,title=item-late::100%25 late%0Adid you mean 'x'?"
    )


def test_errors_come_first_then_warnings_then_notes() -> None:
    found = [Problem("a", level, "x") for level in (Level.INFO, Level.ERROR, Level.WARNING, Level.ERROR)]

    assert [one.name for one in read(github.problems(found)).commands] == ["error", "error", "warning", "notice"]


def test_nothing_is_said_where_there_is_nothing() -> None:
    assert github.problems([]) == ""
    assert github.review(review(), ChangeLinks()) == ""


def test_a_change_has_its_section_as_title_and_its_page_in_the_text() -> None:
    (shown,) = read(github.review(review(change("Checkout")), SITE)).commands

    assert shown.properties == {"file": "data/plan.yml", "line": "3", "col": "7", "title": "Promises: date-slipped"}
    assert shown.text == "Checkout moves from Checkout to Checkout\nhttps://example.com/plan/roadmap/plan/"


def test_paths_are_as_seen_from_the_top_of_the_repository() -> None:
    (shown,) = read(github.review(review(moved(4)), ChangeLinks(below="docs"))).commands

    assert shown.properties["file"] == "docs/data/plan.yml"


def test_what_is_gone_stands_at_no_line_but_says_where_it_was() -> None:
    (shown,) = read(github.review(review(change("Checkout", gone=True)), SITE)).commands

    assert shown.properties == {"title": "Promises: date-slipped"}
    assert shown.text == "Checkout moves from Checkout to Checkout\nIt was at data/plan.yml:3."


def test_ten_of_a_level_are_shown_and_nothing_is_in_the_log() -> None:
    log = read(github.review(review(*(moved(number) for number in range(1, 11))), ChangeLinks()))

    assert [one.properties["line"] for one in log.annotations("warning")] == [str(number) for number in range(1, 11)]
    assert log.lines == []


def test_of_more_than_ten_of_a_level_the_rest_is_counted_by_rule_and_stands_in_the_log() -> None:
    slips = [moved(number) for number in range(1, 101)]
    cuts = [moved(number, rule="scope-removed") for number in range(101, 201)]
    notes = [moved(number, Level.INFO, "status-changed") for number in range(201, 212)]
    log = read(github.review(review(*slips, *cuts, *notes, moved(999, Level.ERROR, "late-change")), ChangeLinks()))

    assert [len(log.annotations(level)) for level in ("error", "warning", "notice")] == [1, 10, 10]
    *nine, last = log.annotations("warning")
    assert [one.text for one in nine] == [f"Item {number} moves" for number in range(1, 10)]
    assert last.properties == {"title": "191 more warnings"}
    assert last.text == "100 scope-removed, 91 date-slipped. The log of this step has them all."
    assert log.annotations("notice")[-1].properties == {"title": "2 more notices"}
    told = re.findall(r"^- data/plan\.yml:(\d+): [a-z-]+: Item \1 moves$", "\n".join(log.lines), re.MULTILINE)
    assert told == [str(number) for number in (*range(10, 201), 210, 211)]
    assert [one.text for one in log.commands if one.name == "group"] == ["191 more warnings", "2 more notices"]


def test_an_annotation_is_never_longer_than_what_github_shows() -> None:
    for text in ("🚀" * 70_000, "%" * 70_000, "a\n" * 35_000):
        for output in (github.problems([problem(text)]), github.review(review(change(text)), SITE)):
            (shown,) = read(output).commands
            assert len(shown.text.encode("utf-16-le")) // 2 < 4096
            assert "…" in shown.text
