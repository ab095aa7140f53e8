"""Portfolios and page contexts from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from tests.support import declared

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.graph.loader import load
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.kinds.registry import KINDS
from milepost.kit.addresses import BOARD, LIST, RELEASES, ROADMAP, STRATEGY, Addresses
from milepost.kit.components import Card, Phrase, Ref
from milepost.kit.context import PageContext

# What every file needs and no test is about; it stands last, so that a test's line 1 is the file's.
ENDINGS = {
    **{kind: yaml.safe_dump({"kind": kind, **declared.needed(cls)}, sort_keys=False) for kind, cls in KINDS.items()},
    "roadmap": "kind: roadmap\ntitle: Plan\n",
    "strategy": "kind: strategy\ntitle: Aim\nvision: Better.\n",
    "portfolio": "kind: portfolio\ntitle: Product\n",
    "postmortem": "kind: postmortem\ntitle: Outage\ntype: incident\n",
    "lessons": "kind: lessons\ntitle: Learned\n",
    "handover": "kind: handover\ntitle: Handover\n",
    "report": (
        "kind: report\nproject: quay\nperiod: {from: 2026-11-09, to: 2026-11-22}\n"
        "overall: {health: on_track}\nheadline: All is well.\n"
    ),
    "_audience": "",
}

ALL_PAGES = (STRATEGY, ROADMAP, BOARD, LIST, RELEASES)

MakePortfolio = Callable[..., Portfolio]
MakePageContext = Callable[..., PageContext]


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakePortfolio:
    """Makes a full portfolio of one roadmap and, by keyword, of other files named after what they are."""

    def make(roadmap: str = "", *, audiences: Sequence[str] = ("public", "internal"), **files: str) -> Portfolio:
        for stale in tmp_path.glob("*.yml"):
            stale.unlink()
        for name, text in {"roadmap": roadmap, **files}.items():
            if text:
                kind = name.partition("_")[0] or name
                written = dedent(text).strip("\n") + "\n"
                keys = {line.partition(":")[0] for line in written.splitlines()}
                content = written + "".join(
                    line for line in ENDINGS[kind].splitlines(keepends=True) if line.partition(":")[0] not in keys
                )
                (tmp_path / f"{name}.yml").write_text(content, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        workspace = load(tmp_path, audiences)
        assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
        return workspace.portfolio

    return make


@pytest.fixture
def context(portfolio: Callable[..., Portfolio]) -> MakePageContext:
    """A page context on 23 November 2026, for the innermost audience by default."""

    def make(
        roadmap: str = "",
        *,
        as_of: str = "2026-11-23",
        audience: str = "internal",
        pages: Iterable[str] = ALL_PAGES,
        history: History = NO_HISTORY,
        **files: str,
    ) -> PageContext:
        day = date.fromisoformat(as_of)
        seen = redacted_for(portfolio(roadmap, **files), audience)
        return PageContext(seen, computed(seen, day, history), day, Addresses(seen, frozenset(pages)))

    return make


def said(phrases: Iterable[Phrase]) -> str:
    """A sentence as it is read."""
    return "".join(phrase.text for phrase in phrases)


def titles(found: Iterable[Card | Ref]) -> list[str]:
    return [one.title if isinstance(one, Ref) else one.ref.title for one in found]
