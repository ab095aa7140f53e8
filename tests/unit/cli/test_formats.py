from __future__ import annotations

import json

import click

from milepost.cli.formats import FORMATS
from milepost.problem import Level, Place, Problem

PLACE = Place("data/a,b:c.yml", 3, 7, "title: Chekout")
LATE = Problem("item-late", Level.WARNING, "100% late\nby far", PLACE)
UNKNOWN = Problem("ref-unknown", Level.ERROR, "no item 'chekout'", PLACE, "did you mean 'checkout'?")
NOTE = Problem("item-idle", Level.INFO, "nothing happens here")


def text(*problems: Problem) -> str:
    return click.unstyle(FORMATS["text"].problems(problems))


def test_text_shows_the_line_the_caret_the_hint_and_a_count() -> None:
    assert text(UNKNOWN, LATE, NOTE) == (
        "data/a,b:c.yml:3:7: ref-unknown: no item 'chekout'\n"
        "  | title: Chekout\n"
        "  |       ^\n"
        "  = did you mean 'checkout'?\n"
        "\n"
        "data/a,b:c.yml:3:7: item-late: 100% late by far\n"
        "  | title: Chekout\n"
        "  |       ^\n"
        "\n"
        "item-idle: nothing happens here\n"
        "\n"
        "1 error, 1 warning, 1 note in 1 file"
    )


def test_text_says_when_there_is_nothing() -> None:
    assert text() == "No problems."


def test_json_has_a_version_and_every_part_of_a_problem() -> None:
    said = json.loads(FORMATS["json"].problems([UNKNOWN, NOTE]))
    assert said["version"] == 1
    assert said["problems"][0] == {
        "rule": "ref-unknown",
        "level": "error",
        "message": "no item 'chekout'",
        "hint": "did you mean 'checkout'?",
        "path": "data/a,b:c.yml",
        "line": 3,
        "column": 7,
        "excerpt": "title: Chekout",
    }
    assert said["problems"][1]["path"] is None
