"""`milepost import stories`: exports of real tools become stories, or a problem at the cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.conftest import MakeSite

from milepost.cli.main import COULD_NOT_RUN, FINDINGS, main
from milepost.graph.loader import load

EXPORTS = Path(__file__).parents[1] / "unit" / "importing" / "exports"
HEADER = "Issue key,Summary,Issue Type,Status,Priority,Story Points,Created,Resolved,Assignee\n"
ROWS = HEADER + (
    "PAY-1,Show the pass,Story,In Progress,High,3,2026-08-01,,Head of Tickets\n"
    "PAY-2,All lines,Story,To Do,,,2026-08-02,,\n"
)
STORIES = Path("data/backlog.yml")


@pytest.fixture(autouse=True)
def _here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.write(
        "data/roadmap.yml",
        "kind: roadmap\ntitle: Plan\naudience: public\nitems:\n- {id: wallet, title: W, status: planned}\n",
    )
    monkeypatch.chdir(project.root)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", "stories", *words])


def export(text: str | bytes) -> str:
    Path("export.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return "export.csv"


def stories() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in yaml.load(STORIES.read_text(), yaml.BaseLoader)["stories"]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jira.csv", {
            "QUAY-2": {"type": "story", "epic": "Tickets in the wallet", "status": "done", "estimate": "5", "sprint": "Sprint 19",
                       "created_on": "2026-09-07", "done_on": "2026-09-30", "as_a": "commuter", "priority": "high"},
            "QUAY-3": {"type": "bug", "status": "ready", "sprint": "Sprint 21", "depends_on": ["QUAY-2"], "created_on": "2026-10-12"},
            "QUAY-4": {"type": "task", "epic": "Tickets in the wallet", "status": "todo"},
            "QUAY-5": {"type": "task", "status": "dropped", "created_on": "2026-10-13"},
        }),
        ("linear.csv", {
            "DECK-7": {"title": "=Sum of fares is wrong", "status": "in_review", "sprint": "Cycle 12", "started_on": "2026-10-12",
                       "depends_on": ["DECK-8"], "estimate": "3"},
            "DECK-8": {"status": "todo", "description": "Half a cent is ours."},
            "DECK-9": {"status": "dropped", "priority": "low"},
        }),
        ("azure.csv", {
            "272": {"type": "story", "epic": "Refunds in the app", "status": "done", "sprint": "Sprint 9", "i_want": "to ask for a refund",
                    "started_on": "2026-09-21", "done_on": "2026-10-30",
                    "acceptance_criteria": ["It takes two taps.", "An answer comes within a day & by mail."]},
            "273": {"type": "bug", "status": "in_review", "sprint": "Sprint 10"},
        }),
        ("asana.csv", {
            "1209000000000101": {"status": "done", "done_on": "2026-09-10"},
            "1209000000000102": {"status": "in_progress", "epic": "Keep kiosks printing", "description": "One roll for each kiosk.\nRecycled.\n"},
        }),
        ("trello.csv", {
            "650a1b2c3d4e5f6a7b8c9d01": {"status": "in_progress", "description": "Twice."},
            "650a1b2c3d4e5f6a7b8c9d02": {"status": "todo", "links": [
                {"title": "650a1b2c3d4e5f6a7b8c9d02", "url": "https://trello.com/c/EfGh5678/2-oil-the-winch"}]},
        }),
        ("github.tsv", {
            "quay-12": {"status": "in_progress", "estimate": "2", "sprint": "Iteration 4"},
            "quay-13": {"title": "Show the one after", "status": "todo"},
        }),
    ],
)  # fmt: skip
def test_an_export_becomes_stories(name: str, expected: dict[str, dict[str, Any]]) -> None:
    content = (EXPORTS / name).read_bytes()
    Path(name).write_bytes(content)

    done = run(name, "--as-of", "2026-11-14")

    assert done.exit_code == 0, done.output
    assert f"{len(expected)} new, 0 updated, and 0 unchanged stories.\n" in done.stdout
    found = stories()
    assert found.keys() == expected.keys()
    for id, fields in expected.items():
        assert {key: found[id].get(key) for key in fields} == fields
    assert not load(Path("data")).problems
    again = run(name, "--as-of", "2026-11-14")
    assert again.stdout.startswith(f"0 new, 0 updated, and {len(expected)} unchanged stories.\n")


@pytest.mark.parametrize("name", ["jira.csv", "linear.csv", "azure.csv", "asana.csv", "github.tsv"])
def test_no_name_and_no_address_of_a_person_is_imported(name: str) -> None:
    Path(name).write_bytes((EXPORTS / name).read_bytes())

    done = run(name, "--as-of", "2026-11-14")

    assert (
        "Left out: the assignees of 1 story. Import them with --assignees NAME=ID, by the id of a role.\n"
        in done.stdout
    )
    for words in ("Head of", "head-of", "example.org"):
        assert words not in done.output
        assert words not in STORIES.read_text().replace("https://github.com/example", "")


@pytest.mark.parametrize(("folder", "document"), [("public", None), ("internal", "public"), (None, "public")])
def test_a_file_that_others_see_is_named(folder: str | None, document: str | None) -> None:
    Path("data/stories").mkdir()
    own = f"audience: {document}\n" if document else ""
    Path("data/stories/a.yml").write_text(f"kind: backlog\ntitle: A\n{own}stories: []\n")
    if folder:
        Path("data/stories/_audience.yml").write_text(f"audience: {folder}\n")

    done = run(export(ROWS))

    assert "The audience 'public' sees data/stories/a.yml: look through titles and descriptions before" in done.stdout


def test_a_file_that_only_the_most_restricted_audience_sees_is_not_named() -> None:
    assert "sees data/" not in run(export(ROWS)).stdout


def test_an_assignee_is_imported_by_the_id_that_is_given_for_them() -> None:
    run(export(ROWS), "--assignees", "Head of Tickets=head-of-tickets")

    assert stories()["PAY-1"]["assignee"] == "head-of-tickets"


def test_a_later_export_updates_what_it_holds_and_leaves_the_rest_alone() -> None:
    run(export(ROWS))
    by_hand = (
        STORIES.read_text()
        .replace("Show the pass\n", "Show the pass  # the title of the tracker\n    item: wallet\n")
        .replace(
            "status: todo\n", "status: todo\n    acceptance_criteria:\n      - {text: On all nine lines., done: true}\n"
        )
    )
    STORIES.write_text(
        by_hand + "  - {id: PAY-0, title: Older, status: todo}\n  - {id: own, title: Ours, status: todo}\n"
    )

    done = run(
        export(
            ROWS.replace("In Progress", "Done").replace(",2026-08-01,,", ",2026-08-01,2026-08-20,")
            + "PAY-3,Night boats,Bug,Backlog,,,2026-08-03,,\n"
        )
    )

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("1 new, 1 updated, and 1 unchanged stories.\n")
    assert done.stdout.endswith(
        "Stories that are no longer in the export, left as they are:\ndata/backlog.yml:19: story:pay-0\n"
    )
    expected = by_hand.replace("in_progress", "done").replace(
        "created_on: 2026-08-01\n", "created_on: 2026-08-01\n    done_on: 2026-08-20\n"
    )
    text = STORIES.read_text()
    assert text.startswith(expected)
    assert text.endswith("  - {id: PAY-3, title: Night boats, type: bug, status: todo, created_on: 2026-08-03}\n")


def test_a_story_with_another_id_is_found_by_the_one_it_had() -> None:
    run(export(ROWS))
    STORIES.write_text(STORIES.read_text().replace("id: PAY-2\n", "id: all-lines\n    formerly: [PAY-2]\n"))

    done = run(export(ROWS.replace("All lines", "Every line")))

    assert done.stdout.startswith("0 new, 1 updated, and 1 unchanged stories.\n")
    assert stories()["all-lines"]["title"] == "Every line"


def test_a_field_may_stay_as_it_is() -> None:
    run(export(ROWS))

    run(export(ROWS.replace("All lines", "Every line").replace("To Do", "Done")), "--keep", "title")

    assert stories()["PAY-2"]["title"] == "All lines"
    assert stories()["PAY-2"]["status"] == "done"


def test_windows_line_ends_stay() -> None:
    run(export(ROWS.replace("\n", "\r\n")))
    STORIES.write_bytes(STORIES.read_bytes().replace(b"\n", b"\r\n"))

    run(export(ROWS.replace("To Do", "Ready") + "PAY-3,Night boats,Bug,Backlog,,,2026-08-03,,\n"))

    content = STORIES.read_bytes()
    assert b"status: ready\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_every_cell_that_is_not_understood_is_reported_at_its_place_and_nothing_is_written() -> None:
    done = run(export(
        HEADER
        + "PAY-1,Show the pass,Story,Parked,High,3,03/04/2026,,\n"
        + 'PAY-2,"All\nlines",Wish,To Do,,many,2026-02-30,,\n'
        + "PAY-1,Again,Story,To Do,,,,,\n"
        + ",No key,Story,To Do,,,,,\n"
        + "a b,Odd key,Story,To Do,,,,,\n"
        + "PAY-4,Too long,Story,To Do,,,,,,,\n"
    ))  # fmt: skip

    assert done.exit_code == FINDINGS
    assert [row for row in done.stderr.splitlines() if row.startswith("export.csv:")] == [
        "export.csv:2:27: import-value: the status 'Parked' is not known",
        "export.csv:2:41: import-value: '03/04/2026': either number could be the month",
        "export.csv:4:8: import-value: the type 'Wish' is not known",
        "export.csv:4:20: bad-value: a number is expected here, not 'many'",
        "export.csv:4:25: import-value: '2026-02-30' is no date that is known",
        "export.csv:5:1: import-value: 'PAY-1' is there already, in line 2",
        "export.csv:6:1: import-value: this row has no key",
        "export.csv:7:1: import-value: 'a b' cannot be an id",
        "export.csv:8:33: csv-syntax: 11 cells in this row, and 9 columns",
    ]
    assert '--status "Parked=todo"' in done.stderr
    assert "--date-format D/M/Y" in done.stderr
    assert done.stderr.endswith("Nothing was written; --skip leaves these rows out.\n")
    assert not STORIES.exists()


def test_rows_that_are_not_understood_may_be_left_out() -> None:
    text = ROWS + "PAY-3,Night boats,Story,Parked,,,,,\n"

    done = run(export(text), "--skip")

    assert done.exit_code == 0, done.output
    assert "the status 'Parked' is not known" in done.stderr
    assert "These rows are left out.\n" in done.stderr
    assert list(stories()) == ["PAY-1", "PAY-2"]
    assert run(export(text), "--status", "parked=dropped").exit_code == 0
    assert stories()["PAY-3"]["status"] == "dropped"


def test_priorities_are_those_of_the_portfolio() -> None:
    Path("data/portfolio.yml").write_text(
        "kind: portfolio\ntitle: P\nlabels:\n  priority:\n    must: {title: Must have}\n    could: {title: Could have}\n"
    )
    done = run(export(ROWS))

    assert "the priority 'High' is not known" in done.stderr
    assert run(export(ROWS), "--priority", "High=must").exit_code == 0
    assert stories()["PAY-1"]["priority"] == "must"
    assert run(export(ROWS.replace("High", "Could have"))).exit_code == 0
    assert stories()["PAY-1"]["priority"] == "could"


def test_a_column_may_be_named_and_left_out() -> None:
    text = "Nr;What;Where;Team words;Points\n1;Show the pass;Doing;wallet, islands;3,5\n"

    done = run(
        export(text),
        "--map",
        "key=nr",
        "--map",
        "title=What",
        "--map",
        "status=Where",
        "--map",
        "tags=Team words",
        "--map",
        "estimate=",
    )

    assert done.exit_code == 0, done.output
    assert stories()["1"] == {
        "id": "1",
        "title": "Show the pass",
        "tags": ["wallet", "islands"],
        "status": "in_progress",
    }
    assert "Columns that were not imported: Points.\n" in done.stdout


@pytest.mark.parametrize(
    ("content", "words", "code", "message"),
    [
        (ROWS, ["--map", "titel=Summary"], COULD_NOT_RUN, "--map: there is no 'titel'; did you mean 'title'?"),
        (ROWS, ["--map", "title=Sumary"], FINDINGS, "there is no column 'Sumary' for title\n"),
        (ROWS, ["--status", "Parked=lost"], COULD_NOT_RUN, "--status: there is no 'lost'"),
        (ROWS, ["--status", "Parked"], COULD_NOT_RUN, "--status takes two words"),
        (ROWS, ["--keep", "titel"], COULD_NOT_RUN, "did you mean 'title'?"),
        (ROWS, ["--into", "data/roadmap.yml"], COULD_NOT_RUN, "data/roadmap.yml is no backlog that can be read"),
        (ROWS, ["--into", "docs/x.yml"], COULD_NOT_RUN, "docs/x.yml is not in the data folder"),
        ("Name\nA\n", [], FINDINGS, "export.csv:1:1: csv-columns: no column is known to hold the key of a story"),
        ('Issue key,Summary,Status\nA,"B,To Do\n', [], FINDINGS, "export.csv:2:3: csv-syntax: this quote is not closed"),
        ("", [], FINDINGS, "file-empty: the file is empty"),
        (b"Issue key,Summary,Status\nA,caf\xe9,To Do\n", [], FINDINGS, "export.csv:2:6: file-encoding: byte 0xe9 is not UTF-8"),
        (HEADER + "PAY-1,Pass,Story,To Do,,-3,,,\n", [], FINDINGS, "export.csv:2:25: bad-value"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_written(
    content: str | bytes, words: list[str], code: int, message: str
) -> None:
    done = run(export(content), *words)

    assert done.exit_code == code, done.output
    assert message in done.stderr
    assert not STORIES.exists()


def test_new_stories_need_a_file_where_there_are_several() -> None:
    for name in ("a", "b"):
        Path(f"data/{name}.yml").write_text(f"kind: backlog\ntitle: {name}\nstories: []\n")

    done = run(export(ROWS))

    assert done.exit_code == COULD_NOT_RUN
    assert "name one, or a new one, with --into: data/a.yml, data/b.yml" in done.stderr
    assert run(export(ROWS), "--into", "data/b.yml").exit_code == 0
    assert "PAY-1" in Path("data/b.yml").read_text()
    # Those that are there are found wherever they are.
    assert run(export(ROWS.replace("To Do", "Ready"))).stdout.startswith("0 new, 1 updated, and 1 unchanged")


def test_a_dry_run_writes_nothing() -> None:
    assert "+++ data/backlog.yml\n" in run(export(ROWS), "--dry-run").stdout
    assert not STORIES.exists()


def test_thousands_of_stories_are_written_and_read_again() -> None:
    rows = io.StringIO()
    write = csv.writer(rows)
    write.writerow(["Issue key", "Summary", "Status", "Description"])
    write.writerows([f"PAY-{n}", f'Story: {n}, "so"', "To Do", f"First\nSecond {n}"] for n in range(2000))

    first = run(export(rows.getvalue()))
    assert first.exit_code == 0
    assert "2,000 warnings, 2,000 notes in 1 file, of which the first 20 are listed\n" in first.stderr
    done = run(export(rows.getvalue().replace("To Do", "Done")))

    assert done.stdout.startswith("0 new, 2000 updated, and 0 unchanged stories.\n")
    assert len(stories()) == 2000
