"""The audit of a whole site: what it leaves aside, what is allowed, the control, and how it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.leak_check.audit.conftest import Audit, Collect, hits, write

from milepost.leak_check.audit import explain, site_search
from milepost.leak_check.audit.audit import audit_site, theme_folders
from milepost.leak_check.audit.matcher import Matcher, _in_python
from milepost.settings import Allowed

TITLE = "Merger with Acme"
SITE = {
    "index.html": f"<p>Nothing</p>\n<p>{TITLE}</p>",
    "roadmap/project-falcon/index.html": "<p>Nothing</p>",
}
WHY = "a coincidence"


def test_a_clean_site_has_no_findings_and_says_what_was_searched(audit: Audit) -> None:
    report = audit({"index.html": "<p>New checkout</p>", "a.css": "p {}"})
    assert report.hits == ()
    assert (report.files, report.bytes) == (2, 23)
    assert dict(report.searched) == {"address": 1, "date": 1, "id": 1, "name": 1, "text": 1, "title": 1}
    words = explain.text(report)
    assert words.startswith("Searched 2 files (23 bytes) of the site for 'public' for 6 internal strings: ")
    assert words.endswith("No internal text found.")


def test_findings_are_told_with_both_places_and_without_the_text(audit: Audit) -> None:
    words = explain.text(audit(SITE))
    assert "index.html:2:4 contains text that is internal in data/plan.yml:13:12 (title, Item.title)" in words
    assert (
        "roadmap/•••/index.html (its path) contains text that is internal in data/plan.yml:12:9 (id, Item.id)" in words
    )
    assert "2 findings in 2 files." in words
    assert "Acme" not in words
    assert "falcon" not in words
    assert "allow it in mkdocs.yml with the reason" in words


def test_the_text_is_shown_where_somebody_asks_for_it(audit: Audit) -> None:
    words = explain.text(audit(SITE), show_values=True)
    assert f"  in the site: '{TITLE}'" in words
    assert "roadmap/project-falcon/index.html (its path)" in words


def test_json_holds_every_finding_and_quotes_only_on_demand(audit: Audit) -> None:
    report = audit(SITE)
    quiet, open_ = json.loads(explain.to_json(report)), json.loads(explain.to_json(report, show_values=True))
    assert quiet["version"] == 1
    assert quiet["hits"][0] == {
        "path": "index.html",
        "line": 2,
        "column": 4,
        "inside": [],
        "forms": [],
        "count": 1,
        "text": None,
        "kind": "title",
        "field": "Item.title",
        "value": None,
        "source": {"path": "data/plan.yml", "line": 13, "column": 12},
        "remedy": "take it out of what this file is made from, or disclose it where it is written",
    }
    assert quiet["hits"][1]["path"] == "roadmap/•••/index.html"
    assert "falcon" not in json.dumps(quiet)
    assert (open_["hits"][0]["text"], open_["hits"][0]["value"]) == (TITLE, TITLE)


def test_many_findings_are_counted_in_text_and_listed_in_json(audit: Audit) -> None:
    report = audit({f"{number}.html": TITLE for number in range(60)})
    assert "and 10 more findings; --format json lists all of them." in explain.text(report)
    assert len(json.loads(explain.to_json(report))["hits"]) == 60


def test_an_allowed_text_is_no_finding_where_it_is_allowed(audit: Audit, collect: Collect) -> None:
    allow = [Allowed(TITLE, WHY, ("index.html", "guide/*"))]
    report = audit({"index.html": TITLE, "guide/a/b.html": TITLE, "other.html": TITLE}, allow=allow)
    assert hits(report) == {("other.html", TITLE)}
    assert (report.allowed, report.unused) == (2, ())


def test_an_allowed_text_may_be_longer_than_the_internal_one_but_not_shorter(audit: Audit) -> None:
    site = {"index.html": f"After the {TITLE} in spring"}
    assert audit(site, allow=[Allowed(f"the {TITLE.lower()} in", WHY)]).hits == ()
    assert len(audit(site, allow=[Allowed("Merger with", WHY)]).hits) == 1


def test_an_allowance_that_is_of_no_use_is_told_by_its_reason(audit: Audit) -> None:
    report = audit({"index.html": ""}, allow=[Allowed(TITLE, "was a coincidence in 2024")])
    assert "matches nothing any more (reason: was a coincidence in 2024)" in explain.text(report)


def test_unchanged_files_of_a_theme_are_left_aside(audit: Audit, collect: Collect, tmp_path: Path) -> None:
    private = collect()
    write(tmp_path / "theme", {"assets/a.js": f"// {TITLE}", "assets/b.js": f"// {TITLE}"})
    write(
        tmp_path / "site", {"assets/a.js": f"// {TITLE}", "assets/b.js": f"// {TITLE} changed", "c.js": f"// {TITLE}"}
    )
    report = audit_site(tmp_path / "site", private, themes=(tmp_path / "theme",))
    assert {path for path, _ in hits(report)} == {"assets/b.js", "c.js"}
    assert report.from_theme == 1


def test_the_themes_in_use_are_known() -> None:
    assert all(folder.is_dir() for folder in theme_folders())
    assert (theme_folders()[1] / "assets" / "javascripts").is_dir()


def test_the_control_says_how_many_strings_an_internal_site_holds(audit: Audit, tmp_path: Path) -> None:
    write(tmp_path / "internal", {"a.html": f"{TITLE} 26 Feb 2027", "project-falcon/index.html": ""})
    report = audit({"index.html": ""}, control=tmp_path / "internal")
    assert report.control is not None
    assert (report.control.found, report.control.searched) == (3, 6)
    assert f"Control: 3 of 6 internal strings are in {tmp_path / 'internal'}." in explain.text(report)


def test_a_remedy_depends_on_where_the_text_is(audit: Audit) -> None:
    gif = b"GIF89a" + bytes(7) + b"\x21\xfe\x10Merger with Acme\0;"
    report = audit({"a.gif": gif, "b.html": "26 Feb 2027", "project-falcon.txt": ""})
    assert [explain.remedy(hit) for hit in report.hits] == [
        "save the image without its metadata",
        "write the date no more exactly than its entry discloses it",
        "rename the page, the file or the id that this path comes from",
    ]


def test_no_internal_strings_means_no_findings(audit: Audit, collect: Collect) -> None:
    private = collect("kind: roadmap\ntitle: Roadmap\naudience: public\n")
    report = audit(SITE, private)
    assert (report.hits, report.strings) == ((), 0)


def test_several_processes_find_the_same(audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = {**SITE, **{f"{number}.html": f"<p>{TITLE} {number}" for number in range(70)}, "a.gz": b"\x1f\x8bbroken"}
    alone = audit(site, control=tmp_path / "site")
    monkeypatch.setattr(site_search, "FEW_BYTES", 0)
    monkeypatch.setattr(site_search.os, "cpu_count", lambda: 2)
    assert audit(site, control=tmp_path / "site") == alone
    assert len(alone.hits) == 72


def test_a_private_word_is_masked_wherever_it_is_in_a_path(audit: Audit) -> None:
    words = explain.text(audit({"Project-Falcon/project-falcon.html": ""}))
    assert "•••/•••.html (its path)" in words


PATTERNS = [(b"new", b"till"), (b"till",), (b"new", b"till", b"open"), (b"open",), (b"a",) * 3]
TEXT = b"the new till open a a a a new x till".split()
MATCHES = {(0, 1), (1, 2), (2, 1), (3, 3), (4, 4), (4, 5), (1, 10)}


def test_matches_inside_each_other_are_all_found() -> None:
    assert set(Matcher(PATTERNS).find(TEXT)) == MATCHES


def test_the_automaton_in_plain_python_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("milepost.leak_check.audit.matcher._automaton", _in_python)
    assert set(Matcher(PATTERNS).find(TEXT)) == MATCHES
