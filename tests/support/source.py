"""The tree, or the one problem, of a file's content."""

from __future__ import annotations

from milepost.problem import MilepostError, Problem
from milepost.yaml import reader
from milepost.yaml.nodes import Map, Node, Quoted, Seq
from milepost.yaml.text import decode


def tree_of(text: str | bytes) -> Node:
    """What a file's content becomes."""
    return reader.read(decode("a.yml", text.encode() if isinstance(text, str) else text))


def problem_of(text: str | bytes) -> Problem:
    """The one problem a file's content has."""
    try:
        tree = tree_of(text)
    except MilepostError as error:
        (problem,) = error.problems
        return problem
    raise AssertionError(f"nothing is wrong with {tree!r}"[:200])


def outcome_of(text: str | bytes, *, places: bool = True) -> object:
    """The id of the rule that a file's content breaks, or all there is to know about its tree."""
    try:
        return everything(tree_of(text), places)
    except MilepostError as error:
        return error.problems[0].rule


def everything(node: Node, places: bool) -> object:
    """A tree with the styles of what is in it, and the offsets."""
    if isinstance(node, Map):
        found = [(key, everything(value, places)) for key, value in node.items()]
        return (found, node.start, node.offsets) if places else (found,)
    if isinstance(node, Seq):
        values = [everything(value, places) for value in node]
        return (values, node.start, node.values_at) if places else (values,)
    return node and str(node), isinstance(node, Quoted)
