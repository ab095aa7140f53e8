from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils import markdown_extensions

from milepost.leak_check.redacted_pages import PAGES, RedactedPages

AUDIENCES = ("public", "partners", "internal")


def page(audience: str, text: str = "text") -> str:
    return f"---\naudience: {audience}\n---\n{text}\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


def write(docs: Path, **files: str) -> None:
    for name, text in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def twin(
    docs: Path, audience: str = "public", silent: str | None = None, texts: tuple[str, ...] = (), **more: Any
) -> dict[str, str]:
    out = docs.parent / "twin"
    RedactedPages(docs, AUDIENCES, audience, silent, **{"nav_file": "SUMMARY.md", **more}).write(out, texts)
    return {path.relative_to(out).as_posix(): path.read_text() for path in sorted(out.rglob("*")) if path.is_file()}


def test_only_pages_that_name_the_audience_or_an_outer_one_stay(docs: Path) -> None:
    write(docs, **{"a.md": page("public"), "b.md": page("partners"), "c.md": page("internal"), "d.md": "silent"})
    assert set(twin(docs)) == {"a.md"}
    assert set(twin(docs, "partners")) == {"a.md", "b.md"}


def test_silent_pages_have_the_audience_of_the_option(docs: Path) -> None:
    write(docs, **{"a.md": "silent", "b.md": page("internal")})
    assert set(twin(docs, silent="public")) == {"a.md"}


def test_the_nearest_folder_speaks_for_its_pages(docs: Path) -> None:
    write(
        docs,
        **{
            "team/_audience.yml": "audience: internal\n",
            "team/a.md": "silent",
            "team/open/_audience.yml": "audience: public\n",
            "team/open/b.md": "silent",
            "team/c.md": page("public"),
        },
    )
    assert set(twin(docs, silent="public")) == {"team/c.md", "team/open/b.md", "team/open/_audience.yml"}


def test_files_stay_only_where_something_visible_names_them(docs: Path) -> None:
    write(
        docs,
        **{
            "a.md": page("public", "![x](img/a.png) and [sheet](<my sheet.csv>) <img src=../img/raw.png>"),
            "b.md": page("internal", "![x](img/b.png)"),
            "img/a.png": "1",
            "img/b.png": "2",
            "img/raw.png": "3",
            "img/nobody.png": "4",
            "my sheet.csv": "5",
            "style.css": "body { background: url('img/back.png') }",
            "img/back.png": "6",
            "CNAME": "example.org",
        },
    )
    kept = set(twin(docs, texts=("style.css",)))
    assert kept == {"a.md", "img/a.png", "img/raw.png", "my sheet.csv", "style.css", "img/back.png", "CNAME"}


def test_files_of_a_hidden_folder_go_even_when_named(docs: Path) -> None:
    write(
        docs,
        **{
            "a.md": page("public", "![x](in/a.png)"),
            "in/_audience.yml": "audience: internal\n",
            "in/a.png": "1",
        },
    )
    assert set(twin(docs)) == {"a.md"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.svg", "Here's a picture ![x](img/a.svg) and it's nice."),
        ("a.svg", '<img src="img/a.svg" width="300">'),
        ("a.svg", "<object data=img/a.svg></object>"),
        ("a.svg", '<p style="background:url(img/a.svg)">'),
        ("a.svg", "[a]\n\n[a]: img/a.svg"),
        ("a_(1).pdf", "[a](img/a_(1).pdf)"),
        ("a_(1).pdf", r"[a](img/a\_\(1\).pdf)"),
        ("a_(1).pdf", "[a](img/a_%281%29.pdf)"),
        ("it's.pdf", "[it's](img/it's.pdf)"),
        ("it's.pdf", "<a href='img/it&#39;s.pdf'>"),
        ("a[1].pdf", "[a](img/a[1].pdf)"),
        ("c&d.pdf", '<a href="img/c&amp;d.pdf">'),
        ("c&amp;d.pdf", "[a](img/c&amp;d.pdf)"),
        ("ü b.pdf", "[a](img/%C3%BC%20b.pdf)"),
    ],
)
def test_a_file_is_found_however_a_page_names_it(docs: Path, name: str, text: str) -> None:
    write(docs, **{"a.md": page("public", text), f"img/{name}": "", "img/other.pdf": ""})
    assert set(twin(docs)) == {"a.md", f"img/{name}"}


def test_a_file_may_be_named_in_the_front_matter_of_a_folder_or_in_the_navigation(docs: Path) -> None:
    write(docs, **{"_meta.yml": "image: a.png", ".nav.yml": "nav: [b.png]", "a.png": "", "b.png": "", "c.png": ""})
    assert set(twin(docs, meta_file="_meta.yml")) == {"_meta.yml", ".nav.yml", "a.png", "b.png"}


def test_a_file_in_place_of_one_of_the_themes_needs_no_mention(docs: Path) -> None:
    write(docs, **{"assets/favicon.png": "", "assets/other.png": ""})
    RedactedPages(docs, AUDIENCES, "public", None).write(
        docs.parent / "out", [], ["assets/favicon.png", "assets/none.png"]
    )
    assert [path.name for path in (docs.parent / "out/assets").iterdir()] == ["favicon.png"]


def test_pages_and_texts_stay_as_they_are_whatever_they_link_to(docs: Path) -> None:
    text = "[a](secret.md) [b](item:secret) [c]\n\n[c]: secret.md"
    write(docs, **{"a.md": page("public", text), "secret.md": page("internal")})
    assert twin(docs) == {"a.md": page("public", text)}


def test_front_matter_for_a_folder_speaks_where_a_plugin_reads_it(docs: Path) -> None:
    write(docs, **{"in/_meta.yml": "audience: internal", "in/a.md": "silent", "b.md": "silent"})
    assert set(twin(docs, silent="public", meta_file="_meta.yml")) == {"b.md"}
    assert set(twin(docs, silent="public")) == {"in/a.md", "b.md"}


def test_linked_folders_are_followed_but_not_into_the_data(docs: Path) -> None:
    write(docs, **{"a.md": page("public", "![x](guide/x.png) [d](d/r.yml) ![y](d/y.png) [r](r.yml)")})
    write(docs.parent, **{"guide/b.md": page("public"), "guide/x.png": "", "guide/in.md": page("internal")})
    write(docs.parent, **{"data/r.yml": "kind: roadmap", "data/y.png": "", "data/n.md": page("public")})
    (docs / "guide").symlink_to(docs.parent / "guide")
    (docs / "d").symlink_to(docs.parent / "data")
    (docs / "r.yml").symlink_to(docs.parent / "data/r.yml")
    assert set(twin(docs, data_dir=docs.parent / "data")) == {"a.md", "guide/b.md", "guide/x.png"}


def test_files_that_arrange_the_navigation_stay(docs: Path) -> None:
    write(docs, **{"a.md": page("public"), ".nav.yml": "nav: [a.md]", "SUMMARY.md": "* [A](a.md)"})
    assert set(twin(docs)) == {"a.md", ".nav.yml", "SUMMARY.md"}


def test_data_that_lies_among_the_pages_is_left_to_its_own_twin(docs: Path) -> None:
    write(docs, **{"a.md": page("public", "data/x.yml"), "data/x.yml": "kind: roadmap"})
    assert set(twin(docs, data_dir=docs / "data")) == {"a.md"}


def test_of_data_around_the_pages_only_yaml_is_left_out(docs: Path) -> None:
    write(docs, **{"a.md": page("public", "x.yml and x.csv"), "x.yml": "kind: roadmap", "x.csv": ""})
    assert set(twin(docs, data_dir=docs.parent)) == {"a.md", "x.csv"}


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference_and_the_copy_has_line_feeds(docs: Path, end: str) -> None:
    docs.mkdir()
    for audience in AUDIENCES:
        (docs / f"{audience}.md").write_bytes(b"\xef\xbb\xbf" + page(audience).replace("\n", end).encode())
    twin(docs, "partners")
    copied = {path.name: path.read_bytes() for path in (docs.parent / "twin").iterdir()}
    assert copied == {f"{audience}.md": page(audience).encode() for audience in ("public", "partners")}


def test_a_folder_file_that_is_not_sound_closes_its_folder(docs: Path) -> None:
    for text in ("audience: [public\n", "audience: {a: b}\n", "audience: publik\n"):
        write(docs, **{"in/_audience.yml": text, "in/a.md": "silent", "b.md": "silent"})
        assert set(twin(docs, silent="public")) == {"b.md"}


def test_a_folder_that_cannot_be_read_stops_the_copy(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(docs, **{"in/a.md": page("public")})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/in"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        twin(docs)


def test_pages_are_what_mkdocs_takes_for_pages() -> None:
    assert set(PAGES) == set(markdown_extensions)
