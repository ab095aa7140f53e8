"""`milepost report`: the draft of the next status report, or the latest one as an e-mail or a message."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote

import click

from milepost.analysis import computed
from milepost.cli import options
from milepost.cli.configured_site import configured, opened
from milepost.cli.earlier_plan import EarlierPlan, earlier_plan
from milepost.cli.formats.json import written as as_written
from milepost.could_not_run import CouldNotRun
from milepost.kinds.report.metrics import project_reports
from milepost.kinds.report.sequence import ReportEntity, period_end
from milepost.kinds.report.watermelon import contradictions
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.kit.projects import project_ref
from milepost.mkdocs_plugin.site import Site
from milepost.open_portfolio import AudienceView
from milepost.pages.report.view import report_view
from milepost.render.site_plan import addresses
from milepost.reporting.draft import DraftInput, draft
from milepost.reporting.earlier_state import visible_now
from milepost.reporting.envelope import Envelope
from milepost.reporting.mail import email_message
from milepost.reporting.measures import measures_of
from milepost.reporting.slack import slack_message
from milepost.reporting.snapshot import PlanSnapshot, reported, snapshot
from milepost.reporting.teams import teams_message
from milepost.suggestions import nearest

_LEAST_SPI = 0.9


@click.command("report")
@click.argument("project", metavar="PROJECT")
@click.option("--email", "form", flag_value="email", help="Write the latest report as an e-mail (.eml).")
@click.option("--slack", "form", flag_value="slack", help="Write the latest report as a Slack message (Block Kit).")
@click.option("--teams", "form", flag_value="teams", help="Write the latest report as a Teams message (Adaptive Card).")
@click.option("--report", "report_id", metavar="ID", help="Write this report instead of the latest one.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    callback=options.file_or_terminal, help="Write it into this file, which must not exist yet.",
)  # fmt: skip
@options.config_file
@click.option(
    "--audience",
    metavar="NAME",
    help="For which readers.  [default: the most restricted audience for a draft, the broadest for messages]",
)
@options.as_of
def command(
    project: str,
    form: str | None,
    report_id: str | None,
    output: Path | None,
    config_file: str | None,
    audience: str | None,
    as_of: date | None,
) -> None:
    """Writes the draft of the next status report of PROJECT: what changed since the last one, for you to edit.

    With --email, --slack, or --teams it writes the latest report as a message instead. Nothing is sent.
    """
    if output is not None and output.exists():
        raise CouldNotRun(f"{output} already exists; name another file")
    site = configured(config_file, as_of)
    outermost, innermost = site.settings.audiences[0], site.settings.audiences[-1]
    audience = site.known_audience(audience, outermost if form else innermost)
    view = opened(site.settings).view_for(audience)
    context = PageContext(view.portfolio, view.insight, view.as_of, addresses(view.portfolio, site.settings.sections))
    name = _known_project(context, project)
    reports = view.insight.shared(project_reports).get(name.lower(), ())
    if form:
        content = _message(site, context, _chosen(context, name, reports, report_id), form)
    elif report_id:
        raise CouldNotRun("--report needs --email, --slack, or --teams: a draft is of the next report")
    else:
        content = _draft(site, view, context, name, reports).encode()
    _write(content, output)


def _known_project(context: PageContext, written: str) -> str:
    """The id of the project as the data writes it. Raises CouldNotRun for an unknown one."""
    known = context.portfolio.project_names
    if found := known.get(written.lower()):
        return found
    hint = nearest(written, known.values(), "known are: ")
    raise CouldNotRun(f"there is no project '{written}'{f'; {hint}' if hint else ''}")


def _chosen(context: PageContext, project: str, reports: Sequence[ReportEntity], report_id: str | None) -> ReportEntity:
    """The report with an id, else the latest one. Raises CouldNotRun if there is none."""
    if not reports:
        raise CouldNotRun(f"'{project}' has no status report for the audience '{context.portfolio.audience}'")
    if report_id is None:
        return reports[-1]
    found = next((one for one in reports if one.slug == report_id.lower()), None)
    if found:
        return found
    hint = nearest(report_id, [one.id for one in reports], "known are: ")
    raise CouldNotRun(f"'{project}' has no status report '{report_id}'{f'; {hint}' if hint else ''}")


def _message(site: Site, context: PageContext, report: ReportEntity, form: str) -> bytes:
    issued = report.entry.issued_on
    envelope = Envelope(
        audience=context.portfolio.audience,
        restricted=context.portfolio.audience != site.settings.audiences[0],
        sent_on=(issued.first if issued else None) or context.as_of,
        address=_address(site, context, report),
    )
    view = report_view(context, report)
    if form == "email":
        return email_message(view, envelope, site.settings.templates)
    message = slack_message(view, envelope) if form == "slack" else teams_message(view, envelope)
    return f"{as_written(message)}\n".encode()


def _address(site: Site, context: PageContext, report: ReportEntity) -> str | None:
    """The URL of a report's page on the published site; the sites of other audiences have no known URL."""
    target = context.addresses.of(report)
    base = (site.mkdocs.site_url or "").rstrip("/")
    if not (target and base.startswith(("https://", "http://"))):
        return None
    if context.portfolio.audience != site.settings.audiences[0]:
        return None
    page = target.removesuffix(".md")
    if page.endswith("/index"):
        page = page.removesuffix("index")
    elif site.mkdocs.use_directory_urls:
        page += "/"
    return f"{base}/{quote(page)}" + ("" if page.endswith("/") else ".html")


def _draft(site: Site, view: AudienceView, context: PageContext, project: str, reports: Sequence[ReportEntity]) -> str:
    last = reports[-1] if reports else None
    now = snapshot(view.portfolio, view.insight, project)
    then, source = _before(site, view, project, last)
    if then and not view.portfolio.innermost:
        then = visible_now(then, now)
    plan = view.insight.plan_of(project)
    ref = project_ref(context, project)
    return draft(
        DraftInput(
            project=project,
            title=ref.title if ref else project,
            as_of=view.as_of,
            now=now,
            last=last,
            then=then,
            source=source if plan else f"{source} {_NO_PLAN}",
            warnings=tuple(contradictions(view.insight, project, _LEAST_SPI)),
            measures=tuple(measures_of(view.portfolio, plan)) if plan else (),
        )
    )


_NO_PLAN = "The project has no plan, so dates, budget, and risks are missing."


def _before(site: Site, view: AudienceView, project: str, last: ReportEntity | None) -> tuple[PlanSnapshot | None, str]:
    """The project on the day of its last report, and where that was taken from.

    Only the most restricted audience gets the commit, or why there is none: both are about more data than others see.
    """
    if last is None:
        return None, "There is no earlier report to compare with."
    day = _day_of(last, view.as_of)
    numbers = f"Compared with the numbers in the report {last.id}"
    if day is None:
        return reported(view.portfolio, last), f"{numbers}."
    inside = view.portfolio.innermost
    found = earlier_plan(site.settings, view.portfolio.audience, day)
    if isinstance(found, EarlierPlan) and not found.portfolio.find("plan", project):
        found = f"the history has no plan of {day}"
    if isinstance(found, EarlierPlan):
        state = snapshot(found.portfolio, computed(found.portfolio, day), project)
        origin = f" (commit {found.commit}), the day of {last.id}" if inside else ""
        return state, f"Compared with the plan of {phrasing.day(day)}{origin}."
    return reported(view.portfolio, last), f"{numbers}: {found}." if inside else f"{numbers}."


def _day_of(last: ReportEntity, as_of: date) -> date | None:
    """The day to compare with: the issue date, else the end of the period; never after `as_of`.

    None if there is neither, or if all that readers see is a month or quarter that is not over yet.
    """
    when = last.entry.issued_on or period_end(last.entry)
    if not (when and when.last) or (when.last > as_of and when.precision != "day"):
        return None
    # Read as of a later day, the data would show what is still under embargo on `as_of`.
    return min(when.last, as_of)


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        return
    with output.open("xb") as file:  # never replaces what appeared in the meantime
        file.write(content)
    click.echo(f"Wrote {output}")
