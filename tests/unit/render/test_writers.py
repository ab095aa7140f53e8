"""A page is drawn from its sections, by our templates or by those of the site's owner."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.render.conftest import MakePages, html, text

from milepost.outputs.markdown import markdown

PLAN = """
disclose: {public: [reasons]}
items:
  - {id: a, title: A, status: in_progress, health: at_risk, health_reason: Rain., description: Words of ours.,
     end: 2027-02-01, baseline: {end: 2027-01-01}, audience: public}
"""
ITEM = "roadmap/items/a.md"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def write(own: Path, path: str, content: str) -> None:
    (own / path).parent.mkdir(parents=True, exist_ok=True)
    (own / path).write_text(content, encoding="utf-8")


def test_the_owners_template_of_a_page_wins_and_its_contents_are_what_it_shows(pages: MakePages, own: Path) -> None:
    write(own, "pages/item.html", '<h1>{{ page.title }}</h1><h2 id="about">About</h2>{{ prose(page.description) }}')
    page = pages(PLAN, templates=own).pages[ITEM].render(str)
    assert page.html == '<h1>A</h1><h2 id="about">About</h2><p>Words of ours.</p>'
    assert [heading.id for heading in page.headings] == ["about"]


def test_the_owners_template_of_a_page_may_keep_our_sections(pages: MakePages, own: Path) -> None:
    write(
        own, "pages/item.html", '{% extends "pages/base.html" %}{% block lead %}<p>Draft</p>{{ super() }}{% endblock %}'
    )
    ours, theirs = (html(pages(PLAN, templates=templates), ITEM) for templates in (None, own))
    assert theirs.count("<p>Draft</p>") == 1
    assert "".join(theirs.replace("<p>Draft</p>", "").split()) == "".join(ours.split())


def test_an_export_of_a_page_with_a_template_of_its_own_is_that_page(pages: MakePages, own: Path) -> None:
    write(own, "pages/item.html", "<h1>{{ page.title }}</h1><p>Quayside</p>")
    assert "<div>\n<h1>A</h1><p>Quayside</p>\n</div>" in markdown(pages(PLAN, templates=own).pages[ITEM])


def test_the_owners_template_of_a_section_wins_in_the_page_and_its_export(pages: MakePages, own: Path) -> None:
    write(own, "sections/item/dates.html", "<p>{{ page.dates[0].promised }}, promised</p>")
    found = pages(PLAN, templates=own)
    for made in (html(found, ITEM), markdown(found.pages[ITEM])):
        assert "<p>1 January 2027, promised</p>" in made
        assert "mp-dates" not in made
        assert "Words of ours." in made


def test_the_owners_template_of_every_page_wins(pages: MakePages, own: Path) -> None:
    write(own, "pages/base.html", "<main>{{ lead }}{{ body }}</main>")
    found = pages(PLAN, templates=own)
    assert all(html(found, src_uri).startswith("<main>") for src_uri in found.pages)


def test_a_template_that_extends_what_is_not_there_is_an_error(pages: MakePages, own: Path) -> None:
    write(own, "pages/item.html", '{% extends "pages/mine.html" %}')
    with pytest.raises(Exception, match=r"pages/mine\.html"):
        html(pages(PLAN, templates=own), ITEM)


def test_every_section_of_a_page_with_nothing_beside_the_facts_is_beside_nothing(pages: MakePages) -> None:
    page = html(pages("items: [{id: a, title: A, status: planned}]"), ITEM)
    assert "mp-side--alone" in page
    assert "mp-cols--main" not in page


def test_a_review_exports_its_sections_in_the_order_of_its_page(pages: MakePages) -> None:
    review = """
    id: p
    type: project
    description: Words.
    objectives: [{title: Ship, planned: One, actual: One, met: true}]
    went_well: [Calm]
    contributing_factors: [Haste]
    lessons: [{id: l, title: Ask first, type: obstacle}]
    actions: [{id: a, title: Ask, status: accepted}]
    """
    page = pages(postmortem=review).pages["postmortems/p/index.md"]
    order = ["about", "objectives", "went-well", "factors", "facts", "lessons", "actions"]
    assert [heading.id for heading in page.render(str).headings] == order
    written = markdown(page)
    assert sorted(order, key=lambda id: written.index(f'<a id="{id}"></a>')) == order


def test_a_page_may_be_drawn_while_another_one_is(pages: MakePages, own: Path) -> None:
    """Which page is drawn is no state of the theme."""
    write(own, "sections/shared/text.html", "<p>{{ page }}</p>{{ inner() }}{{ icon('done') }}")
    found = pages(PLAN.replace("items:", "items:\n  - {id: b, title: Another, status: planned}"), templates=own)
    theme = found.theme
    theme._environment.globals["inner"] = lambda: html(found, "roadmap/items/b.md") and ""
    page = html(found, ITEM)
    assert 'id="_mp-done"' in page
    assert 'id="_mp-planned"' not in page
    assert "Another" not in text(page)
