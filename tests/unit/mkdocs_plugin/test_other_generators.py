"""What a build without Milepost would publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import tree

from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.site import Site
from milepost.publish.findings import findings

FILES = """\
    mkdocs.yml
        site_name: Demo
        plugins: [milepost: {as_of: 2026-09-14, pages_audience: public}]
    data/
        roadmap.yml
            kind: roadmap
            title: Plan
    docs/
        index.md
            # Home
        pay.md
            ---
            audience: internal
            ---
        chart.png
        team/
            _audience.yml
                audience: internal
            plans.md
                # Plans
            chart.png
            open.md
                ---
                audience: public
                ---
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tree.write(tmp_path, tree.parse(FILES))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(root: Path) -> list[str]:
    site = Site.of(load(root / "mkdocs.yml")[0])
    problems = [one for one in findings(site.settings, site.mkdocs) if one.rule == "published-without-milepost"]
    return [f"{one.level}: {one.text()}" for one in problems]


def test_every_page_and_file_that_is_not_for_everybody_is_named_once(root: Path) -> None:
    (one,) = found(root)
    assert one == (
        "warning: mkdocs.yml:1:1: published-without-milepost: a build of docs without Milepost would publish these "
        "3 files, which are not for everybody: pay.md, team/chart.png, team/plans.md\n"
        "  = move pages into a folder beside docs_dir, and name it below '- milepost:': "
        "pages: {internal: docs-internal}"
    )


def test_what_is_kept_out_of_the_site_is_not_named(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text() + "exclude_docs: |\n  pay.md\n  team/\n")
    assert found(root) == []


def test_pages_in_a_folder_of_their_own_are_not_named(root: Path) -> None:
    (root / "closed").mkdir()
    (root / "docs/pay.md").rename(root / "closed/pay.md")
    (root / "docs/team").rename(root / "closed/team")
    (root / "closed/team/open.md").unlink()
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("public}", "public, pages: {internal: closed}}"))
    assert found(root) == []


def test_data_among_the_pages_is_named_too(root: Path) -> None:
    (root / "data").rename(root / "docs/data")
    config = root / "mkdocs.yml"
    config.write_text("docs_dir: docs\n" + config.read_text().replace("public}", "public, data_dir: docs/data}"))
    (one,) = found(root)
    assert "mkdocs.yml:1:11" in one
    assert "data/roadmap.yml, pay.md" in one
    assert one.endswith("; keep data_dir outside docs_dir")


def test_the_rule_can_be_set(root: Path) -> None:
    config = root / "mkdocs.yml"
    rules = "public, rules: {published-without-milepost: %s}}"
    text = config.read_text()
    config.write_text(text.replace("public}", rules % "off"))
    assert found(root) == []
    config.write_text(text.replace("public}", rules % "error"))
    assert found(root)[0].startswith("error: ")
