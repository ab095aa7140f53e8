"""What commands that edit data print: what changes at which line, a diff, and new problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from milepost.cli.formats import text
from milepost.cli.line_diff import unified
from milepost.editing.file_edits import FileEdit, errors_of, review, write
from milepost.mkdocs_plugin.site import Site
from milepost.open_portfolio import OpenPortfolio
from milepost.problem import Problem
from milepost.publish.findings import problems_of

FINDINGS = 1
_LISTED = 20  # errors first: an import may add a warning to each of a thousand stories


def finish(site: Site, edits: Sequence[FileEdit], told: Sequence[str], *, dry_run: bool) -> None:
    """Review the edits, print what they change, and write them.

    With new errors, or with `dry_run`, nothing is written. Raises Exit with 1 for new errors.
    """
    added = review(site.settings, edits, _all_problems(site))
    if added:
        listed = sorted(added, key=lambda problem: problem.level.rank)
        click.echo(text.first_problems(listed, _LISTED), err=True)
    if errors := errors_of(added):
        noun = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        click.echo(f"Nothing was written: milepost check would report {noun}.", err=True)
        raise click.exceptions.Exit(FINDINGS)
    if dry_run:
        for edit in edits:
            click.echo(difference(edit))
        return
    write(site.settings, edits)
    for words in told:
        click.echo(words)


def _all_problems(site: Site) -> Callable[[OpenPortfolio], Sequence[Problem]]:
    return lambda found: problems_of(found, site.mkdocs)


def difference(edit: FileEdit) -> str:
    """A unified diff of an edit, without what a terminal would obey."""
    old, new = ((content or b"").decode("utf-8-sig").splitlines() for content in (edit.old, edit.new))
    name = edit.shown if edit.old is not None else "/dev/null"
    return "\n".join(map(_printable, unified(old, new, name, edit.shown)))


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in line)
