"""Templates are ours unless the site's owner has others, and a page carries only the symbols it uses."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment
from tests.support import guide
from tests.unit.render.conftest import MakePages, html

from milepost.pages.registry import SECTIONS
from milepost.render.templates import theme_folder

PLAN = "items: [{id: a, title: A, status: planned}, {id: b, title: B, status: done}]"


def test_a_page_carries_only_the_symbols_of_the_icons_it_uses(pages: MakePages) -> None:
    page = html(pages(PLAN), "roadmap/items/a.md")
    assert set(re.findall(r'<symbol id="([^"]+)"', page)) == {"_mp-planned"}
    assert set(re.findall(r'xlink:href="#([^"]+)"', page)) == {"_mp-planned"}


def test_no_icon_has_a_plain_href_which_instant_navigation_would_stumble_over(pages: MakePages) -> None:
    found = pages(PLAN)
    assert not any(re.search(r"<use[^>]* href=", html(found, src_uri)) for src_uri in found.pages)


def test_the_owners_templates_win(pages: MakePages, tmp_path_factory: object, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "pages").mkdir(parents=True)
    (own / "pages" / "item.html").write_text("<p>{{ page.title }} is ours</p>", encoding="utf-8")
    found = pages(PLAN, templates=own)
    assert html(found, "roadmap/items/a.md") == "<p>A is ours</p>"
    assert "mp-board" in html(found, "roadmap/board.md")


def test_pages_carry_no_indentation(pages: MakePages) -> None:
    found = pages(PLAN)
    assert not any(re.search(r"^[ \t]", html(found, src_uri), re.MULTILINE) for src_uri in found.pages)


def test_every_class_the_templates_use_is_styled_and_every_style_is_used() -> None:
    folder = theme_folder()
    css = (folder / "assets" / "milepost.css").read_text(encoding="utf-8")
    script = "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "assets").glob("*.js")))
    templates = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html")))
    styled = set(re.findall(r"\.(mp-[a-z0-9_-]+)", css))
    used = {
        name
        for found in re.findall(r'class(?:Name:|=)"([^"]*)"', templates + script)
        for name in re.findall(r"mp-[a-z0-9_-]+", found)
    }
    named = set(re.findall(r"mp-[a-z0-9_-]+", templates + script)) | {"mp-i"}
    assert styled - named == set()
    assert {name for name in used if not name.endswith("-")} - styled - {"mp"} == set()


def test_our_files_ask_no_other_server_for_anything() -> None:
    assets = theme_folder() / "assets"
    for path in filter(Path.is_file, assets.iterdir()):
        assert not re.search(r"https?:|@import|fetch\(|url\(", path.read_text(encoding="utf-8")), path.name


def test_the_guide_names_what_every_template_may_call(pages: MakePages) -> None:
    ours = set(pages(PLAN).theme._environment.globals) - set(Environment().globals)
    listed = guide.rows(guide.page("guide/customising.md"))
    assert {re.match(r"`(\w+)\(", name)[1] for name, row in listed.items() if "(" in name} == ours  # type: ignore[index]


def test_the_guide_names_every_page_that_may_be_replaced() -> None:
    named = set(
        re.findall(r"`(\w+)`", guide.page("guide/customising.md").partition("(`overview`")[2].partition(")")[0])
    )
    assert named | {"overview"} == {page.name for section in SECTIONS.values() for page in section.pages}
