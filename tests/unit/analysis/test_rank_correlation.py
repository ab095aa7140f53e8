"""Kendall's τ-b equals its definition, pair by pair, and a published value."""

from __future__ import annotations

from itertools import combinations
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.kinds.roadmap.rank_correlation import rank_correlation

few = st.integers(0, 6)  # so that there are many ties


def by_definition(first: list[int], second: list[int]) -> tuple[int, int, float | None]:
    """Kendall (1945): the sum of products of signs over all pairs, over the root of the products of sums of squares."""
    pairs = list(combinations(range(len(first)), 2))
    signs = [[(one[a] > one[b]) - (one[a] < one[b]) for a, b in pairs] for one in (first, second)]
    products = [a * b for a, b in zip(*signs, strict=True)]
    scale = sum(map(abs, signs[0])) * sum(map(abs, signs[1]))
    return products.count(1), products.count(-1), sum(products) / sqrt(scale) if scale else None


@given(st.lists(st.tuples(few, few), max_size=40))
def test_it_is_what_a_look_at_every_pair_gives(both: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in both], [one for _, one in both]
    concordant, discordant, tau = by_definition(first, second)
    found = rank_correlation(first, second)
    assert (found.items, found.concordant, found.discordant) == (len(both), concordant, discordant)
    assert found.tau == tau if tau is None else isclose(found.tau or 0, tau, abs_tol=1e-12)


def test_it_is_what_scipy_documents() -> None:
    # The example of scipy.stats.kendalltau (variant "b").
    assert rank_correlation([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).tau == pytest.approx(-0.47140452079103173, rel=1e-12)


def test_the_same_order_is_one_and_the_opposite_minus_one() -> None:
    assert rank_correlation([1, 2, 3, 4], [10, 20, 30, 40]).tau == 1
    assert rank_correlation([1, 2, 3, 4], [9, 7, 5, 3]).tau == -1


def test_where_one_order_ties_everything_there_is_none() -> None:
    assert rank_correlation([1, 1, 1], [1, 2, 3]).tau is None
    assert rank_correlation([], []).tau is None


def test_different_numbers_of_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rank_correlation([1, 2], [1])
