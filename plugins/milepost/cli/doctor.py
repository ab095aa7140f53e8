"""`milepost doctor`: publication risks that no renderer can fix."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from milepost.cli import options
from milepost.cli.formats.text import levels
from milepost.cli.output import put
from milepost.could_not_run import CouldNotRun
from milepost.doctor.examine import examine
from milepost.doctor.finding import DoctorFinding, DoctorReport
from milepost.doctor.subject import examined_site
from milepost.escaping import line
from milepost.mkdocs_plugin.config_loading import find
from milepost.problem import Level

FINDINGS = 1
VERSION = 1
_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


@click.command("doctor")
@options.config_file
@click.option(
    "--visibility", type=click.Choice(["public", "private"]),
    help="Who can read the repository. [default: what a pipeline says; else not known]",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@options.output
@click.option(
    "--fail-on", type=click.Choice([level.value for level in Level]), default="error", show_default=True,
    help="End with 1 for findings of this level and above.",
)  # fmt: skip
def command(config_file: str | None, visibility: str | None, form: str, output: Path | None, fail_on: str) -> None:
    """Looks for what would publish internal data without a site: in git, its history, branches and pipelines.

    Nothing is run, fetched or changed. Whether a repository is public cannot be known from a clone: say so with
    --visibility.
    """
    # A partial clone would fetch missing objects while its history is read.
    os.environ.setdefault("GIT_NO_LAZY_FETCH", "1")
    file = find(config_file)
    found = examined_site(file, visibility or _of_pipeline())
    if found is None:
        raise CouldNotRun(f"{file} cannot be read; 'milepost check' shows why")
    report = examine(found)
    put(_json(report) if form == "json" else _text(report), output)
    if any((one.level or Level.INFO).rank <= Level(fail_on).rank for one in report.findings):
        raise click.exceptions.Exit(FINDINGS)


def _of_pipeline() -> str:
    """The repository's visibility as GitHub or GitLab reports it to a pipeline; empty elsewhere."""
    named = os.environ.get("CI_PROJECT_VISIBILITY", "")
    if named:
        return "public" if named == "public" else "private"
    event = os.environ.get("GITHUB_EVENT_PATH", "")
    try:
        private: Any = json.loads(Path(event).read_text("utf-8"))["repository"]["private"] if event else None
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return "" if private is None else "private" if private else "public"


def _text(report: DoctorReport) -> str:
    parts = [_finding(one) for one in report.findings]
    parts.append("\n".join([click.style("Looked at", bold=True), *(f"  {line(one)}" for one in report.looked_at)]))
    if report.skipped:
        parts.append(
            "\n".join([click.style("Not looked at", bold=True), *(f"  {line(one)}" for one in report.skipped)])
        )
    parts.append(levels([one.level or Level.INFO for one in report.findings]) or "No findings.")
    return "\n\n".join(parts)


def _finding(one: DoctorFinding) -> str:
    level = one.level or Level.INFO
    head = f"{_LEVELS[level]}: {one.rule}: {line(one.message)}"
    lines = [click.style(head, fg=_COLORS[level], bold=True)]
    if one.place:
        lines.append(f"  {line(str(one.place))}")
    lines += [f"    {line(detail)}" for detail in one.details]
    lines.append(f"  Why: {line(one.why)}")
    lines += [f"  {'Fix:' if not number else '    '} {_kept(step)}" for number, step in enumerate(one.fix)]
    return "\n".join(lines)


def _kept(step: str) -> str:
    """A step with its indentation."""
    return " " * (len(step) - len(step.lstrip())) + line(step)


def _json(report: DoctorReport) -> str:
    document = {
        "version": VERSION,
        "visibility": report.visibility or None,
        "findings": [
            {
                "rule": one.rule,
                "level": (one.level or Level.INFO).value,
                "message": one.message,
                "path": one.place.path if one.place else None,
                "line": one.place.line if one.place else None,
                "column": one.place.column if one.place else None,
                "details": list(one.details),
                "why": one.why,
                "fix": list(one.fix),
            }
            for one in report.findings
        ],
        "looked_at": list(report.looked_at),
        "skipped": list(report.skipped),
    }
    return json.dumps(document, indent=2, ensure_ascii=True)
