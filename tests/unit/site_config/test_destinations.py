"""What a build may replace, and what it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from milepost.could_not_run import CouldNotRun
from milepost.site_config.destinations import guard_content, holds_site


def test_a_new_an_empty_and_a_hidden_folder_may_be_replaced(tmp_path: Path) -> None:
    guard_content(tmp_path / "new")
    guard_content(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".nojekyll").touch()
    guard_content(tmp_path)


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.7.0"></head>',
        "<meta name=generator content=mkdocs-1.6.1>",
        '<META name="generator" content="MkDocs-1.6.1">',
    ],
)
@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_a_page_says_that_mkdocs_made_it(tmp_path: Path, page: str, name: str) -> None:
    (tmp_path / name).write_text(page)
    (tmp_path / "more.html").touch()
    guard_content(tmp_path)


def test_what_mkdocs_always_writes_says_that_it_made_a_site(tmp_path: Path) -> None:
    for name in ("sitemap.xml", "sitemap.xml.gz", "more.html"):
        (tmp_path / name).touch()
    assert holds_site(tmp_path)


@pytest.mark.parametrize("name", ["index.html", "sitemap.xml", "CNAME", "photo.jpg"])
def test_a_folder_that_somebody_or_another_generator_has_filled_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('<meta name="generator" content="Jekyll v4.3">')
    with pytest.raises(CouldNotRun, match=f"holds {name}, and no site that MkDocs or Milepost has built"):
        guard_content(tmp_path)


def test_the_message_names_a_few_entries_and_counts_the_rest(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / name).mkdir()
    with pytest.raises(CouldNotRun, match="holds a/, b/, c/ and 2 more, and no site"):
        guard_content(tmp_path)
