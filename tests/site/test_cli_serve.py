"""`milepost serve`, fetched as a browser does."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.data import ROADMAP

from milepost.cli.main import COULD_NOT_RUN, main

MKDOCS_YML = "site_name: Demo\ntheme: mkdocs\nplugins: [milepost: {{as_of: 2026-09-14{more}}}]\n"


@pytest.fixture
def here(site: MakeSite) -> Path:
    project = site("")
    project.write("mkdocs.yml", MKDOCS_YML.format(more=""))
    project.write("data/roadmap.yml", ROADMAP)
    return project.root


@contextmanager
def served(folder: Path, *words: str) -> Iterator[str]:
    """The address of a site while it is served; what the command prints goes to `serve.log` beside the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = "{}:{}".format(*free.getsockname())
    command = [sys.executable, "-m", "milepost", "serve", "--dev-addr", address, *words]
    with (
        (folder.parent / "serve.log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stderr=log) as process,
    ):
        try:
            yield f"http://{address}/"
        finally:
            process.kill()


def page(address: str, words: str = "") -> str:
    """A page, once it is there and holds some words."""
    said = ""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=5) as answer:
                said = answer.read().decode()
            if words in said:
                return said
        except (URLError, OSError):
            pass
        time.sleep(0.05)
    raise AssertionError(f"{address} does not say {words!r}: {said[:500]}")


def test_the_innermost_site_is_served_and_follows_the_data(here: Path) -> None:
    with served(here) as address:
        assert "Merger with Acme" in page(f"{address}roadmap/list/")
        (here / "data/roadmap.yml").write_text(ROADMAP.replace("Merger with Acme", "Merger with nobody"))
        assert "Acme" not in page(f"{address}roadmap/list/", "Merger with nobody")
    assert not (here / "site").exists()


def printed(folder: Path, *words: str, after: int = 0) -> str:
    """What the command has printed on stderr, once it holds all the words behind the first `after` characters."""
    said = ""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        said = (folder.parent / "serve.log").read_text("utf-8")
        if all(word in said[after:] for word in words):
            return said
        time.sleep(0.05)
    raise AssertionError(f"nothing is printed of {words}: {said}")


def test_the_address_what_was_rebuilt_and_every_finding_are_printed(here: Path) -> None:
    with served(here) as address:
        said = printed(here, "Building documentation...", "Documentation built in", f"Serving on {address}")
        (here / "data/roadmap.yml").write_text(ROADMAP.replace("status: in_progress", "status: in_progres"))
        broken = printed(here, "Detected file changes", "unknown-word", "data/roadmap.yml:8:13", after=len(said))
        assert "did you mean 'in_progress'?" in broken
        (here / "data/roadmap.yml").write_text(ROADMAP.replace("horizon: now", "horizon: now\n    end: 2026-01-31"))
        mended = printed(here, "overdue", "Documentation built in", "Reloading browsers", after=len(broken))
    assert "Traceback" not in mended


def test_another_audience_can_be_served(here: Path) -> None:
    with served(here, "--audience", "public") as address:
        assert "Merger" not in page(f"{address}roadmap/list/", "New checkout")


def serve(folder: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["serve", "-f", str(folder / "mkdocs.yml"), *words])
    return done.exit_code, done.output


def test_an_audience_that_is_not_there_cannot_be_served(here: Path) -> None:
    code, said = serve(here, "--audience", "pubic")
    assert (code, "did you mean 'public'?" in said) == (COULD_NOT_RUN, True)


def test_a_configuration_for_one_audience_serves_no_other(here: Path) -> None:
    (here / "mkdocs.yml").write_text(MKDOCS_YML.format(more=", audience: public"))
    code, said = serve(here, "--audience", "internal")
    assert code == COULD_NOT_RUN
    assert "says 'audience: public', so only that can be served" in said
