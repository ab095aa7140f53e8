"""Roadmaps with anything that a timeline may have to draw, as files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.graph.loader import load
from milepost.kit.addresses import ROADMAP, STRATEGY, Addresses
from milepost.kit.context import PageContext

TODAY = date(2026, 11, 23)
STATUSES = ("proposed", "planned", "in_progress", "paused", "done", "cancelled")

_days = st.dates(date(2025, 1, 1), date(2028, 12, 31)).map(str)
_years = st.integers(2024, 2029) | st.sampled_from((1066, 2006, 2007, 2041, 2042, 8999))
_whole = (
    st.builds("{}-{:02}".format, _years, st.integers(1, 12))
    | st.builds("{}-Q{}".format, _years, st.integers(1, 4))
    | _years.map(str)
)
_single = (
    _days
    | _whole
    | st.builds("{}-{}".format, st.sampled_from(("early", "mid", "late")), _whole)
    | st.builds("{}-W{:02}".format, _years, st.integers(1, 52))
    | st.builds("{}-H{}".format, _years, st.integers(1, 2))
    | st.builds("~{}".format, _days)
    | st.builds("FY{}-Q{}".format, st.integers(25, 29), st.integers(1, 4))
)
periods = _single | st.builds("{}/".format, _single) | st.builds("{}/9000".format, _single) | st.just("later")
_titles = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn"), blacklist_characters="\ufeff"), min_size=1, max_size=30
).filter(str.strip)


@st.composite
def roadmaps(draw: st.DrawFn, most: int = 12) -> dict[str, str]:
    """Path → YAML, in the way of JSON: some items of every sort, releases, and a year that begins in any month."""
    count = draw(st.integers(0, most))
    ids = [f"i{n}" for n in range(count)]
    spans = st.fixed_dictionaries({}, optional={"start": periods, "end": periods})
    milestones = st.lists(st.fixed_dictionaries({"title": st.just("M"), "date": periods}), max_size=2)
    some_ids = st.lists(st.sampled_from(ids or ["i0"]), max_size=2, unique=True)
    optional: dict[str, st.SearchStrategy[Any]] = {
        "start": periods,
        "end": periods,
        "baseline": spans,
        "milestones": milestones,
        "theme": st.sampled_from(("pay", "see", "Loose one", "loose-one")),
        "team": st.sampled_from(("A", "B team")),
        "teams": st.lists(st.sampled_from(("a", "B team", "!", "?")), max_size=3),
        "objectives": st.lists(st.sampled_from(("o1", "o2")), max_size=2),
        "release": st.sampled_from(("r1", "r2")),
        "horizon": st.sampled_from(("now", "next", "later")),
        "type": st.sampled_from(("feature", "Feature", "big thing")),
        "progress": st.integers(0, 100),
    }
    items = []
    for n, id in enumerate(ids):
        item: dict[str, Any] = {"id": id, "title": draw(_titles), "status": draw(st.sampled_from(STATUSES))}
        fields = draw(st.lists(st.sampled_from(tuple(optional)), max_size=6, unique=True))
        item |= {field: draw(optional[field]) for field in fields}
        item["depends_on"] = draw(some_ids)
        if n and draw(st.booleans()):
            item["parent"] = draw(st.sampled_from(ids[:n]))
        items.append(item)
    releases = [{"id": id, "title": id, "date": draw(periods), "milestones": draw(milestones)} for id in ("r1", "r2")]
    roadmap = {
        "kind": "roadmap",
        "title": "Plan",
        "themes": [{"id": "pay", "title": "Paying"}, {"id": "see", "title": "Seeing"}],
        "releases": releases,
        "items": items,
    }
    strategy = {
        "kind": "strategy",
        "title": "Aim",
        "vision": "V",
        "objectives": [{"id": "o1", "title": "One"}, {"id": "o2", "title": "Two"}],
    }
    head = {"kind": "portfolio", "title": "P", "fiscal_year_start": draw(st.integers(1, 12))}
    files = {"roadmap.yml": roadmap, "strategy.yml": strategy, "portfolio.yml": head}
    return {path: json.dumps(document, ensure_ascii=False) for path, document in files.items()}


def context_of(files: Mapping[str, str], audience: str = "internal", as_of: date = TODAY) -> PageContext:
    """A page context over some files that nothing is wrong with."""
    with tempfile.TemporaryDirectory() as name:
        for path, text in files.items():
            (Path(name) / path).parent.mkdir(exist_ok=True)
            (Path(name) / path).write_text(text, encoding="utf-8")
        workspace = load(Path(name), ("public", "internal"))
    assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
    seen = redacted_for(workspace.portfolio, audience)
    return PageContext(seen, computed(seen, as_of), as_of, Addresses(seen, frozenset((ROADMAP, STRATEGY))))
