"""The story of a post-mortem in a real browser: to scale, and nothing over anything, whatever its length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.support import tree
from tests.support.once import once
from tests.support.trees import build

Visit = Callable[..., Page]

WIDTHS = [360, 390, 768, 1440]
CONFIG = "site_name: Product\ntheme: {name: material, font: false}\nplugins: [milepost: {audience: internal}]\n"
HEAD = "kind: postmortem\naudience: public\ntype: incident\n"
LONG = "Words that go on for a while, so that they wrap on every screen, and on a phone more than once or twice. " * 2


def event(minute: int, text: str, type: str = "update") -> str:
    return f"  - {{at: 2026-06-20T{18 + minute // 60}:{minute % 60:02}, type: {type}, text: '{text}'}}\n"


RECORDS = {
    "one": "title: One thing\nevents:\n" + event(0, "It happened."),
    "two": "title: Two things\nevents:\n" + event(0, LONG, "trigger") + event(1, "Over.", "resolution"),
    "thirty": "title: Thirty things\nstarted: 2026-06-20T18:00\ndetected: 2026-06-20T18:01\nmitigated: 2026-06-20T18:03\n"
    "resolved: 2026-06-22T09:00\nevents:\n" + "".join(event(n * n // 8, LONG if n % 5 == 0 else f"Step {n}.") for n in range(30)),
    "days": "title: Days\nevents:\n  - {at: 2026-06-20, text: All day.}\n" + event(0, "A.") + event(359, "B.")
    + "  - {at: 2026-06-21T00:30, text: C.}\n  - {at: 2026-07-02T08:00, text: D.}\n  - {at: 2026-07, text: Later on.}\n",
}  # fmt: skip

# The boxes of words in a story that share a spot with another's.
OVERLAPS = """() => {
  const found = [...document.querySelectorAll('.mp-story__label, .mp-story__side p, .mp-story__pause > :not(svg), .mp-story__strip > li')]
    .filter(one => one.checkVisibility()).map(one => [one.textContent.trim(), one.getBoundingClientRect()]);
  return found.flatMap(([a, x], n) => found.slice(n + 1).filter(([, y]) =>
    x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1).map(([b]) => [a, b]));
}"""
# Per dot: its moment, the top of its entry and of its words, and how far below each the line between them ends.
DOTS = """() => [...document.querySelector('.mp-story__events').children].map(li => {
  const at = li.getBoundingClientRect().top, label = li.querySelector('.mp-story__label').getBoundingClientRect().top;
  const line = li.querySelector('.mp-story__leader').getBoundingClientRect();
  return {time: li.querySelector('time').dateTime, at, label, from: line.top - at, to: line.bottom - label};
})"""
HALF_A_LINE = 10


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    return serve(once(tmp_path_factory, "stories", tell) / "site", at="/stories/")


def tell(folder: Path) -> None:
    records = {f"data/{name}.yml": HEAD + text for name, text in RECORDS.items()}
    tree.write(folder, {"mkdocs.yml": CONFIG, "docs/index.md": tree.page("Product"), **records})
    build(folder, folder / "site")


def test_words_that_lie_on_others_would_be_found(site: str, visit: Visit) -> None:
    page = visit(f"{site}postmortems/thirty/")

    page.add_style_tag(content=":is(.md-typeset, body) .mp .mp-story__label { float: none; position: absolute; }")

    assert page.evaluate(OVERLAPS)


@pytest.mark.parametrize("name", RECORDS)
def test_no_words_lie_on_others(site: str, visit: Visit, name: str) -> None:
    """At any width: nothing but style sheets places the words."""
    page = visit(f"{site}postmortems/{name}/", width=WIDTHS[0])

    assert page.locator(".mp-story__label").count() > 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERLAPS) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", RECORDS)
def test_no_words_lie_on_others_on_paper(site: str, visit: Visit, name: str) -> None:
    page = visit(f"{site}postmortems/{name}/", width=703)
    page.emulate_media(media="print")

    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_wider_letters_push_words_down_and_leave_dots_where_they_are(site: str, visit: Visit, width: int) -> None:
    page = visit(f"{site}postmortems/thirty/", width=width)
    before = page.evaluate(DOTS)

    page.add_style_tag(content=".mp-story__text { letter-spacing: .5em; }")

    after = page.evaluate(DOTS)
    assert page.evaluate(OVERLAPS) == []
    assert [dot["at"] for dot in after] == pytest.approx([dot["at"] for dot in before], abs=1)
    assert sum(dot["label"] for dot in after) > sum(dot["label"] for dot in before) + 100


@pytest.mark.parametrize("width", [390, 1440])
def test_dots_stand_at_their_moments_and_lines_lead_to_their_words(site: str, visit: Visit, width: int) -> None:
    dots = visit(f"{site}postmortems/thirty/", width=width).evaluate(DOTS)
    minutes = [
        (datetime.fromisoformat(dot["time"]) - datetime.fromisoformat(dots[0]["time"])).seconds / 60 for dot in dots
    ]
    height = dots[-1]["at"] - dots[0]["at"]

    assert minutes[-1] == 105
    assert [dot["at"] - dots[0]["at"] for dot in dots] == pytest.approx([m / 105 * height for m in minutes], abs=3)
    assert any(dot["label"] - dot["at"] > HALF_A_LINE for dot in dots)
    for dot in dots:
        assert dot["label"] >= dot["at"] - 1
        assert dot["from"] == pytest.approx(HALF_A_LINE, abs=2)
        assert dot["to"] == pytest.approx(HALF_A_LINE, abs=2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["thirty", "days"])
def test_axe_finds_nothing_in_a_story(site: str, visit: Visit, name: str, scheme: str) -> None:
    page = visit(f"{site}postmortems/{name}/", color_scheme=scheme)

    results = Axe().run(page, context={"include": [[".mp"]]})

    assert results.violations_count == 0, results.generate_report()
