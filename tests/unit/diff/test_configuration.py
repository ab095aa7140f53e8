"""Whatever a change of mkdocs.yml lets a build run or read is reported, and nothing of it is run."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from tests.support.clone import Clone
from tests.support.patience import patience
from tests.unit.diff.conftest import CONFIG, Compared, told

from milepost.diff import configuration
from milepost.diff.configuration import MILEPOST_OPTIONS, MKDOCS_SETTINGS, flattened, named
from milepost.mkdocs_plugin.options import MilepostConfig

CODE = "code-in-configuration: "
RUNS = "it decides which code a build runs"
READS = "it decides which files a build reads"


def test_every_setting_of_mkdocs_is_in_a_class() -> None:
    assert {name for name, _ in MkDocsConfig._schema} == MKDOCS_SETTINGS.keys() - {"INHERIT"}


def test_every_option_of_milepost_is_in_a_class() -> None:
    assert {name for name, _ in MilepostConfig._schema} <= MILEPOST_OPTIONS.keys()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("", "hooks: [a.py]\n", [f"{CODE}hooks (option) is new: a.py; {RUNS}"]),
        ("hooks: [a.py]\n", "hooks: [a.py, b.py]\n", [f"{CODE}hooks (option) is now a.py, b.py; it was a.py; {RUNS}"]),
        ("hooks: [a.py]\n", "", [f"{CODE}hooks (option) is no longer set; it was a.py; {RUNS}"]),
        (
            "markdown_extensions: [toc]\n",
            "markdown_extensions: [toc, odd.ext: {deep: 1}]\n",
            [f"{CODE}odd.ext (extension) is new; its code runs in every build"],
        ),
        (
            "markdown_extensions: [toc: {permalink: true}, tables]\n",
            "markdown_extensions: {tables: null, toc: {permalink: false}}\n",
            [
                f"{CODE}toc (extension) has other options: permalink",
                "configuration-changed: markdown_extensions (option) are in another order: tables and toc",
            ],
        ),
        (
            "markdown_extensions: [a: {b: !!python/name:one.two }]\n",
            "markdown_extensions: [a: {b: !!python/name:one.three }]\n",
            [f"{CODE}a (extension) has other options: b"],
        ),
        ("", "theme: {name: odd}\n", [f"{CODE}name (option) is new: odd; {RUNS}"]),
        ("theme: mkdocs\n", "theme: {name: mkdocs, locale: de}\n", ["configuration-changed: locale (option) is new: de"]),
        (
            "theme: {name: mkdocs}\n",
            "theme: {name: mkdocs, custom_dir: own}\n",
            [f"{CODE}custom_dir (option) is new: own; {RUNS}"],
        ),
        ("", "extra_javascript: [a.js]\n", [f"{CODE}extra_javascript (option) is new: a.js; {RUNS}"]),
        ("", "extra_templates: [a.html]\n", [f"{CODE}extra_templates (option) is new: a.html; {RUNS}"]),
        ("", "extra: {analytics: {provider: x}}\n", [f"{CODE}analytics (option) is new; {RUNS}"]),
        ("exclude_docs: |\n  a.md\n", "", [f"input-changed: exclude_docs (option) is no longer set; it was a.md; {READS}"]),
        ("", "docs_dir: pages\n", [f"input-changed: docs_dir (option) is new: pages; {READS}"]),
        ("strict: true\n", "strict: false\n", ["configuration-changed: strict (option) is now no; it was yes"]),
        ("", "not_a_setting: [{a: b}]\n", ["configuration-changed: not_a_setting (option) is new"]),
        ("", "1: x\n", ["configuration-changed: int 1 (option) is new: x"]),
        ("site_url: !ENV [A, b]\n", "site_url: !ENV [C, b]\n", [
            "configuration-changed: site_url (option) is now !ENV, C, b; it was !ENV, A, b",
        ]),
        ("nav: [a.md]\n", "nav: ['a.md']\n", []),
    ],
)  # fmt: skip
def test_each_setting_is_told_by_its_class(site: Compared, before: str, after: str, says: list[str]) -> None:
    assert told(site({"mkdocs.yml": CONFIG + before}, {"mkdocs.yml": CONFIG + after})) == says


def config(*plugins: str) -> str:
    return "site_name: Till\nplugins:\n" + "".join(f"  - {plugin}\n" for plugin in plugins)


MINE = "milepost: {pages_audience: internal}"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ([MINE], [MINE, "macros"], [f"{CODE}macros (plugin) is new; its code runs in every build"]),
        ([MINE, "macros"], [MINE], [f"{CODE}macros (plugin) is no longer used"]),
        (
            [MINE, "macros: {a: 1, include_dir: docs}"],
            [MINE, "macros: {a: 1, include_dir: .}"],
            [f"{CODE}macros (plugin) has other options: include_dir"],
        ),
        (
            ["search", MINE, "macros"],
            ["macros", "search", MINE],
            [f"{CODE}plugins (option) are in another order: macros, search and milepost"],
        ),
        (
            [MINE, "macros", "macros: {a: 1}"],
            [MINE, "macros", "macros: {a: 2}"],
            [f"{CODE}macros #2 (plugin) has other options: a"],
        ),
        (
            [MINE],
            ["search"],
            [
                "audience-widened: milepost (plugin) is no longer used: a build publishes every page, whoever it is for",
                f"{CODE}search (plugin) is new; its code runs in every build",
            ],
        ),
        (
            [MINE],
            ["milepost: {pages_audience: internal, audience: internal}"],
            ["audience-widened: audience (option) is new: internal; a build without --audience is for that audience"],
        ),
        (
            [MINE],
            ["milepost: {pages_audience: internal, history_audience: public}"],
            [
                "audience-widened: history_audience (option) is new: public; it decides who sees what git knows of the past"
            ],
        ),
        (
            ["milepost: {pages_audience: internal, history_audience: public}"],
            [MINE],
            [
                "configuration-changed: history_audience (option) is no longer set; it was public; "
                "it decides who sees what git knows of the past"
            ],
        ),
        (
            [MINE],
            ["milepost: {pages_audience: internal, templates: own}"],
            [f"{CODE}templates (option) is new: own; {RUNS}"],
        ),
        (
            [MINE],
            ["milepost: {pages_audience: internal, unheard_of: 1}"],
            [f"input-changed: unheard_of (option) is new: 1; {READS}"],
        ),
        (
            [MINE],
            ["milepost: {pages_audience: internal, as_of: 2026-01-01}"],
            ["configuration-changed: as_of (option) is new"],
        ),
    ],
)
def test_each_plugin_is_told(site: Compared, before: list[str], after: list[str], says: list[str]) -> None:
    found = told(site({"mkdocs.yml": config(*before)}, {"mkdocs.yml": config(*after)}))
    assert [one for one in found if not one.startswith("words-changed")][-len(says) :] == says


def test_each_is_told_at_its_line(site: Compared) -> None:
    found = site({}, {"mkdocs.yml": CONFIG.replace("  - search\n", "  - search\n  - macros:\n      a: 1\n")})
    assert [str(change.place) for change in found.changes] == ["mkdocs.yml:4:5"]


def test_what_is_gone_is_told_where_it_was(site: Compared) -> None:
    found = site({"mkdocs.yml": f"{CONFIG}hooks: [a.py]\n"}, {"mkdocs.yml": CONFIG})
    assert [(str(one.place), one.gone) for one in found.changes] == [("mkdocs.yml:6:1", True)]


def test_what_a_configuration_inherits_counts(site: Compared) -> None:
    before = {
        "mkdocs.yml": f"INHERIT: base.yml\n{CONFIG}",
        "base.yml": "hooks: [a.py]\n",
        "other.yml": "hooks: [a.py]\n",
    }
    assert told(site(before, {"base.yml": "hooks: [b.py]\n"})) == [
        f"{CODE}hooks (option) is now b.py; it was a.py; {RUNS}"
    ]


def test_another_parent_is_told_even_with_the_same_settings(site: Compared) -> None:
    before = {"mkdocs.yml": f"INHERIT: base.yml\n{CONFIG}", "base.yml": "strict: true\n", "other.yml": "strict: true\n"}
    found = site(before, {"mkdocs.yml": f"INHERIT: other.yml\n{CONFIG}"})
    assert told(found) == [f"input-changed: INHERIT (option) is now other.yml; it was base.yml; {READS}"]


def test_nothing_that_is_tagged_is_run(site: Compared, clone: Clone) -> None:
    found = site({}, {"mkdocs.yml": f'{CONFIG}extra: {{a: !!python/object/apply:os.system ["touch ran"]}}\n'})
    assert told(found) == [
        "configuration-changed: a (option) is new: tag:yaml.org,2002:python/object/apply:os.system, touch ran"
    ]
    assert not (clone.root / "ran").exists()


def test_a_configuration_that_cannot_be_read_is_told(clone: Clone, compared: Compared) -> None:
    clone.commit({"mkdocs.yml": CONFIG}, "sound")
    clone.commit({"mkdocs.yml": "a: [\n"}, "broken")
    clone.commit({"mkdocs.yml": "hooks: [\n"}, "other")
    found = told(compared("sound", "broken", config_file="mkdocs.yml"))
    assert told(compared("broken", "other", config_file="mkdocs.yml")) == [found[0]]
    assert f"{CODE}mkdocs.yml (configuration) is not there, or cannot be read: nobody can say what it asks for" in found


def test_a_change_cannot_silence_what_tells_of_it(site: Compared) -> None:
    silent = "      rules: {code-in-configuration: off, input-changed: off}\n"
    found = site(
        {"mkdocs.yml": f"{CONFIG}      rules: {{code-in-configuration: error}}\n"},
        {"mkdocs.yml": f"{CONFIG}{silent}hooks: [a.py]\n"},
        rules={"code-in-configuration": "off", "input-changed": "off"},
    )
    assert [(one.rule, one.level) for one in found.changes if one.title == "hooks"] == [
        ("code-in-configuration", "error")
    ]


def test_outsiders_hear_nothing_of_it(site: Compared) -> None:
    assert told(site({}, {"mkdocs.yml": f"{CONFIG}hooks: [a.py]\n"}, audience="public")) == []


BOMB = "x:\n" + "".join(
    f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(12)
)  # fmt: skip


@pytest.mark.parametrize("name", ["x", "plugins", "extra", "hooks", "theme"])
def test_a_value_of_countless_parts_costs_nothing_and_is_told(site: Compared, name: str) -> None:
    text = BOMB.replace("x:\n", f"{name}:\n", 1)
    plain = CONFIG if name != "plugins" else "site_name: Till\n"
    with patience():
        found = told(site({"mkdocs.yml": plain + text}, {"mkdocs.yml": plain + text + "strict: true\n"}))
    assert "configuration-changed: strict (option) is new: yes" in found
    assert len(found) == 2


def test_a_value_that_contains_itself_is_compared(site: Compared) -> None:
    text = f"{CONFIG}extra: &a {{b: *a}}\n"
    assert len(told(site({"mkdocs.yml": text}, {"mkdocs.yml": f"{text}strict: true\n"}))) == 2


def test_numbers_of_any_length_are_compared() -> None:
    huge = int("f" * 20_000, 16)
    assert flattened({huge: huge}) == flattened({huge: huge})
    assert configuration.same(huge, huge + 1) is False
    assert list(named([{huge: None}])) == [f"int {huge:x}"]
