"""The data of a site as it was on an earlier day, from git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from milepost.access.audience_filter import redacted_for
from milepost.diff.revisions import CommitSource
from milepost.git.repository import GitError, Repository, Revision
from milepost.graph.portfolio import Portfolio
from milepost.problem import Level, MilepostError
from milepost.settings import Settings


@dataclass(frozen=True)
class EarlierPlan:
    """The portfolio of an audience as committed on or before a day, and the short hash of that commit."""

    portfolio: Portfolio
    commit: str


def earlier_plan(settings: Settings, audience: str, day: date) -> EarlierPlan | str:
    """The data that was committed last on or before a day; a clause that says why there is none, if there is none.

    Whoever asks for a broader audience gets what that audience may see by the data's own declarations of that day.
    """
    try:
        repository = Repository.around(settings.data_dir)
    except GitError:
        return "the data is in no git repository"  # the message of git names a folder of this machine
    try:
        folder = settings.data_dir.resolve().relative_to(repository.root).as_posix()
        commits, _ = repository.history([folder] if folder != "." else [], "HEAD")
        found = next((one for one in commits if one.day <= day.isoformat()), None)
        if found is None:
            shallow = ", as this clone is shallow" if repository.is_shallow else ""
            return f"the history has no data of {day}{shallow}"
        read = CommitSource(repository, Revision(found.commit, found.commit)).data(folder, settings.audiences)
    except (GitError, MilepostError) as error:
        return str(error)
    except ValueError:
        return "the data is outside of the repository"
    if read is None:
        return f"the history has no data of {day}"
    if any(problem.level is Level.ERROR for problem in read.problems):
        return f"the data of {day} has errors"
    return EarlierPlan(redacted_for(read.portfolio, audience, day), found.commit[:9])
