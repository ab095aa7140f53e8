"""A slip is told in its largest honest unit wherever entries are listed; exact days are on the entry's own page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.support import whole

OWN = re.compile(r"roadmap/items/|projects/[^/]+/plan\.md")
IN_DAYS = re.compile(
    r"(?:slipped|brought forward) (\d+) days?\b|\b(\d+) days? (?:later|late|earlier|early)\b|[+−](\d+) d\b"
)
LEAST = 14


def slips_in_days(html: str) -> list[int]:
    """The slips of two weeks or more that a page states in days."""
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", unescape(html).replace("\N{NO-BREAK SPACE}", " ")))
    found = [int(next(filter(None, groups))) for groups in IN_DAYS.findall(words)]
    return [days for days in found if days >= LEAST]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_list_states_a_slip_of_weeks_in_days(audience: str) -> None:
    pages = whole.example(audience).pages
    found = {name: slips for name, page in pages.items() if (slips := slips_in_days(page.render(str).html))}
    assert {name: slips for name, slips in found.items() if not OWN.match(name)} == {}
    # What finds nothing anywhere would find nothing here.
    assert audience == "public" or any(name.startswith("roadmap/items/") for name in found)


def test_a_slip_in_days_is_found() -> None:
    assert slips_in_days("<b>slipped</b> <i>61&nbsp;days</i>; 30 days late; +77 d; 9 days later; 3 weeks later") == [
        61,
        30,
        77,
    ]
