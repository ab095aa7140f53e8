"""Files that mkdocs.yml names besides pages and data."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.support import tree

from milepost.graph.loader import read_files
from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.site import Site
from milepost.problem import MilepostError
from milepost.publish.working_copy import inputs_of, write_copy

CONFIG = """\
site_name: Demo
theme: {name: mkdocs, custom_dir: overrides}
hooks: [hooks/own.py]
watch: [CHANGELOG.md, tables]
markdown_extensions:
  - pymdownx.snippets: {base_path: [snippets, .]}
plugins:
  - search
  - milepost
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "overrides/main.html": "{% extends 'base.html' %}",
    "hooks/own.py": "import helper\n",
    "hooks/helper.py": "",
    "hooks/notes.txt": "",
    "CHANGELOG.md": "# Changes",
    "tables/a.csv": "",
    "tables/closed/_audience.yml": "audience: internal\n",
    "tables/closed/b.csv": "",
    "tables/closed.md": "---\r\naudience: internal\r\n---\r\n",
    "snippets/words.md": "Words",
    "budget.xlsx": "",
    "docs/index.md": "---\naudience: public\n---\n# Home\n",
    "docs/secret.md": "---\naudience: internal\n---\n# Secret\n",
    "data/a.yml": "kind: roadmap\ntitle: A\naudience: public\n",
    "data/b.yml": "kind: roadmap\ntitle: Merlin\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    tree.write(folder, FILES)
    monkeypatch.chdir(folder)
    return folder


def site(root: Path) -> Site:
    config, _ = load(root / "mkdocs.yml")
    return Site.of(config)


def copied(root: Path, tmp_path: Path) -> set[str]:
    found = site(root)
    write_copy(found, read_files(found.settings.data_dir)[0], "public", tmp_path / "copy")
    return {path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*") if path.is_file()}


def test_the_copy_holds_what_is_public_and_what_options_name(root: Path, tmp_path: Path) -> None:
    found = copied(root, tmp_path)
    assert {path for path in found if not path.startswith("data/")} == {
        "mkdocs.yml",
        "overrides/main.html",
        "hooks/own.py",
        "hooks/helper.py",
        "CHANGELOG.md",
        "tables/a.csv",
        "tables/closed/_audience.yml",
        "snippets/words.md",
        "docs/index.md",
    }
    assert sum(path.startswith("data/") for path in found) == 1


def test_nothing_in_the_copy_names_what_is_hidden(root: Path, tmp_path: Path) -> None:
    for path in copied(root, tmp_path):
        assert "Merlin" not in (tmp_path / "copy" / path).read_text("utf-8")


def stopped(root: Path) -> str:
    with pytest.raises(MilepostError) as caught:
        inputs_of(site(root))
    (problem,) = caught.value.problems
    return problem.sentence


def test_an_option_that_reads_data_stops_at_its_place(root: Path) -> None:
    (root / "mkdocs.yml").write_text(CONFIG.replace("watch: [CHANGELOG.md, tables]", "watch: [data/b.yml]"))
    assert "mkdocs.yml:4:8: bad-option: watch reads '" in stopped(root)


def test_an_option_that_leads_outside_stops_at_its_place(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG.replace("[snippets, .]", "[../elsewhere]"))
    said = stopped(root)
    assert "mkdocs.yml:6:" in said
    assert "pymdownx.snippets reads '../elsewhere', which lies outside of project/" in said


def test_a_link_that_leads_into_the_data_is_an_option_that_reads_data(root: Path) -> None:
    (root / "CHANGELOG.md").unlink()
    (root / "CHANGELOG.md").symlink_to(root / "data/b.yml")
    assert "which is Milepost's data" in stopped(root)


def test_in_a_clone_the_whole_clone_may_be_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/x.md").write_text("X")
    (root / "mkdocs.yml").write_text(CONFIG.replace("[snippets, .]", "[../shared]"))
    assert "shared/x.md" in copied(root, tmp_path)


def test_images_in_the_copy_have_no_metadata(root: Path, tmp_path: Path) -> None:
    image = Image.new("RGB", (2, 2))
    exif = image.getexif()
    exif[0x013B] = "Head of Fares"  # the artist
    image.save(root / "docs/boat.jpg", exif=exif)
    (root / "docs/index.md").write_text("---\naudience: public\n---\n![Boat](boat.jpg)\n")
    assert b"Head of Fares" in (root / "docs/boat.jpg").read_bytes()
    assert "docs/boat.jpg" in copied(root, tmp_path)
    assert b"Head of Fares" not in (tmp_path / "copy/docs/boat.jpg").read_bytes()


def test_a_module_brings_the_packages_beside_it(root: Path, tmp_path: Path) -> None:
    tree.write(root, {"hooks/parts/__init__.py": "", "hooks/parts/deep/a.py": "", "hooks/other/b.py": ""})
    found = copied(root, tmp_path)
    assert {"hooks/parts/__init__.py", "hooks/parts/deep/a.py"} <= found
    assert "hooks/other/b.py" not in found


def test_a_link_to_a_configuration_is_copied_where_the_link_is(root: Path, tmp_path: Path) -> None:
    (root / "shared").mkdir()
    (root / "mkdocs.yml").rename(root / "shared/main.yml")
    (root / "mkdocs.yml").symlink_to("shared/main.yml")
    assert "mkdocs.yml" in copied(root, tmp_path)


@pytest.mark.parametrize(
    "option",
    [
        "toc: {permalink_title: /usr/bin/env}",
        f"toc: {{permalink_title: {sys.executable}}}",
        "toc: {permalink_title: /usr/share}",
        "pymdownx.snippets: {base_path: !relative }",
        "pymdownx.snippets: {base_path: [!relative $config_dir/snippets, !relative $docs_dir]}",
    ],
)
def test_programs_and_the_folder_of_each_page_may_be_named(root: Path, option: str) -> None:
    (root / "mkdocs.yml").write_text(f"site_name: A\nplugins: [milepost]\nmarkdown_extensions:\n  - {option}\n")
    inputs_of(site(root))


def test_a_word_that_is_also_the_name_of_the_data_folder_is_no_path(root: Path) -> None:
    config = "site_name: A\nplugins:\n  - search: {OPTION}\n  - milepost\n"
    (root / "mkdocs.yml").write_text(config.replace("OPTION", "separator: data"))
    inputs_of(site(root))
    config = config.replace("search", "macros")
    (root / "mkdocs.yml").write_text(config.replace("OPTION", "include_dir: data"))
    with pytest.raises(MilepostError, match="which is Milepost's data"):
        inputs_of(site(root))


def test_templates_and_hooks_may_lie_among_the_pages(root: Path, tmp_path: Path) -> None:
    config = CONFIG.replace("custom_dir: overrides", "custom_dir: docs/overrides").replace(
        "hooks/own", "docs/hooks/own"
    )
    tree.write(root, {
        "mkdocs.yml": config,
        "docs/overrides/main.html": "", "docs/overrides/secret.md": "---\naudience: internal\n---\n",
        "docs/overrides/closed/_audience.yml": "audience: internal\n", "docs/overrides/closed/a.html": "",
        "docs/hooks/own.py": "",
    })  # fmt: skip
    found = copied(root, tmp_path)
    assert {"docs/overrides/main.html", "docs/hooks/own.py"} <= found
    assert not {"docs/overrides/secret.md", "docs/overrides/closed/a.html"} & found
