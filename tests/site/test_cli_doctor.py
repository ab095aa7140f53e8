"""`milepost doctor` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support.clone import Clone
from tests.unit.doctor.conftest import CONFIG, PLAN, SITE

from milepost.cli.main import main

TALKS = f"{PLAN}  - {{id: talks, title: Talks with the bank, status: planned, audience: internal}}\n"


def doctor(*words: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *words], catch_exceptions=False)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    for name in ("CI_PROJECT_VISIBILITY", "GITHUB_EVENT_PATH"):
        monkeypatch.delenv(name, raising=False)
    found = Clone(tmp_path / "clone")
    found.commit(SITE)
    monkeypatch.chdir(found.root)
    return found


@pytest.mark.usefixtures("clone")
def test_a_sound_site_ends_with_0_and_says_what_was_looked_at() -> None:
    done = doctor()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Looked at\n  2 files of data and pages in git\n")
    assert done.stdout.endswith("No findings.\n")


def test_each_finding_says_what_where_why_and_how_to_fix_it(clone: Clone) -> None:
    clone.commit({"data/plan.yml": TALKS})
    done = doctor()
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "warning: internal-in-git: 1 internal entry is in git: whoever can read the repository can read them\n"
        "  data/plan.yml:6:5\n    data/plan.yml:6:5 item talks\n  Why: "
    )
    assert "\n  Fix: keep internal files in a private repository" in done.stdout
    assert done.stdout.endswith("\n1 warning\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 0), (("--fail-on", "warning"), 1), (("--visibility", "public"), 1), (("--visibility", "private"), 0)],
)
def test_it_ends_with_1_for_what_was_asked_to_stop_it(clone: Clone, words: tuple[str, ...], code: int) -> None:
    clone.commit({"data/plan.yml": TALKS})
    assert doctor(*words).exit_code == code


def test_a_pipeline_tells_who_can_read_the_repository(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.commit({"data/plan.yml": TALKS})
    event = clone.root / ".git/event.json"
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    for text, code in (
        ('{"repository": {"private": false}}', 1),
        ('{"repository": {"private": true}}', 0),
        ("[", 0),
        ("[]", 0),
    ):
        event.write_text(text)
        assert doctor().exit_code == code
    monkeypatch.setenv("CI_PROJECT_VISIBILITY", "public")
    assert doctor().exit_code == 1


def test_programs_read_json(clone: Clone) -> None:
    clone.commit({"data/plan.yml": TALKS})
    done = json.loads(doctor("--format", "json").stdout)
    assert done["version"] == 1
    assert [(one["rule"], one["level"], one["path"], one["line"], one["column"]) for one in done["findings"]] == [
        ("internal-in-git", "warning", "data/plan.yml", 6, 5)
    ]
    assert all(done["findings"][0][name] for name in ("message", "why", "fix", "details"))
    assert done["looked_at"]


def test_it_can_go_into_a_file(clone: Clone) -> None:
    assert doctor("--output", "found.txt").stdout == ""
    assert (clone.root / "found.txt").read_text("utf-8").endswith("No findings.\n")


def test_words_of_authors_cannot_command_a_terminal(clone: Clone) -> None:
    clone.commit({"Makefile": "deploy:\n\tsurge 'site-internal/\x1b[2J::error::'\n"})
    done = doctor()
    assert "\x1b[2J" not in done.stdout
    assert done.exit_code == 1


@pytest.mark.usefixtures("clone")
@pytest.mark.parametrize(
    ("config", "said"), [("none.yml", "there is no file none.yml"), ("odd.yml", "odd.yml cannot be read")]
)
def test_what_cannot_be_looked_at_is_answered_with_2(config: str, said: str) -> None:
    Path("odd.yml").write_text("a: [\n")
    done = doctor("-f", config)
    assert (done.exit_code, said in done.stderr, done.stdout) == (2, True, "")


def test_a_site_without_data_is_looked_at(clone: Clone) -> None:
    clone.commit({"data/plan.yml": None, "mkdocs.yml": CONFIG})
    assert doctor().exit_code == 0
