"""Random numbers that depend on a seed, a name and the number of the run, and on nothing else.

The streams of `numpy.random` may change with a release of numpy (NEP 19), and a shared generator gives every task
other numbers when a task is added. Here the n-th number of a stream is a function of its key and n, in 64-bit integer
arithmetic that wraps: SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

_INCREMENT = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLIERS = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)
_HALF_WORD = np.uint64(32)


def stream_key(seed: int, purpose: str, name: str) -> int:
    """The 64-bit key of a stream, for example of the durations of the task `name`.

    A hash of the text, as Python's own `hash` changes from one process to the next.
    """
    text = f"{seed}\0{purpose}\0{name}".encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def random_bits(key: int, first: int, count: int) -> Bits:
    """Numbers `first` to `first + count - 1` of the stream `key`: SplitMix64 started at `key`, 64 bits each."""
    state = np.uint64(key) + np.arange(first + 1, first + count + 1, dtype=np.uint64) * _INCREMENT
    mixed = (state ^ (state >> _SHIFTS[0])) * _MULTIPLIERS[0]
    mixed = (mixed ^ (mixed >> _SHIFTS[1])) * _MULTIPLIERS[1]
    return mixed ^ (mixed >> _SHIFTS[2])


def stratified_uniforms(seed: int, purpose: str, name: str, first: int, count: int) -> Floats:
    """One number in (0, 1) for each of the runs `first` to `first + count - 1`, evenly spread: each `count`-th part of
    the interval holds exactly one of them, in random order.

    Latin hypercube sampling (McKay, Beckman & Conover, Technometrics 21, 1979): percentiles of a sum of many
    durations scatter less than with independent draws, and each single draw is still uniform.
    """
    order = np.argsort(random_bits(stream_key(seed, f"{purpose} order", name), first, count), kind="stable")
    bits = random_bits(stream_key(seed, purpose, name), first, count)
    # 32 bits within the part, so that the sum below is exact and never rounds up to `count`.
    within = ((bits >> _HALF_WORD).astype(np.float64) + 0.5) / 2.0**32
    uniforms: Floats = (order.astype(np.float64) + within) / float(count)
    return uniforms
