"""The one way to open the data of a site: files → checks → audience filter → computed values.

Every command and the plugin begin here, so that none of them reads a folder twice, leaves out the checks or computes
from what its readers may not see.
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
    """What the readers of one site may see, and what is computed from that and from nothing else."""

    portfolio: Portfolio
    as_of: date

    @cached_property
    def insight(self) -> Insight:
        """Computed when first asked for."""
        return computed(self.portfolio, self.as_of)


class OpenPortfolio:
    """The data of a site, read once. `whole` is the full portfolio: whoever makes pages asks for a view of it.

    `reading` are the problems of files that cannot be read, wholly or in part, and are left out of the portfolio.
    """

    def __init__(self, settings: Settings, read: loader.Workspace) -> None:
        self.settings = settings
        self.whole = read.portfolio
        self.reading = read.problems

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which something is left out."""
        return tuple(problem for problem in self.reading if problem.level == Level.ERROR)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in files, and what breaks the rules of the site; where it is written decides the order.

        Where something could not be read, what is not there is no problem.
        """
        found = check(self.whole, self.settings, whole=not self.errors)
        return tuple(sorted([*self.reading, *found], key=Problem.sort_key))

    def seen_by(self, audience: str) -> AudienceView:
        """The view of an audience on the day of the site. Raises ValueError for an audience there is not."""
        return AudienceView(redacted_for(self.whole, audience, self.settings.as_of), self.settings.as_of)


def open_portfolio(settings: Settings) -> OpenPortfolio:
    """Reads the data of a site.

    Raises MilepostError where there is no data folder, and for nothing else: problems are told, not raised.
    """
    return OpenPortfolio(settings, loader.load(settings.data_dir, settings.audiences))
