"""The working copy that a public site is built in, and what the comparison says of ordinary sites."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.support.planted import HOOKS, MKDOCS_YML, SOURCE
from tests.support.project import Built, Project

PLAIN = MKDOCS_YML
HOOKED = MKDOCS_YML + "hooks: [hooks.py]\n"


def make(root: Path, hooks: str = "", **files: str) -> Project:
    project = Project(root, "")
    changed = {name.replace("__", "/").replace("_yml", ".yml"): text for name, text in files.items()}
    for path, content in {**SOURCE, "mkdocs.yml": HOOKED, "hooks.py": HOOKS + hooks, **changed}.items():
        project.write(path, content)
    return project


def build(project: Project, *words: str) -> Built:
    return project.run("milepost", "build", "--audience", "public", *words)


def git(project: Project, *words: str) -> str:
    who = ["-c", "user.name=Head of Fares", "-c", "user.email=fares@example.com"]
    done = subprocess.run(["git", *who, *words], cwd=project.root, check=True, capture_output=True, text=True)
    return done.stdout


RANDOM = """
def on_post_build(config):
    Path(config.site_dir, "cards").mkdir()
    Path(config.site_dir, "cards", "a.html").write_text(os.urandom(8).hex())
"""


def test_output_that_differs_from_itself_is_named_as_such_and_can_be_left_out(tmp_path: Path) -> None:
    project = make(tmp_path / "project", RANDOM)
    done = build(project)
    assert done.exit == 1
    assert "differ each time they are built" in done.log
    assert "  cards/a.html" in done.messages
    assert "The leak check of the site for 'public' failed" not in done.log
    project.change("mkdocs.yml", "as_of: 2026-09-14", "as_of: 2026-09-14, unstable_files: [cards/*]")
    done = build(project)
    assert done.exit == 0, done.log
    assert done.has("cards/a.html")
    assert "verified but for 1 of its files, which unstable_files leaves out" in done.log


def test_a_leak_beside_output_that_differs_from_itself_is_found(tmp_path: Path) -> None:
    leak = "\n\ndef on_page_content(html, page, config, files):\n    return html + str(len(items(config)))\n"
    done = build(make(tmp_path / "project", RANDOM + leak))
    assert done.exit == 1
    assert "The leak check of the site for 'public' failed" in done.log
    assert "differ each time they are built" in done.log


READS = """
def on_page_content(html, page, config, files):
    path = root(config) / "tables" / "prices.csv"
    return html + (path.read_text() if path.exists() else "no prices")
"""


def test_a_file_that_was_read_past_the_copy_is_named_with_its_reader_and_the_remedy(tmp_path: Path) -> None:
    project = make(tmp_path / "project", READS, tables__prices="one,2")
    project.write("tables/prices.csv", "one,2\n")
    done = build(project)
    assert done.exit == 1
    assert "with:    <p>Words for everybody.</p>one,2" in done.log
    assert "without: <p>Words for everybody.</p>no prices</div>" in done.log
    assert f"  {Path('tables/prices.csv')} by 'hooks.py'" in done.messages
    assert "under 'watch:' in mkdocs.yml" in done.log
    project.write("mkdocs.yml", HOOKED + "watch: [tables]\n")
    done = build(project)
    assert done.exit == 0, done.log
    assert done.mentions("one,2")


def test_a_build_that_misses_a_file_in_its_copy_says_which(tmp_path: Path) -> None:
    project = make(tmp_path / "project", "def on_config(config):\n    (root(config) / 'prices.csv').read_text()\n")
    project.write("prices.csv", "one,2\n")
    done = build(project)
    assert done.exit == 2
    assert "FileNotFoundError" in done.log
    assert "  prices.csv by 'hooks.py'" in done.messages
    assert "under 'watch:' in mkdocs.yml" in done.log


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("watch: [data/roadmap.yml]", "which is Milepost's data"),
        ("watch: [../elsewhere]", "which lies outside of project/"),
        ("theme: {name: mkdocs, custom_dir: ../elsewhere}", "which lies outside of project/"),
    ],
)
def test_an_option_that_reaches_outside_stops_at_its_line(tmp_path: Path, option: str, words: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    project = make(tmp_path / "project")
    text = PLAIN.replace("theme: {name: mkdocs}\n", "") if option.startswith("theme") else PLAIN
    project.write("mkdocs.yml", f"{text}{option}\n")
    done = build(project)
    assert done.exit == 2
    assert words in done.log
    assert f"mkdocs.yml:{len(text.splitlines()) + 1}:" in done.log
    assert "Traceback" not in done.log


CACHES = """
def on_page_content(html, page, config, files):
    cache = Path(".cache", "titles.txt")
    before = cache.read_text() if cache.exists() else "nothing yet"
    cache.parent.mkdir(exist_ok=True)
    cache.write_text("kept")
    return html + (before if page.url == "" else "")
"""


def test_each_audience_has_caches_of_its_own_that_last(tmp_path: Path) -> None:
    project = make(tmp_path / "project", CACHES)
    project.write(".cache/titles.txt", "Merger with Northern Lines")
    done = build(project, "--no-verify")
    assert done.exit == 0, done.log
    assert "nothing yet" in done.read("index.html")
    done = build(project, "--no-verify")
    assert "kept" in done.read("index.html")
    assert project.read(".cache/titles.txt") == "Merger with Northern Lines"


HISTORY = """
import subprocess

def on_page_content(html, page, config, files):
    command = ["git", "log", "-1", "--format=%s", "--", page.file.src_uri]
    done = subprocess.run(command, cwd=config.docs_dir, capture_output=True, text=True)
    return html + (f"<p>{done.stdout or 'no history'}</p>" if page.url == "" else "")
"""


@pytest.mark.parametrize("public", [False, True])
def test_git_history_is_there_only_where_the_source_is_public(tmp_path: Path, public: bool) -> None:
    option = "as_of: 2026-09-14, source_public: true" if public else "as_of: 2026-09-14"
    project = make(tmp_path / "project", HISTORY, mkdocs_yml=HOOKED.replace("as_of: 2026-09-14", option))
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "Say hello")
    before = sorted(os.listdir(project.root / ".git"))
    done = build(project, *(() if public else ("--no-verify",)))
    assert done.exit == 0, done.log
    assert ("Say hello" if public else "no history") in done.read("index.html")
    assert sorted(os.listdir(project.root / ".git")) == before
    assert git(project, "status", "--porcelain", "--untracked-files=no") == ""


def test_a_checkout_with_windows_line_ends_builds_the_same_site(tmp_path: Path) -> None:
    project = make(tmp_path / "one", mkdocs_yml=PLAIN)
    other = Project(tmp_path / "other", "")
    for path in sorted(project.root.rglob("*")):
        if path.is_file():
            content = path.read_bytes().replace(b"\n", b"\r\n")
            other.write(path.relative_to(project.root).as_posix(), content)
    one, two = build(project), build(other)
    assert (one.exit, two.exit) == (0, 0), two.log
    assert one.files() == two.files()
    assert not two.mentions("Greywater")


def test_a_public_readme_stands_in_for_a_hidden_index(tmp_path: Path) -> None:
    project = make(tmp_path / "project", mkdocs_yml=PLAIN)
    project.write("docs/team/index.md", "---\naudience: internal\n---\n# The depot at Greywater\n")
    project.write("docs/team/README.md", "---\naudience: public\n---\n# The team\n")
    done = build(project)
    assert done.exit == 0, done.log
    assert "The team" in done.read("team/index.html")
    assert not done.mentions("Greywater")


def test_a_module_that_is_missing_is_named_in_the_log_of_a_public_site(tmp_path: Path) -> None:
    done = build(make(tmp_path / "project", "import nowhere_to_be_found\n"), "--no-verify")
    assert done.exit == 2
    assert "nowhere_to_be_found" in done.log
