"""Rows in CSV files through whole builds: shown where their metric is, and found nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.support.project import Built, Project

from milepost.graph.loader import load, read_files
from milepost.kinds.metrics.model import ProductMetric
from milepost.leak_check.audit.private_strings import StringSource, private_strings
from milepost.leak_check.redacted_data import RedactedData

PUBLIC = "date,value,segment\r\n2026-03-02,11.5,Mill Pier\r\n2026-03-02,12.5,Gull Isle\r\n2026-03-09,13.5,Mill Pier\r\n"
PRIVATE = "date,value,segment\n2026-03-02,7654.25,Heron Landing\n2026-03-09,7655.25,Heron Landing\n"
LOADER = [sys.executable, "-c", "open('a-loader-ran', 'w')"]
METRICS = f"""\
kind: metrics
audience: public
metrics:
  - id: boarding
    title: Boarding
    aggregate: mean
    cadence: week
    file: boarding.csv
    loader: {LOADER!r}
  - id: losses
    title: Losses
    audience: internal
    aggregate: sum
    cadence: week
    file: tables/losses.csv
    loader: {LOADER!r}
"""
# What only readers of the private rows may know.
SECRETS = ("Heron Landing", "7654.25", "7,654.25", "losses", "a-loader-ran", "boarding.csv")
PEEK = """
from pathlib import Path

def on_config(config):
    seen = sorted(path.name for path in Path(config.config_file_path).parent.rglob("*") if path.suffix in (".csv", ".yml"))
    text = "".join(path.read_text() for path in Path(config.config_file_path).parent.rglob("*.yml"))
    config.extra["seen"] = [*seen, *(word for word in ("Heron", "7654", "file:", "loader:") if word in text)]

def on_page_content(html, page, config, files):
    return html + "<i>" + " ".join(config.extra["seen"]) + "</i>" if page.file.src_uri == "index.md" else html
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("csv") / "source", "")
    made.write("data/metrics/m.yml", METRICS)
    made.write("data/metrics/boarding.csv", PUBLIC)
    made.write("data/metrics/tables/losses.csv", PRIVATE)
    made.write("docs/index.md", "---\naudience: public\n---\n# Home\n")
    return made


@pytest.fixture(scope="module")
def built(project: Project) -> Built:
    done = project.run("milepost", "build")
    assert done.exit == 0, done.log
    return done


@pytest.mark.whole
def test_both_sites_show_the_rows_that_their_readers_may_see(built: Built, project: Project) -> None:
    assert "Gull Isle" in built.read("metrics/boarding/index.html")
    inner = Built(project.root / "site-internal", (), 0)
    assert "Heron Landing" in inner.read("metrics/losses/index.html")
    for secret in SECRETS:
        assert built.mentions(secret) == []


@pytest.mark.whole
def test_no_site_has_the_file_itself_and_no_build_runs_a_loader(built: Built, project: Project) -> None:
    for folder in (project.root / "site", project.root / "site-internal"):
        assert [path for path in folder.rglob("*") if path.suffix == ".csv" and "loss" in path.name] == []
        contents = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert not contents & {PUBLIC.encode(), PRIVATE.encode()}
    assert not list(project.root.rglob("a-loader-ran"))


@pytest.mark.whole
def test_the_working_copy_holds_no_csv_file_and_no_private_row(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "source", "")
    for path in (path for path in project.root.rglob("*") if path.is_file() and "site" not in path.parts[-2]):
        if path.relative_to(project.root).parts[0] in ("data", "docs"):
            other.write(path.relative_to(project.root).as_posix(), path.read_bytes())
    other.write("hooks.py", PEEK)
    other.write("mkdocs.yml", other.read("mkdocs.yml") + "hooks: [hooks.py]\n")
    done = other.run("milepost", "build", "--audience", "public", "--no-verify")
    assert done.exit == 0, done.log
    seen = done.read("index.html").partition("<i>")[2].partition("</i>")[0].split()
    assert "mkdocs.yml" in seen
    assert not [word for word in seen if word.endswith(".csv") or word in ("Heron", "7654", "file:", "loader:")]


def test_the_redacted_copy_has_the_public_rows_inline(project: Project) -> None:
    files, problems = read_files(project.root / "data")
    assert problems == []
    texts = "".join(RedactedData(files, ("public", "internal"), "public").documents().values())
    assert "Gull Isle" in texts
    for secret in ("Heron", "7654", "loader", "boarding.csv", "a-loader-ran", sys.executable):
        assert secret not in texts


def test_segments_in_private_rows_are_private_strings_with_their_place(project: Project) -> None:
    found = private_strings(StringSource(project.root / "data", ("public", "internal")), "public")
    (segment,) = [one for one in found.strings if one.text == "Heron Landing"]
    assert (Path(segment.place.path).name, segment.place.line, segment.place.column) == ("losses.csv", 2, 20)
    assert not [one for one in found.strings if one.text == "Gull Isle"]


def test_dates_that_are_withheld_are_withheld_from_the_rows_of_a_csv_file(tmp_path: Path) -> None:
    """A public metric whose dates readers see less exactly shows them no row that they could not see inline."""
    text = METRICS.replace("title: Boarding", "title: Boarding\n    public: {date_precision: quarter}")
    folder = tmp_path
    (folder / "m.yml").write_text(text.partition("  - id: losses")[0])
    (folder / "boarding.csv").write_text(PUBLIC)
    files, _ = read_files(folder)
    texts = "".join(RedactedData(files, ("public", "internal"), "public").documents().values())
    assert "2026-03" not in texts
    assert "2026-Q1" in texts
    assert len(load(folder).portfolio.all(ProductMetric)[0].entry.series) == 3


@pytest.mark.whole
def test_a_csv_file_of_the_data_among_the_pages_stops_a_build(project: Project, tmp_path: Path) -> None:
    """Where the data folder is around the pages, only its YAML is kept from being published."""
    other = Project(tmp_path / "source", "")
    other.write(
        "m.yml", METRICS.partition("  - id: losses")[0].replace("file: boarding.csv", "file: docs/boarding.csv")
    )
    other.write("docs/boarding.csv", PUBLIC)
    other.write("mkdocs.yml", other.read("mkdocs.yml").replace("as_of: 2026-09-14", "as_of: 2026-09-14, data_dir: ."))
    for done in (other.run("milepost", "build"), other.run("milepost", "check")):
        assert done.exit != 0
        assert "m.yml:8:11: bad-value: 'docs/boarding.csv' lies among the pages" in done.log
