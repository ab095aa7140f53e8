from __future__ import annotations

import pytest

from milepost.leak_check.date_coarsening import coarse
from milepost.schema.period import COARSENINGS, parse


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2026-09-14", "day", "2026-09-14"),
        ("2026-09-14", "month", "2026-09"),
        ("2026-09-14", "quarter", "2026-Q3"),
        ("2026-09-14", "half", "2026-H2"),
        ("2026-09-14", "year", "2026"),
        ("2026-09-14", "horizon", None),
        ("2026-09-14", "none", None),
        ("2026", "month", "2026"),
        ("2026-Q3", "quarter", "2026-Q3"),
        ("late 2026-Q3", "quarter", "2026-Q3"),
        ("late 2026-Q3", "month", "late 2026-Q3"),
        ("~2026-09-14", "quarter", "~2026-Q3"),
        ("2026-W40", "month", "2026-09/2026-10"),
        ("2026-02-01/2026-09-14", "quarter", "2026-Q1/2026-Q3"),
        ("2026-08-01/2026-09-14", "quarter", "2026-Q3"),
        ("2026-08-01/", "quarter", "2026-Q3/"),
        ("later", "quarter", "later"),
        ("later", "none", None),
    ],
)
def test_a_date_becomes_no_more_exact_than_it_may_be(text: str, precision: str, expected: str | None) -> None:
    assert coarse(text, precision) == expected


TEXTS = [
    *("2026-09-14", "2026-W01", "2026-W40", "2026-09", "2026-Q3", "2026-34", "2026-H2", "2026", "later"),
    *(
        "2026/2028",
        "2026-03-31/2026-04-01",
        "2026-08/",
        "FY27-Q1",
        "FY27-H2",
        "FY27",
        "~2026-09",
        "~2026-12-31",
    ),
    *("early 2026-Q3", "mid-2026-09", "late 2026"),
]


@pytest.mark.parametrize("fiscal_year_start", [1, 2, 7])
@pytest.mark.parametrize("precision", COARSENINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_twin_coarsens_as_the_door_does(text: str, precision: str, fiscal_year_start: int) -> None:
    door = parse(text, fiscal_year_start).coarsen(precision)
    twin = coarse(text, precision, fiscal_year_start)
    read = parse(twin, fiscal_year_start) if twin else None
    seen = [
        (one.first, one.last, one.precision, one.part, one.approximate, one.fiscal) if one else None
        for one in (door, read)
    ]
    assert seen[0] == seen[1]
