"""`milepost export`: the same pages for any other generator."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from markdown import Markdown
from tests.conftest import MakeSite
from tests.support.data import ROADMAP

from milepost.cli.main import COULD_NOT_RUN, main


@pytest.fixture
def here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = site("")
    project.write("data/roadmap.yml", ROADMAP)
    monkeypatch.chdir(project.root)
    return project.root


def export(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words])


def pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*.md"))}


def test_every_page_is_a_markdown_file_with_a_title(here: Path) -> None:
    done = export("out")
    assert done.exit_code == 0
    found = pages(here / "out")
    assert {"index.md", "roadmap/index.md", "roadmap/board.md", "roadmap/items/checkout.md"} <= set(found)
    assert done.stdout == f"Wrote {len(found)} pages for 'public' to out\n"
    for text in found.values():
        assert yaml.safe_load(text.split("---\n")[1])["title"]
        assert re.search(r"^#+ ", text, re.MULTILINE)


def test_outsiders_pages_are_the_default(here: Path) -> None:
    export("out")
    assert "roadmap/items/merger.md" not in pages(here / "out")
    assert "Acme" not in "".join(pages(here / "out").values())
    export("inner", "--audience", "internal")
    assert "roadmap/items/merger.md" in pages(here / "inner")


def test_every_link_between_pages_leads_to_a_file_and_an_anchor(here: Path) -> None:
    export("out", "--audience", "internal")
    found = pages(here / "out")
    links = 0
    for path, text in found.items():
        for target in re.findall(r'(?:href|src)="([^"#:]*)(?=["#])', text):
            if target:
                file = (here / "out" / path).parent / target
                assert file.is_file(), f"{path} leads to {target}"
                links += target.endswith(".md")
        for page, anchor in re.findall(r'href="([^"#:]+\.md)#([^"]+)"', text):
            assert f'id="{anchor}"' in ((here / "out" / path).parent / page).read_text()
    assert links > 5


def test_markdown_parsers_leave_the_blocks_whole(here: Path) -> None:
    export("out")
    for path, text in pages(here / "out").items():
        body = text.split("---\n", 2)[2]
        html = Markdown().convert(body)
        assert sorted(re.findall(r'class="[^"]*"', html)) == sorted(re.findall(r'class="[^"]*"', body)), path
        for block in re.findall(r"^<div>\n(.*?)\n</div>$", body, re.MULTILINE | re.DOTALL):
            assert "\n\n" not in block


def test_an_export_replaces_an_earlier_one_whole(here: Path) -> None:
    export("out")
    (here / "out/stale.md").touch()
    assert export("out").exit_code == 0
    assert not (here / "out/stale.md").exists()


def test_a_folder_with_anything_else_in_it_is_left_alone(here: Path) -> None:
    done = export("docs")
    assert done.exit_code == COULD_NOT_RUN
    assert "docs holds something that is no export; name a new or empty folder" in done.stderr
    assert [path.name for path in (here / "docs").iterdir()] == ["index.md"]


def test_errors_in_the_data_leave_the_earlier_export(here: Path) -> None:
    export("out")
    before = pages(here / "out")
    (here / "data/roadmap.yml").write_text(ROADMAP + "oops: 1\n")
    done = export("out")
    assert done.exit_code == 1
    assert "unknown-field" in done.stderr
    assert pages(here / "out") == before
