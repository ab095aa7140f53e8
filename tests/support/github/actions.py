"""What stands in for the actions that our workflows use: the same files in the same places, without the network."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.github.runner import Running

BASE_URL = "https://plans.example/repo"


class Failed(Exception):
    """The action ends with an error."""


def checkout(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """The commit of the event on an empty disk: its history and all branches only where asked for."""
    assert given["persist-credentials"] == "false"
    shutil.rmtree(job.workspace)
    job.workspace.mkdir()
    ref = given.get("ref", job.runner.event.ref)
    wanted = [f"+{ref}:refs/remotes/origin/checked-out"]
    depth = ["--depth=1"] if given.get("fetch-depth", "1") != "0" else []
    _git(job.workspace, "init", "--quiet")
    _git(job.workspace, "remote", "add", "origin", job.runner.origin.as_uri())
    if not depth:
        wanted.append("+refs/heads/*:refs/remotes/origin/*")
    _git(job.workspace, "fetch", "--quiet", "--no-tags", *depth, "origin", *wanted)
    _git(job.workspace, "checkout", "--quiet", "--detach", "refs/remotes/origin/checked-out")
    return {}


def setup_python(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """The Python of the tests is there already."""
    assert given["python-version"]
    return {}


def configure_pages(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """A repository's site lies below the repository's name."""
    return {"base_url": BASE_URL}


def upload_pages_artifact(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """A tar of the folder without its hidden files, after the rules that Pages has for it."""
    folder = job.workspace / given["path"]
    if not folder.is_dir():
        raise Failed(f"there is no folder {given['path']}")
    for path in folder.rglob("*"):
        if path.is_symlink() or (path.is_file() and path.stat().st_nlink > 1):
            raise Failed(f"{path} is a link")
        if not path.stat().st_mode & 0o004:
            raise Failed(f"{path} cannot be read by others")
    target = job.runner.artifacts / "github-pages"
    target.mkdir(parents=True)
    with tarfile.open(target / "artifact.tar", "w") as tar:
        tar.add(
            folder, ".", filter=lambda entry: None if entry.name.rpartition("/")[2][:1] == "." != entry.name else entry
        )
    return {}


def upload_artifact(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """Copies what a pattern finds, without hidden files; several finds keep their names."""
    found = sorted(job.workspace.glob(given["path"]))
    if not found and given["if-no-files-found"] == "error":
        raise Failed(f"there is nothing at {given['path']}")
    target = job.runner.artifacts / given["name"]
    for path in found:
        inside = target if "*" not in given["path"] and path.is_dir() else target / path.name
        if path.is_dir():
            shutil.copytree(path, inside, ignore=shutil.ignore_patterns(".*"), dirs_exist_ok=True)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, inside)
    return {}


def download_artifact(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """Puts an artifact of this run into the workspace."""
    artifact = job.runner.artifacts / given["name"]
    if not artifact.is_dir():
        raise Failed(f"there is no artifact {given['name']}")
    shutil.copytree(artifact, job.workspace, dirs_exist_ok=True)
    return {}


def deploy_pages(job: Running, given: Mapping[str, str]) -> dict[str, str]:
    """Publishes the artifact of this run, if it is the one file that Pages takes."""
    if [path.name for path in (job.runner.artifacts / "github-pages").iterdir()] != ["artifact.tar"]:
        raise Failed("there is no artifact for Pages")
    return {"page_url": f"{BASE_URL}/"}


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, timeout=60)


STAND_INS: dict[str, Callable[[Running, Mapping[str, str]], dict[str, str]]] = {
    "actions/checkout": checkout,
    "actions/configure-pages": configure_pages,
    "actions/deploy-pages": deploy_pages,
    "actions/download-artifact": download_artifact,
    "actions/setup-python": setup_python,
    "actions/upload-artifact": upload_artifact,
    "actions/upload-pages-artifact": upload_pages_artifact,
}
