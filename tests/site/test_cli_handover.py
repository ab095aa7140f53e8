"""`milepost handover`: how ready a handover is, and its checklist."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt
from tests.conftest import MakeSite

from milepost.cli.main import COULD_NOT_RUN, main
from milepost.escaping import plain

DATA = """\
kind: handover
title: "Readers <b>go</b> to @operations"
audience: public
project: harbour
from: Gangway
to: Night desk
effective: 2026-11-30
ownership:
  - {asset: Collector, new: Ada Lovelace, state: transferred}
  - {asset: Readers, current: Bo Secret, state: pending}
access:
  - {system: Secret console, vault_reference: "vault:kv/secret#key", rotate: true}
  - {system: Wiki}
backup: {last_restore_test: 2026-03}
readiness:
  - {criterion: A night alone, gate: go-live, status: not_met}
  - {criterion: Printers, status: waived, waiver_reason: They go in June., approver: Bo Secret}
acceptance:
  - {role: Safety Secret}
"""
CHECKLIST = """\
# Readers &lt;b>go&lt;/b> to @\N{WORD JOINER}operations

**Not yet ready, 3 of 14 points.** Nine points are missing, two of them block the handover. It takes effect on 30 November 2026, in 7 days.

- From: Gangway
- To: Night desk
- Takes effect: 30 November 2026, in 7 days
- As of: 23 November 2026

## Readiness criteria: 0 of 4 points

- [ ] A night alone: not met; blocks go-live **Stops the handover.**
- ~~Printers~~ waived: They go in June. (Bo Secret)

## Ownership: 2 of 4 points

- [x] Collector
- [ ] Readers: has not changed hands yet; nobody is named to take it over (Bo Secret)

## Access: 0 of 2 points

- [ ] Secret console: to be changed with the handover, and not changed yet

## Backup: 1 of 1 point

- [x] Restoring from a backup

## Acceptance: 0 of 3 points

- [ ] Safety Secret: no decision yet
"""


@pytest.fixture(autouse=True)
def _here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.write("data/projects/harbour/handover.yml", DATA)
    project.write("data/alone.yml", "kind: handover\ntitle: Alone\nfrom: A\nto: B\n")
    monkeypatch.chdir(project.root)


def handover(*words: str) -> Result:
    return CliRunner().invoke(main, ["handover", *words, "--as-of", "2026-11-23"])


def test_the_checklist_has_a_box_for_every_point(tmp_path: Path) -> None:
    done = handover("harbour", "--checklist")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == CHECKLIST


def test_a_public_checklist_says_nothing_that_is_private() -> None:
    said = handover("harbour", "--checklist", "--audience", "public").stdout
    assert "- [ ] Readers: has not changed hands yet\n" in said
    assert "- ~~Printers~~ waived\n" in said
    assert "3 of 9 points" in said
    assert not any(
        word in said for word in ("Secret", "Lovelace", "June", "nobody is named", "## Access", "## Acceptance")
    )


def test_people_get_the_score_and_what_is_missing() -> None:
    said = handover("harbour").stdout
    assert "Gangway → Night desk\n" in said
    assert "3 of 14 points: not yet ready\n" in said
    assert "  2  Readiness criteria  A night alone: not met; blocks go-live  STOPS IT\n" in said
    assert said.endswith("waived\n  2  Readiness criteria  Printers: waived, They go in June. (Bo Secret)\n")


def test_it_can_go_into_a_file_which_is_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "list.md"
    first = handover("harbour", "--checklist", "-o", str(target))
    assert (first.exit_code, first.stdout) == (0, f"Wrote {target}\n")
    assert target.read_text(encoding="utf-8") == CHECKLIST

    target.write_text("ticked by hand", encoding="utf-8")
    second = handover("harbour", "--checklist", "-o", str(target))
    assert second.exit_code == COULD_NOT_RUN
    assert "is already there" in second.stderr
    assert target.read_text(encoding="utf-8") == "ticked by hand"


def test_one_that_belongs_to_no_project_is_named_by_its_id_and_may_have_nothing_to_be_ready() -> None:
    assert "Nothing is written that could be ready." in handover("alone").stdout
    assert handover("alone", "--checklist").stdout.startswith("# Alone\n\n**Not known.** Nothing is written")


@pytest.mark.parametrize(
    ("name", "audience", "said"),
    [
        ("harbor", "internal", "there is no handover of 'harbor'; did you mean 'harbour'?"),
        ("zzz", "internal", "there is no handover of 'zzz'; there are: alone, harbour"),
        ("alone", "public", "there is no handover of 'alone'; there are: harbour"),
    ],
)
def test_an_unknown_project_is_answered_with_what_there_is(name: str, audience: str, said: str) -> None:
    done = handover(name, "--audience", audience)
    assert done.exit_code == COULD_NOT_RUN
    assert said in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt; &amp;",
        "*a* _b_ `c` [d](https://example.org) ![e](f) ~~g~~ # h",
        "line\nbreak\n- [x] and another box",
        "https://example.org and www.example.org",
        "- 1. + > | $x$ \\",
        "<!-- hidden -->",
    ],
)
def test_whatever_a_title_holds_is_shown_as_it_is(text: str) -> None:
    renderer = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    shown = renderer.render(f"- [ ] {plain(text)}").replace("\N{WORD JOINER}", "")
    words = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = words.replace("$", "<span>$</span>")
    assert shown == f"<ul>\n<li>[ ] {words}</li>\n</ul>\n"


@pytest.mark.parametrize("text", ["@team and a@b.example", "#12", "!34", "GH-56", ":tada:"])
def test_nobody_is_told_and_nothing_is_linked(text: str) -> None:
    said = plain(text)
    assert said != text
    assert said.replace("\N{WORD JOINER}", "").replace("\\", "") == text
    for sign in ("@t", "@b", "#1", "!3", "GH-5", ":tada"):
        assert sign not in said
