"""Three-point estimates as distributions: moments, ends, and a correlation inside a group."""

from __future__ import annotations

import math

import numpy as np
import pytest

from milepost.schedule.distributions import Distribution, ThreePoint, durations, normal_table, with_common_factor
from milepost.schedule.random_stream import stratified_uniforms

EVEN = (np.arange(20_000) + 0.5) / 20_000
SHAPES = [(1, 1, 5), (1, 1.01, 5), (1, 2, 3), (6, 9, 18), (1, 4.5, 5), (3, 9, 9)]


@pytest.mark.parametrize("values", SHAPES)
def test_pert_has_the_mean_and_the_variance_of_a_beta_distribution_whose_parameters_add_up_to_six(
    values: tuple[float, float, float],
) -> None:
    low, mode, high = values
    sample = durations(ThreePoint(*values), Distribution.PERT_BETA, EVEN)
    mean = (low + 4 * mode + high) / 6
    assert sample.mean() == pytest.approx(mean, abs=2e-4)
    assert sample.var() == pytest.approx((mean - low) * (high - mean) / 7, rel=1e-3)


@pytest.mark.parametrize("values", SHAPES)
def test_triangular_has_its_mean_and_variance(values: tuple[float, float, float]) -> None:
    low, mode, high = values
    sample = durations(ThreePoint(*values), Distribution.TRIANGULAR, EVEN)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert sample.mean() == pytest.approx(sum(values) / 3, abs=2e-4)
    assert sample.var() == pytest.approx(variance, rel=1e-3)


@pytest.mark.parametrize(
    ("mode", "share", "expected"),
    # Closed forms: Beta(1, 5) at 0, and by symmetry Beta(5, 1) at 1; Beta(3, 3) has 10x³ − 15x⁴ + 6x⁵ = 0.103515625 at ¼.
    [
        (0.0, 0.5, 1 - 0.5**0.2),
        (1.0, 0.5, 0.5**0.2),
        (0.5, 0.5, 0.5),
        (0.5, 0.103515625, 0.25),
        (0.0, 0.99, 1 - 0.01**0.2),
    ],
)
def test_quantiles_of_pert_equal_the_closed_forms(mode: float, share: float, expected: float) -> None:
    found = durations(ThreePoint(0, mode, 1), Distribution.PERT_BETA, np.array([share]))
    assert found[0] == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("distribution", Distribution)
@pytest.mark.parametrize("values", SHAPES)
def test_nothing_is_drawn_outside_the_estimate_and_more_is_never_less(
    values: tuple[float, float, float], distribution: Distribution
) -> None:
    sample = durations(ThreePoint(*values), distribution, np.array([0.0, 1e-15, *EVEN[::50], 1 - 1e-15, 1.0]))
    assert values[0] <= sample[0] and sample[-1] <= values[2]
    assert (np.diff(sample) >= 0).all()


@pytest.mark.parametrize("distribution", Distribution)
def test_an_estimate_with_three_equal_values_is_that_value(distribution: Distribution) -> None:
    assert set(durations(ThreePoint(4, 4, 4), distribution, EVEN[:5]).tolist()) == {4.0}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((3, 2, 4), "the optimistic duration is longer than the likely one"),
        ((1, 5, 4), "the likely duration is longer than the pessimistic one"),
        ((-1, 2, 4), "the optimistic duration is negative"),
        ((1, 2, math.nan), "an estimate has a value that is not a number"),
        ((1, 2, math.inf), "an estimate has a value that is not a number"),
        ((1, 1, 1), None),
    ],
)
def test_an_estimate_that_cannot_be_used_says_why(values: tuple[float, float, float], words: str | None) -> None:
    assert ThreePoint(*values).flaw == words


@pytest.mark.parametrize("z", [-6.0, -3.0, -1.2345, 0.0, 0.5, 1.959964, 4.0])
def test_the_normal_distribution_is_that_of_the_error_function_in_both_directions(z: float) -> None:
    share = 0.5 * (1 + math.erf(z / math.sqrt(2)))
    assert normal_table().shares_below(np.array([z]))[0] == pytest.approx(share, abs=1e-6)
    assert normal_table().quantiles(np.array([share]))[0] == pytest.approx(z, abs=3e-3)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.5, 0.9, 1.0])
def test_members_of_a_group_correlate_as_declared_and_each_stays_uniform(correlation: float) -> None:
    common, *own = (stratified_uniforms(3, "test", name, 0, 20_000) for name in ("group", "A", "B"))
    a, b = (with_common_factor(uniforms, common, correlation) for uniforms in own)
    scores = [normal_table().quantiles(np.clip(uniforms, 1e-9, 1 - 1e-9)) for uniforms in (a, b)]
    assert np.corrcoef(*scores)[0, 1] == pytest.approx(correlation, abs=0.02)
    pert = [durations(ThreePoint(6, 9, 18), Distribution.PERT_BETA, uniforms) for uniforms in (a, b)]
    assert np.corrcoef(*pert)[0, 1] == pytest.approx(correlation, abs=0.03)
    assert np.abs(np.sort(a) - EVEN).max() < 0.02
