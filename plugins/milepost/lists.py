"""The things of a portfolio by type, each as what it is."""

from __future__ import annotations

from typing import Any

from milepost.model.handover import Handover
from milepost.model.lessons import Action, Lesson, Lessons
from milepost.model.portfolio import Person, Project, Service, TagDefinition, Team
from milepost.model.postmortem import Postmortem
from milepost.model.roadmap import Horizon, Item, Milestone, Release, Roadmap, Theme
from milepost.model.strategy import Bet, Customer, KeyResult, Need, Objective, Strategy
from milepost.thing import Thing, mentions


class Lists:
    """All of them are in the order of files, and of entries in a file."""

    def __init__(self) -> None:
        self._things: dict[str, list[Thing[Any]]] = {}

    def things(self, type: str) -> tuple[Thing[Any], ...]:
        """All things of a type, in the order of files and of entries in them."""
        return tuple(self._things.get(type, ()))

    @property
    def types(self) -> tuple[str, ...]:
        """The types there are things of, sorted."""
        return tuple(sorted(self._things))

    @property
    def items(self) -> tuple[Thing[Item], ...]:
        """Roadmap items."""
        return self.things("item")

    @property
    def objectives(self) -> tuple[Thing[Objective], ...]:
        """Objectives."""
        return self.things("objective")

    @property
    def key_results(self) -> tuple[Thing[KeyResult], ...]:
        """Key results of all objectives."""
        return self.things("kr")

    @property
    def needs(self) -> tuple[Thing[Need], ...]:
        """Needs of customers."""
        return self.things("need")

    @property
    def customers(self) -> tuple[Thing[Customer], ...]:
        """Kinds of customers."""
        return self.things("customer")

    @property
    def bets(self) -> tuple[Thing[Bet], ...]:
        """Bets."""
        return self.things("bet")

    @property
    def themes(self) -> tuple[Thing[Theme], ...]:
        """Declared themes."""
        return self.things("theme")

    @property
    def teams(self) -> tuple[Thing[Team], ...]:
        """Declared teams."""
        return self.things("team")

    @property
    def people(self) -> tuple[Thing[Person], ...]:
        """Declared people."""
        return self.things("person")

    @property
    def services(self) -> tuple[Thing[Service], ...]:
        """Declared services."""
        return self.things("service")

    @property
    def projects(self) -> tuple[Thing[Project], ...]:
        """Declared projects."""
        return self.things("project")

    @property
    def tag_definitions(self) -> tuple[Thing[TagDefinition], ...]:
        """Declared tags."""
        return self.things("tag")

    @property
    def releases(self) -> tuple[Thing[Release], ...]:
        """Releases and cycles."""
        return self.things("release")

    @property
    def milestones(self) -> tuple[Thing[Milestone], ...]:
        """Milestones of items and of releases."""
        return self.things("milestone")

    @property
    def horizons(self) -> tuple[Thing[Horizon], ...]:
        """Declared horizons of roadmaps."""
        return self.things("horizon")

    @property
    def strategies(self) -> tuple[Thing[Strategy], ...]:
        """Visible documents of kind strategy."""
        return self.things("strategy")

    @property
    def roadmaps(self) -> tuple[Thing[Roadmap], ...]:
        """Visible documents of kind roadmap."""
        return self.things("roadmap")

    @property
    def postmortems(self) -> tuple[Thing[Postmortem], ...]:
        """Visible post-mortems."""
        return self.things("postmortem")

    @property
    def lesson_files(self) -> tuple[Thing[Lessons], ...]:
        """Visible documents of kind lessons."""
        return self.things("lessons")

    @property
    def handovers(self) -> tuple[Thing[Handover], ...]:
        """Visible handovers."""
        return self.things("handover")

    @property
    def lessons(self) -> tuple[Thing[Lesson], ...]:
        """Lessons of all documents."""
        return self.things("lesson")

    @property
    def actions(self) -> tuple[Thing[Action], ...]:
        """Actions of all documents, each once: a handover's mention of another's action is left out."""
        return tuple(thing for thing in self.things("action") if not mentions(thing))
