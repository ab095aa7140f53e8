"""The recipe "Add a kind" of CONTRIBUTING.md, followed in a copy of the working tree: it is short, and nothing in it can be forgotten.

The kind is a toy: one list, a promised date, a guarded field. See `tests/support/toy_kind.py`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import toy_kind
from tests.support.clone import Clone

pytestmark = pytest.mark.slow

MOST_CHANGED, MOST_NEW = 6, 9
READ = "milepost.kinds.catalog"  # what any command and any test reads
CATALOG = "tests/unit/kinds/test_catalog.py"
DOCS = "tests/unit/test_docs.py"
DECLARED = "tests/unit/diff/test_declared.py"
PLANS = "tests/property/test_plans.py"
FOLDER = "plugins/milepost/kinds/renewals"
# What holds a kind, and notices when a part of one is missing.
HOLDING = (
    "tests/unit/kinds/test_catalog.py",
    "tests/unit/checks/test_renewals.py",
    "tests/unit/checks/test_run.py::test_every_rule_has_a_test_that_names_it",
    "tests/unit/checks/test_run.py::test_every_rule_is_in_plain_words",
    "tests/unit/leak_check/audit/test_field_table.py",
    "tests/unit/kit/test_addresses.py",
    "tests/unit/test_shown_fields.py",
    f"{DECLARED}::test_what_is_told_of_fields_is_as_it_was",
    f"{DECLARED}::test_what_is_told_of_entries_is_as_it_was",
    f"{DECLARED}::test_a_promise_that_moves_later_slips[renewals.renewals.renew_by]",
    f"{DECLARED}::test_a_field_that_comes_goes_or_says_something_else_is_told[renewals.renewals.owner]",
    f"{DOCS}::test_every_kind_has_a_page_with_an_example",
    f"{DOCS}::test_every_field_is_explained_with_who_sees_it",
    f"{DOCS}::test_every_field_group_is_listed_with_its_fields",
    f"{DOCS}::test_every_rule_is_explained_with_its_level_and_options",
    f"{DOCS}::test_an_example_in_yaml_would_load[guide/kinds/renewals.md-1]",
    f"{DOCS}::test_every_link_leads_somewhere[guide/kinds/renewals.md]",
    f"{PLANS}::test_everything_is_generated[lists-public]",
    f"{PLANS}::test_everything_is_generated[guarded fields-public]",
    f"{PLANS}::test_every_other_field_is_in_a_public_half",
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the working tree with the toy kind in it. Whoever changes it puts it back."""
    folder = tmp_path_factory.mktemp("toy")
    toy_kind.copy_tree(folder)
    toy_kind.apply(folder)
    return folder


def run(tree: Path, *words: str, at: Path | None = None) -> str:
    """What Python prints in a process of its own, which imports the package of the copy."""
    # None of the plugins of pytest is needed, and it takes longer to load them than to run most of the tests.
    ours = {"PYTHONPATH": os.pathsep.join((str(tree / "plugins"), str(tree))), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, *words]
    done = subprocess.run(
        command, cwd=at or tree, env={**os.environ, **ours}, capture_output=True, text=True, timeout=300, check=False
    )
    return f"{done.stdout}{done.stderr}\nexit code {done.returncode}"


def pytest_says(tree: Path, *tests: str) -> str:
    """What pytest prints."""
    return run(tree, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=short", *tests)


def test_a_kind_changes_few_files_and_adds_few(tree: Path) -> None:
    touched = dict(toy_kind.touched(tree))
    changed = [name for name, is_new in touched.items() if not is_new]
    new = [name for name, is_new in touched.items() if is_new]
    assert len(changed) <= MOST_CHANGED, changed
    assert len(new) <= MOST_NEW, new
    assert set(new) == set(toy_kind.added())
    assert set(changed) == {edit.file for edit in toy_kind.edits()}


def test_the_recipe_names_every_file_that_a_kind_touches(tree: Path) -> None:
    text = (toy_kind.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = text.partition("\n## Add a kind\n")[2].partition("\n## ")[0]
    named = {
        one.replace("<kind>", "renewals").replace("<page>", "overview") for one in re.findall("`([^`\n]+)`", recipe)
    }
    assert {name for name, _ in toy_kind.touched(tree)} - named == set()


@pytest.mark.whole
def test_everything_that_holds_kinds_holds_the_new_one(tree: Path) -> None:
    said = pytest_says(tree, *HOLDING)
    assert said.endswith("exit code 0"), said


def test_the_date_of_an_entry_that_moves_has_slipped(tree: Path, tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    plan = "kind: renewals\ntitle: Renewals\naudience: public\nrenewals:\n- {id: a, title: License, renew_by: 2026-06-15}\n"
    site = "site_name: Plan\nplugins: [milepost: {as_of: 2026-07-01}]\n"
    clone.commit(
        {"mkdocs.yml": site, "data/renewals.yml": plan, "docs/index.md": "---\naudience: public\n---\n"}, "before"
    )
    assert "renewal-overdue" in run(tree, "-m", "milepost", "check", at=clone.root)

    clone.write({"data/renewals.yml": plan.replace("2026-06-15", "2026-07-31")})
    said = run(tree, "-m", "milepost", "diff", "main", "--format", "json", at=clone.root)
    assert '"rule": "date-slipped"' in said
    assert "moves from 15 June 2026 to 31 July 2026 (+46 days)" in said


# What is left out (a file, or words of one), the module or test that notices, and what it says.
FORGOTTEN = {
    "the package": (f"{FOLDER}/__init__.py", "", READ, "the folder kinds/renewals has no __init__.py"),
    "the model": (
        f"{FOLDER}/model.py",
        "",
        READ,
        "the folder kinds/renewals has no model.py with a class of documents in it",
    ),
    "the registration": (f"{FOLDER}/kind.py", "", READ, "the folder kinds/renewals has no kind.py with a KIND in it"),
    "the metrics": (f"{FOLDER}/metrics.py", "", READ, "No module named 'milepost.kinds.renewals.metrics'"),
    "to register metrics": (
        f"{FOLDER}/kind.py",
        "metrics=METRICS, ",
        READ,
        "the kind 'renewals' does not declare what is computed about it; pass metrics=, or metrics=()",
    ),
    "to list a metric": (
        f"{FOLDER}/metrics.py",
        "METRICS = (renewal_metrics,)\n",
        READ,
        "module 'milepost.kinds.renewals.metrics' has no attribute 'METRICS'",
    ),
    "the checks": (f"{FOLDER}/checks.py", "", READ, "cannot import name 'checks' from 'milepost.kinds.renewals'"),
    "to register checks": (
        f"{FOLDER}/kind.py",
        "checks=checks_in(checks), ",
        READ,
        "the kind 'renewals' does not declare rules of its own; pass checks=, or checks=()",
    ),
    "to say where it is shown": (
        f"{FOLDER}/kind.py",
        ', sections=("overview",)',
        READ,
        "the kind 'renewals' does not declare where a site shows it; pass sections=, or sections=()",
    ),
    "to show it": (
        "plugins/milepost/pages/overview/sections.py",
        "        *_renewals(context),\n",
        "tests/unit/test_shown_fields.py",
        "no page shows Renewal.description, Renewal.owner, Renewal.renew_by, Renewal.summary, Renewal.title",
    ),
    "the guide's page": (
        "content/pages/guide/kinds/renewals.md",
        "",
        CATALOG,
        "the guide has no page about kind 'renewals': write content/pages/guide/kinds/renewals.md",
    ),
    "the way to it": (
        "mkdocs.yml",
        "          - guide/kinds/renewals.md\n",
        CATALOG,
        "no navigation leads to the page about kind 'renewals': add guide/kinds/renewals.md to mkdocs.yml",
    ),
    "the guide's list": (
        "content/pages/guide/kinds/index.md",
        "| [renewals](renewals.md) | licenses, certificates and contracts that must be renewed |\n",
        CATALOG,
        "the list of kinds in content/pages/guide/kinds/index.md does not name renewals",
    ),
    "the rule in the guide": (
        "content/pages/guide/checks.md",
        "| `renewal-overdue` | warning | The day by which something must be renewed has passed (`days: 0`). |\n",
        f"{DOCS}::test_every_rule_is_explained_with_its_level_and_options",
        "`renewal-overdue`",
    ),
    "the example": (
        "content/data/renewals.yml",
        "",
        CATALOG,
        "the example in content/data has no document of kind 'renewals'",
    ),
    "what the audit looks for": (
        "plugins/milepost/leak_check/audit/field_table.py",
        '        "renew_by": "date",\n',
        "tests/unit/leak_check/audit/test_field_table.py",
        "plugins/milepost/leak_check/audit/field_table.py does not know Renewal.renew_by",
    ),
    "what diff says of it": (
        "tests/unit/kinds/golden/renewals.txt",
        "",
        f"{DECLARED}::test_what_is_told_of_fields_is_as_it_was",
        "kind 'renewals' has no tests/unit/kinds/golden/renewals.txt: python -m tests.unit.diff.test_declared writes it",
    ),
    "a test of the rule": (
        "tests/unit/checks/test_renewals.py",
        "",
        "tests/unit/checks/test_run.py::test_every_rule_has_a_test_that_names_it",
        "no test in tests/unit/checks names renewal-overdue",
    ),
}


@pytest.fixture
def without(tree: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy without a file, or without words of one."""
    name, words, *_ = FORGOTTEN[request.param]
    path = tree / name
    text = path.read_text(encoding="utf-8")
    if words:
        assert text.count(words) == 1
        path.write_text(text.replace(words, ""), encoding="utf-8")
    else:
        path.unlink()
    yield tree
    path.write_text(text, encoding="utf-8")


@pytest.mark.whole
@pytest.mark.parametrize("without", FORGOTTEN, indirect=True, ids=lambda what: what.replace(" ", "-"))
def test_what_is_forgotten_is_missed_in_words(without: Path, request: pytest.FixtureRequest) -> None:
    *_, tests, words = FORGOTTEN[request.node.callspec.params["without"]]
    said = run(without, "-c", f"import {READ}") if tests == READ else pytest_says(without, tests)
    assert words in said
    assert not said.endswith("exit code 0")


def test_every_file_of_a_kind_is_missed(tree: Path) -> None:
    """But for the changelog, which only a reader can miss."""
    missed = {name for name, *_ in FORGOTTEN.values()}
    assert {name for name, _ in toy_kind.touched(tree)} - missed == {"CHANGELOG.md"}
