"""Marks side by side: none upon another, near the middle, as tall as needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from milepost.charts.swarm import SwarmMark, swarm

SPOTS = st.lists(
    st.builds(
        lambda start, wide, size: SwarmMark.of(start, min(100.0, start + wide), size, 40.0),
        st.floats(0, 100),
        st.sampled_from([0.0, 0.0, 8.0]),
        st.sampled_from([0.8, 1.35, 2.1]),
    ),
    max_size=60,
)


def test_a_mark_alone_stands_in_the_middle() -> None:
    assert swarm([SwarmMark(3, 4, 1)]).ys == (0,)


def test_marks_apart_share_the_middle() -> None:
    assert swarm([SwarmMark(3, 4, 1), SwarmMark(8, 9, 1)]).ys == (0, 0)


def test_nothing_is_not_tall() -> None:
    assert swarm([]).height == 0


def test_a_mark_does_not_leave_its_track() -> None:
    assert (SwarmMark.of(0, 0, 2, 40).left, SwarmMark.of(100, 100, 2, 40).right) == (0, 40)


def test_a_vague_mark_is_as_wide_as_its_date() -> None:
    spot = SwarmMark.of(25, 50, 1, 40)

    assert (spot.left, spot.right) == (10, 20)


@given(SPOTS)
def test_no_mark_is_upon_another_and_all_are_in_the_lane(spots: list[SwarmMark]) -> None:
    found = swarm(spots)
    boxes = [(spot, y - spot.size / 2, y + spot.size / 2) for spot, y in zip(spots, found.ys, strict=True)]

    for n, (one, top, bottom) in enumerate(boxes):
        assert -found.height / 2 - 0.01 <= top
        assert bottom <= found.height / 2 + 0.01
        for other, above, below in boxes[:n]:
            apart = one.right <= other.left or other.right <= one.left
            assert apart or bottom <= above + 0.011 or below <= top + 0.011
