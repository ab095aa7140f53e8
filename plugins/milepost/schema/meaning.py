"""Meanings of fields and entries: declared with them, and used by everything that depends on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from milepost.wording import with_article


class Meaning(StrEnum):
    """What a field is for, regardless of its type.

    A date is a PROMISE unless declared otherwise, so that a new one is never overlooked; for other types see
    `_meaning` in `fields.py`.
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

# What a field can quantify, and so reveal about another field; plain texts and names quantify nothing.
MEASURES = ("date", "length", "number", "state", "reason")

PARENT = "{parent}"


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """What a class declares about its entries, as keywords of the class statement.

    `label`, `plural`: display names. `means`: classifies added and removed entries in `diff`; only for classes with a
    type name. `fields_mean`: meaning of its fields unless they declare one. `dated_by`: the field with its main date.

    `page`: address of the page that shows it, as a src_uri. `{id}` and `{project}` give each entry a page of its own;
    with `#` at its end, it is one page for all such entries of a project. PARENT is the page of the entry it is nested
    in. `anchor` is its place on a shared page, with `{type}`, `{id}`, and `{key}`. `linked`: texts may link to it
    although it has no page; readers see its name.

    `of_document`: its id is scoped to its document and looked up there first. `shared`: the id may be used in other
    documents, unless they have one of their own. `known`: predefined ids.

    `order`: the fields that columns, facets, and lanes begin with; the others follow in order of declaration.

    `closed`: statuses after which no more work is expected. `container`: a file that merely contains its entries, so
    that moving them between such files is not reported.
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
        """Whether each entry has a page of its own."""
        return "{" in self.page and self.page != PARENT and not self.of_project_page

    @property
    def of_project_page(self) -> bool:
        """Whether a page of its project shows it with others."""
        return self.page.endswith("#")

    @property
    def with_article(self) -> str:
        """The label with its article: `an item`, `a key result`."""
        return with_article(self.label)


def label_of_class(name: str) -> str:
    """`KnownIssue` becomes `known issue`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
