from __future__ import annotations

import io

import pytest

from milepost.cli import progress
from milepost.cli.progress import TerminalProgress
from milepost.publish.job import Job

JOB = Job("public", "mkdocs.yml", "public", "site", "2026-09-14")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    with TerminalProgress() as bars:
        if bars._console.is_terminal and not patience:
            bars._start.join()
        bars.step("Building")
        bars.advance(JOB, 3, 6)
    return stream.getvalue()


def test_somebody_who_waits_at_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, Terminal(), 0)
    assert "Building" in said
    assert "public" in said
    assert "50 %" in said


def test_what_is_over_within_a_second_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 60) == ""


def test_where_nobody_watches_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 0) == ""
