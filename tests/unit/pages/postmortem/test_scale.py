"""One scale for a whole story, labels that give way, and breaks."""

from __future__ import annotations

import pytest

from milepost.pages.postmortem.scale import WIDE, LabelStyle, broken, needed, scale, split

FACE = LabelStyle(letters=10, line=1.0, space=0.5, push=2.0)


def test_labels_with_room_ask_for_no_scale() -> None:
    # The second label would stand 1.5 below the first dot, which is less than it may be pushed.
    assert needed([0, 60], [1.5, 1.5], push=2.0) == 0


def test_the_scale_is_what_the_most_crowded_stretch_needs() -> None:
    # Three labels of 1.5 before the fourth make 4.5; 2 of it may be pushed, 2.5 must fit in 50 seconds.
    assert needed([0, 10, 20, 50], [1.5] * 4, push=2.0) == pytest.approx(2.5 / 50)


def test_labels_at_the_same_moment_do_not_ask_for_the_impossible() -> None:
    assert needed([0, 0, 0, 100], [1.5] * 4, push=2.0) == pytest.approx(2.5 / 100)


def test_a_label_is_as_tall_as_its_lines() -> None:
    assert FACE.height(["x" * 10]) == 1.5
    assert FACE.height(["x" * 11]) == 2.5
    assert FACE.height(["one\ntwo", "three"]) == 3.5
    assert FACE.height([""]) == 1.5
    assert FACE.height(["x"], 2) == 2.5


def test_a_gap_is_broken_where_the_rest_could_not_be_read_beside_it() -> None:
    times = [60.0 * n for n in range(30)] + [60.0 * 29 + 86400]
    assert broken(times, [1.5] * 31, WIDE) == {30}


def test_every_long_gap_is_broken_not_only_the_longest() -> None:
    hour = [60.0 * n for n in range(20)]
    times = [*hour, *(86400 + one for one in hour), *(3 * 86400 + one for one in hour)]
    assert broken(times, [1.5] * 60, WIDE) == {20, 40}


def test_a_few_entities_far_apart_stay_on_one_scale() -> None:
    assert broken([0, 2400, 3300, 27000], [1.5] * 4, WIDE) == set()


def test_a_minute_beside_five_days_is_broken() -> None:
    assert broken([0, 60, 120, 432000], [1.5] * 4, WIDE) == {3}


def test_what_must_be_apart_is_apart() -> None:
    assert broken([0, 60, 120], [1.5] * 3, WIDE, [1]) == {1}


def test_nothing_is_broken_where_there_is_one_gap() -> None:
    assert broken([0, 1e7], [1.5] * 2, WIDE) == set()


def test_runs_share_one_scale() -> None:
    short, long = ([0.0, 60.0], [1.0, 1.0]), ([1000.0, 1540.0], [1.0, 1.0])
    # Four labels of 1: dots 0.6 apart would take 6 rem for the 600 seconds, labels and some air take 7.4.
    assert scale([short, long], FACE) == pytest.approx(7.4 / 600)


def test_dots_stand_apart_where_a_little_more_height_does_it() -> None:
    # 0.6 for the 40 seconds makes 9 rem for 600 seconds; 4.4 + 8 would be allowed.
    assert scale([([0.0, 40.0, 300.0, 600.0], [1.0] * 4)], FACE) == pytest.approx(0.6 / 40)


def test_a_story_at_one_moment_has_no_scale() -> None:
    assert scale([([5.0], [1.0]), ([9.0], [1.0])], FACE) == 0


def test_a_crowd_never_makes_the_page_endless() -> None:
    times = [*(float(n) for n in range(10)), 7200.0]
    assert scale([(times, [1.5] * 11)], FACE) * 7200 == pytest.approx(1.5 * 11 * 1.3 + 12)


def test_runs_are_cut_where_they_break() -> None:
    assert split([1, 2, 3], [4, 5, 6], {2}) == [([1, 2], [4, 5]), ([3], [6])]
