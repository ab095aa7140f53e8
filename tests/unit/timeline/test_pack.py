"""Bars go into the first row where they and their labels have room."""

from __future__ import annotations

from milepost.timeline.pack import RowPlacement, pack, point, span

GAP = 0.4


def test_what_has_room_behind_it_stays_in_its_row() -> None:
    bars = [span(0, 10, 5), span(20, 30, 5), span(5, 15, 5)]
    assert pack(bars, 100, GAP) == [RowPlacement(0, False), RowPlacement(0, False), RowPlacement(1, False)]


def test_a_label_longer_than_its_bar_keeps_others_away() -> None:
    bars = [span(0, 10, 25), span(20, 30, 5), span(25.4, 30, 1)]
    assert [spot.row for spot in pack(bars, 100, GAP)] == [0, 1, 0]


def test_neighbours_keep_a_gap() -> None:
    assert [spot.row for spot in pack([span(0, 10, 1), span(10.4, 20, 1)], 100, GAP)] == [0, 0]
    assert [spot.row for spot in pack([span(0, 10, 1), span(10.3, 20, 1)], 100, GAP)] == [0, 1]


def test_the_same_bars_need_more_rows_on_a_narrower_scale() -> None:
    bars = [span(0, 5, 8), span(10, 15, 8), span(20, 25, 8)]
    assert [spot.row for spot in pack(bars, 100, GAP)] == [0, 0, 0]
    assert [spot.row for spot in pack(bars, 30, GAP)] == [0, 1, 2]


def test_a_label_without_room_at_the_right_edge_ends_with_its_bar() -> None:
    flipped = span(90, 95, 20)
    assert pack([flipped], 100, GAP) == [RowPlacement(0, True)]
    assert [spot.row for spot in pack([span(0, 74.6, 1), flipped], 100, GAP)] == [0, 0]
    assert [spot.row for spot in pack([span(0, 74.7, 1), flipped], 100, GAP)] == [0, 1]


def test_a_label_that_fits_on_neither_side_is_not_flipped() -> None:
    assert pack([span(50, 60, 15)], 20, GAP) == [RowPlacement(0, False)]


def test_a_bar_of_a_day_at_the_right_edge_keeps_its_own_place_clear() -> None:
    assert pack([span(0, 99.8, 1), span(99.9, 100, 0.1)], 100, GAP) == [RowPlacement(0, False), RowPlacement(1, True)]


def test_a_bar_of_a_day_is_taken_to_be_wide_enough_to_see() -> None:
    bars = [span(50, 50.01, 0.1), span(50.9, 51, 0.1), span(51.9, 52, 0.1)]
    assert [spot.row for spot in pack(bars, 100, GAP)] == [0, 1, 0]


def test_the_first_promise_belongs_to_its_bar() -> None:
    bars = [span(0, 20, 5), span(40, 50, 5, [(10, 30)]), span(60, 70, 5, [(80, 90)]), span(82, 95, 5)]
    assert [spot.row for spot in pack(bars, 100, GAP)] == [0, 1, 0, 1]


def test_a_diamond_reaches_back_by_half_of_itself() -> None:
    assert [spot.row for spot in pack([span(0, 10, 1), point(10.8, 5)], 100, GAP)] == [0, 0]
    assert [spot.row for spot in pack([span(0, 10, 1), point(10.7, 5)], 100, GAP)] == [0, 1]


def test_with_only_so_many_rows_the_rest_has_none_and_takes_no_room() -> None:
    points = [point(10, 30), point(11, 30), point(12, 30), point(41, 5)]
    assert [spot.row for spot in pack(points, 100, GAP, rows=2)] == [0, 1, -1, 0]


def test_what_comes_later_in_the_order_fits_before_the_first_of_a_row() -> None:
    now, over, long_over = span(50, 60, 1), span(10, 40, 1), span(0, 9, 1)
    assert [spot.row for spot in pack([now, over, long_over], 100, GAP)] == [0, 0, 1]


def test_what_touches_the_first_of_a_row_goes_into_another() -> None:
    assert [spot.row for spot in pack([span(50, 60, 1), span(10, 49.6, 1)], 100, GAP)] == [0, 0]
    assert [spot.row for spot in pack([span(50, 60, 1), span(10, 49.7, 1)], 100, GAP)] == [0, 1]
