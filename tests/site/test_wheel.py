"""The package as a user gets it: a wheel built from this tree, alone in an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from email.parser import HeaderParser
from pathlib import Path

import pytest

from milepost import __version__

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program that knows nothing of this checkout or of the environment the tests run in."""
    strange = ("PYTHON", "MILEPOST", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH", "COV_", "PYTEST")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
        ROOT,
    )
    run(sys.executable, *build, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it depends on."""
    environment = tmp_path_factory.mktemp("alone") / "environment"
    run(sys.executable, "-m", "venv", environment, cwd=environment.parent)
    pins = ROOT / "constraints/dev.txt"
    install = ("-m", "pip", "install", "--quiet", "--no-compile", "--constraint", pins, wheel)
    run(environment / SCRIPTS / "python", *install, cwd=environment.parent)
    return environment / SCRIPTS


@pytest.fixture(scope="module")
def demo(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site, made and built by the installed command."""
    folder = tmp_path_factory.mktemp("user")
    run(programs / "milepost", "init", "demo", cwd=folder)
    run(programs / "milepost", "build", cwd=folder / "demo")
    return folder / "demo"


def read(wheel: Path, name: str) -> str:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"mkdocs_milepost-{__version__}.dist-info/{name}").decode()


def test_the_wheel_holds_the_package_and_the_theme_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}

    source = "milepost/theme/assets/src/"
    theme = {path for path in _files("theme", "milepost/theme") if not path.startswith(source)}
    assert packed == _files("plugins/milepost", "milepost") | theme


def test_the_wheel_brings_the_command_and_the_plugin(wheel: Path) -> None:
    entries = ConfigParser()
    entries.read_string(read(wheel, "entry_points.txt"))

    assert entries["console_scripts"]["milepost"] == "milepost.cli.main:main"
    assert entries["mkdocs.plugins"]["milepost"] == "milepost.plugin:MilepostPlugin"


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    metadata = HeaderParser().parsestr(read(wheel, "METADATA"))

    assert (metadata["Name"], metadata["Version"]) == ("mkdocs-milepost", __version__)
    assert (metadata["License-Expression"], metadata["Requires-Python"]) == ("MIT", ">=3.11")
    assert "The Milepost authors" in read(wheel, "licenses/LICENSE")


def test_the_installed_command_is_the_one_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    assert run(programs / "milepost", "--version", cwd=tmp_path).stdout.split()[-1] == __version__
    where = run(programs / "python", "-c", "import milepost; print(milepost.__file__)", cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(programs.parent)


def test_a_new_site_builds_for_both_audiences(demo: Path) -> None:
    for site in ("site", "site-internal"):
        assert (demo / site / "index.html").is_file()
        assert (demo / site / "roadmap/board/index.html").is_file()


def test_the_theme_of_the_wheel_is_found(demo: Path) -> None:
    for asset in ("milepost.css", "milepost.js", "milepost-threads.js", "milepost-timeline.js"):
        (packed,) = (ROOT / "theme" / "assets").glob(asset)
        (served,) = (demo / "site").rglob(asset)
        assert served.read_bytes() == packed.read_bytes()


def _files(folder: str, packed_as: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [Path(path) for path in listed.split("\0") if path and (ROOT / path).is_file()]
    return {f"{packed_as}/{path.relative_to(folder).as_posix()}" for path in paths}
