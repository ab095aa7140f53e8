"""The one way to open a site's data: files → checks → audience filter → computed values.

Every command and the plugin start here, so that none reads a folder twice, skips the checks, or computes from what its
readers may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph import loader
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.history.site_history import history_of
from milepost.problem import Level, Problem
from milepost.ruleset import rule_levels
from milepost.run_checks import check
from milepost.settings import Settings


@dataclass(frozen=True)
class AudienceView:
    """What the readers of one site may see, and values computed from nothing else."""

    portfolio: Portfolio
    as_of: date
    history: History = NO_HISTORY

    @cached_property
    def insight(self) -> Insight:
        """Computed values; lazy."""
        return computed(self.portfolio, self.as_of, self.history)


class OpenPortfolio:
    """The data of a site, read once. `whole` is the full portfolio; code that makes pages asks for a view instead.

    `reading_problems` are those of files that cannot be read completely; these are missing from the portfolio.
    `recorded` is the history that a working copy comes with, as it has none of its own.
    """

    def __init__(self, settings: Settings, read: loader.Workspace, recorded: History | None = None) -> None:
        self.settings = settings
        self.whole = read.portfolio
        self.reading_problems = read.problems
        self._recorded = recorded
        self._unused = read.unused

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems because of which something is missing from the portfolio."""
        return tuple(problem for problem in self.reading_problems if problem.level == Level.ERROR)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of files and violations of the site's rules, in order of place.

        If something could not be read, rules about absence do not run.
        """
        found = check(self.whole, self.settings, whole=not self.errors, history=self._history(self.whole))
        unused = rule_levels(self.settings.rules).apply(self._unused)
        return tuple(sorted([*self.reading_problems, *unused, *found], key=Problem.sort_key))

    def view_for(self, audience: str) -> AudienceView:
        """The view of an audience on the site's day. Raises ValueError for an unknown audience."""
        seen = redacted_for(self.whole, audience, self.settings.as_of)
        return AudienceView(seen, self.settings.as_of, self._history(seen))

    def _history(self, seen: Portfolio) -> History:
        if self._recorded is not None:
            return self._recorded
        return history_of(self.settings, self.whole, seen)


def open_portfolio(
    settings: Settings, recorded: History | None = None, *, instead: Mapping[str, bytes] = MappingProxyType({})
) -> OpenPortfolio:
    """Read the data of a site. `recorded` is its history, if it is not to be read from git.

    `instead` has contents that are not on disk yet, by path from the data folder. Raises MilepostError only if there is
    no data folder; all other problems are collected.
    """
    return OpenPortfolio(settings, loader.load(settings.data_dir, settings.audiences, instead=instead), recorded)
