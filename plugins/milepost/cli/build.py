"""`milepost build`: build, verify and publish the sites of all audiences."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.formats import text
from milepost.cli.progress import TerminalProgress
from milepost.cli.time_travel import RevisionName, at
from milepost.could_not_run import CouldNotRun
from milepost.leak_check.audit import explain
from milepost.mkdocs_plugin.config_loading import find, load
from milepost.mkdocs_plugin.site import Site
from milepost.problem import Level
from milepost.publish.build_run import BuildReport, BuiltSite, Verify, build
from milepost.publish.job import Message, Outcome, Result
from milepost.publish.verification import MissingInput, Verification

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
    "--verify", type=click.Choice([level.value for level in Verify]), default=Verify.COMPARE.value, show_default=True,
    help="How to look for internal text in outer sites: compare two builds; full adds one with private values changed.",
)  # fmt: skip
@click.option("--no-verify", is_flag=True, help="The same as --verify none: for a quick look.")
@click.option(
    "--show-values", is_flag=True, help="Quote internal text that the audit finds. Not for logs that others may read."
)
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@options.as_of_revision
@click.option(
    "-d", "--site-dir", metavar="DIR", type=click.Path(file_okay=False),
    help="Folder of the outermost site. Inner ones go to DIR-<audience> beside mkdocs.yml.  [default: its site_dir]",
)  # fmt: skip
def command(
    config_file: str | None,
    names: tuple[str, ...],
    verify: str,
    no_verify: bool,
    show_values: bool,
    strict: bool,
    as_of: date | RevisionName | None,
    site_dir: str | None,
) -> None:
    """Builds one site for each audience, each in a process of its own.

    The site of a broader audience is built in a working copy that contains nothing its readers may not see, and built
    again from the full source through the audience filter. If one byte differs, the build fails. Only when all is
    well do the new sites replace the old ones; whatever goes wrong before that, the old ones stay as they were.

    With a revision in --as-of, such as a tag, the sites are those of that commit, in new folders that --site-dir
    names.

    Ends with 1 where the data, the pages or the leak check have findings, and with 2 where a site could not be built.
    """
    to = os.path.abspath(site_dir) if site_dir else None
    level = Verify.NONE if no_verify else Verify(verify)
    if not isinstance(as_of, RevisionName):
        _build(_Wanted(config_file, names, level, strict=strict, show_values=show_values, as_of=as_of, site_dir=to))
        return
    with at(config_file, as_of) as moment:
        if to is None:
            raise CouldNotRun(f"name a new folder for the site as of {as_of.name}: --site-dir site-{as_of.name}")
        wanted = _Wanted(
            moment.config_file, names, level, strict=strict, show_values=show_values, as_of=moment.day, site_dir=None
        )
        _build(wanted, Path(to))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to build, and how; `site_dir` is absolute."""

    config_file: str | None
    names: tuple[str, ...]
    verify: Verify
    strict: bool
    show_values: bool
    as_of: date | None
    site_dir: str | None


def _build(wanted: _Wanted, moved_to: Path | None = None) -> None:
    """Build, and report. `moved_to` is a new folder that the sites are moved to in the end, as those of a clone are."""
    config, _ = load(find(wanted.config_file), site_dir=wanted.site_dir)
    strict = wanted.strict or config.strict
    site = Site.of(config, wanted.as_of)
    asked = {site.known_audience(name) for name in wanted.names} or {*site.settings.audiences}
    audiences = [name for name in site.settings.audiences if name in asked]
    targets = _new_folders(site, audiences, moved_to) if moved_to else None
    with TerminalProgress() as progress:
        report = build(
            site,
            audiences,
            verify=wanted.verify,
            strict=strict,
            on_progress=progress.advance,
            on_step=progress.step,
        )
    _tell_problems(report, strict, quote=site.settings.audiences[-1] in audiences)
    _tell_logs(report.results)
    _show_refused(report.results)
    _show_missing_inputs(report.missing_inputs)
    for found in report.verdicts:
        _show_verdict(found)
    for audit in report.audits:
        if audit.hits:
            click.secho(f"The audit of the site for '{audit.audience}' found internal text.", fg="red", err=True)
            click.echo(explain.text(audit, show_values=wanted.show_values) + "\n", err=True)
    if not report.sites:
        click.echo("Nothing was published; the sites that were there are unchanged.", err=True)
        raise click.exceptions.Exit(COULD_NOT_RUN if report.crashed else FINDINGS)
    if targets:
        report = _moved(report, targets)
    _tell_sites(report)
    for audit in report.audits:
        searched, *_, outcome = explain.summary(audit)
        click.echo(f"{searched} {outcome}")
    if not site.settings.audit.enabled:
        click.secho("Not searched: the audit is switched off in mkdocs.yml.", fg="yellow", err=True)
    unverified = [one for one in report.sites if not one.verified and one.audience != site.settings.audiences[-1]]
    if unverified:
        listed = ", ".join(f"'{one.audience}'" for one in unverified)
        click.secho(f"Not verified: no leak check was run on the site for {listed}.", fg="yellow", err=True)


def _new_folders(site: Site, audiences: Sequence[str], folder: Path) -> dict[str, Path]:
    """Where the sites of a clone are moved to: the outermost to a folder, others beside it. Raises CouldNotRun."""
    outermost = site.settings.audiences[0]
    found = {one: folder if one == outermost else folder.with_name(f"{folder.name}-{one}") for one in audiences}
    for target in found.values():
        if target.exists():
            raise CouldNotRun(f"{target} is there already; a site as of a revision goes to a new folder")
    return found


def _moved(report: BuildReport, targets: Mapping[str, Path]) -> BuildReport:
    """The report after the sites have been moved, each at once."""
    for built in report.sites:
        target = targets[built.audience]
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            # The clone may be on another file system, where this copies.
            shutil.move(built.folder, waiting / "site")
            (waiting / "site").rename(target)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)
    return replace(report, sites=tuple(replace(built, folder=targets[built.audience]) for built in report.sites))


def _tell_problems(report: BuildReport, strict: bool, *, quote: bool) -> None:
    """Show every error, or the first warnings if there is none: `check` shows all.

    Warnings compare what readers see with what is hidden from them, so a build of outer sites alone only counts them.
    """
    errors = [problem for problem in report.problems if problem.level == Level.ERROR]
    warnings = [problem for problem in report.problems if problem.level == Level.WARNING]
    shown = errors or (warnings[:SHOWN] if quote else [])
    if shown:
        click.echo("\n\n".join(map(text.coloured, shown)) + "\n", err=True)
    if not report.results:
        click.echo(text.count(report.problems), err=True)
    elif len(shown) < len(warnings):
        more = "and {} more warnings" if shown else "{} warnings about the data"
        click.echo(f"{more.format(f'{len(warnings) - len(shown):,}')}; milepost check shows them\n", err=True)
    if strict and warnings and not errors:
        click.echo("Warnings stop a strict build.", err=True)


def _tell_logs(results: Iterable[Result]) -> None:
    """Show the child processes' messages, each once, with the sites it is about; then the output of crashed ones."""
    said: dict[Message, list[str]] = {}
    for result in results:
        # The log of the build from the full source is compared, and shown only if that build failed.
        if result.job.name == result.job.audience or result.outcome != Outcome.BUILT:
            for message in result.log:
                shown = replace(message, text=_of_source(result, message.text))
                said.setdefault(shown, []).append(result.job.name)
    for message, names in said.items():
        colour = "yellow" if message.level == "WARNING" else "red"
        click.echo(f"{click.style(message.level.title(), fg=colour)} ({', '.join(names)}): {message.text}", err=True)
    for result in results:
        if result.outcome == Outcome.CRASHED and result.output.strip():
            click.echo(
                f"\nThe output of the build for '{result.job.name}':\n{_of_source(result, result.output.rstrip())}",
                err=True,
            )


def _of_source(result: Result, text: str) -> str:
    """A text with the working copy's paths replaced by those of the source, as the copy is gone by then."""
    source, copy = result.job.copied or ("", "")
    return text.replace(f"{copy}{os.sep}", f"{source.rstrip(os.sep)}{os.sep}") if copy else text


def _show_refused(results: Iterable[Result]) -> None:
    """Show which private source files a build tried to read, and how to proceed."""
    for result in results:
        for path, reader in list(result.refused.items())[:SHOWN]:
            where = _shown(Path(path))
            click.secho(f"Error ({result.job.name}): '{reader}' tried to read {where}", fg="red", err=True)
        if result.refused:
            click.echo(
                "The site for a broader audience is built in a copy without internal files, and nothing else may be "
                "read. Use a path relative to mkdocs.yml, and name a public file or folder under 'watch:'.\n",
                err=True,
            )


def _show_verdict(found: Verification) -> None:
    """Show where two builds of an outer site differ: each place, both values, and likely causes."""
    if found.differences:
        click.secho(f"The leak check of the site for '{found.audience}' failed.", fg="red", err=True)
        click.echo(f"It was built without anything internal, and differs from {found.other} in:", err=True)
        for difference in found.differences[:SHOWN]:
            click.echo(f"  {difference}", err=True)
            if difference.values:
                click.echo(f"      without: {difference.values[0]}\n      with:    {difference.values[1]}", err=True)
        if len(found.differences) > SHOWN:
            click.echo(f"  and {len(found.differences) - SHOWN} more", err=True)
    if found.unstable:
        click.secho(f"Files of the site for '{found.audience}' differ each time they are built:", fg="red", err=True)
        for path in found.unstable[:SHOWN]:
            click.echo(f"  {path}", err=True)
        click.echo(
            "Two builds of the same source are not the same there (random ids or times, for one), so that they cannot "
            "be compared. Set the plugin that writes them to fixed values, or name the files in mkdocs.yml: "
            f"milepost: {{unstable_files: [{found.unstable[0]}]}}",
            err=True,
        )
    if found.missing_inputs:
        _show_missing_inputs(found.missing_inputs)
    elif found.differences:
        click.echo(
            "Likely source: a plugin, hook or template that looks at data or pages past the audience filter. "
            "If a file was saved while this went on, build again.",
            err=True,
        )


def _show_missing_inputs(found: Sequence[MissingInput]) -> None:
    """Show the files that a build from the full source read and that a working copy lacks."""
    if found:
        click.echo("Likely source: these files were read, and the working copy does not have them:", err=True)
        for reading in found[:SHOWN]:
            click.echo(f"  {_shown(reading.path)} by '{reading.reader}'", err=True)
        click.echo(
            "If such a file is public, name it or its folder under 'watch:' in mkdocs.yml. Data is filtered only where "
            "Milepost reads it: show it with a block 'milepost'.",
            err=True,
        )


def _tell_sites(report: BuildReport) -> None:
    rows = [
        (
            f"{_shown(built.folder)}/",
            f"{built.pages} pages",
            f"for '{built.audience}'{_verified(built)}",
        )
        for built in report.sites
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for folder, pages, words in rows:
        click.echo(f"{folder:<{widths[0]}}  {pages:>{widths[1]}}  {words}")
    if report.problems:
        click.echo(f"{text.count(report.problems)}; milepost check shows them")
    folder = shlex.quote(_shown(report.sites[0].folder))
    serving = f"python -m http.server --directory {folder} --bind 127.0.0.1"
    click.echo(f"To look at it: {serving}, then open http://127.0.0.1:8000/")


def _verified(built: BuiltSite) -> str:
    if built.verified and built.skipped:
        return f", verified but for {built.skipped} of its files, which unstable_files leaves out"
    return ", verified" if built.verified else ""


def _shown(path: Path) -> str:
    """A path relative to the working directory if it is below that, else absolute."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd().resolve()) else str(path)
