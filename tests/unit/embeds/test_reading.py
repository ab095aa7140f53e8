"""What a block may say, and what is said of its mistakes, each at its place in the page."""

from __future__ import annotations

import pytest

from milepost.embeds.block_source import BlockText
from milepost.embeds.reading import read_block
from milepost.embeds.scan import blocks_in
from milepost.embeds.spec import Spec
from milepost.problem import Problem

IncidentEntry = tuple[int, int, str, str | None]


def read(body: str, before: str = "# Page\n\n", indent: str = "") -> tuple[Spec | None, list[Problem]]:
    """A block below a heading: its first line is the fourth of the page."""
    inside = "\n".join(indent + line for line in ("``` milepost", *body.split("\n"), "```"))
    lines = (before + inside).split("\n")
    (block,) = blocks_in(lines)
    return read_block(block, BlockText("docs/page.md", block, lines), 4)


def spec(body: str) -> Spec:
    found, problems = read(body)
    assert found, problems
    return found


def told(body: str, **more: str) -> list[IncidentEntry]:
    found, problems = read(body, **more)
    assert found is None
    assert all(problem.place and problem.place.path == "docs/page.md" for problem in problems)
    return [(one.place.line, one.place.column, one.message, one.hint) for one in problems if one.place]


def test_a_block_says_what_it_shows() -> None:
    found = spec("view: list\nlanes: team\nsort: [-end, title]\nfields: [status, end]\nlimit: 10\ntitle: Ours")
    assert (found.view, found.lanes, found.sort) == ("list", "team", (("end", True), ("title", False)))
    assert (found.fields, found.limit, found.title) == (("status", "end"), 10, "Ours")


def test_a_single_column_needs_no_list() -> None:
    assert spec("view: list\nsort: -end\nfields: team").sort == (("end", True),)


@pytest.mark.parametrize("key", ["item", "release", "objective"])
def test_one_entity_says_by_itself_which_view_it_is(key: str) -> None:
    for body in (f"{key}: checkout", f"view: {key}\n{key}: checkout"):
        found = spec(body)
        assert (found.view, [(one.key, one.wanted) for one in found.where]) == (key, [("id", ("checkout",))])


def test_conditions_take_one_value_or_several() -> None:
    found = spec("view: board\nwhere: {team: Payments, status: [planned, done], moved: true, text: Pay  By Card}")
    assert [(one.key, one.wanted) for one in found.where] == [
        ("team", ("payments",)),
        ("status", ("planned", "done")),
        ("moved", (True,)),
        ("text", ("pay by card",)),
    ]


def test_fiscal_periods_are_those_of_the_portfolio() -> None:
    ((period,),) = [one.wanted for one in spec("view: list\nwhere: {end: FY27-Q1}").where]
    assert str(period.first) == "2026-04-01"


VIEWS = "known are: timeline, board, list, releases, objectives, needs, milestones, item, release, objective"
MISTAKES: dict[str, list[IncidentEntry]] = {
    "vew: list": [
        (4, 1, "a block has no key 'vew'", "did you mean 'view'?"),
        (4, 1, "a block says which view it shows", "view: " + VIEWS.removeprefix("known are: ")),
    ],
    "view: timelin": [(4, 7, "there is no view 'timelin'", "did you mean 'timeline'?")],
    "view: xyz": [(4, 7, "there is no view 'xyz'", VIEWS)],
    "view:": [(4, 6, "a word is expected here, not nothing", None)],
    "view: [list]": [(4, 7, "a word is expected here, not a list", None)],
    "title: Ours": [(4, 1, "a block says which view it shows", "view: " + VIEWS.removeprefix("known are: "))],
    "view: board\nsort: -end": [(5, 1, "'view: board' takes no 'sort'", "it takes: where, title")],
    "view: item": [(4, 7, "'view: item' does not say which", "item: item-id")],
    "view: item\nitem: a b/c/d e\nrelease: x": [(6, 1, "'view: item' takes no 'release'", "it takes: item, title")],
    "view: list\nlimit: -1": [(5, 8, "'-1' is not between 1 and 10,000", None)],
    "view: list\nlimit: ten": [(5, 8, "a number is expected here, not 'ten'", None)],
    "view: list\nlimit: 2.5": [(5, 8, "a whole number is expected here, not '2.5'", None)],
    "view: list\ntitle: {a: b}": [(5, 8, "text is expected here, not a mapping", None)],
    "view: list\nlanes: themes": [(5, 8, "there is no sort of lanes 'themes'", "did you mean 'theme'?")],
    "view: list\nsort: -endd": [(5, 7, "a list has no column 'endd'", "did you mean 'end'?")],
    "view: list\nfields: [end, statsu]": [(5, 15, "a list has no column 'statsu'", "did you mean 'status'?")],
    "view: list\nfields: [end, end]": [(5, 15, "the column 'end' stands here twice", "keep one of them")],
    "view: list\nfields: [[end]]": [(5, 10, "the name of a column is expected here, not a list", None)],
    "view: list\nwhere: payments": [
        (5, 8, "a mapping is expected here, not 'payments'", "where: {status: planned}"),
    ],
    "view: list\nwhere:\n  tema: payments": [
        (6, 3, "items cannot be chosen by 'tema'", "did you mean 'team'?"),
    ],
    "view: list\nwhere: {team: {id: a}}": [
        (5, 15, "'team': a name or an id is expected here, not a mapping", None),
    ],
    "view: list\nwhere: {team: }": [(5, 15, "'team': a name or an id is expected here, not nothing", None)],
    "view: list\nwhere: {team: []}": [(5, 15, "'team': this list is empty", None)],
    "view: list\nwhere: {status: planed}": [
        (5, 17, "'status': 'planed' is none of its words", "did you mean 'planned'?"),
    ],
    "view: list\nwhere: {moved: yes}": [
        (
            5,
            16,
            "'moved': true or false is expected here, not 'yes'",
            "write true or false, without quotes",
        ),
    ],
    "view: list\nwhere: {end: [2026, 2026-13]}": [
        (
            5,
            21,
            "'end': '2026-13': there is no month 13",
            "write a period such as 2026-09-14, 2026-09, 2026-W37, 2026-Q3, 2026-H2, 2026, 2026/2028, 2026/, FY27-Q1, "
            "mid-2026-Q3, ~2026-09 or later",
        ),
    ],
    "view: releases\nwhere: {team: a}": [
        (5, 9, "releases cannot be chosen by 'team'", "known are: id, date, due, type, status, tags, tag, text"),
    ],
    "- view: list": [(4, 1, "a block is a mapping, not a list", "begin it with view: timeline")],
    "just words": [(4, 1, "a block is a mapping, not 'just words'", "begin it with view: timeline")],
    "": [(3, 1, "this block is empty", "begin it with view: timeline")],
    "# nothing": [(3, 1, "this block is empty", "begin it with view: timeline")],
    "view: list\nview: board": [
        (5, 1, "'view' stands twice in one mapping, first in line 4", "keep one of them"),
    ],
    "view: *all": [
        (4, 7, "alias *all is not allowed", "write the value out; references between things go by id"),
    ],
    "view: list\n---\nview: board": [(5, 1, "a second document in one file", "put each document in a file of its own")],
    "view: \x07": [(4, 7, "control character U+0007 is not allowed", "delete it")],
}


@pytest.mark.parametrize("body", MISTAKES)
def test_a_mistake_is_told_with_line_column_and_hint(body: str) -> None:
    assert told(body) == MISTAKES[body]


def test_what_is_no_yaml_is_told_where_it_breaks() -> None:
    ((line, column, message, _),) = told("view: list\nwhere: {team: a")
    assert (line, column) == (5, 8)
    assert "flow mapping" in message


def test_every_mistake_of_a_block_is_told_at_once() -> None:
    assert [line for line, *_ in told("view: list\nlimit: 0\nsort: x\nwhere: {a: b}")] == [5, 6, 7]


def test_columns_count_the_indentation_and_tabs_as_one_character() -> None:
    assert told("view: timelin", indent="    ")[0][:2] == (4, 11)
    assert told("view: timelin", indent="\t")[0][:2] == (4, 8)
    assert told("view: timelin", indent="> ")[0][:2] == (4, 9)


def test_a_place_quotes_the_line_of_the_page() -> None:
    _, (problem,) = read("view: timelin", indent="> ")
    assert problem.text().splitlines()[1:3] == ["  | > view: timelin", "  |         ^"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("``` milepost view=list\nx: y\n```", "a block takes nothing in its first line but its name"),
        ("``` milepost\nview: list", "this block does not end"),
    ],
)
def test_a_mistake_of_the_fence_is_told_at_its_first_line(text: str, message: str) -> None:
    lines = ["words", *text.split("\n")]
    (block,) = blocks_in(lines)
    found, (problem,) = read_block(block, BlockText("a.md", block, lines), 1)
    assert found is None
    assert problem.place
    assert (problem.rule, problem.place.line, problem.place.column, problem.message) == ("bad-block", 2, 1, message)


def test_a_block_from_elsewhere_names_the_page_and_its_own_line() -> None:
    (block,) = blocks_in(["``` milepost", "view: list", "limit: 0", "```"])
    _, (problem,) = read_block(block, BlockText("a.md", block), 1)
    assert problem.headline == (
        "a.md:1:1: bad-block: '0' is not between 1 and 10,000, in line 2 of a block that this page takes in"
    )
