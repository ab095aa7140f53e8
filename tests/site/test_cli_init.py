"""`milepost init`: a site that builds at once, and nothing written over."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from milepost.cli.init import scaffold
from milepost.cli.main import COULD_NOT_RUN, main
from milepost.graph import loader
from milepost.run_checks import check
from milepost.settings import Settings


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def test_a_new_site_is_made_and_the_next_command_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["init", "town-library"])
    assert done.exit_code == 0
    assert done.stdout.rstrip().endswith("cd town-library && milepost build")
    assert (tmp_path / "town-library/mkdocs.yml").read_text().startswith('site_name: "Town library"\n')
    assert not (tmp_path / "town-library/.github").exists()


WORKFLOWS = [f".github/workflows/{name}.yml" for name in ("pages", "review", "comment")]


def test_workflows_come_along_where_asked_for(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", "--github", str(tmp_path)]).exit_code == 0
    for path in WORKFLOWS:
        assert "jobs" in yaml.safe_load((tmp_path / path).read_text())


def test_a_site_that_is_there_gets_only_the_workflows_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["init", str(tmp_path)])
    write(tmp_path, {"data/roadmap.yml": "mine", WORKFLOWS[0]: "mine too"})
    done = CliRunner().invoke(main, ["init", "--github", str(tmp_path)])

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"Kept what was there: {WORKFLOWS[0]}",
        f"Made {WORKFLOWS[1]}",
        f"Made {WORKFLOWS[2]}",
    ]
    assert (tmp_path / "data/roadmap.yml").read_text() == "mine"
    assert (tmp_path / WORKFLOWS[0]).read_text() == "mine too"


def test_the_workflows_fit_the_site_and_say_what_it_needs(tmp_path: Path) -> None:
    config = "site_name: Ours\nsite_dir: out\nplugins:\n  - milepost: {audiences: [world, crew]}\n"
    write(tmp_path, {"mkdocs.yml": config, "docs/index.md": "# Home\n", "data/a.yml": "kind: roadmap\ntitle: Ours\n"})
    done = CliRunner().invoke(main, ["init", "--github", str(tmp_path)])

    assert done.exit_code == 0
    assert 'site_url: !ENV [SITE_URL, ""]' in done.stdout
    assert "path: out-*" in (tmp_path / WORKFLOWS[0]).read_text()
    assert "'crew' || 'world'" in (tmp_path / WORKFLOWS[1]).read_text()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "--quiet", "--initial-branch=trunk", tmp_path], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*words: str) -> str:
    done = CliRunner().invoke(main, ["init", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_workflows_of_a_site_further_down_go_to_the_top_and_name_it(clone: Path) -> None:
    told = "Made 17 files in docs/plan, and 3 workflows for the repository in .github/workflows. Next:\n"
    assert init("docs/plan", "--github").startswith(told)
    assert not (clone / "docs/plan/.github").exists()
    pages = (clone / WORKFLOWS[0]).read_text()
    assert "milepost build --config-file docs/plan/mkdocs.yml\n" in pages
    assert "path: docs/plan/site\n" in pages
    assert 'branches: ["trunk"]' in pages


def test_a_site_further_down_that_is_there_gets_workflows_at_the_top(clone: Path) -> None:
    init("plan")
    assert init("plan", "--github").splitlines() == [f"Made {path}" for path in WORKFLOWS]
    assert "--config-file plan/mkdocs.yml" in (clone / WORKFLOWS[1]).read_text()


def test_workflows_that_are_there_stop_a_new_site(clone: Path) -> None:
    write(clone, {WORKFLOWS[0]: "mine"})
    done = CliRunner().invoke(main, ["init", "plan", "--github"])
    assert done.exit_code == COULD_NOT_RUN
    assert f"already has {WORKFLOWS[0]}; nothing was written" in done.stderr
    assert not (clone / "plan").exists()


def test_a_folder_that_no_workflow_can_name_is_refused(clone: Path) -> None:
    done = CliRunner().invoke(main, ["init", "our plan", "--github"])
    assert done.exit_code == COULD_NOT_RUN
    assert "a workflow cannot name 'our plan/mkdocs.yml'" in done.stderr
    assert not (clone / "our plan").exists()


@pytest.mark.parametrize("branch", ["origin", "main", "current"])
def test_the_main_branch_is_that_of_the_remote_then_main_then_the_one_at_hand(clone: Path, branch: str) -> None:
    write(clone, {"a.txt": "a"})
    identity = ["-c", "user.name=Harbour", "-c", "user.email=harbour@example.com"]
    for words in (["add", "."], [*identity, "commit", "--quiet", "--message", "A"]):
        subprocess.run(["git", *words], check=True)
    if branch != "current":
        subprocess.run(["git", "branch", "main"], check=True)
    if branch == "origin":
        subprocess.run(["git", "update-ref", "refs/remotes/origin/release", "HEAD"], check=True)
        remote = ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release"]
        subprocess.run(["git", *remote], check=True)
    init(".", "--github")
    expected = {"origin": 'branches: ["release"]', "main": "branches: [main]", "current": 'branches: ["trunk"]'}
    assert expected[branch] in (clone / WORKFLOWS[0]).read_text()


def test_a_gitignore_that_is_there_is_kept_and_what_it_lacks_told(clone: Path) -> None:
    write(clone, {".gitignore": "*.pyc\n/site/\n"})
    said = init(".")
    assert (clone / ".gitignore").read_text() == "*.pyc\n/site/\n"
    assert "Made 16 files in this folder" in said
    assert said.endswith("\n  /site-internal/\n  /.site*.milepost-*/\n  /.cache/\n")


def test_a_site_that_is_there_is_told_what_not_to_commit_unless_git_leaves_it_out(clone: Path) -> None:
    config = "site_name: A\nsite_dir: out/web\nsite_url: !ENV [SITE_URL, '']\nplugins: [milepost]\n"
    write(clone, {"mkdocs.yml": config, "data/a.yml": "kind: roadmap\ntitle: Ours\n"})
    lines = ["  /out/web/", "  /out-internal/web/", "  /.out*.milepost-*/", "  /.cache/"]
    assert [line for line in init(".", "--github").splitlines() if line.startswith("  ")] == lines
    write(clone, {".gitignore": "/out/\n"})
    assert [line for line in init(".", "--github").splitlines() if line.startswith("  ")] == lines[1:]
    write(clone, {".gitignore": "/*out*/\n.cache\n"})
    assert "Add to" not in init(".", "--github")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/roadmap.yml").write_text("mine")
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == COULD_NOT_RUN
    assert "already has data/roadmap.yml; nothing was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31), date(2031, 5, 17)])
def test_the_new_data_has_no_problem_on_any_day(tmp_path: Path, day: date) -> None:
    write(tmp_path, scaffold('"Demo"', day))
    found = loader.load(tmp_path / "data")
    problems = [*found.problems, *check(found.portfolio, Settings(tmp_path / "data", day))]
    assert [problem.text() for problem in problems] == []


def test_data_files_name_a_schema_that_is_there_and_fits_them(tmp_path: Path) -> None:
    write(tmp_path, scaffold('"Demo"', date(2026, 9, 14)))
    files = sorted((tmp_path / "data").glob("*.yml"))
    assert len(files) == 3
    for file in files:
        text = file.read_text()
        named = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        schema = yaml.safe_load((file.parent / named).read_text())
        jsonschema.validate(yaml.load(text, Loader=_Dates), schema)


class _Dates(yaml.SafeLoader):
    """Reads dates as text, as editors do."""


_Dates.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
