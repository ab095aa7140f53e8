"""What lies in a folder of pages and is no page that anybody could read."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.options import settings
from milepost.mkdocs_plugin.page_files import walk
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.problem import Problem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")
PAGE = "---\naudience: public\n---\n# Page\n"

Read = Callable[[], list[str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("docs/in", "data", "closed"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text(PAGE)
    (tmp_path / "mkdocs.yml").write_text("site_name: Demo\nplugins: [milepost: {pages: {internal: closed}}]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def read(root: Path) -> Iterator[Read]:
    """The headlines of what is wrong with the pages; ends a test that waits or walks forever."""

    def end(*_: object) -> None:
        pytest.fail("did not come to an end")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(20)
    yield lambda: [problem.headline for problem in problems()]
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def problems(audience: str = "internal") -> list[Problem]:
    config = load(Path("mkdocs.yml"))[0]
    config.plugins["milepost"].config["audience"] = audience  # type: ignore[attr-defined]
    return PageVisibility(config, settings(config, config.plugins["milepost"].config)).problems  # type: ignore[arg-type]


def test_a_site_of_data_alone_has_no_problem(root: Path, read: Read) -> None:
    shutil.rmtree(root / "docs")
    assert read() == []


def test_a_sound_folder_has_no_problem(read: Read) -> None:
    assert read() == []


@pytest.mark.parametrize("name", ["a.md", "a.png", "in/a.txt"])
@pytest.mark.parametrize("folder", ["docs", "closed"])
def test_a_pipe_is_refused_at_once(root: Path, read: Read, folder: str, name: str) -> None:
    (root / folder / "in").mkdir(exist_ok=True)
    os.mkfifo(root / folder / name)
    assert read() == [f"{folder}/{name}:1:1: file-unreadable: not a regular file"]


def test_a_device_is_refused_unread(root: Path, read: Read) -> None:
    (root / "docs/a.md").symlink_to("/dev/zero")
    assert read() == ["docs/a.md:1:1: file-unreadable: not a regular file"]


def test_a_link_that_leads_nowhere_is_an_error(root: Path, read: Read) -> None:
    (root / "docs/a.png").symlink_to("missing.png")
    (root / "docs/b.md").symlink_to("b.md")
    assert read() == [
        "docs/a.png:1:1: file-unreadable: a symbolic link that leads nowhere (No such file or directory)",
        "docs/b.md:1:1: file-unreadable: a symbolic link that leads nowhere (Too many levels of symbolic links)",
    ]


def test_the_lock_of_an_editor_is_none_of_our_business(root: Path, read: Read) -> None:
    (root / "docs/.#index.md").symlink_to("somebody@host.1234")
    os.mkfifo(root / "docs/.pipe")
    assert read() == []


def test_what_is_kept_out_of_the_site_may_be_what_it_likes(root: Path, read: Read) -> None:
    (root / "docs/in/a.md").symlink_to("missing.md")
    (root / "docs/in/b.md").write_text("---\ntitle: b: c\n---\n")
    (root / "docs/in/c.md").write_bytes(b"\xff")
    assert len(read()) == 3
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "exclude_docs: in/\n")
    assert read() == []


@pytest.mark.parametrize(("link", "target"), [("in/up", ".."), ("here", "."), ("in/deep", "../in")])
def test_links_in_a_circle_are_an_error_and_walked_once(root: Path, read: Read, link: str, target: str) -> None:
    (root / "docs" / link).symlink_to(target)
    assert read() == [f"docs/{link}:1:1: file-unreadable: a symbolic link that leads to a folder around it"]
    assert len(list(walk(root / "docs"))) == 1


def test_two_links_that_lead_to_each_other_come_to_an_end(root: Path, read: Read) -> None:
    for name, other in (("x", "y"), ("y", "x")):
        (root / "docs" / name).mkdir()
        (root / "docs" / name / "a.md").write_text(PAGE)
        (root / "docs" / name / other).symlink_to(f"../{other}")
    assert read() == [
        "docs/x/y/x:1:1: file-unreadable: a symbolic link that leads to a folder around it",
        "docs/y/x/y:1:1: file-unreadable: a symbolic link that leads to a folder around it",
    ]


def test_a_folder_that_is_linked_from_elsewhere_is_walked(root: Path, read: Read) -> None:
    (root / "guide").mkdir()
    (root / "guide/a.md").write_text("silent")
    (root / "docs/guide").symlink_to("../guide")
    assert read() == ["page-audience: this page names no audience: guide/a.md"]


@pytest.mark.parametrize("path", ["docs/a\udcff.md", "docs/a\udcff.png", "docs/in\udcff/a.md"])
def test_a_name_that_is_not_utf_8_is_an_error(root: Path, read: Read, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(PAGE)
    (found,) = read()
    assert "file-encoding: the f" in found
    assert found.isprintable()


@pytest.mark.parametrize("name", ["a\nb.md", "a\\b.md", "a:b.md", "a?b#c%20.md", "è.md", " .md", "a" * 240 + ".md"])
def test_an_odd_name_is_no_error(root: Path, read: Read, name: str) -> None:
    (root / "docs" / name).write_text(PAGE)
    assert read() == []


def as_nobody(work: Callable[[], str]) -> str:
    """What some work comes to in a process of a user who may not read everything."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.setuid(65534)
            os.write(writing, work().encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="root makes a folder that others may not read")
@pytest.mark.parametrize("path", ["docs/in", "docs/a.md", "docs/a.png", "closed"])
def test_what_may_not_be_read_is_an_error(root: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "docs/a.md").write_text(PAGE)
    (root / "docs/a.png").write_text("")
    assert problems() == []  # and everything is imported
    with TemporaryDirectory() as folder:
        open_to_all = Path(folder, "site")
        shutil.copytree(root, open_to_all)
        for one in (Path(folder), open_to_all):
            one.chmod(0o755)
        (open_to_all / path).chmod(0)
        monkeypatch.chdir(open_to_all)
        (found,) = as_nobody(lambda: "\n".join(one.headline for one in problems())).split("\n")
        monkeypatch.chdir(root)
        (open_to_all / path).chmod(0o755)
    assert found.startswith(f"{path}:1:1: file-unreadable: ")
    assert found.endswith("Permission denied")


def test_a_folder_that_cannot_be_listed_is_an_error(root: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("docs/in"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert read() == ["docs/in:1:1: file-unreadable: the folder cannot be read: Permission denied"]


def test_a_page_that_is_gone_when_it_is_read_is_an_error(
    root: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access

    def vanish(path: str, mode: int) -> bool:
        if str(path).endswith("index.md"):
            Path(path).unlink()
            return True
        return access(path, mode)

    monkeypatch.setattr(os, "access", vanish)
    assert read() == ["docs/index.md:1:1: file-unreadable: No such file or directory"]


def test_no_link_may_lead_into_a_folder_of_pages(root: Path, read: Read) -> None:
    (root / "closed/plan.md").write_text("# Heron\n")
    (root / "docs/plan.md").symlink_to("../closed/plan.md")
    (root / "docs/all").symlink_to("../closed")
    assert read() == [
        f"docs/{name}:1:1: page-folder: a symbolic link into the folder of pages for 'internal'"
        for name in ("plan.md", "all/plan.md")
    ]


@pytest.mark.parametrize("name", ["_audience.yaml", "_Audience.yml", ".audience.yml", "_audiences.yml", "_audience"])
def test_a_folder_file_with_a_wrong_name_is_an_error(root: Path, read: Read, name: str) -> None:
    (root / "docs/in" / name).write_text("audience: internal\n")
    found = read() or [problem.headline for problem in problems()]
    assert found == [f"docs/in/{name}:1:1: folder-file-name: only a file named _audience.yml speaks for its folder"]


def test_a_plain_name_is_judged_by_what_the_file_holds(root: Path, read: Read) -> None:
    (root / "docs/in/audience.yml").write_text("- {name: Choir, size: 300}\n")
    (root / "docs/in/audience.md").write_text(PAGE)
    assert read() == []
    (root / "docs/in/audience.yml").write_text("audience: internal\n")
    assert len(read()) == 1
