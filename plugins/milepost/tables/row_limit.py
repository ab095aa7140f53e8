"""A limit on how many problems of one table are listed: it has thousands of rows, and often one mistake in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from milepost.problem import Problem
from milepost.tables.csv_rows import SUFFIX
from milepost.wording import count

MOST = 20


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, with at most 20 of each CSV file; one more says how many are left out."""
    found = sorted(problems, key=Problem.sort_key)
    rest = {path: few[MOST:] for path, few in _by_table(found).items() if len(few) > MOST}
    left_out = {id(one) for more in rest.values() for one in more[1:]}
    summaries = {id(more[0]): _summary(more) for more in rest.values()}
    return [summaries.get(id(one), one) for one in found if id(one) not in left_out]


def _by_table(found: Iterable[Problem]) -> dict[str, list[Problem]]:
    by_path: dict[str, list[Problem]] = {}
    for one in found:
        if one.place and one.place.path.lower().endswith(SUFFIX):
            by_path.setdefault(one.place.path, []).append(one)
    return by_path


def _summary(rest: list[Problem]) -> Problem:
    """One problem in place of several of a file, at the place of the first and with the level of the worst."""
    worst = min(rest, key=lambda one: one.level.rank)
    message = f"and {count(len(rest), 'more problem')} in this file"
    return replace(rest[0], rule=worst.rule, level=worst.level, message=message, hint=None)
