"""Two states of a repository, read without touching the work tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.support.clone import Clone
from tests.unit.diff.conftest import Compared
from tests.unit.diff.edits import ROADMAP

from milepost.diff.reading import UnreadableBase
from milepost.diff.review import Review
from milepost.git.repository import GitError
from milepost.problem import MilepostError
from milepost.yaml.reader import MAX_BYTES

SLIPPED = ROADMAP.replace("end: 2026-06-15", "end: 2026-07-31")
SLIP = ["date-slipped", "dependent-late"]
BROKEN = ROADMAP.replace("status: planned\n    start: 2026-04", "status: plannd\n    start: 2026-04")


def rules(found: Review) -> list[str]:
    return [change.rule for change in found.changes]


def test_the_work_tree_is_compared_with_a_commit(clone: Clone, compared: Compared) -> None:
    clone.write({"data/plan.yml": SLIPPED})
    found = compared()

    assert rules(found) == SLIP
    assert str(found.changes[0].place) == "data/plan.yml:12:10"
    assert (found.base.label, found.head.label) == (f"before ({clone.git('rev-parse', 'HEAD')[:7]})", "the work tree")


def test_two_commits_are_compared_whatever_lies_in_the_work_tree(clone: Clone, compared: Compared) -> None:
    after = clone.commit({"data/plan.yml": SLIPPED})
    clone.write({"data/plan.yml": "not: [a plan"})
    found = compared("HEAD~1", "main")

    assert rules(found) == SLIP
    assert found.head.commit == after
    assert clone.git("status", "--short") == "M data/plan.yml"


def test_the_base_may_be_where_the_head_left_it(clone: Clone, compared: Compared) -> None:
    clone.git("checkout", "--quiet", "-b", "slip")
    clone.commit({"data/plan.yml": SLIPPED})
    clone.git("checkout", "--quiet", "main")
    clone.commit({"data/plan.yml": ROADMAP.replace("title: Receipts", "title: Slips of paper")})

    found = compared("main", "slip", merge_base=True)
    assert rules(found) == SLIP
    assert found.base.label == f"where it left main ({clone.git('rev-parse', 'before')[:7]})"
    assert rules(compared("main", "slip")) == [*SLIP, "words-changed"]


def test_work_that_never_had_a_commit_in_common_cannot_be_compared_from_where_it_parted(
    clone: Clone, compared: Compared
) -> None:
    clone.git("checkout", "--quiet", "--orphan", "alone")
    clone.commit({"README": "Another beginning."})
    with pytest.raises(GitError, match=r"^'main' and 'alone' have no commit in common$"):
        compared("main", "alone", merge_base=True)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("befor", "; did you mean 'before'?"),
        ("mian", "; did you mean 'main'?"),
        ("release", "; did you mean 'origin/release'?"),
        ("main..before", "; name two revisions, with a space between them (and --merge-base for three dots)"),
        ("--output=x", ""),
        ("", ""),
        ("main:data/plan.yml", ""),
    ],
)
def test_a_revision_that_is_none_says_so(clone: Clone, compared: Compared, name: str, hint: str) -> None:
    clone.git("update-ref", "refs/remotes/origin/release", "HEAD")
    with pytest.raises(GitError) as error:
        compared(name)

    assert str(error.value) == f"there is no commit '{name}'{hint}"
    assert not (clone.root / "x").exists()


def test_a_shallow_clone_says_how_to_fetch_the_rest(clone: Clone, compared: Compared, tmp_path: Path) -> None:
    clone.commit({"data/plan.yml": SLIPPED})
    clone.git("clone", "--quiet", "--depth=1", clone.root.as_uri(), str(tmp_path / "shallow"))
    with pytest.raises(GitError, match=r"this clone is shallow; fetch the rest with 'git fetch --unshallow'"):
        compared("before", data_dir=tmp_path / "shallow" / "data")


def test_a_folder_of_no_repository_says_so(clone: Clone, compared: Compared, tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"lies in no git repository$"):
        compared("main", data_dir=tmp_path)


def test_without_git_there_is_nothing_to_compare(
    clone: Clone, compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(clone.root))
    with pytest.raises(GitError, match=r"^git cannot be run: No such file or directory$"):
        compared("main")


def test_an_unreadable_base_is_never_no_changes(clone: Clone, compared: Compared) -> None:
    clone.commit({"data/plan.yml": BROKEN}, "broken")
    clone.commit({"data/plan.yml": ROADMAP})
    with pytest.raises(
        UnreadableBase, match=r"^the data of broken has 1 error, so that nobody can say what changed$"
    ) as found:
        compared("broken", "main")

    assert [problem.headline.partition(" ")[0] for problem in found.value.problems] == ["broken:data/plan.yml:10:13:"]


def test_outsiders_are_not_told_what_cannot_be_read(clone: Clone, compared: Compared) -> None:
    clone.commit({"data/plan.yml": BROKEN}, "broken")
    with pytest.raises(UnreadableBase, match=r"^the data of broken has 1 error, .*; without --audience") as base:
        compared("broken", "before", audience="public")
    with pytest.raises(MilepostError) as head:
        compared("before", "broken", audience="public")

    assert base.value.problems == ()
    assert [problem.headline for problem in head.value.problems] == [
        "unknown-word: A word is none of those the field knows. (1 time)"
    ]


def test_errors_in_the_later_data_are_findings(clone: Clone, compared: Compared) -> None:
    clone.commit({"data/plan.yml": BROKEN}, "broken")
    with pytest.raises(MilepostError) as tree:
        compared("before")
    with pytest.raises(MilepostError) as commit:
        compared("before", "broken")

    assert [str(one.value.problems[0].place) for one in (tree, commit)] == [
        "data/plan.yml:10:13",
        "broken:data/plan.yml:10:13",
    ]


def test_where_there_was_no_data_everything_is_new(clone: Clone, compared: Compared) -> None:
    clone.git("checkout", "--quiet", "--orphan", "alone")
    clone.commit({"data/plan.yml": None, "data/aim.yml": None, "README": "Empty."})
    found = compared("alone", "before")

    assert found.notes == ("alone has no folder data: everything is new.",)
    assert set(rules(found)) == {"published", "scope-added"}
    gone = compared("before", "alone")
    assert gone.notes == ("alone has no folder data: everything is gone.",)
    assert all(change.gone for change in gone.changes)


def test_links_are_followed_inside_the_folder_and_refused_when_they_lead_out(clone: Clone, compared: Compared) -> None:
    data = clone.root / "data"
    (data / ".kept").mkdir()
    (data / "plan.yml").rename(data / ".kept" / "plan.txt")
    (data / "link.txt").symlink_to(".kept/plan.txt")
    (data / "plan.yml").symlink_to("link.txt")
    clone.commit(tag="linked")
    assert rules(compared("before", "linked")) == rules(compared("before")) == []

    (clone.root / "secret.yml").write_text("kind: roadmap\ntitle: Out\n")
    (data / "out.yml").symlink_to("../secret.yml")
    clone.commit(tag="out")
    with pytest.raises(UnreadableBase) as error:
        compared("out", "before")
    assert [problem.headline for problem in error.value.problems] == [
        "out:data/out.yml:1:1: file-outside: a symbolic link that leads out of the data folder"
    ]


def test_files_of_another_repository_are_not_passed_over(clone: Clone, compared: Compared, tmp_path: Path) -> None:
    other = Clone(tmp_path / "other")
    other.commit({"plan.yml": ROADMAP})
    clone.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.root), "data/shared")
    clone.commit(tag="with")
    with pytest.raises(UnreadableBase) as error:
        compared("with")
    (problem,) = error.value.problems
    assert problem.text().splitlines()[0] == (
        "with:data/shared:1:1: file-unreadable: another repository (a submodule): git keeps only its name here"
    )
    with pytest.raises(UnreadableBase, match="1 error") as error:
        compared("with", audience="public")
    assert error.value.problems == ()


def test_names_in_any_script_and_with_any_signs_are_read(clone: Clone, compared: Compared) -> None:
    named = ROADMAP.replace("kind: roadmap", "kind: roadmap\nid: plan")
    folder = "data/Über 'uns' \"hier\"\t/"
    clone.commit({"data/plan.yml": None, f"{folder}план.yml": named})
    clone.write({f"{folder}план.yml": named.replace("06-15", "07-31")})

    assert rules(compared("before", "HEAD")) == []
    assert rules(compared("HEAD")) == SLIP


def test_a_name_that_is_no_text_is_an_error_in_a_commit_as_on_disk(clone: Clone, compared: Compared) -> None:
    clone.commit(tag="good")
    (Path(os.fsdecode(os.fsencode(clone.root) + b"/data/\xff.yml"))).write_text(ROADMAP)
    clone.commit(tag="bad")
    with pytest.raises(UnreadableBase) as error:
        compared("bad", "good")
    assert [problem.rule for problem in error.value.problems] == ["file-encoding"]


@pytest.mark.parametrize("lost", ["before^{tree}", "before:data", "before:data/plan.yml"])
def test_a_clone_that_lost_a_part_is_never_one_without_a_plan(clone: Clone, compared: Compared, lost: str) -> None:
    clone.commit({"data/plan.yml": SLIPPED})
    hash = clone.git("rev-parse", lost)
    (clone.root / ".git/objects" / hash[:2] / hash[2:]).unlink()
    with pytest.raises(GitError):
        compared("before", "HEAD")


def test_line_ends_of_a_checkout_are_no_change(clone: Clone, compared: Compared) -> None:
    clone.git("config", "core.autocrlf", "true")
    text = ROADMAP.replace("summary: Pay in one step.", "description: |\n      Pay in\n      one step.")
    clone.commit({"data/plan.yml": text.replace("\n", "\r\n")}, "crlf")

    assert clone.git("cat-file", "-p", "crlf:data/plan.yml").count("\r") == 0
    assert rules(compared("crlf")) == []


def test_data_below_a_folder_and_in_a_second_work_tree_is_found(
    clone: Clone, compared: Compared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone.commit({"team/plans/plan.yml": ROADMAP}, "below")
    clone.git("worktree", "add", "--quiet", str(tmp_path / "second"), "below")
    second = tmp_path / "second" / "team" / "plans"
    (second / "plan.yml").write_text(SLIPPED)
    monkeypatch.chdir(second)
    found = compared("below", data_dir=second)

    assert rules(found) == SLIP
    assert str(found.changes[0].place) == "plan.yml:12:10"


def test_what_a_hook_says_of_its_repository_is_not_taken_for_the_folders(
    clone: Clone, compared: Compared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Clone(tmp_path / "other")
    clone.write({"data/plan.yml": SLIPPED})
    for name, value in {"GIT_DIR": other.root / ".git", "GIT_WORK_TREE": other.root, "GIT_INDEX_FILE": "x"}.items():
        monkeypatch.setenv(name, str(value))

    assert rules(compared()) == SLIP


def test_each_entity_knows_its_page_and_who_sees_it(clone: Clone, compared: Compared) -> None:
    after = SLIPPED.replace("end: 2026-10-15", "end: 2026-11-15").replace("title: Version 1", "title: Version One")
    clone.write({"data/plan.yml": after})
    found = {change.ref: change for change in compared().changes}

    assert {ref: (change.shown_to, change.target) for ref, change in found.items()} == {
        "item:checkout": ("public", "roadmap/items/checkout.md"),
        "item:refunds": ("public", "roadmap/items/refunds.md"),
        "item:talks": ("internal", "roadmap/items/talks.md"),
        "release:v1": ("public", "roadmap/releases.md#v1"),
    }


def test_outsiders_learn_neither_commits_nor_lines_unless_the_source_is_theirs(
    clone: Clone, compared: Compared
) -> None:
    clone.commit({"data/plan.yml": SLIPPED})
    found = compared("before", "HEAD", audience="public")
    assert rules(found) == SLIP
    assert (found.base.commit, found.head.commit) == (None, None)
    assert {change.place for change in found.changes} == {None}
    assert {change.shown_to for change in found.changes} == {"public"}

    opened = compared("before", "HEAD", audience="public", source_public=True)
    assert [str(change.place) for change in opened.changes] == ["data/plan.yml:12:10", "data/plan.yml:18:12"]


def test_a_review_for_outsiders_is_the_same_whatever_is_private(clone: Clone, compared: Compared) -> None:
    private = "    end: 2026-10-15\n    depends_on: [refunds]\n    tags: [quiet]\n"
    clone.commit({"data/plan.yml": ROADMAP.replace("    end: 2026-10-15\n", private)}, "one")
    clone.commit({"data/plan.yml": "# A remark of some\n# lines.\n" + ROADMAP.replace("Head of Sales", "Me")}, "other")
    clone.commit({"data/plan.yml": SLIPPED}, "slipped")

    assert compared("one", "other").changes
    assert compared("one", "other", audience="public").changes == ()
    reviews = [compared(base, "slipped", audience="public") for base in ("before", "one", "other")]
    assert [one.changes for one in reviews] == [reviews[0].changes] * 3


def test_policies_are_asked_of_those_who_see_everything(clone: Clone, compared: Compared) -> None:
    clone.write({"data/plan.yml": SLIPPED})
    asked = {"unexplained-slip": "error"}

    assert rules(compared(rules=asked))[0] == "unexplained-slip"
    outside = compared(audience="public", rules=asked)
    assert rules(outside) == SLIP
    assert outside.notes == (
        "Policies (unexplained-slip) are only asked where everything is seen: without --audience.",
    )


PROMISOR = """\
[core]
\trepositoryformatversion = 1
\tbare = false
\tworktree = .
\tsshCommand = "touch {trace}; false"
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = ssh://example.org/plan
\tpromisor = true
"""


def test_files_that_look_like_a_repository_are_data_and_configure_nothing(
    clone: Clone, compared: Compared, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    clone.commit(
        {
            "data/plan.yml": SLIPPED,
            "data/HEAD": "ref: refs/heads/main\n",
            "data/config": PROMISOR.format(trace=trace),
            "data/objects/info/x": "",
            "data/refs/heads/before": "1" * 40 + "\n",
        }
    )
    assert rules(compared("before", "HEAD")) == SLIP
    assert rules(compared("before")) == SLIP
    assert not trace.exists()


SECRET = "kind: roadmap\ntitle: Plan\nitems: [{id: s, title: Foo is bought, status: planned}]\n"
OPEN = ROADMAP.replace("    audience: internal\n", "")
SITE = "site_name: A\nplugins: [{milepost: {audiences: [%s]}}]\n"


@pytest.mark.parametrize("audiences", ["internal, public", "public", "partner, public, internal"])
def test_what_a_change_says_of_audiences_opens_nothing_to_those_outside(
    clone: Clone, compared: Compared, audiences: str
) -> None:
    clone.commit({"mkdocs.yml": SITE % "public, partner, internal", "data/secret.yml": SECRET}, "base")
    clone.commit({"mkdocs.yml": SITE % audiences, "data/plan.yml": OPEN, "data/secret.yml": None}, "later")
    asked = {"audiences": ("public", "partner", "internal"), "config_file": "mkdocs.yml"}
    with pytest.raises(UnreadableBase, match="other audiences") as error:
        compared("base", "later", audience="public", **asked)
    assert error.value.problems == ()


def test_who_became_innermost_is_shown_nothing_of_what_was_hidden(clone: Clone, compared: Compared) -> None:
    clone.commit({"mkdocs.yml": SITE % "public, internal", "data/secret.yml": SECRET}, "base")
    clone.commit({"mkdocs.yml": SITE % "public", "data/plan.yml": OPEN, "data/secret.yml": None}, "later")
    found = compared("base", "later", audience="public", audiences=("public",), config_file="mkdocs.yml")
    assert "item:talks" in {change.ref for change in found.changes}
    assert "Foo" not in repr(found.changes)


def test_an_audience_that_came_between_is_compared_with_who_it_was(clone: Clone, compared: Compared) -> None:
    clone.commit({"mkdocs.yml": SITE % "public, internal"}, "base")
    clone.commit({"mkdocs.yml": SITE % "public, partner, internal", "data/plan.yml": SLIPPED}, "later")
    asked = {"audiences": ("public", "partner", "internal"), "config_file": "mkdocs.yml"}
    assert rules(compared("base", "later", audience="partner", **asked)) == SLIP


def test_outside_a_folder_of_private_entities_is_like_none(clone: Clone, compared: Compared) -> None:
    clone.commit({"data/plan.yml": None, "data/aim.yml": None}, "none")
    clone.commit({"data/secret.yml": SECRET}, "private")
    told = [compared(base, "before", audience="public") for base in ("none", "private")]
    assert told[0].notes == told[1].notes == ("There was nothing for this audience before: everything is new.",)
    assert told[0].changes == told[1].changes
    assert compared("none", "private", audience="public").notes == ()


def test_a_hash_with_a_sign_before_it_is_no_commit(compared: Compared) -> None:
    with pytest.raises(GitError, match=r"there is no commit '\^HEAD'"):
        compared("^HEAD")


@pytest.mark.parametrize("folder", ["../plans", "/plans", "a/../../plans"])
def test_data_that_a_commit_has_elsewhere_is_not_looked_for(clone: Clone, compared: Compared, folder: str) -> None:
    clone.commit({"mkdocs.yml": f"plugins: [{{milepost: {{data_dir: {folder}}}}}]\n"}, "elsewhere")
    clone.commit({"mkdocs.yml": "plugins: [milepost]\n"})
    with pytest.raises(GitError, match="the data of elsewhere lies outside of the repository"):
        compared("elsewhere", config_file="mkdocs.yml")


def test_names_that_no_folder_can_have_are_passed_over(clone: Clone, compared: Compared) -> None:
    for number, name in enumerate(('"da\\0ta"', '"\\ud800x"')):
        clone.commit({"mkdocs.yml": f"plugins: [{{milepost: {{data_dir: {name}}}}}]\n"}, f"odd{number}")
        assert rules(compared(f"odd{number}", "before", config_file="mkdocs.yml")) == ["code-in-configuration"]


def test_what_is_far_too_large_is_not_read(clone: Clone, compared: Compared) -> None:
    clone.commit({"data/huge.yml": b" " * (MAX_BYTES + 1)}, "huge")
    with pytest.raises(UnreadableBase) as error:
        compared("huge", "before")
    assert [problem.rule for problem in error.value.problems] == ["yaml-too-large"]


def test_more_files_than_can_be_read_are_refused(
    clone: Clone, compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.git.repository._MAX_LISTING", 60)
    with pytest.raises(GitError, match="more files than can be read"):
        compared("before", "HEAD")


METRIC = "kind: metrics\nid: numbers\nmetrics:\n  - id: boats\n    title: Boats\n    file: boats.csv\n"


def test_each_state_has_the_rows_of_its_own_csv_file(clone: Clone, compared: Compared) -> None:
    first = clone.commit({"data/numbers.yml": METRIC, "data/boats.csv": "date,value\n2026-01-05,1\n"}, "first")
    second = clone.commit({"data/boats.csv": "date,value\r\n2026-01-05,2\r\n2026-01-12,3\r\n"})
    clone.write({"data/boats.csv": "date,value\n2026-01-05,9\n"})

    (change,) = compared(first, second).changes
    assert change.ref == "metric:boats"
    assert change.message == "Boats has other values"
    assert [one.ref for one in compared(second).changes] == ["metric:boats"]
    assert compared(first, first).changes == ()


def test_a_csv_file_that_a_commit_lacks_or_that_is_broken_there_is_an_error_of_that_commit(
    clone: Clone, compared: Compared
) -> None:
    clone.commit({"data/numbers.yml": METRIC}, "lacking")
    clone.commit({"data/boats.csv": "date,value\n2026-01-05,x\n"}, "broken")
    clone.write({"data/boats.csv": "date,value\n2026-01-05,1\n"})

    for tag, place in (("lacking", "lacking:data/numbers.yml:6:11"), ("broken", "broken:data/boats.csv:2:12")):
        with pytest.raises(UnreadableBase) as error:
            compared(tag)
        assert [str(one.place) for one in error.value.problems] == [place]


def test_moving_rows_into_a_csv_file_changes_nothing(clone: Clone, compared: Compared) -> None:
    inline = METRIC.replace("file: boats.csv", "series: [{date: 2026-01-05, value: 1}]")
    before = clone.commit({"data/numbers.yml": inline}, "inline")
    clone.write({"data/numbers.yml": METRIC, "data/boats.csv": "date,value\n2026-01-05,1\n"})

    assert compared(before).changes == ()
