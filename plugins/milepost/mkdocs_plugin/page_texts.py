"""Hostnames, persons, secrets and names of hidden entries in the hand-written pages of broader audiences.

MkDocs publishes the comments and raw HTML of a page, and themes publish parts of its front matter, so the whole source
is searched. Only for persons the front matter is skipped: an author is meant to be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs.structure.files import File

from milepost.checks.audience_view import BroaderView
from milepost.checks.grouping import Sighting, grouped
from milepost.checks.id_suggestions import all_entities
from milepost.checks.links import without_code
from milepost.checks.names import HiddenNames
from milepost.checks.secrets import without_excerpt
from milepost.checks.sensitive_text import HINTS, SENSITIVE, sensitive_in
from milepost.front_matter.parser import read_front_matter, with_line_feeds
from milepost.graph.portfolio import Portfolio
from milepost.mkdocs_plugin.page_mentions import place_in
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.problem import Problem, quoted
from milepost.ruleset import RULES, rule_levels
from milepost.settings import Settings

_NAMES = "public-names-hidden"
_HINT = "use other words, or write the page for the readers who may see it"


def page_texts(whole: PageVisibility, settings: Settings, portfolio: Portfolio) -> Iterator[Problem]:
    """A problem for each of these in pages, at the configured level; broadest audience first.

    `whole` must have been created with `whole=True`.
    """
    levels = rule_levels(settings.rules)
    said: set[str] = set()
    for audience in settings.audiences[:-1]:
        visibility = whole.seen_by(audience)
        pages = [page for page in visibility.pages if visibility.shows(page) and page.src_uri not in said]
        said.update(page.src_uri for page in pages)
        for rule in SENSITIVE if pages else ():
            if levels.on(rule):
                found = grouped(_sensitive(visibility, pages, rule, audience, portfolio))
                quiet = map(without_excerpt, found) if rule == "public-secret" else found
                yield from levels.apply(one.problem(RULES[rule]) for one in quiet)
        if pages and levels.on(_NAMES):
            names = HiddenNames(BroaderView(portfolio, audience, settings.as_of))
            named = grouped(_hidden(visibility, pages, names, audience))
            yield from levels.apply(one.problem(RULES[_NAMES]) for one in named)


def _sensitive(
    visibility: PageVisibility, pages: list[File], rule: str, audience: str, portfolio: Portfolio
) -> Iterator[Sighting]:
    ids = frozenset(entity.slug for entity in all_entities(portfolio) if entity.id)
    for page, text in _sources(pages):
        searched = _without_front_matter(text) if rule == "public-person" else text
        for one in sensitive_in(rule, searched, without_code(searched), ids):
            for match in re.finditer(re.escape(one.found), searched):
                place = place_in(visibility, page, text, match.start())
                yield Sighting(one.found.casefold(), place, one.message(audience), HINTS[rule])


def _hidden(visibility: PageVisibility, pages: list[File], names: HiddenNames, audience: str) -> Iterator[Sighting]:
    for page, text in _sources(pages) if names else ():
        for name in names.in_text(without_code(text)):
            message = f"{quoted(name.text)} is hidden from {audience} readers, and this page names it"
            for match in name.pattern.finditer(text):
                yield Sighting(name.words, place_in(visibility, page, text, match.start()), message, _HINT)


def _sources(pages: list[File]) -> Iterator[tuple[File, str]]:
    """Each page with its text; the audience filter reports pages that cannot be read."""
    for page in pages:
        try:
            yield page, with_line_feeds(page.content_string)
        except (OSError, ValueError):
            continue


def _without_front_matter(text: str) -> str:
    """A page's text with its front matter blanked out, so that offsets stay the same."""
    body = read_front_matter(text).body
    head = text[: len(text) - len(body)] if text.endswith(body) else ""
    return re.sub(r"[^\n]", " ", head) + text[len(head) :]
