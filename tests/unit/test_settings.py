from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from milepost.problem import MilepostError
from milepost.settings import Settings, resolve_as_of


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_the_option_says_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert resolve_as_of("2026-09-14") == date(2026, 9, 14)


def test_else_the_environment_says_it_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    for epoch, day in (("0", date(1970, 1, 1)), ("1789343999", date(2026, 9, 13)), ("1789344000", date(2026, 9, 14))):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert resolve_as_of(None) == day


def test_else_it_is_today() -> None:
    before = datetime.now(UTC).date()
    assert before <= resolve_as_of(None) <= datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("2026-02-30", "as_of '2026-02-30': 2026-02 has no day 30"),
        ("soon", "as_of 'soon': not a date or period"),
        ("2026-09", "as_of '2026-09' is not a day"),
        ("~2026-09-14", "as_of '~2026-09-14' is not a day"),
        ("later", "as_of 'later' is not a day"),
    ],
)
def test_an_option_that_is_no_day_is_refused(option: str, message: str) -> None:
    with pytest.raises(MilepostError) as caught:
        resolve_as_of(option)
    assert [problem.headline for problem in caught.value.problems] == [f"bad-option: {message}"]


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30])
def test_an_environment_that_is_no_number_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(MilepostError) as caught:
        resolve_as_of(None)
    assert str(caught.value) == f"bad-option: SOURCE_DATE_EPOCH '{epoch}' is not a number of seconds"


def test_the_last_audience_is_the_innermost() -> None:
    settings = Settings(Path("data"), date(2026, 9, 14), ("public", "partners", "internal"), "partners")
    assert not settings.innermost
    assert Settings(Path("data"), date(2026, 9, 14), audience="internal").innermost
