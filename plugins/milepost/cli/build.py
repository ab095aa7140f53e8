"""`milepost build`: the sites of all audiences, proved, then put into place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from milepost.build.config import find, load
from milepost.build.job import Message, Outcome, Result
from milepost.build.run import Report, build
from milepost.build.site import Site
from milepost.cli import options
from milepost.cli.formats import text
from milepost.cli.progress import Progress
from milepost.problem import Level

FINDINGS = 1
COULD_NOT_RUN = 2
SHOWN = 10


@click.command("build")
@options.config_file
@click.option(
    "--audience", "names", metavar="NAME", multiple=True,
    help="Build only this audience's site; may be given more than once.  [default: all]",
)  # fmt: skip
@click.option(
    "--no-proof", is_flag=True, help="Skip the proof that outer sites hold nothing private: for a quick look."
)
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@options.as_of
@click.option(
    "-d", "--site-dir", metavar="DIR", type=click.Path(file_okay=False),
    help="Folder of the outermost site. Inner ones go to DIR-<audience> beside mkdocs.yml.  [default: its site_dir]",
)  # fmt: skip
def command(
    config_file: str | None,
    names: tuple[str, ...],
    no_proof: bool,
    strict: bool,
    as_of: date | None,
    site_dir: str | None,
) -> None:
    """Builds one site for each audience, each in a process of its own.

    An outer site is built twice: from the full source, and from a twin out of which everything private was
    removed. If one byte differs, something private has an effect on what outsiders see, and the build fails.
    Only when all is well do the new sites replace the old ones; whatever goes wrong before that, the old ones
    stay as they were.

    Ends with 1 where the data, the pages or the proof have findings, and with 2 where a site could not be
    built.
    """
    config, _ = load(find(config_file), site_dir=os.path.abspath(site_dir) if site_dir else None)
    strict = strict or config.strict
    site = Site.of(config, as_of)
    audiences = [name for name in site.settings.audiences if name in {site.known(name) for name in names} or not names]
    with Progress() as progress:
        report = build(
            site,
            audiences,
            prove=not no_proof,
            strict=strict,
            on_progress=progress.advance,
            on_step=progress.step,
        )
    _tell_problems(report, strict)
    _tell_logs(report.results)
    _tell_leaks(report)
    if not report.sites:
        click.echo("Nothing was put into place; the sites that were there are as they were.", err=True)
        raise click.exceptions.Exit(COULD_NOT_RUN if report.crashed else FINDINGS)
    _tell_sites(report)
    if no_proof and any(built.audience != site.settings.audiences[-1] for built in report.sites):
        click.secho("Not proved: nobody looked whether an outer site holds something private.", fg="yellow", err=True)


def _tell_problems(report: Report, strict: bool) -> None:
    """Every error, and the first warnings where there is none: `check` has them all."""
    errors = [problem for problem in report.problems if problem.level == Level.ERROR]
    warnings = [problem for problem in report.problems if problem.level == Level.WARNING]
    shown = errors or warnings[:SHOWN]
    if shown:
        click.echo("\n\n".join(map(text.coloured, shown)) + "\n", err=True)
    if not report.results:
        click.echo(text.count(report.problems), err=True)
    elif len(shown) < len(warnings):
        click.echo(f"and {len(warnings) - len(shown):,} more warnings; milepost check shows them\n", err=True)
    if strict and warnings and not errors:
        click.echo("Warnings stop a strict build.", err=True)


def _tell_logs(results: Iterable[Result]) -> None:
    """What the children said, each message once, with the sites it is about; a crashed one's output last."""
    said: dict[Message, list[str]] = {}
    for result in results:
        if not result.job.twin or result.outcome != Outcome.BUILT:
            for message in result.log:
                said.setdefault(message, []).append(result.job.name)
    for message, names in said.items():
        colour = "yellow" if message.level == "WARNING" else "red"
        click.echo(f"{click.style(message.level.title(), fg=colour)} ({', '.join(names)}): {message.text}", err=True)
    for result in results:
        if result.outcome == Outcome.CRASHED and result.output.strip():
            click.echo(f"\nThe output of the build for '{result.job.name}':\n{result.output.rstrip()}", err=True)


def _tell_leaks(report: Report) -> None:
    for audience, differences in report.leaks:
        click.secho(
            f"The proof failed: the site for '{audience}' depends on what its readers may not see.",
            fg="red",
            err=True,
        )
        click.echo("With everything private removed from the source, these come out differently:", err=True)
        for difference in differences[:SHOWN]:
            click.echo(f"  {difference}", err=True)
        if len(differences) > SHOWN:
            click.echo(f"  … and {len(differences) - SHOWN} more", err=True)
        click.echo("If a file was saved while this went on, build again.", err=True)


def _tell_sites(report: Report) -> None:
    rows = [
        (
            f"{_shown(built.folder)}/",
            f"{built.pages} pages",
            f"for '{built.audience}'{', proved' if built.proved else ''}",
        )
        for built in report.sites
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for folder, pages, words in rows:
        click.echo(f"{folder:<{widths[0]}}  {pages:>{widths[1]}}  {words}")
    if report.problems:
        click.echo(f"{text.count(report.problems)}; milepost check shows them")
    click.echo(f"Open {_shown(report.sites[0].folder)}/index.html in a browser.")


def _shown(path: Path) -> str:
    """A path from here where it lies below, else whole."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd().resolve()) else str(path)
