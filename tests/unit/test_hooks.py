"""The hooks that this repository offers to pre-commit, as pre-commit itself reads them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
from pre_commit.clientlib import load_manifest

from milepost.cli.main import main

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))}


def parsed(*words: str) -> dict[str, Any]:
    """What the command line makes of a hook's words."""
    program, verb, *rest = words
    assert program == "milepost"
    found = main.get_command(click.Context(main), verb)
    assert found
    return found.make_context(verb, rest).params


def test_there_is_a_hook_for_a_commit_and_one_for_a_push() -> None:
    assert {id: hook["stages"] for id, hook in HOOKS.items()} == {
        "milepost-check": [],
        "milepost-diff": ["pre-push", "manual"],
    }


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_installs_this_package_and_looks_at_the_whole_site_once(hook: dict[str, Any]) -> None:
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert hook["additional_dependencies"] == []


def test_the_words_of_a_hook_are_commands() -> None:
    check, diff = (parsed(*hook["entry"].split(), *hook["args"]) for hook in HOOKS.values())

    assert check["data_folder"] is None
    assert (diff["base"], diff["head"], diff["merge_base"]) == ("origin/HEAD", "HEAD", True)


@pytest.mark.parametrize(
    ("path", "looked_at"),
    [
        ("mkdocs.yml", True),
        ("data/a/plan.yaml", True),
        ("docs/index.md", True),
        ("README.rst", False),
        ("src/app.py", False),
        ("yml", False),
    ],
)
def test_a_commit_of_plans_or_pages_is_checked_and_of_other_files_not(path: str, looked_at: bool) -> None:
    assert bool(re.search(HOOKS["milepost-check"]["files"], path)) == looked_at
