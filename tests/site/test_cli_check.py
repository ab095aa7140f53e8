"""`milepost check`, as a person at a terminal and a workflow meet it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from tests.conftest import MakeSite

from milepost.cli.main import main

WARNED = """\
kind: roadmap
title: Roadmap
audience: public
items:
  - {id: sail, title: Sail, summary: Off we go., status: in_progress, end: 2026-01-05}
"""
BROKEN = WARNED + "  - {id: row, title: Row, status: plannd}\n  - {id: row, titel: Row, status: planned}\n"


def check(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words])


@pytest.fixture
def here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = site("")
    project.write("data/roadmap.yml", WARNED)
    monkeypatch.chdir(project.root)
    return project.root


def test_every_problem_has_its_line_a_caret_and_a_hint(here: Path) -> None:
    (here / "data/roadmap.yml").write_text(BROKEN)
    done = check()
    assert done.exit_code == 1
    assert (
        "data/roadmap.yml:6:35: unknown-word: 'plannd' is no status there is\n"
        "  |   - {id: row, title: Row, status: plannd}\n"
        "  |                                   ^\n"
        "  = did you mean 'planned'?"
    ) in done.stdout
    assert "data/roadmap.yml:7:15: unknown-field: an item has no field 'titel'" in done.stdout
    assert done.stdout.rstrip().split("\n")[-1].startswith("3 errors")


def test_warnings_fail_only_where_asked_to(here: Path) -> None:
    assert "overdue" in check().stdout
    assert [check("--fail-on", level).exit_code for level in ("error", "warning", "info")] == [0, 1, 1]


def test_the_rules_of_the_configuration_apply(here: Path) -> None:
    (here / "mkdocs.yml").write_text("site_name: A\nplugins: [milepost: {as_of: 2026-01-02}]\n")
    assert "overdue" not in check().stdout
    (here / "mkdocs.yml").write_text(
        "site_name: A\nplugins: [milepost: {as_of: 2026-02-01, rules: {overdue: error}}]\n"
    )
    assert check().exit_code == 1


def test_another_day_may_be_asked_about(here: Path) -> None:
    assert "overdue" not in check("--as-of", "2026-01-05").stdout
    assert "overdue" in check("--as-of", "2026-01-06").stdout


def test_hand_written_pages_are_looked_at_too(here: Path) -> None:
    (here / "docs/silent.md").write_text("# Who may read this?\n")
    done = check()
    assert done.exit_code == 1
    assert "page-audience" in done.stdout


def test_a_data_folder_is_enough(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = check(str(here / "data"), "--as-of", "2026-02-01")
    assert done.exit_code == 0
    assert "overdue" in done.stdout


def test_json_is_for_programs(here: Path) -> None:
    said = json.loads(check("--format", "json").stdout)
    assert said["version"] == 1
    assert {"rule": "overdue", "level": "warning", "line": 5} in [
        {name: problem[name] for name in ("rule", "level", "line")} for problem in said["problems"]
    ]


def test_github_shows_problems_on_the_lines_of_a_change(here: Path) -> None:
    (here / "data/second.yml").write_text("kind: roadmap\n")
    lines = check("--format", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=data/second.yml,line=1,col=1,title=missing-field::")
    assert any(line.startswith("::warning file=data/roadmap.yml,line=5,col=") for line in lines)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("github", "::warning file=project/source/data/roadmap.yml,line=5,"),
        ("junit", 'file="project/source/data/roadmap.yml"'),
        ("sarif", '"uri": "project/source/data/roadmap.yml"'),
        ("text", "\ndata/roadmap.yml:5:"),
    ],
)
def test_forges_are_told_paths_from_the_top_of_the_repository_and_people_from_where_they_are(
    here: Path, tmp_path: Path, form: str, shown: str
) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert shown in f"\n{check('--format', form).stdout}"


def test_sound_data_gives_no_words_and_no_findings(here: Path) -> None:
    (here / "data/roadmap.yml").write_text("kind: roadmap\ntitle: Roadmap\n")
    done = check("--fail-on", "error")
    assert done.exit_code == 0
    assert "Traceback" not in done.output


def test_it_can_go_into_a_file(here: Path) -> None:
    done = check("--format", "markdown", "-o", "found.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "### 1 warning" in (here / "found.md").read_text("utf-8")


ALIGNED = {
    "strategy.yml": "kind: strategy\ntitle: Aim\naudience: public\nvision: Calm.\n"
    "objectives:\n  - {id: aim, title: Aim}\n  - {id: secret, title: Secret aim, audience: internal}\n",
    "roadmap.yml": "kind: roadmap\ntitle: Plan\naudience: public\nitems:\n"
    "  - {id: sail, title: Sail, status: planned, objectives: [aim]}\n"
    "  - {id: drift, title: Drift, status: planned}\n"
    "  - {id: hidden, title: Hidden work, status: planned, objectives: [secret]}\n"
    "  - {id: own, title: Own, status: planned, audience: internal}\n",
}


def test_orphans_are_listed_by_level_with_their_place_and_what_to_write(here: Path) -> None:
    for name, text in ALIGNED.items():
        (here / "data" / name).write_text(text)
    done = check("--orphans")
    assert done.exit_code == 0
    assert (
        "Items without an objective: 2 of 4\n"
        "  data/roadmap.yml:6:5: 'Drift' serves no objective\n"
        "    = name one in objectives:, or ask what it is for\n"
        "  data/roadmap.yml:8:5: 'Own' serves no objective\n"
    ) in done.stdout
    assert "There are no objectives without an item." in done.stdout
    assert done.stdout.endswith("4 gaps at 3 levels.\n")


def test_orphans_are_counted_from_what_an_audience_sees(here: Path) -> None:
    for name, text in ALIGNED.items():
        (here / "data" / name).write_text(text)
    said = json.loads(check("--orphans", "--audience", "public", "--format", "json").stdout)
    levels = {one["rule"]: [orphan["id"] for orphan in one["orphans"]] for one in said["levels"]}
    # What serves only a hidden objective serves none that this audience can see.
    assert levels["item-without-objective"] == ["drift", "hidden"]
    assert "Secret" not in json.dumps(said)
    Draft202012Validator(json.loads(CliRunner().invoke(main, ["schema", "orphans"]).stdout)).validate(said)


def test_private_entries_change_nothing_in_the_orphans_of_a_broader_audience(here: Path) -> None:
    told = set()
    for secret in ("title: Secret aim", "title: Another, key_results: [{title: K}]", "title: Gone, status: cancelled"):
        for name, text in ALIGNED.items():
            (here / "data" / name).write_text(text.replace("title: Secret aim", secret))
        told.add(tuple(check("--orphans", "--audience", "public", "--format", one).stdout for one in FORMS))
    assert len(told) == 1


FORMS = ("text", "markdown", "json", "github", "junit", "sarif")


def test_orphans_gate_a_pipeline_where_their_rule_is_an_error(here: Path) -> None:
    for name, text in ALIGNED.items():
        (here / "data" / name).write_text(text)
    (here / "mkdocs.yml").write_text("site_name: A\nplugins: [milepost: {rules: {item-without-objective: error}}]\n")
    assert check("--orphans").exit_code == 1
    assert check("--orphans", "--format", "github").stdout.count("::error ") == 2
    assert check("--audience", "public").exit_code == 2


def test_a_portfolio_without_a_strategy_is_told_that_nothing_can_be_orphaned(here: Path) -> None:
    done = check("--orphans")
    assert done.exit_code == 0
    assert done.stdout.startswith("Nothing can be orphaned")
