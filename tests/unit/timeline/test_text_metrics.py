"""Words are given as much room as they take in a common sans-serif, or a little more."""

from __future__ import annotations

import pytest

from milepost.timeline.text_metrics import lines, width


def test_a_word_is_as_wide_as_its_letters_and_a_twentieth_more() -> None:
    assert width("Ill", 1) == pytest.approx((0.335 + 0.275 + 0.275) * 1.05)
    assert width("Ill", 2) == pytest.approx(2 * width("Ill", 1))
    assert width("", 1) == 0


def test_wide_letters_take_more_than_narrow_ones() -> None:
    assert width("mmm", 1) > width("nnn", 1) > width("iii", 1)


def test_an_accent_takes_no_room_however_it_is_written() -> None:
    assert width("É", 1) == width("E\u0301", 1) == width("E", 1)


def test_a_character_of_east_asia_is_as_wide_as_it_is_high() -> None:
    assert width("船", 1) == pytest.approx(1.05)


def test_text_breaks_between_words() -> None:
    room = width("Paying and", 1)
    assert lines("Paying and", 1, room) == 1
    assert lines("Paying and seeing", 1, room) == 2
    assert lines("", 1, room) == 1


def test_a_word_wider_than_the_room_is_broken_too() -> None:
    assert lines("m" * 10, 1, width("mmm", 1) + 0.01) == 4
    assert lines(f"a {'m' * 6} b", 1, width("mmm", 1) + 0.01) == 4
