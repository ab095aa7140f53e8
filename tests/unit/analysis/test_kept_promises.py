"""What became of items that were promised for a release."""

from __future__ import annotations

import io
import subprocess
import tarfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.pasts import insight

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight
from milepost.analysis.kept_promises import FREEZE_DAYS, ReleasePromises, release_promises
from milepost.graph.loader import load
from milepost.history.site_history import history_of
from milepost.settings import Settings

RELEASES = "releases: [{id: r1, title: R1, date: 2026-06-30}, {id: r2, title: R2, date: 2027-06-30}]"
BUNDLE = Path(__file__).parents[4] / "shared" / "data" / "kubernetes-history.bundle"


def written(*items: str) -> dict[str, str]:
    rows = "".join(f"- {{{one}}}\n" for one in items)
    return {"a.yml": f"kind: roadmap\ntitle: Roadmap\naudience: public\n{RELEASES}\nitems:\n{rows}"}


def item(id: str, release: str, status: str = "planned") -> str:
    return f"id: {id}, title: {id}, status: {status}, release: {release}"


def counts(found: ReleasePromises) -> tuple[int, int, int, int, int]:
    return found.promised, found.kept, found.moved, found.given_up, found.open


def test_each_item_counts_for_the_release_that_it_was_promised_for_four_weeks_before() -> None:
    names = ("kept", "moved", "canceled", "removed", "open")
    found = release_promises(
        insight(
            [
                ("2026-06-02T23:59", written(*(item(name, "r1") for name in names), item("idea", "r1", "proposed"))),
                ("2026-06-03", written(*(item(name, "r1") for name in names), item("late-comer", "r1"))),
                (
                    "2026-07-05",
                    written(
                        item("kept", "r1", "done"),
                        item("moved", "r2"),
                        item("canceled", "r1", "cancelled"),
                        item("open", "r1", "in_progress"),
                        item("late-comer", "r1", "done"),
                    ),
                ),
            ]
        )
    )
    assert [one.release.id for one in found] == ["r1"]
    assert found[0].day - timedelta(days=FREEZE_DAYS) == date(2026, 6, 2)
    assert counts(found[0]) == (5, 1, 1, 2, 1)


def test_a_release_to_come_and_one_without_promises_are_left_out() -> None:
    found = insight([("2026-01-05", written(item("a", "r2"))), ("2026-06-15", written(item("a", "r1")))])
    assert release_promises(found) == ()
    assert release_promises(Insight(found.portfolio, found.as_of)) == ()


@pytest.mark.whole
@pytest.mark.skipif(not BUNDLE.is_file(), reason="the history of a real plan is not here")
def test_a_real_plan_against_a_computation_of_its_own(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    subprocess.run(["git", "clone", "--quiet", BUNDLE, plan], check=True)
    as_of = date(2026, 7, 31)
    whole = load(plan / "data").portfolio
    settings = Settings(data_dir=plan / "data", as_of=as_of)
    seen = redacted_for(whole, "internal", as_of)
    found = {one.release.id: one for one in release_promises(Insight(seen, as_of, history_of(settings, whole, seen)))}
    releases = documents(plan, as_of)[1]
    now = documents(plan, as_of)[0]
    expected = {}
    for id, day in releases.items():
        if day < as_of:
            then = documents(plan, day - timedelta(days=FREEZE_DAYS))[0]
            promised = [
                key
                for key, one in then.items()
                if one.get("release") == id and one["status"] not in ("proposed", "cancelled")
            ]
            kept = [key for key in promised if now.get(key, {}).get("release") == id and now[key]["status"] == "done"]
            if promised:
                expected[id] = (len(promised), len(kept))
    # A release that is only dated by its quarter is left to the tests above.
    assert {id: (one.promised, one.kept) for id, one in found.items() if id in releases} == expected
    assert len(expected) > 15


def documents(plan: Path, day: date) -> tuple[dict[str, dict[str, Any]], dict[str, date]]:
    """(items, dates of releases with one day) as of the end of a day, by git and PyYAML."""
    listed = ["git", "log", "-1", "--format=%H", f"--before={day}T23:59:59Z", "--", "data"]
    commit = subprocess.run(listed, cwd=plan, capture_output=True, text=True, check=True).stdout.strip()
    if not commit:
        return {}, {}
    packed = subprocess.run(["git", "archive", commit, "data"], cwd=plan, capture_output=True, check=True).stdout
    items: dict[str, dict[str, Any]] = {}
    releases: dict[str, date] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".yml") else None
            document = yaml.safe_load(stream) if stream else {}
            items |= {one["id"]: one for one in document.get("items") or ()}
            for one in document.get("releases") or ():
                when = str(one.get("date", ""))
                if len(when) == 10:
                    releases[one["id"]] = date.fromisoformat(when)
    return items, releases
