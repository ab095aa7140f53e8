"""What is gone from the files and still in the history of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.support.clone import Clone
from tests.unit.doctor.conftest import CONFIG, PLAN, Doctor, told

from milepost.doctor import history
from milepost.doctor.examine import examine
from milepost.doctor.subject import examined_site

TALKS = f"{PLAN}  - {{id: talks, title: Talks with the bank, status: planned, audience: internal}}\n"
GONE = "1 internal entry that is gone is still in the history"


def test_an_internal_entry_that_was_removed_is_still_there(doctor: Doctor, clone: Clone) -> None:
    commit = clone.commit({"data/plan.yml": TALKS})
    found = doctor({"data/plan.yml": PLAN})
    assert told(found) == [f"warning internal-in-history data/plan.yml:1:1 {GONE}"]
    assert found.findings[0].details[0].startswith(f"data/plan.yml: item talks (commit {commit[:7]} of ")
    assert "git-filter-repo" in found.findings[0].fix[0]


def test_a_whole_file_that_was_removed_is_still_there(doctor: Doctor, clone: Clone) -> None:
    clone.commit(
        {"data/house.yml": TALKS.replace("audience: public", "audience: internal").replace("checkout", "house")}
    )
    found = doctor({"data/house.yml": None})
    names = [one.split(": ")[1].partition(" (")[0] for one in found.findings[0].details]
    assert sorted(names) == ["item house", "item talks", "roadmap house"]
    assert "  git filter-repo --invert-paths --path 'data/house.yml'" in found.findings[0].fix


def test_what_folders_said_then_counts(doctor: Doctor, clone: Clone) -> None:
    silent = "kind: roadmap\ntitle: House\nitems:\n  - {id: paint, title: Paint, status: planned}\n"
    clone.commit({"data/house/_audience.yml": "audience: public\n", "data/house/a.yml": silent})
    clone.commit(
        {
            "data/house/_audience.yml": "audience: internal\n",
            "data/house/b.yml": silent.replace("paint", "roof").replace("House", "Roof"),
        }
    )
    found = doctor({"data/house/_audience.yml": None, "data/house/a.yml": None, "data/house/b.yml": None})
    assert {one.split(": ")[1].partition(" (")[0] for one in found.findings[0].details} == {"roadmap b", "item roof"}


def test_an_entry_that_is_only_edited_is_not_gone(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"data/plan.yml": TALKS})
    found = doctor({"data/plan.yml": TALKS.replace("with the bank", "with a bank")})
    assert [one for one in told(found) if "history" in one] == []


def test_other_branches_and_tags_count(doctor: Doctor, clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit({"data/plan.yml": TALKS}, "then")
    clone.git("checkout", "--quiet", "main")
    clone.git("branch", "--quiet", "-D", "side")
    assert told(doctor()) == [f"warning internal-in-history data/plan.yml:1:1 {GONE}"]


def test_a_folder_that_the_data_lay_in_earlier_is_searched(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"mkdocs.yml": f"{CONFIG}      data_dir: plans\n", "plans/plan.yml": TALKS})
    found = doctor({"mkdocs.yml": CONFIG, "plans/plan.yml": None})
    assert told(found) == [f"warning internal-in-history plans/plan.yml:1:1 {GONE}"]


def test_a_page_that_was_removed_is_still_there(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"docs/a.md": "---\naudience: internal\n---\n# A\n", "docs/b.md": "# B\n"})
    found = doctor({"docs/a.md": None, "docs/b.md": None})
    assert told(found) == [
        "warning internal-in-history docs/a.md:1:1 1 internal page that is gone is still in the history"
    ]


def test_what_cannot_be_read_counts_as_internal_or_is_said(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"data/odd.yml": "a: [\n", "data/odd2.yml": b"\xff\xfe", "docs/odd.md": b"---\n\xff\n---\n"})
    report = doctor({"data/odd.yml": None, "data/odd2.yml": None, "docs/odd.md": None})
    assert told(report) == [
        "warning internal-in-history docs/odd.md:1:1 1 internal page that is gone is still in the history"
    ]
    assert "2 earlier versions of data with errors, of data/odd.yml and data/odd2.yml" in report.skipped


def test_a_shallow_clone_says_so(clone: Clone, tmp_path: Path) -> None:
    clone.commit({"data/plan.yml": TALKS})
    clone.commit({"data/plan.yml": PLAN})
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{clone.root}", shallow], check=True)
    found = examined_site(shallow / "mkdocs.yml")
    assert found
    report = examine(found)
    assert told(report) == []
    assert any("git fetch --unshallow" in words for words in report.skipped)


def test_a_cap_is_said(doctor: Doctor, clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_VERSIONS", 1)
    clone.commit({"data/plan.yml": TALKS})
    report = doctor({"data/plan.yml": PLAN})
    assert any("only the newest 1 were searched" in words for words in report.skipped)


def test_a_merge_brings_its_files_once(doctor: Doctor, clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit({"data/more.yml": TALKS.replace("checkout", "more")})
    clone.git("checkout", "--quiet", "main")
    clone.commit({"docs/x.md": "# X\n"})
    clone.git("merge", "--quiet", "--no-edit", "side")
    found = doctor({"data/more.yml": None})
    assert len(found.findings[0].details) == 1
