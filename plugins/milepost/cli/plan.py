"""`milepost plan level`: later starts, so that no resource of a plan is needed beyond its capacity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from milepost.cli import options
from milepost.cli.configured_site import configured, opened
from milepost.cli.formats.json import written as as_written
from milepost.could_not_run import CouldNotRun
from milepost.diff.change import Change
from milepost.diff.compare import compare
from milepost.diff.plan_dates import shift_text
from milepost.escaping import line
from milepost.graph.portfolio import Portfolio
from milepost.kinds.plan.leveling_proposal import LevelingProposal, propose
from milepost.kinds.plan.model import Plan
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kit import phrasing
from milepost.open_portfolio import AudienceView
from milepost.ruleset import rule_levels
from milepost.suggestions import nearest

VERSION = 1


@click.command("plan")
@click.argument("action", metavar="ACTION", type=click.Choice(["level"]))
@click.argument("project", metavar="PROJECT")
@options.config_file
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="Write JSON with stable names.")
def command(action: str, project: str, config_file: str | None, as_of: date | None, as_json: bool) -> None:  # noqa: ARG001
    """Proposes later starts for tasks of PROJECT, so that no resource is needed beyond its capacity.

    ACTION is level. It prints which tasks and milestones would move, and the start: lines to write. No file is changed.
    """
    site = configured(config_file, as_of)
    view = opened(site.settings).view_for(site.settings.audiences[-1])
    plan = _plan(view, project)
    proposal = propose(view.portfolio, plan)
    moved = _changes(view, proposal)
    click.echo(as_written(_json(plan, proposal, moved)) if as_json else _text(view.portfolio, plan, proposal, moved))


def _plan(view: AudienceView, project: str) -> PlanInsight:
    """The plan of a project. Raises CouldNotRun if there is none, or if it cannot be scheduled."""
    found = view.insight.plan_of(project)
    if found is None:
        known = [plan.id for plan in view.portfolio.all(Plan)]
        hint = nearest(project, known, "there are plans of: ")
        raise CouldNotRun(f"there is no plan of '{project}'{f'; {hint}' if hint else ''}")
    if found.problems:
        raise CouldNotRun(
            f"the plan of '{project}' cannot be scheduled: {found.problems[0].message}; see milepost check"
        )
    if not found.schedule:
        raise CouldNotRun(f"the plan of '{project}' has no tasks")
    return found


def _changes(view: AudienceView, proposal: LevelingProposal) -> list[Change]:
    """What the proposal would change, as `milepost diff` reports it."""
    if not proposal.dates:
        return []
    return compare(view.portfolio, proposal.portfolio, view.as_of, levels=rule_levels())


def _json(plan: PlanInsight, proposal: LevelingProposal, moved: list[Change]) -> dict[str, Any]:
    now, then = plan.tasks, {task.slug: one for task, one in proposal.insight.tasks.items()}
    moves = {
        task.id: {
            "start": {"before": str(one.start), "after": str(then[task.slug].start)},
            "end": {"before": str(one.end), "after": str(then[task.slug].end)},
        }
        for task, one in now.items()
        if (one.start, one.end) != (then[task.slug].start, then[task.slug].end)
    }
    written = {
        plan.network.tasks[name].id: {"start": str(one.start), **({"end": str(one.end)} if one.end else {})}
        for name, one in proposal.dates.items()
    }
    return {
        "version": VERSION,
        "ref": plan.entity.ref,
        "end": {"before": str(plan.end), "after": str(proposal.insight.end)},
        "starts": written,
        "moves": moves,
        "changes": [{"rule": one.rule, "ref": one.ref, "message": one.message, "days": one.days} for one in moved],
        "unmet": [
            {"task": plan.network.tasks[one.activity].id, "resource": one.resource, "units": one.units,
             "capacity": one.capacity}
            for one in proposal.unmet
        ],
        "overallocated": {"before": _overallocations(plan), "after": _overallocations(proposal.insight)},
    }  # fmt: skip


def _overallocations(plan: PlanInsight) -> list[dict[str, Any]]:
    return [
        {"resource": load.resource.id, "from": str(over.first), "to": str(over.last), "units": over.peak,
         "capacity": over.available}
        for load in plan.load
        for over in load.over
    ]  # fmt: skip


def _text(portfolio: Portfolio, plan: PlanInsight, proposal: LevelingProposal, moved: list[Change]) -> str:
    lines = [f"{click.style(plan.entity.ref, bold=True)}  {line(plan.entity.title)}", *_summary(plan, proposal)]
    if moved:
        lines += ["", click.style("What would move", bold=True)]
        lines += [f"  {line(change.message)}" for change in moved]
    if proposal.unmet:
        lines += ["", click.style("Needs more than there is", bold=True)]
        lines += [f"  {line(row)}" for row in _unmet(portfolio, plan, proposal)]
    if proposal.dates:
        path = plan.entity.document.path
        lines += ["", click.style(f"To write in {line(path)} (nothing has been changed)", bold=True)]
        lines += [f"  {row}" for row in _yaml(portfolio, plan, proposal)]
    return "\n".join(lines)


def _summary(plan: PlanInsight, proposal: LevelingProposal) -> Iterator[str]:
    """How many over-allocations there are, how many starts resolve them, and what that does to the end."""
    before, after = len(_overallocations(plan)), len(_overallocations(proposal.insight))
    if not before:
        yield "No resource is needed beyond its capacity."
        return
    starts = phrasing.count(len(proposal.dates), "later start") if proposal.dates else "any later start"
    left = phrasing.number(after) if after else "none"
    yield f"{phrasing.count(before, 'over-allocation')} now, {left} with {starts}."
    if plan.end and proposal.insight.end:
        days = (proposal.insight.end - plan.end).days
        end = phrasing.day(proposal.insight.end)
        moves = f"would end {end}, {shift_text(days)} later" if days else f"would still end {end}"
        yield f"The plan {moves}."


def _unmet(portfolio: Portfolio, plan: PlanInsight, proposal: LevelingProposal) -> Iterator[str]:
    for one in proposal.unmet:
        task = plan.network.tasks[one.activity]
        resource = portfolio.resolve_id(task, "resource", one.resource)
        name = resource.title if resource else one.resource
        yield f"{task.title} needs {one.units:g} units of {name}, which has {one.capacity:g}: no later start helps"


def _yaml(portfolio: Portfolio, plan: PlanInsight, proposal: LevelingProposal) -> Iterator[str]:
    yield "tasks:"
    for name, dates in proposal.dates.items():
        task = plan.network.tasks[name]
        yield f"  - id: {task.id}  # line {portfolio.place(task).line}"
        yield f"    start: {dates.start}"
        if dates.end:
            yield f"    end: {dates.end}"
