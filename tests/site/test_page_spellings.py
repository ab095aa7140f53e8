"""No way to mark a page as internal publishes it where silent pages are public."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import MKDOCS_YML, Project
from tests.support.spellings import ORDINARY, READ, UNREAD

from milepost.cli.main import main

SECRET = "Operation Heron"


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("mkdocs.yml", MKDOCS_YML.replace("milepost: {", "milepost: {pages_audience: public, "))
    found.write("data/roadmap.yml", ROADMAP)
    found.write("docs/index.md", "# Home\r\n\r\nWelcome.\r\n")
    return found


def write(project: Project, spellings: dict[str, str]) -> dict[str, str]:
    """Each spelling as a page of its own; the names of the pages by spelling."""
    names = {spelling: f"page{number}.md" for number, spelling in enumerate(spellings)}
    for spelling, name in names.items():
        project.write(f"docs/{name}", spellings[spelling].encode())
    return names


def test_what_can_be_read_is_hidden(project: Project) -> None:
    write(project, READ)
    built = project.build("public")
    assert built.exit == 0, built.log
    assert built.mentions(SECRET) == []
    assert len(project.build("internal").mentions(SECRET)) > len(READ)


def test_what_cannot_is_an_error_of_check_and_of_a_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    names = write(project, UNREAD)
    built = project.build("public")
    assert built.exit == 1
    assert not built.folder.exists()
    monkeypatch.chdir(project.root)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    for said in (built.log, done.stdout):
        assert {spelling for spelling, name in names.items() if f"docs/{name}:" not in said} == set()


def test_the_log_of_an_outer_site_quotes_nothing_of_a_page_that_cannot_be_read(project: Project) -> None:
    project.write("docs/plan.md", "---\ntitle: Heron: the merger\naudience: internal\n---\n")
    built = project.build("public")
    assert built.exit == 1
    assert "docs/plan.md:2:13: page-front-matter: A page seems to" in built.log
    assert "Heron" not in built.log
    assert "Heron" in project.build("internal").log


def test_ordinary_pages_are_published(project: Project) -> None:
    names = write(project, ORDINARY)
    built = project.build("public")
    assert built.exit == 0, built.log
    assert {name for name in names.values() if not built.has(Path(name).stem)} == set()


def test_a_site_of_pages_with_carriage_returns_is_verified(project: Project) -> None:
    for name, audience in (("about", "public"), ("pay", "internal")):
        text = f"---\naudience: {audience}\ntags: [a]\n---\n# On {name}\n\n{SECRET if name == 'pay' else 'Words'}\n"
        project.write(f"docs/{name}.md", text.replace("\n", "\r\n"))
    # Whoever reads the folder of pages for himself finds only what the copy holds.
    project.write(
        "hooks.py",
        "from pathlib import Path\n"
        "def on_page_markdown(markdown, page, config, files):\n"
        "    texts = [path.read_text() for path in sorted(Path(config.docs_dir).glob('*.md'))]\n"
        "    return markdown + '\\n\\n' + str(len(texts)) + ' ' + str(sum('Heron' in text for text in texts))\n",
    )
    project.write("mkdocs.yml", project.read("mkdocs.yml") + "hooks: [hooks.py]\n")
    done = project.run("milepost", "build")
    assert done.exit == 1
    assert SECRET not in done.log
    project.write("mkdocs.yml", project.read("mkdocs.yml").replace("hooks: [hooks.py]\n", ""))
    done = project.run("milepost", "build")
    assert done.exit == 0, done.log
    assert done.has("about/")
    assert done.mentions(SECRET) == []
