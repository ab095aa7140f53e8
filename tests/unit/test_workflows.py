"""The workflows of this repository, and the one `milepost init --github` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "plugins/milepost/cli/scaffold/pages.yml"
WORKFLOWS = [*sorted((ROOT / ".github/workflows").glob("*.yml")), TEMPLATE]
PINNED = re.compile(r"uses: ([\w-]+/[\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))


def workflow(path: Path) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true.
    return {"on" if key is True else key: value for key, value in yaml.safe_load(path.read_text()).items()}


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(workflow(path)["jobs"].values())


def steps(path: Path, action: str = "") -> Iterator[dict[str, Any]]:
    for job in jobs(path):
        yield from (step for step in job["steps"] if step.get("uses", "").startswith(action))


def pins(path: Path) -> dict[str, tuple[str, str]]:
    return {name: (commit, version) for name, commit, version in PINNED.findall(path.read_text())}


def test_there_is_one_that_tests_and_one_that_publishes() -> None:
    assert {"ci.yml", "pages.yml"} <= {path.name for path in WORKFLOWS}


@every_workflow
def test_every_action_is_pinned_by_the_commit_of_a_named_release(path: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]

    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_one_action_has_one_pin_everywhere() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for path in WORKFLOWS:
        for name, pin in pins(path).items():
            found.setdefault(name, set()).add(pin)

    assert {name: sorted(pinned) for name, pinned in found.items() if len(pinned) > 1} == {}


@every_workflow
def test_nothing_is_allowed_unless_a_job_asks_for_it(path: Path) -> None:
    assert workflow(path)["permissions"] == {}
    assert all("permissions" in job for job in jobs(path))


@every_workflow
def test_only_the_job_that_publishes_may_write_and_it_does_nothing_else(path: Path) -> None:
    for job in jobs(path):
        if "write" in job["permissions"].values():
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
            assert [step["uses"].split("@")[0] for step in job["steps"]] == ["actions/deploy-pages"]
        else:
            assert job["permissions"].items() <= {"contents": "read", "pages": "read"}.items()


@every_workflow
def test_no_credentials_stay_in_the_checkout(path: Path) -> None:
    checkouts = list(steps(path, "actions/checkout@"))

    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@every_workflow
def test_only_the_public_site_is_handed_on(path: Path) -> None:
    uploads = list(steps(path, "actions/upload-"))

    assert uploads
    assert {step["with"]["path"] for step in uploads} == {"site"}


@every_workflow
def test_no_stranger_can_put_words_into_a_script(path: Path) -> None:
    assert "pull_request_target" not in workflow(path)["on"]
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@every_workflow
def test_no_job_can_hang_for_hours(path: Path) -> None:
    assert all(job["timeout-minutes"] <= 30 for job in jobs(path))


@pytest.mark.parametrize("path", [ROOT / ".github/workflows/pages.yml", TEMPLATE], ids=["ours", "the user's"])
def test_what_is_published_was_built_and_proved_in_the_same_run(path: Path) -> None:
    build, deploy = workflow(path)["jobs"]["build"], workflow(path)["jobs"]["deploy"]

    assert deploy["needs"] == "build"
    assert {"make site", "milepost build"} & {step.get("run") for step in build["steps"]}
    assert deploy["environment"]["name"] == "github-pages"


def test_tests_run_on_every_version_of_python_that_is_promised() -> None:
    promised = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', (ROOT / "pyproject.toml").read_text())

    assert workflow(ROOT / ".github/workflows/ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"] == promised
