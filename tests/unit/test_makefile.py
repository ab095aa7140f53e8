"""`make` on machines it has not seen before, played by a Python that only writes down what it was asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PYTHON = """#!/bin/sh
case "$*" in
*version_info*) exit ${TOO_OLD:-0} ;;
*ensurepip*) exit ${NO_VENV:-0} ;;
*cairocffi*) exit ${NO_CAIRO:-0} ;;
"-m venv"*)
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    cp "$0" .venv/bin/milepost ;;
esac
echo "$(basename "$0") $*" >> calls
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the files `make` looks at, and a stand-in for Python."""
    (tmp_path / "constraints").mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints/dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    _program(tmp_path / "python", PYTHON)
    return tmp_path


def make(folder: Path, target: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(shutil.which("make")), target, f"PYTHON={folder / 'python'}"]
    # Words the outer make put there (-j, -n) are not for this one.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        command, cwd=folder, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )


def installs(folder: Path) -> list[str]:
    return [call for call in (folder / "calls").read_text().splitlines() if "pip install" in call]


def test_the_sites_are_built_with_what_was_installed_for_them(checkout: Path) -> None:
    done = make(checkout, "site")

    assert done.returncode == 0, done.stderr
    assert len(installs(checkout)) == 1
    assert (checkout / "calls").read_text().splitlines()[-1] == "milepost build"


def test_a_built_site_comes_with_where_it_is_and_how_to_open_it(checkout: Path) -> None:
    said = make(checkout, "site").stdout

    for words in ("site/index.html", "site-internal/index.html", "http.server", "make serve"):
        assert words in said


def test_nothing_is_installed_twice(checkout: Path) -> None:
    make(checkout, "site")
    make(checkout, "site")

    assert len(installs(checkout)) == 1


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints/dev.txt"])
def test_a_change_of_what_is_needed_installs_again(checkout: Path, name: str) -> None:
    make(checkout, "site")
    later = (checkout / ".venv/.site").stat().st_mtime + 10
    os.utime(checkout / name, (later, later))
    make(checkout, "site")

    assert len(installs(checkout)) == 2


def test_every_install_keeps_to_the_pins(checkout: Path) -> None:
    make(checkout, "site")
    make(checkout, ".venv/.dev")

    assert len(installs(checkout)) == 3
    assert all("--constraint constraints/dev.txt" in call for call in installs(checkout))


def test_a_python_that_is_too_old_is_refused_in_words(checkout: Path) -> None:
    done = make(checkout, "site", TOO_OLD="1")

    assert done.returncode == 2
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_without_virtual_environments_says_what_to_install(checkout: Path) -> None:
    done = make(checkout, "site", NO_VENV="1")

    assert done.returncode == 2
    assert "apt-get install python3-venv" in done.stderr


def test_without_a_browser_and_without_root_the_tests_say_what_to_install(checkout: Path) -> None:
    programs = checkout / "programs"
    programs.mkdir()
    _program(programs / "id", "#!/bin/sh\necho 1000\n")

    done = make(checkout, "chromium", PATH=str(programs))

    assert done.returncode == 2
    assert "Install it (Debian: sudo apt-get install chromium)" in done.stderr


def test_without_a_browser_root_installs_one(checkout: Path) -> None:
    programs = checkout / "programs"
    programs.mkdir()
    _program(programs / "id", "#!/bin/sh\necho 0\n")
    _program(programs / "apt-get", f'#!/bin/sh\necho "$*" >> {checkout}/calls\n')

    done = make(checkout, "chromium", PATH=str(programs))

    assert done.returncode == 0, done.stderr
    assert (checkout / "calls").read_text().splitlines() == ["update -qq", "install -y -qq chromium"]


def test_without_cairo_and_without_root_the_tests_say_what_to_install(checkout: Path) -> None:
    _program(checkout / "id", "#!/bin/sh\necho 1000\n")

    done = make(checkout, "cairo", NO_CAIRO="1", PATH=f"{checkout}:{os.environ['PATH']}")

    assert done.returncode == 2
    assert "Install it (Debian: sudo apt-get install libcairo2)" in done.stderr


def test_without_cairo_root_installs_it(checkout: Path) -> None:
    _program(checkout / "id", "#!/bin/sh\necho 0\n")
    _program(checkout / "apt-get", f'#!/bin/sh\necho "apt-get $*" >> {checkout}/calls\n')

    done = make(checkout, "cairo", NO_CAIRO="1", PATH=f"{checkout}:{os.environ['PATH']}")

    assert done.returncode == 0, done.stderr
    assert (checkout / "calls").read_text().splitlines()[-1] == "apt-get install -y -qq libcairo2"


def test_cairo_that_is_there_is_left_alone(checkout: Path) -> None:
    done = make(checkout, "cairo")

    assert done.returncode == 0, done.stderr
    assert "libcairo2" not in (checkout / "calls").read_text()


def test_a_browser_that_is_there_is_left_alone(checkout: Path) -> None:
    programs = checkout / "programs"
    programs.mkdir()
    _program(programs / "google-chrome", "#!/bin/sh\n")

    done = make(checkout, "chromium", PATH=str(programs))

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(("fails", "asked"), [("nothing", ["check", "test"]), ("check", ["check"])])
def test_the_gate_checks_first_and_ends_with_the_tests(tmp_path: Path, fails: str, asked: list[str]) -> None:
    _program(tmp_path / "make", f'#!/bin/sh\necho "$*" >> {tmp_path}/calls\n[ "$1" != {fails} ]\n')
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([ROOT / ".ci/run"], cwd=tmp_path, env={**os.environ, "PATH": path}, check=False)

    assert (tmp_path / "calls").read_text().splitlines() == asked
    assert (done.returncode == 0) == (fails == "nothing")


def _program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)
