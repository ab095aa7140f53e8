"""`milepost handover`: the readiness of a handover, or its checklist in Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.checklist import checklist
from milepost.cli.configured_site import configured, opened
from milepost.could_not_run import CouldNotRun
from milepost.escaping import line
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.handover.model import Handover
from milepost.kit.addresses import Addresses
from milepost.kit.context import PageContext
from milepost.pages.handover.context import parties
from milepost.pages.handover.readiness import verdict_of
from milepost.pages.handover.reasons import MissingPoint, points_of
from milepost.suggestions import nearest


@click.command("handover")
@click.argument("name", metavar="PROJECT")
@click.option("--checklist", "as_checklist", is_flag=True, help="Write Markdown for an issue or a pull request.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    callback=options.file_or_terminal, help="Write it into this file, which must not be there yet.",
)  # fmt: skip
@options.config_file
@options.audience
@options.as_of
def command(
    name: str,
    as_checklist: bool,
    output: Path | None,
    config_file: str | None,
    audience: str | None,
    as_of: date | None,
) -> None:
    """Says how ready the handover of PROJECT is, and what is missing.

    PROJECT is the id of a project, or of a handover that belongs to none. With --checklist every point has a box:
    ticked where it is reached. Whatever an audience may not see is neither listed nor counted for it.
    """
    site = configured(config_file, as_of)
    audience = site.known_audience(audience)
    view = opened(site.settings).view_for(audience)
    entity = _find(view.portfolio, name)
    context = PageContext(view.portfolio, view.insight, view.as_of, Addresses(view.portfolio, ()))
    text = checklist(context, entity) if as_checklist else _text(context, entity)
    if output is None:
        click.echo(text)
    elif output.exists():
        raise CouldNotRun(f"{output} is already there, and somebody may have ticked boxes in it; name another file")
    else:
        output.write_text(f"{click.unstyle(text)}\n", encoding="utf-8", newline="\n")
        click.echo(f"Wrote {output}")


def _find(portfolio: Portfolio, name: str) -> Entity[Handover]:
    found = portfolio.of_project("handover", name)
    alone = portfolio.find("handover", name)
    if not found and alone:
        return alone
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(entity.id for entity in found)
        raise CouldNotRun(f"several handovers are of '{name}': {listed}; milepost check says where they are")
    known = [entity.entry.project or entity.id for entity in portfolio.all(Handover)]
    hint = nearest(name, known, "there are: ")
    raise CouldNotRun(f"there is no handover of '{name}'{f'; {hint}' if hint else ''}")


def _text(context: PageContext, entity: Entity[Handover]) -> str:
    verdict = verdict_of(context, entity)
    points = points_of(context, context.insight.readiness(entity))
    lines = [
        f"{click.style(entity.ref, bold=True)}  {line(entity.title)}",
        " → ".join(line(one) if one else "?" for one in parties(context, entity)),
        "",
        f"{verdict.brief or verdict.mark.word}{f': {verdict.mark.word.lower()}' if verdict.brief else ''}",
        line(verdict.words),
    ]
    for heading, waived in (("missing", False), ("waived", True)):
        if some := [one for one in points if one.waived is waived]:
            lines += ["", click.style(heading, bold=True), *(f"  {row}" for row in _rows(some))]
    return "\n".join(lines)


def _rows(points: list[MissingPoint]) -> list[str]:
    width = max(len(one.part) for one in points)
    return [
        f"{one.weight}  {one.part:<{width}}  {line(one.title)}: {line(one.reason)}"
        f"{f', {line(one.details)}' if one.waived and one.details else ''}"
        f"{f' ({line(one.who)})' if one.who else ''}{'  STOPS IT' if one.stops else ''}"
        for one in points
    ]
