"""The changes page and the promised dates on an item's page, as words and as HTML."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.support.pasts import AS_OF, AUTHOR, Commit, insight, past
from tests.support.reader import PageView

from milepost.history.history import NO_HISTORY
from milepost.render.site_plan import SitePlan, site_plan

HEAD = "kind: roadmap\ntitle: Roadmap\naudience: public\n"


def written(*items: str) -> dict[str, str]:
    return {"a.yml": f"{HEAD}items:\n" + "".join(f"- {{{one}}}\n" for one in items)}


def item(id: str, fields: str, status: str = "planned") -> str:
    return f"id: {id}, title: Item {id}, status: {status}, {fields}"


SLIPPED: list[Commit] = [
    ("2026-01-05", written(item("a", "end: 2026-06-01"), item("b", "end: 2026-Q4, depends_on: [a]"))),
    ("2026-05-05", written(item("a", "end: 2026-09-01"), item("b", "end: 2026-Q4, depends_on: [a]"))),
    (
        "2026-12-20",
        written(
            item("a", "end: 2027-02-01, slip_reason: 'The <supplier> is late.'"),
            item("b", "end: 2026-Q4, depends_on: [a]"),
        ),
    ),
]


def plan(commits: list[Commit], *, known: bool = True, as_of: date = AS_OF) -> SitePlan:
    found = insight(commits, as_of)
    history = past(commits, as_of) if known else NO_HISTORY
    return site_plan(found.portfolio, as_of=as_of, sections=None, home=True, templates=None, history=history)


def page(commits: list[Commit], src_uri: str) -> PageView:
    return PageView(plan(commits).pages[src_uri].render(str).html)


def test_the_page_says_what_moved_lately_and_since_the_history_began() -> None:
    words = page(SLIPPED, "roadmap/changes.md").words
    assert "In the 31 days to 1 January 2027, 1 date slipped, by 22 weeks." in words
    assert "Since the history began, on 5 January 2026: 2 dates slipped, by 17 weeks in the median." in words
    assert "December 2026" in words
    assert "1 Sep 2026 1 Feb 202722 weeks later1 itemThe <supplier> is late." in words


def test_a_page_is_there_only_where_a_history_is() -> None:
    assert "roadmap/changes.md" in plan(SLIPPED).pages
    assert "roadmap/changes.md" not in plan(SLIPPED, known=False).pages


def test_a_site_whose_dates_never_moved_has_no_page_about_changes() -> None:
    assert "roadmap/changes.md" not in plan(SLIPPED[:1]).pages


def test_a_date_that_was_written_down_lately_is_no_news() -> None:
    commits = [("2026-12-20", SLIPPED[0][1])]
    assert 'id="promises"' not in plan(commits).pages["roadmap/items/a.md"].render(str).html


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (
            ["2026-06-01", "2026-09-01", "2027-02-01"],
            "Promised on 5 January 2026 for 1 June 2026; the date slipped twice since, to 1 February 2027: 8 months later "
            "(245 days).",
        ),
        (["2026-06-01"], "The date was promised on 5 January 2026, and has not changed since: 1 June 2026."),
        (
            ["2026-06-01", "2026-06-09"],
            "Promised on 5 January 2026 for 1 June 2026; the date slipped once since, to 9 June 2026: 8 days later.",
        ),
        (
            ["2026-06-20", "2026-06-09"],
            "Promised on 5 January 2026 for 20 June 2026; the date was brought forward once since, to 9 June 2026: 11 days "
            "earlier.",
        ),
        (
            ["2026-06-01", "2026-08-01", "2026-06-01"],
            "Promised on 5 January 2026 for 1 June 2026; the date changed twice, one of them to a later date, since, to "
            "1 June 2026: the date that was promised first.",
        ),
        (
            ["2026-Q2", "2026-Q4"],
            "Promised on 5 January 2026 for Q2 2026; the date slipped once since, to Q4 2026: 2 quarters later.",
        ),
        (["2026-Q2", "later"], "Promised on 5 January 2026 for Q2 2026; the date changed once since, to later."),
    ],
)
def test_an_item_says_how_often_its_date_moved_and_how_far(ends: list[str], sentence: str) -> None:
    commits: list[Commit] = [
        (f"2026-{month:02}-05", written(item("a", f"end: {end}"))) for month, end in enumerate(ends, 1)
    ]
    words = page(commits, "roadmap/items/a.md").words
    assert sentence in words
    assert "The history begins on 5 January 2026; what was promised before is not known." in words


def test_a_table_has_every_promise_with_its_reason_and_its_author() -> None:
    html = plan(SLIPPED).pages["roadmap/items/a.md"].render(str).html.replace("\N{NO-BREAK SPACE}", " ")
    rows = re.findall(r"<tr>(<td>.*?)</tr>", html[html.index('id="promises"') :])
    assert [[*re.findall(r">([^<]*)</td>", row)] for row in rows] == [
        ["20 Dec 2026", "1 Feb 2027", "22 weeks later", "The &lt;supplier&gt; is late.", AUTHOR],
        ["5 May 2026", "1 Sep 2026", "13 weeks later", "Commit: Commit 1", AUTHOR],
        ["5 Jan 2026", "1 Jun 2026", "", "", AUTHOR],
    ]


def test_an_item_without_a_past_says_nothing_about_it() -> None:
    html = plan(SLIPPED, known=False).pages["roadmap/items/a.md"].render(str).html
    assert 'id="promises"' not in html


def test_months_further_back_are_folded() -> None:
    commits: list[Commit] = [
        (f"2026-{month:02}-05", written(item("a", f"end: 2027-{month:02}-05"))) for month in range(1, 9)
    ]
    html = plan(commits).pages["roadmap/changes.md"].render(str).html
    assert html.count("<details") == 4
    assert html.index("August 2026") < html.index("March 2026")


def test_the_share_of_kept_promises_is_said_and_shown_by_release() -> None:
    releases = "releases:\n- {id: v1, title: Version 1, date: 2026-06-30}\n"

    def files(first: str, second: str) -> dict[str, str]:
        text = written(item("a", "release: v1", first), item("b", "release: v1", second))["a.yml"]
        return {"a.yml": text.replace("items:", f"{releases}items:")}

    commits = [("2026-05-05", files("planned", "planned")), ("2026-07-05", files("done", "in_progress"))]
    words = page(commits, "roadmap/changes.md").words
    assert "Four weeks before its date, 2 items were promised for 1 release; 50% shipped in it." in words
    assert "Version 130 Jun 202621 (50%)1" in words


def test_the_overview_has_what_changed_since_last_month() -> None:
    lately: list[Commit] = [
        (f"2026-{month}-20", written(*(item(one, f"end: 2027-{end}-{day:02}") for day, one in enumerate("abcdefg", 1))))
        for month, end in (("10", "02"), ("12", "03"))
    ]
    words = page(lately, "index.md").words
    assert "Changed since last month" in words
    assert "1 Feb 2027 → 1 Mar 2027, 4 weeks later" in words
    assert "and 2 more" in words
    assert "Changed since last month" not in page(SLIPPED[:2], "index.md").words
