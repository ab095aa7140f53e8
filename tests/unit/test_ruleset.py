"""All rules are collected, whatever was imported before, and none is forgotten."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import milepost
from milepost.checks.check import Check, checks_in
from milepost.checks.registry import CHECKS
from milepost.diff.rules import DIFF_RULES, SECTION_OF
from milepost.doctor.rules import DOCTOR_RULES, WHY
from milepost.problem import Level
from milepost.rules import READING_RULES, SITE_RULES, Levels, Rule, collected
from milepost.ruleset import RULES

pytestmark = pytest.mark.whole

# Imports all modules in an order of its own, the ruleset among them, and prints what that has collected.
IMPORTS = """
import importlib, random, sys
names = sys.argv[2:]
random.Random(sys.argv[1]).shuffle(names)
for name in names:
    importlib.import_module(name)
from milepost.ruleset import RULES
print(*RULES)
"""


def modules() -> list[str]:
    found = pkgutil.walk_packages(milepost.__path__, "milepost.")
    return [one.name for one in found if not one.name.endswith("__main__")]


def test_every_module_with_a_check_is_collected() -> None:
    names = [name for name in modules() if name.split(".")[1] in ("checks", "kinds", "embeds")]
    found = [importlib.import_module(name) for name in names if name != "milepost.checks.registry"]
    values = [value for module in found for value in vars(module).values()]
    # A module declares its checks one by one, or makes a tuple of them.
    singly = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    declared = {one.rule.id for one in singly if isinstance(one, Check)}
    assert declared == {one.rule.id for one in CHECKS}


def test_every_rule_is_declared_in_one_place() -> None:
    of_checks = [check.rule for check in CHECKS]
    groups = (READING_RULES, SITE_RULES, of_checks, DOCTOR_RULES.values(), DIFF_RULES.values())
    assert [rule for group in groups for rule in group] == list(RULES.values())
    assert WHY.keys() == DOCTOR_RULES.keys()
    assert SECTION_OF.keys() == DIFF_RULES.keys()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_rules_are_the_same_whatever_is_imported_first(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, seed, *modules()], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == list(RULES)


@pytest.mark.parametrize(
    "first", ["milepost.rules", "milepost.ruleset", "milepost.diff.change", "milepost.checks.links"]
)
def test_a_module_with_rules_can_be_the_first_to_be_imported(first: str) -> None:
    code = f"import {first}; from milepost.ruleset import RULES; print(*RULES)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout.split() == list(RULES), done.stderr


def test_two_rules_cannot_have_one_id() -> None:
    one = Rule("stale", Level.INFO, "One.")
    with pytest.raises(ValueError, match="two rules have the id 'stale'"):
        collected([one], [Rule("stale", Level.ERROR, "Another.")])


def test_a_module_without_a_check_is_no_module_of_checks() -> None:
    with pytest.raises(ValueError, match="nothing declares no check"):
        checks_in(ModuleType("nothing"))


def test_levels_know_only_the_rules_they_are_given() -> None:
    levels = Levels({"stale": Rule("stale", Level.INFO, "One.", {"days": 3})}, {"stale": {"days": 4}})
    assert (levels.on("stale"), levels.option("stale", "days")) == (True, 4)
