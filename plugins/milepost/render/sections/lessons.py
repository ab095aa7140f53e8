"""What was learned, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.model.lessons import Action, Lesson, Lessons
from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage
from milepost.render.sections.section import Section
from milepost.views.actions import actions_view
from milepost.views.addresses import ACTIONS, LESSONS
from milepost.views.lessons import lessons_view


def _is_filled(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Lesson) or portfolio.all(Action) or (portfolio.all(Lessons) and portfolio.innermost))


def _shared(portfolio: Portfolio, _: str) -> Iterator[str]:
    if portfolio.all(Lesson) or not portfolio.all(Action):
        yield LESSONS
    if portfolio.all(Action):
        yield ACTIONS


def _pages(author: Author, title: str) -> Iterator[GeneratedPage]:
    desk = author.desk
    index = desk.addresses.page(LESSONS)
    if index:
        yield author.page(LESSONS, title, "lessons", partial(lessons_view, desk, title), kind="lessons")
    if desk.addresses.page(ACTIONS):
        yield author.page(ACTIONS, "Actions", "actions", partial(actions_view, desk, "Actions"), parent=index)


SECTION = Section("lessons", "Lessons", _is_filled, _shared, _pages)
