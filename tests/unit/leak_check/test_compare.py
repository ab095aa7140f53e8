from __future__ import annotations

from pathlib import Path

import pytest

from milepost.leak_check.compare import compare


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("site", "twin"):
        (tmp_path / name / "items").mkdir(parents=True)
        (tmp_path / name / "items" / "index.html").write_text("one\ntwo\nthree\n")
    return tmp_path / "site", tmp_path / "twin"


def told(trees: tuple[Path, Path]) -> list[str]:
    return [str(difference) for difference in compare(*trees, names=("the site", "its twin"))]


def test_the_same_bytes_have_no_difference(trees: tuple[Path, Path]) -> None:
    assert told(trees) == []


def test_one_byte_is_found_with_its_line_and_not_quoted(trees: tuple[Path, Path]) -> None:
    (trees[0] / "items" / "index.html").write_text("one\ntwO\nthree\n")
    assert told(trees) == ["items/index.html:2: differs"]


def test_a_file_that_ends_sooner_differs(trees: tuple[Path, Path]) -> None:
    (trees[1] / "items" / "index.html").write_text("one\ntwo\n")
    assert told(trees) == ["items/index.html:3: differs"]


def test_a_file_more_is_found_on_either_side(trees: tuple[Path, Path]) -> None:
    (trees[0] / "a").touch()
    (trees[1] / "b").touch()
    assert told(trees) == ["a: only in the site", "b: only in its twin"]


def test_an_empty_folder_counts(trees: tuple[Path, Path]) -> None:
    (trees[0] / "items" / "secret").mkdir()
    assert told(trees) == ["items/secret: only in the site"]


def test_a_folder_is_not_a_file_nor_a_link(trees: tuple[Path, Path]) -> None:
    (trees[0] / "a").mkdir()
    (trees[1] / "a").touch()
    (trees[0] / "l").symlink_to("here")
    (trees[1] / "l").symlink_to("there")
    assert told(trees) == [
        "a: a folder in the site, a file in its twin",
        "l: a link to here in the site, a link to there in its twin",
    ]
