"""`milepost diff`, as a reviewer at a terminal and a workflow meet it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support import guide
from tests.support.clone import Clone

from milepost.cli.formats import FORMATS
from milepost.cli.main import COULD_NOT_RUN, FINDINGS, main

PLAN = """\
kind: roadmap
title: Plan
audience: public
items:
  - {id: sail, title: Sail, summary: Off we go., status: planned, end: 2026-06-15}
  - {id: bank, title: Talks with the bank, audience: internal, status: planned, end: 2026-07-01}
"""
SLIP = PLAN.replace("2026-06-15", "2026-07-31")
SITE = "site_name: Plan\nsite_url: https://example.org/plan/\nplugins: [milepost: {as_of: 2026-03-02}]\n"
# Of the guide's page: what was edited, and what is said of it.
SHOWN = ("diff", "console")
SLIPPED = "Sail moves from 15 June 2026 to 31 July 2026 (+46 days)"


def diff(*words: str) -> Result:
    return CliRunner().invoke(main, ["diff", *words])


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A repository with a site, in the middle of which one works; its one commit is `before`."""
    found = Clone(tmp_path / "clone")
    found.commit({"mkdocs.yml": SITE, "data/plan.yml": PLAN, "docs/index.md": "---\naudience: public\n---\n"}, "before")
    monkeypatch.chdir(found.root)
    for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "CI_PROJECT_URL"):
        monkeypatch.delenv(name, raising=False)
    return found


def test_the_files_on_disk_are_compared_with_a_commit(clone: Clone) -> None:
    clone.write({"data/plan.yml": SLIP})
    done = diff("main")
    assert done.exit_code == 0
    assert done.stderr == ""
    commit = clone.git("rev-parse", "--short=7", "HEAD")
    assert done.stdout == (
        "Sail moves from 15 June 2026 to 31 July 2026 (+46 days).\n"
        f"main ({commit}) → the work tree, for the internal audience, as of 2 March 2026\n"
        "\n"
        "Promises\n"
        f"  warning  {SLIPPED}\n"
        "           data/plan.yml:5:72  date-slipped\n"
        "           https://example.org/plan/roadmap/items/sail/\n"
        "\n"
        "1 warning\n"
    )


def test_two_commits_are_compared_whatever_is_on_disk(clone: Clone) -> None:
    clone.commit({"data/plan.yml": SLIP}, "after")
    clone.write({"data/plan.yml": "kind: [nonsense"})
    assert SLIPPED in diff("before", "after").stdout
    assert "moves from 31 July 2026 to 15 June 2026" in diff("after", "before").stdout


def test_nothing_is_said_on_stdout_where_nothing_changed(clone: Clone) -> None:
    clone.write({"data/plan.yml": None, "data/other/name.yml": PLAN.replace("title: Sail,", 'title: "Sail",')})
    done = diff("before", "--exit-code")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("as of 2 March 2026: Nothing changes that a plan speaks of.\n")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "github"])
def test_every_format_writes_a_whole_document(clone: Clone, form: str) -> None:
    same = diff("before", "--format", form)
    clone.write({"data/plan.yml": SLIP})
    slipped = diff("before", "--format", form)
    assert (same.exit_code, slipped.exit_code) == (0, 0)
    assert "Sail" not in same.stdout
    assert "Sail" in slipped.stdout
    assert bool(same.stdout) == (form != "text")


def test_a_merge_base_leaves_out_what_happened_on_the_other_branch(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--create", "work")
    clone.commit({"data/plan.yml": SLIP})
    clone.git("switch", "--quiet", "main")
    clone.commit({"data/plan.yml": PLAN.replace("title: Sail", "title: Row")})
    assert "Row" in diff("main", "work").stdout
    apart = diff("main", "work", "--merge-base").stdout
    assert SLIPPED in apart
    assert "Row" not in apart


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 0),
        (("--fail-on", "error"), 0),
        (("--fail-on", "warning"), FINDINGS),
        (("--fail-on", "info"), FINDINGS),
        (("--fail-on", "note"), FINDINGS),
        (("--fail-on", "date-slipped"), FINDINGS),
        (("--fail-on", "audience-widened"), 0),
        (("--fail-on", "audience-widened", "--fail-on", "date-slipped"), FINDINGS),
        (("--exit-code",), FINDINGS),
    ],
)
def test_it_ends_with_1_for_what_was_asked_to_stop_it(clone: Clone, words: tuple[str, ...], code: int) -> None:
    clone.write({"data/plan.yml": SLIP})
    done = diff("before", *words)
    assert SLIPPED in done.stdout
    assert done.exit_code == code


def test_a_rule_that_the_site_calls_an_error_stops_it(clone: Clone) -> None:
    rules = "rules: {date-slipped: error}"
    clone.write({"data/plan.yml": SLIP, "mkdocs.yml": SITE.replace("as_of: 2026-03-02", f"as_of: 2026-03-02, {rules}")})
    assert diff("before").exit_code == FINDINGS
    assert diff("before", "--fail-on", "audience-widened").exit_code == FINDINGS


def test_a_folder_of_data_needs_no_configuration(clone: Clone) -> None:
    clone.commit({"mkdocs.yml": None})
    clone.write({"data/plan.yml": SLIP})
    done = diff("before", "--data", "data", "--as-of", "2026-03-02")
    assert SLIPPED in done.stdout
    assert "https://" not in done.stdout
    assert "there is no mkdocs.yml in this folder or above it" in diff("before").stderr


def test_another_configuration_may_be_named(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.write({"data/plan.yml": SLIP})
    monkeypatch.chdir(tmp_path)
    assert "clone/data/plan.yml:5:72" in diff("before", "-f", "clone/mkdocs.yml").stdout


def test_another_day_may_be_asked_about(clone: Clone) -> None:
    clone.write({"data/plan.yml": SLIP})
    assert json.loads(diff("before", "--as-of", "2026-05-06", "--format", "json").stdout)["as_of"] == "2026-05-06"


def test_it_can_go_into_a_file_which_is_replaced_whole(clone: Clone) -> None:
    clone.write({"data/plan.yml": SLIP, "review.md": "old " * 1000})
    (clone.root / "review.md").chmod(0o640)
    done = diff("before", "--format", "markdown", "-o", "review.md")
    written = (clone.root / "review.md").read_text("utf-8")
    assert done.stdout == ""
    assert written == diff("before", "--format", "markdown").stdout
    assert (clone.root / "review.md").stat().st_mode & 0o777 == 0o640
    assert {path.name for path in clone.root.iterdir()} == {".git", "data", "docs", "mkdocs.yml", "review.md"}


def test_a_file_that_cannot_be_written_is_said(clone: Clone) -> None:
    done = diff("before", "-o", "nowhere/review.txt")
    assert done.exit_code == COULD_NOT_RUN
    assert "Error: nowhere/review.txt: No such file or directory" in done.stderr


def test_notes_do_not_get_into_what_programs_read(clone: Clone) -> None:
    clone.commit({"data/plan.yml": None})
    clone.write({"data/plan.yml": PLAN})
    note = "Note: main has no folder data: everything is new."
    assert note in diff("main").stdout
    for form in ("github", "junit", "sarif"):
        done = diff("main", "--format", form)
        assert note in done.stderr
        assert note not in done.stdout
    assert json.loads(diff("main", "--format", "json").stdout)["notes"] == [note.removeprefix("Note: ")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mian",), "there is no commit 'mian'; did you mean 'main'?"),
        (("before", "aftre"), "there is no commit 'aftre'"),
        (("before..main",), "there is no commit 'before..main'; name two revisions, with a space between them"),
        (("before", "--audience", "publik"), "there is no audience 'publik'; did you mean 'public'?"),
        (
            ("before", "--fail-on", "date-sliped"),
            "there is no level and no rule of a diff 'date-sliped'; did you mean 'date-slipped'?",
        ),
        (("before", "--fail-on", "fatal"), "'fatal'; a level is one of error, warning, info"),
        (("before", "--fail-on", "late-change"), "--fail-on late-change: the rule is off; give it a level under"),
        (("before", "--format", "html"), "'html' is not one of 'text', 'markdown', 'json'"),
        (("before", "-f", "other.yml"), "there is no file other.yml"),
        ((), "Missing argument 'BASE'"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_2(clone: Clone, words: tuple[str, ...], said: str) -> None:
    done = diff(*words)
    assert (done.exit_code, done.stdout) == (COULD_NOT_RUN, "")
    assert said in done.stderr


def test_outside_of_a_repository_there_is_nothing_to_compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    done = diff("main", "--data", "data")
    assert done.exit_code == COULD_NOT_RUN
    assert "lies in no git repository" in done.stderr


def test_a_base_that_cannot_be_read_is_never_no_change(clone: Clone) -> None:
    clone.commit(
        {"data/plan.yml": PLAN.replace("status: planned, end: 2026-06", "status: plannd, end: 2026-06")}, "bad"
    )
    clone.write({"data/plan.yml": PLAN})
    done = diff("bad", "--format", "json")
    assert (done.exit_code, done.stdout) == (COULD_NOT_RUN, "")
    assert "bad:data/plan.yml:5:58: unknown-word: 'plannd' is no status there is" in done.stderr
    assert "the data of bad has 1 error, so that nobody can say what changed" in done.stderr

    outside = diff("bad", "--audience", "public")
    assert outside.exit_code == COULD_NOT_RUN
    assert "plannd" not in outside.output
    assert "1 error" in outside.stderr


def test_mistakes_in_what_is_new_are_findings(clone: Clone) -> None:
    clone.write({"data/plan.yml": PLAN.replace("status: planned, end: 2026-06", "status: plannd, end: 2026-06")})
    done = diff("before")
    assert (done.exit_code, done.stdout) == (FINDINGS, "")
    assert "data/plan.yml:5:58: unknown-word" in done.stderr


def test_outsiders_are_told_neither_lines_nor_hashes(clone: Clone) -> None:
    commit = clone.commit({"data/plan.yml": SLIP}, "after")
    for form in FORMATS:
        done = diff("before", "after", "--audience", "public", "--format", form)
        assert "Sail" in done.stdout
        assert "plan.yml" not in done.output
        assert commit[:7] not in done.output


@pytest.mark.parametrize("form", FORMATS)
def test_outsiders_are_told_nothing_of_a_private_change(clone: Clone, form: str) -> None:
    clone.commit({}, "same")
    private = PLAN.replace("Talks with the bank", "Talks with another bank").replace("2026-07-01", "2026-09-30")
    clone.commit(
        {"data/plan.yml": "# Moved down\n" + private, "data/secret.yml": "kind: strategy\ntitle: A\nvision: B\n"}
    )
    clone.git("tag", "--force", "later")
    words = ("--audience", "public", "--format", form, "--exit-code")
    told = diff("before", "later", *words)

    assert diff("before", "later", "--exit-code").exit_code == FINDINGS
    clone.git("tag", "--force", "later", "same")
    assert (told.exit_code, told.output) == (0, diff("before", "later", *words).output)


def test_a_workflow_that_runs_it_gets_links_to_its_own_lines(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "example/plan")
    commit = clone.commit({"data/plan.yml": SLIP})
    monkeypatch.chdir(clone.root / "data")
    said = json.loads(diff("before", "HEAD", "-f", "../mkdocs.yml", "--format", "json").stdout)
    assert said["changes"][0]["source"] == f"https://github.com/example/plan/blob/{commit}/data/plan.yml#L5"


def test_the_guide_shows_what_the_edits_of_the_example_mean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits, shown = (re.search(rf"```{name}\n(.*?)```", guide.page("guide/review.md"), re.DOTALL) for name in SHOWN)
    assert edits
    assert shown
    shutil.copytree(guide.PAGES.parent / "data", tmp_path / "data")
    example = Clone(tmp_path)
    example.commit()
    (tmp_path.parent / "edits").write_text(edits[1])
    example.git("apply", "-C1", str(tmp_path.parent / "edits"))
    monkeypatch.chdir(tmp_path)
    said = re.sub(r"\([0-9a-f]{7}\)", "(1a2b3c4)", diff("main", "--data", "data", "--as-of", "2026-11-23").stdout)

    assert shown[1] == f"$ milepost diff main\n{said}"
    readme = (guide.PAGES.parents[1] / "README.md").read_text("utf-8")
    assert f"$ milepost diff main\n{said.splitlines()[0]}\n" in readme


def test_a_dash_stands_for_the_terminal(clone: Clone) -> None:
    clone.write({"data/plan.yml": SLIP})
    told = diff("before", "--format", "markdown")
    assert told.stdout
    assert diff("before", "--format", "markdown", "-o", "-").stdout == told.stdout
    assert not Path("-").exists()


def test_a_misspelt_option_is_said(clone: Clone) -> None:
    clone.write({"mkdocs.yml": "site_name: A\nplugins: [{milepost: {rulez: {date-slipped: error}}}]\n"})
    done = diff("before")
    assert done.stderr.startswith("mkdocs.yml:2:23: bad-option: there is no option 'rulez'\n")
    assert (done.exit_code, "did you mean 'rules'?" in done.stderr) == (COULD_NOT_RUN, True)


def test_a_folder_that_neither_state_has_is_no_plan_without_changes(clone: Clone) -> None:
    done = diff("before", "HEAD", "--data", "nowhere")
    assert done.exit_code == COULD_NOT_RUN
    assert done.stderr == "Error: neither before nor HEAD has a folder nowhere\n"


def test_a_main_branch_that_git_was_not_told_of_is_explained(clone: Clone) -> None:
    done = diff("origin/HEAD")
    assert done.stderr == (
        "Error: there is no commit 'origin/HEAD'; 'git remote set-head origin --auto' says which branch that is\n"
    )


def test_nothing_that_the_configuration_names_is_run(clone: Clone) -> None:
    """A branch is compared before anybody has looked at it."""
    hook = "open('ran', 'w')\n"
    config = """
site_name: Till
extra: {a: !!python/object/apply:os.system ["touch ran"]}
hooks: [hook.py]
theme: {name: nowhere}
plugins: [nothing-installed, milepost]
markdown_extensions: [hook]
"""
    clone.write({"mkdocs.yml": config, "hook.py": hook})
    done = diff("before", "--fail-on", "code-in-configuration")
    assert not (clone.root / "ran").exists()
    assert done.exit_code == 1
    assert "hooks (option) is new: hook.py" in " ".join(done.stdout.split())


def test_an_address_comes_from_the_environment_as_in_a_build(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    config = (clone.root / "mkdocs.yml").read_text("utf-8")
    clone.write({"mkdocs.yml": f"{config}\nsite_url: !ENV [PLAN_URL, 'https://example.org/default']\n"})
    clone.write({"docs/new.md": "---\naudience: public\n---\n# New\n"})
    monkeypatch.setenv("PLAN_URL", "https://example.org/plan")
    assert "https://example.org/plan/new/" in diff("before", "--format", "json").stdout
    monkeypatch.delenv("PLAN_URL")
    assert "https://example.org/default/new/" in diff("before", "--format", "json").stdout
