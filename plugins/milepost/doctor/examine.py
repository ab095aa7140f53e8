"""Everything that is looked at before a site is published, in order."""

from __future__ import annotations

from milepost.diff.git import GitError
from milepost.doctor import branches, history, in_git, pipelines
from milepost.doctor.finding import DoctorReport, Examined, report
from milepost.doctor.subject import Subject


def examine(subject: Subject) -> DoctorReport:
    """The whole examination of a site."""
    parts: list[Examined] = []
    try:
        parts += in_git.examine(subject)
        parts += [history.examine(subject), branches.examine(subject)]
    except GitError as error:
        parts.append(Examined("", skipped=(f"git could not be asked: {error}",)))
    parts.append(pipelines.examine(subject))
    return report(parts, subject.options.rules, subject.visibility)
