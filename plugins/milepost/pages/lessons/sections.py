"""The lessons page: a section for each phase, filtered by a script."""

from __future__ import annotations

from milepost.graph.portfolio import Portfolio
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kit.addresses import LESSONS
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.lessons.view import LessonGroup, LessonsView, lessons_view
from milepost.pages.page import Page, Region, Section, page_of, plain
from milepost.pages.shared import details


def page(context: PageContext, title: str) -> Page:
    """A section for each phase."""
    view = lessons_view(context, title)
    about = details(view.collections, "About these lessons", "about")
    return page_of("lessons", view, _library(view) if view.groups else None, about, shape="full", stacked=bool(about))


def _library(view: LessonsView) -> Region:
    groups = Region("stack", tuple(Region("pieces", (_group(one),)) for one in view.groups))
    return Region("filtered", (plain("lessons/tools", view), groups), whole=True)


def _group(group: LessonGroup) -> Section:
    return Section("lessons/group", group.cards, group.title, group.anchor, note=group.count)


def _is_there(portfolio: Portfolio) -> bool:
    """True also if there are neither lessons nor actions: the page then says how to begin."""
    return bool(portfolio.all(Lesson) or not portfolio.all(Action))


PAGE = SharedPage("lessons", page, LESSONS, is_there=_is_there, kind="lessons")
