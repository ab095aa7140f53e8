"""The handover page: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kit.context import PageContext
from milepost.kit.projects import by_page
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.handover.view import HandoverView, handover_view
from milepost.pages.page import Page, Region, Section, page_of, plain
from milepost.pages.shared import links, tags, text


def page(context: PageContext, entity: Entity[Handover]) -> Page:
    """Readiness and what is missing, then every part, and the sign-off."""
    view = handover_view(context, entity)
    return page_of(
        "handover",
        view,
        *_readiness(view),
        text(view.description, "About", "about"),
        *(Section("handover/part", one, one.title, one.anchor, frame="panel", note=one.note) for one in view.parts),
        links(view.links, frame="section"),
        tags(view.tags),
        _sign_off(view),
        shape="handover",
        stacked=True,
    )


def _readiness(view: HandoverView) -> Iterator[Section | Region]:
    if view.verdict is None:
        return
    yield Section("handover/verdict", view, "Ready to hand over?", "ready")
    missing = Section(
        "handover/missing", view.missing, "What is missing", "missing", frame="panel", note=view.missing_note
    )
    scores = Section("handover/scores", view.scores, "By part", "by-part", frame="panel")
    if view.missing:
        yield Region("wide_and_narrow", (missing, scores))
    else:
        yield Region("columns", (scores,))


def _sign_off(view: HandoverView) -> Section | None:
    """The sign-offs; if there are none, lines to sign on, which are only in print and so not in the contents."""
    if view.signatures:
        note = view.signatures_note
        return Section("handover/sign_off", view, "Sign-off", "sign-off", frame="panel", note=note)
    return plain("handover/lines_to_sign", view) if view.blank else None


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for src_uri, entity in by_page(context.portfolio.all(Handover)):
        yield OwnPage(src_uri, entity.title, entity, partial(page, context, entity))


PAGE = OwnPages("handover", _pages)
