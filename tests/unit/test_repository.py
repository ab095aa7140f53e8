"""What holds for the repository itself: its texts, its pins, what its README promises."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from milepost.cli.main import main

ROOT = Path(__file__).parents[2]
# Written in two halves so that this file does not find itself.
HOSTS = [
    f"{name}.{end}"
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("anaconda", "org"),
    )
]
GUIDES = ["README.md", "CONTRIBUTING.md"]


def texts() -> dict[str, str]:
    """Path → text of every file that is in git or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [path for path in listed.split("\0") if path and (ROOT / path).is_file()]
    found = {path: (ROOT / path).read_bytes() for path in paths}
    return {path: data.decode(errors="replace") for path, data in found.items() if b"\0" not in data}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints/dev.txt").read_text().splitlines()
    found = [re.fullmatch(r"([\w.-]+)==(\d[\w.]*)", line) for line in lines if not line.startswith("#")]
    assert all(found), "a line of constraints/dev.txt is not a plain NAME==VERSION"
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_no_file_names_a_package_registry() -> None:
    read = texts()

    assert "README.md" in read
    assert [(path, host) for path, text in read.items() for host in HOSTS if host in text.lower()] == []


def test_every_text_ends_with_one_newline_and_has_unix_line_ends() -> None:
    # Bad input is kept as it is.
    read = {path: text for path, text in texts().items() if text and not path.startswith("tests/")}

    assert [path for path, text in read.items() if "\r" in text or not text.endswith("\n")] == []


def test_pins_are_plain_names_and_versions_each_once_and_in_order() -> None:
    lines = [line for line in (ROOT / "constraints/dev.txt").read_text().splitlines() if not line.startswith("#")]
    names = [line.partition("==")[0].lower() for line in lines]

    assert len(pins()) == len(lines)
    assert names == sorted(names)


def test_everything_the_project_asks_for_is_pinned_to_a_version_it_allows() -> None:
    extras = project()["optional-dependencies"]
    asked = [Requirement(text) for text in (*project()["dependencies"], *extras["test"], *extras["dev"])]
    outside = [wish for wish in asked if canonicalize_name(wish.name) != project()["name"]]

    assert [str(wish) for wish in outside if canonicalize_name(wish.name) not in pins()] == []
    assert [str(wish) for wish in outside if pins()[canonicalize_name(wish.name)] not in wish.specifier] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_make_command_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)\b", "\n".join(_code(ROOT / name))))

    assert {"site", "test"} <= named
    assert named - targets() == set()


def test_make_explains_every_target_it_offers() -> None:
    explained = set(re.findall(r"'make ([a-z-]+) ", (ROOT / "Makefile").read_text()))

    assert targets() - {"help", "chromium", "cairo"} == explained


def test_the_readme_names_every_verb_and_no_other() -> None:
    named = set(re.findall(r"^\| `milepost ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))

    assert named == set(main.list_commands(click.Context(main)))


def test_the_readme_shows_a_site_in_five_lines() -> None:
    block = re.findall(r"```yaml\n(site_name.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[0]

    assert len(block.splitlines()) == 5
    assert yaml.safe_load(block)["plugins"][-1] == {"milepost": {"data_dir": "data", "pages_audience": "public"}}


@pytest.mark.parametrize("name", [*GUIDES, "CHANGELOG.md"])
def test_links_between_files_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text())

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_changelog_says_what_is_coming_or_came_with_this_version() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert headings
    assert re.fullmatch(r"Unreleased|\d+\.\d+\.\d+ · \d{4}-\d{2}-\d{2}", headings[0])


def _code(path: Path) -> list[str]:
    """Everything set as code in a Markdown file: indented, fenced, or between backticks."""
    text = path.read_text()
    return [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    (.+)$", text, re.MULTILINE)]
