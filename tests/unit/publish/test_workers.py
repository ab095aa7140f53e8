from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from milepost.publish.job import Job, Outcome
from milepost.publish.workers import WorkerPool, environment

pytestmark = pytest.mark.whole

CONFIG = "site_name: Demo\ntheme: mkdocs\nplugins: [milepost]\n"


def job(folder: Path, config: str = CONFIG) -> Job:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(config)
    return Job("public", str(folder / "mkdocs.yml"), "public", str(folder / "built"), "2026-09-14")


def test_a_job_survives_the_way_to_the_child(tmp_path: Path) -> None:
    assert Job.from_json(job(tmp_path).to_json()) == job(tmp_path)


def test_everything_that_could_make_builds_differ_is_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TZ", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "MILEPOST_AUDIENCE"):
        monkeypatch.setenv(name, "strange")
    pinned = environment(job(tmp_path))
    assert pinned["SOURCE_DATE_EPOCH"] == "1789344000"  # 2026-09-14T00:00Z
    assert (pinned["TZ"], pinned["PYTHONHASHSEED"], pinned["MILEPOST_AUDIENCE"]) == ("UTC", "0", "public")
    assert pinned["PATH"] == os.environ["PATH"]


def test_variables_lead_programs_into_the_working_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, stage = tmp_path / "project", tmp_path / "project/stage"
    tools = source / "venv"
    stage.mkdir(parents=True)
    for name, value in {
        "CI_PROJECT_DIR": source, "PWD": source / "docs", "GIT_DIR": source / ".git", "VIRTUAL_ENV": tools,
        "PATH": f"{source}/bin", "ELSEWHERE": tmp_path, "WORD": "project",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    copied = replace(
        job(tmp_path),
        copied=(str(source), str(stage / "copy")),
        private=(str(source),),
        open_folders=(str(stage), str(tools)),
    )
    found = environment(copied)
    assert found["CI_PROJECT_DIR"] == str(stage / "copy")
    assert found["PWD"] == str(stage / "copy/docs")
    assert "GIT_DIR" not in found
    unchanged = ("VIRTUAL_ENV", "PATH", "ELSEWHERE", "WORD")
    assert [found[name] for name in unchanged] == [os.environ[name] for name in unchanged]
    assert environment(job(tmp_path))["PWD"] == str(source / "docs")


def test_a_child_builds_a_site_and_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    (result,) = WorkerPool(lambda job, done, total: told.append((job.name, done, total))).run([job(tmp_path)])
    assert result.outcome == Outcome.BUILT
    assert result.pages > 0
    assert told[-1] == ("public", 2 * result.pages, 2 * result.pages)
    assert (tmp_path / "built/index.html").is_file()


def test_what_a_child_prints_does_not_disturb_what_it_tells(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text("def on_config(config):\n    print('{not json')\n")
    (result,) = WorkerPool().run([job(tmp_path, CONFIG + "hooks: [hooks.py]\n")])
    assert result.outcome == Outcome.BUILT
    assert "{not json" in result.output


def test_a_broken_configuration_is_a_crash_with_words(tmp_path: Path) -> None:
    (result,) = WorkerPool().run([job(tmp_path, "site_name: [")])
    assert result.outcome == Outcome.CRASHED
    assert "mkdocs.yml:1:13: bad-option: while parsing a flow node" in result.log[0].text
