"""Which files a page refers to."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from milepost.mkdocs_plugin.references import References


@pytest.mark.parametrize(
    "html",
    [
        "<p style='background: url(img/a.png)'>",
        "<p style='background: url( &quot;img/a.png&quot; )'>",
        "<p style=\"background: url('img/a.png')\">",
        "<style>p{background:url(\n  img/a.png\n)}</style>",
        "<style>" + "url(" * 100_000 + "img/a.png)</style>",
        "<style>url(" + " " * 100_000 + "img/a.png" + " " * 100_000 + ")</style>",
    ],
    ids=range(6),
)
def test_a_style_refers_to_what_it_fetches(html: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: S\n")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    files = Files([File(name, "docs", "site", True) for name in ("index.md", "img/a.png", "img/b.png")])
    page = Page("Home", files.src_uris["index.md"], config)
    page.meta = {}
    references = References(config)
    references.add_page(page, html)
    assert references.among(files) == {"img/a.png"}
