"""Folders of hand-written pages by audience, outside `docs_dir`: the option `pages`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Project
from tests.support.tree import page
from tests.unit.file_metadata.test_images import PNG

from milepost.cli.main import main
from milepost.mkdocs_plugin.config_loading import load

CONFIG = """\
site_name: Demo
site_url: https://example.com/demo/
repo_url: https://example.com/forge
edit_uri: edit/main/docs/
theme: {name: material, features: [content.action.edit]}
plugins:
  - search
  - milepost:
      as_of: 2026-09-14
      audiences: [public, partners, internal]
      pages:
        internal: inside
        partners: shared
nav:
  - index.md
  - Staff: [pay.md, rota/may.md]
  - Partners: terms.md
"""


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("mkdocs.yml", CONFIG)
    found.write("data/roadmap.yml", ROADMAP)
    found.write("docs/index.md", page("Home", body="Read [pay](pay.md), [terms](terms.md)."))
    found.write("inside/pay.md", "# Salaries\r\n\r\nOperation Heron. ![x](img/heron.png) [Home](index.md)\r\n")
    found.write("inside/rota/may.md", "# May\n\n[Terms](../terms.md)\n")
    found.write("inside/img/heron.png", PNG)
    found.write("shared/terms.md", "# Terms\n\nThirty days. ![x](img/stork.png)\n")
    found.write("shared/plans.md", page("Plans of the crew", "internal"))
    found.write("shared/img/stork.png", PNG)
    found.write("shared/img/unused.png", PNG)
    return found


def test_pages_join_the_sites_of_those_who_may_see_them(project: Project) -> None:
    built = project.build("internal", strict=True)
    assert built.exit == 0, built.log
    assert built.page("pay/").article.words.startswith("Salaries Operation Heron.")
    assert built.page("pay/").article.links["Home"] == "../"
    assert built.page("rota/may/").article.links["Terms"] == "../../terms/"
    assert built.has("plans/")
    assert built.has("img/heron.png")
    assert "Staff" in built.page("").nav


def test_a_middle_audience_sees_its_own_folder_only(project: Project) -> None:
    built = project.build("partners")
    assert built.exit == 0, built.log
    assert built.has("terms/")
    assert built.has("img/stork.png")
    assert not built.has("img/unused.png")
    assert not built.has("plans/")
    assert "Partners" in built.page("").nav
    assert "Staff" not in built.page("").nav
    assert built.mentions("heron") == built.mentions("salaries") == built.mentions("rota") == []


def test_other_sites_do_not_know_of_them(project: Project) -> None:
    before = project.build("public", strict=True)
    assert before.exit == 0, before.log
    for words in ("heron", "salaries", "stork", "terms/", "inside", "shared", "Staff"):
        assert before.mentions(words) == [], words
    for path in ("inside/pay.md", "inside/rota/may.md", "shared/terms.md", "shared/plans.md"):
        project.write(path, "---\ntitle: broken: front matter\n---\n")
    after = project.build("public")
    assert (after.exit, after.files()) == (0, before.files())
    assert "broken" not in after.log


def test_edit_links_lead_to_the_folder(project: Project) -> None:
    text = (project.build("internal").folder / "pay/index.html").read_text()
    assert "https://example.com/forge/edit/main/inside/pay.md" in text


def test_the_public_site_is_verified_with_them(project: Project) -> None:
    done = project.run("milepost", "build")
    assert done.exit == 0, done.log
    sites = {name: project.root / name for name in ("site", "site-partners", "site-internal")}
    assert [(folder / "pay").exists() for folder in sites.values()] == [False, False, True]
    assert [(folder / "terms").exists() for folder in sites.values()] == [False, True, True]


def test_their_blocks_and_links_are_checked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("inside/pay.md", "# Pay\n\n```milepost\nview: bord\n```\n")
    project.write("docs/index.md", page("Home", body='<a href="pay/">pay</a>'))
    monkeypatch.chdir(project.root)
    said = CliRunner().invoke(main, ["check"]).stdout
    assert "inside/pay.md:4:7: bad-block: " in said
    assert "public-links-hidden: 'pay/' is where pay.md is, hidden from public readers who see this" in said


def test_a_page_takes_in_nothing_of_a_folder_that_its_readers_do_not_see(project: Project) -> None:
    project.write("mkdocs.yml", CONFIG + "markdown_extensions: [pymdownx.snippets]\n")
    project.write("docs/index.md", page("Home", body='--8<-- "inside/pay.md"'))
    built = project.run("mkdocs", "build", audience="public")
    assert built.exit == 1
    assert "page-snippet: the page takes in 'inside/pay.md', which its readers may not see" in built.log
    assert project.run("mkdocs", "build", audience="internal").exit == 0


def test_the_server_watches_the_folders_it_shows(project: Project) -> None:
    for audience, names in (("public", set()), ("partners", {"shared"}), ("internal", {"inside", "shared"})):
        config = load(project.root / "mkdocs.yml")[0]
        plugin: Any = config.plugins["milepost"]
        plugin.config["audience"] = audience
        config.plugins.on_config(config)
        assert {Path(path).name for path in config.watch} - {"data"} == names


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("inside/pay.md", page("Pay", "public")),
        ("inside/pay.md", page("Pay", "partners")),
        ("shared/terms.md", page("Terms", "public")),
        ("inside/rota/_audience.yml", "audience: public\n"),
    ],
)
def test_no_page_in_a_folder_may_be_for_a_broader_audience(project: Project, path: str, text: str) -> None:
    project.write(path, text)
    built = project.build("internal")
    assert built.exit == 1
    assert f"{path}:" in built.log
    assert "page-folder: this " in built.log


@pytest.mark.parametrize(
    "path", ["docs/pay.md", "docs/Pay.md", "docs/pay/index.md", "docs/pay.markdown", "shared/pay.md"]
)
def test_two_files_at_one_address_are_an_error_at_the_option(project: Project, path: str) -> None:
    project.write(path, page("Pay", "internal"))
    built = project.build("internal")
    assert built.exit == 1
    assert "mkdocs.yml:12:19: bad-option: pages: at the same address as a file of " in built.log
    assert "Pay" not in project.build("public").log.replace("pay.md", "")


def test_folder_files_of_two_folders_do_not_collide(project: Project) -> None:
    for folder in ("docs", "inside", "shared"):
        project.write(f"{folder}/_audience.yml", "audience: internal\n")
    assert project.build("internal").exit == 0
    assert not project.build("partners").has("terms/")


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("{internal: missing}", "mkdocs.yml:11:25: bad-option: pages: there is no folder"),
        ("{internal: docs}", "mkdocs.yml:11:25: bad-option: pages: 'docs' lies in or around docs_dir"),
        ("{internal: docs/in}", "bad-option: pages: 'docs/in' lies in or around docs_dir"),
        ("{internal: .}", "bad-option: pages: '.' lies in or around docs_dir"),
        ("{internal: data}", "bad-option: pages: 'data' lies in or around data_dir"),
        ("{internal: inside, partners: inside}", "pages: 'inside' lies in or around the folder for 'internal'"),
        ("{intern: inside}", "mkdocs.yml:11:15: bad-option: pages: there is no audience 'intern'"),
        ("{public: inside}", "pages for 'public', the broadest audience, lie in docs_dir"),
        ("{internal: [inside]}", "pages: the folder of pages for 'internal' is not a path"),
        ("{internal: ''}", "pages: the folder of pages for 'internal' is not a path"),
        ("[inside]", "bad-option: pages: a mapping is expected, not a list"),
        ("{1: inside}", "pages: there is no audience '1'"),
    ],
)
def test_a_folder_that_cannot_be_is_an_error_at_its_place(
    project: Project, pages: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.root / "docs/in").mkdir()
    project.write("mkdocs.yml", CONFIG.partition("      pages:")[0] + f"      pages: {pages}\n")
    monkeypatch.chdir(project.root)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code != 0
    assert said in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
