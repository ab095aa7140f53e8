"""Frames give what the theme gives, byte for byte, or are not used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import url_filter

from milepost.mkdocs_plugin.page_frames import PageFrames

PAGES = 12
PLAIN = (
    "<title>{{ page.meta.title or page.title | striptags }}</title>"
    '<meta content="{{ page.meta.description }}"><link href="{{ page.canonical_url }}"><b>{{ page.title | e }}</b>'
    "<a href=\"{{ 'assets/x.css' | url }}\">{{ page.url }}</a>{% for one in page.toc %}{{ one.title }}{% endfor %}"
    "{% if page.meta.hide and 'toc' in page.meta.hide %}hidden{% endif %}{{ page.parent.title }}"
    '{% if not "<h1" in page.content %}<h1>{{ page.title }}</h1>{% endif %}{{ page.content }}{{ extra }}'
)


class Theme:
    """A template, and how often it was rendered for a page."""

    def __init__(self, text: str) -> None:
        self.env = Environment(loader=DictLoader({"main.html": "{{ count() }}" + text}), autoescape=False)
        self.env.filters["url"] = url_filter
        self.drawn = 0
        self.env.globals["count"] = self._count

    def _count(self) -> str:
        self.drawn += 1
        return ""


def file(path: str, *, directories: bool = True) -> File:
    return File(path, None, "site", directories)


def pages(change: Callable[[int, Page], None] = lambda number, page: None, *, directories: bool = True) -> list[Page]:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Demo", "site_url": "https://example.com/demo/"})
    section = Section("Roadmap", [])
    found = []
    for number in range(PAGES):
        page = Page(None, file(f"roadmap/items/item-{number}.md", directories=directories), config)
        title = escape(f"Fares & <gates> {number}")
        page.meta = {"title": title, "description": f"About {number}"}
        page.title = title  # type: ignore[assignment]
        page.content = f"<h1>{title}</h1><p>Text {number}</p>"
        page.toc = TableOfContents([AnchorLink("About", "about", 2)])
        page.parent = section
        change(number, page)
        found.append(page)
    return found


def compare(text: str, made: list[Page], more: Callable[[int], dict[str, Any]] = lambda number: {}) -> tuple[int, int]:
    """How often the theme drew the pages without frames, and with them, after the same texts came out."""
    plain, framed = Theme(text), Theme(text)
    frames = PageFrames({page.file.src_uri for page in made}, Files([page.file for page in made]))
    frames.install(framed.env)
    nav, built = object(), datetime(2026, 12, 1, tzinfo=UTC)
    for number, page in enumerate(made):
        page.active = True
        context = {
            "page": page,
            "pages": made,
            "nav": nav,
            "base_url": get_relative_url(".", page.url),
            "extra_css": ["x.css"],
            "build_date_utc": built,
            **more(number),
        }
        assert framed.env.get_template("main.html").render(context) == plain.env.get_template("main.html").render(
            context
        ), number
        page.active = False
    return plain.drawn, framed.drawn


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "{{ page.title }}{{ page.canonical_url }} {{ '/' ~ page.url }}",
        "{% if page.title %}{{ page.title ~ '!' }}{% endif %}{{ page.abs_url | e }}",
        "{{ page.is_homepage }} {{ page.ancestors | length }} {{ page.unknown }} {{ page.meta.unknown | d('-') }}",
        "{{ page.edit_url }}{{ page.previous_page }}{{ page.meta | length }}",
        "one text for all pages",
    ],
)
def test_pages_of_one_kind_are_put_into_a_frame_that_the_theme_drew_once(text: str, directories: bool) -> None:
    plain, framed = compare(text, pages(directories=directories))
    # The first page, the frame, and two pages to compare with.
    assert (plain, framed) == (PAGES, 4)


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.file.src_uri }}",
        "{{ page.title | upper }}",
        "{{ page.title | truncate(8) }}",
        "{{ page.title[:4] }}",
        "{{ page.title | tojson }}",
        "{{ page.title | replace('a', 'b') }}",
        "{{ page.content | length }}",
        "{{ page.content | striptags | wordcount }}",
        "{% if page.content | length > 36 %}long{% endif %}",
        "{% if page.title > 'Fares &amp; &lt;gates&gt; 4' %}after{% endif %}",
        "{% if page.url.startswith('roadmap/items/item-7') %}seven{% endif %}",
        "{{ {'roadmap/items/item-7/': 'seven'}[page.url] }}",
        "{{ page.meta.items() | list | length }} {{ page.meta.description }}",
        "{% for name in page.meta %}{{ page.meta[name] }}{% endfor %}",
        "{% for letter in page.title %}{{ letter }}-{% endfor %}",
        "{% for one in pages %}{% if one.active %}{{ one.url }}{% endif %}{% endfor %}",
        "{{ page }}",
        "{{ page.render.__name__ }}{{ page.markdown.upper() if page.markdown }}{{ page.title.nothing }}",
        "{{ (page.content ~ page.url) | length }}",
    ],
)
def test_a_template_that_looks_at_single_pages_draws_them_itself(text: str) -> None:
    compare(text, pages())


@pytest.mark.parametrize(
    "text",
    [
        "{% if page.url == 'roadmap/items/item-7/' %}seven{% endif %}{{ page.title }}",
        "{% if page.url != 'roadmap/items/item-7/' %}not seven{% endif %}",
        "{% if 'item-7' in page.url %}seven{% endif %}",
        "{% if '<i>' in page.content %}{{ page.title }}{% endif %}",
        "{% if page.meta.description == 'About 7' %}seven{% endif %}",
        "{{ page.meta.icon }}",
        "{{ page.color }}",
        "{{ page.update_date }}",
    ],
)
def test_a_page_with_another_answer_is_drawn_by_the_theme(text: str) -> None:
    def change(number: int, page: Page) -> None:
        page.content = f"{page.content}<i></i>" if number == 7 else page.content
        page.meta["icon"] = "star" if number == 7 else "moon"
        page.color = "red" if number == 7 else "blue"  # type: ignore[attr-defined]
        page.update_date = "2026-12-07" if number == 7 else "2026-12-01"

    _, framed = compare(text, pages(change))
    assert framed == 5


def test_a_context_of_another_plugin_is_part_of_the_frame() -> None:
    _, framed = compare(PLAIN, pages(), lambda number: {"extra": "seven" if number == 7 else "other"})
    assert framed == 5
    _, framed = compare(PLAIN, pages(), lambda number: {"extra": "seven"} if number == 7 else {})
    assert framed == 5


def test_pages_with_another_table_of_contents_or_section_are_of_another_kind() -> None:
    def change(number: int, page: Page) -> None:
        if number % 2:
            page.toc = TableOfContents([AnchorLink("Dates", "dates", 2)])
        if number % 3 == 0:
            page.parent = Section("Elsewhere", [])

    compare(PLAIN, pages(change))


def test_a_page_with_a_folder_of_its_own_is_drawn_by_the_theme() -> None:
    made = pages()
    below = file("roadmap/items/item-7/notes.md")
    plain, framed = (
        Theme("{{ 'roadmap/items/item-7/notes/' | url }}"),
        Theme("{{ 'roadmap/items/item-7/notes/' | url }}"),
    )
    frames = PageFrames({page.file.src_uri for page in made}, Files([*(page.file for page in made), below]))
    frames.install(framed.env)
    for page in made:
        context = {"page": page, "base_url": get_relative_url(".", page.url)}
        texts = [theme.env.get_template("main.html").render(context) for theme in (plain, framed)]
        assert texts[0] == texts[1]


def test_what_is_no_generated_page_is_left_to_the_template() -> None:
    made = pages()
    theme = Theme("{{ page.title }}{{ word }}")
    PageFrames(set(), Files([])).install(theme.env)
    template = theme.env.get_template("main.html")
    assert [template.render({"page": page}) for page in made] == [page.title for page in made]
    assert template.render(page=made[0], word="x") == f"{made[0].title}x"
    assert template.name == "main.html"
    assert theme.drawn == PAGES + 1


def test_a_template_that_fails_with_markers_draws_every_page_itself() -> None:
    made = pages(lambda number, page: page.meta.update(weight=str(number), title=str(number)))
    compare("{{ page.meta.title | int + 1 }}{{ page.meta['title'].zfill(3) }}", made)


def test_a_template_that_is_included_is_not_framed() -> None:
    theme = Theme("{% include 'part.html' %}")
    theme.env.loader.mapping["part.html"] = "{{ page.title }}"  # type: ignore[union-attr]
    made = pages()
    PageFrames({page.file.src_uri for page in made}, Files([])).install(theme.env)
    template = theme.env.get_template("main.html")
    assert [template.render({"page": page}) for page in made] == [page.title for page in made]
    assert theme.drawn == 4
