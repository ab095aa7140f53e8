"""What of the internal source, and of built sites, is in git."""

from __future__ import annotations

import pytest
from tests.support.clone import Clone
from tests.unit.doctor.conftest import CONFIG, PLAN, SITE, Doctor, told

from milepost.doctor.examine import examine
from milepost.doctor.subject import examined_site

TALKS = f"{PLAN}  - {{id: talks, title: Talks with the bank, status: planned, audience: internal}}\n"
IN_GIT = "internal-in-git data/plan.yml:6:5 1 internal entry is in git: whoever can read the repository can read them"


def test_a_public_site_with_nothing_internal_has_no_findings(doctor: Doctor) -> None:
    found = doctor()
    assert (told(found), found.looked_at[0]) == ([], "2 files of data and pages in git")


@pytest.mark.parametrize(("visibility", "level"), [("", "warning"), ("public", "error"), ("private", "info")])
def test_internal_entries_in_git_are_told_by_who_can_read_them(doctor: Doctor, visibility: str, level: str) -> None:
    found = doctor({"data/plan.yml": TALKS}, visibility=visibility)
    assert told(found) == [f"{level} {IN_GIT}"]
    assert found.findings[0].details == ("data/plan.yml:6:5 item talks",)
    assert any("gh repo view" in step for step in found.findings[0].fix)


def test_what_git_does_not_hold_is_not_told(doctor: Doctor, clone: Clone) -> None:
    clone.write(
        {".gitignore": "/data/private/\n/site/\n/site-*/\n", "data/private/more.yml": TALKS.replace("Plan", "More")}
    )
    assert [one for one in told(doctor()) if "internal-in-git" in one] == []


def test_internal_pages_are_told_as_being_in_git_and_in_the_folder_of_pages(doctor: Doctor) -> None:
    found = doctor({"docs/notes.md": "---\r\naudience: internal\r\n---\r\n# Notes\r\n"})
    assert told(found) == [
        "warning internal-in-git docs/notes.md:1:1 1 internal page is in git: whoever can read the repository can read them",
        "warning internal-page-in-docs docs/notes.md:1:1 1 internal page in docs, which another generator would publish",
    ]
    assert "pages: {internal: docs-internal}" in found.findings[1].fix[1]


def test_a_public_source_with_internal_entries_is_an_error(doctor: Doctor) -> None:
    found = doctor({"mkdocs.yml": f"{CONFIG}      source_public: true\n", "data/plan.yml": TALKS})
    assert told(found)[0] == (
        "error source-public-internal mkdocs.yml:6:7 source_public is set, and 1 internal entry is in the same repository"
    )


def test_built_sites_in_git_are_told(doctor: Doctor) -> None:
    built = {"site/index.html": "x", "site-internal/index.html": "x", "site-internal/a.html": "y", ".gitignore": ""}
    assert told(doctor(built)) == [
        "error site-in-git site-internal/a.html:1:1 2 files of the internal site site-internal in git",
        "warning site-in-git site/index.html:1:1 1 file of the built site site in git",
    ]


def test_folders_that_git_does_not_ignore_are_told(doctor: Doctor) -> None:
    assert told(doctor({".gitignore": "/other/\n"})) == [
        "warning site-not-ignored the folder site-internal of an internal site is not ignored by git",
        "info site-not-ignored the folder site of the site is not ignored by git",
    ]


def test_the_folders_of_a_site_with_other_names_are_meant(doctor: Doctor) -> None:
    config = (
        CONFIG.replace("site_name", "site_dir: public\nsite_name") + "      audiences: [public, partners, internal]\n"
    )
    found = doctor(
        {"mkdocs.yml": config, ".gitignore": "/public*/\n", "public-partners/index.html": "x"}, config="mkdocs.yml"
    )
    assert "the folders public, public-partners and public-internal" in found.looked_at


def test_a_site_can_set_the_levels(doctor: Doctor) -> None:
    config = f"{CONFIG}      rules: {{internal-in-git: off, site-not-ignored: error}}\n"
    assert {
        one.split()[0] for one in told(doctor({"mkdocs.yml": config, "data/plan.yml": TALKS, ".gitignore": ""}))
    } == {"error"}


def test_of_very_many_entries_some_are_named(doctor: Doctor) -> None:
    many = "".join(f"  - {{id: x{n}, title: X {n}, status: planned, audience: internal}}\n" for n in range(50))
    found = doctor({"data/plan.yml": PLAN + many})
    assert (len(found.findings[0].details), found.findings[0].details[-1]) == (21, "and 30 more")


def test_outside_of_a_repository_it_says_what_was_not_looked_at(clone: Clone) -> None:
    apart = clone.root.parent / "apart"
    for path, text in SITE.items():
        (apart / path).parent.mkdir(parents=True, exist_ok=True)
        (apart / path).write_text(text, encoding="utf-8")
    (apart / "docs/notes.md").write_text("---\naudience: internal\n---\n", encoding="utf-8")
    found = examined_site(apart / "mkdocs.yml")
    assert found
    report = examine(found)
    assert "is in no git repository: neither files in git nor history were looked at" in report.skipped[0]
    assert [one.rule for one in report.findings] == ["internal-page-in-docs"]


def test_a_configuration_that_cannot_be_read_is_no_site(clone: Clone) -> None:
    clone.write({"mkdocs.yml": "a: [\n"})
    assert examined_site(clone.root / "mkdocs.yml") is None
