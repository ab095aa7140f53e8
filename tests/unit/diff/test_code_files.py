"""Files of code that a configuration has a build run, and what installs and publishes a site."""

from __future__ import annotations

import pytest
from tests.support.clone import Clone
from tests.unit.review.conftest import CONFIG, Compared, told

CODE = "code-in-configuration"


@pytest.mark.parametrize(
    ("config", "path", "naming"),
    [
        ("hooks: [hooks/a.py]\n", "hooks/a.py", "hooks"),
        ("hooks: [hooks/a.py]\n", "hooks/beside.py", "hooks"),
        ("hooks: [hooks/a.py]\n", "hooks/deeper/beside.py", "hooks"),
        ("hooks: [a.py]\n", "beside.py", "hooks"),
        ("theme: {name: mkdocs, custom_dir: own}\n", "own/main.html", "theme.custom_dir"),
        ("theme: {name: mkdocs, custom_dir: own}\n", "own/partials/head", "theme.custom_dir"),
        ("theme: {name: mkdocs, custom_dir: docs/own}\n", "docs/own/main.html", "theme.custom_dir"),
        ("extra_javascript: [js/a.js]\n", "docs/js/a.js", "extra_javascript"),
        ("extra_javascript: [{path: js/a.mjs, type: module}]\n", "docs/js/a.mjs", "extra_javascript"),
        ("extra: {a: {b: [tools/x.py]}}\n", "tools/x.py", "extra"),
        ("markdown_extensions: [mine.ext]\n", "mine/ext.py", "markdown_extensions.mine.ext"),
        ("markdown_extensions: [a: {b: !!python/name:mine.ext }]\n", "mine/ext.py", "markdown_extensions.a.b"),
    ],
)
def test_a_file_that_a_build_runs_is_told(
    site: Compared, compared: Compared, clone: Clone, config: str, path: str, naming: str
) -> None:
    text = CONFIG + config
    said = f"{CODE}: {path} (code) {{}}; {naming} names it"
    assert said.format("is new") in told(site({"mkdocs.yml": text}, {path: "one\n"}))
    clone.commit(tag="one")
    clone.write({path: "other\n"})
    clone.commit(tag="other")
    assert told(compared("one", "other", config_file="mkdocs.yml")) == [said.format("has another content")]
    assert told(compared("one", config_file="mkdocs.yml")) == [said.format("has another content")]
    clone.write({path: None})
    assert told(compared("one", config_file="mkdocs.yml")) == [said.format("is no longer there")]


@pytest.mark.parametrize(
    ("plugins", "path", "naming"),
    [
        ("macros", "main.py", "plugins.macros"),
        ("macros", "main/__init__.py", "plugins.macros"),
        ("macros: {modules: [tools]}", "tools/a.py", "plugins.macros.modules"),
        ("gen-files: {scripts: [tools/gen.py]}", "tools/gen.py", "plugins.gen-files.scripts"),
        ("x: {y: {z: [{a: tools/gen.sh}]}}", "tools/gen.sh", "plugins.x.y"),
    ],
)
def test_a_file_that_a_plugin_runs_is_told(site: Compared, plugins: str, path: str, naming: str) -> None:
    config = CONFIG.replace("  - search\n", f"  - search\n  - {plugins}\n")
    found = told(site({"mkdocs.yml": config, path: "one\n"}, {path: "other\n"}))
    assert found == [f"{CODE}: {path} (code) has another content; {naming} names it"]


def test_the_templates_of_milepost_count(site: Compared) -> None:
    config = f"{CONFIG}      templates: ours\n"
    assert told(site({"mkdocs.yml": config}, {"ours/item.html": "x"})) == [
        f"{CODE}: ours/item.html (code) is new; plugins.milepost.templates names it"
    ]


def test_pictures_styles_pages_and_data_are_no_code(site: Compared) -> None:
    config = f"{CONFIG}theme: {{name: mkdocs, custom_dir: own, logo: img/logo.png, language: docs}}\nextra: {{a: data, b: ., c: ..}}\n"
    files = {"own/a.css": "x", "own/b.woff2": "x", "docs/img/logo.png": "x", "data/x.py": "x", "docs/y.html": "x"}
    assert [one for one in told(site({"mkdocs.yml": config}, files)) if one.startswith(CODE)] == []


def test_a_file_that_nothing_names_is_not_told(site: Compared) -> None:
    assert told(site({}, {"tools/x.py": "x", "search/y.py": "x"})) == []


def test_other_line_ends_are_no_other_code(site: Compared) -> None:
    config = f"{CONFIG}hooks: [a.py]\n"
    assert told(site({"mkdocs.yml": config, "a.py": "one\ntwo\n"}, {"a.py": "one\r\ntwo\r\n"})) == []


def test_very_many_files_are_counted(site: Compared) -> None:
    config = f"{CONFIG}theme: {{name: mkdocs, custom_dir: own}}\n"
    found = told(site({"mkdocs.yml": config}, {f"own/{n:03}.html": "x" for n in range(203)}))
    assert (len(found), found[-1]) == (201, f"{CODE}: … (code) and 3 more files of code are others")


WORKFLOW = "jobs: {a: {steps: [{run: milepost build}]}}\n"


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (".github/workflows/pages.yml", WORKFLOW, "pipeline-changed: {} (pipeline) is new; it decides what is run and published"),
        (".github/actions/x/action.yml", WORKFLOW, "pipeline-changed: {} (pipeline) is new; it decides what is run and published"),
        (".gitlab-ci.yml", WORKFLOW, "pipeline-changed: {} (pipeline) is new; it decides what is run and published"),
        ("netlify.toml", "[build]\ncommand = 'mkdocs build'\n", "pipeline-changed: {} (pipeline) is new; it decides what is run and published"),
        ("requirements.txt", "mkdocs-milepost==1\n", "requirements-changed: {} (requirements) is new; they decide what a build runs"),
        ("docs/requirements-docs.txt", "mkdocs\n", "requirements-changed: {} (requirements) is new; they decide what a build runs"),
        ("uv.lock", "mkdocs\n", "requirements-changed: {} (requirements) is new; they decide what a build runs"),
    ],
)  # fmt: skip
def test_what_installs_and_publishes_a_site_is_told(site: Compared, path: str, text: str, says: str) -> None:
    assert told(site({}, {path: text})) == [says.format(path)]


def test_a_workflow_that_has_nothing_to_do_with_sites_is_not_told(site: Compared) -> None:
    assert told(site({}, {".github/workflows/test.yml": "jobs: {}\n", "requirements.txt": "flask\n"})) == []


def test_a_workflow_that_no_longer_builds_the_site_is_told(site: Compared) -> None:
    path = ".github/workflows/pages.yml"
    assert told(site({path: WORKFLOW}, {path: "jobs: {}\n"})) == [
        f"pipeline-changed: {path} (pipeline) has another content; it decides what is run and published"
    ]
