"""The 14 points of the schedule assessment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.networks import FOUNDRY, FOURLINKS, MONDAY, RELIABLE, changed, network, task

from milepost.schedule.network import Network
from milepost.schedule.passes import compute
from milepost.schedule.quality import QualityMeasure, assess

AS_OF = date(2026, 1, 14)


def measures(base: Network, **data: object) -> dict[str, QualityMeasure]:
    return {one.name: one for one in assess(compute(base), **data)}  # type: ignore[arg-type]


def test_types_of_links_leads_and_lags_are_counted() -> None:
    found = measures(FOURLINKS.network())
    assert {name: (found[name].count, found[name].total) for name in ("finish-to-start", "leads", "lags", "logic")} == {
        "finish-to-start": (7, 11),
        "leads": (1, 11),
        "lags": (5, 11),
        "logic": (2, 8),
    }
    assert [found[name].is_met for name in ("finish-to-start", "leads", "lags")] == [False, False, False]
    assert found["leads"].activities == ("E",)
    assert found["finish-to-start"].activities == ("C", "D", "G")
    assert found["logic"].activities == ("A", "H")


def test_a_network_of_finish_to_start_links_meets_the_thresholds() -> None:
    found = measures(RELIABLE.network())
    assert found["finish-to-start"].is_met
    assert found["finish-to-start"].share == 1
    assert found["leads"].is_met
    assert found["lags"].is_met


@pytest.mark.parametrize("published", [FOUNDRY, RELIABLE])
def test_a_delay_of_600_days_on_the_critical_path_delays_the_project_as_much(published: object) -> None:
    test = measures(published.network())["critical-path-test"]  # type: ignore[attr-defined]
    assert (test.count, test.is_met, test.activities) == (600, True, ())


def test_a_typed_finish_does_not_stop_the_test_of_the_critical_path() -> None:
    base = network(task("A", None, start=MONDAY, finish=date(2026, 1, 9)), task("B", 1, "A"))
    assert measures(base)["critical-path-test"].count == 600


def test_a_delay_of_which_a_few_days_are_lost_passes_the_test() -> None:
    test = measures(FOURLINKS.network())["critical-path-test"]
    assert (test.count, test.is_met, test.activities) == (597, True, ())


def test_links_of_a_summary_count_for_its_children() -> None:
    base = network(task("P", 1), task("S", None, "P"), task("A", 1, parent="S"), task("Q", 1, "S"))
    assert measures(base)["logic"].activities == ("P", "Q")


def test_constraints_slack_and_durations() -> None:
    base = network(
        task("A", 45),
        task("B", 1, deadlines=(date(2026, 1, 2),)),
        task("C", 1, "A", constraint="fnlt 2027-01-29"),
        task("D", 1, constraint="snet 2026-01-09"),
        task("M", 0),
    )
    found = measures(base)
    assert found["hard-constraints"].activities == ("C",)
    assert found["high-slack"].activities == ("M",)
    assert found["negative-slack"].activities == ("B",)
    assert (found["long-durations"].activities, found["long-durations"].total) == (("A",), 4)


def test_dates_contrary_to_the_status_date() -> None:
    base = network(
        task("A", 1, actual_start=date(2026, 1, 15)),
        task("B", 1, start=date(2026, 1, 13)),
        task("C", 5, actual_start=date(2026, 1, 12), finish=date(2026, 1, 13)),
        task("D", 1, start=date(2026, 1, 12), actual_finish=date(2026, 1, 12)),
        task("E", 1, start=date(2026, 1, 14)),
        as_of=AS_OF,
    )
    assert measures(base)["contrary-dates"].activities == ("A", "B", "C")
    assert "contrary-dates" not in measures(FOUNDRY.network())


def test_missed_activities_and_both_indices() -> None:
    base = network(
        task("A", 5, actual_finish=date(2026, 1, 9)),
        task("B", 3, "A", actual_finish=date(2026, 1, 13)),
        task("C", 5, "B"),
        task("D", 5, "C"),
        as_of=AS_OF,
    )
    baseline = {"A": date(2026, 1, 9), "B": date(2026, 1, 12), "C": date(2026, 1, 13), "D": date(2026, 1, 23)}
    found = measures(base, baseline=baseline)
    assert (found["missed"].activities, found["missed"].total) == (("B", "C"), 3)
    assert (found["bei"].count, found["bei"].total, found["bei"].activities) == (2, 3, ("C",))
    # Ten days to go until 27 January, two days after the baseline finish.
    assert (found["cpli"].share, found["cpli"].is_met) == (0.8, False)


def test_work_without_a_resource_is_counted_without_a_threshold() -> None:
    found = measures(FOURLINKS.network(), resourced={"A", "B", "C", "D"})["resources"]
    assert (found.activities, found.total, found.is_met) == (("E", "F", "G"), 7, None)


def test_a_finished_project_has_nothing_to_assess() -> None:
    found = measures(network(task("A", 1, actual_finish=MONDAY), as_of=AS_OF), baseline={"A": MONDAY})
    assert found["logic"].share is None
    assert found["logic"].is_met is None
    assert "critical-path-test" not in found
    assert found["bei"].is_met


def test_a_delay_beyond_the_calendar_fails_the_test() -> None:
    base = network(task("A", 1), start=date.max - timedelta(days=9))
    assert measures(base)["critical-path-test"].is_met is False
    assert measures(changed(base, "A", duration=480), resourced=set())["resources"].activities == ("A",)
