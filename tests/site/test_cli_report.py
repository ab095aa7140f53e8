"""`milepost report`: the draft of the next status report, and the latest one as a message."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.conftest import MakeSite
from tests.support import reports
from tests.support.clone import Clone
from tests.support.project import Project

from milepost.cli.main import COULD_NOT_RUN, main


@pytest.fixture
def project(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = site("")
    for name, text in reports.files().items():
        made.write(f"data/{name}.yml", text)
    monkeypatch.chdir(made.root)
    return made


def report(*words: str, as_of: str = "2026-12-06") -> Result:
    return CliRunner().invoke(main, ["report", *words, "--as-of", as_of])


def commit(clone: Clone, day: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
    monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00Z")
    return clone.commit()


def test_the_draft_compares_with_the_plan_of_the_day_of_the_last_report(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = Clone(project.root)
    commit(clone, "2026-11-10", monkeypatch)
    project.change("data/plan.yml", "end: 2026-12-14, baseline", "end: 2026-12-16, baseline")
    told = commit(clone, "2026-11-24", monkeypatch)
    project.change("data/plan.yml", "end: 2026-12-16, baseline", "end: 2026-12-21, baseline")
    project.change("data/plan.yml", "piers, status: open}", "piers, status: resolved}")
    commit(clone, "2026-12-02", monkeypatch)

    done = report("contactless")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (
        f"# Compared with the plan of 24 November 2026 (commit {told[:9]}), the day of contactless-2026-11-22."
        in done.stdout
    )
    assert (
        "# - Inner harbour open (milestone inner-harbour): finish 21 December 2026, was 16 December 2026 (5 days later)"
        in done.stdout
    )
    found = yaml.safe_load(done.stdout)
    assert found["achieved"] == ["No power on the two eastern piers (issue power): resolved, was open"]
    assert found["headline"] is None


def test_a_draft_for_external_readers_does_not_show_what_was_hidden_since_the_last_report(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = Clone(project.root)
    earlier = commit(clone, "2026-11-24", monkeypatch)
    project.change("data/plan.yml", "end: 2026-12-14, baseline", "end: 2026-12-21, baseline")
    project.change(
        "data/plan.yml",
        "end: 2027-02-05, baseline: {end: 2026-11-27}}",
        "end: 2027-05-20, public: {date_precision: quarter}}",
    )
    project.change("data/plan.yml", "id: outer-islands,", "id: outer-islands, audience: internal,")
    project.change("data/plan.yml", "{id: power,", "{id: power, audience: internal,")
    commit(clone, "2026-12-02", monkeypatch)

    outside = report("contactless", "--audience", "public").stdout
    assert "# Compared with the plan of 24 November 2026.\n" in outside
    assert "finish 21 December 2026, was 14 December 2026 (7 days later)" in outside
    assert "(milestone readers-delivered): finish Q2 2027, was Q1 2027 (1 quarter later)" in outside
    for word in (
        "outer-islands",
        "Outer islands",
        "power",
        "removed",
        "5 February",
        "2027-0",
        earlier[:7],
        "Finish of",
    ):
        assert word not in outside, word

    inside = report("contactless").stdout
    assert "finish 20 May 2027, was 5 February 2027" in inside and "outer-islands" in inside and earlier[:7] in inside


def test_external_readers_do_not_get_the_reason_why_there_is_no_earlier_plan(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "# Compared with the numbers in the report contactless-2026-11-22.\n"
    assert line in report("contactless", "--audience", "public").stdout
    clone = Clone(project.root)
    project.change("data/plan.yml", "status: in_progress\n", "status: in_progres\n")
    commit(clone, "2026-11-20", monkeypatch)
    project.change("data/plan.yml", "status: in_progres\n", "status: in_progress\n")
    commit(clone, "2026-12-02", monkeypatch)
    assert line in report("contactless", "--audience", "public").stdout
    assert "contactless-2026-11-22: the data of 2026-11-24 has errors.\n" in report("contactless").stdout


def test_a_report_dated_in_the_future_is_compared_with_the_plan_of_today(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change("data/report_5.yml", "issued_on: 2026-11-24", "issued_on: 2026-12-20")
    clone = Clone(project.root)
    commit(clone, "2026-12-02", monkeypatch)
    project.change("data/plan.yml", "end: 2026-12-14, baseline", "end: 2026-12-21, baseline")
    commit(clone, "2026-12-10", monkeypatch)
    said = report("contactless", "--audience", "public").stdout
    assert "# Compared with the plan of 6 December 2026.\n" in said
    assert "finish 21 December 2026, was 14 December 2026" in said


def test_a_report_of_a_quarter_that_is_not_over_is_compared_by_its_own_numbers(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change("data/report_5.yml", "audience: public\n", "audience: public\npublic: {date_precision: quarter}\n")
    commit(Clone(project.root), "2026-11-24", monkeypatch)
    said = report("contactless", "--audience", "public").stdout
    assert "# Compared with the numbers in the report " in said
    assert "# Compared with the plan of 24 November 2026 (commit " in report("contactless").stdout


def test_without_a_history_the_draft_compares_with_the_numbers_of_the_last_report(project: Project) -> None:
    project.change("data/plan.yml", "end: 2026-12-14, baseline", "end: 2026-12-21, baseline")
    said = report("contactless").stdout
    assert (
        "# Compared with the numbers in the report contactless-2026-11-22: the data is in no git repository.\n" in said
    )
    assert "finish 21 December 2026, was 14 December 2026 (7 days later)" in said
    assert str(project.root) not in said


def test_a_history_that_starts_later_is_no_history(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(Clone(project.root), "2026-12-01", monkeypatch)
    assert "contactless-2026-11-22: the history has no data of 2026-11-24.\n" in report("contactless").stdout


def test_a_history_without_the_plan_is_no_reason_to_call_everything_new(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = (project.root / "data/plan.yml").read_text()
    (project.root / "data/plan.yml").unlink()
    commit(Clone(project.root), "2026-11-10", monkeypatch)
    project.write("data/plan.yml", plan)
    said = report("contactless").stdout
    assert "contactless-2026-11-22: the history has no plan of 2026-11-24.\n" in said
    assert "added to the plan" not in said


def test_a_draft_has_what_contradicts_a_report_on_track(project: Project) -> None:
    said = report("contactless").stdout
    assert "# - the review of the high risk 'storms' (16 of 25) is 6 days overdue\n" in said


def test_a_project_without_a_plan_gets_a_draft_that_says_so(project: Project) -> None:
    project.write("data/portfolio.yml", reports.PORTFOLIO + "  - {id: pier, title: Pier}\n")
    done = report("pier")
    assert done.exit_code == 0
    assert "The project has no plan, so dates, budget, and risks are missing.\n" in done.stdout
    assert yaml.safe_load(done.stdout)["project"] == "pier"


def test_an_unknown_project_is_an_error_with_the_nearest_known_one(project: Project) -> None:
    done = report("contactles")
    assert (done.exit_code, done.stdout) == (COULD_NOT_RUN, "")
    assert "there is no project 'contactles'; did you mean 'contactless'?" in done.stderr


def test_a_file_is_never_written_over(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "next.yml"
    first = report("contactless", "-o", str(target))
    assert (first.exit_code, first.stdout) == (0, f"Wrote {target}\n")
    assert yaml.safe_load(target.read_text("utf-8"))["kind"] == "report"
    target.write_text("edited", encoding="utf-8")
    second = report("contactless", "-o", str(target))
    assert second.exit_code == COULD_NOT_RUN
    assert "already exists; name another file" in second.stderr
    assert target.read_text("utf-8") == "edited"


def test_a_finished_draft_passes_the_checks(project: Project) -> None:
    draft = report("contactless").stdout.replace("headline:  # required", "headline: Fine.  # required")
    project.write("data/next.yml", draft)
    done = CliRunner().invoke(main, ["check", "--as-of", "2026-12-06"])
    assert "next.yml" not in done.stdout, done.stdout
    unfinished = report("contactless", as_of="2026-12-20").stdout
    project.write("data/next.yml", unfinished)
    assert "missing-field" in CliRunner().invoke(main, ["check", "--as-of", "2026-12-06"]).stdout


def test_an_e_mail_is_for_the_broadest_audience_unless_another_is_named(project: Project, tmp_path: Path) -> None:
    outer, inner = tmp_path / "outer.eml", tmp_path / "inner.eml"
    assert report("contactless", "--email", "-o", str(outer)).exit_code == 0
    assert report("contactless", "--email", "--audience", "internal", "-o", str(inner)).exit_code == 0
    found = message_from_bytes(outer.read_bytes(), policy=policy.default)
    assert found["Date"] == "Tue, 24 Nov 2026 00:00:00 +0000"
    text = found.get_body(("plain",))  # type: ignore[attr-defined]
    assert "https://example.com/demo/projects/contactless/reports/contactless-2026-11-22/" in text.get_content()
    assert b"settlement window" not in outer.read_bytes() and b"settlement window" in inner.read_bytes()
    assert b"example.com" not in inner.read_bytes()


def test_messages_for_slack_and_teams_are_json(project: Project) -> None:
    slack, teams = (json.loads(report("contactless", f"--{name}").stdout) for name in ("slack", "teams"))
    assert slack["blocks"][0]["text"]["text"] == "Contactless on the quay: status report"
    assert teams["attachments"][0]["content"]["version"] == "1.5"


def test_an_earlier_report_is_named_by_its_id(project: Project) -> None:
    said = json.loads(report("contactless", "--slack", "--report", "contactless-2026-10-25").stdout)
    assert "at risk (status report, 12 to 25 October 2026)" in said["text"]
    unknown = report("contactless", "--slack", "--report", "contactless-2026-10-26")
    assert unknown.exit_code == COULD_NOT_RUN
    assert "did you mean 'contactless-2026-10-25'?" in unknown.stderr
    alone = report("contactless", "--report", "contactless-2026-10-25")
    assert (alone.exit_code, "a draft is of the next report" in alone.stderr) == (COULD_NOT_RUN, True)


def test_readers_without_a_report_get_no_message(project: Project) -> None:
    for name in reports.files("internal"):
        if name.startswith("report"):
            project.change(f"data/{name}.yml", "audience: public", "audience: internal")
    done = report("contactless", "--slack")
    assert done.exit_code == COULD_NOT_RUN
    assert "'contactless' has no status report for the audience 'public'" in done.stderr
