"""Whatever is planned, the timeline draws each item once, in its place, over nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, note
from hypothesis import strategies as st
from tests.support.plans import Plan, files_of, plans
from tests.support.roadmaps import TODAY, context_of, periods, roadmaps

from milepost.kinds.roadmap.model import Item
from milepost.pages.roadmap.timeline import timeline
from milepost.schema.period import Period, parse
from milepost.timeline import text_metrics
from milepost.timeline.lanes import lane_key
from milepost.timeline.pack import PackedSpan, pack, point, span
from milepost.timeline.place import place
from milepost.timeline.scale import Ruler, limited_to, ruler_of, zones
from milepost.timeline.view_model import Bar, Geometry, Lane, Timeline, TimelinePlace

WAYS = ("theme", "team", "objective", "release", "parent", "status", "horizon", "type", "none")
GAP = 0.4
percents = st.integers(0, 100_000).map(lambda share: share / 1000)
widths = st.sampled_from((5.0, 16.5, 60.0, 700.0))
seeds = st.integers(1, 2**32)


@st.composite
def spans(draw: st.DrawFn) -> PackedSpan:
    """A bar or a diamond, perhaps with a first promise, perhaps with a long label."""
    start, end = sorted((draw(percents), draw(percents)))
    room = draw(st.floats(0.1, 40))
    if draw(st.booleans()) or start == end:
        return point(end, room)
    promises = draw(st.lists(st.tuples(percents, percents).map(lambda two: (min(two), max(two))), max_size=1))
    return span(start, end, room, promises)


def room_of(one: PackedSpan, width: float) -> tuple[float, float]:
    """What a bar and its label may cover, computed once more."""
    start = one.start / 100 * width - (0.4 if one.start == one.end else 0)
    edge = max(one.end / 100 * width, start + 0.6)
    covered = [start, edge, one.first / 100 * width, one.last / 100 * width]
    flipped = max(edge, start + one.room) > width and edge - one.room >= 0
    covered.append(edge - one.room if flipped else start + one.room)
    return min(covered), max(covered)


def overlaps(rooms: Iterable[tuple[int, tuple[float, float]]]) -> list[tuple[float, float]]:
    """The pairs of neighbours in a row that come nearer to each other than the gap."""
    by_row: dict[int, list[tuple[float, float]]] = {}
    for row, room in rooms:
        by_row.setdefault(row, []).append(room)
    neighbours = [two for found in by_row.values() for two in pairwise(sorted(found))]
    return [(one[1], other[0]) for one, other in neighbours if one[1] + GAP > other[0] + 1e-9]


@given(st.lists(spans(), max_size=30), widths)
def test_nothing_in_a_row_overlaps(found: list[PackedSpan], width: float) -> None:
    spots = pack(found, width, GAP)
    assert not overlaps((spot.row, room_of(one, width)) for one, spot in zip(found, spots, strict=True))


@given(st.lists(spans(), max_size=20), st.lists(spans(), max_size=5), widths)
def test_what_comes_behind_moves_nothing(found: list[PackedSpan], more: list[PackedSpan], width: float) -> None:
    assert pack([*found, *more], width, GAP)[: len(found)] == pack(found, width, GAP)


@given(st.lists(spans(), max_size=30), widths, st.integers(1, 3))
def test_what_finds_no_row_has_none_and_the_rest_does_not_overlap(
    found: list[PackedSpan], width: float, rows: int
) -> None:
    spots = pack(found, width, GAP, rows)
    assert {spot.row for spot in spots} <= {-1, *range(rows)}
    placed = [(spot.row, room_of(one, width)) for one, spot in zip(found, spots, strict=True) if spot.row >= 0]
    assert not overlaps(placed)


@given(st.text(max_size=60), st.floats(0.1, 3), st.floats(0.5, 20))
def test_words_of_any_script_have_a_width_and_take_a_line(text: str, size: float, room: float) -> None:
    assert text_metrics.width(text, size) >= 0
    assert text_metrics.width(text + "a", size) > text_metrics.width(text, size)
    assert text_metrics.lines(text, size, room) >= 1
    assert text_metrics.lines(text, size, 1000) == 1


@st.composite
def rulers(draw: st.DrawFn) -> Ruler:
    """A ruler around some periods, from any day, for any fiscal year; perhaps only a part of it."""
    fiscal = draw(st.integers(1, 12))
    found = [parse(text, fiscal) for text in draw(st.lists(periods, max_size=4))]
    ruler = ruler_of(found, draw(st.dates(date(1990, 1, 1), date(2100, 12, 31))), fiscal)
    return draw(st.sampled_from((ruler, limited_to(ruler, 1, 6))))


def maybe(text: str | None, fiscal: int) -> Period | None:
    return parse(text, fiscal) if text else None


@given(rulers(), st.lists(st.dates(date(1066, 1, 1), date(8999, 1, 1)), min_size=2, max_size=2))
def test_a_later_day_never_lies_further_left(ruler: Ruler, days: list[date]) -> None:
    early, late = sorted(days)
    assert 0 <= ruler.at(early) <= ruler.at(late) <= 100
    assert ruler.at(early) <= ruler.after(early) <= ruler.after(late)


@given(rulers())
def test_each_day_of_the_scale_takes_some_of_it(ruler: Ruler) -> None:
    assert (ruler.at(ruler.first), ruler.after(ruler.last)) == (0, 100)
    for day in (ruler.first, ruler.as_of, ruler.last):
        assert ruler.at(day) < ruler.after(day)


@given(rulers())
def test_a_scale_is_whole_quarters_with_today_on_it(ruler: Ruler) -> None:
    after = ruler.last + timedelta(days=1)
    assert ruler.first <= ruler.as_of <= ruler.last
    assert (ruler.first.day, after.day) == (1, 1)
    assert (ruler.first.month - ruler.fiscal) % 3 == (after.month - ruler.fiscal) % 3 == 0


@given(rulers())
def test_the_ticks_of_a_unit_lie_side_by_side_from_end_to_end(ruler: Ruler) -> None:
    ticks = ruler.scale().ticks
    for unit in ("year", "half", "quarter", "month"):
        found = [tick for tick in ticks if tick.unit == unit]
        assert (found[0].start, found[-1].end) == (0, 100)
        assert all(one.end == other.start for one, other in pairwise(found))
        assert all(tick.start < tick.end for tick in found)
        assert len({(tick.word, tick.rest) for tick in found}) == len(found)


@given(st.lists(st.text(), min_size=1, max_size=12))
def test_zones_lie_side_by_side_from_end_to_end(titles: list[str]) -> None:
    ticks = zones(titles).ticks
    assert [tick.word for tick in ticks] == titles
    assert (ticks[0].start, ticks[-1].end) == (0, 100)
    assert all(one.end == other.start for one, other in pairwise(ticks))


@given(rulers(), st.none() | periods, st.none() | periods, st.booleans(), st.booleans())
def test_a_bar_lies_within_the_scale_and_fades_over_no_more_than_itself(
    ruler: Ruler, start: str | None, end: str | None, begun: bool, over: bool
) -> None:
    found = place(ruler, maybe(start, ruler.fiscal), maybe(end, ruler.fiscal), begun=begun, over=over)
    if found:
        assert 0 <= found.start < found.end <= 100
        assert 0 <= found.fade_in <= found.fade_in + found.fade_out <= 100
        assert not found.cut or found.start == 0


@given(rulers(), st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(str), st.none() | periods)
def test_what_starts_on_the_scale_has_a_place_whatever_its_end(ruler: Ruler, start: str, end: str | None) -> None:
    first = parse(start)
    assert first.first
    if ruler.first <= first.first <= ruler.last:
        assert place(ruler, first, maybe(end, ruler.fiscal))


@given(rulers(), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_between_two_days_nothing_fades(ruler: Ruler, day: date, length: int) -> None:
    end = day + timedelta(days=length)
    found = place(ruler, parse(str(day)), parse(str(end)))
    if found:
        assert (found.fade_in, found.fade_out) == (0, 0)
        assert (found.start, found.end) == (ruler.at(day), ruler.after(end))
        assert found.cut == (day < ruler.first)


def drawn(files: dict[str, str], way: str, geometry: Geometry | None = None) -> tuple[Timeline, int]:
    for path, text in files.items():
        note(f"=== {path}\n{text}")
    context = context_of(files)
    return timeline(context, context.portfolio.all(Item), way, geometry=geometry), len(context.portfolio.all(Item))


ways = st.sampled_from(WAYS)


def bars_in(lanes: Iterable[Lane]) -> list[Bar]:
    return [bar for lane in lanes for bar in lane.bars]


@given(roadmaps(), ways)
def test_every_item_is_somewhere_exactly_once(files: dict[str, str], way: str) -> None:
    found, total = drawn(files, way)
    in_tray = [bar for group in found.tray for bar in group.bars]
    bars = bars_in(found.lanes) + in_tray
    assert len({bar.id for bar in bars}) == len(bars) == found.total == total
    assert all(bar.place for bar in bars_in(found.lanes))
    assert not any(bar.place for bar in in_tray)


@given(roadmaps(), ways)
def test_a_bar_is_in_the_lane_of_its_first_value_and_lanes_are_in_their_order(files: dict[str, str], way: str) -> None:
    found, _ = drawn(files, way)
    assert [lane.head for lane in found.lanes] == list(found.grouping.heads)[: len(found.lanes)]
    for lane in found.lanes:
        assert {lane_key(bar, found.grouping.key) for bar in lane.bars} == {lane.head.key}
        starts = [bar.place.start for bar in lane.bars if bar.place]
        assert starts == sorted(starts)


def row_on_screen(where: TimelinePlace) -> int:
    return where.row


def row_on_paper(where: TimelinePlace) -> int:
    return where.paper_row


@given(roadmaps(), ways, st.sampled_from((1.0, 2.75, 11.0)), st.sampled_from((40.0, 60.0)))
def test_no_bar_covers_another_on_screen_or_paper(files: dict[str, str], way: str, month: float, track: float) -> None:
    found, _ = drawn(files, way, Geometry(month=month, track=track))
    media: Sequence[tuple[float, Callable[[TimelinePlace], int]]] = (
        (round(found.scale.months * month, 3), row_on_screen),
        (track, row_on_paper),
    )
    for lane in found.lanes:
        for width, row in media:
            placed = []
            for bar in lane.bars:
                assert bar.place
                others = [(bar.promise.start, bar.promise.end)] if bar.promise else []
                placed.append((row(bar.place), room_of(span(bar.place.start, bar.place.end, bar.room, others), width)))
            assert not overlaps(placed)
            assert lane.height >= lane.rows * found.geometry.pitch


@given(roadmaps(), ways)
def test_arrows_run_between_bars_that_are_drawn_and_within_the_scale(files: dict[str, str], way: str) -> None:
    found, _ = drawn(files, way)
    lane_of = {bar.id: n for n, lane in enumerate(found.lanes) for bar in lane.bars}
    height = sum(lane.height for lane in found.lanes)
    for edge in found.edges:
        assert lane_of[edge.source] != lane_of[edge.target]
        assert 0 < min(edge.y1, edge.y2) <= max(edge.y1, edge.y2) < height
    for n, lane in enumerate(found.lanes):
        for edge in lane.edges:
            assert lane_of[edge.source] == lane_of[edge.target] == n
            assert 0 < min(edge.y1, edge.y2) <= max(edge.y1, edge.y2) < lane.height
    arrows = [*found.edges, *(edge for lane in found.lanes for edge in lane.edges)]
    assert all(0 <= edge.x1 <= edge.x2 <= 100 for edge in arrows)
    assert len({(edge.source, edge.target) for edge in arrows}) == len(arrows)


@given(roadmaps(), ways)
def test_every_value_of_an_item_can_be_asked_for_and_is_counted(files: dict[str, str], way: str) -> None:
    found, _ = drawn(files, way)
    bars = bars_in(found.lanes) + [bar for group in found.tray for bar in group.bars]
    for facet in found.facets:
        given_ = Counter(token for bar in bars for token in bar.keys.get(facet.key, "").split(" ") if token)
        assert given_ == {choice.value: choice.count for choice in facet.choices}


def outside(plan: Plan, seed: int, way: str) -> Timeline:
    """What the public sees of a plan with some private half."""
    files = files_of(plan, seed)
    note("\n".join(f"=== {path}\n{text}" for path, text in files.items()))
    context = context_of(files, "public", TODAY)
    return timeline(context, context.portfolio.all(Item), way, anchors=True)


@given(plans(), seeds, ways)
def test_nothing_on_it_depends_on_what_is_hidden(plan: Plan, seed: int, way: str) -> None:
    assert outside(plan, seed, way) == outside(plan, 0, way)
