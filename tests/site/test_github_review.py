"""The review of a pull request, run step by step: by the workflow that `init` writes, and by our own with the action."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.support import guide
from tests.support.github import programs
from tests.support.github.origin import Origin, proposed
from tests.support.github.runner import Job, Runner

ROOT = Path(__file__).parents[2]
THEIRS = ".github/workflows/review.yml"
SOONER = ("status: planned\n    horizon: next", "status: in_progress\n    horizon: now")
INNER = ("Leave the supplier of", "Keep the supplier of")
ACTION = ("action.yml", "pyproject.toml", "constraints/dev.txt")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Origin:
    made = Origin(tmp_path_factory.mktemp("origin"))
    made.main = made.commit({name: (ROOT / name).read_text("utf-8") for name in ACTION})
    made.git("push", "--quiet", "origin", "main")
    changed = (made.clone / "data/roadmap.yml").read_text("utf-8").replace(*SOONER).replace(*INNER)
    made.pull(1, {"data/roadmap.yml": changed})
    made.pull(2, {"data/roadmap.yml": ("title: Reserve from home", "titel: Reserve from home")})
    return made


def review(origin: Origin, folder: Path, workflow: Path, number: int, *, private: bool) -> tuple[Runner, Job]:
    runner = Runner(folder / "forge", origin.bare, proposed(number, private=private))
    (job,) = runner.run(workflow).values()
    return runner, job


def test_a_reviewer_is_told_what_changes_and_can_look_at_the_sites(origin: Origin, tmp_path: Path) -> None:
    runner, job = review(origin, tmp_path, origin.clone / THEIRS, 1, private=True)

    assert job.ok, job.log
    assert "Reserve from home" in job.summary
    assert "supplier of the sorting machine" in job.summary
    assert re.search(r"^::notice file=data/roadmap\.yml,line=\d+,.*::Reserve from home is now", job.log, re.MULTILINE)
    assert "for 'public', verified" in job.log
    assert sorted(path.name for path in runner.artifacts.iterdir()) == ["inner-sites", "site"]
    assert (runner.artifacts / "site/index.html").is_file()
    assert (runner.artifacts / "inner-sites/site-internal/index.html").is_file()


def test_a_mistake_in_the_data_fails_the_review_at_its_line(origin: Origin, tmp_path: Path) -> None:
    runner, job = review(origin, tmp_path, origin.clone / THEIRS, 2, private=True)

    assert not job.ok
    assert "::error file=data/roadmap.yml,line=" in job.log
    assert not runner.artifacts.exists()


def test_a_site_further_down_in_its_repository_is_reviewed_there(tmp_path: Path) -> None:
    origin = Origin(tmp_path, below="docs/plan")
    origin.pull(1, {"docs/plan/data/roadmap.yml": SOONER})
    runner, job = review(origin, tmp_path, origin.clone / THEIRS, 1, private=True)

    assert job.ok, job.log
    assert "Reserve from home" in job.summary
    assert re.search(
        r"^::notice file=docs/plan/data/roadmap\.yml,line=\d+,.*::Reserve from home is now", job.log, re.MULTILINE
    )
    assert (runner.artifacts / "site/index.html").is_file()
    assert (runner.artifacts / "inner-sites/site-internal/index.html").is_file()


def test_the_action_does_it_in_one_step_and_keeps_to_what_everybody_may_see(origin: Origin, tmp_path: Path) -> None:
    runner, job = review(origin, tmp_path, ROOT / ".github/workflows/review.yml", 1, private=False)

    assert job.ok, job.log
    assert "Requirement already satisfied: mkdocs-milepost" in job.log
    assert "Reserve from home" in job.summary
    assert re.search(r"^::notice .*::Reserve from home is now", job.log, re.MULTILINE)
    assert "supplier" not in job.summary + job.log
    assert "for 'public', verified" in job.log
    assert [path.name for path in runner.artifacts.iterdir()] == ["site"]
    assert (runner.artifacts / "site/index.html").is_file()


def test_the_jobs_for_gitlab_in_the_guide_run(origin: Origin, tmp_path: Path) -> None:
    (example,) = (found for found in guide.examples("yaml") if found.title == ".gitlab-ci.yml")
    pipeline = yaml.safe_load(example.text)
    origin.git("checkout", "--quiet", "--detach", origin.main)
    origin.commit({"data/roadmap.yml": SOONER})
    programs.install(tmp_path / "programs")
    script = tmp_path / "script.sh"
    script.write_text("\n".join([*pipeline["before_script"], *pipeline["review"]["script"]]))
    variables = {
        **os.environ,
        "PATH": os.pathsep.join([str(tmp_path / "programs"), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "AUDIENCE": pipeline["review"]["variables"]["AUDIENCE"],
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": origin.main,
    }
    done = subprocess.run(["bash", "-eo", "pipefail", script], cwd=origin.clone, env=variables, check=False)

    assert done.returncode == 0
    assert "Reserve from home" in (origin.clone / "diff.xml").read_text()
    assert (origin.clone / "check.xml").read_text().startswith("<?xml")
    assert (origin.clone / "public/index.html").is_file()
