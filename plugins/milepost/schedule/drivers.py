"""Why an activity has its early dates: everything that could have decided each, with what did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from milepost.schedule.bounds import (
    Bound,
    CandidateKind,
    date_bounds,
    floors,
    is_overridden,
    link_bounds,
    place_milestone,
    summary_bounds,
    work_before_start,
)
from milepost.schedule.calendar import FIRST_TICK, LAST_TICK, day_start, finish_date, start_date
from milepost.schedule.dates import ActivityDates
from milepost.schedule.network import Activity, ActivityLink, Lag, Network

# What is stated first where several candidates give the same date.
_ORDER = tuple(CandidateKind)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible reason for a date.

    `date` is the date the activity would have if nothing else held it back, `moment` the same as a moment; for a finish
    it is the last day. `binding` says that it is the date it has. `activity` is the predecessor of a link. `link` may
    lead to a summary that the activity belongs to. `given` is the day before the activity's calendar moved it: the day
    of a constraint, of a typed date, or on which a predecessor would have let it start or finish.
    """

    kind: CandidateKind
    activity: str | None
    link: ActivityLink | None
    lag: Lag
    moment: int
    binding: bool
    given: date | None
    date: date


@dataclass(frozen=True, slots=True)
class Because:
    """The candidates for the start and for the finish of an activity, binding ones first.

    Several are binding where they give the same date; state the first. Links and typed dates that a mandatory date
    overrides are listed, but not binding.
    """

    start: tuple[Candidate, ...]
    finish: tuple[Candidate, ...]

    @property
    def links(self) -> tuple[ActivityLink, ...]:
        """The binding links, of the start and then of the finish, each once."""
        found = (one.link for one in (*self.start, *self.finish) if one.binding and one.link)
        return tuple(dict.fromkeys(found))


def because(network: Network, dates: Mapping[str, ActivityDates], name: str) -> Because:
    """The candidates for both dates of an activity of a computed schedule (`dates` as in `Schedule.activities`).

    The dates of a summary are those of its children, so it has no candidates.
    """
    activity = network.activities[name]
    if network.is_summary(name):
        return Because((), ())
    own = dates[name]
    if activity.is_complete:
        return Because(
            (_actual(activity.actual_start, own.early_start, own.early_start_date),),
            (_actual(activity.completed_on, own.early_finish, own.early_finish_date),),
        )
    work = network.remaining_of(activity)
    assert work is not None, name
    bounds = tuple(_bounds(network, dates, activity))
    if activity.is_in_progress:
        start = (_actual(activity.actual_start, own.early_start, own.early_start_date),)
        return Because(start, _sorted(_finish_candidates(network, activity, bounds, own, work)))
    if not work:
        placed = _sorted(_milestone_candidates(network, activity, bounds, own))
        return Because(placed, placed)
    finish = [
        _duration(own),
        *_finish_candidates(network, activity, [one for one in bounds if one.on_finish], own, work),
    ]
    return Because(_sorted(_start_candidates(network, activity, bounds, own, work)), _sorted(finish))


def _bounds(network: Network, dates: Mapping[str, ActivityDates], activity: Activity) -> Iterator[Bound]:
    """All that holds an activity back, including what holds back the summaries it belongs to."""
    for name in (activity.id, *network.ancestors(activity.id)):
        links = network.predecessors.get(name, ())
        starts = {link.predecessor: dates[link.predecessor].early_start for link in links}
        finishes = {link.predecessor: dates[link.predecessor].early_finish for link in links}
        yield from link_bounds(network, name, starts, finishes)
        yield from date_bounds(activity) if name == activity.id else summary_bounds(network.activities[name])
    yield from floors(network)


def _actual(day: date | None, moment: int, shown: date) -> Candidate:
    return Candidate(CandidateKind.ACTUAL, None, None, Lag(), moment, True, day, shown)


def _duration(own: ActivityDates) -> Candidate:
    moment, day = own.early_finish, own.early_finish_date
    return Candidate(CandidateKind.DURATION, None, None, Lag(), moment, True, None, day)


def _candidate(bound: Bound, moment: int, day: date, binding: bool, given: date | None) -> Candidate:
    link = bound.link
    lag = link.lag if link else Lag()
    return Candidate(bound.kind, link.predecessor if link else None, link, lag, moment, binding, given, day)


def _start_candidates(
    network: Network, activity: Activity, bounds: tuple[Bound, ...], own: ActivityDates, work: int
) -> Iterator[Candidate]:
    calendar = network.calendar_of(activity)
    for bound in bounds:
        moment = calendar.start_after(work_before_start(calendar, bound, work))
        binding = moment == own.early_start and not is_overridden(activity, bound)
        given = bound.day or (
            _finish_date(network.calendar.previous_finish(bound.moment))
            if bound.on_finish
            else _start_date(network.calendar.next_start(bound.moment))
        )
        candidate = _candidate(bound, moment, _start_date(moment), binding, given)
        yield candidate
        # A weekend between two activities needs no explanation; a day off that only this activity has, or that somebody
        # gave as its date, does.
        if binding and candidate.date > given:
            yield Candidate(CandidateKind.CALENDAR, None, None, Lag(), moment, True, given, candidate.date)


def _finish_candidates(
    network: Network, activity: Activity, bounds: tuple[Bound, ...] | list[Bound], own: ActivityDates, work: int
) -> Iterator[Candidate]:
    calendar = network.calendar_of(activity)
    actual = day_start(activity.actual_start) if activity.actual_start else None
    least = calendar.work_before(actual) if actual is not None else None
    for bound in bounds:
        before = work_before_start(calendar, bound, work)
        moment = calendar.finish_after(before + work)
        binding = calendar.work_before(own.resume) == before and not is_overridden(activity, bound)
        yield _candidate(bound, moment, _finish_date(moment), binding, bound.day)
    if least is not None and calendar.work_before(own.resume) == least:
        # It started after the status date: the remaining work starts when it did.
        yield _actual(activity.actual_start, own.early_finish, own.early_finish_date)


def _milestone_candidates(
    network: Network, activity: Activity, bounds: tuple[Bound, ...], own: ActivityDates
) -> Iterator[Candidate]:
    for bound in bounds:
        placed = place_milestone(network, activity, bound)
        binding = placed.moment == own.early_start and not is_overridden(activity, bound)
        day = _finish_date(placed.moment) if placed.is_end else _start_date(placed.moment)
        given = bound.day
        yield _candidate(bound, placed.moment, own.early_start_date if binding else day, binding, given)
        if binding and given and day > given:
            yield Candidate(CandidateKind.CALENDAR, None, None, Lag(), placed.moment, True, given, day)


def _sorted(candidates: Iterator[Candidate] | list[Candidate]) -> tuple[Candidate, ...]:
    """Binding ones first, then by how much they hold back, then by kind; otherwise in the order of the network."""
    return tuple(sorted(candidates, key=lambda one: (not one.binding, -one.moment, _ORDER.index(one.kind))))


def _start_date(moment: int) -> date:
    """The day of a start. What a long lead or lag puts outside the calendar is shown at its end."""
    return start_date(min(max(moment, FIRST_TICK), LAST_TICK - 1))


def _finish_date(moment: int) -> date:
    """The day of a finish, within the calendar."""
    return finish_date(min(max(moment, FIRST_TICK + 1), LAST_TICK))
