"""Logarithm and exponential function with the same last bit on every machine and with every version of numpy.

IEEE 754 fixes the result of + − × ÷ and of a square root. It does not fix `log`, `exp` and `pow`: those of libm and of
numpy's vector code differ in the last bit. A sum (`np.sum`) and an interpolation (`np.interp`, which a compiler may
fuse) differ too. What a forecast draws is computed from the functions below, and never with those.
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_LN2 = 0.6931471805599453
_SQRT_HALF = 0.7071067811865476
_LOG_TERMS = tuple(1.0 / n for n in range(25, 0, -2))  # 1/25 … 1/3, 1
_EXP_TERMS = tuple(1.0 / n for n in accumulate(range(1, 17), lambda product, n: product * n))[::-1]  # 1/16! … 1/1!


def natural_log(x: Floats) -> Floats:
    """ln x for positive, finite x, to about 1e-15 of its value.

    x = m·2^e with m in [√½, √2), and ln m = 2·artanh((m − 1)/(m + 1)) by its power series.
    """
    mantissa, exponent = np.frexp(x)
    low = mantissa < _SQRT_HALF
    mantissa = np.where(low, mantissa * 2.0, mantissa)
    whole = (exponent - low).astype(np.float64)
    z = (mantissa - 1.0) / (mantissa + 1.0)
    square = z * z
    series = np.zeros_like(z)
    for term in _LOG_TERMS:
        series = series * square + term
    result: Floats = whole * _LN2 + 2.0 * z * series
    return result


def exponential(x: Floats) -> Floats:
    """e^x for −700 ≤ x ≤ 700, to about 1e-13 of its value; below −700 it is 0.

    x = k·ln 2 + r with |r| ≤ ½ ln 2, and e^r by its power series.
    """
    bounded = np.maximum(x, -700.0)
    whole = np.rint(bounded / _LN2)
    rest = bounded - whole * _LN2
    series = np.zeros_like(rest)
    for term in _EXP_TERMS:
        series = (series + term) * rest
    result: Floats = np.where(x < -700.0, 0.0, np.ldexp(1.0 + series, whole.astype(np.int32)))
    return result
