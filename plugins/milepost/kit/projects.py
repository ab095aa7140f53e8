"""Projects as readers know them: declared, planned, or only referenced by a report, a post-mortem, or a handover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.handover.model import Handover
from milepost.kinds.plan.model import Plan
from milepost.kinds.portfolio.model import Project as Declared
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.report.project_health import project_health
from milepost.kit.addresses import handover_page
from milepost.kit.components import Mark, Ref
from milepost.kit.context import CLOSED, WARNINGS, ItemEntity, PageContext


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """A project and everything that belongs to it.

    `name` is its id in lower case. `entity` is its declaration, `plan` its plan, and `item` the roadmap item of the
    same id, if there are any. `postmortems` are its own and those about its item; of its `handovers` the first has the
    page.
    """

    name: str
    title: str
    entity: Entity[Declared] | None
    plan: Entity[Plan] | None
    item: ItemEntity | None
    postmortems: tuple[Entity[Postmortem], ...]
    handovers: tuple[Entity[Handover], ...]

    @property
    def primary_entity(self) -> Entity[Any] | None:
        """The main source about it: its declaration, else its plan, else its item."""
        return self.entity or self.plan or self.item

    @property
    def summary(self) -> str:
        """The first summary that one of its sources has, in that order."""
        found = (one.entry.summary for one in (self.entity, self.plan, self.item) if one)
        return next(filter(None, found), "")

    @property
    def status(self) -> str | None:
        """The declared status, else that of its plan, else that of its item."""
        found = (one.entry.status for one in (self.entity, self.plan, self.item) if one)
        return next(filter(None, found), None)

    @property
    def is_closed(self) -> bool:
        """Whether its status is a closed one."""
        return self.status in CLOSED


def projects_of(portfolio: Portfolio) -> tuple[ProjectRecord, ...]:
    """All projects, declared ones first."""
    return tuple(_project(portfolio, written) for written in portfolio.project_names.values())


def _project(portfolio: Portfolio, written: str) -> ProjectRecord:
    entity, item = portfolio.find("project", written), portfolio.find("item", written)
    plan = portfolio.find("plan", written)
    about: tuple[Entity[Postmortem], ...] = portfolio.sources(item, "items", "postmortem") if item else ()
    primary_entity = entity or plan or item
    return ProjectRecord(
        name=written.lower(),
        title=primary_entity.title if primary_entity else readable(written),
        entity=entity,
        plan=plan,
        item=item,
        postmortems=tuple(dict.fromkeys((*portfolio.of_project("postmortem", written), *about))),
        handovers=portfolio.of_project("handover", written),
    )


def readable(written: str) -> str:
    """An id as a title: "Inner harbour readers"; a name that has spaces keeps its punctuation."""
    words = written if " " in written else written.replace("-", " ").replace("_", " ").strip() or written
    return words[:1].upper() + words[1:]


def project_ref(context: PageContext, written: str | None) -> Ref | None:
    """A project's title with a link to its home page; None without a name."""
    if not written:
        return None
    return Ref(_project(context.portfolio, written).title, context.addresses.project(written))


def by_page(handovers: Iterable[Entity[Handover]]) -> Iterator[tuple[str, Entity[Handover]]]:
    """Handovers with the `src_uri` of their page; of two with the same page, only the first."""
    found: dict[str, Entity[Handover]] = {}
    for entity in handovers:
        if entity.entry.project or entity.id:
            found.setdefault(handover_page(entity), entity)
    yield from found.items()


def status_of(context: PageContext, project: ProjectRecord) -> Mark | None:
    """The status of a project, if it has one."""
    return context.mark("status", project.status) if project.status else None


def health_of(context: PageContext, project: ProjectRecord) -> tuple[Mark | None, str]:
    """The health of an open project, and the reason for a warning.

    It is that of the latest report, else as declared, else that of the item of the same id.
    """
    if project.is_closed:
        return None, ""
    if stated := project_health(context.insight, project.name):
        return context.mark("health", stated.health), stated.reason if stated.health in WARNINGS else ""
    if not project.item:
        return None, ""
    found = context.item(project.item).health
    if found in WARNINGS:
        return context.health(project.item), context.card(project.item).reason
    return (context.mark("health", found) if found else None), ""


def team_of(context: PageContext, project: ProjectRecord) -> str:
    """The team of a project: as declared, else its plan's, its item's, or the team that hands it over."""
    handover: Any = project.handovers[0].entry if project.handovers else None
    named = (
        *(one.entry.team for one in (project.entity, project.plan, project.item) if one),
        getattr(handover, "from", None),
    )
    return context.name("team", next(filter(None, named), None))


def items_of(context: PageContext, project: ProjectRecord) -> tuple[ItemEntity, ...]:
    """The items that its plan delivers, the item of the same id, then the items its own post-mortems are about."""
    portfolio = context.portfolio
    delivered = portfolio.targets(project.plan, "items") if project.plan else ()
    own = portfolio.of_project("postmortem", project.name)
    about = (item for one in own for item in portfolio.targets(one, "items"))
    return tuple(dict.fromkeys((*delivered, *((project.item,) if project.item else ()), *about)))
