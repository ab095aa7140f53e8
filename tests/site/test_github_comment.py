"""The workflow that comments on pull requests, run step by step: one comment, and nothing of a stranger's is executed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.support.github import programs
from tests.support.github.origin import Origin, reviewed
from tests.support.github.runner import Job, Runner

WORKFLOW = "plans/.github/workflows/comment.yml"
MARKER = "<!-- milepost -->\n"
SOONER = {"data/roadmap.yml": ("status: planned\n    horizon: next", "status: in_progress\n    horizon: now")}
INNER = {"data/roadmap.yml": ("Leave the supplier of", "Keep the supplier of")}
HOSTILE = {
    "mkdocs.yml": "hooks: [hook.py]\nsite_name: !!python/object/apply:os.system ['touch executed']\nplugins: [milepost]\n",
    "hook.py": "open('executed', 'w')\n",
    "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'hook'\nbackend-path = ['.']\n",
    ".gitattributes": "* filter=evil\n",
    "data/roadmap.yml": ("title: Reserve from home", 'title: "$(touch executed) @harbour/team\\n::error::executed"'),
}
BRANCHES = ["$(touch executed)\";touch executed;'`touch executed`", "-x&state=closed&head=main"]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Origin:
    return Origin(tmp_path_factory.mktemp("origin"))


def opened(number: int, sha: str, *, head: str = "harbour:change", base: str = "main") -> dict[str, Any]:
    return {"number": number, "head": {"sha": sha}, "base": {"ref": base}, "_state": "open", "_head": head}


def comment(id: int, body: str, by: str = "github-actions[bot]") -> dict[str, Any]:
    return {"id": id, "user": {"login": by}, "body": body}


def forge(runner: Runner, pulls: Iterable[dict[str, Any]], comments: Iterable[dict[str, Any]] = ()) -> None:
    runner.folder.mkdir(exist_ok=True)
    programs.save(runner.state, {"pulls": list(pulls), "comments": list(comments)})


def comments(runner: Runner) -> list[str]:
    return [found["body"] for found in programs.load(runner.state)["comments"]]


def written(runner: Runner) -> list[list[Any]]:
    return [call for call in programs.load(runner.state)["calls"] if call[0] != "GET"]


def keep(
    folder: Path, origin: Origin, text: str, *, sha: str = "a1", said: Iterable[dict[str, Any]] = (), news: str = "true"
) -> Runner:
    """Runs only the job that may write, with a finished text."""
    runner = Runner(folder / "forge", origin.bare, reviewed("a1"))
    forge(runner, [opened(1, sha)], said)
    (runner.artifacts / "comment").mkdir(parents=True)
    (runner.artifacts / "comment/comment.md").write_text(text, "utf-8")
    done = runner.run(origin.bare.parent / WORKFLOW, write=Job(outputs={"number": "1", "news": news}))
    assert done["comment"].ok, done["comment"].log
    return runner


def test_the_first_review_makes_the_comment(origin: Origin, tmp_path: Path) -> None:
    sha = origin.pull(1, SOONER)
    runner = Runner(tmp_path / "forge", origin.bare, reviewed(sha))
    forge(runner, [opened(9, "another"), opened(1, sha)])

    done = runner.run(origin.bare.parent / WORKFLOW)

    assert {name: job.ok for name, job in done.items()} == {"write": True, "comment": True}, done["write"].log
    (body,) = comments(runner)
    assert body.startswith(MARKER)
    assert "Reserve from home" in body
    assert [call[:2] for call in written(runner)] == [["POST", "issues/1/comments"]]


def test_a_later_review_writes_the_same_comment_anew_and_nobody_elses(origin: Origin, tmp_path: Path) -> None:
    said = [
        comment(1, MARKER + "mine", by="somebody"),
        comment(2, "Thanks"),
        comment(3, MARKER + "old"),
        comment(4, MARKER),
    ]
    runner = keep(tmp_path, origin, MARKER + "new", said=said)

    assert comments(runner) == [MARKER + "mine", "Thanks", MARKER + "new", MARKER]


def test_where_nothing_changes_nothing_is_said(origin: Origin, tmp_path: Path) -> None:
    sha = origin.pull(2, {"docs/about.md": ("written by hand", "written by a hand")})
    runner = Runner(tmp_path / "forge", origin.bare, reviewed(sha))
    forge(runner, [opened(2, sha)])

    done = runner.run(origin.bare.parent / WORKFLOW)

    assert done["write"].ok and done["comment"].ok
    assert comments(runner) == []


def test_where_nothing_changes_any_more_the_comment_says_so(origin: Origin, tmp_path: Path) -> None:
    runner = keep(tmp_path, origin, MARKER + "nothing", said=[comment(1, MARKER + "much")], news="")

    assert comments(runner) == [MARKER + "nothing"]


def test_an_old_review_says_nothing(origin: Origin, tmp_path: Path) -> None:
    runner = Runner(tmp_path / "forge", origin.bare, reviewed("0" * 40))
    forge(runner, [opened(1, "1" * 40)])

    done = runner.run(origin.bare.parent / WORKFLOW)

    assert list(done) == ["write"]
    assert set(done["write"].outcomes.values()) == {"success", "skipped"}
    assert written(runner) == []


def test_a_review_that_has_grown_old_meanwhile_says_nothing(origin: Origin, tmp_path: Path) -> None:
    assert written(keep(tmp_path, origin, MARKER + "old", sha="newer")) == []


@pytest.mark.parametrize(
    "run", [{"event": "push"}, {"conclusion": "cancelled"}, {"conclusion": "action_required"}], ids=str
)
def test_only_a_review_that_has_run_is_told_about(origin: Origin, tmp_path: Path, run: dict[str, str]) -> None:
    assert Runner(tmp_path / "forge", origin.bare, reviewed("a1", **run)).run(origin.bare.parent / WORKFLOW) == {}


def test_a_text_too_long_for_a_comment_is_replaced_by_where_it_is(origin: Origin, tmp_path: Path) -> None:
    (body,) = comments(keep(tmp_path, origin, MARKER + "é" * 65_536))

    assert (
        body
        == f"{MARKER}This is too much for a comment. [The review](https://forge.example/harbour/plans/actions/runs/7) has it.\n"
    )


def test_a_text_of_just_the_length_of_a_comment_is_kept_whatever_its_bytes(origin: Origin, tmp_path: Path) -> None:
    text = MARKER + "é" * (65_536 - len(MARKER))

    assert comments(keep(tmp_path, origin, text)) == [text]


def test_data_that_cannot_be_read_is_said_with_where_to_look(origin: Origin, tmp_path: Path) -> None:
    sha = origin.pull(3, {"data/roadmap.yml": ("kind: roadmap", "kind: roadmap\n::error::broken: ##[error]broken")})
    runner = Runner(tmp_path / "forge", origin.bare, reviewed(sha, private=True))
    forge(runner, [opened(3, sha)])

    write = runner.run(origin.bare.parent / WORKFLOW)["write"]

    assert re.search(r"^::stop-commands::(\S+)$.*broken.*^::\1::$", write.log, re.MULTILINE | re.DOTALL)
    assert write.commands == []
    assert comments(runner) == [
        f"{MARKER}The plans could not be compared. [The review](https://forge.example/harbour/plans/actions/runs/7) says why.\n"
    ]


@pytest.mark.parametrize("branch", BRANCHES)
def test_nothing_of_a_forks_pull_request_is_executed(origin: Origin, tmp_path: Path, branch: str) -> None:
    number = 10 + BRANCHES.index(branch)
    sha = origin.pull(number, HOSTILE)
    runner = Runner(tmp_path / "forge", origin.bare, reviewed(sha, branch, "mallory", conclusion="failure"))
    forge(runner, [opened(number, sha, head=f"mallory:{branch}"), opened(1, sha, head="mallory:main")])

    done = runner.run(origin.bare.parent / WORKFLOW)

    assert done["comment"].ok, done["write"].log
    assert list(tmp_path.rglob("executed")) == []
    (body,) = comments(runner)
    assert "@harbour" not in body
    assert "\n::error::" not in body
    assert done["write"].commands == []
    assert [call[:2] for call in written(runner)] == [["POST", f"issues/{number}/comments"]]
    asked = [fields for method, where, fields in programs.load(runner.state)["calls"] if where == "pulls"]
    assert asked == [{"state": "open", "head": f"mallory:{branch}"}]


def test_in_a_public_repository_nothing_inner_is_told(origin: Origin, tmp_path: Path) -> None:
    sha = origin.pull(4, INNER)
    bodies = []
    for name, private in (("public", False), ("private", True)):
        runner = Runner(tmp_path / name, origin.bare, reviewed(sha, private=private))
        forge(runner, [opened(4, sha)])
        runner.run(origin.bare.parent / WORKFLOW)
        bodies.append(comments(runner))

    assert bodies[0] == []
    assert "supplier of the sorting machine" in json.dumps(bodies[1])
