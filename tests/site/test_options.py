"""What stands under `- milepost:` in mkdocs.yml."""

from __future__ import annotations

import os
import subprocess

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Project

from milepost.cli.main import COULD_NOT_RUN, main
from milepost.ruleset import RULES

MKDOCS_YML = "site_name: Demo\ntheme: {name: material}\nplugins:\n  - search\n  - milepost:\n      as_of: 2026-09-14\n"


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("mkdocs.yml", MKDOCS_YML)
    found.write("data/roadmap.yml", ROADMAP)
    return found


def with_options(project: Project, *options: str) -> Project:
    project.write("mkdocs.yml", MKDOCS_YML + "".join(f"      {option}\n" for option in options))
    return project


def test_without_any_option_the_outermost_site_is_built_from_the_folder_data(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Demo\ntheme: {name: material}\nplugins: [milepost]\n")
    built = project.build()
    assert built.has("roadmap/items/checkout/")
    assert not built.has("roadmap/items/merger/")


def test_the_variable_chooses_the_audience_and_the_option_wins(project: Project) -> None:
    assert project.build("internal").has("roadmap/items/merger/")
    assert not with_options(project, "audience: public").build("internal").has("roadmap/items/merger/")
    assert with_options(project, "audience: internal").build().has("roadmap/items/merger/")


def test_audiences_may_be_named_otherwise(project: Project) -> None:
    with_options(project, "audiences: [public, partners, internal]")
    project.change("data/roadmap.yml", "audience: internal", "audience: partners")
    assert not project.build("public").has("roadmap/items/merger/")
    assert project.build("partners").has("roadmap/items/merger/")


def test_data_may_lie_elsewhere(project: Project) -> None:
    with_options(project, "data_dir: plans/all")
    project.write("plans/all/roadmap.yml", ROADMAP.replace("checkout", "kiosk"))
    assert project.build().has("roadmap/items/kiosk/")


def test_the_day_comes_from_the_option_then_from_source_date_epoch(project: Project) -> None:
    project.change("mkdocs.yml", "site_name: Demo", "site_name: Demo\nsite_url: https://example.com/")
    epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert "<lastmod>2026-09-14<" in project.build(environment=epoch).read("sitemap.xml")
    project.change("mkdocs.yml", "as_of: 2026-09-14", "source_public: false")
    assert "<lastmod>2023-11-14<" in project.build(environment=epoch).read("sitemap.xml")


def test_own_templates_win(project: Project) -> None:
    project.write("overrides/pages/item.html", "<h1>{{ page.title }}</h1><p>Our own page</p>")
    with_options(project, "templates: overrides")
    assert "Our own page" in project.build().page("roadmap/items/checkout/").article.words


def test_sections_are_chosen_ordered_and_named(project: Project) -> None:
    with_options(project, "sections: [roadmap: Our plan, overview]")
    nav = project.build().page("").nav
    assert nav.index("Our plan") < nav.index("Overview")


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("audience: publik", "did you mean 'public'?"),
        ("pages_audience: everyone", "there is no audience 'everyone'"),
        ("audiences: [public, public]", "name each audience once"),
        ("audiences: []", "name each audience once"),
        ("audiences: [internal, public]", "name the broadest audience first: audiences: [public, internal]"),
        ("audiences: [public]", "everything would be shown to it"),
        ("data_dir: nowhere", "nowhere"),
        ("templates: nowhere", "nowhere"),
        ("as_of: 5", "2026-09-14"),
        ("as_of: '2026-02-30'", "as_of '2026-02-30'"),
        ("as_of: someday", "as_of 'someday'"),
        ("sections: [roadmpa]", "did you mean 'roadmap'?"),
        ("sections: [{a: b, c: d}]", "a section is a name"),
        ("rules: {nonsense: off}", "there is no rule 'nonsense'"),
        ("source_public: perhaps", "source_public"),
        ("rule: {overdue: error}", "there is no option 'rule'"),
    ],
)
def test_a_wrong_option_is_said_in_words(project: Project, option: str, words: str) -> None:
    if option.startswith("as_of"):
        project.change("mkdocs.yml", "as_of: 2026-09-14", option)
    else:
        with_options(project, option)
    built = project.build()
    assert built.exit == 1
    assert words in built.log
    if "Config value" not in built.log:  # what MkDocs itself refuses it says without a place
        assert f"mkdocs.yml:{6 if option.startswith('as_of') else 7}:" in built.log
    assert "Traceback" not in built.log
    assert not built.folder.exists()


@pytest.mark.parametrize("command", ["check", "build", "serve", "diff", "show", "export", "handover"])
def test_every_command_refuses_a_misspelt_option_at_its_place(project: Project, command: str) -> None:
    """`rule:` in place of `rules:` would switch off a gate that a team relies on."""
    with_options(project, "rule: {overdue: error}")
    rest = {"diff": ["HEAD"], "show": ["item:checkout"], "export": ["out"], "handover": ["checkout"]}
    if command == "diff":
        commit(project)
    config = str(project.root / "mkdocs.yml")
    done = CliRunner().invoke(main, [command, "-f", config, *rest.get(command, [])])

    assert done.exit_code == COULD_NOT_RUN
    assert "mkdocs.yml:7:7: bad-option: there is no option 'rule'" in done.output
    assert "did you mean 'rules'?" in done.output


def commit(project: Project) -> None:
    who = {f"GIT_{role}_{what}": "Author" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=x"]):
        subprocess.run(["git", *words], cwd=project.root, env={**os.environ, **who}, check=True)


def test_an_unknown_variable_is_an_error_too(project: Project) -> None:
    built = project.build("nobody")
    assert built.exit == 1
    assert "MILEPOST_AUDIENCE" in built.log


def test_an_inner_site_is_not_deployed_to_everybody(project: Project) -> None:
    built = project.build("internal", command="gh-deploy")
    assert built.exit == 1
    assert "gh-deploy" in built.log
    assert not built.folder.exists()
    assert project.build("public", command="gh-deploy").exit == 0


def test_a_site_that_only_ones_own_people_read_is_not_deployed_to_everybody(project: Project) -> None:
    with_options(project, "audiences: [team]")
    project.change("data/roadmap.yml", "audience: public", "audience: team")
    project.write("docs/index.md", "---\naudience: team\n---\n# Home\n")
    built = project.build(command="gh-deploy")
    assert built.exit == 1
    assert "this is the site for 'team'. Put this one on a server of your own" in built.log
    assert not built.folder.exists()


def test_every_rule_can_be_set_in_a_build_that_has_loaded_nothing_else(project: Project) -> None:
    settable = [name for name, rule in RULES.items() if not rule.fixed]
    assert {"audience-widened", "published-without-milepost"} <= set(settable)
    with_options(project, f"rules: {{{': off, '.join(settable)}: off}}")
    built = project.run("mkdocs", "build")
    assert built.exit == 0, built.log
