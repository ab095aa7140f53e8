"""A model, or the problems, of a few lines of YAML."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from milepost.kinds.reading import read_document
from milepost.problem import Problem
from milepost.schema.base import Document
from milepost.yaml.reader import read
from milepost.yaml.text import decode

CONTEXT = {"audiences": ("public", "partners", "internal")}


def read_text(text: str, default_id: str = "a", **context: Any) -> tuple[Document | None, list[Problem]]:
    """What a file called a.yml says, and what is wrong with it."""
    source = decode("a.yml", dedent(text).lstrip("\n").encode())
    return read_document(read(source), source, {**CONTEXT, **context}, default_id)


def model_of(text: str, **context: Any) -> Any:
    """The document of a file that nothing is wrong with."""
    model, problems = read_text(text, **context)
    assert not problems, "\n".join(problem.text() for problem in problems)
    return model


def problems_of(text: str, **context: Any) -> list[Problem]:
    """Everything that is wrong with a file that is no document."""
    model, problems = read_text(text, **context)
    assert model is None
    return problems


def item_of(field: str, **context: Any) -> Any:
    """An item with one more field, written as in a file."""
    return model_of(
        f"kind: roadmap\ntitle: T\nitems:\n- id: a\n  title: A\n  status: planned\n  {field}\n", **context
    ).items[0]


def item_problems(field: str, **context: Any) -> list[Problem]:
    """The problems of an item's one more field, which stands in line 7."""
    return problems_of(
        f"kind: roadmap\ntitle: T\nitems:\n- id: a\n  title: A\n  status: planned\n  {field}\n", **context
    )
