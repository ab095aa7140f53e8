from __future__ import annotations

from pathlib import Path

import pytest

from milepost.build.twin_pages import TwinPages

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
    docs: Path, audience: str = "public", silent: str | None = None, words: tuple[str, ...] = ()
) -> dict[str, str]:
    out = docs.parent / "twin"
    TwinPages(docs, AUDIENCES, audience, silent, nav_file="SUMMARY.md").write(
        out, lambda target: target == "item:secret", words
    )
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
    kept = set(twin(docs, words=("style.css",)))
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


def test_links_to_hidden_pages_and_things_leave_their_words(docs: Path) -> None:
    text = "[a](sub/secret.md#x) [b](item:secret) [c](item:open) [d](e.md)"
    write(docs, **{"a.md": page("public", text), "e.md": page("public"), "sub/secret.md": page("internal")})
    assert twin(docs)["a.md"] == page("public", "a b [c](item:open) [d](e.md)")


def test_files_that_arrange_the_navigation_stay(docs: Path) -> None:
    write(docs, **{"a.md": page("public"), ".nav.yml": "nav: [a.md]", "SUMMARY.md": "* [A](a.md)"})
    assert set(twin(docs)) == {"a.md", ".nav.yml", "SUMMARY.md"}


def test_data_that_lies_among_the_pages_is_left_to_its_own_twin(docs: Path) -> None:
    write(docs, **{"a.md": page("public", "data/x.yml"), "data/x.yml": "kind: roadmap"})
    out = docs.parent / "twin"
    TwinPages(docs, AUDIENCES, "public", None, None).write(out, lambda target: False, (), left_out=docs / "data")
    assert sorted(path.name for path in out.rglob("*")) == ["a.md"]
