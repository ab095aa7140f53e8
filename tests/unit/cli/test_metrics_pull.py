"""`milepost metrics pull`: what a loader prints is written if all of it is valid, and nothing else runs a loader."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from milepost.cli import loader_run
from milepost.cli.main import main
from milepost.graph.loader import load
from milepost.kinds.metrics.model import ProductMetric
from milepost.publish.findings import findings
from milepost.settings import Settings

NEW = "date,value\n2026-01-05,1\n2026-01-12,2\n"
OLD = "date,value\n2026-01-05,1\n"


@pytest.fixture
def pull(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Writes a site with a metric whose loader is a line of Python, and runs the command."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data/in").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins:\n  - milepost: {as_of: 2026-11-23}\n")

    def run(*words: str, code: str = f"print({NEW!r}, end='')", before: str | None = OLD, more: str = "") -> Result:
        loader = [sys.executable, "-c", code]
        text = f"kind: metrics\nmetrics:\n  - id: visits\n    title: Visits\n    file: v.csv\n    loader: {loader!r}\n"
        (tmp_path / "data/in/m.yml").write_text(text + more)
        if before is not None:
            (tmp_path / "data/in/v.csv").write_text(before, newline="")
        return CliRunner().invoke(main, ["metrics", "pull", *words])

    return run


def written(tmp_path: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in (tmp_path / "data/in").iterdir() if path.suffix != ".yml"}


def test_what_the_loader_prints_is_written(pull: Callable[..., Result], tmp_path: Path) -> None:
    done = pull()
    assert (done.exit_code, done.stdout) == (
        0,
        "visits: data/in/v.csv is changed: 1 row added, 0 removed, 2 in all\n",
    )
    assert written(tmp_path) == {"v.csv": NEW}
    (metric,) = load(tmp_path / "data").portfolio.all(ProductMetric)
    assert [row.value for row in metric.entry.series] == [1, 2]


def test_a_file_that_is_not_there_yet_is_made(pull: Callable[..., Result], tmp_path: Path) -> None:
    done = pull("visits", before=None)
    assert (done.exit_code, done.stdout) == (0, "visits: data/in/v.csv is new, with 2 rows\n")
    assert written(tmp_path) == {"v.csv": NEW}


def test_what_is_up_to_date_is_left_alone(pull: Callable[..., Result], tmp_path: Path) -> None:
    done = pull(before=NEW)
    assert (done.exit_code, done.stdout) == (0, "visits: data/in/v.csv is up to date\n")
    assert pull("--check", before=NEW).exit_code == 0


def test_check_says_what_would_change_and_writes_nothing(pull: Callable[..., Result], tmp_path: Path) -> None:
    done = pull("--check")
    assert (done.exit_code, done.stdout) == (
        1,
        "visits: data/in/v.csv would be changed: 1 row added, 0 removed, 2 in all\n",
    )
    assert written(tmp_path) == {"v.csv": OLD}


@pytest.mark.parametrize(
    ("code", "exit_code", "message"),
    [
        ("import sys; print('date,value'); sys.exit('no server')", 2, "ended with 1:\nno server"),
        ("raise SystemExit(3)", 2, "ended with 3, and wrote nothing to stderr"),
        ("import time; time.sleep(60)", 2, "took more than 0.5 seconds, and wrote nothing to stderr"),
        ("print('date,value'); print('2026-01-05,1,5')", 1, "data/in/v.csv:2:12: csv-syntax: 3 cells in this row"),
        ("print('date,value'); print('2026-01-05,x')", 1, "data/in/v.csv:2:12: bad-value: a number is expected here"),
        (
            "print('date,value'); print('2026-01-05,1'); print('2026-01-05,2')",
            1,
            "data/in/v.csv:3:1: metric-duplicate-value: 'Visits' has a second value",
        ),
        (
            "print('date,value,segment'); print('2026-01-05,1,a')",
            1,
            "data/in/m.yml:5:11: metric-not-combined: 'Visits' has segments",
        ),
        ("pass", 1, "data/in/v.csv:1:1: file-empty: the file is empty"),
    ],
)
def test_nothing_is_lost_when_a_loader_fails(
    pull: Callable[..., Result], tmp_path: Path, code: str, exit_code: int, message: str
) -> None:
    done = pull("--timeout", "0.5" if "sleep" in code else "60", code=code)
    assert message in done.stderr
    assert done.exit_code == exit_code
    assert done.stdout == ""
    assert written(tmp_path) == {"v.csv": OLD}


def test_a_failure_leaves_the_files_of_other_metrics_to_be_written(pull: Callable[..., Result], tmp_path: Path) -> None:
    loader = [sys.executable, "-c", f"print({NEW!r}, end='')"]
    more = f"  - id: other\n    title: Other\n    file: o.csv\n    loader: {loader!r}\n"
    done = pull(code="raise SystemExit(3)", more=more)
    assert done.exit_code == 2
    assert written(tmp_path) == {"v.csv": OLD, "o.csv": NEW}


def test_what_it_prints_is_valid_whatever_else_is_wrong(pull: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "data/broken.yml").write_text("kind: nothing\n")
    assert pull().exit_code == 0


def test_a_program_that_is_not_there_is_named(pull: Callable[..., Result], tmp_path: Path) -> None:
    more = "  - id: other\n    title: Other\n    file: o.csv\n    loader: [no-such-program, --all]\n"
    done = pull("other", more=more)
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: other: cannot run no-such-program: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("words", "more", "message"),
    [
        (["visit"], "", "no metric 'visit' has a loader:; did you mean 'visits'?"),
        (["other"], "  - {id: other, title: O}\n", "no metric 'other' has a loader:; there are: visits"),
        (
            [],
            "  - {id: other, title: O, file: v.csv, loader: [x]}\n",
            "visits and other have different loaders for the same file, in/v.csv",
        ),
    ],
)
def test_what_cannot_be_pulled_is_said(pull: Callable[..., Result], words: list[str], more: str, message: str) -> None:
    done = pull(*words, more=more)
    assert (done.exit_code, done.stderr) == (2, f"Error: {message}\n")


def test_the_loader_runs_in_the_folder_of_its_file_without_a_shell(pull: Callable[..., Result], tmp_path: Path) -> None:
    done = pull(code="import os, sys; print('date,value', file=open('$HOME; ls', 'w')); sys.exit(os.getcwd())")
    assert (tmp_path / "data/in/$HOME; ls").is_file()
    assert str((tmp_path / "data/in").resolve()) in done.stderr.replace("\n", "")


def test_checks_start_no_process(pull: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pull("--check", code="open('ran', 'w')")
    (tmp_path / "data/in/ran").unlink()

    def refuse(*_words: object, **_options: object) -> NoReturn:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    findings(Settings(data_dir=tmp_path / "data", as_of=date(2026, 11, 23)))
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code in (0, 1), done.output
    assert not (tmp_path / "data/in/ran").exists()


def test_only_this_command_knows_how_to_run_a_loader() -> None:
    package = Path(loader_run.__file__).parents[1]
    users = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if "loader_run" in path.read_text()}
    assert users == {"cli/metrics.py"}


@pytest.mark.skipif(shutil.which("duckdb", path=str(Path(sys.executable).parent)) is None, reason="needs DuckDB")
def test_duckdb_reads_a_parquet_file(pull: Callable[..., Result], tmp_path: Path) -> None:
    program = str(Path(sys.executable).parent / "duckdb")
    pull()
    query = "copy (select date '2026-01-05' + 7 * i::int as day, i + 0.5 as value from range(3) t(i)) to 'v.parquet'"
    subprocess.run([program, "-c", query], cwd=tmp_path / "data/in", check=True)
    loader = [program, "-csv", "-c", "select day as date, value from 'v.parquet' order by all"]
    done = pull("other", more=f"  - id: other\n    title: O\n    file: o.csv\n    loader: {loader!r}\n")
    assert done.stdout == "other: data/in/o.csv is new, with 3 rows\n", done.stderr
    assert (tmp_path / "data/in/o.csv").read_text() == "date,value\n2026-01-05,0.5\n2026-01-12,1.5\n2026-01-19,2.5\n"
