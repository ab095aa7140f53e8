from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from milepost.access.audience_filter import redacted_for
from milepost.graph import loader
from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.model import Item
from milepost.leak_check.raw_documents import sources
from milepost.leak_check.redacted_data import RedactedData

AUDIENCES = ("public", "partners", "internal")

FILES = {
    "portfolio.yml": """
        kind: portfolio
        title: The Takeover Company
        public: {title: Ferry}
        summary: A secret summary
        fiscal_year_start: 4
        disclaimer: {public: May change, internal: Be kind}
        labels: {status: {planned: {title: Soon}}}
        teams:
          - {id: deck, title: Deck, audience: public, lead: captain}
          - {id: engine, title: Engine}
        people:
          - {id: captain, role: Captain, name: A. Person, audience: public}
        tags: [silence_missing_entries, {id: open, title: Open, audience: public}]
    """,
    "strategy.yml": """
        kind: strategy
        audience: public
        disclose: {public: [confidence], partners: [scores, people]}
        vision: Read [the plan](item:merger), [this](item:sail) and `[code](item:merger)`
        needs:
          - {id: n, statement: To be on time, importance: 5, evidence: [a, b]}
          - {id: m, statement: To be dry, audience: internal}
        objectives:
          - id: o
            title: On time
            needs: [n, m]
            owner: captain
            team: engine
            key_results:
              - {id: k, title: Late boats, baseline: 10, target: 1, confidence: low}
              - {id: h, title: Lawsuits, audience: internal}
          - {id: p, title: Bought, audience: internal}
        principles: [Never sink, {title: Never pay, audience: internal}]
        title: Strategy
    """,
    "roadmap.yml": """
        kind: roadmap
        audience: public
        title: Roadmap
        public: {date_precision: half}
        themes:
          - {id: joint, title: Joined, audience: internal}
        releases:
          - {id: r, title: R, date: 2026-05-06, milestones: [{id: x, title: X, date: 2026-05-01}]}
        items:
          - id: sail
            title: Project Lifeboat
            public: {title: Sail, date_precision: quarter, health: on_track, end: 2026-08-01}
            status: planned
            health: off_track
            health_reason: No wind
            theme: joint
            tags: [silence_missing_entries, open, free]
            start: 2026-04-09
            end: 2026-05-31
            baseline: {start: 2026-04-01}
            depends_on: [MERGER, row]
            related: [objective:p, objective:o, merger]
            confidence: 40
            owner: captain
            tracking: https://example.org/1
            milestones:
              - {id: a, title: A, date: 2026-05-01, public: {date_precision: none}}
              - {id: b, title: B, date: 2026-05-02, audience: partners}
              - {id: c, title: C, date: 2026-05-03, audience: internal}
            slip_reason: Fog
            disclose: {public: [resources, reasons]}
            asks: [{team: engine, what: Steam}, {team: deck, what: Paint}]
          - {id: row, title: Row, status: done, disclose: {public: []}, confidence: high}
          - {id: merger, title: Merger, status: planned, audience: internal}
    """,
    "hidden/_audience.yml": """
        audience: internal
        disclose: {public: [reasons]}
    """,
    "hidden/plans.yml": """
        kind: roadmap
        title: Plans for the takeover
        description: Nobody knows
        public: {date_precision: half}
        themes: [{id: t, title: T}]
        items:
          - {id: dive, title: Dive, status: planned, audience: public, theme: t, slip_reason: Fog,
             start: 2026-04-09}
          - {id: sink, title: Sink, status: planned}
    """,
    "outage.yml": """
        kind: postmortem
        audience: partners
        disclose: {partners: [actions]}
        title: Outage
        type: incident
        owner: captain
        started: 2026-05-06T18:02
        reviewed_on: 2026-05-07
        detected_after: 5min
        public: {date_precision: half, detected: 2026-05-06T19:00}
        went_wrong: [Fog, {title: Lawsuits, audience: internal}]
        events: [{at: 2026-05-06T18:05Z, text: Bang, evidence: secret}]
        lessons: [{id: l, title: L, actions: [x, y], audience: public}, {id: m, title: Lifeboat, audience: internal}]
        actions: [{id: x, title: X, owner: captain}, {id: y, title: Joined, audience: internal}]
    """,
    "handover.yml": """
        kind: handover
        id: change
        audience: public
        disclose: {partners: [access]}
        title: Handover
        from: deck
        to: engine
        project: Quays
        access: [{system: Vault, vault_reference: 'vault:open'}]
        open_actions: [outage/x, {title: Paint, audience: public}, {action: outage/y, audience: public}, {title: Lawsuits}]
        related: [postmortem:outage, lesson:outage/l]
        contracts: [{title: Takeover}]
    """,
    "waiting.yml": """
        kind: postmortem
        audience: public
        embargo_until: 2026-05-08
        title: Lawsuits
        type: security
        actions: [{title: Joined, audience: public}]
    """,
    "hidden/nothing.yml": """
        kind: roadmap
        title: Nothing to see
        items: [{id: gone, title: Gone, status: planned}]
    """,
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert not loader.load(tmp_path / "data", AUDIENCES).problems
    return tmp_path / "data"


def texts(data: Path, audience: str = "public") -> dict[str, str]:
    return RedactedData(loader.read_files(data)[0], AUDIENCES, audience).documents()


def copy_of(data: Path, audience: str = "public") -> dict[str, Any]:
    """The documents by kind, those of hidden documents behind the word hidden."""
    roots = [yaml.load(text, Loader=yaml.BaseLoader) for text in texts(data, audience).values()]
    return {("hidden " if root["audience"] == "internal" else "") + root["kind"]: root for root in roots}


def entry(entries: list[dict[str, Any]], id: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["id"] == id)


def test_documents_without_anything_to_see_are_gone(data: Path) -> None:
    assert set(copy_of(data)) == {"hidden portfolio", "strategy", "handover", "roadmap", "hidden roadmap"}


def test_a_visible_entry_of_a_hidden_document_is_in_a_document_of_its_own(data: Path) -> None:
    plans = copy_of(data)["hidden roadmap"]
    assert {key: value for key, value in plans.items() if key not in ("items", "disclose")} == {
        "kind": "roadmap", "id": "0005", "title": "-", "audience": "internal",
    }  # fmt: skip
    assert plans["items"] == [
        {
            "id": "dive",
            "title": "Dive",
            "audience": "public",
            "status": "planned",
            "start": "2026-H1",
            "slip_reason": "Fog",
            "public": {"date_precision": "half"},
        }
    ]


def test_a_hidden_portfolio_keeps_what_is_always_public(data: Path) -> None:
    head = copy_of(data)["hidden portfolio"]
    assert head["title"] == "Ferry"
    assert head["disclaimer"] == {"public": "May change"}
    assert head["labels"] == {"status": {"planned": {"title": "Soon"}}}
    assert "summary" not in head
    assert [team["id"] for team in head["teams"]] == ["deck"]
    assert [tag["id"] for tag in head["tags"]] == ["open"]


def test_fields_of_closed_groups_go_and_those_of_disclosed_ones_stay(data: Path) -> None:
    strategy = copy_of(data)["strategy"]
    assert strategy["objectives"][0]["key_results"][0]["confidence"] == "low"
    assert "importance" not in strategy["needs"][0]
    assert "owner" not in strategy["objectives"][0]
    partners = copy_of(data, "partners")["strategy"]
    assert partners["needs"][0]["importance"] == "5"
    assert "evidence" not in partners["needs"][0]
    assert partners["objectives"][0]["owner"] == "captain"


def test_an_entry_may_close_what_its_document_disclosed(data: Path) -> None:
    items = copy_of(data)["roadmap"]["items"]
    assert "confidence" not in entry(items, "row")


def test_hidden_entries_go_at_every_level(data: Path) -> None:
    found = copy_of(data)
    assert [item["id"] for item in found["roadmap"]["items"]] == ["sail", "row"]
    assert [one["id"] for one in found["strategy"]["objectives"][0]["key_results"]] == ["k"]
    assert [one["id"] for one in found["roadmap"]["items"][0]["milestones"]] == ["a"]
    assert found["strategy"]["principles"] == ["Never sink"]
    assert [one["id"] for one in copy_of(data, "partners")["roadmap"]["items"][0]["milestones"]] == [
        "a",
        "b",
    ]


def test_public_words_replace_the_others_and_dates_grow_coarse(data: Path) -> None:
    sail = entry(copy_of(data)["roadmap"]["items"], "sail")
    assert (sail["title"], sail["health"]) == ("Sail", "on_track")
    assert (sail["start"], sail["end"]) == ("2026-Q2", "2026-Q3")
    assert "baseline" not in sail  # it would tell the end that is told differently
    assert sail["public"] == {"date_precision": "quarter"}
    assert sail["milestones"][0]["date"] == "later"
    release = copy_of(data)["roadmap"]["releases"][0]
    assert (release["date"], release["milestones"][0]["date"]) == ("2026-H1", "2026-H1")


def test_a_day_is_left_out_where_dates_are_less_exact(data: Path) -> None:
    approvals = "approvals: [{gate: G, role: captain, on: 2026-05-03}]\n            disclose: {public: [people, "
    path = data / "roadmap.yml"
    path.write_text(path.read_text().replace("disclose: {public: [", approvals, 1))
    assert entry(copy_of(data)["roadmap"]["items"], "sail")["approvals"] == [{"gate": "G", "role": "captain"}]


def test_a_document_without_an_id_is_called_as_in_the_portfolio(data: Path) -> None:
    for path in ("a/plan.yml", "b/roadmap.yml", "b/report.yml", "strategy/more.yml"):
        (data / path).parent.mkdir(exist_ok=True)
        (data / path).write_text(f"kind: roadmap\ntitle: {path}\n")
    found = {source.path: source.id for source in sources(loader.read_files(data)[0], "internal")}
    known = loader.load(data, AUDIENCES).portfolio.documents
    assert found == {document.relative: document.model.id for document in known}


def test_references_to_what_is_hidden_go(data: Path) -> None:
    sail = entry(copy_of(data)["roadmap"]["items"], "sail")
    assert sail["depends_on"] == ["row"]
    assert sail["related"] == ["objective:o"]
    assert sail["tags"] == ["open"]
    assert "theme" not in sail
    assert [ask["what"] for ask in sail["asks"]] == ["Paint"]


def test_files_have_neutral_names_and_tell_nothing_of_hidden_documents(data: Path) -> None:
    before = texts(data)
    assert list(before) == ["0001.yml", "0002.yml", "0003.yml", "0004.yml", "0005.yml"]
    (data / "hidden/plans.yml").rename(data / "aaa.yml")
    (data / "hidden/zzz.yml").write_text("kind: roadmap\ntitle: Z\nitems: [{id: aa, title: AA, status: done}]\n")
    (data / "hidden/nothing.yml").unlink()
    plans = (data / "aaa.yml").read_text()
    (data / "aaa.yml").write_text(8 * " " + "disclose: {public: [reasons]}" + plans)
    assert texts(data) == before


def test_a_document_that_got_its_id_from_its_file_writes_it(data: Path) -> None:
    assert copy_of(data)["roadmap"]["id"] == "roadmap"
    assert copy_of(data)["handover"]["id"] == "change"


def test_no_neutral_id_is_one_that_is_taken(data: Path) -> None:
    for number, name in enumerate(("0004", "0005")):
        (data / f"more-{name}.yml").write_text(f"kind: roadmap\nid: '{name}'\naudience: public\ntitle: T{number}\n")
    ids = [yaml.load(text, Loader=yaml.BaseLoader)["id"] for text in texts(data).values()]
    assert len(ids) == len(set(ids)) == 7


def test_visible_documents_keep_their_paths_where_the_source_is_public(data: Path) -> None:
    found = RedactedData(loader.read_files(data)[0], AUDIENCES, "public", keep_paths=True).documents()
    assert set(found) == {"handover.yml", "roadmap.yml", "strategy.yml", "0001.yml", "0002.yml"}


def test_a_hidden_column_leaves_no_trace(data: Path) -> None:
    path = data / "roadmap.yml"
    text = path.read_text().replace("theme: joint\n", "theme: joint\n            horizon: merging\n")
    path.write_text(text + "\n        horizons: [{id: merging, title: M, audience: internal}]\n")
    assert not loader.load(data, AUDIENCES).problems
    assert "merging" not in "".join(texts(data).values())


@pytest.mark.parametrize("audience", AUDIENCES[:-1])
def test_nothing_private_is_written(data: Path, audience: str) -> None:
    written = "".join(texts(data, audience).values())
    words = "takeover Takeover Nobody Lifeboat joint Joined Lawsuits Bought silence_missing_entries A.Person wind example.org secret 2026-05"
    assert [word for word in words.split(" ") if word.replace("A.", "A. ") in written] == []


@pytest.mark.parametrize("audience", AUDIENCES[:-1])
def test_the_filter_leaves_the_same_of_the_copy_as_of_the_source(data: Path, audience: str, tmp_path: Path) -> None:
    for path, text in texts(data, audience).items():
        (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / path).write_text(text)
    whole, reduced = (loader.load(folder, AUDIENCES) for folder in (data, tmp_path / "copy"))
    assert not reduced.problems
    assert seen(redacted_for(whole.portfolio, audience)) == seen(redacted_for(reduced.portfolio, audience))


@pytest.mark.parametrize(
    ("public", "left"),
    [
        ("{start: 2026-Q2}", set()),
        ("{end: 2026-Q4}", set()),
        ("{end: 2026-Q4, date_precision: none}", set()),
        ("{end: 2026-Q4, slip_reason: Ice}", {"slip_reason"}),
        ("{status: done}", set()),
        ("{title: B}", {"baseline", "actual", "slip_reason"}),
    ],
)
def test_dates_that_would_tell_a_replaced_one_go_at_the_door_and_from_the_copy_of(
    public: str, left: set[str], tmp_path: Path
) -> None:
    text = (
        "kind: roadmap\ntitle: T\naudience: public\ndisclose: {public: [reasons]}\nitems:\n  - {id: a, title: A, "
        "status: done, start: 2026-04-09, end: 2026-10-13, baseline: {end: 2026-09-01}, actual: {end: 2026-10-17}, "
        f"slip_reason: Fog, public: {public}, milestones: [{{id: m, title: M, date: 2026-10-13, "
        "baseline: 2026-09-01, public: {date: 2026-Q4}}]}\n"
    )
    (tmp_path / "roadmap.yml").write_text(text)
    dates = {"baseline", "actual", "slip_reason"}
    (item,) = copy_of(tmp_path)["roadmap"]["items"]
    assert item.keys() & dates == left
    assert "baseline" not in item["milestones"][0]
    (entity,) = redacted_for(loader.load(tmp_path, AUDIENCES).portfolio, "public").all(Item)
    assert entity.entry.model_fields_set & dates == left
    assert "baseline" not in entity.entry.milestones[0].model_fields_set


def seen(portfolio: Portfolio) -> list[object]:
    return [(document.visible, dict(document.model)) for document in portfolio.documents]
