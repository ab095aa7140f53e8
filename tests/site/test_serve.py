"""`mkdocs serve`: edits of the data show at once, and nothing is built twice for one edit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import ENVIRONMENT, MKDOCS_YML, Project

PATIENCE = 60.0


class Server:
    """A running `mkdocs serve` and what it has said."""

    def __init__(self, project: Project, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._log = log
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--livereload",
            "--dev-addr",
            f"127.0.0.1:{self.port}",
        ]
        self.process = subprocess.Popen(
            command,
            cwd=project.root,
            env={**os.environ, **ENVIRONMENT},
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    @property
    def builds(self) -> int:
        return self.log.count("Building documentation...")

    def page(self, address: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/demo/{address}", timeout=5) as answer:
                return str(answer.read().decode())
        except (URLError, TimeoutError):
            return ""

    def wait(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, self.log
            time.sleep(0.1)


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("mkdocs.yml", MKDOCS_YML)
    found.write("data/roadmap.yml", ROADMAP)
    return found


@pytest.fixture
def server(project: Project, tmp_path: Path) -> Iterator[Server]:
    running = Server(project, tmp_path / "serve.log")
    yield running
    running.process.terminate()
    running.process.wait(10)


def test_an_edit_of_the_data_shows_and_a_mistake_is_told_until_it_is_mended(project: Project, server: Server) -> None:
    server.wait(lambda: "New checkout" in server.page("roadmap/board/"))
    assert server.builds == 1

    project.change("data/roadmap.yml", "New checkout", "Newer checkout")
    server.wait(lambda: "Newer checkout" in server.page("roadmap/board/"))

    project.change("data/roadmap.yml", "status: in_progress", "status: in_progres")
    server.wait(lambda: "unknown-word" in server.log)
    assert "Traceback" not in server.log

    project.change("data/roadmap.yml", "status: in_progres\n", "status: done\n")
    server.wait(lambda: server.builds == 4)
    time.sleep(2)
    assert server.builds == 4, "it builds again and again without an edit"


def test_nothing_is_carried_over_from_one_build_to_the_next(project: Project, server: Server) -> None:
    server.wait(lambda: "Receipts by mail" in server.page("roadmap/board/"))
    project.change(
        "data/roadmap.yml",
        "  - id: receipts\n    title: Receipts by mail\n",
        "  - id: other\n    title: Other\n",
    )
    server.wait(lambda: bool(server.page("roadmap/items/other/")))
    assert "Receipts by mail" not in server.page("roadmap/board/")
    assert server.page("roadmap/items/receipts/") == ""


def test_an_edit_of_a_csv_file_shows(project: Project, server: Server) -> None:
    metric = "kind: metrics\naudience: public\nmetrics: [{id: boats, title: Boats, file: boats.csv}]\n"
    project.write("data/boats.csv", "date,value\n2026-01-05,111\n")
    project.write("data/metrics.yml", metric)
    server.wait(lambda: "111" in server.page("metrics/boats/"))

    project.write("data/boats.csv", "date,value\n2026-01-05,222\n")
    server.wait(lambda: "222" in server.page("metrics/boats/"))

    project.write("data/boats.csv", "date,value\n2026-01-05,2,22\n")
    server.wait(lambda: "data/boats.csv:2:12: csv-syntax" in server.log)
