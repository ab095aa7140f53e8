"""What fields and entries mean: declared where they are declared, and read by whatever depends on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a field is for, whatever its type.

    A date is a PROMISE unless its declaration says otherwise, so that a new one is never overlooked; `_meaning` in
    `fields.py` says what the other types mean.
    """

    PROMISE = "promise"  # a date that others count on
    BASELINE = "baseline"  # the date that was promised at first
    ACTUAL = "actual"  # a date as it came
    RECORD = "record"  # what happened: a day, a time, a number that nobody promised
    STATE = "state"  # how far it is
    TRUTH = "truth"  # whether it is so: done, met, accepted
    HEALTH = "health"  # how well it goes; its choices are ordered from the best to the worst
    LEVEL = "level"  # the number that is measured now
    GOAL = "goal"  # what is to be reached, what it serves, and the numbers behind it
    LINK = "link"  # what it is a part of, or stands in for
    DEPENDENCY = "dependency"  # what must be done before it
    PEOPLE = "people"  # who does it, or answers for it
    MONEY = "money"  # what it costs, and what may go wrong
    DETAIL = "detail"  # anything else that is worth reading
    IDENTITY = "identity"  # what it is called by others: ids and kinds
    AUDIENCE = "audience"  # who sees it
    EMBARGO = "embargo"  # from when on it is seen


class Shows(StrEnum):
    """Where a field is shown besides the page of its entry, if there is such a view of entries of its class.

    Lists and timelines show items; embedded views filter the classes listed in `embeds/fields.py`.
    """

    COLUMN = "column"  # a column that lists can have and be sorted by
    FACET = "facet"  # a filter above timelines, with a choice for each value
    LANE = "lane"  # a way to divide timelines into lanes and lists into parts; only for facets
    FILTER = "filter"  # a key of `where:` in embedded views


COLUMN, FACET, LANE, FILTER = Shows

# What the text of a field holds that could reveal the true value of another; plain words and names hold none of it.
MEASURES = ("date", "length", "number", "state", "reason")

PARENT = "{parent}"


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """What a class of entries declares about all its entries, in the keywords of its class statement.

    `label` and `plural`: what people call one and several of them. `means`: what sort of news it is when one comes or
    goes; only what has a type of its own has one. `fields_mean`: what its fields mean that do not say it themselves.

    `dated_by`: the field with the date that it is mostly about.

    `page`: the address of the page that it is shown on, as a src_uri. `{id}` and `{project}` stand for its id and for
    that of its project: such a page is its own. PARENT is the page of the entry that it is nested in. `anchor` is its
    place on a page that it shares, with `{type}`, `{id}` and `{key}`. `linked`: texts may link to it even so that it
    has no page: readers see its name.

    `of_document`: its id belongs to its document, and is looked up there first. `shared`: the id may be used in
    other documents too, as long as no document of theirs has one of the same id. `known` are ids that need no
    declaration.

    `order`: the fields that columns, facets, and lanes begin with; the others follow in order of declaration.

    `closed`: the statuses in which nothing more is to be expected. `container`: a file that only holds what is in it,
    so that how entries are spread over such files is no news.
    """

    label: str = ""
    plural: str = ""
    means: Meaning | None = None
    fields_mean: Meaning | None = None
    dated_by: str = ""
    page: str = ""
    anchor: str = "{type}-{key}"
    linked: bool = False
    of_document: bool = False
    shared: bool = False
    known: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    container: bool = False

    @property
    def has_own_page(self) -> bool:
        """Whether each entry has a page to itself."""
        return "{" in self.page and self.page != PARENT

    @property
    def with_article(self) -> str:
        """What people call one: `an item`, `a key result`."""
        return f"{'an' if self.label[0] in 'aeiou' else 'a'} {self.label}"


def label_of_class(name: str) -> str:
    """`KnownIssue` is called `known issue`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
