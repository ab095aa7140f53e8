"""A generated page has a source file for whoever reads pages by path; it holds the page's title, and no data."""

from __future__ import annotations

import gc
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from milepost.mkdocs_plugin.page_sources import PageFile, PageSources
from milepost.render.page import GeneratedPage
from milepost.render.templates import Templates

DAY = date(2026, 9, 14)


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Demo", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site")})
    config.validate()
    config.plugins._current_plugin = "milepost"  # as MkDocs sets it for the length of an event
    return config


NO_THEME = Templates(None, lambda *_: None)


def file_of(config: MkDocsConfig, sources: PageSources) -> PageFile:
    page = GeneratedPage("roadmap/items/pay.md", 'Pay "now"', lambda: pytest.fail("nothing is drawn"), NO_THEME)
    return PageFile.of(page, config, sources)


def test_it_can_be_read_and_is_dated_by_the_day_the_site_speaks_from(config: MkDocsConfig) -> None:
    file = file_of(config, PageSources(DAY))
    path = Path(file.abs_src_path or "")
    assert path.parts[-3:] == ("roadmap", "items", "pay.md")
    assert path.read_text("utf-8") == file.content_string == '---\ntitle: "Pay \\"now\\""\n---\n'
    assert datetime.fromtimestamp(path.stat().st_mtime, UTC) == datetime(2026, 9, 14, tzinfo=UTC)


def test_nothing_is_written_for_those_who_do_not_ask(
    config: MkDocsConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sources = PageSources(DAY)
    file_of(config, sources).content_bytes  # noqa: B018
    assert list(tmp_path.iterdir()) == []
    assert file_of(config, sources).abs_src_path
    assert len(list(tmp_path.iterdir())) == 1


def test_text_that_another_plugin_gave_the_page_is_read_there_too(config: MkDocsConfig) -> None:
    file = file_of(config, PageSources(DAY))
    assert file.abs_src_path
    file.content_string = "Another text"
    assert Path(file.abs_src_path or "").read_text("utf-8") == "Another text"


def test_the_files_are_gone_with_the_build(config: MkDocsConfig) -> None:
    sources = PageSources(DAY)
    path = sources.write("a.md", b"")
    assert os.path.exists(path)
    del sources
    gc.collect()
    assert not os.path.exists(path)


def test_a_file_whose_content_was_replaced_has_a_path_again(config: MkDocsConfig, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"with metadata")
    file = File("photo.jpg", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)
    file.content_bytes = b"without"
    sources = PageSources(DAY)
    sources.write_cleaned(Files([file]))
    assert Path(file.abs_src_path or "").read_bytes() == b"without"
    (tmp_path / "smaller.jpg").write_bytes(b"smaller")
    file.abs_src_path = str(tmp_path / "smaller.jpg")  # as a plugin that optimizes images sets it
    file.copy_file()
    assert (tmp_path / "site" / "photo.jpg").read_bytes() == b"smaller"
