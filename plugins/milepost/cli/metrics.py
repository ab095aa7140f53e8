"""`milepost metrics pull`: run the commands that metrics declare, and write what they print as CSV files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from milepost.atomic_file import replace_file
from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.cli.formats import text
from milepost.cli.loader_run import printed, problems_of
from milepost.could_not_run import CouldNotRun
from milepost.escaping import line
from milepost.graph.loader import RawFile, read_files, shown_path
from milepost.kinds.metrics.model import Metrics
from milepost.settings import Settings
from milepost.suggestions import nearest
from milepost.tables.csv_records import BadQuotes, records
from milepost.wording import count

COULD_NOT_RUN, FINDINGS = 2, 1
SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class PulledFile:
    """A CSV file, the command that writes it, and the folder that the command runs in; `id` is its metric's."""

    id: str
    path: str
    command: tuple[str, ...]
    folder: Path


@click.command("metrics")
@click.argument("action", metavar="ACTION", type=click.Choice(["pull"]))
@click.argument("metrics", metavar="METRIC", nargs=-1)
@click.option("--check", "dry", is_flag=True, help="Say what would change, and write nothing; end with 1 if anything.")
@click.option(
    "--timeout", metavar="SECONDS", type=click.FloatRange(min=0, min_open=True), default=SECONDS, show_default=True,
    help="How long each command may take.",
)  # fmt: skip
@options.config_file
@options.as_of
def command(
    action: str,  # noqa: ARG001
    metrics: tuple[str, ...],
    dry: bool,
    timeout: float,
    config_file: str | None,
    as_of: date | None,
) -> None:
    """Runs the commands in the loader: of metrics, and writes what they print into the files that they name in file:.

    ACTION is pull. METRIC are ids of metrics; without any, every metric that has a loader: is meant. A file is only
    written if all of its rows are valid. No other command ever runs a loader.
    """
    site = configured(config_file, as_of)
    codes = {_pull(site.settings, one, timeout, dry=dry) for one in _chosen(site.settings, metrics)}
    if code := max(codes):
        raise click.exceptions.Exit(code)


def _chosen(settings: Settings, asked: Sequence[str]) -> list[PulledFile]:
    """The files to write. Raises CouldNotRun for a metric without a command, and if there is none at all."""
    raw, _ = read_files(settings.data_dir)
    known = {one.id.lower(): one for one in _declared(raw, settings.data_dir)}
    if not known:
        raise CouldNotRun("no metric has a loader: that writes its file")
    for name in asked:
        if name.lower() not in known:
            guess = nearest(name, (one.id for one in known.values()), "there are: ")
            raise CouldNotRun(f"no metric '{name}' has a loader:; {guess}")
    found = [known[name.lower()] for name in dict.fromkeys(asked)] if asked else list(known.values())
    by_path: dict[str, PulledFile] = {}
    for one in found:
        first = by_path.setdefault(one.path, one)
        if first.command != one.command:
            raise CouldNotRun(f"{first.id} and {one.id} have different loaders for the same file, {one.path}")
    return list(by_path.values())


def _declared(raw: Iterable[RawFile], data_dir: Path) -> Iterable[PulledFile]:
    for file in raw:
        node: Any = file.root
        if not file.row_files or node.get("kind") != Metrics.type_name:
            continue
        for one in file.row_files:
            node = file.root
            for step in one.loc:
                node = node[step]
            if one.command and one.path:
                folder = (data_dir / file.relative).parent
                yield PulledFile(str(node.get("id") or ""), one.path, one.command, folder)


def _pull(settings: Settings, one: PulledFile, timeout: float, *, dry: bool) -> int:
    """Run a command and write its file; the exit code."""
    target = settings.data_dir / one.path
    try:
        content = printed(one.command, one.folder, timeout)
    except CouldNotRun as error:
        words = "\n".join(map(line, str(error).split("\n")))
        click.echo(f"{click.style('Error', fg='red', bold=True)}: {line(one.id)}: {words}", err=True)
        return COULD_NOT_RUN
    if problems := problems_of(settings, one.path, content):
        click.echo(text.problems(problems), err=True)
        click.echo(f"{line(one.id)}: not written, because what its loader prints is not valid", err=True)
        return FINDINGS
    before = target.read_bytes() if target.is_file() else None
    shown = line(shown_path(settings.data_dir, one.path))
    if before == content:
        click.echo(f"{line(one.id)}: {shown} is up to date")
        return 0
    if not dry:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, content)
    done = "would be" if dry else "is"
    click.echo(f"{line(one.id)}: {shown} {done} {_change(before, content)}")
    return FINDINGS if dry else 0


def _change(before: bytes | None, after: bytes) -> str:
    """What changes in a file, by rows."""
    new = _rows(after)
    if before is None:
        return f"new, with {count(new.total(), 'row')}"
    old = _rows(before)
    added, removed = (new - old).total(), (old - new).total()
    return f"changed: {count(added, 'row')} added, {removed:,} removed, {new.total():,} in all"


def _rows(content: bytes) -> Counter[str]:
    """The rows of a CSV file without the first line, as text: whatever it is quoted with."""
    source = content.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        found = [record for record in records(source, _delimiter(source)) if not record.is_blank]
    except BadQuotes:
        return Counter(source.splitlines()[1:])
    return Counter("\t".join(record.cells) for record in found[1:])


def _delimiter(source: str) -> str:
    first = source.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)
