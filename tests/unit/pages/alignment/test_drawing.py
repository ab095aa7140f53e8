"""The drawing of threads: what stands where, and which lines lead from one to the other."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.support.patience import patience

from milepost.kit.geometry import THREADS
from milepost.pages.alignment.drawing import Column, Node, columns_of, drawing_of

EXAMPLES = json.loads((Path(__file__).parents[3] / "unit/assets/threads.json").read_text(encoding="utf-8"))
ROW, TALL, GAP = (round(one * 100) for one in (THREADS.row, THREADS.tall, THREADS.gap))


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["name"] for one in EXAMPLES])
def test_the_examples_of_the_script_are_drawn_alike_here(example: dict[str, Any]) -> None:
    columns = [Column(name, left, right - left) for name, (left, right) in example["columns"].items()]
    nodes = [
        Node(
            one["key"],
            one["column"],
            tuple(one["back"]),
            one["group"],
            one["hasStories"],
            tuple(one["loose"]),
            one["missing"],
        )
        for one in example["nodes"]
    ]

    found = drawing_of(columns, nodes, spine=example["spine"])

    assert columns_of(list(example["columns"])) == tuple(columns)
    assert {key: spot.top for key, spot in found.spots.items()} == example["tops"]
    assert (found.height, found.threads, found.also, found.loose) == tuple(
        example[name] for name in ("height", "threads", "also", "loose")
    )


def test_columns_share_the_width_whichever_there_are() -> None:
    for names in (["need", "objective", "item", "story", "metric"], ["objective", "metric"], ["need", "item"]):
        columns = columns_of(names)
        assert columns[0].left == 0
        assert columns[-1].right == pytest.approx(1000, abs=2)
        assert all(one.right < other.left for one, other in pairwise(columns))


def test_an_objective_stands_beside_the_first_of_its_items_and_a_need_between_its_objectives() -> None:
    nodes = [
        Node("n", "need"),
        Node("x", "objective", ("n",)),
        *(Node(f"i{n}", "item", ("x",), "x") for n in range(5)),
        Node("y", "objective", ("n",)),
        Node("j", "item", ("y",), "y"),
    ]
    spots = drawing_of(columns_of(["need", "objective", "item"]), nodes).spots
    assert [spots[f"i{n}"].top for n in range(5)] == [n * ROW for n in range(5)]
    assert spots["x"].top == 0
    assert spots["y"].top == 5 * ROW + GAP
    # One item is not as high as its objective, so it stands in the middle of it.
    assert spots["j"].middle == spots["y"].middle
    assert spots["n"].middle == (spots["x"].middle + spots["y"].middle) // 2


def test_nothing_covers_anything() -> None:
    nodes = [Node(f"n{n}", "need") for n in range(9)]
    nodes += [Node(f"o{n}", "objective", (f"n{n}", "n0")) for n in range(4)]
    nodes += [Node(f"i{n}", "item", (f"o{n % 4}",), f"o{n % 4}") for n in sorted(range(30), key=lambda n: n % 4)]
    nodes += [Node(f"m{n}", "metric", ("o1",)) for n in range(12)]
    found = drawing_of(columns_of(["need", "objective", "item", "metric"]), nodes)
    for name in ("need", "objective", "item", "metric"):
        column = sorted((found.spots[node.key] for node in nodes if node.column == name), key=lambda spot: spot.top)
        assert all(one.top + one.height <= other.top for one, other in pairwise(column))
        assert column[-1].top + column[-1].height <= found.height
    assert found.spots["n8"].height == TALL


def test_five_thousand_items_are_drawn_in_linear_time() -> None:
    nodes = [Node(f"o{n}", "objective") for n in range(50)]
    nodes += [Node(f"i{n}", "item", (f"o{n // 100}",), f"o{n // 100}", has_stories=True) for n in range(5_000)]
    nodes += [Node(f"m{n}", "metric", (f"o{n % 50}",)) for n in range(500)]
    with patience(2):
        assert len(drawing_of(columns_of(["objective", "item", "story", "metric"]), nodes).spots) == 5_550
