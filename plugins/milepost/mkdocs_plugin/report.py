"""A build's log messages about the data. An outer site's log quotes nothing private."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from milepost.problem import Level, Problem
from milepost.ruleset import RULES

log = get_plugin_logger("milepost")

_MAY_BE_PRIVATE = ("page-front-matter", "page-folder")
LISTED_PER_RULE = 10
ALL = "'milepost check' lists everything"


def stop_on_errors(problems: Iterable[Problem], private: Iterable[Problem] = ()) -> None:
    """Log errors and, if there are any, raise PluginError. Errors in `private` are logged without quoting."""
    found = [problem.text() for problem in errors(problems)] + [_place_only(problem) for problem in errors(private)]
    for words in found:
        log.error(words)
    if found:
        raise PluginError(f"{count(len(found), 'error')}; the site was not built. {ALL}.")


def stop_on_page_errors(problems: Sequence[Problem], private: Iterable[Problem] = (), *, innermost: bool) -> None:
    """Like `stop_on_errors`, for hand-written pages.

    Unreadable content may be private, so an outer site's log does not quote it.
    """
    quiet = [] if innermost else [problem for problem in problems if problem.rule in _MAY_BE_PRIVATE]
    stop_on_errors((problem for problem in problems if problem not in quiet), [*private, *quiet])


def warn(problems: Iterable[Problem], *, quote: bool) -> None:
    """Log warnings, so that --strict counts them, and the number of notes."""
    found = sorted(problems, key=Problem.sort_key)
    warnings = [problem for problem in found if problem.level is Level.WARNING]
    remarks = sum(problem.level is Level.INFO for problem in found)
    if not quote:
        if warnings:
            log.warning(f"{count(len(warnings), 'warning')} about the data; {ALL}")
        return
    seen: Counter[str] = Counter()
    for problem in warnings:
        seen[problem.rule] += 1
        if seen[problem.rule] <= LISTED_PER_RULE:
            log.warning(problem.text())
    for rule, number in seen.items():
        if number > LISTED_PER_RULE:
            log.warning(f"{rule}: {number - LISTED_PER_RULE} more; {ALL}")
    if remarks:
        log.info(f"{count(remarks, 'remark')} about the data; {ALL}")


def count(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The errors among problems, in file order."""
    found = (problem for problem in problems if problem.level is Level.ERROR)
    return sorted(found, key=Problem.sort_key)


def _place_only(problem: Problem) -> str:
    summary = RULES[problem.rule].summary
    return f"{problem.place}: {problem.rule}: {summary}" if problem.place else f"{problem.rule}: {summary}"
