"""Every text of a document is on some page, or is what `milepost show` is for."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from pydantic import BaseModel
from tests.support import declared, whole

from milepost.analysis import Insight
from milepost.cli.description import describe
from milepost.kinds.portfolio.model import PortfolioDocument
from milepost.kinds.registry import KINDS
from milepost.problem import Place
from milepost.schema.base import Entry
from milepost.schema.fields import fields_of

Texts = dict[str, set[str]]

NAMED = {spec.ref.type for _, _, cls in declared.classes() for spec in fields_of(cls).values() if spec.ref}
# What no page shows, but `milepost show` does. Take an entry out once a page shows it; a new field is shown, or declared.
BY_COMMAND = {
    # Mentioned by name wherever they have a part in something; no page is about them.
    "Person": {"summary", "description", "name", "email"},
    "Service": {"summary", "description"},
    "TagDefinition": {"summary", "description"},
    "Team": {"summary", "description"},
    # Files that hold entries: the pages are about these, from all files together. Those that are declared as containers
    # need not be named here.
    "Lessons": {"summary", "description", "product"},
    "Strategy": {"title", "summary"},
    # A lane of the timeline, a moment of a story and a line to sign on have room for one sentence.
    "Acceptance": {"summary", "description"},
    "Event": {"summary", "description"},
    "Theme": {"description"},
    # What amounts are in where they name no currency themselves, and which product a document is about.
    "Handover": {"product"},
    "PortfolioDocument": {"currency", "product"},
    "Postmortem": {"product"},
}
# Whose links to the web are listed. Those of every other entry are shown by command.
WITH_LINKS = {"Handover", "Item", "Postmortem", "Project", "Release"}


def linked(cls: type[BaseModel], found: dict[str, Any], number: int, texts: Texts) -> dict[str, Any]:
    """A document whose ids are those that references name, and which notes every text in it.

    Every second entry is without a title where it can be, so that what stands in for one is shown.
    """
    made = dict(found)
    if issubclass(cls, Entry) and cls.type_name in NAMED:
        made["id"] = f"{cls.type_name}-{number}"
    title = fields_of(cls).get("title")
    # What names another action is a mere mention of that, and has nothing of its own.
    if number % 2 and made.pop("action", None) is None and title and not title.required:
        made.pop("title", None)
    if "links" in made:
        made["links"] = [{**one, "title": f"{cls.__name__} links {number}"} for one in made["links"]]
        texts.setdefault(f"{cls.__name__}.links", set()).add(f"{cls.__name__} links {number}")
    for name, spec in fields_of(cls).items():
        inner = made.get(name)
        if spec.model and isinstance(inner, dict):
            made[name] = linked(spec.model, inner, number, texts)
        elif spec.model and isinstance(inner, list):
            made[name] = [linked(spec.model, one, number, texts) if isinstance(one, dict) else one for one in inner]
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, str) and one.startswith(f"{cls.__name__} {name} "):
                texts.setdefault(f"{cls.__name__}.{name}", set()).add(one)
    return made


@pytest.fixture(scope="module")
def texts() -> Texts:
    return {}


@pytest.fixture(scope="module")
def documents(texts: Texts) -> dict[str, dict[str, Any]]:
    written = whole.documents(4)
    head = written.pop("portfolio-0.yml")
    parts = [
        linked(PortfolioDocument, {**head, **declared.full(PortfolioDocument, number)}, number, texts)
        for number in range(4)
    ]
    for name in declared.entry_lists(PortfolioDocument):
        parts[0][name] = [one for part in parts for one in part[name]]
    return {"portfolio.yml": parts[0]} | {
        name: linked(KINDS[one["kind"]], one, int(name.removesuffix(".yml").rpartition("-")[2]), texts)
        for name, one in written.items()
    }


@pytest.fixture(scope="module")
def on_pages(documents: dict[str, dict[str, Any]], texts: Texts) -> set[str]:
    plan = whole.composed(documents, "internal")
    html = " ".join(unescape(page.render(str).html) for page in plan.pages.values())
    return shown(texts, " ".join(re.sub(r"<[^>]*>", " ", html).split()) + html)


@pytest.fixture(scope="module")
def by_command(documents: dict[str, dict[str, Any]], texts: Texts) -> set[str]:
    portfolio = whole.seen(documents, "internal")
    insight = Insight(portfolio, whole.AS_OF)
    words = [
        f"{described.title} {described.fields} {described.worked_out}"
        for type in portfolio.types
        for entity in portfolio.entities(type)
        if (described := describe(portfolio, insight, entity, place=Place("x.yml"), audience="internal"))
    ]
    return shown(texts, " ".join(words))


def shown(texts: Texts, words: str) -> set[str]:
    words = words.casefold()
    return {field for field, found in texts.items() if any(one.casefold() in words for one in found)}


def test_every_text_is_on_a_page_or_declared_as_shown_by_command(texts: Texts, on_pages: set[str]) -> None:
    expected = {f"{cls}.{field}" for cls, fields in BY_COMMAND.items() for field in fields}
    containers = {cls.__name__ for cls in KINDS.values() if cls.declares.container}
    assert containers.isdisjoint(BY_COMMAND)
    hidden = {field for field in texts.keys() - on_pages if not field.endswith(".links")}
    hidden = {field for field in hidden if field.partition(".")[0] not in containers}
    forgotten = ", ".join(sorted(hidden - expected))
    assert not forgotten, f"no page shows {forgotten}: show it, or name it in BY_COMMAND"
    assert hidden == expected


def test_links_are_on_the_pages_of_those_that_have_one(texts: Texts, on_pages: set[str]) -> None:
    assert {field.removesuffix(".links") for field in on_pages if field.endswith(".links")} == WITH_LINKS
    assert len([field for field in texts if field.endswith(".links")]) > 30


def test_what_no_page_shows_is_shown_by_command(texts: Texts, on_pages: set[str], by_command: set[str]) -> None:
    assert texts.keys() - on_pages <= by_command


def test_the_texts_are_those_of_all_fields_that_hold_words(texts: Texts) -> None:
    """Else a field would be left out for want of words in it."""
    worded = {
        f"{cls.__name__}.{name}"
        for _, _, cls in declared.classes()
        for name, spec in fields_of(cls).items()
        if spec.role == "markdown" or name in ("title", "summary", "ticket", "email", "detected_by", "slo")
    }
    assert worded - {"PortfolioDocument.disclaimer"} <= texts.keys()
