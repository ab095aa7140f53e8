"""`milepost show`: one entity, all that is computed about it, its links both ways."""

from __future__ import annotations

import json
from pathlib import Path
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


def test_what_outsiders_see_has_no_line_of_the_source_unless_they_may_read_it() -> None:
    assert as_json("item:sail")["place"]["line"] == 7
    assert as_json("item:sail", "--audience", "public")["place"] is None
    assert "roadmap.yml" not in show("item:sail", "--audience", "public").stdout
    config = Path("mkdocs.yml")
    config.write_text(config.read_text().replace("milepost: {", "milepost: {source_public: true, "))
    assert "data/roadmap.yml:7" in show("item:sail", "--audience", "public").stdout


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


SLIPPING = """\
kind: roadmap
title: Roadmap
audience: public
releases:
  - {id: spring, title: Spring, date: 2027-03-31}
items:
  - {id: base, title: Base, status: planned, start: 2027-01-04, end: 2027-02-12}
  - {id: next, title: Next, status: planned, start: 2027-02-22, end: 2027-03-19, depends_on: [base], release: spring}
  - {id: far, title: Far, status: planned, start: 2027-09-01, end: 2027-10-01, depends_on: [base]}
  - {id: vague, title: Vague, status: planned, depends_on: [base]}
  - {id: own, title: SECRET, status: planned, start: 2027-02-13, audience: internal, depends_on: [base]}
"""


@pytest.fixture
def _slipping() -> None:
    Path("data/roadmap.yml").write_text(SLIPPING)


@pytest.mark.usefixtures("_slipping")
def test_a_slip_says_what_moves_what_is_missed_and_what_does_not_move() -> None:
    done = show("item:base", "--if-slips", "4w")
    assert done.exit_code == 0
    assert done.stdout == (
        "item:base  Base\n"
        "If it slips by 28 calendar days:\n"
        "\n"
        "Moves later\n"
        "  19 days  item:next  Next: depends on Base; 7 April 2027 instead of 19 March 2027\n"
        "  28 days  item:own  SECRET: depends on Base\n"
        "\n"
        "Missed\n"
        "  7 days  release:spring  Spring: due on 31 March 2027, missed by Next\n"
        "\n"
        "Does not move\n"
        "  item:far  Far: 6 months to spare after Base\n"
        "\n"
        "May move\n"
        "  item:vague  Vague: its dates are missing or too vague to tell\n"
    )


@pytest.mark.usefixtures("_slipping")
def test_a_slip_in_json_has_days_dates_and_why() -> None:
    said = as_json("item:base", "--if-slips", "28d", "--audience", "public")["if_slips"]
    assert said == {
        "days": 28,
        "moves": [
            {
                "ref": "item:next",
                "title": "Next",
                "days": 19,
                "why": "depends",
                "via": "item:base",
                "steps": 1,
                "before": "2027-03-19",
                "after": "2027-04-07",
                "starts_too_early_by": 0,
            }
        ],
        "missed": [{"ref": "release:spring", "title": "Spring", "days": 7, "via": "item:next", "due": "2027-03-31"}],
        "spared": [
            {"ref": "item:far", "title": "Far", "days_left": 172, "via": "item:base"},
            {"ref": "item:vague", "title": "Vague", "days_left": None, "via": "item:base"},
        ],
        "open_stories": {},
    }


@pytest.mark.usefixtures("_slipping")
def test_private_entries_change_nothing_in_a_slip_that_a_broader_audience_sees() -> None:
    told = set()
    for private in ("title: SECRET", "title: Else, end: 2027-12-31", "title: Gone, release: spring"):
        Path("data/roadmap.yml").write_text(SLIPPING.replace("title: SECRET", private))
        told.add(show("item:base", "--if-slips", "8w", "--audience", "public").stdout)
    assert len(told) == 1


@pytest.mark.parametrize("length", ["4", "3m", "0d", "-2w", "9999w"])
def test_a_length_that_is_none_is_refused_with_what_to_write(length: str) -> None:
    done = show("item:sail", f"--if-slips={length}")
    assert done.exit_code == COULD_NOT_RUN
    assert "write calendar days such as 10d, or weeks such as 4w" in done.stderr


def test_what_cannot_slip_says_why() -> None:
    done = show("theme:sea", "--if-slips", "2w")
    assert done.exit_code == COULD_NOT_RUN
    assert "theme:sea has no planned date; what can slip: item, release, milestone, task, plan" in done.stderr
