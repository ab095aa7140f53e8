"""Six years of a real plan, month by month, where its history lies beside this repository."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from milepost.diff.reading import review
from milepost.diff.review import Review
from milepost.settings import Settings

BUNDLE = Path(__file__).parents[4] / "shared" / "data" / "kubernetes-history.bundle"
pytestmark = pytest.mark.skipif(not BUNDLE.is_file(), reason="the history of a real plan is not here")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history") / "plan"
    subprocess.run(["git", "clone", "--quiet", BUNDLE, folder], check=True)
    return folder


@pytest.fixture(scope="module")
def months(history: Path) -> dict[str, str]:
    """The last commit of each month, as `2025-11`."""
    listed = subprocess.run(
        ["git", "log", "--reverse", "--format=%cs %H"], cwd=history, capture_output=True, text=True, check=True
    )
    return {line[:7]: line[11:] for line in listed.stdout.splitlines()}


def between(history: Path, base: str, head: str, audience: str = "internal") -> Review:
    return review(Settings(history / "data", date(2025, 12, 1)), base, head, audience=audience)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_a_move_to_the_next_release_is_told_as_a_slip_in_days(
    history: Path, months: dict[str, str], audience: str
) -> None:
    found = between(history, months["2025-11"], months["2025-12"], audience)
    slips = [one for one in found.changes if one.ref == "item:kep-1287" and one.rule == "date-slipped"]

    assert [(one.days, one.before, one.after) for one in slips] == [(112, "27 August 2025", "17 December 2025")]
    assert "(+112 days), from Kubernetes v1.34 to Kubernetes v1.35" in slips[0].what


def test_every_line_of_a_month_is_told_once(history: Path, months: dict[str, str]) -> None:
    found = between(history, months["2025-11"], months["2025-12"])
    told = [(one.rule, one.ref, one.field, one.what) for one in found.changes]
    assert len(told) == len(set(told)) > 100


@pytest.mark.parametrize(("first", "last"), [("2020-07", "2026-07"), ("2026-07", "2020-07")])
def test_the_longest_span_is_told_forwards_and_backwards(
    history: Path, months: dict[str, str], first: str, last: str
) -> None:
    asked = [months[first], months[last], "--data", str(history / "data"), "--format", "json"]
    done = subprocess.run([sys.executable, "-m", "milepost", "diff", *asked], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    told = json.loads(done.stdout)
    rule = {"2020-07": "published", "2026-07": "scope-removed"}[first]
    assert sum(one["rule"] == rule for one in told["changes"]) > 300
