"""Files that name an audience as if they were pages, and that MkDocs would copy as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import tree

from milepost.front_matter import text_files
from milepost.leak_check import redacted_pages
from milepost.leak_check.redacted_pages import RedactedPages
from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.options import settings
from milepost.mkdocs_plugin.page_visibility import PageVisibility

AUDIENCES = ("public", "internal")
MARKED = "---\naudience: internal\n---\n# Plan\n"


def problems(root: Path, name: str, text: str) -> list[str]:
    tree.write(root, {"mkdocs.yml": "site_name: A\nplugins: [milepost]\n", "data/a.yml": "", f"docs/{name}": text})
    config, _ = load(root / "mkdocs.yml")
    visibility = PageVisibility(config, settings(config, config.plugins["milepost"].config))  # type: ignore[arg-type]
    return [problem.rule for problem in visibility.problems]


@pytest.mark.parametrize("name", ["Plan.MD", "plan.Markdown", "plan.txt", "plan.rst", "deep/plan.mdx", "plan.adoc"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_that_is_marked_like_a_page_stops_the_build_and_is_not_copied(
    tmp_path: Path, name: str, ends: str
) -> None:
    text = MARKED.replace("\n", ends)
    assert problems(tmp_path, name, text) == ["page-front-matter"]
    copy = RedactedPages(tmp_path / "docs", AUDIENCES, "public", "public")
    copy.write(tmp_path / "copy", [name.rpartition("/")[2]])
    assert not list((tmp_path / "copy").rglob("*"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("robots.txt", "User-agent: *\nDisallow: /\n"),
        ("plan.txt", "---\naudience: public\n---\nFor everybody.\n"),
        ("notes.rst", "Notes\n=====\n\nFor a wide audience.\n"),
        ("CHANGES.MD", "# Changes\n\n* One more\n"),
        ("table.csv", "audience,internal\n"),
    ],
)
def test_other_files_raise_no_alarm(tmp_path: Path, name: str, text: str) -> None:
    assert problems(tmp_path, name, text) == []
    copy = RedactedPages(tmp_path / "docs", AUDIENCES, "public", "public")
    copy.write(tmp_path / "copy", [name])
    assert (tmp_path / "copy" / name).is_file()


def test_the_filter_and_the_redacted_copy_look_at_the_same_files() -> None:
    assert set(redacted_pages._WRITTEN) == set(text_files.MARKUP)
