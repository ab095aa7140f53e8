"""A limit on how many problems of one table are listed: a table has thousands of rows, and often one mistake in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from milepost.problem import Problem
from milepost.tables.csv_rows import SUFFIX
from milepost.wording import count

MOST = 20


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, with at most 20 of each CSV file; one more says how many are left out."""
    found = sorted(problems, key=Problem.sort_key)
    numbers = Counter(one.place.path for one in found if _is_in_table(one))
    seen: Counter[str] = Counter()
    kept: list[Problem] = []
    for one in found:
        if not _is_in_table(one) or one.place is None or numbers[one.place.path] <= MOST:
            kept.append(one)
            continue
        path = one.place.path
        seen[path] += 1
        if seen[path] <= MOST:
            kept.append(one)
        elif seen[path] == MOST + 1:
            rest = [other for other in found if other.place and other.place.path == path][MOST:]
            worst = min(rest, key=lambda other: other.level.rank)
            message = f"and {count(len(rest), 'more problem')} in this file"
            kept.append(replace(one, rule=worst.rule, level=worst.level, message=message, hint=None))
    return kept


def _is_in_table(problem: Problem) -> bool:
    return problem.place is not None and problem.place.path.lower().endswith(SUFFIX)
