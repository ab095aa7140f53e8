"""`milepost new`: documents and entries that are valid at once, where others of their kind are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.conftest import MakeSite
from tests.support import declared
from tests.support.edits import as_read, typed

from milepost.cli.main import COULD_NOT_RUN, FINDINGS, main
from milepost.editing.new_entries import holders_of, list_for
from milepost.graph.loader import load
from milepost.kinds.registry import KINDS, entry_types
from milepost.schema.base import Document, Entry
from milepost.schema.fields import fields_of

ROADMAP = """\
# Where we go.
kind: roadmap
title: Plan
audience: public
items:
- id: wallet
  title: Wallet
  status: in_progress
  horizon: now

- {id: kiosk, title: Kiosk, status: planned, horizon: next}
"""
WALLET = "kind: backlog\ntitle: W\nstories:\n  - {id: pass, title: Pass, item: wallet, status: ready}\n"
KIOSK = "kind: backlog\ntitle: K\nstories:\n  - id: paper\n    title: Paper\n    item: kiosk\n    status: ready\n"


@pytest.fixture(autouse=True)
def _here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.write("data/roadmap.yml", ROADMAP)
    monkeypatch.chdir(project.root)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["new", *words])


def read(path: str) -> str:
    return Path("data", path).read_text()


def files() -> list[str]:
    return sorted(path.relative_to("data").as_posix() for path in Path("data").rglob("*") if path.is_file())


def test_an_entry_is_added_like_its_neighbors() -> None:
    done = run("item", "--title", "A ticket in the watch", "--set", "horizon=later", "--set", "tags=[wrist, now]")

    assert done.exit_code == 0, done.output
    assert done.stdout == "data/roadmap.yml:13: new item:a-ticket-in-the-watch\n"
    assert read("roadmap.yml") == ROADMAP + (
        "\n- {id: a-ticket-in-the-watch, title: A ticket in the watch, tags: [wrist, now], status: proposed, horizon: later}\n"
    )


def test_a_story_goes_where_others_of_its_item_are() -> None:
    Path("data/wallet.yml").write_text(WALLET)
    Path("data/kiosk.yml").write_text(KIOSK)

    done = run("story", "--title", "Print a receipt", "--set", "item=kiosk")

    assert done.exit_code == 0, done.output
    assert read("wallet.yml") == WALLET
    assert read("kiosk.yml") == KIOSK + (
        "  - id: print-a-receipt\n    title: Print a receipt\n    item: kiosk\n    status: todo\n    created_on: 2026-09-14\n"
    )


def test_a_story_without_a_hint_of_its_file_is_refused_with_the_files() -> None:
    Path("data/wallet.yml").write_text(WALLET)
    Path("data/kiosk.yml").write_text(KIOSK)

    done = run("story", "--title", "Print a receipt")

    assert done.exit_code == COULD_NOT_RUN
    assert "a story could go into several files; name one with --into: data/kiosk.yml, data/wallet.yml" in done.stderr
    assert run("story", "--title", "Print a receipt", "--into", "data/wallet.yml").exit_code == 0
    assert "{id: print-a-receipt, title: Print a receipt, status: todo, created_on: 2026-09-14}" in read("wallet.yml")


def test_an_entry_of_an_entry_goes_into_it() -> None:
    done = run("milestone", "beta", "--in", "item:wallet", "--title", "Beta", "--set", "date=2027-Q1")

    assert done.stdout == "data/roadmap.yml:11: new milestone:wallet/beta\n"
    assert "  horizon: now\n  milestones:\n  - id: beta\n    title: Beta\n    date: 2027-Q1\n\n- {id" in read(
        "roadmap.yml"
    )


def test_an_id_is_made_of_the_title_and_differs_from_others() -> None:
    run("item", "--title", "Wallet!")
    run("item", "--title", "Wallet?")
    run("item", "--title", "Über Bord")
    run("item", "--title", "切符")

    assert [one["id"] for one in yaml.safe_load(read("roadmap.yml"))["items"]] == [
        "wallet", "kiosk", "wallet-2", "wallet-3", "uber-bord", "item",
    ]  # fmt: skip


def test_a_document_names_every_field() -> None:
    done = run("plan", "pier", "--title", "A pier")

    assert done.stdout == "Wrote data/pier.yml\n"
    text = read("pier.yml")
    assert text.startswith(
        "# The plan of a project. Its id is that of the project.\nkind: plan\ntitle: A pier\n# summary: One"
    )
    own = [name for name in fields_of(KINDS["plan"]) if name not in fields_of(Document)]
    assert [name for name in own if f"\n{name}:" not in text and f"\n# {name}:" not in text] == []
    assert "\nstatus: proposed\n" in text
    assert "# phase: The phase the project is in: initiation, planning, execution, monitoring, closing.\n" in text


def test_documents_lie_where_others_of_their_kind_do() -> None:
    run("plan", "pier", "--title", "A pier", "--into", "data/projects/pier/plan.yml")
    run("plan", "quay", "--title", "A quay")
    words = ("--set", "overall.health=on_track", "--set", "period.from=2026-09-01", "--set", "period.to=2026-09-14")
    run("report", "--set", "project=pier", *words, "--into", "data/projects/pier/reports/2026-09-14.yml")
    done = run("report", "--set", "project=quay", *words)

    assert done.exit_code == 0, done.output
    assert files() == [
        "projects/pier/plan.yml",
        "projects/pier/reports/2026-09-14.yml",
        "projects/quay/plan.yml",
        "projects/quay/reports/2026-09-14.yml",
        "roadmap.yml",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_is_valid_at_once(kind: str) -> None:
    cls = KINDS[kind]
    given = [
        f"{name}={typed(declared.value(cls, name))}"
        for name, spec in fields_of(cls).items()
        if spec.required and (spec.ref or spec.model)
    ]
    # What a rule asks for, and the model does not.
    given += {"report": ["project=pier"], "handover": ["from=Builders", "to=Operators"]}.get(kind, [])

    done = run(kind, *(word for value in given for word in ("--set", value)), "--into", "data/new.yml")

    assert done.exit_code == 0, done.output
    loaded = load(Path("data"))
    assert not loaded.problems
    (document,) = [one for one in loaded.portfolio.documents if one.relative == "new.yml"]
    assert document.kind == kind


def _holder(cls: type[Entry]) -> tuple[str, str]:
    """A document that an entry of a class can go into, and the reference of what holds it."""
    for kind, model in KINDS.items():
        document: dict[str, Any] = {"kind": kind, **as_read(declared.needed(model)), "id": "holder"}
        if list_for(model, cls):
            return yaml.safe_dump(document), f"{kind}:holder"
        for name, spec in declared.entry_lists(model).items():
            inner: Any = spec.model
            if list_for(inner, cls):
                document[name] = [{**as_read(declared.needed(inner)), "id": "inner", "title": "Inner"}]
                key = "holder/inner" if model.owns_entries or inner.declares.of_document else "inner"
                return yaml.safe_dump(document), f"{inner.type_name}:{key}"
    raise AssertionError(cls)


ENTRIES = [name for name, cls in entry_types().items() if not issubclass(cls, Document)]


@pytest.mark.parametrize("type_name", ENTRIES)
def test_every_type_of_entry_can_be_added(type_name: str) -> None:
    cls = entry_types()[type_name]
    text, ref = _holder(cls)
    assert ref.partition(":")[0] in holders_of(cls)
    Path("data/holder.yml").write_text(text)
    Path("data/roadmap.yml").unlink()
    needed = {name: value for name, value in declared.needed(cls, 1).items() if name not in ("id", "title")}
    if type_name == "task":
        needed["duration"] = "3d"

    done = run(
        type_name,
        "added",
        "--title",
        "Added",
        "--in",
        ref,
        *(w for n, v in needed.items() for w in ("--set", f"{n}={typed(v)}")),
    )

    strict = [spec for spec in fields_of(cls).values() if spec.required and spec.ref and spec.ref.strict]
    assert done.exit_code == (FINDINGS if strict else 0), done.output
    if not strict:
        assert f": new {type_name}:" in done.stdout
        assert not load(Path("data")).problems


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["stroy"], COULD_NOT_RUN, "there is no kind or type 'stroy'; did you mean 'story'?"),
        (["story", "--title", "A"], COULD_NOT_RUN, "there is nothing that a story could go into; milepost new backlog writes it"),
        (["milestone", "--title", "A"], COULD_NOT_RUN, "a milestone goes into: item or release; name one with --in, such as"),
        (["item"], FINDINGS, "an item needs 'title'\n  = give it with --title …"),
        (["item", "wallet", "--title", "A"], COULD_NOT_RUN, "there is an item 'wallet' already, in data/roadmap.yml:6:3"),
        (["item", "WALLET", "--title", "A"], COULD_NOT_RUN, "there is an item 'WALLET' already"),
        (["item", "a b", "--title", "A"], FINDINGS, "bad-id: 'a b' is not an id"),
        (["item", "--title", "A", "--set", "status=doen"], FINDINGS, "did you mean 'done'?"),
        (["item", "--title", "A", "--set", "status"], COULD_NOT_RUN, "--set takes FIELD=VALUE, not 'status'"),
        (["item", "--title", "A", "--set", "parent=walet"], FINDINGS, "did you mean 'wallet'?"),
        (["item", "--title", "A", "--in", "item:wallet"], COULD_NOT_RUN, "item:wallet holds no items; an item goes into: roadmap"),
        (["item", "--title", "A", "--into", "data/none.yml"], COULD_NOT_RUN, "there is no file data/none.yml that can be read"),
        (["roadmap", "--into", "data/roadmap.yml"], COULD_NOT_RUN, "data/roadmap.yml is there already"),
        (["roadmap", "--into", "docs/roadmap.yml"], COULD_NOT_RUN, "docs/roadmap.yml is not in the data folder, data"),
        (["roadmap", "--into", "data/roadmap.txt"], COULD_NOT_RUN, "is no YAML file"),
        (["roadmap", "--in", "item:wallet"], COULD_NOT_RUN, "a roadmap is a file of its own"),
        (["report"], COULD_NOT_RUN, "a report is named after its project: --set project=…"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_written(words: list[str], code: int, message: str) -> None:
    done = run(*words)

    assert done.exit_code == code, done.output
    assert message in done.stderr
    assert read("roadmap.yml") == ROADMAP
    assert files() == ["roadmap.yml"]


def test_a_dry_run_prints_the_new_file_and_writes_nothing() -> None:
    done = run("roadmap", "--title", "More", "--dry-run")

    assert done.stdout.startswith("--- /dev/null\n+++ data/more.yml\n@@ -0,0 +1,")
    assert files() == ["roadmap.yml"]


def test_nothing_is_left_of_a_file_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device", "data/more.yml")

    monkeypatch.setattr(os, "replace", broken)
    done = run("roadmap", "--title", "More")

    assert done.exit_code == COULD_NOT_RUN
    assert "No space left on device" in done.stderr
    assert files() == ["roadmap.yml"]
