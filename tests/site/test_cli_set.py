"""`milepost set`: one value changes in its file, or nothing does and the reason is said."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import MakeSite

from milepost import atomic_file
from milepost.cli.main import COULD_NOT_RUN, FINDINGS, main
from milepost.editing import file_edits

BACKLOG = """\
# The stories of one team.
kind: backlog
title: Stories
audience: public
stories:
  - id: pass  # as in the tracker
    title: 'Show the pass'
    status: in_progress   # since spring
    item: wallet
    created_on: 2026-08-01
    started_on: 2026-08-10

    acceptance_criteria:
      - It comes up at the quay.
      - {text: It comes up nowhere else., done: false}
  - {id: lines, title: All lines, status: todo}
"""
ROADMAP = "kind: roadmap\ntitle: Plan\naudience: public\nitems:\n- {id: wallet, title: Wallet, status: in_progress}\n"
STORIES = Path("data/backlog.yml")


@pytest.fixture(autouse=True)
def _here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.write("data/backlog.yml", BACKLOG)
    project.write("data/roadmap.yml", ROADMAP)
    monkeypatch.chdir(project.root)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["set", *words])


def test_a_value_changes_and_all_else_stays() -> None:
    done = run("story:pass", "title", "Show the pass: now", "sprint", "7")

    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "data/backlog.yml:7: title: Show the pass → Show the pass: now\ndata/backlog.yml:9: sprint: not set → 7\n"
    )
    assert STORIES.read_text() == BACKLOG.replace("'Show the pass'", "'Show the pass: now'").replace(
        "# since spring\n", "# since spring\n    sprint: 7\n"
    )


def test_a_status_records_the_day_on_which_it_was_reached() -> None:
    done = run("story:pass", "status", "done")

    assert done.stdout == (
        "data/backlog.yml:8: status: in_progress → done\n"
        "data/backlog.yml:12: done_on: not set → 2026-09-14 (the day of status: done)\n"
    )
    assert "status: done   # since spring\n" in STORIES.read_text()
    assert "    started_on: 2026-08-10\n    done_on: 2026-09-14\n\n    acceptance_criteria:\n" in STORIES.read_text()


def test_the_day_may_be_typed_or_given_for_all() -> None:
    run("story:pass", "status", "done", "--as-of", "2026-09-01")
    assert "done_on: 2026-09-01" in STORIES.read_text()
    run("story:lines", "status", "done", "started_on", "2026-09-02", "done_on", "2026-09-03")
    assert "status: done, started_on: 2026-09-02, done_on: 2026-09-03}" in STORIES.read_text()


def test_a_text_in_a_list_becomes_a_mapping_when_a_field_of_it_is_set() -> None:
    run("story:pass", "acceptance_criteria.1.done", "true", "acceptance_criteria.2.done", "true")

    assert STORIES.read_text() == BACKLOG.replace(
        "- It comes up at the quay.\n", "- text: It comes up at the quay.\n        done: true\n"
    ).replace("done: false", "done: true")


def test_an_entry_that_is_written_as_plain_text_becomes_a_mapping() -> None:
    Path("data/portfolio.yml").write_text("kind: portfolio\ntitle: P\ntags:\n  - islands  # all ten\n  - crew\n")

    done = run("tag:islands", "title", "The islands")

    assert done.exit_code == 0, done.output
    assert Path("data/portfolio.yml").read_text() == (
        "kind: portfolio\ntitle: P\ntags:\n  - id: islands  # all ten\n    title: The islands\n  - crew\n"
    )


def test_lists_take_one_more_and_one_less() -> None:
    assert run("story:lines", "depends_on+", "pass", "tags", "[islands, wallet]").exit_code == 0
    assert "depends_on: [pass]" in STORIES.read_text()
    assert run("story:lines", "tags-", "islands", "depends_on-", "pass").exit_code == 0
    assert STORIES.read_text() == BACKLOG.replace("title: All lines,", "title: All lines, tags: [wallet],")


def test_a_mapping_comes_with_its_first_field_and_goes_with_its_last() -> None:
    assert run("item:wallet", "baseline.end", "2027-Q1").exit_code == 0
    assert Path("data/roadmap.yml").read_text() == ROADMAP.replace("progress}", "progress, baseline: {end: 2027-Q1}}")
    assert run("item:wallet", "--unset", "baseline.end").exit_code == 0
    assert Path("data/roadmap.yml").read_text() == ROADMAP


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + BACKLOG.replace("\n", "\r\n").encode()
    STORIES.write_bytes(content)

    run("story:pass", "estimate", "3", "description", "One\nTwo")

    found = STORIES.read_bytes()
    assert found.startswith(b"\xef\xbb\xbf#")
    assert found.count(b"\n") == found.count(b"\r\n") == content.count(b"\n") + 4
    assert b"    description: |\r\n      One\r\n      Two\r\n" in found


def test_a_dry_run_prints_the_difference_and_writes_nothing() -> None:
    done = run("story:lines", "status", "ready", "--dry-run")

    assert done.exit_code == 0
    assert "-  - {id: lines, title: All lines, status: todo}\n" in done.stdout
    assert "+  - {id: lines, title: All lines, status: ready}\n" in done.stdout
    assert STORIES.read_text() == BACKLOG


def test_a_value_that_is_there_already_changes_nothing() -> None:
    assert run("story:lines", "status", "todo").stdout == "Nothing to change.\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (
            ["story:lines", "status", "doen"],
            FINDINGS,
            "data/backlog.yml:16:43: unknown-word: 'doen' is no status there is",
        ),
        (["story:lines", "done_on", "2026-02-30"], FINDINGS, "bad-period"),
        (["story:lines", "depends_on+", "pas"], FINDINGS, "did you mean 'pass'?"),
        (["story:lines", "item", "wallte"], FINDINGS, "did you mean 'wallet'?"),
        (["story:lines", "estimate", "much"], FINDINGS, "a number is expected here, not 'much'"),
        (["story:lines", "statsu", "done"], FINDINGS, "a story has no field 'statsu'\n  = did you mean 'status'?"),
        (["story:lines", "id", "line"], FINDINGS, "'id' cannot be set: other entries refer to it"),
        (["backlog:backlog", "kind", "roadmap"], FINDINGS, "the kind of a document cannot be set"),
        (["story:lines", "status.x", "done"], FINDINGS, "'status' has no fields of its own"),
        (["story:lines", "tags", "a,b"], FINDINGS, "could be one value or several\n  = write '[a,b]', or add one"),
        (["story:lines", "tags", "[a"], FINDINGS, "the value of tags:1:1: yaml-syntax"),
        (["story:lines", "status+", "done"], FINDINGS, "'status' is no list"),
        (["story:lines", "tags-", "a"], FINDINGS, "'tags' does not hold 'a'"),
        (["story:lines", "title", "a\x07b"], FINDINGS, "file-control-character"),
        (["story:lines", "--unset", "status"], FINDINGS, "missing-field: a story needs 'status'"),
        (["story:lines", "--unset", "sprint"], FINDINGS, "'sprint' is not set"),
        (["story:pass", "acceptance_criteria.3.done", "true"], FINDINGS, "has 2 entries, and no number 3"),
        (["story:pass", "acceptance_criteria.first.done", "true"], FINDINGS, "positions count from 1"),
        (["story:line", "status", "done"], COULD_NOT_RUN, "there is no story 'line'\n  = did you mean 'lines'?"),
        (["stroy:lines", "status", "done"], COULD_NOT_RUN, "there is no type 'stroy'"),
        (["story:lines", "status"], COULD_NOT_RUN, "'status' has no value"),
        (["story:lines"], COULD_NOT_RUN, "name a field and its value"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(words: list[str], code: int, message: str) -> None:
    done = run(*words)

    assert done.exit_code == code, done.output
    assert message in done.stderr
    assert STORIES.read_text() == BACKLOG
    assert sorted(os.listdir("data")) == ["backlog.yml", "roadmap.yml"]


def test_errors_that_are_there_already_do_not_matter() -> None:
    Path("data/broken.yml").write_text("kind: roadmap\ntitle: T\nitems: [{id: b, title: B}]\n")

    assert run("story:lines", "status", "ready").exit_code == 0
    assert "status: ready" in STORIES.read_text()


def test_an_entry_that_cannot_be_read_is_put_right() -> None:
    STORIES.write_text(BACKLOG.replace("status: todo", "status: tood"))

    done = run("story:lines", "status", "todo")

    assert done.exit_code == 0, done.output
    assert STORIES.read_text() == BACKLOG


def test_a_new_warning_is_printed_and_the_value_written() -> None:
    done = run("story:lines", "status", "done")

    assert "story-undated" in done.stderr
    assert done.exit_code == 0
    assert "status: done" in STORIES.read_text()


def test_problems_of_pages_count_too() -> None:
    Path("docs/index.md").write_text("---\naudience: public\n---\n# Home\n\n```milepost\nitem: wallet\n```\n")
    settings = Path("mkdocs.yml").read_text().replace("2026-09-14", "2026-09-14, rules: {public-links-hidden: error}")
    Path("mkdocs.yml").write_text(settings)

    done = run("item:wallet", "audience", "internal")

    assert done.exit_code == FINDINGS, done.output
    assert "docs/index.md:7:7: public-links-hidden" in done.stderr
    assert Path("data/roadmap.yml").read_text() == ROADMAP


def test_a_crash_while_writing_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device", "data/backlog.yml")

    monkeypatch.setattr(atomic_file.os, "fsync", full)
    done = run("story:lines", "status", "ready")

    assert (done.exit_code, done.stderr) == (COULD_NOT_RUN, "Error: data/backlog.yml: No space left on device\n")
    assert STORIES.read_text() == BACKLOG
    assert sorted(os.listdir("data")) == ["backlog.yml", "roadmap.yml"]


def test_a_file_that_changes_in_the_meantime_is_not_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    review = file_edits.review

    def slow(*arguments: object) -> object:
        STORIES.write_text(BACKLOG + "# somebody else\n")
        return review(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("milepost.cli.edit_report.review", slow)
    done = run("story:lines", "status", "ready")

    assert done.exit_code == COULD_NOT_RUN
    assert "data/backlog.yml was changed by somebody else in the meantime; nothing was written" in done.stderr
    assert STORIES.read_text() == BACKLOG + "# somebody else\n"


def test_the_mode_of_a_file_and_a_link_to_another_file_of_the_folder_stay() -> None:
    STORIES.chmod(0o640)
    STORIES.rename("data/other.yml.real")
    STORIES.symlink_to("other.yml.real")

    assert run("story:lines", "status", "ready").exit_code == 0
    assert STORIES.is_symlink()
    assert stat.S_IMODE(Path("data/other.yml.real").stat().st_mode) == 0o640
    assert "status: ready" in STORIES.read_text()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text(BACKLOG)
    STORIES.unlink()
    STORIES.symlink_to(outside)

    done = run("story:lines", "status", "ready")

    assert done.exit_code == COULD_NOT_RUN
    assert "there is no story 'lines'" in done.stderr
    assert outside.read_text() == BACKLOG
