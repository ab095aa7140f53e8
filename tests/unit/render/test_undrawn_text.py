"""What nobody draws of a Markdown field is nowhere: not on its own page, and not on any that speaks of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.support import undrawn

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Portfolio
from milepost.outputs.markdown import files
from milepost.render.site_plan import site_plan

pytestmark = pytest.mark.whole

AS_OF = date(2026, 11, 23)


def portfolio(markdown: str) -> Portfolio:
    documents = undrawn.documents(markdown)
    loaded = load_contents({f"{name}.yml": yaml.safe_dump(one).encode() for name, one in documents.items()})
    assert not loaded.problems, "\n".join(problem.text() for problem in loaded.problems)
    return loaded.portfolio


def test_the_documents_hold_every_markdown_field_that_is_declared() -> None:
    """Else the next test would pass for want of a place to fail."""
    held: set[str] = set()

    def collect(model: object) -> None:
        for name in getattr(model, "model_fields_set", ()):
            value = getattr(model, name)
            held.add(f"{type(model).__name__}.{name}")
            for one in value if isinstance(value, tuple) else (value,):
                collect(one)

    for document in portfolio("Words.").documents:
        collect(document.model)
    assert undrawn.markdown_fields() <= held


def pages(markdown: str, audience: str) -> dict[str, str]:
    seen = redacted_for(portfolio(markdown), audience, AS_OF)
    plan = site_plan(seen, as_of=AS_OF, sections=None, home=True, templates=None)
    return {path: content.decode() for path, content in files(plan).items() if Path(path).suffix == ".md"}


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("place", undrawn.PLACES)
def test_no_page_of_any_kind_holds_what_is_not_drawn(place: str, audience: str) -> None:
    made = pages(undrawn.texts()[place], audience)
    assert {path for path, page in made.items() if undrawn.SECRET in page.lower()} == set()


def test_what_is_drawn_is_shown_as_what_entries_have_in_common() -> None:
    """The control of the test above: these pages do repeat words of texts."""
    made = pages(f"Drawn {undrawn.SECRET} words.", "internal")
    assert f"Mentions {undrawn.SECRET}" in " ".join(made["postmortems/postmortem-one/index.md"].split())


def test_no_page_differs_by_what_is_not_drawn() -> None:
    """Words, but also heights, order and scores that come of them."""

    def public(hidden: str) -> dict[str, bytes]:
        markdown = f"Readers stop in the cold on deck <!-- {hidden} -->\n\n<style>{hidden}</style>"
        seen = redacted_for(portfolio(markdown), "public", AS_OF)
        return files(site_plan(seen, as_of=AS_OF, sections=None, home=True, templates=None))

    assert public("x") == public("quay master ferry gangway lantern " * 40)
