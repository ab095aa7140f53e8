"""The one way to open the data of a site: files → checks → audience filter → computed values.

Every command and the plugin start here, so that none of them reads a folder twice, skips the checks, or computes from
what its readers may not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph import loader
from milepost.graph.portfolio import Portfolio
from milepost.problem import Level, Problem
from milepost.run_checks import check
from milepost.settings import Settings


@dataclass(frozen=True)
class AudienceView:
    """What the readers of one site may see, and values computed from that alone."""

    portfolio: Portfolio
    as_of: date

    @cached_property
    def insight(self) -> Insight:
        """The computed values; lazy."""
        return computed(self.portfolio, self.as_of)


class OpenPortfolio:
    """The data of a site, read once. `whole` is the unfiltered portfolio; pages are made from a view of it.

    `reading` are the problems of files that could not be read in full, and are missing from the portfolio.
    """

    def __init__(self, settings: Settings, read: loader.Workspace) -> None:
        self.settings = settings
        self.whole = read.portfolio
        self.reading = read.problems

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which something is missing."""
        return tuple(problem for problem in self.reading if problem.level == Level.ERROR)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of files, and violations of the site's rules, in file order.

        If something could not be read, rules about missing entries do not apply.
        """
        found = check(self.whole, self.settings, whole=not self.errors)
        return tuple(sorted([*self.reading, *found], key=Problem.sort_key))

    def seen_by(self, audience: str) -> AudienceView:
        """The view of an audience as of the site's date. Raises ValueError for an unknown audience."""
        return AudienceView(redacted_for(self.whole, audience, self.settings.as_of), self.settings.as_of)


def open_portfolio(settings: Settings) -> OpenPortfolio:
    """Read the data of a site.

    Raises MilepostError only if there is no data folder: problems are returned, not raised.
    """
    return OpenPortfolio(settings, loader.load(settings.data_dir, settings.audiences))
