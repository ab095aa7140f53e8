"""CONTRIBUTING.md speaks of files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = ("Add a field", "Add a check", "Add a kind", "Add a page", "Add an output")
# A placeholder may be any name.
_PATH = re.compile(r"[\w./<>*-]*/[\w./<>*-]*|[\w-]+\.(?:py|md|yml|toml)")
# Made by make, named without their folder in a sentence that says it, or not of this repository.
ELSEWHERE = {
    ".venv/bin/python",
    "milepost/theme",
    "css/milepost.css",
    "css/tokens.css",
    "timeline/",
    "kind.py",
    "@check/",
}


def paths() -> list[str]:
    code = re.findall(r"`([^`\n]+)`", TEXT)
    words = {word for one in code for word in one.split() if _PATH.fullmatch(word)}
    return sorted(words - ELSEWHERE)


def exists(path: str) -> bool:
    return any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))


@pytest.mark.parametrize("path", paths())
def test_every_path_it_names_is_there(path: str) -> None:
    assert exists(path)


def test_every_module_it_runs_is_there() -> None:
    modules = re.findall(r"python -m (tests[\w.]*)", TEXT)
    assert len(set(modules)) > 3
    assert [one for one in modules if not exists(one.replace(".", "/") + ".py")] == []


def test_every_folder_of_recipes_is_checked() -> None:
    assert "plugins/milepost/kinds/<kind>/model.py" in paths()
    assert not exists("plugins/milepost/kinds/<kind>/no-such.py")


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_a_numbered_list(recipe: str) -> None:
    steps = TEXT.partition(f"\n## {recipe}\n")[2].partition("\n## ")[0]
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", steps, re.MULTILINE)]
    assert len(numbers) > 3
    assert numbers == list(range(1, len(numbers) + 1))
    assert "`CHANGELOG.md`" in steps
