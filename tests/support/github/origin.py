"""A repository on the forge: a fresh site on `main`, and changes of it that wait for a review."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner
from tests.support.github.runner import Event

from milepost.cli.main import main

SCRIPTED = {"name": "Harbour", "email": "harbour@example.com", "date": "2026-09-14T08:00:00Z"}
IDENTITY = {f"GIT_{who}_{what.upper()}": value for who in ("AUTHOR", "COMMITTER") for what, value in SCRIPTED.items()}


class Origin:
    """A bare repository, and the clone in which its commits are made. The site can lie further down, `below`."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.bare = folder / "plans.git"
        self.clone = folder / "plans"
        self.clone.mkdir()
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", self.bare], check=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", str(self.bare))
        done = CliRunner().invoke(main, ["init", "--github", str(self.clone / below)])
        assert done.exit_code == 0, done.output
        self.main = self.commit({})
        self.git("push", "--quiet", "origin", "main")

    def git(self, *words: str) -> str:
        """What git says, in the clone."""
        environment = {**os.environ, **IDENTITY, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *words], cwd=self.clone, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, changes: Mapping[str, str | tuple[str, str]]) -> str:
        """Commits files, each with its whole text or with words to replace; gives the commit."""
        for path, change in changes.items():
            file = self.clone / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(change, tuple):
                text = file.read_text("utf-8")
                assert change[0] in text, change[0]
                file.write_text(text.replace(*change), "utf-8")
            else:
                file.write_text(change, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Plan")
        return self.git("rev-parse", "HEAD")

    def pull(self, number: int, changes: Mapping[str, str | tuple[str, str]]) -> str:
        """A pull request from `main` as the forge keeps it: its head, and the merge that would come of it."""
        self.git("checkout", "--quiet", "--detach", self.main)
        head = self.commit(changes)
        self.git("push", "--quiet", "origin", f"HEAD:refs/pull/{number}/head", f"HEAD:refs/pull/{number}/merge")
        return head


def pushed(*, private: bool) -> Event:
    """The event of a push to `main`."""
    return Event("push", {"repository": {"private": private, "fork": False}})


def proposed(number: int, *, private: bool) -> Event:
    """The event of a pull request's new commits."""
    payload = {"repository": {"private": private}, "pull_request": {"number": number}}
    return Event("pull_request", payload, f"refs/pull/{number}/merge", "main")


def reviewed(sha: str, branch: str = "change", owner: str = "harbour", *, private: bool = False, **run: str) -> Event:
    """The event of a review that has ended, of a commit on somebody's branch."""
    repository = {"full_name": f"{owner}/plans", "owner": {"login": owner}}
    workflow_run = {
        "event": "pull_request",
        "conclusion": "success",
        "head_sha": sha,
        "head_branch": branch,
        "head_repository": repository,
        "html_url": "https://forge.example/harbour/plans/actions/runs/7",
        **run,
    }
    return Event("workflow_run", {"repository": {"private": private}, "workflow_run": workflow_run})
