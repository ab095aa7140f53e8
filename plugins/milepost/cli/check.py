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
@options.as_of
def command(
    data_folder: Path | None,
    config_file: str | None,
    form: str,
    output: Path | None,
    fail_on: str,
    as_of: date | None,
) -> None:
    """Reads the data and the hand-written pages, and reports every problem at its line.

    With DATA_FOLDER only that folder is read, and no mkdocs.yml is needed; its rules apply if -f names one.

    Formats: text for people, markdown for a comment or a job's summary, json for programs, github for annotations
    on the lines of a change, junit and sarif for the reports of a forge.
    """
    problems = _problems(data_folder, config_file, as_of)
    put(FORMATS[form].problems(_from_top(problems) if form in _OF_A_REPOSITORY else problems), output)
    if any(problem.level.rank <= Level(fail_on).rank for problem in problems):
        raise click.exceptions.Exit(FINDINGS)


def _problems(data_folder: Path | None, config_file: str | None, as_of: date | None) -> list[Problem]:
    if data_folder is None:
        site = configured(config_file, as_of)
        return findings(site.settings, site.mkdocs)
    if not data_folder.is_dir():
        raise CouldNotRun(f"there is no folder {data_folder}")
    if config_file:
        site = configured(config_file, as_of)
        return findings(replace(site.settings, data_dir=data_folder.absolute()))
    return findings(Settings(data_dir=data_folder.absolute(), as_of=as_of or resolve_as_of(None)))


def _from_top(problems: list[Problem]) -> list[Problem]:
    try:
        top = Repository.around(Path.cwd()).root
    except GitError:
        return problems
    below = Path.cwd().relative_to(top).as_posix()
    return [replace(one, place=one.place and _below(one.place, below)) for one in problems]


def _below(place: Place, folder: str) -> Place:
    return replace(place, path=posixpath.normpath(posixpath.join(folder, place.path)))
