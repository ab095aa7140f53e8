"""Everything that is looked at before a site is published, in order."""

from __future__ import annotations

from milepost.doctor import branches, history, in_git, pipelines
from milepost.doctor.finding import Looked, Report, report
from milepost.doctor.subject import Subject
from milepost.review.git import GitError


def examine(subject: Subject) -> Report:
    """The whole examination of a site."""
    parts: list[Looked] = []
    try:
        parts += in_git.examine(subject)
        parts += [history.examine(subject), branches.examine(subject)]
    except GitError as error:
        parts.append(Looked("", skipped=(f"git could not be asked: {error}",)))
    parts.append(pipelines.examine(subject))
    return report(parts, subject.options.rules, subject.visibility)
