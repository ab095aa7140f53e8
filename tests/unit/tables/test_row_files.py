"""Rows of a document in a CSV file beside it: read as if they were written out, with every mistake at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from milepost.graph.loader import Workspace, load, load_contents, read_files
from milepost.graph.row_files import columns_of, written_lists
from milepost.kinds.metrics.model import MetricValue, ProductMetric
from milepost.kinds.registry import KINDS
from milepost.open_portfolio import OpenPortfolio
from milepost.problem import Problem
from milepost.settings import Settings
from milepost.tables import csv_rows
from milepost.tables.row_limit import MOST

HEAD = "kind: metrics\naudience: public\nmetrics:\n  - id: a\n    title: A\n    aggregate: sum\n"
ROWS = "date,value,segment\n2026-01-05,1,north\n2026-01-05,2,south\n2026-01-12,3.5,\n"
Load = Callable[..., Workspace]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Reads a folder with a metric that takes its values from a.csv, and other files by their paths."""
    monkeypatch.chdir(tmp_path)

    def make(table: str | bytes | None = ROWS, fields: str = "file: a.csv", **others: str) -> Workspace:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        (folder / "m.yml").write_text(f"{HEAD}    {fields}\n")
        if table is not None:
            (folder / "a.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        for name, text in others.items():
            path = folder / name.replace("__", "/").replace("_csv", ".csv")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return load(folder)

    return make


def said(workspace: Workspace) -> list[str]:
    return [one.sentence for one in workspace.problems]


def checked(workspace: Workspace, **rules: str) -> list[Problem]:
    settings = Settings(data_dir=Path("data"), as_of=date(2026, 11, 23), rules=rules)
    return list(OpenPortfolio(settings, workspace).problems)


def series(workspace: Workspace) -> list[tuple[str, float, str | None]]:
    (metric,) = workspace.portfolio.all(ProductMetric)
    return [(row.date.text, row.value, row.segment) for row in metric.entry.series]


EXPECTED = [("2026-01-05", 1, "north"), ("2026-01-05", 2, "south"), ("2026-01-12", 3.5, None)]


@pytest.mark.parametrize(
    "table",
    [
        ROWS,
        ROWS.replace("\n", "\r\n"),
        "\ufeff" + ROWS,
        ROWS.replace(",", ";"),
        ROWS.replace(",", "\t"),
        ROWS.replace("date,value,segment", "Date, VALUE ,Segment"),
        re.sub(r"([^,\n]+)", r'"\1"', ROWS),
        ROWS.replace(",", " , ").replace(" , ", "\N{NO-BREAK SPACE},\N{NO-BREAK SPACE}"),
        ROWS.replace("2026-01-12", "\n,,\n2026-01-12"),
        ROWS + "2026-01-19,,\n2026-01-26,,north\n",
    ],
    ids=["plain", "crlf", "bom", "semicolons", "tabs", "case", "quoted", "nbsp", "blank lines", "no value"],
)
def test_a_table_is_read_however_it_is_written(data: Load, table: str) -> None:
    found = data(table)
    assert said(found) == []
    assert series(found) == EXPECTED


def test_columns_may_be_in_any_order_and_optional_ones_left_out(data: Load) -> None:
    assert series(data("value,date\n4,2026-W03\n")) == [("2026-W03", 4, None)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", "data/a.csv:1:1: file-empty: the file is empty; begin it with the line date,value,segment"),
        ("\n \n", "data/a.csv:1:1: file-empty: the file is empty; begin it with the line date,value,segment"),
        ("date,vlaue\n2026,1\n", "data/a.csv:1:6: csv-columns: unknown column: 'vlaue'; did you mean 'value'?"),
        (
            "date,value,x,y\n",
            "data/a.csv:1:12: csv-columns: unknown columns: 'x', 'y'; the columns are: date, value, segment",
        ),
        (
            "date,segment\n",
            "data/a.csv:1:1: csv-columns: the column 'value' is missing; "
            "begin the file with the line date,value,segment",
        ),
        ("date,value,date\n", "data/a.csv:1:12: csv-columns: a second column 'date'; delete one of them"),
        (
            "2026-01-05,1\n2026-01-12,2\n",
            "data/a.csv:1:1: csv-columns: the first line names no column; "
            "begin the file with the line date,value,segment",
        ),
        (
            "date,value\n2026-01-05\n",
            "data/a.csv:2:1: csv-syntax: 1 cell in this row, and 2 columns in the first line; "
            "write one cell for each column, between commas; a cell may be empty",
        ),
        (
            "date,value\n2026-01-05,1,5\n",
            "data/a.csv:2:12: csv-syntax: 3 cells in this row, and 2 columns in the first line; "
            "write 1.5 for a decimal fraction, or 15 for a number in thousands",
        ),
        (
            'date,value\n2026-01-05,"1\n',
            'data/a.csv:2:12: csv-syntax: this quote is not closed; close it, or write two quotes ("") for one in '
            "the text",
        ),
        (
            'date,value\n2026-01-05,"1,234"\n',
            "data/a.csv:2:12: bad-value: a number is expected here, not '1,234'; "
            "write 1234 for a number in thousands, or 1.234 for a decimal fraction",
        ),
        (
            "date;value\n2026-01-05;1.234,5\n",
            "data/a.csv:2:12: bad-value: a number is expected here, not '1.234,5'; write 1234.5",
        ),
        (
            "date,value\n2026-01-05,NaN\n",
            "data/a.csv:2:12: bad-value: a number is expected here, not 'NaN'; leave it out where there is no value",
        ),
        (
            "date,value\n2026-01-05,-inf\n",
            "data/a.csv:2:12: bad-value: a number is expected here, not '-inf'; leave it out where there is no value",
        ),
        (
            "date,value\n2026-01-05T00:00:00Z,1\n",
            "data/a.csv:2:1: bad-period: '2026-01-05T00:00:00Z': not a date or period; "
            "write 2026-01-05, without a time",
        ),
        (
            "date,value\n13.01.2026,1\n",
            "data/a.csv:2:1: bad-period: '13.01.2026': not a date or period; write 2026-01-13",
        ),
        (
            "date,value\n,1\n",
            "data/a.csv:2:1: missing-field: a value needs 'date'; "
            "date: The day, week, month, or quarter that it is the value of.",
        ),
        (
            "date,value\n13.01.2026,\n",
            "data/a.csv:2:1: bad-period: '13.01.2026': not a date or period; write 2026-01-13",
        ),
        (
            "date,value,segment\n,,north\n",
            "data/a.csv:2:1: missing-field: a value needs 'date'; "
            "date: The day, week, month, or quarter that it is the value of.",
        ),
        (
            b"date,value\n2026-01-05,\xff\n",
            "data/a.csv:2:12: file-encoding: byte 0xff is not UTF-8; save the file as UTF-8",
        ),
        (
            "date,value\n".encode("utf-16"),
            "data/a.csv:1:1: file-encoding: the file is UTF-16, not UTF-8; save the file as UTF-8",
        ),
        (
            b"date,value\n\x00\n",
            "data/a.csv:2:1: file-control-character: control character U+0000 is not allowed; delete it",
        ),
    ],
)
def test_every_mistake_is_one_problem_at_its_cell(data: Load, table: str | bytes, expected: str) -> None:
    assert said(data(table)) == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("file: b.csv", "7:11: file-missing: there is no file 'b.csv' in the data folder; did you mean 'a.csv'?"),
        (
            "file: b.csv\n    loader: [x]",
            "7:11: file-missing: there is no file 'b.csv' in the data folder; write it with: milepost metrics pull",
        ),
        (
            "file: ../a.csv",
            "7:11: bad-value: '../a.csv' lies outside of the data folder; "
            "name a file beside this one, such as file: series.csv",
        ),
        (
            "file: /etc/a.csv",
            "7:11: bad-value: '/etc/a.csv' is no path from this file's folder; "
            "name a file beside this one, such as file: series.csv",
        ),
        (
            "file: 'C:/a.csv'",
            "7:11: bad-value: 'C:/a.csv' is no path from this file's folder; "
            "name a file beside this one, such as file: series.csv",
        ),
        ("file: x\\a.csv", "7:11: bad-value: 'x\\a.csv' has a backslash; separate folders with /"),
        ("file: a.txt", "7:11: bad-value: 'a.txt' does not end in .csv; rows are read from CSV files"),
        (
            "file: [a.csv]",
            "7:11: wrong-shape: the name of a file is expected here, not a list; "
            "name a file beside this one, such as file: series.csv",
        ),
        (
            "series: [{date: 2026, value: 1}]\n    file: a.csv",
            "8:11: bad-value: the rows of 'series' are written here, and named as a file, too; delete series: or file:",
        ),
        ("loader: [x]", "7:5: missing-field: 'loader' writes a file, and none is named; name the file in file:"),
        (
            "file: a.csv\n    loader: x --y",
            "8:13: wrong-shape: a program and its arguments are expected here as a list, not 'x --y'; "
            "write it as loader: [python, export.py, --weeks, '104']",
        ),
        (
            "file: a.csv\n    loader: [[x]]",
            "8:13: wrong-shape: a program and its arguments are expected here, each as plain text; "
            "write it as loader: [python, export.py, --weeks, '104']",
        ),
        ("fiel: a.csv", "7:5: unknown-field: a metric has no field 'fiel'; did you mean 'file'?"),
    ],
)
def test_a_wrong_name_of_a_file_is_one_problem_in_the_document(data: Load, fields: str, expected: str) -> None:
    assert said(data(fields=fields)) == [f"data/m.yml:{expected}"]


def test_a_file_in_a_folder_is_named_from_the_document(data: Load) -> None:
    assert series(data(None, "file: in/a.csv", in__a_csv=ROWS)) == EXPECTED


def test_a_link_that_leads_out_of_the_folder_is_not_followed(data: Load, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(ROWS)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").symlink_to(tmp_path / "outside.csv")
    found = data(None)
    assert [one.rule for one in found.problems] == ["file-outside"]
    assert series(found) == []


def test_more_rows_than_a_table_may_have_are_one_problem(data: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MAX_ROWS", 3)
    found = data("date,value\n" + "".join(f"2026-01-{day:02},1\n" for day in range(1, 9)))
    assert said(found) == [
        "data/a.csv:5:1: csv-too-large: more than 3 rows in one file; keep fewer periods, or longer ones"
    ]


def test_twenty_thousand_rows_with_gaps_duplicates_and_a_bom_give_problems_with_places(data: Load) -> None:
    days = [date.fromordinal(715_000 + number) for number in range(19_000) if number % 100]
    rows = [f"{day},{number}\r\n" for number, day in enumerate(days)]
    rows += rows[:1190]
    found = data("\ufeffdate,value\r\n" + "".join(rows), "file: a.csv\n    cadence: day")
    assert len(rows) == 20_000
    assert said(found) == []
    problems = checked(found)
    assert [str(one.place) for one in problems[:MOST]] == [f"data/a.csv:{18_812 + n}:1" for n in range(MOST)]
    assert problems[0].message == "'A' has a second value for 1958-08-10; the first is in line 2"
    assert problems[MOST].message == "and 1,170 more problems in this file"
    assert [one.rule for one in problems[MOST + 1 :]] == ["metric-gap"]
    assert "and in 188 other places" in problems[-1].message


def test_twenty_thousand_wrong_rows_are_told_in_twenty_problems(data: Load) -> None:
    found = data("date,value\n" + "2026-01-05,1,5\n" * 20_000)
    assert len(found.problems) == MOST + 1
    assert found.problems[-1].headline == "data/a.csv:22:12: csv-syntax: and 19,980 more problems in this file"


def test_a_file_that_no_document_names_is_a_warning_that_a_site_may_switch_off(data: Load) -> None:
    found = data(other_csv="x")
    expected = "data/other.csv:1:1: unused-file: no document names this file"
    assert [one.headline for one in checked(found)] == [expected]
    assert checked(found, **{"unused-file": "off"}) == []


def test_files_in_folders_without_documents_are_not_ours(data: Load) -> None:
    assert checked(data(pages__download_csv="x")) == []


def test_reading_from_memory_is_reading_from_disk(data: Load, tmp_path: Path) -> None:
    on_disk = data()
    contents = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    in_memory = load_contents(contents, folder=tmp_path / "data")
    assert series(in_memory) == series(on_disk) == EXPECTED
    contents["a.csv"] = b"date,value\n2026-01-05,x\n"
    (problem,) = load_contents(contents, folder=tmp_path / "data").problems
    assert str(problem.place) == "data/a.csv:2:12"
    del contents["a.csv"]
    (problem,) = load_contents(contents, folder=tmp_path / "data").problems
    assert problem.rule == "file-missing"


def test_two_metrics_may_read_the_same_file(data: Load) -> None:
    found = data(fields="file: a.csv\n  - id: b\n    title: B\n    file: a.csv")
    assert said(found) == []
    one, other = found.portfolio.all(ProductMetric)
    assert one.entry.series == other.entry.series
    assert str(found.portfolio.place(other, "series", 1, "value")) == "data/a.csv:3:12"


def test_the_tree_holds_neither_the_name_of_the_file_nor_its_command(data: Load, tmp_path: Path) -> None:
    data(fields="file: a.csv\n    loader: [secret-program, --token]\n    unit: s")
    (raw,), _ = read_files(tmp_path / "data")
    (metric,) = raw.root["metrics"]  # type: ignore[index, call-overload]
    assert list(metric) == ["id", "title", "aggregate", "series", "unit"]
    assert raw.source.place(metric.value_at("unit")).line == 9
    assert raw.source.place(metric.key_at("unit")).excerpt == "    unit: s"
    assert [one.command for one in raw.row_files] == [("secret-program", "--token")]


def test_which_lists_may_lie_in_a_file_is_declared_at_the_field() -> None:
    lists = {(cls.__name__, spec.name) for kind in KINDS.values() for cls, spec in written_lists(kind)}
    assert lists == {("ProductMetric", "series")}
    columns = columns_of(MetricValue)
    assert (columns.known, columns.required, columns.key) == (("date", "value", "segment"), ("date", "value"), "date")
    assert replace(columns, known=("a", "b")).header == "a,b"
