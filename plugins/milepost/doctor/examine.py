"""The complete examination of a site before it is published."""

from __future__ import annotations

from milepost.doctor import branches, history, in_git, pipelines
from milepost.doctor.finding import DoctorReport, Examination, report
from milepost.doctor.subject import ExaminedSite
from milepost.git.repository import GitError


def examine(subject: ExaminedSite) -> DoctorReport:
    """Run all examinations of a site."""
    parts: list[Examination] = []
    try:
        parts += in_git.examine(subject)
        parts += [history.examine(subject), branches.examine(subject)]
    except GitError as error:
        parts.append(Examination("", skipped=(f"git could not be asked: {error}",)))
    parts.append(pipelines.examine(subject))
    return report(parts, subject.options.rules, subject.visibility)
