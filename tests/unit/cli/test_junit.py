"""Findings as JUnit XML, read by readers that are not ours."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from tests.support.hostile import PATHS, TEXTS, change, problem, review

from milepost.cli.formats import junit
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.change import Change
from milepost.problem import Level, Place, Problem

SITE = ChangeLinks(site="https://example.com/plan", audience="public")


def suites(text: str) -> list[TestSuite]:
    return list(JUnitXml.fromstring(text.encode()))


def cases(text: str) -> list[TestCase]:
    return [case for suite in suites(text) for case in suite]


def test_a_file_is_a_suite_and_a_problem_a_test() -> None:
    found = [
        Problem("overdue", Level.WARNING, "is late", Place("data/b.yml", 2)),
        Problem("bad-id", Level.ERROR, "is no id", Place("data/a.yml", 9, 4), "write 'a-b'"),
        Problem("item-idle", Level.INFO, "nothing happens", Place("data/b.yml", 7)),
    ]
    first, second = suites(junit.problems(found))

    assert (first.name, first.tests, first.failures, first.skipped) == ("data/b.yml", 2, 1, 1)
    assert (second.name, second.tests, second.failures, second.skipped) == ("data/a.yml", 1, 1, 0)
    (case,) = second
    assert (case.classname, case.name) == ("milepost.check.bad-id", "is no id")
    assert case._elem.get("file") == "data/a.yml"
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("error", "is no id")
    assert failure.text == "is no id\nwrite 'a-b'\ndata/a.yml:9:4"


def test_notes_are_skipped_and_say_why() -> None:
    (case,) = cases(junit.problems([Problem("item-idle", Level.INFO, "nothing happens")]))
    (told,) = case.result

    assert isinstance(told, Skipped)
    assert told.message == told.text == "nothing happens"


def test_a_section_is_a_suite_and_a_change_a_test_with_its_page() -> None:
    text = junit.review(review(change("Checkout"), change("Cart", gone=True)), SITE)
    (suite,) = suites(text)
    first, second = suite

    assert suite.name == "Promises"
    assert ET.fromstring(text.encode()).get("name") == "milepost diff main branch as of 2026-11-23"
    assert first.classname == "milepost.diff.date-slipped"
    assert first.result[0].text == (
        "Checkout moves from Checkout to Checkout\nhttps://example.com/plan/roadmap/plan/\ndata/plan.yml:3:7"
    )
    assert second.result[0].text == "Cart moves from Cart to Cart\nIt was at data/plan.yml:3."


@pytest.mark.parametrize("text", [junit.problems([]), junit.review(review(), ChangeLinks())])
def test_where_nothing_is_found_one_test_passes(text: str) -> None:
    (case,) = cases(text)

    assert case.is_passed


def test_tests_of_a_suite_never_share_a_name() -> None:
    found = [problem("same"), problem("same"), problem("same " + "x" * 300), problem("same " + "x" * 301)]
    names = [case.name for case in cases(junit.problems(found))]

    assert names[:2] == ["same", "same (2)"]
    assert len(set(names)) == 4


def test_a_document_depends_on_nothing_but_the_findings() -> None:
    found = review(*(change(text) for text in TEXTS.values()))

    assert junit.review(found, SITE) == junit.review(found, SITE)
    assert "time" not in {name for node in ET.fromstring(junit.review(found, SITE)).iter() for name in node.attrib}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_told_as_it_can_be_printed(path: str) -> None:
    (case,) = cases(junit.problems([problem("x", path)]))

    assert case._elem.get("file") == "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)


def test_two_hundred_changes_are_all_there() -> None:
    found = [Change("words-changed", Level.INFO, "item", f"i{n}", f"Item {n}", "has another text") for n in range(200)]
    (suite,) = suites(junit.review(review(*found), ChangeLinks()))

    assert suite.tests == suite.skipped == len(list(suite)) == 200
