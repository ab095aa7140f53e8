"""Private strings out of a few lines of YAML, and sites of a few files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from milepost.leak_check.audit.audit import audit_site
from milepost.leak_check.audit.private_string import PrivateStrings
from milepost.leak_check.audit.private_strings import StringSource, private_strings
from milepost.leak_check.audit.raw_pages import PageFolder
from milepost.leak_check.audit.report import AuditReport

AS_OF = date(2026, 9, 14)
Collect = Callable[..., PrivateStrings]
Audit = Callable[..., AuditReport]

# One internal string of each kind, beside what is public.
PLAN = """\
kind: roadmap
title: Roadmap
audience: public
items:
  - id: checkout
    title: New checkout
    status: planned
    start: 2027-02-26
    owner: ann-larkin
    tracking: https://tracker.example/browse/FAL-12
    public: {date_precision: quarter}
  - id: project-falcon
    title: Merger with Acme
    summary: Nobody outside the board may know about this before the summer is over.
    status: planned
    audience: internal
"""


@pytest.fixture
def collect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Collect:
    """The private strings of data files and pages, given as path → text."""
    monkeypatch.chdir(tmp_path)

    def make(
        data: str | Mapping[str, str | bytes] = PLAN,
        pages: Mapping[str, str | bytes] | None = None,
        *,
        audience: str = "public",
        audiences: tuple[str, ...] = ("public", "internal"),
        silent: str | None = None,
        nav: list[object] | None = None,
    ) -> PrivateStrings:
        files = {"plan.yml": data} if isinstance(data, str) else data
        write(tmp_path / "data", files)
        write(tmp_path / "docs", pages or {})
        folder = PageFolder(Path("docs"), silent)
        return private_strings(StringSource(Path("data"), audiences, AS_OF, (folder,), nav or ()), audience)

    return make


@pytest.fixture
def audit(tmp_path: Path, collect: Collect) -> Audit:
    """The report on a site, given as path → content, of PLAN or of other data."""

    def make(site: Mapping[str, str | bytes], private: PrivateStrings | None = None, **options: object) -> AuditReport:
        write(tmp_path / "site", site)
        return audit_site(tmp_path / "site", private or collect(), themes=(), **options)  # type: ignore[arg-type]

    return make


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content if isinstance(content, bytes) else dedent(content).encode())


def texts(private: PrivateStrings, kind: str | None = None) -> set[str]:
    """What is searched for."""
    return {one.text for one in private.strings if kind in (None, one.kind)}


def hits(report: AuditReport) -> set[tuple[str, str]]:
    """(path, private text) of each finding."""
    return {(hit.path, hit.private.text) for hit in report.hits}
