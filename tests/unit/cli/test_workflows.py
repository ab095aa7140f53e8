"""The workflows of this repository, its action, and the workflows that `milepost init --github` writes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support import guide
from tests.support.github.runner import read

from milepost.cli.workflows import Setting, workflows

ROOT = Path(__file__).parents[3]
OURS = ROOT / ".github/workflows"
THEIRS = ROOT / "plugins/milepost/cli/scaffold/github"
ACTION = ROOT / "action.yml"
WORKFLOWS = [*sorted(OURS.glob("*.yml")), *sorted(THEIRS.glob("*.yml"))]
PUBLISHING = "guide/publishing.md"
PINNED = re.compile(r"uses: ([\w-]+/[\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")
SCRIPTS = [step for step in read(ACTION)["runs"]["steps"] if "run" in step]
PRIVATE = "github.event.repository.private"

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
both = pytest.mark.parametrize("folder", [OURS, THEIRS], ids=["ours", "the user's"])


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(read(path)["jobs"].values())


def steps(path: Path, action: str = "") -> Iterator[dict[str, Any]]:
    for job in jobs(path):
        yield from (step for step in job["steps"] if step.get("uses", "").startswith(action))


def pins(text: str) -> dict[str, tuple[str, str]]:
    return {name: (commit, version) for name, commit, version in PINNED.findall(text)}


def test_there_are_those_that_test_and_those_that_review_comment_and_publish() -> None:
    names = {path.name for path in OURS.glob("*.yml")}
    assert names == {"ci.yml", "thorough.yml", "review.yml", "comment.yml", "pages.yml"}
    assert {path.name for path in THEIRS.glob("*.yml")} == {"review.yml", "comment.yml", "pages.yml"}


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_action_is_pinned_by_the_commit_of_a_named_release(path: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]

    assert used
    assert [line for line in used if not PINNED.fullmatch(line) and not line.startswith("uses: ./ #")] == []


def test_one_action_has_one_pin_everywhere() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for text in [*(path.read_text() for path in [*WORKFLOWS, ACTION]), guide.page(PUBLISHING)]:
        for name, pin in pins(text).items():
            found.setdefault(name, set()).add(pin)

    assert {name: sorted(pinned) for name, pinned in found.items() if len(pinned) > 1} == {}


@every_workflow
def test_nothing_is_allowed_unless_a_job_asks_for_it(path: Path) -> None:
    assert read(path)["permissions"] == {}
    assert all("permissions" in job for job in jobs(path))


@every_workflow
def test_a_job_that_may_write_runs_nothing_that_somebody_else_wrote(path: Path) -> None:
    for job in jobs(path):
        if "write" not in job["permissions"].values():
            continue
        used = {step.get("uses", "").split("@")[0] for step in job["steps"]}
        if path.name == "pages.yml":
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
            assert used == {"actions/deploy-pages"}
        else:
            assert path.name == "comment.yml"
            assert job["permissions"] == {"pull-requests": "write"}
            assert used == {"actions/download-artifact", ""}
            assert not re.search(
                r"\b(git|pip|python|milepost (check|diff|build)) ",
                "".join(step.get("run", "") for step in job["steps"]),
            )


@every_workflow
def test_a_job_that_reads_may_read_no_more_than_it_needs(path: Path) -> None:
    allowed = {"pages.yml": {"pages": "read"}, "comment.yml": {"pull-requests": "read"}}.get(path.name, {})
    for job in jobs(path):
        if "write" not in job["permissions"].values():
            assert job["permissions"] == {"contents": "read"} | allowed


@every_workflow
def test_what_a_pull_request_starts_has_no_secret_and_what_has_one_starts_from_the_main_branch(path: Path) -> None:
    assert "secrets." not in path.read_text()
    assert "pull_request_target" not in read(path)["on"]
    assert ("workflow_run" in read(path)["on"]) == (path.name == "comment.yml")
    if path.name == "comment.yml":
        assert all("ref" not in step["with"] for step in steps(path, "actions/checkout@"))


@every_workflow
def test_no_credentials_stay_in_the_checkout(path: Path) -> None:
    checkouts = list(steps(path, "actions/checkout@"))

    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@every_workflow
def test_the_whole_history_is_fetched_only_where_it_is_read(path: Path) -> None:
    depths = [step["with"].get("fetch-depth", 1) for step in steps(path, "actions/checkout@")]

    assert depths == [0 if path.name in {"review.yml", "comment.yml"} else 1] * len(depths)


@every_workflow
def test_an_inner_site_is_handed_on_only_where_the_repository_is_private(path: Path) -> None:
    for step in steps(path, "actions/upload-"):
        if step["with"]["path"] == "site-*":
            assert PRIVATE in step["if"]
            assert step["with"]["retention-days"] <= 7
        else:
            assert step["with"]["path"] in {"site", "comment.md", "${{ steps.milepost.outputs.site }}"}


def test_no_stranger_can_put_words_into_a_script() -> None:
    every = [*(step for path in WORKFLOWS for step in steps(path)), *SCRIPTS]
    scripts = [step["run"] for step in every if "run" in step]

    assert len(scripts) > 20
    assert [script for script in scripts if "${{" in script] == []


@every_workflow
def test_no_job_can_hang_for_hours(path: Path) -> None:
    most = 60 if path.name == "thorough.yml" else 30
    assert all(job["timeout-minutes"] <= most for job in jobs(path))


@both
def test_what_is_published_was_built_and_verified_in_the_same_run(folder: Path) -> None:
    path = folder / "pages.yml"
    build, deploy = read(path)["jobs"]["build"], read(path)["jobs"]["deploy"]

    assert deploy["needs"] == "build"
    assert {"make site", "milepost build"} & {step.get("run") for step in build["steps"]}
    assert deploy["environment"]["name"] == "github-pages"


@both
def test_the_comment_waits_for_the_review_by_its_name(folder: Path) -> None:
    assert read(folder / "comment.yml")["on"]["workflow_run"]["workflows"] == [read(folder / "review.yml")["name"]]


def test_our_own_comment_differs_from_the_users_only_in_where_milepost_comes_from() -> None:
    ours, theirs = ((folder / "comment.yml").read_text().splitlines() for folder in (OURS, THEIRS))

    different = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    assert [theirs.strip() for _, theirs in different] == ["run: pip install mkdocs-milepost"]


@pytest.mark.parametrize(("title", "schema"), [("plans.yml", "github-workflows"), (".gitlab-ci.yml", "gitlab-ci")])
def test_what_the_guide_shows_is_what_the_forge_reads(title: str, schema: str, tmp_path: Path) -> None:
    (example,) = (found for found in guide.examples("yaml") if found.title.endswith(title))
    (tmp_path / title).write_text(example.text)
    command = ["check_jsonschema", "--builtin-schema", f"vendor.{schema}", tmp_path / title]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_every_input_of_the_action_is_explained() -> None:
    explained = guide.rows(guide.sections(PUBLISHING)["action"])

    assert {name.strip("`") for name in explained} == read(ACTION)["inputs"].keys()
    for name, spec in read(ACTION)["inputs"].items():
        assert spec["default"] in explained[f"`{name}`"][0].replace("`", "")


def test_tests_run_on_every_version_of_python_that_is_promised() -> None:
    promised = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', (ROOT / "pyproject.toml").read_text())

    assert read(OURS / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"] == promised


def test_a_site_with_its_own_audiences_and_folder_gets_workflows_that_name_them() -> None:
    setting = Setting(audiences=("world", "crew"), site_dir="out/web", inner_dirs="out-*/web")
    made = {Path(path).name: yaml.safe_load(text) for path, text in workflows(setting).items()}

    assert made["review.yml"]["env"]["AUDIENCE"] == f"${{{{ {PRIVATE} && 'crew' || 'world' }}}}"
    assert f"{PRIVATE} && 'crew' || 'world'" in str(made["comment.yml"])
    for name in ("pages.yml", "review.yml"):
        (job, *_) = made[name]["jobs"].values()
        paths = [step["with"]["path"] for step in job["steps"] if "/upload-" in step.get("uses", "")]
        assert paths == ["out/web", "out-*/web"]


def test_a_site_further_down_and_a_main_branch_of_another_name_are_named() -> None:
    setting = Setting(config="plan/mkdocs.yml", site_dir="plan/site", branch="true")
    made = {Path(path).name: text for path, text in workflows(setting).items()}

    assert yaml.safe_load(made["pages.yml"])[True]["push"]["branches"] == ["true"]
    assert "path: plan/site\n" in made["pages.yml"]
    for text in made.values():
        assert not re.search(r"\bmilepost (check|diff|build)(?! --config-file plan/mkdocs\.yml)", text)


def test_the_workflows_of_an_ordinary_site_are_those_that_are_kept_here() -> None:
    scaffold = ROOT / "plugins/milepost/cli/scaffold/github"
    assert {Path(path).name: text for path, text in workflows().items()} == {
        file.name: file.read_text("utf-8") for file in scaffold.iterdir()
    }


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: step["name"])
def test_the_scripts_of_the_action_are_sound_shell(step: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "script.sh"
    script.write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{step['run']}")
    shellcheck = Path(sys.executable).parent / "shellcheck"
    done = subprocess.run([shellcheck, script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")
