"""A whole data folder: folders' audiences, ids by file name, and every problem of every file in one run."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from milepost.access.audience_filter import audience_of
from milepost.graph.loader import Workspace, load, read_files
from milepost.kinds.roadmap.model import Item
from milepost.problem import MilepostError

Load = Callable[..., Workspace]
ITEM = "{{id: {id}, title: {id}, status: planned}}"


def roadmap(*ids: str, **fields: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"kind: roadmap\ntitle: T\n{head}items: [{', '.join(ITEM.format(id=one) for one in ids)}]\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Reads a folder of files given as path → text; paths are told from the folder around it."""
    monkeypatch.chdir(tmp_path)

    def make(files: dict[str, str | bytes], *audiences: str) -> Workspace:
        folder = tmp_path / "data"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return load(folder, audiences or ("public", "internal"))

    return make


def headlines(workspace: Workspace) -> list[str]:
    return [problem.headline for problem in workspace.problems]


def audience(workspace: Workspace, ref: str) -> str:
    entity = workspace.portfolio.find("item", ref)
    assert entity
    return audience_of(workspace.portfolio, entity)


def test_documents_are_read_in_the_order_of_their_paths(data: Load) -> None:
    found = data({"b.yml": roadmap("x"), "a/z.yml": roadmap("y"), "a-a/c.yml": roadmap("z")})
    assert [document.path for document in found.portfolio.documents] == ["data/a-a/c.yml", "data/a/z.yml", "data/b.yml"]
    assert [document.relative for document in found.portfolio.documents] == ["a-a/c.yml", "a/z.yml", "b.yml"]
    assert [item.id for item in found.portfolio.all(Item)] == ["z", "y", "x"]


def test_all_problems_of_all_files_are_told_in_the_order_of_places(data: Load) -> None:
    found = data(
        {
            "b.yml": "kind: roadmap\nitems: [{titel: A}]\n",
            "a.yml": "title: [\n",
            "c/d.yml": b"kind: roadmap\ntitle: \xe9\n",
            "c/_audience.yml": "audience: pubic\n",
            "e.yml": "",
            "f.yml": roadmap("x"),
        }
    )
    assert [problem.headline.partition(" ")[2].partition(":")[0] for problem in found.problems] == [
        "yaml-syntax", "missing-field", "missing-field", "missing-field", "missing-field", "unknown-field",
        "unknown-audience", "file-encoding", "file-empty",
    ]  # fmt: skip
    assert [str(problem.place) for problem in found.problems] == [
        "data/a.yml:2:1", "data/b.yml:1:1", "data/b.yml:2:9", "data/b.yml:2:9", "data/b.yml:2:9", "data/b.yml:2:10",
        "data/c/_audience.yml:1:11", "data/c/d.yml:2:8", "data/e.yml:1:1",
    ]  # fmt: skip
    assert [item.id for item in found.portfolio.all(Item)] == ["x"]


def test_a_folder_that_is_not_there_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for missing in (tmp_path / "data", tmp_path / "file"):
        (tmp_path / "file").touch()
        with pytest.raises(MilepostError) as caught:
            load(missing)
        (problem,) = caught.value.problems
        assert problem.headline == f"bad-option: there is no data folder {missing.name}"
        assert problem.hint == "set data_dir to the folder that holds the YAML"


def test_an_empty_folder_is_an_empty_portfolio(data: Load) -> None:
    found = data({})
    assert (found.portfolio.documents, found.problems, found.portfolio.head.title) == ((), (), "")


@pytest.mark.parametrize(
    ("path", "kind", "id"),
    [
        ("checkout.yml", "roadmap", "checkout"),
        ("v1.2.yml", "roadmap", "v1.2"),
        ("checkout/roadmap.yml", "roadmap", "checkout"),
        ("a/checkout/roadmap.yaml", "roadmap", "checkout"),
        ("roadmap.yml", "roadmap", "roadmap"),
        ("checkout/plan.yml", "roadmap", "plan"),
        ("checkout/strategy.yml", "strategy", "checkout"),
        ("checkout/metrics.yml", "strategy", "metrics"),
    ],
)
def test_a_document_without_an_id_has_its_files_or_its_folders(data: Load, path: str, kind: str, id: str) -> None:
    found = data({path: f"kind: {kind}\ntitle: T\n" + ("vision: V\n" if kind == "strategy" else "")})
    assert headlines(found) == []
    assert found.portfolio.documents[0].model.id == id


def test_two_roadmaps_of_one_folder_do_not_share_its_name(data: Load) -> None:
    found = data({"app/backlog.yml": roadmap("x"), "app/metrics.yml": roadmap("y")})
    assert headlines(found) == []


def test_the_fiscal_year_of_the_portfolio_holds_in_every_file(data: Load) -> None:
    head = "kind: portfolio\ntitle: T\nfiscal_year_start: 4\n"
    item = "kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: planned, start: FY27-Q1}]\n"
    found = data({"a.yml": item, "z/portfolio.yml": head})
    start = found.portfolio.all(Item)[0].entry.start
    assert start
    assert str(start.first) == "2026-04-01"


@pytest.mark.parametrize("value", ["13", "0", "April", "'4'", "[4]", "4.5", ""])
def test_a_fiscal_year_that_is_not_sound_is_not_used(data: Load, value: str) -> None:
    item = "kind: roadmap\ntitle: T\nitems: [{id: a, title: A, status: planned, start: FY27-Q1}]\n"
    found = data({"a.yml": item, "p.yml": f"kind: portfolio\ntitle: T\nfiscal_year_start: {value}\n"})
    start = found.portfolio.all(Item)[0].entry.start
    assert start
    assert str(start.first) == "2027-01-01"
    assert len(found.problems) == (1 if value else 0)


def test_a_second_portfolio_is_refused(data: Load) -> None:
    found = data({"a.yml": "kind: portfolio\ntitle: A\n", "b.yml": "# another\nkind: portfolio\ntitle: B\n"})
    assert [problem.text() for problem in found.problems] == [
        "data/b.yml:2:7: second-portfolio: a second document of kind portfolio; the first is data/a.yml\n"
        "  | kind: portfolio\n"
        "  |       ^\n"
        "  = keep one of them"
    ]
    assert found.portfolio.head.title == "A"


def test_an_id_used_twice_is_refused_whatever_its_case_and_file(data: Load) -> None:
    found = data({"a.yml": roadmap("Checkout"), "b.yml": roadmap("other", "CHECKOUT")})
    (problem,) = found.problems
    assert problem.headline == ("data/b.yml:3:58: duplicate-id: item 'CHECKOUT' is there already, in data/a.yml:3:14")
    assert problem.hint == "give one of them another id"


def test_an_item_and_a_release_of_one_id_cannot_have_milestones_of_one_id(data: Load) -> None:
    stone = "milestones: [{id: beta, title: B, date: 2026}]"
    item = f"items: [{{id: v1, title: I, status: planned, audience: internal, {stone}}}]\n"
    found = data({"a.yml": f"kind: roadmap\ntitle: T\nreleases: [{{id: v1, title: R, {stone}}}]\n{item}"})
    (problem,) = found.problems
    assert problem.headline == ("data/a.yml:4:83: duplicate-id: milestone 'beta' is there already, in data/a.yml:3:49")


def test_documents_of_one_kind_need_different_ids(data: Load) -> None:
    found = data({"a/plan.yml": roadmap("x"), "b/plan.yml": roadmap("y")})
    assert headlines(found) == [
        "data/b/plan.yml:1:1: duplicate-id: roadmap 'plan' is there already, in data/a/plan.yml:1:1"
    ]


def test_entities_of_different_types_may_share_an_id(data: Load) -> None:
    text = (
        "kind: roadmap\ntitle: T\nid: pay\nthemes: [{id: pay, title: P}]\n"
        "releases: [{id: pay, title: P, milestones: [{id: beta, title: B, date: 2026}]}]\n"
        "items: [{id: pay, title: P, status: done, milestones: [{id: pay, title: B, date: 2026}]}]\n"
    )
    assert headlines(data({"a.yml": text})) == []


def test_nested_ids_are_unique_in_their_parent(data: Load) -> None:
    moments = "[{id: m, title: M, date: 2026}, {id: M, title: N, date: 2026}]"
    items = f"{{id: a, title: A, status: done, milestones: {moments}}}"
    other = "{id: b, title: B, status: done, milestones: [{id: m, title: M, date: 2026}]}"
    found = data({"a.yml": f"kind: roadmap\ntitle: T\nitems:\n- {items}\n- {other}\n"})
    assert [problem.message for problem in found.problems] == ["milestone 'M' is there already, in data/a.yml:4:53"]


def test_horizons_are_unique_in_their_document(data: Load) -> None:
    columns = "kind: roadmap\ntitle: T\nhorizons: [{id: now, title: Now}]\n"
    assert headlines(data({"a.yml": columns, "b.yml": columns})) == []


def test_what_names_no_audience_is_for_the_innermost(data: Load) -> None:
    found = data({"a.yml": roadmap("x")}, "public", "partners", "internal")
    assert audience(found, "x") == "internal"


def test_the_nearest_folder_decides(data: Load) -> None:
    found = data(
        {
            "_audience.yml": "audience: public",
            "a.yml": roadmap("top"),
            "in/_audience.yml": "audience: internal",
            "in/b.yml": roadmap("inner"),
            "in/deep/c.yml": roadmap("deep"),
            "in/out/_audience.yml": "audience: public",
            "in/out/d.yml": roadmap("out"),
            "in/out/e.yml": roadmap("own", audience="internal"),
            "words/_audience.yml": "disclose: {public: [reasons]}",
            "words/f.yml": roadmap("silent"),
        }
    )
    assert headlines(found) == []
    assert {name: audience(found, name) for name in ("top", "inner", "deep", "out", "own", "silent")} == {
        "top": "public", "inner": "internal", "deep": "internal", "out": "public", "own": "internal", "silent": "public",
    }  # fmt: skip


def test_the_nearest_folder_discloses_audience_by_audience(data: Load) -> None:
    found = data(
        {
            "_audience.yml": "disclose: {public: [reasons], partners: [scores]}",
            "a/_audience.yml": "disclose: {public: []}",
            "a/b.yml": roadmap("x"),
            "a/b/_audience.yml": "audience: public",
            "a/b/c.yml": roadmap("y"),
            "d.yml": roadmap("z"),
        },
        "public", "partners", "internal",
    )  # fmt: skip
    assert headlines(found) == []
    assert [document.folder_disclose for document in found.portfolio.documents] == [
        {"public": (), "partners": ("scores",)},
        {"public": (), "partners": ("scores",)},
        {"public": ("reasons",), "partners": ("scores",)},
    ]


def test_a_folder_file_is_no_document(data: Load) -> None:
    found = data({"_audience.yml": "audience: public", "a/_audience.yml": "audience: internal"})
    assert (found.portfolio.documents, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("text", "headline", "hint"),
    [
        ("audience: pubic", "1:11: unknown-audience: there is no audience 'pubic'", "did you mean 'public'?"),
        ("audience:", "1:10: unknown-audience: no audience is named here", "known are: public, internal"),
        ("audience: [public]", "1:11: wrong-shape: an audience is expected here, not a list", None),
        (
            "audeince: public",
            "1:1: unknown-field: a folder audience has no field 'audeince'",
            "did you mean 'audience'?",
        ),
        ("kind: roadmap", "1:1: unknown-field: a folder audience has no field 'kind'", "it has: audience, disclose"),
        ("disclose: {public: [moeny]}", "1:21: unknown-word: there is no field group 'moeny'", "did you mean 'money'?"),
        (
            "disclose: {pubic: [money]}",
            "1:12: unknown-audience: there is no audience 'pubic'",
            "did you mean 'public'?",
        ),
        (
            "disclose: {public: money}",
            "1:20: wrong-shape: a list is expected here, not 'money'",
            "write it as public: [money]",
        ),
        ("", "1:1: file-empty: _audience.yml holds audience: and disclose:", "audience: internal"),
        ("- public", "1:1: document-shape: _audience.yml holds audience: and disclose:", "audience: internal"),
        ("public", "1:1: document-shape: _audience.yml holds audience: and disclose:", "audience: internal"),
    ],
)
def test_a_folder_file_that_is_not_sound_is_refused_and_closes_its_folder(
    data: Load, text: str, headline: str, hint: str | None
) -> None:
    found = data({"_audience.yml": "audience: public", "a/_audience.yml": text, "a/b.yml": roadmap("x")})
    (problem,) = found.problems
    assert (problem.headline, problem.hint) == (f"data/a/_audience.yml:{headline}", hint)
    assert audience(found, "x") == "internal"


@pytest.mark.parametrize(
    "name",
    [
        "_audience.yaml", "_Audience.yml", "_audience.YML", "audience.yml", "audiences.yaml", "_audiences.yml",
        ".audience.yml", "_audience.yml.txt", "_audience", "_audience.json", "_audiance.yml", "__audience__.yml",
    ],
)  # fmt: skip
def test_a_folder_file_with_a_wrong_name_is_an_error_that_says_the_right_one(data: Load, name: str) -> None:
    found = data({f"in/{name}": "audience: internal", "in/b.yml": roadmap("x")})
    (problem,) = found.problems
    assert (problem.rule, problem.hint) == ("folder-file-name", "rename it to _audience.yml")
    assert problem.place
    assert problem.place.path == f"data/in/{name}"


@pytest.mark.parametrize("name", ["audience.yml", "audiences.yml", "audience-research.yml", "_notes.md"])
def test_a_document_may_be_called_after_an_audience(data: Load, name: str) -> None:
    assert data({name: roadmap("x")}).problems == ()


@pytest.mark.parametrize("name", ["._audience.yml", "_audience.yml~", "_audience.yml.bak", ".git"])
def test_what_tools_leave_beside_a_folder_file_is_passed_over(data: Load, name: str) -> None:
    assert data({"_audience.yml": "audience: internal", name: "audience: x", "b.yml": roadmap("x")}).problems == ()


def test_a_file_that_cannot_be_read_as_a_document_leaves_the_others(data: Load) -> None:
    found = data({"a.yml": "kind: roadmap\ntitle: T\nitems: [{id: x}]\n", "b.yml": roadmap("y")})
    assert [item.id for item in found.portfolio.all(Item)] == ["y"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_what_is_no_file_is_told_beside_what_is_wrong_in_files(data: Load, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "b.yml")
    (tmp_path / "data" / "c.yml").symlink_to("/etc/hostname")
    (tmp_path / "data" / "a.yml").write_text("- 1")
    assert headlines(load(tmp_path / "data")) == [
        "data/a.yml:1:1: document-shape: a document is a mapping, not a list",
        "data/b.yml:1:1: file-unreadable: not a regular file",
        "data/c.yml:1:1: file-outside: a symbolic link that leads out of the data folder",
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(data: Load) -> None:
    text = roadmap("x").replace("\n", "\r\n").encode("utf-8-sig")
    found = data({"a.yml": text, "b.yml": b"\xef\xbb\xbfkind: roadmap\r\ntitle: T\r\nitmes: []\r\n"})
    assert headlines(found) == ["data/b.yml:3:1: unknown-field: a roadmap has no field 'itmes'"]
    assert found.problems[0].place
    assert found.problems[0].place.excerpt == "itmes: []"
    assert [item.id for item in found.portfolio.all(Item)] == ["x"]


def test_two_readings_tell_the_same(data: Load, tmp_path: Path) -> None:
    first = data({"a.yml": roadmap("x", "X"), "b.yml": "kind: raodmap"})
    assert headlines(first) == headlines(load(tmp_path / "data"))


def test_raw_files_are_trees_with_forward_slashes(data: Load, tmp_path: Path) -> None:
    data({"a/b.yml": "x: [1, '2']", "c.yml": "y: ["})
    files, problems = read_files(tmp_path / "data")
    assert [(file.relative, file.root, file.source.path) for file in files] == [
        ("a/b.yml", {"x": ["1", "2"]}, "data/a/b.yml")
    ]
    assert [problem.rule for problem in problems] == ["yaml-syntax"]


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_is_left_as_it_was_found(data: Load, running: bool) -> None:
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        data({"a.yml": "kind: ["})
        assert gc.isenabled() is running
    finally:
        (gc.enable if was else gc.disable)()
