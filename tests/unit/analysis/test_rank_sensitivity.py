"""The limits of a rank are exact: at them and a hair beyond, ranks are what counting gives."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.kinds.roadmap.model import METHODS
from milepost.kinds.roadmap.priority_scores import FORMULAS
from milepost.kinds.roadmap.rank_sensitivity import RankRange, rank_ranges

HAIR = Fraction(1, 10**9)
NUMERIC = [method for method in METHODS if method != "moscow"]
DIVISORS = ("effort", "job_size")


def inputs(method: str) -> st.SearchStrategy[dict[str, Fraction]]:
    number = st.integers(0, 8).map(Fraction)
    least_one = st.integers(1, 8).map(Fraction)
    percent = st.sampled_from([20, 50, 80, 100]).map(Fraction)
    kinds = dict.fromkeys(DIVISORS, least_one) | {"confidence": percent}
    return st.fixed_dictionaries({name: kinds.get(name, number) for name in sorted(METHODS[method])})


def rank(method: str, own: Mapping[str, Fraction], others: list[Fraction]) -> int:
    score = FORMULAS[method](own)
    return 1 + sum(one > score for one in others)


@given(st.data(), st.sampled_from(NUMERIC))
def test_a_rank_holds_up_to_its_limits_and_no_further(data: st.DataObject, method: str) -> None:
    own = data.draw(inputs(method))
    others = sorted(FORMULAS[method](one) for one in data.draw(st.lists(inputs(method), max_size=6)))
    now = rank(method, own, others)
    for found in rank_ranges(method, own, others):
        name = found.input

        def at(value: Fraction, name: str = name) -> int:
            return rank(method, {**own, name: value}, others)

        outwards = -1 if name in DIVISORS else 1  # the direction that improves the score
        if found.improves_at is not None:
            assert at(found.improves_at) < now
            assert at(found.improves_at - outwards * HAIR) == now
        if found.worsens_beyond is not None:
            assert at(found.worsens_beyond) == now
            assert at(found.worsens_beyond - outwards * HAIR) > now
        # Where there is no limit, nothing possible changes the rank.
        most = Fraction(100) if name == "confidence" else Fraction(10**12)
        least = Fraction(1, 10**12) if name in DIVISORS else Fraction(0)
        better, worse = (least, most) if name in DIVISORS else (most, least)
        assert found.improves_at is not None or at(better) == now
        assert found.worsens_beyond is not None or at(worse) == now


def test_a_worked_example() -> None:
    own = {"reach": Fraction(100), "impact": Fraction(2), "confidence": Fraction(50), "effort": Fraction(4)}  # 25
    found = {one.input: one for one in rank_ranges("rice", own, [Fraction(20), Fraction(40)])}
    # 100 × 2 × 0.5 ÷ x = 40 at 2.5, = 20 at 5: rank 2 holds with an effort above 2.5, up to 5.
    assert found["effort"] == RankRange("effort", Fraction(4), Fraction(5, 2), Fraction(5))
    assert (found["reach"].improves_at, found["reach"].worsens_beyond) == (160, 80)
    assert (found["confidence"].improves_at, found["confidence"].worsens_beyond) == (80, 40)
    assert found["effort"].margin == pytest.approx(0.25)


def test_confidence_does_not_exceed_a_hundred() -> None:
    own = {"reach": Fraction(1), "impact": Fraction(1), "confidence": Fraction(80), "effort": Fraction(1)}
    (found,) = (one for one in rank_ranges("rice", own, [Fraction(2)]) if one.input == "confidence")
    assert (found.improves_at, found.worsens_beyond, found.margin) == (None, None, None)


def test_an_item_that_ties_loses_its_rank_with_any_loss() -> None:
    (effort, value) = rank_ranges("value_effort", {"effort": Fraction(2), "value": Fraction(6)}, [Fraction(3)])
    assert (effort.improves_at, effort.worsens_beyond, effort.margin) == (None, 2, 0)
    assert (value.improves_at, value.worsens_beyond) == (None, 6)
