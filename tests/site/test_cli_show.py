"""`milepost show`: one entity, all that is computed about it, its links both ways."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.conftest import MakeSite

from milepost.cli.main import COULD_NOT_RUN, main

DATA = """\
kind: roadmap
title: Roadmap
audience: public
themes:
  - {id: sea, title: Sea}
items:
  - id: sail
    title: Project Lifeboat
    public: {title: Sail}
    theme: sea
    status: in_progress
    confidence: 40
    progress: 35
    end: 2026-12-24
    milestones:
      - {id: launch, title: Launch, date: 2026-11-01}
  - {id: row, title: Row, status: planned, depends_on: [sail]}
  - {id: sea, title: The sea itself, status: planned, audience: internal, depends_on: [sail]}
"""


@pytest.fixture(autouse=True)
def _here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.write("data/roadmap.yml", DATA)
    monkeypatch.chdir(project.root)


def show(*words: str) -> Result:
    return CliRunner().invoke(main, ["show", *words])


def as_json(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(show(*words, "--json").stdout)
    return found


def test_people_see_where_it_is_written_and_what_it_means() -> None:
    said = show("item:sail").stdout
    assert said.startswith(
        "item:sail  Project Lifeboat\ndata/roadmap.yml:7:5  visible to public and more restricted audiences\n"
    )
    assert "depends_on  item:row  Row" in said
    assert "milestone:sail/launch  Launch" in said


def test_programs_get_the_same_by_stable_names() -> None:
    said = as_json("item:sail")
    assert (said["version"], said["ref"], said["audience"]) == (1, "item:sail", "public")
    assert said["place"] == {"path": "data/roadmap.yml", "line": 7, "column": 5}
    assert said["fields"]["end"] == "2026-12-24"
    computed = {name: said["computed"][name] for name in ("progress", "progress_from", "end", "blocks", "slip_days")}
    assert computed == {
        "progress": 35,
        "progress_from": "typed",
        "end": "2026-12-24",
        "blocks": ["item:row", "item:sea"],
        "slip_days": None,
    }
    assert {"field": "theme", "ref": "theme:sea", "title": "Sea"} in said["links"]["to"]
    assert {"field": "depends_on", "ref": "item:row", "title": "Row"} in said["links"]["from"]


@pytest.mark.parametrize("ref", ["item:sail", "item:row", "milestone:sail/launch", "theme:sea", "roadmap:roadmap"])
def test_entities_of_every_type_can_be_shown(ref: str) -> None:
    assert as_json(ref)["ref"] == ref
    assert show(ref).exit_code == 0


def test_what_outsiders_see_can_be_shown_too() -> None:
    said = as_json("item:sail", "--audience", "public")
    assert said["title"] == "Sail"
    assert "confidence" not in said["fields"]
    assert said["computed"]["blocks"] == ["item:row"]


def test_what_outsiders_do_not_see_is_not_there_for_them() -> None:
    done = show("item:sea", "--audience", "public")
    assert done.exit_code == COULD_NOT_RUN
    assert "there is no 'item:sea'" in done.stderr


def test_the_type_may_be_left_out_where_only_one_entity_has_the_id() -> None:
    assert show("ROW").stdout.startswith("item:row")
    done = show("sea")
    assert done.exit_code == COULD_NOT_RUN
    assert "several entries have the id 'sea': item:sea, theme:sea" in done.stderr


def test_a_misspelt_id_is_answered_with_the_nearest() -> None:
    assert "there is no 'item:sial'; did you mean 'sail'?" in show("item:sial").stderr
    assert "there is no 'item:zzz'\n" in show("item:zzz").stderr


def test_an_unknown_audience_is_answered_with_the_known_ones() -> None:
    done = show("item:sail", "--audience", "everybody")
    assert done.exit_code == COULD_NOT_RUN
    assert "there is no audience 'everybody'; known are: public, internal" in done.stderr
