"""The stream of random numbers: published values, and what it does not depend on."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np

from milepost.schedule.random_stream import random_bits, stratified_uniforms, stream_key


def test_the_bits_are_the_published_ones_of_splitmix64() -> None:
    published = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert random_bits(1234567, 0, 5).tolist() == published


def test_a_later_part_of_a_stream_needs_no_earlier_part() -> None:
    assert random_bits(99, 700, 50).tolist() == random_bits(99, 0, 750).tolist()[700:]


def test_every_part_of_the_interval_holds_exactly_one_number() -> None:
    uniforms = stratified_uniforms(7, "duration", "A", 0, 500)
    assert sorted(np.floor(uniforms * 500).tolist()) == list(range(500))
    assert 0 < uniforms.min() < uniforms.max() < 1


def test_the_order_of_the_parts_is_random() -> None:
    uniforms = stratified_uniforms(7, "duration", "A", 0, 2_000)
    assert abs(np.corrcoef(uniforms, np.arange(2_000))[0, 1]) < 0.08
    assert abs(np.corrcoef(uniforms[1:], uniforms[:-1])[0, 1]) < 0.08


def test_seed_purpose_and_name_each_give_another_stream_and_do_not_run_together() -> None:
    keys = {
        stream_key(1, "duration", "A"),
        stream_key(2, "duration", "A"),
        stream_key(1, "risk", "A"),
        stream_key(1, "duration", "B"),
    }
    assert len(keys) == 4
    one, other = (stratified_uniforms(1, "duration", name, 0, 2_000) for name in "AB")
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.08


def test_a_stream_is_the_same_in_a_process_with_another_hash_seed() -> None:
    code = "from milepost.schedule.random_stream import stream_key; print(stream_key(1, 'duration', 'A'))"
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert keys == {f"{stream_key(1, 'duration', 'A')}\n"}
