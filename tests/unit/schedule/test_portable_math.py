"""Logarithm and exponential function from basic operations: close to libm, and the same bits everywhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from milepost.schedule.portable_math import exponential, natural_log

LOG_BITS = ["-0x1.26bb1bbb55515p+1", "0x1.4eeee650ae54fp+0", "0x1.343774f3e2362p+2"]
EXP_BITS = ["0x1.cf46d99d52b3ap-1", "0x1.9511fc6871044p-6", "0x1.da9fb9e4ee6d3p-179"]


@pytest.mark.parametrize("x", [1e-300, 1e-9, 0.5, 0.7071067811865476, 0.999999, 1.0, 1.0000001, 2.0, 10.0, 1e300])
def test_the_logarithm_is_that_of_libm(x: float) -> None:
    assert natural_log(np.array([x]))[0] == pytest.approx(math.log(x), rel=4e-15, abs=1e-300)


@pytest.mark.parametrize("x", [-699.9, -30.0, -1.0, -1e-9, 0.0, 0.3465, 0.3467, 1.0, 30.0, 699.0])
def test_the_exponential_function_is_that_of_libm(x: float) -> None:
    assert exponential(np.array([x]))[0] == pytest.approx(math.exp(x), rel=2e-13)


def test_far_below_the_exponential_function_is_zero_without_a_warning() -> None:
    assert exponential(np.array([-701.0, -1e9])).tolist() == [0.0, 0.0]


def test_the_last_bits_are_fixed() -> None:
    values = np.array([0.1, 3.7, 123.456])
    assert [value.hex() for value in natural_log(values).tolist()] == LOG_BITS
    assert [value.hex() for value in exponential(-values).tolist()] == EXP_BITS
