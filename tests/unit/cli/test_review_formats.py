"""A review as people and programs read it: at a terminal, in a comment, as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator
from tests.support import gfm

from milepost.cli.formats import FORMATS
from milepost.cli.formats.links import ChangeLinks
from milepost.cli.formats.markdown import LIMIT
from milepost.diff.change import Change
from milepost.diff.review import Review, Side
from milepost.problem import Level, Place, Problem

BASE, HEAD = "1a2b3c4" + "0" * 33, "5d6e7f8" + "0" * 33
LINKS = ChangeLinks(
    site="https://example.org/plan",
    audience="public",
    source_of="https://github.com/example/plan/blob/{commit}/{path}#L{line}",
    base_commit=BASE,
    head_commit=HEAD,
)
SLIP = Change(
    "date-slipped",
    Level.WARNING,
    "item",
    "checkout",
    "Checkout",
    "moves from Q2 2026 to Q3 2026 (+92 days)",
    field="end",
    before="Q2 2026",
    after="Q3 2026",
    days=92,
    place=Place("data/plan.yml", 14, 10, "    end: 2026-Q3"),
    target="roadmap/items/checkout.md",
    shown_to="public",
)
GONE = Change(
    "scope-removed",
    Level.WARNING,
    "item",
    "receipts",
    "Receipts",
    "is no longer there",
    place=Place("data/plan.yml", 21, 5, "  - id: receipts"),
    gone=True,
    shown_to="internal",
)
WORDS = Change(
    "words-changed", Level.INFO, "item", "refunds", "Refunds", "has another summary", place=Place("data/more.yml", 3, 9)
)


def reviewed(*changes: Change, notes: tuple[str, ...] = ()) -> Review:
    sides = Side("main", BASE), Side("fix", HEAD)
    return Review(*sides, date(2026, 3, 2), "internal", changes, notes)


def text(found: Review, links: ChangeLinks = ChangeLinks()) -> str:  # noqa: B008
    return click.unstyle(FORMATS["text"].review(found, links))


def markdown(found: Review, links: ChangeLinks = LINKS) -> str:
    return FORMATS["markdown"].review(found, links)


def test_a_terminal_shows_the_headline_then_a_line_a_change_by_section() -> None:
    assert text(reviewed(SLIP, GONE, WORDS, notes=("main has no folder data: everything is new.",))) == (
        "Checkout moves from Q2 2026 to Q3 2026 (+92 days), 1 thing is no longer planned\n"
        "and 1 other change.\n"
        "main (1a2b3c4) → fix (5d6e7f8), for the internal audience, as of 2 March 2026\n"
        "Note: main has no folder data: everything is new.\n"
        "\n"
        "Promises\n"
        "  warning  Checkout moves from Q2 2026 to Q3 2026 (+92 days)\n"
        "           data/plan.yml:14:10  date-slipped\n"
        "  warning  Receipts is no longer there\n"
        "           was data/plan.yml:21:5  scope-removed\n"
        "\n"
        "Words\n"
        "  note     Refunds has another summary\n"
        "           data/more.yml:3:9  words-changed\n"
        "\n"
        "2 warnings, 1 note"
    )


def test_a_terminal_shows_the_published_page_of_a_change() -> None:
    assert "date-slipped\n           https://example.org/plan/roadmap/items/checkout/\n" in text(reviewed(SLIP), LINKS)


def test_where_places_are_kept_back_a_terminal_shows_none() -> None:
    assert "(+92 days)\n           date-slipped\n" in text(reviewed(replace(SLIP, place=None)))


def test_no_change_is_no_text() -> None:
    assert text(reviewed(notes=("A note.",))) == ""


def test_a_comment_is_headed_by_what_happened_and_links_page_and_line() -> None:
    shown = gfm.read(markdown(reviewed(SLIP, GONE)))
    assert shown.words == (
        "Checkout moves from Q2 2026 to Q3 2026 (+92 days) and 1 thing is no longer planned. "
        "main (1a2b3c4) → fix (5d6e7f8), for the internal audience, as of 2 March 2026 "
        "Promises "
        "⚠️ Checkout moves from Q2 2026 to Q3 2026 (+92 days)warning · date-slipped · data/plan.yml:14 "
        "⚠️ Receipts is no longer therewarning · scope-removed · was data/plan.yml:21"
    )
    assert shown.links == [
        "https://example.org/plan/roadmap/items/checkout/",
        f"https://github.com/example/plan/blob/{HEAD}/data/plan.yml#L14",
        f"https://github.com/example/plan/blob/{BASE}/data/plan.yml#L21",
    ]
    assert shown.elements.count("li") == 2
    assert shown.told == []


def test_a_comment_without_a_change_says_so() -> None:
    assert gfm.read(markdown(reviewed())).words.startswith("Nothing changes that a plan speaks of. main (1a2b3c4)")


def test_a_comment_folds_the_words_and_the_long_tail_of_a_section() -> None:
    shown = gfm.read(markdown(reviewed(*[SLIP] * 17, *[WORDS] * 3)))
    assert shown.elements.count("details") == 2
    assert "2 more ⚠️ Checkout" in shown.words
    assert "Words: 3 changes ℹ️ Refunds" in shown.words
    assert shown.elements.count("li") == 20


def test_a_comment_that_grows_too_long_keeps_what_matters_most_and_counts_the_rest() -> None:
    stop = replace(GONE, level=Level.ERROR, rule="money-changed", title="Budget")
    said = markdown(reviewed(*[SLIP] * 500, stop, *[WORDS] * 40))
    shown = gfm.read(said)
    entries = shown.elements.count("li")

    assert 100 < entries < 500
    assert LIMIT - 3_000 < len(said) <= LIMIT
    assert "⛔ Budget is no longer there" in shown.words
    assert (
        f"And {541 - entries} more (Promises {501 - entries}, Words 40), for which there is no room here."
        in shown.words
    )


def test_the_problems_of_a_check_are_a_list_with_the_most_important_first() -> None:
    place = Place("data/plan.yml", 3, 7, "status: plannd")
    late = Problem("overdue", Level.WARNING, "was due yesterday", place)
    unknown = Problem("unknown-word", Level.ERROR, "'plannd' is no status", place, "did you mean 'planned'?")
    assert gfm.read(FORMATS["markdown"].problems([late, unknown])).words == (
        "1 error, 1 warning in 1 file "
        "⛔ 'plannd' is no statusdid you mean 'planned'?error · unknown-word · data/plan.yml:3 "
        "⚠️ was due yesterdaywarning · overdue · data/plan.yml:3"
    )
    assert gfm.read(FORMATS["markdown"].problems([])).words == "No problems."


def test_json_says_everything_about_a_change() -> None:
    said = json.loads(FORMATS["json"].review(reviewed(SLIP, notes=("A note.",)), LINKS))
    (change,) = said.pop("changes")
    assert said == {
        "version": 1,
        "base": {"name": "main", "commit": BASE},
        "head": {"name": "fix", "commit": HEAD},
        "as_of": "2026-03-02",
        "audience": "internal",
        "headline": "Checkout moves from Q2 2026 to Q3 2026 (+92 days).",
        "notes": ["A note."],
    }
    assert change == {
        "rule": "date-slipped",
        "level": "warning",
        "section": "promises",
        "section_title": "Promises",
        "type": "item",
        "id": "checkout",
        "title": "Checkout",
        "message": "Checkout moves from Q2 2026 to Q3 2026 (+92 days)",
        "what": "moves from Q2 2026 to Q3 2026 (+92 days)",
        "field": "end",
        "before": "Q2 2026",
        "after": "Q3 2026",
        "days": 92,
        "gone": False,
        "shown_to": "public",
        "path": "data/plan.yml",
        "line": 14,
        "column": 10,
        "excerpt": "    end: 2026-Q3",
        "page": "https://example.org/plan/roadmap/items/checkout/",
        "source": f"https://github.com/example/plan/blob/{HEAD}/data/plan.yml#L14",
    }


def schema(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((files("milepost.cli.formats") / "schema" / f"{name}.json").read_text("utf-8"))
    return read


def strict(part: Any) -> Any:
    """A schema that takes no field which it does not name."""
    if isinstance(part, list):
        return [strict(one) for one in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if "properties" in part else {}
    return {name: strict(one) for name, one in part.items()} | closed


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("diff", FORMATS["json"].review(reviewed(SLIP, GONE, WORDS, notes=("A note.",)), LINKS)),
        ("diff", FORMATS["json"].review(reviewed(), ChangeLinks())),
        ("check", FORMATS["json"].problems([SLIP.problem, GONE.problem])),
        ("check", FORMATS["json"].problems([])),
    ],
)
def test_the_schema_names_every_field_that_is_written_and_no_other(name: str, written: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    Draft202012Validator(strict(schema(name))).validate(json.loads(written))


def test_the_schema_refuses_what_is_no_review() -> None:
    written = json.loads(FORMATS["json"].review(reviewed(SLIP), LINKS))
    written["changes"][0]["section"] = "gossip"
    assert not Draft202012Validator(schema("diff")).is_valid(written)


def test_a_terminal_gets_lines_that_fit_and_every_one_of_them_is_harmless() -> None:
    told = " ".join(["x" * 60, "::error::", "##[error]", "y" * 200, "short"])
    lines = text(reviewed(replace(SLIP, title="A " * 40, what=told), WORDS)).splitlines()

    assert max(len(line) for line in lines if "y" * 200 not in line) <= 80
    assert "y" * 200 in "".join(lines)
    assert not [line for line in lines if line.strip().startswith("::") or "##[" in line]
