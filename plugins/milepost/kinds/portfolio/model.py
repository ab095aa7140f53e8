"""kind: portfolio. Site-wide settings and names: teams, people, services, projects, calendar."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from milepost.schema.base import AudienceName, Document, Health, Named, Part, Status, always, guarded, shown
from milepost.schema.errors import flaw
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    Day,
    Effort,
    Markdown,
    MonthNumber,
    PersonRef,
    TeamRef,
    Text,
    Timezone,
    When,
    Word,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class TeamCapacity(Part):
    """How much planned work a team can do in a period."""

    named_by: ClassVar[str] = "period"
    period: When = shown("The period, such as a quarter.", ..., means=Meaning.DETAIL)
    effort: Effort = shown("The person-days for planned work in it, such as 180pd.", ..., means=Meaning.DETAIL)

    @model_validator(mode="after")
    def _ends(self) -> TeamCapacity:
        if not (self.period.first and self.period.last):
            raise flaw("bad-period", "a capacity is for a period that ends", "write a quarter, such as 2027-Q1")
        return self


class Team(Named, means=Meaning.PEOPLE, fields_mean=Meaning.PEOPLE, linked=True):
    """A team."""

    type_name: ClassVar[str] = "team"
    lead: PersonRef | None = guarded("people", "Who leads it: a person's id or a role.")
    capacity: tuple[TeamCapacity, ...] = guarded(
        "resources", "How much planned work it can do, by period. Entries that overlap add up.", ()
    )


class Person(Named, means=Meaning.PEOPLE, plural="people", fields_mean=Meaning.PEOPLE):
    """A person, referred to by role."""

    type_name: ClassVar[str] = "person"
    has_name: ClassVar[bool] = False
    named_by: ClassVar[str] = "role"
    title: Text = shown("What to call the role; the role itself where this is left out.", "")
    name: Text | None = guarded("people", "The person's name.")
    role: Text = shown("What the person does.", ...)
    team: TeamRef | None = shown("The team the person works in.")
    email: Text | None = guarded("people", "An e-mail address.")


class Service(Named, means=Meaning.PEOPLE, linked=True):
    """A running service with an owner."""

    type_name: ClassVar[str] = "service"
    owner: PersonRef | None = guarded("people", "Who answers for it.")
    criticality: Word | None = shown("How much depends on it, in your own words.")
    slo: Text | None = shown("The service level that was promised.")


class Project(Named, means=Meaning.PEOPLE, page="projects/{id}/index.md"):
    """A project that no other document names."""

    type_name: ClassVar[str] = "project"
    status: Status | None = shown("How far it is.", independent=True)
    health: Health | None = shown("Whether it goes as planned.", means=Meaning.HEALTH, independent=True)
    health_reason: Text | None = guarded("reasons", "Why it does not go as planned.")
    team: TeamRef | None = shown("The team that does the work.")


class TagDefinition(Named, label="tag", means=Meaning.DETAIL):
    """A tag with a title and an explanation; a plain text is both id and title."""

    type_name: ClassVar[str] = "tag"
    text_field: ClassVar[str] = "id"

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """What a tag written as plain text stands for: the text is its title, too."""
        return {"id": text, "title": text}


class Label(Part):
    """Display text of a value."""

    title: Text = always("What to call the value.", ...)
    description: Text | None = always("What the value means.")


class PortfolioDocument(Document, means=Meaning.DETAIL):
    """Site-wide settings. At most one file."""

    type_name: ClassVar[str] = "portfolio"
    place: ClassVar[int] = 10
    title: Text = always("The name of the product, the programme or the organisation.", ...)
    disclaimer: dict[AudienceName, Markdown] | None = always(
        "A text for each audience, such as that dates may change: {public: …}."
    )
    timezone: Timezone | None = always("The time zone of times without one, by its IANA name.")
    fiscal_year_start: MonthNumber | None = always(
        "The month (1-12) in which fiscal years begin. FY27 is the year that ends in 2027."
    )
    working_days: tuple[Weekday, ...] = always("The days people work: [mon, tue, wed, thu, fri].", ())
    holidays: tuple[Day, ...] = always("Days on which nobody works.", ())
    priority_method: Literal["rice", "value_effort", "wsjf", "moscow"] | None = always(
        "The method that orders items by priority; else the first of these of which an item has all inputs."
    )
    currency: Word | None = always("The currency of amounts, by its ISO 4217 code.")
    teams: tuple[Team, ...] = shown("Teams.", ())
    people: tuple[Person, ...] = shown("People, by role.", ())
    services: tuple[Service, ...] = shown("Services.", ())
    tags: tuple[TagDefinition, ...] = shown("The tags in use, with an explanation.", ())  # type: ignore[assignment]
    projects: tuple[Project, ...] = shown("Projects that no other document names.", ())
    labels: dict[str, dict[str, Label]] | None = always(
        "Words for statuses, stages, horizons and other values, and their order."
    )
