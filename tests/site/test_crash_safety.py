"""Whatever happens to a build: the sites from before are complete, and the next build succeeds."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from tests.support import forks
from tests.support.project import ENVIRONMENT, Built, Project

if sys.platform == "win32":
    pytest.skip("Windows has neither signals nor limits like these", allow_module_level=True)

MKDOCS_YML = """\
site_name: Demo
theme: {name: mkdocs}
plugins: [milepost: {as_of: 2026-09-14}]
"""
ROADMAP = """\
kind: roadmap
audience: public
title: Ferries
items:
  - {id: quay, title: A new quay, status: planned}
  - {id: merger, title: Merger with Acme, status: planned, audience: internal}
"""
OLD = '<meta name="generator" content="mkdocs-1.6.1">the site of yesterday'
SITES = {"public": "site", "internal": "site-internal"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small source, and a site of each audience from before."""
    project = Project(tmp_path / "project", "")
    project.write("mkdocs.yml", MKDOCS_YML)
    project.write("data/roadmap.yml", ROADMAP)
    project.write("docs/index.md", "---\naudience: public\n---\n# Home\n")
    for folder in SITES.values():
        project.write(f"{folder}/index.html", OLD)
    return project


def hook(project: Project, text: str) -> None:
    project.write("hooks.py", dedent(text))
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")


def without_hook(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS_YML)


def started(project: Project, *words: str, fresh: bool = False, **more: object) -> subprocess.Popen[str]:
    """A build at work: in a fork, or in a `fresh` interpreter of its own."""
    start = subprocess.Popen if fresh else forks.Fork
    return start(
        [sys.executable, "-m", "milepost", "build", *words],
        cwd=project.root,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **more,  # type: ignore[call-overload]
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    said, _ = process.communicate(timeout=300)
    assert "Traceback" not in said
    assert "Milepost itself failed" not in said
    return process.returncode, said


def old(project: Project) -> dict[str, bool]:
    """Audience → whether its site is the one from before, whole."""
    sites = {audience: Built(project.root / folder, (), 0).files() for audience, folder in SITES.items()}
    return {audience: files == {"index.html": OLD.encode()} for audience, files in sites.items()}


def leftovers(project: Project) -> list[str]:
    return sorted(path.name for path in project.root.iterdir() if ".milepost-" in path.name)


def assert_untouched(project: Project) -> None:
    assert old(project) == {"public": True, "internal": True}
    assert leftovers(project) == []


def assert_builds_again(project: Project, audience: str = "internal") -> None:
    """The next build publishes, and leaves nothing beside what it publishes."""
    code, said = ended(started(project, "--no-verify", "--audience", audience))
    assert code == 0, said
    assert old(project)[audience] is False
    assert (project.root / SITES[audience] / "404.html").is_file()
    assert leftovers(project) == []


def wait_for(condition: Callable[[], object]) -> None:
    until = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


STEPS = {
    "while it copies": lambda root: any(root.glob(".site.milepost-*/copies/*")),
    "while it builds": lambda root: any(root.glob(".site.milepost-*/sites/*/*")),
    "when a site is complete": lambda root: any(root.glob(".site.milepost-*/sites/*/sitemap.xml.gz")),
}


def test_a_build_that_is_killed_leaves_the_old_sites_and_the_next_one_cleans_up(project: Project) -> None:
    for step in STEPS.values():
        process = started(project, "--no-verify", fresh=True)
        wait_for(lambda process=process, step=step: step(project.root) or process.poll() is not None)
        process.kill()
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert old(project) == {"public": True, "internal": True}
        assert len(leftovers(project)) == 1
    assert_builds_again(project)


def test_a_child_that_is_killed_fails_the_build(project: Project) -> None:
    hook(project, "import os\ndef on_page_markdown(*_, **__):\n    os.kill(os.getpid(), 15)\n")
    code, said = ended(started(project, "--audience", "internal"))
    assert code == 2
    assert "ended by signal 15 (SIGTERM)" in said
    assert "Nothing was published" in said
    assert_untouched(project)


EVENTS = {
    "on_config": "def on_config(config): {}",
    "on_files": "def on_files(files, config): {}",
    "on_page_markdown": "def on_page_markdown(markdown, page, config, files): {}",
    "on_post_build": "def on_post_build(config): {}",
}
FAULTS = {
    "raise RuntimeError('Merger with Acme')": "RuntimeError",
    "raise SystemExit": "SystemExit",
    "__import__('os')._exit(0)": "ended early with exit code 0",
    "raise OSError(28, 'No space left on device')": "OSError: No space left on device",
}


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        ("on_config", "raise RuntimeError('Merger with Acme')"),
        ("on_page_markdown", "raise SystemExit"),
        ("on_files", "__import__('os')._exit(0)"),
        ("on_post_build", "raise OSError(28, 'No space left on device')"),
    ],
)
def test_a_plugin_that_fails_fails_the_build(project: Project, event: str, fault: str) -> None:
    hook(project, EVENTS[event].format(fault))
    code, said = ended(started(project, "--no-verify", "--audience", "public"))
    assert code == 2
    assert FAULTS[fault] in said
    assert "Acme" not in said
    assert "Nothing was published" in said
    assert_untouched(project)


def test_after_a_plugin_has_failed_late_the_next_build_succeeds(project: Project) -> None:
    hook(project, EVENTS["on_post_build"].format("raise RuntimeError('Merger with Acme')"))
    code, said = ended(started(project, "--no-verify", "--audience", "public"))
    assert code == 2
    assert "Acme" not in said
    without_hook(project)
    assert_builds_again(project, "public")


VANISHING = """
    import os
    from pathlib import Path

    def on_files(files, config):
        (Path(config.docs_dir) / "{}").unlink()
"""


@pytest.mark.parametrize(("audience", "name"), [("internal", "notes.txt"), ("public", "more.md")])
def test_a_file_that_vanishes_meanwhile_fails_the_build(project: Project, audience: str, name: str) -> None:
    project.write("docs/more.md", "---\naudience: public\n---\n# More\n\n[notes](notes.txt)\n")
    project.write("docs/notes.txt", "notes")
    hook(project, VANISHING.format(name))
    code, said = ended(started(project, "--no-verify", "--audience", audience))
    assert code == 2, said
    assert name in said
    assert "Nothing was published" in said
    assert_untouched(project)


def test_a_data_file_that_vanishes_while_it_is_read_is_named(project: Project) -> None:
    """As an editor does that saves by renaming: for an instant there is no file."""
    (project.root / "data/more.yml").symlink_to("nowhere.yml")
    code, said = ended(started(project, "--no-verify"))
    assert code == 1
    assert "data/more.yml" in said
    assert_untouched(project)


def test_a_disk_that_is_full_fails_the_build(project: Project) -> None:
    """No file may become longer than a limit: the error is that of a quota, on the same calls."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    code, said = ended(started(project, "--no-verify", "--audience", "public", preexec_fn=limit))
    assert code == 2, said
    assert "File too large" in said
    assert_untouched(project)


@pytest.fixture
def small(project: Project) -> Project:
    """The same on a disk of 1 MB."""
    disk = project.root.with_name("disk")
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        moved = Project(disk / "project", "")
        shutil.copytree(project.root, moved.root, dirs_exist_ok=True)
        yield moved
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_small_disk_keeps_the_old_sites(small: Project) -> None:
    code, said = ended(started(small, "--no-verify"))
    assert code == 2, said
    assert "No space left on device" in said
    assert_untouched(small)


def test_where_the_target_is_on_a_full_disk_the_old_site_stays(project: Project, small: Project) -> None:
    target = small.root / "published"
    (target).mkdir()
    (target / "index.html").write_text(OLD)
    code, said = ended(started(project, "--no-verify", "--audience", "public", "--site-dir", str(target)))
    assert code == 2, said
    assert f"{target} cannot be replaced: No space left on device" in said
    assert Built(target, (), 0).files() == {"index.html": OLD.encode()}
    assert leftovers(small) == []
    assert_untouched(project)


def as_anybody() -> list[str]:
    """Begins a command that may not write where modes forbid it, as root may."""
    if os.geteuid():
        return []
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*drop, "true"], check=False, capture_output=True).returncode:
        pytest.skip("root cannot give up that it may write anywhere")
    return drop


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        ("site", "/site cannot be replaced, since it cannot be written to"),
        (".", "/site cannot be written, since"),
        ("docs/index.md", "index.md"),
    ],
)
def test_what_may_not_be_written_or_read_is_named(project: Project, closed: str, words: str) -> None:
    path = project.root / closed
    mode = path.stat().st_mode
    path.chmod(0 if path.is_file() else 0o555)
    command = [*as_anybody(), sys.executable, "-m", "milepost", "build", "--no-verify"]
    environment = {**os.environ, **ENVIRONMENT}
    try:
        done = subprocess.run(
            command, cwd=project.root, env=environment, check=False, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    finally:
        path.chmod(mode)
    assert done.returncode in (1, 2)
    assert words in done.stdout
    assert "Traceback" not in done.stdout
    assert_untouched(project)


def test_a_link_that_leads_nowhere_is_followed(project: Project) -> None:
    shutil.rmtree(project.root / "site")
    (project.root / "site").symlink_to("new/place")
    assert_builds_again(project, "public")
    assert (project.root / "site").is_symlink()
    assert (project.root / "new/place/404.html").is_file()


def test_a_file_in_the_place_of_a_site_is_kept(project: Project) -> None:
    shutil.rmtree(project.root / "site")
    project.write("site", "the only copy")
    code, said = ended(started(project, "--no-verify"))
    assert code == 2
    assert "/site is a file, and a site is a folder" in said
    assert project.read("site") == "the only copy"


def test_two_builds_at_once_publish_whole_sites(project: Project) -> None:
    processes = [started(project, "--no-verify") for _ in range(2)]
    for code, said in map(ended, processes):
        assert code == 0, said
    assert old(project) == {"public": False, "internal": False}
    for folder in SITES.values():
        assert (project.root / folder / "sitemap.xml.gz").is_file()
    assert not Built(project.root / "site", (), 0).mentions("Acme")
    assert leftovers(project) == []
