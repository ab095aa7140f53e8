from __future__ import annotations

import pytest
from tests.support.patience import patience

from milepost.suggestions import nearest


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("chekcout", ["checkout", "check-in"], "checkout"),
        ("CHECKOUT", ["Checkout"], "Checkout"),
        ("planed", ["planned", "paused"], "planned"),
        ("on-track", ["on_track", "off_track"], "on_track"),
    ],
)
def test_the_nearest_word_is_suggested_as_it_is_written(word: str, known: list[str], found: str) -> None:
    assert nearest(word, known) == f"did you mean '{found}'?"


def test_where_nothing_is_near_all_words_are_told() -> None:
    assert nearest("zzz", ["a", "b"]) is None
    assert nearest("zzz", ["a", "b", "a"], "known are: ") == "known are: a, b"
    assert nearest("zzz", [], "known are: ") is None


def test_of_many_words_twenty_are_told() -> None:
    told = nearest("zzz", [f"w{n}" for n in range(30)], "known are: ")
    assert told
    assert told.endswith("w18, w19, …")


def test_a_very_long_word_is_near_to_nothing() -> None:
    assert nearest("a" * 1000, ["a" * 999]) is None


def test_among_ten_thousand_words_the_nearest_is_found_quickly() -> None:
    words = [f"item-{number:05}" for number in range(10_000)]
    with patience():
        assert nearest("itm-01234", words) == "did you mean 'item-01234'?"
        for number in range(20):
            nearest(f"nothing-like-it-{number}", words)
