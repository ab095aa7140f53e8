"""Where a field shows is declared at the field, and nowhere else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from tests.support.fields import models
from tests.unit.conftest import MakePageContext

import milepost
from milepost.embeds.fields import FIELDS
from milepost.kinds.registry import entry_types
from milepost.kinds.roadmap.model import Item, Milestone
from milepost.kit.field_values import field_values
from milepost.pages.list.columns import COLUMNS, columns_of
from milepost.pages.roadmap.timeline import timeline
from milepost.pages.roadmap.timeline_fields import fields_of as facets_of
from milepost.schema.base import Document, Entry, Span, shown
from milepost.schema.fields import fields_of, shown_in
from milepost.schema.meaning import COLUMN, FACET, FILTER, LANE, Shows
from milepost.schema.types import ReleaseRef, TeamRef, Text, When, Word

PACKAGE = Path(milepost.__file__).parent
COMPUTED_COLUMNS = {"when", "moved"}

# Every field that can be a facet, said of one item or another.
EVERYTHING = """
themes: [{id: pay, title: Paying}]
releases: [{id: spring, title: Spring}]
items:
  - {id: big, title: Big, status: in_progress, health: at_risk, health_reason: Wait, theme: pay, team: Quay,
     objectives: [fast], release: spring, horizon: now, type: epic, stage: beta, confidence: low, owner: Ada, tags: [sea],
     end: 2027-01}
  - {id: part, title: Part, status: planned, parent: big, end: 2027-01}
  - {id: old, title: Old, status: done, end: 2026-10}
"""
STRATEGY = "objectives: [{id: fast, title: Be fast}]"


def declaring(cls: type[BaseModel], place: Shows) -> set[str]:
    return {name for name, spec in fields_of(cls).items() if place in spec.shows}


def test_a_field_that_declares_it_is_a_column_of_lists() -> None:
    assert COLUMNS.keys() == declaring(Item, COLUMN) | COMPUTED_COLUMNS
    assert len(COLUMNS) > 20


def test_a_field_that_declares_it_is_a_facet_of_timelines(context: MakePageContext) -> None:
    made = context(EVERYTHING, strategy=STRATEGY)
    tokens = [field.token for field in field_values(Item).values() if field.name in declaring(Item, FACET)]

    assert [facet.key for facet in facets_of(made, made.portfolio.all(Item))] == tokens
    assert " ".join(tokens) == (
        "status health theme team objective release parent horizon type stage confidence owner tag"
    )


def test_a_field_that_declares_it_divides_a_timeline_into_lanes(context: MakePageContext) -> None:
    made = context(EVERYTHING, strategy=STRATEGY)
    drawn = timeline(made, made.portfolio.all(Item))
    tokens = {field.token for field in field_values(Item).values() if field.name in declaring(Item, LANE)}

    assert {grouping.key for grouping in drawn.groupings} == tokens | {"none"}


@pytest.mark.parametrize("type", FIELDS)
def test_a_field_that_declares_it_is_what_blocks_choose_by(type: str) -> None:
    assert declaring(entry_types()[type], FILTER) <= FIELDS[type].keys()


def test_only_what_is_listed_or_chosen_from_declares_that_it_shows_there() -> None:
    """Else a declaration would promise what no page does."""
    for cls in models():
        every = fields_of(Document if issubclass(cls, Document) else Entry)
        own = {name: spec for name, spec in fields_of(cls).items() if spec.shows and name not in every}
        assert cls is Item or not {name for name, spec in own.items() if spec.shows - {FILTER}}, cls
        assert not own or (issubclass(cls, Entry) and cls.type_name in FIELDS), cls


def test_what_menus_begin_with_and_what_others_join_are_fields_that_show() -> None:
    for cls in models():
        if issubclass(cls, Entry):
            shown_fields = {spec.name for spec in shown_in(cls, *Shows)}
            assert {spec.joins for spec in fields_of(cls).values()} <= {"", *shown_fields}, cls
            assert set(cls.declares.order) <= shown_fields, cls
    assert Item.declares.order


def test_what_is_above_a_column_is_the_label_of_its_field_unless_declared() -> None:
    named = {name: column.word for name, column in COLUMNS.items() if column.word != name.capitalize()}

    assert named == {
        "title": "Item",
        "parent": "Part of",
        "depends_on": "Depends on",
        "updated": "Checked",
        "moved": "Slip",
    }


def test_what_is_said_of_items_without_a_field_is_declared_or_follows(context: MakePageContext) -> None:
    made = context(EVERYTHING, strategy=STRATEGY)
    said = {facet.key: facet.none for facet in facets_of(made, made.portfolio.all(Item))}

    assert (said["parent"], said["horizon"]) == ("On its own", "Closed")
    assert (said["team"], said["objective"], said["tag"]) == ("No team", "No objective", "No tag")


def test_a_field_that_cannot_show_where_it_says_is_refused() -> None:
    class Dated(Item):
        review: When | None = shown("When it is reviewed.", shows=(FACET,))

    class Mapped(Item):
        trial: Span | None = shown("When it is tried out.", shows=(FILTER,))

    class Listed(Item):
        trial: Span | None = shown("When it is tried out.", shows=(COLUMN,))

    for cls, said in ((Dated, "Dated.review holds a date, which cannot show as a facet"), (Mapped, "as a filter")):
        with pytest.raises(TypeError, match=said):
            field_values(cls)
    with pytest.raises(TypeError, match="trial needs a cell in _SPECIAL"):
        columns_of(Listed)
    with pytest.raises(AssertionError, match="only a facet"):
        shown("What it is built of.", shows=(LANE,))


def test_two_lists_of_the_same_type_go_by_their_own_names() -> None:
    class Reviewed(Item):
        reviewers: tuple[TeamRef, ...] = shown("Who reviews it.", (), shows=(FACET,))
        after: tuple[ReleaseRef, ...] = shown("What it comes after.", (), shows=(FACET,))

    class Linked(Milestone):
        before: tuple[ReleaseRef, ...] = shown("What it comes before.", (), shows=(FILTER,))
        after: tuple[ReleaseRef, ...] = shown("What it comes after.", (), shows=(FILTER,))
        owner: Word | None = shown("Whose it is.", shows=(FILTER,))
        notes: tuple[Text, ...] = shown("What there is to say.", (), shows=(FILTER,))

    reviewed, linked = field_values(Reviewed), field_values(Linked)
    assert [reviewed[name].token for name in ("reviewers", "after", "objectives")] == [
        "reviewers",
        "after",
        "objective",
    ]
    assert [linked[name].token for name in ("before", "after", "owner")] == ["before", "after", "owner"]


# One line for each sort of field, as somebody would write it below the last field of an item.
LINES = """
    mood: Literal["calm", "rough"] | None = shown("How it feels.", shows=(COLUMN, FACET, LANE, FILTER))
    craft: Word | None = shown("What it is built of.", shows=(COLUMN, FACET, LANE, FILTER))
    sponsor: TeamRef | None = shown("Who wants it.", shows=(COLUMN, FACET, LANE, FILTER), inherited=True)
    follows: tuple[ReleaseRef, ...] = shown("What it follows.", (), shows=(COLUMN, FACET, LANE, FILTER))
    piloted: Truth | None = shown("Whether it was tried out.", shows=(COLUMN, FACET, LANE, FILTER))
    review: When | None = shown("When it is reviewed.", independent=True, shows=(COLUMN, FILTER), heading="Reviewed")
    pitch: Text | None = shown("What it is good for.", shows=(COLUMN, FILTER))
    share: Percent | None = shown("How many will use it.", shows=(COLUMN,))
    crossing: Length | None = shown("How long a crossing takes.", shows=(COLUMN,))
"""
PLAN = """
kind: roadmap
title: Plan
releases: [{id: one, title: One, date: 2026-12-01}, {id: two, title: Two, date: 2026-11-30}]
items:
  - {id: a, title: A, status: planned, start: 2026-12-01, end: 2027-01-31, mood: rough, craft: oak, sponsor: quay,
     follows: [one, two], piloted: true, review: 2026-12-24, pitch: Fast and dry, share: 9, crossing: 1h 30min}
  - {id: b, title: B, status: planned, start: 2026-12-01, end: 2027-02-28, parent: a, mood: calm, craft: Ash,
     piloted: false, review: 2027-Q1, pitch: Slow, share: 80, crossing: 45min}
  - {id: c, title: C, status: planned, start: 2026-12-01, end: 2027-03-31}
"""
SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path
from milepost.analysis import computed
from milepost.embeds.block_source import BlockText
from milepost.embeds.reading import read_block
from milepost.embeds.scan import Block
from milepost.embeds.select import select
from milepost.embeds.view import block_view
from milepost.graph.loader import load
from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import Addresses
from milepost.kit.context import PageContext
from milepost.pages.roadmap.timeline import timeline
from milepost.pages.roadmap.timeline_fields import fields_of

found = load(Path(sys.argv[1]), ("public", "internal"))
assert not found.problems, found.problems
seen, day = found.portfolio, date(2026, 11, 23)
context = PageContext(seen, computed(seen, day), day, Addresses(seen, frozenset()))

def spec(text):
    block = Block(1, 9, "", "", text, closed=True)
    read, problems = read_block(block, BlockText("a.md", block), 1)
    assert read, problems
    return read

def cells(name):
    (group,) = block_view(context, spec(f"view: list\\nfields: [{name}]\\nsort: [-{name}]"), level=2, prefix="").content
    shown = [(row.card.id, row.cells[1]) for row in group.table.rows]
    of = {id: cell.words or ", ".join(ref.title for ref in cell.refs) for id, cell in shown}
    return [group.table.columns[1].word, of]

names, wanted = json.loads(sys.argv[2])
drawn = timeline(context, seen.all(Item))
print(json.dumps({
    "columns": {name: cells(name) for name in names},
    "facets": {it.key: [it.label, it.none, [value.title for value in it.values]] for it in fields_of(context, seen.all(Item))},
    "lanes": {it.key: [head.title for head in it.heads] for it in drawn.groupings},
    "chosen": {text: [one.id for one in select(context, spec(f"view: list\\nwhere: {{{text}}}"))] for text in wanted},
}))
"""
CHOSEN = {
    "mood: calm": ["b"],
    "craft: OAK": ["a"],
    "sponsor: quay": ["a", "b"],
    "follows: two": ["a"],
    "piloted: true": ["a"],
    "piloted: false": ["b"],
    "review: 2026-12": ["a"],
    "pitch: dry fast": ["a"],
}
NAMES = [line.split(":")[0].strip() for line in LINES.strip().splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What pages show where the package has the lines in its model of items, and nothing else is changed."""
    folder = tmp_path_factory.mktemp("lines")
    copy = folder / "milepost"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    model = copy / "kinds/roadmap/model.py"
    source = model.read_text(encoding="utf-8")
    last = next(line for line in source.splitlines(keepends=True) if line.startswith("    tracking: "))
    source = source.replace(last, last + LINES).replace("    ItemRef,\n", "    ItemRef,\n    Length,\n", 1)
    model.write_text(source, encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data/roadmap.yml").write_text(PLAN, encoding="utf-8")
    command = [sys.executable, "-c", SCRIPT, str(folder / "data"), json.dumps([NAMES, list(CHOSEN)])]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_one_line_gives_a_field_a_column(made: dict[str, Any]) -> None:
    assert made["columns"] == {
        "mood": ["Mood", {"a": "Rough", "b": "Calm", "c": ""}],
        "craft": ["Craft", {"a": "Oak", "b": "Ash", "c": ""}],
        "sponsor": ["Sponsor", {"a": "quay", "b": "quay", "c": ""}],
        "follows": ["Follows", {"a": "One, Two", "b": "", "c": ""}],
        "piloted": ["Piloted", {"a": "Yes", "b": "No", "c": ""}],
        "review": ["Reviewed", {"a": "24 December 2026", "b": "Q1 2027", "c": ""}],
        "pitch": ["Pitch", {"a": "Fast and dry", "b": "Slow", "c": ""}],
        "share": ["Share", {"a": "9%", "b": "80%", "c": ""}],
        "crossing": ["Crossing", {"a": "1h 30min", "b": "45min", "c": ""}],
    }


def test_a_column_sorts_by_what_its_field_holds(made: dict[str, Any]) -> None:
    """Downwards, with what has nothing in it last: by place, alphabet, day, number and length."""
    orders = {name: "".join(of) for name, (_, of) in made["columns"].items()}

    assert {name for name, order in orders.items() if order == "bac"} == {"piloted", "review", "pitch", "share"}
    assert {name for name, order in orders.items() if order == "abc"} == set(NAMES) - {
        "piloted",
        "review",
        "pitch",
        "share",
    }


def test_one_line_gives_a_field_a_facet(made: dict[str, Any]) -> None:
    facets = made["facets"]

    assert facets["mood"] == ["Mood", "No mood", ["Calm", "Rough"]]
    assert facets["craft"] == ["Craft", "No craft", ["Ash", "Oak"]]
    assert facets["sponsor"] == ["Sponsor", "No sponsor", ["quay"]]
    assert facets["follows"] == ["Follows", "No follows", ["Two", "One"]]
    assert facets["piloted"] == ["Piloted", "No piloted", ["Yes", "No"]]


def test_one_line_gives_a_timeline_lanes(made: dict[str, Any]) -> None:
    assert made["lanes"]["mood"] == ["Calm", "Rough", "No mood"]
    assert made["lanes"]["piloted"] == ["Yes", "No", "No piloted"]
    assert {"craft", "sponsor", "follows"} <= made["lanes"].keys()


def test_one_line_gives_blocks_a_filter(made: dict[str, Any]) -> None:
    assert made["chosen"] == CHOSEN
