"""kind: backlog. Stories: what a team delivers next, from the user's point of view."""

from __future__ import annotations

from typing import ClassVar, Literal

from milepost.schema.base import CREATION, Document, Named, Part, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    CustomerRef,
    Day,
    ItemRef,
    PersonRef,
    Positive,
    ReleaseRef,
    StoryRef,
    TeamRef,
    Text,
    Truth,
    Word,
)

StoryStatus = Literal["todo", "ready", "in_progress", "in_review", "done", "dropped"]
DONE = "done"
DROPPED = "dropped"
UNSTARTED_STORY = ("todo", "ready")
STARTED_STORY = ("in_progress", "in_review")


class AcceptanceCriterion(Part, label="acceptance criterion", plural="acceptance criteria"):
    """What must be true of the result, so that the story is accepted."""

    named_by: ClassVar[str] = "text"
    text_field: ClassVar[str] = "text"
    text: Text = shown("The criterion.", ...)
    done: Truth | None = shown("Whether it is met.")


class Story(
    Named,
    means=Meaning.DETAIL,
    plural="stories",
    page="backlog/index.md",
    closed=(DONE, DROPPED),
):
    """A user story, bug, task, or spike."""

    type_name: ClassVar[str] = "story"
    type: Literal["story", "bug", "task", "spike"] | None = shown(
        "What sort of work it is; a story where this is left out.",
        means=Meaning.DETAIL,
        independent=True,
    )
    as_a: Text | None = shown("The role of the user: As a …", label="user role")
    i_want: Text | None = shown("What the user wants to do: I want …", label="user goal")
    so_that: Text | None = shown("The benefit to the user: so that …", label="benefit")
    customer: CustomerRef | None = shown("The customer segment.")
    item: ItemRef | None = shown("The roadmap item it is a part of.")
    epic: Word | None = shown("The epic that it belongs to: a group of stories, by its name.")
    release: ReleaseRef | None = shown("The release that it comes with, if not that of its item.")
    acceptance_criteria: tuple[AcceptanceCriterion, ...] = shown(
        "What must be true of the result: texts, or a text and whether it is done.",
        (),
        label="list of acceptance criteria",
    )
    priority: Word | None = shown("How important it is, in your own words.")
    # An estimate drives decisions as the effort in a score does, so it is in the same group.
    estimate: Positive | None = guarded("scores", "Its size in points.")
    status: StoryStatus = shown("Where it is.", ..., independent=True)
    sprint: Word | None = shown("The sprint that it is planned for.")
    assignee: PersonRef | None = guarded("people", "Who works on it: a person's id or a role.")
    team: TeamRef | None = shown("The team that works on it.")
    depends_on: tuple[StoryRef, ...] = shown("Stories that must be done before it.", (), means=Meaning.DEPENDENCY)
    created_on: Day | None = shown(
        "The day on which it was added.", means=Meaning.RECORD, label="day of creation", recorded_when=(CREATION,)
    )
    started_on: Day | None = shown(
        "The day on which work on it started.",
        means=Meaning.ACTUAL,
        label="actual start",
        recorded_when=("status", "in_progress"),
    )
    done_on: Day | None = shown(
        "The day on which it was done.", means=Meaning.ACTUAL, label="actual end", recorded_when=("status", "done")
    )


class Backlog(Document, means=Meaning.DETAIL, container=True):
    """A backlog or a part of one. Into how many files stories are divided makes no difference."""

    type_name: ClassVar[str] = "backlog"
    place: ClassVar[int] = 35
    stories: tuple[Story, ...] = shown("The stories.", ())
