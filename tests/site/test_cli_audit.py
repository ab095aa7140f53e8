"""`milepost audit`, and the same in plain `mkdocs build` and what publishes its site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.example import example
from tests.support.project import Project
from tests.support.tree import page

from milepost.cli.main import COULD_NOT_RUN, FINDINGS, main

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "kubernetes"
HIDDEN = """\
  - id: project-osprey
    title: One ticket for both harbours
    summary: The council has promised to pay for it in a letter that nobody has answered yet.
    status: planned
    audience: internal
"""
PLUGINS = """\
site_name: Demo
site_url: https://example.com/demo/
theme: {{name: material, font: false}}
plugins: [search, milepost: {{as_of: 2026-09-14, {}}}]
"""


@pytest.fixture
def project(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Project:
    found = site("")
    found.write("mkdocs.yml", PLUGINS.format(""))
    found.write("data/roadmap.yml", ROADMAP + HIDDEN)
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def leaking(project: Project) -> Project:
    """A site with an internal title in a public page."""
    project.write("docs/news.md", page("News", body="We talk about a *merger* with ACME."))
    return project


def audit(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", *words])


def built(project: Project, *audiences: str) -> None:
    """Sites where `milepost build` would put them, by a build that audits nothing."""
    options = project.read("mkdocs.yml")
    project.write("mkdocs.yml", options.replace("as_of:", "audit: {enabled: false}, as_of:"))
    for audience in audiences:
        folder = project.build(audience).folder
        shutil.copytree(folder, project.root / ("site" if audience == "public" else f"site-{audience}"))
    project.write("mkdocs.yml", options)


def test_a_clean_site_ends_with_0_and_says_what_was_searched(project: Project) -> None:
    built(project, "public", "internal")
    done = audit("site")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "of the site for 'public' for 5 internal strings" in done.stdout
    assert "Control: 5 of 5 internal strings are in " in done.stdout
    assert done.stdout.endswith("No internal text found.\n")


def test_the_internal_site_is_full_of_what_is_searched_for(project: Project) -> None:
    built(project, "internal")
    done = audit("site-internal", "--audience", "public", "--format", "json")
    assert done.exit_code == FINDINGS
    found = {hit["kind"] for hit in json.loads(done.stdout)["hits"]}
    assert found == {"title", "id", "text", "name"}


def test_a_finding_ends_with_1_and_has_both_places(leaking: Project) -> None:
    built(leaking, "public")
    done = audit("site")
    assert done.exit_code == FINDINGS
    assert "news/index.html:" in done.stdout
    assert "search/search_index.json:1:" in done.stdout
    assert "contains text that is internal in data/roadmap.yml:17:12 (title, Item.title)" in done.stdout
    assert "acme" not in done.stdout.lower()
    assert "'merger with ACME'" in audit("site", "--show-values").stdout


def test_the_report_goes_into_a_file(leaking: Project) -> None:
    built(leaking, "public")
    done = audit("site", "--format", "json", "-o", "audit.json")
    assert (done.exit_code, done.stdout) == (FINDINGS, "")
    assert json.loads(leaking.read("audit.json"))["audience"] == "public"


def test_what_mkdocs_yml_allows_is_no_finding(leaking: Project) -> None:
    allow = "audit: {allow: [{text: Merger with Acme, files: [news/*, search/*], reason: It was in the papers.}]}"
    leaking.write("mkdocs.yml", PLUGINS.format(allow))
    built(leaking, "public")
    done = audit("site")
    assert done.exit_code == 0
    assert "2 matches allowed by mkdocs.yml." in done.stdout


def test_plain_mkdocs_build_audits_an_outer_site(project: Project, leaking: Project) -> None:
    done = leaking.build("public")
    assert done.exit == 1
    assert "contains text that is internal in data/roadmap.yml:17:12" in done.log
    assert "Do not publish" in done.log
    assert "acme" not in done.log.lower()
    assert leaking.build("internal").exit == 0


def test_plain_mkdocs_build_says_what_it_searched(project: Project) -> None:
    assert "INFO milepost: Searched " in project.build("public").log
    assert "Searched" not in project.build("internal").log


def test_gh_deploy_stops_before_it_publishes_internal_text(leaking: Project) -> None:
    done = leaking.build("public", command="gh-deploy")
    assert done.exit == 1
    assert "findings in" in done.log


def test_a_build_that_does_not_audit_says_so(leaking: Project) -> None:
    leaking.write("mkdocs.yml", PLUGINS.format("audit: {enabled: false}"))
    done = leaking.build("public")
    assert done.exit == 0
    assert "WARNING milepost: nobody checked this site for internal text" in done.log
    assert "'milepost build' does" in done.log


def test_serving_a_site_audits_nothing(leaking: Project) -> None:
    assert leaking.build("public", command="serve").exit == 0


def test_mike_is_refused_the_internal_site(project: Project) -> None:
    variables = {"MIKE_DOCS_VERSION": "1.0"}
    done = project.build("internal", environment=variables)
    assert done.exit == 1
    assert "mike publishes to everybody, and this is the site for 'internal'" in done.log
    assert project.build("public", environment=variables).exit == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "there is no folder nowhere"),
        (["data"], "data is not a built site: there is no page in it"),
        (["site", "--audience", "publik"], "there is no audience 'publik'"),
        (["site", "--audience", "internal"], "nothing is hidden from 'internal'"),
        (["site", "-f", "other.yml"], "there is no file other.yml"),
        (["site", "-f", "docs/index.md"], "docs/index.md"),
        (["site", "--control", "nowhere"], "there is no folder nowhere"),
        (["site", "--control", "site"], "the search found none of the internal strings in site"),
    ],
)
def test_what_cannot_be_searched_ends_with_2(project: Project, words: list[str], message: str) -> None:
    project.write("site/index.html", "<p>Nothing")
    done = audit(*words)
    assert done.exit_code == COULD_NOT_RUN
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_configuration_without_milepost_is_told(project: Project) -> None:
    project.write("site/index.html", "")
    project.write("mkdocs.yml", "site_name: Demo\n")
    done = audit("site")
    assert done.exit_code == COULD_NOT_RUN
    assert "does not use Milepost" in done.stderr


def test_data_that_cannot_be_read_is_told_at_its_place(project: Project) -> None:
    project.write("site/index.html", "")
    project.write("data/broken.yml", "kind: [")
    done = audit("site")
    assert done.exit_code == COULD_NOT_RUN
    assert "data/broken.yml:1:" in done.stderr
    assert "milepost check lists everything" in done.stderr


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("audit: on", "audit is a mapping with enabled, allow"),
        ("audit: {enable: true}", "audit has no key 'enable'; did you mean 'enabled'?"),
        ("audit: {enabled: 1}", "enabled is true or false"),
        ("audit: {allow: {text: a}}", "allow is a list"),
        ("audit: {allow: [{text: Acme}]}", "an entry of allow needs 'reason:'"),
        ("audit: {allow: [{reason: Because}]}", "an entry of allow needs 'text:'"),
        ("audit: {allow: [{text: Acme, reason: ' '}]}", "an entry of allow needs 'reason:'"),
        ("audit: {allow: [{text: Acme, reason: Because, files: {}}]}", "files is a pattern"),
        ("audit: {allow: [{text: Acme, reasons: Because}]}", "an entry of allow has no key 'reasons'"),
    ],
)
def test_an_option_that_cannot_be_is_told_at_its_line(project: Project, option: str, message: str) -> None:
    project.write("site/index.html", "")
    project.write("mkdocs.yml", PLUGINS.format(option))
    done = audit("site")
    assert done.exit_code == COULD_NOT_RUN
    assert "mkdocs.yml:4:" in done.stderr
    assert message in done.stderr


def test_the_published_example_raises_no_alarm(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    public, internal = (str(example(tmp_path_factory, audience)) for audience in ("public", "internal"))
    done = audit(public, "--control", internal, "--format", "json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["control"]["searched"] > 300
    assert report["control"]["found"] > 0.9 * report["control"]["searched"]
    assert report["unused_allow"] == []


def test_a_fresh_site_raises_no_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", "fresh"]).exit_code == 0
    fresh = tmp_path / "fresh"
    text = (fresh / "mkdocs.yml").read_text()
    made = Project.__new__(Project)
    made.root = fresh
    assert "milepost" in text
    assert made.build("public").exit == 0


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the real plan is not here")
def test_a_real_plan_raises_no_alarm(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    shutil.copytree(REAL, project.root / "data", dirs_exist_ok=True)
    project.write("mkdocs.yml", PLUGINS.format(""))
    monkeypatch.chdir(project.root)
    built(project, "public", "internal")
    done = audit("site", "--format", "json")
    assert done.exit_code == 0, done.output
    control = json.loads(done.stdout)["control"]
    assert control["found"] == control["searched"] > 150
