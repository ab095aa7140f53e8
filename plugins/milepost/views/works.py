"""Projects as readers know them: declared, or only named by a post-mortem or a handover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.model.handover import Handover
from milepost.model.portfolio import Project as Declared
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Portfolio, Thing
from milepost.views.addresses import handover_page
from milepost.views.desk import CLOSED, WARNINGS, Desk, ItemThing
from milepost.views.pieces import Mark, Ref


@dataclass(frozen=True, slots=True)
class Project:
    """A project by its id. `thing` is what declares it and `item` the roadmap item of the same id, where there are any.

    `postmortems` are its own and those about its item, `handovers` its own: the first has the page.
    """

    name: str
    title: str
    thing: Thing[Declared] | None
    item: ItemThing | None
    postmortems: tuple[Thing[Postmortem], ...]
    handovers: tuple[Thing[Handover], ...]

    @property
    def told_by(self) -> Thing[Any] | None:
        """What says most about it: its declaration, else its item."""
        return self.thing or self.item

    @property
    def status(self) -> str | None:
        """As declared, else as its item has it."""
        return (self.thing and self.thing.entry.status) or (self.item and self.item.entry.status) or None

    @property
    def is_closed(self) -> bool:
        """Whether it is known to be over."""
        return self.status in CLOSED


def projects_of(portfolio: Portfolio) -> tuple[Project, ...]:
    """All of them, declared ones first."""
    return tuple(_project(portfolio, written) for written in portfolio.project_names.values())


def _project(portfolio: Portfolio, written: str) -> Project:
    thing, item = portfolio.find("project", written), portfolio.find("item", written)
    about: tuple[Thing[Postmortem], ...] = portfolio.sources(item, "items", "postmortem") if item else ()
    told_by = thing or item
    return Project(
        name=written.lower(),
        title=told_by.title if told_by else readable(written),
        thing=thing,
        item=item,
        postmortems=tuple(dict.fromkeys((*portfolio.of_project("postmortem", written), *about))),
        handovers=portfolio.of_project("handover", written),
    )


def readable(written: str) -> str:
    """An id as people would write it: "Inner harbour readers"; what is in words already stays."""
    words = written if " " in written else written.replace("-", " ").replace("_", " ").strip() or written
    return words[:1].upper() + words[1:]


def project_ref(desk: Desk, written: str | None) -> Ref | None:
    """A project's title and its home."""
    if not written:
        return None
    return Ref(_project(desk.portfolio, written).title, desk.addresses.project(written))


def by_page(handovers: Iterable[Thing[Handover]]) -> Iterator[tuple[str, Thing[Handover]]]:
    """The pages of handovers; where two would have the same, it is the first one's."""
    found: dict[str, Thing[Handover]] = {}
    for thing in handovers:
        if thing.entry.project or thing.id:
            found.setdefault(handover_page(thing), thing)
    yield from found.items()


def status_of(desk: Desk, project: Project) -> Mark | None:
    """How far a project is, where somebody says so."""
    return desk.mark("status", project.status) if project.status else None


def health_of(desk: Desk, project: Project) -> tuple[Mark | None, str]:
    """Its health while it goes on, and the reason for one that warns."""
    if project.is_closed:
        return None, ""
    if project.thing and (health := project.thing.entry.health):
        reason = project.thing.entry.health_reason if health in WARNINGS else None
        return desk.mark("health", health), reason or ""
    if not project.item:
        return None, ""
    found = desk.item(project.item).health
    if found in WARNINGS:
        return desk.health(project.item), desk.card(project.item).reason
    return (desk.mark("health", found) if found else None), ""


def team_of(desk: Desk, project: Project) -> str:
    """The team that does the work: as declared, as its item has it, else the one that hands it over."""
    handover: Any = project.handovers[0].entry if project.handovers else None
    named = (
        project.thing and project.thing.entry.team,
        project.item and project.item.entry.team,
        getattr(handover, "from", None),
    )
    return desk.name("team", next(filter(None, named), None))
