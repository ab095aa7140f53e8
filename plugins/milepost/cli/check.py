"""`milepost check`: all problems of the data and the hand-written pages."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.cli.formats import FORMATS
from milepost.cli.orphans import found_orphans, orphan_json, orphan_markdown, orphan_text
from milepost.cli.output import put
from milepost.could_not_run import CouldNotRun
from milepost.git.repository import GitError, Repository
from milepost.problem import Level, Place, Problem
from milepost.publish.findings import findings
from milepost.settings import Settings, resolve_as_of

FINDINGS = 1
# Readers of these formats expect paths from the top of the repository.
_OF_A_REPOSITORY = ("github", "junit", "sarif")


@click.command("check")
@click.argument("data_folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@options.config_file
@options.form
@options.output
@click.option(
    "--fail-on", type=click.Choice([level.value for level in Level]), default="error", show_default=True,
    help="End with 1 for problems of this level and above.",
)  # fmt: skip
@click.option(
    "--orphans",
    is_flag=True,
    help="List the entries that lead to no goal, and the goals with nothing under them, instead of all problems.",
)
@click.option(
    "--audience", metavar="NAME", help="With --orphans: as this audience sees the data.  [default: all of it]"
)
@options.as_of
def command(
    data_folder: Path | None,
    config_file: str | None,
    form: str,
    output: Path | None,
    fail_on: str,
    orphans: bool,
    audience: str | None,
    as_of: date | None,
) -> None:
    """Reads the data and the hand-written pages, and reports every problem at its line.

    With DATA_FOLDER only that folder is read, and no mkdocs.yml is needed; its rules apply if -f names one.

    Formats: text for people, markdown for a comment or a job's summary, json for programs, github for annotations
    on the lines of a change, junit and sarif for the reports of a forge.

    With --orphans, the strategy alignment by level: items without an objective, needs without an item, and so on. It
    fails only for levels that the site's rules make errors (or warnings, with --fail-on warning).
    """
    if audience and not orphans:
        raise click.UsageError("--audience goes with --orphans: every other check reads all of the data")
    if orphans:
        found = found_orphans(_settings(data_folder, config_file, as_of), audience)
        problems = [problem for level in found.levels for problem in level.problems]
        own = {"text": orphan_text, "markdown": orphan_markdown, "json": orphan_json}.get(form)
        text = own(found) if own else _written(form, problems)
    else:
        problems = _problems(data_folder, config_file, as_of)
        text = _written(form, problems)
    put(text, output)
    if any(problem.level.rank <= Level(fail_on).rank for problem in problems):
        raise click.exceptions.Exit(FINDINGS)


def _written(form: str, problems: list[Problem]) -> str:
    return FORMATS[form].problems(_from_top(problems) if form in _OF_A_REPOSITORY else problems)


def _problems(data_folder: Path | None, config_file: str | None, as_of: date | None) -> list[Problem]:
    if data_folder is None:
        site = configured(config_file, as_of)
        return findings(site.settings, site.mkdocs)
    return findings(_settings(data_folder, config_file, as_of))


def _settings(data_folder: Path | None, config_file: str | None, as_of: date | None) -> Settings:
    if data_folder is not None and not data_folder.is_dir():
        raise CouldNotRun(f"there is no folder {data_folder}")
    if data_folder is None:
        return configured(config_file, as_of).settings
    if config_file:
        return replace(configured(config_file, as_of).settings, data_dir=data_folder.absolute())
    return Settings(data_dir=data_folder.absolute(), as_of=as_of or resolve_as_of(None))


def _from_top(problems: list[Problem]) -> list[Problem]:
    try:
        top = Repository.around(Path.cwd()).root
    except GitError:
        return problems
    below = Path.cwd().relative_to(top).as_posix()
    return [replace(one, place=one.place and _below(one.place, below)) for one in problems]


def _below(place: Place, folder: str) -> Place:
    return replace(place, path=posixpath.normpath(posixpath.join(folder, place.path)))
