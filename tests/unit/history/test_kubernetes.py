"""Six years of a real plan, against a computation of the test's own."""

from __future__ import annotations

import subprocess
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from tests.unit.history.conftest import INTERNAL

from milepost.history.git_source import read_line
from milepost.history.ledger import Ledger, build_ledger
from milepost.history.tracked_fields import tracked_fields
from milepost.schema.meaning import Meaning

BUNDLE = Path(__file__).parents[4] / "shared" / "data" / "kubernetes-history.bundle"
pytestmark = [
    pytest.mark.skipif(not BUNDLE.is_file(), reason="the history of a real plan is not here"),
    pytest.mark.whole,
]
FIELDS = tracked_fields(lambda spec: spec.means in (Meaning.STATE, Meaning.PROMISE))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history") / "plan"
    subprocess.run(["git", "clone", "--quiet", BUNDLE, folder], check=True)
    return folder


def read(plan: Path) -> Ledger:
    return build_ledger(read_line(plan / "data", FIELDS).commits, date(2026, 7, 31), INTERNAL)


def test_a_date_that_moved_ten_times(plan: Path) -> None:
    ends = [(one.day, (one.values or {}).get("end")) for one in read(plan).trails["item", "kep-1287"]]
    moves = [ends[0]] + [after for before, after in pairwise(ends) if before[1] != after[1]]
    promised = [(day, date.fromisoformat(end)) for day, end in moves if end]
    assert promised[0] == (date(2021, 6, 1), date(2022, 8, 23))
    assert promised[-1] == (date(2025, 12, 1), date(2025, 12, 17))
    assert len(promised) - 1 == 10
    assert (promised[-1][1] - promised[0][1]).days == 1212


def test_every_state_at_every_commit_is_what_is_written_there(plan: Path) -> None:
    found = read(plan)
    listed = subprocess.run(
        ["git", "log", "--reverse", "--format=%H %ct", "--", "data"],
        cwd=plan,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")[:-1]
    for line in listed[::9]:
        commit, seconds = line.split()
        written = subprocess.run(
            ["git", "archive", "--format=tar", commit, "data/roadmap"], cwd=plan, capture_output=True, check=True
        ).stdout
        expected = _states(plan, written)
        now = {}
        for (type_name, key), trail in found.trails.items():
            last = [one for one in trail if one.time <= int(seconds)]
            if type_name == "item" and last and last[-1].values is not None:
                now[key] = last[-1].values.get("status")
        assert now == expected


def _states(plan: Path, archive: bytes) -> dict[str, str]:
    """The status of each item in an archive of the data, by PyYAML."""
    folder = plan.parent / "unpacked"
    folder.mkdir(exist_ok=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
    items = [item for file in folder.rglob("*.yml") for item in yaml.safe_load(file.read_bytes()).get("items") or ()]
    for file in folder.rglob("*.yml"):
        file.unlink()
    return {str(item["id"]).lower(): item["status"] for item in items}


def test_it_is_read_in_seconds_and_again_in_less_than_one(plan: Path) -> None:
    taken = []
    for _ in range(2):
        begun = time.process_time()
        read(plan)
        taken.append(time.process_time() - begun)
    assert taken[0] < 10
    assert taken[1] < 1
