"""The post-mortem page: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.graph.portfolio import Entity
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit.addresses import postmortem_page
from milepost.kit.context import PageContext
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Part, Region, Section, beside, page_of, plain, present
from milepost.pages.postmortem.view import PostmortemView, postmortem_view
from milepost.pages.shared import facts, table, text


def page(context: PageContext, entity: Entity[Postmortem]) -> Page:
    """What happened, why, and what was learned.

    An incident begins with its timeline, a project review with its objectives.
    """
    view = postmortem_view(context, entity)
    impact, story, taught = text(view.impact, "What it meant", "impact"), _story(view), (_lessons(view), _actions(view))
    about = text(view.description, _about(view), "about")
    causes, resolution = _causes(view), text(view.resolution, "How it was put right", "resolution")
    above: tuple[Part | None, ...]
    if view.story_first:
        above = (impact, story)
        main = [about, causes, resolution, _columns(view), *_planned(view)]
    else:
        above = ()
        main = [about, *_planned(view), impact, _columns(view), story, causes, resolution]
    main.append(_risks(view))
    return page_of(
        "postmortem",
        view,
        plain("postmortem/notice", view.notice) if view.notice else None,
        plain("postmortem/span", view.span) if view.span else None,
        plain("postmortem/numbers", view.numbers) if view.numbers else None,
        *above,
        beside([*main, *(() if view.taught_apart else taught)], _side(view)),
        *(taught if view.taught_apart else ()),
        stacked=True,
    )


def _about(view: PostmortemView) -> str:
    """The heading of the description: if there is a timeline, that is what tells what happened."""
    if view.story:
        return "About"
    return "What happened" if view.story_first else "In short"


def _story(view: PostmortemView) -> Section | None:
    return Section("postmortem/story", view.story, view.story.title, "story", frame="story") if view.story else None


def _planned(view: PostmortemView) -> tuple[Section | None, ...]:
    return (
        table("postmortem/objectives", view.objectives, "Planned and reached", "objectives", view.objectives_note),
        table("postmortem/estimates", view.estimates, "Estimated and actual", "estimates"),
    )


def _columns(view: PostmortemView) -> Region | None:
    found = tuple(Section("postmortem/statements", one, one.title, one.id) for one in view.columns)
    return Region("wells", found) if found else None


def _causes(view: PostmortemView) -> Section | None:
    if not (view.trigger or view.factors):
        return None
    return Section("postmortem/causes", view, "What contributed", "factors")


def _risks(view: PostmortemView) -> Region | None:
    found = present(
        (
            table("postmortem/risks", view.risks, "Risks that came true", "risks"),
            table("postmortem/unforeseen", view.unforeseen, "What nobody had foreseen", "unforeseen"),
        )
    )
    return Region("wells", found) if found else None


def _lessons(view: PostmortemView) -> Section | None:
    return table("postmortem/lessons", view.lessons, "Lessons", "lessons")


def _actions(view: PostmortemView) -> Section | None:
    if not view.actions:
        return None
    return Section("postmortem/actions", view.actions, "Actions", "actions", frame="panel", note=view.actions_note)


def _side(view: PostmortemView) -> tuple[Section | None, ...]:
    return (
        Section("postmortem/items", view.items, "On the roadmap", "items", frame="aside") if view.items else None,
        Section("postmortem/similar", view.similar, "Similar", "similar", frame="aside") if view.similar else None,
        Section("postmortem/related", view.related, "Related", "related", frame="aside") if view.related else None,
        *facts(view),
    )


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for entity in context.portfolio.all(Postmortem):
        if entity.id:
            yield OwnPage(postmortem_page(entity), entity.title, entity, partial(page, context, entity))


PAGE = OwnPages("postmortem", _pages)
