"""A review tells what changed, nothing else, and outsiders nothing of what is private."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import yaml
from hypothesis import given, note
from hypothesis import strategies as st
from tests.support.plans import Plan, files_of, plans
from tests.support.roadmaps import roadmaps

from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.compare import changes_of
from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Portfolio
from milepost.ruleset import rule_levels

AS_OF = date(2026, 11, 23)
seeds = st.integers(1, 2**32)


def read(files: Mapping[str, str]) -> Portfolio:
    found = load_contents({path: text.encode() for path, text in files.items()})
    assert not found.problems, "\n".join(problem.text() for problem in found.problems)
    return found.portfolio


def review(before: Mapping[str, str], after: Mapping[str, str], audience: str = "internal") -> list[Change]:
    inner = audience == "internal"
    base, head = (AudienceSnapshot(read(files), audience, AS_OF, places=inner) for files in (before, after))
    return changes_of(base, head, levels=rule_levels())


@given(plans(), seeds, st.sampled_from(("public", "internal")))
def test_nothing_is_told_of_what_is_the_same(plan: Plan, seed: int, audience: str) -> None:
    files = files_of(plan, seed)
    assert review(files, files, audience) == []


@given(plans(), plans(), seeds, seeds, seeds, seeds)
def test_outsiders_are_told_the_same_whatever_is_private(
    before: Plan, after: Plan, a: int, b: int, c: int, d: int
) -> None:
    one = review(files_of(before, a), files_of(after, b), "public")
    other = review(files_of(before, c), files_of(after, d), "public")
    assert one == other
    assert "secret" not in repr(one)


@given(plans(), seeds, seeds)
def test_what_is_private_alone_is_no_news_outside(plan: Plan, one: int, other: int) -> None:
    assert review(files_of(plan, one), files_of(plan, other), "public") == []


@given(plans(), plans(), seeds)
def test_any_two_states_can_be_compared_and_each_line_is_told_once(before: Plan, after: Plan, seed: int) -> None:
    found = review(files_of(before, seed), files_of(after, seed))
    for change in found:
        note(change.message)
    told = [(change.rule, change.ref, change.title, change.what, change.place) for change in found]
    assert len(set(told)) == len(told)


@given(roadmaps(), st.randoms(use_true_random=False))
def test_order_spelling_and_the_way_things_are_spread_over_files_say_nothing(files: dict[str, str], rng: Any) -> None:
    spread: dict[str, Any] = {}
    for path, text in files.items():
        document = json.loads(text)
        lists = {name: value for name, value in document.items() if name in ("items", "releases", "themes")}
        if document["kind"] != "roadmap":
            spread[path] = document
            continue
        rest = {name: value for name, value in document.items() if name not in lists}
        spread[path] = rest
        for name, entries in lists.items():
            for number, entry in enumerate(rng.sample(entries, len(entries))):
                spread[f"{name}-{number}-of-{path}"] = {**rest, name: [entry]}
    texts = {path: yaml.safe_dump(document, sort_keys=True) for path, document in spread.items()}
    note("\n".join(f"=== {path}\n{text}" for path, text in texts.items()))
    assert [change.message for change in review(files, texts)] == []
    assert review(files, {path: yaml.safe_dump(json.loads(text), width=40) for path, text in files.items()}) == []


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 2000))
def test_what_is_later_one_way_is_earlier_the_other_way(day: date, days: int) -> None:
    plan: dict[str, Any] = {"kind": "roadmap", "title": "P", "items": [{"id": "a", "title": "A", "status": "planned"}]}
    files = []
    for end in (day, day + timedelta(days=days)):
        plan["items"][0]["end"] = end.isoformat()
        files.append({"p.yml": json.dumps(plan)})
    (slip,), (gain,) = review(files[0], files[1]), review(files[1], files[0])
    assert (slip.rule, slip.days) == ("date-slipped", days)
    assert (gain.rule, gain.days) == ("date-moved", -days)
    assert (slip.before, slip.after) == (gain.after, gain.before)
