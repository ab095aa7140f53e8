"""Histories of any shape: where an entry is written does not matter, and nobody learns from what they could not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from milepost.history.ledger import FileChanges, Ledger, LedgerAudience, build_ledger
from milepost.history.records import read_record
from milepost.history.tracked_fields import tracked_fields
from milepost.schema.meaning import Meaning

FIELDS = tracked_fields(lambda spec: spec.means == Meaning.STATE)
INTERNAL = LedgerAudience("internal")
PUBLIC = LedgerAudience("internal", frozenset(("public",)), FIELDS.guarded)
STATES = ("todo", "ready", "in_progress", "in_review", "done", "dropped")
AFTER = 60_000  # a day of a clock that is far ahead
FOLDERS = ("", "a/", "a/b/")


@dataclass(frozen=True)
class Written:
    """A story in a commit: its status, who may see it, and the file it is in."""

    id: str
    status: str
    audience: str
    file: str
    public: str = ""

    @property
    def yaml(self) -> str:
        audience = f", audience: {self.audience}" if self.audience else ""
        public = f", public: {{status: {self.public}}}" if self.public else ""
        return f"- {{id: {self.id}, title: {self.id}, status: {self.status}{audience}{public}}}\n"


@dataclass(frozen=True)
class Commit:
    """The stories of a commit, and the audiences of files and folders in it."""

    stories: tuple[Written, ...]
    files: dict[str, str]
    folders: dict[str, str]
    day: int

    @property
    def visible(self) -> tuple[Written, ...]:
        """What the public sees of it as it is."""
        return tuple(story for story in self.stories if self.audience(story) == "public" and not story.public)

    def audience(self, story: Written) -> str:
        """The nearest audience that is named: the story's, its file's, or that of a folder around it."""
        folder = story.file.rpartition("/")[0]
        around = [folder[: len(folder) - cut] for cut in range(len(folder) + 1)] if folder else [""]
        named = [story.audience, self.files.get(story.file, ""), *(self.folders.get(one, "") for one in around)]
        return next(filter(None, named), "internal")

    def content(self) -> dict[str, str]:
        found = {
            f"{folder}/_audience.yml" if folder else "_audience.yml": f"audience: {one}\n"
            for folder, one in self.folders.items()
            if one
        }
        for file in sorted({story.file for story in self.stories}):
            listed = "".join(story.yaml for story in self.stories if story.file == file)
            audience = f"audience: {self.files[file]}\n" if self.files.get(file) else ""
            found[file] = f"kind: backlog\ntitle: Work\n{audience}stories:\n{listed}"
        return found


AUDIENCES = st.sampled_from(("", "public", "internal"))
FILES = st.sampled_from([f"{folder}{name}.yml" for folder in FOLDERS for name in "xy"])
STORY = st.builds(Written, st.just(""), st.sampled_from(STATES), AUDIENCES, FILES, st.sampled_from(("", "", "todo")))


@st.composite
def commits(draw: st.DrawFn) -> Commit:
    there = draw(st.sets(st.sampled_from("pqrs"), min_size=1))
    stories = tuple(replace(draw(STORY), id=id) for id in sorted(there))
    files = {file: draw(AUDIENCES) for file in {story.file for story in stories}}
    folders = {folder.rstrip("/"): draw(AUDIENCES) for folder in FOLDERS}
    return Commit(stories, files, folders, draw(st.integers(0, 99) | st.just(AFTER)))


HISTORIES = st.lists(commits(), min_size=1, max_size=6)


def ledger(history: Sequence[Commit], reader: LedgerAudience, *, in_order: bool = True) -> Ledger:
    """The ledger of some commits: three days apart, or else by clocks that cannot be relied on."""
    found = []
    contents = [commit.content() for commit in history]
    for number, (before, after) in enumerate(pairwise([{}, *contents])):
        written: dict[str, str | None] = {path: text for path, text in after.items() if before.get(path) != text}
        written |= dict.fromkeys(before.keys() - after.keys())
        records = {path: read_record(text.encode(), FIELDS) if text else None for path, text in written.items()}
        day = number * 3 if in_order else history[number].day
        found.append(FileChanges(f"of day {day}", day * 86_400, records))
    return build_ledger(found, date(2026, 11, 23), reader)


def states(ledger: Ledger, number: int) -> dict[str, str]:
    """The states after so many commits in order."""
    found = {}
    for (_, key), trail in ledger.trails.items():
        last = [one for one in trail if one.time <= number * 3 * 86_400]
        if last and last[-1].values is not None:
            found[key] = last[-1].values["status"]
    return found


@given(HISTORIES)
def test_a_ledger_has_the_states_of_every_commit_wherever_they_are_written(history: list[Commit]) -> None:
    found = ledger(history, INTERNAL)
    for number, commit in enumerate(history):
        assert states(found, number) == {story.id: story.status for story in commit.stories}


@given(HISTORIES)
def test_an_audience_sees_what_it_could_see_at_each_commit(history: list[Commit]) -> None:
    found = ledger(history, PUBLIC)
    for number, commit in enumerate(history):
        assert states(found, number) == {story.id: story.status for story in commit.visible}


@given(HISTORIES)
def test_what_is_hidden_changes_nothing_for_the_others(history: list[Commit]) -> None:
    """Non-interference: without what is hidden, and without the commits that changed nothing else, nothing differs."""
    bare: list[Commit] = []
    shown: dict[str, str] = {}
    for commit in history:
        seen = {story.id: story.status for story in commit.visible}
        if seen != shown:
            bare.append(replace(commit, stories=commit.visible))
            shown = seen
    assert ledger(history, PUBLIC, in_order=False) == ledger(bare, PUBLIC, in_order=False)
