"""Every coding and every spelling in which an internal string is found in a site, and where it is not one."""

from __future__ import annotations

import base64
import gzip
import json
from html import escape
from urllib.parse import quote

import pytest
from tests.unit.leak_check.audit.conftest import PLAN, Audit, Collect, hits

TITLE = "Merger with Acme"
ENTITIES = "".join(f"&#{ord(letter)};" for letter in TITLE)
NESTED = escape(json.dumps({"a": f"<p>{escape('Merger & co, ' + TITLE)}</p>"}))


@pytest.mark.parametrize(
    ("content", "forms"),
    [
        (f"<p>{TITLE}</p>", ()),
        ("<p>MERGER WITH ACME</p>", ("letter case",)),
        ("merger\n   with\tacme", ("letter case",)),
        ("<a href='/x/merger-with-acme/'>x</a>", ("as in an address",)),
        ("id='merger_with_acme'", ("as in an address",)),
        ("window.MergerWithAcme = 1", ("as one word",)),
        (f"<p>{ENTITIES}</p>", ("HTML entities",)),
        ("<p>Merger&nbsp;with&#x20;Acme</p>", ("HTML entities",)),
        (f"<a href='?q={quote(TITLE)}'>", ("URL coding",)),
        (quote(quote(TITLE)), ("URL coding",)),
        ('{"t": "Merger\\u0020with\\nAcme"}', ("JSON escapes",)),
        ('{"t": "\\u004derger with Acme"}', ("JSON escapes",)),
        ("var t = 'Merger\\x20with Acme'", ("JSON escapes",)),
        ("<p>Mer<b>ger</b> <em class='x'>with</em> <span>Ac</span>me</p>", ("inline tags",)),
        ("<text><tspan x='1'>Merger</tspan> <tspan x='2'>with Acme</tspan></text>", ("inline tags",)),
        ("Mer\u00adger with\u200b Ac\u200dme", ("invisible characters",)),
        ("Mer&shy;ger with Acme", ("HTML entities", "invisible characters")),
        ("Mer<wbr>ger with Acme", ("inline tags",)),
        (NESTED, ()),
        ("<!-- Merger with Acme -->", ()),
        ("<meta content='Merger with Acme'>", ()),
        ("<a title='Merger with Acme'>x</a>", ()),
        ("BEGIN:VCALENDAR\r\nSUMMARY:Merger wi\r\n th Acme\r\n", ("folded lines",)),
        ("# Merger with Acme".encode("utf-16"), ()),
    ],
)
def test_a_title_is_found_however_it_is_written(audit: Audit, content: str | bytes, forms: tuple[str, ...]) -> None:
    report = audit({"index.html": content})
    assert hits(report) == {("index.html", TITLE)}
    assert set(forms) <= set(report.hits[0].forms)


def test_base64_is_undone_in_any_text(audit: Audit) -> None:
    coded = base64.b64encode(f"<svg><title>{TITLE}</title></svg>".encode()).decode()
    report = audit({"index.html": f'<img src="data:image/svg+xml;base64,{coded}">', "a.js": f"x = '{coded}'"})
    assert hits(report) == {("index.html", TITLE), ("a.js", TITLE)}
    assert report.hits[0].inside == ("base64",)


def test_base64_for_addresses_is_undone(audit: Audit) -> None:
    coded = base64.urlsafe_b64encode("Ærø: merger with Acme, ÿÿÿ?".encode()).decode().rstrip("=")
    assert "-" in coded or "_" in coded
    assert hits(audit({"a.json": json.dumps({"state": coded})})) == {("a.json", TITLE)}


def test_gzip_is_undone(audit: Audit) -> None:
    report = audit({"sitemap.xml.gz": gzip.compress(b"<loc>https://example.com/project-falcon/</loc>")})
    assert hits(report) == {("sitemap.xml.gz", "project-falcon")}
    assert report.hits[0].inside == ("gzip",)


@pytest.mark.parametrize(
    "path",
    [
        "roadmap/items/project-falcon/index.html",
        "Project_Falcon.PDF",
        "a/merger%20with%20acme.txt",
        "x/MergerWithAcme.png",
    ],
)
def test_paths_are_searched_too(audit: Audit, path: str) -> None:
    report = audit({path: "nothing"})
    assert [(hit.path, hit.line) for hit in report.hits] == [(path, 0)]


def test_a_finding_has_line_and_column_in_the_file(audit: Audit) -> None:
    report = audit({"index.html": "<html>\n<p>é &amp; Mer<b>ger</b> with Acme, Merger with Acme</p>"})
    hit = report.hits[0]
    assert (hit.line, hit.column, hit.text, hit.count) == (2, 12, TITLE, 2)


@pytest.mark.parametrize(
    "content",
    [
        "Merger with Acmeans",
        "Submerger with Acme",
        "Merger of Acme",
        "<p>Merger</p><p>with Acme</p>",
        "a project falcon flew by",
        "falcon, project",
        "2 027, 12. 500",
    ],
)
def test_other_words_are_no_finding(audit: Audit, content: str) -> None:
    assert hits(audit({"index.html": content})) == set()


def test_a_name_is_no_part_of_a_word(audit: Audit, collect: Collect) -> None:
    private = collect(PLAN.replace("ann-larkin", "Ann"))
    site = {"a.html": "Annual plan, ann, planning", "b.html": "<p>Ask Ann about it"}
    assert {hit for hit in hits(audit(site, private)) if hit[1] == "Ann"} == {("b.html", "Ann")}


def test_ordinary_words_count_only_as_they_are_written_or_as_an_address(audit: Audit, collect: Collect) -> None:
    private = collect(PLAN.replace("Merger with Acme", "Design review of the islands"))
    site = {
        "a.html": "a design review of the islands",
        "b.html": "The Design review of the islands",
        "c.html": "/design-review-of-the-islands/",
    }
    assert {path for path, _ in hits(audit(site, private))} == {"b.html", "c.html"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("2027-02-26", True),
        ("<time datetime='2027-02-26T00:00'>", True),
        ("DTSTART;VALUE=DATE:20270226", True),
        ("26 Feb 2027", True),
        ("26&nbsp;February&nbsp;2027", True),
        ("February 26, 2027", True),
        ("2027-02-27", False),
        ("26 Feb", False),
        ("Q1 2027", False),
    ],
)
def test_an_exact_date_is_found_in_every_format(audit: Audit, content: str, found: bool) -> None:
    expected = {("index.html", "2027-02-26")} if found else set()
    assert hits(audit({"index.html": content})) == expected


COST = (
    "kind: postmortem\ntitle: Outage\ntype: incident\naudience: public\ncurrency: EUR\nimpact: {cost: %s}\n"
    "embargo_until: 2026-01-01\n"
)


@pytest.mark.parametrize(
    ("amount", "content", "found"),
    [
        ("12750", "12,750", True),
        ("12750", "12750", True),
        ("12750", "12.750 EUR", True),
        ("12750", "EUR 12 750", True),
        ("12750", "12\u00a0750", True),
        ("12750", "12 750", False),  # coordinates of a drawing
        ("12750", "M12.750", False),
        ("12750", "112,750", False),
        ("9000", "9,000 EUR", True),
        ("9000", "9000", False),
        ("100000", "100000", False),
        ("100000", "100,000", True),
        ("12750.5", "12,750.5", True),
    ],
)
def test_amounts_are_found_with_their_separators(
    audit: Audit, collect: Collect, amount: str, content: str, found: bool
) -> None:
    private = collect(COST % amount)
    assert bool(audit({"index.html": f"<p>It cost {content} in all"}, private).hits) is found


def test_long_sentences_are_found_in_part(audit: Audit) -> None:
    excerpt = "… the board may know about this before the summer is …"
    assert {private[:20] for _, private in hits(audit({"feed.xml": excerpt}))} == {"Nobody outside the b"}


def test_links_in_internal_text_are_searched_for_as_they_are_read(audit: Audit, collect: Collect) -> None:
    text = "Nobody outside [the **board**](item:checkout) may know about this before the summer is over."
    private = collect(
        PLAN.replace("Nobody outside the board may know about this before the summer is over.", f"'{text}'")
    )
    read = "<p>Nobody outside <a href='x'>the <strong>board</strong></a> may know about this before"
    assert len(audit({"index.html": read}, private).hits) == 1


def test_scripts_without_spaces_are_searched(audit: Audit, collect: Collect) -> None:
    private = collect(PLAN.replace("Merger with Acme", "新しい港の計画"))
    assert hits(audit({"index.html": "<p>これは新しい港の計画です</p>"}, private)) == {("index.html", "新しい港の計画")}


def test_accents_written_another_way_are_found(audit: Audit, collect: Collect) -> None:
    private = collect(PLAN.replace("Merger with Acme", "Café Zürich"))
    site = {"a.html": "Cafe\u0301 Zu\u0308rich", "b/cafe-zurich/index.html": "", "c.html": "Caf%C3%A9%20Z%C3%BCrich"}
    assert {path for path, _ in hits(audit(site, private))} == set(site)
