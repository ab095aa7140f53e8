"""kind: lessons. Lessons and their actions that belong to no single post-mortem."""

from __future__ import annotations

from typing import ClassVar, Literal

from milepost.schema.base import CREATION, Document, Entry, Part, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    ActionRef,
    LessonRef,
    Markdown,
    PersonRef,
    Tag,
    TeamRef,
    Text,
    Truth,
    When,
    Word,
)

ActionStatus = Literal["proposed", "accepted", "in_progress", "done", "rejected"]


class AppliesWhen(Part, label="applies_when block"):
    """The work a lesson applies to; an omitted field matches any work."""

    phase: Word | None = shown("The phase of the work, in your own words: planning, rollout, operation, …")
    technology: tuple[Word, ...] = shown("What the work is done with.", ())
    domain: Word | None = shown("The field the work is in.")
    team_size: Word | None = shown("How many people do the work, such as 5-9.")
    supplier: Word | None = guarded("notes", "Who supplies what the work depends on.")
    tags: tuple[Tag, ...] = shown("Keywords of the work.", ())


class Lesson(Entry, means=Meaning.DETAIL, page="lessons/index.md", of_document=True):
    """An obstacle to anticipate, or a shortcut to reuse."""

    type_name: ClassVar[str] = "lesson"
    has_name: ClassVar[bool] = False
    type: Literal["obstacle", "shortcut"] | None = shown(
        "What to look out for, or what to do again.", means=Meaning.DETAIL
    )
    event: Text | None = shown("What happened.")
    effect: Text | None = shown("What came of it.")
    cause: Text | None = shown("Why it happened.")
    early_warning: tuple[Text, ...] = shown("How one could have seen it coming.", ())
    recommendation: Markdown | None = shown("What to do next time.")
    applies_when: AppliesWhen | None = shown("The work it is for.")
    was_known_risk: Truth | None = guarded("risks", "Whether somebody had written it down as a risk before.")
    superseded_by: LessonRef | None = shown("The lesson that stands in for it.")
    actions: tuple[ActionRef, ...] = guarded("actions", "Ids of the actions that came of it.", ())


class Action(
    Entry,
    means=Meaning.PROMISE,
    dated_by="due",
    page="actions/index.md",
    of_document=True,
    closed=("done", "rejected"),
):
    """A follow-up action."""

    type_name: ClassVar[str] = "action"
    has_name: ClassVar[bool] = False
    type: Literal["prevent", "detect", "mitigate", "process", "investigate"] | None = shown(
        "What it is good for.", means=Meaning.DETAIL, independent=True
    )
    owner: PersonRef | None = guarded("people", "Who does it: a person's id or a role.")
    team: TeamRef | None = shown("The team that does it.")
    raised: When | None = shown(
        "When it was agreed.", means=Meaning.RECORD, label="day of agreement", recorded_when=(CREATION,)
    )
    due: When | None = shown("When it is to be done.", independent=True)
    priority: Word | None = shown("How much it matters, in your own words.")
    status: ActionStatus | None = shown("How far it is.", independent=True)
    ticket: Text | None = guarded("notes", "Where the work is tracked: an address or a number.")
    closed_on: When | None = shown(
        "The day it was done, or given up.",
        means=Meaning.RECORD,
        label="closing day",
        recorded_when=("status", "done", "rejected"),
    )
    verification: Text | None = shown("How we know that it works.", measures="state", reveals=("status", "closed_on"))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.is_closed and (self.status is not None or self.closed_on is None)


class Lessons(Document, means=Meaning.DETAIL, label="file of lessons", plural="files of lessons"):
    """Lessons that come from no single post-mortem."""

    type_name: ClassVar[str] = "lessons"
    place: ClassVar[int] = 50
    owns_entries: ClassVar[bool] = True
    lessons: tuple[Lesson, ...] = shown("The lessons.", ())
    actions: tuple[Action, ...] = guarded("actions", "What is done about them.", ())
