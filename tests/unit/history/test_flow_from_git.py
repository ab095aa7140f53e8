"""The flow of the worked example is the same whether its dates are typed or come from commits."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import yaml
from tests.support import whole
from tests.unit.history.conftest import INTERNAL, commits

from milepost.analysis import Insight, computed
from milepost.graph.loader import load_contents
from milepost.history.history import History, KnownHistory
from milepost.history.ledger import build_ledger
from milepost.kinds.backlog.flow import StoryFlow

AS_OF = date(2026, 11, 23)
DATES = ("created_on", "started_on", "done_on")
FILES = {file.relative_to(whole.EXAMPLE).as_posix(): file.read_bytes() for file in whole.EXAMPLE.rglob("*.yml")}
BACKLOGS = {
    path: document for path, content in FILES.items() if (document := yaml.safe_load(content)).get("kind") == "backlog"
}


def without_dates(document: dict[str, Any]) -> bytes:
    stories = [{key: value for key, value in one.items() if key not in DATES} for one in document["stories"]]
    return yaml.safe_dump({**document, "stories": stories}).encode()


def past() -> History:
    """Commits at eight, twelve, and four on each day on which a story was created, started, or done."""
    stories = [one for document in BACKLOGS.values() for one in document["stories"]]
    days = sorted({one[name] for one in stories for name in DATES if name in one})
    written: list[tuple[str, dict[str, str | None]]] = [("2026-01-01", {"work.yml": "kind: backlog\ntitle: Work\n"})]
    for day in days:
        for phase, hour in enumerate((8, 12, 16)):
            # Within a day, first what was created on it, then what was started, then what was done.
            listed = [
                f"- {{id: {one['id']}, status: {status}}}\n"
                for one in stories
                if (status := status_on(one, day, phase)) is not None
            ]
            text = "kind: backlog\ntitle: Work\nstories:\n" + "".join(listed)
            written.append((datetime.combine(day, time(hour)).isoformat(), {"work.yml": text}))
    ledger = build_ledger(commits(written), AS_OF, INTERNAL)
    return History(lambda: KnownHistory(ledger))


def status_on(story: dict[str, Any], day: date, phase: int) -> str | None:
    """The status of a story after a phase of a day: 0 for creation, 1 for the start, 2 for the end."""
    passed = [name for number, name in enumerate(DATES) if name in story and (story[name], number) <= (day, phase)]
    return {"created_on": "todo", "started_on": "in_progress", "done_on": "done"}[passed[-1]] if passed else None


def numbers(flow: StoryFlow) -> tuple[Any, ...]:
    ages = [(one.entity.id, one.age_days) for one in flow.in_progress]
    weeks = [(week.monday, [one.entity.id for one in week.done]) for week in flow.weeks]
    return flow.cycle_days, flow.percentiles, ages, [one.entity.id for one in flow.aging], weeks, flow.cumulative


def forecasts(insight: Insight) -> list[tuple[str, date | None, float | None]]:
    return [(item.id, one.days[85], one.chance) for item, one in insight.story_forecast.items]


def insight(files: dict[str, bytes], history: History) -> Insight:
    return computed(load_contents(files).portfolio, AS_OF, history)


def never() -> None:
    """The example types all its dates, so that its pages are the same in a shallow clone."""
    raise AssertionError("the example needs no history")


def test_dates_from_git_give_the_flow_that_typed_dates_give() -> None:
    bare = FILES | {path: without_dates(document) for path, document in BACKLOGS.items()}
    typed, found = insight(FILES, History(never)), insight(bare, past())
    assert len(typed.story_flow.done) > 30
    assert numbers(found.story_flow) == numbers(typed.story_flow)
    # One date of git for each date that was typed, and no other.
    assert sum(len(one.from_git) for one in found.stories if one.entity.entry.status != "dropped") == sum(
        len([name for name in DATES if getattr(one.entity.entry, name)])
        for one in typed.stories
        if one.entity.entry.status != "dropped"
    )
    assert [one.entity.id for one in found.stories] == [one.entity.id for one in typed.stories]
    assert forecasts(found) == forecasts(typed)
