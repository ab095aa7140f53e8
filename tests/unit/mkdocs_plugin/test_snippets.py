from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from tests.support import tree

from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.options import settings
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.mkdocs_plugin.run_mode import RunMode
from milepost.mkdocs_plugin.snippets import Snippets

SECRET = "Operation Heron"
FILES = """\
    mkdocs.yml
        site_name: Demo
        plugins: [milepost]
        markdown_extensions: [pymdownx.snippets]
    CHANGES.md
        What changed
    nested.txt
        --8<-- "docs/hid.md"
    data/
        roadmap.yml
            kind: roadmap
    notes/
        linked.md
            Operation Heron
    docs/
        index.md
            ---
            audience: public
            ---
        hid.md
            ---
            audience: internal
            ---
            Operation Heron
        open.txt
            Words for all
        in/
            _audience.yml
                audience: internal
            words.txt
                Operation Heron
"""

Convert = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    tree.write(folder, tree.parse(FILES))
    (folder / "linked.txt").symlink_to(folder / "docs/hid.md")
    (folder / "docs/in/linked.md").symlink_to(folder / "notes/linked.md")
    (tmp_path / "outside.txt").write_text(SECRET)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def convert(root: Path) -> Convert:
    """Markdown to HTML as a page of the public site has it, with the extension's options."""

    def html(text: str, run: RunMode | None = None, **options: object) -> str:
        config: MkDocsConfig = load(Path("mkdocs.yml"))[0]
        config.mdx_configs["pymdownx.snippets"] = options
        visibility = PageVisibility(config, settings(config, config.plugins["milepost"].config))  # type: ignore[arg-type]
        extensions = [Snippets(config, visibility, run or RunMode()), *config.markdown_extensions]
        return Markdown(extensions=extensions, extension_configs=config.mdx_configs).convert(text)

    return html


@pytest.mark.parametrize(
    "name",
    [
        "docs/hid.md",
        "docs/hid.md:1:3",
        "data/roadmap.yml",
        "docs/in/words.txt",
        "docs/in/_audience.yml",
        "nested.txt",
        "linked.txt",
        "notes/linked.md",
        "docs",
    ],
)
def test_a_page_cannot_take_in_what_its_readers_may_not_see(
    convert: Convert, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(PluginError):
        convert(f'--8<-- "{name}"')
    assert "page-snippet: the page takes in '" in caplog.text
    assert SECRET not in caplog.text


def test_the_extensions_own_folders_make_no_difference(convert: Convert) -> None:
    with pytest.raises(PluginError):
        convert('--8<-- "hid.md"', base_path=["docs"])
    with pytest.raises(PluginError):
        convert("words", base_path="docs", auto_append=["hid.md"])


def test_a_file_outside_these_folders_cannot_be_taken_in(convert: Convert) -> None:
    with pytest.raises(PluginError):
        convert('--8<-- "../outside.txt"', restrict_base_path=False)
    assert SECRET in convert('--8<-- "outside.txt"', base_path=[".."])


def test_what_may_be_seen_is_taken_in(convert: Convert) -> None:
    text = '--8<-- "docs/open.txt"\n\n--8<-- "CHANGES.md"\n\n--8<-- "gone.md"'
    assert convert(text) == "<p>Words for all</p>\n<p>What changed</p>"


def test_what_a_working_copy_leaves_out_stops_the_build(convert: Convert, root: Path) -> None:
    tree.write(root.parent / "source", {"NOTES.md": SECRET})
    run = RunMode(checks=False, copied=(root.parent / "source", root))
    assert convert('--8<-- "gone.md"', run) == ""
    with pytest.raises(PluginError):
        convert('--8<-- "NOTES.md"', run)
