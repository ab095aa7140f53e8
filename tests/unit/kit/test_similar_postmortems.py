"""Post-mortems beside a post-mortem, with what they share in words."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext

from milepost.kinds.postmortem.model import Postmortem
from milepost.kit.addresses import POSTMORTEMS
from milepost.kit.similar_postmortems import similar_rows

FILES = {
    "postmortem": "id: a\naffected: [shop, gates]\ntags: [load]\nproject: x\nsimilar_to: [c]",
    "postmortem_b": "id: b\naffected: [shop, gates]\ntags: [load]\nproject: x\nseverity: sev2\nstarted: 2026-06-20T18:02",
    "postmortem_c": "id: c\nreviewed_on: 2024-03-01",
    "portfolio": "services: [{id: shop, title: Ticket shop}]\nlabels: {severity: {sev1: {title: One}, sev2: {title: Two}}}",
}


def test_each_says_what_it_is_when_it_was_and_what_it_shares(context: MakePageContext) -> None:
    made = context(pages=(POSTMORTEMS,), **FILES)
    entity = made.portfolio.find("postmortem", "a")
    assert entity
    found = [
        (row.ref.target, row.type, row.severity and row.severity.word, row.when, row.why)
        for row in similar_rows(made, entity)
    ]
    assert found == [
        ("postmortems/c/index.md", "Incident", None, "1 Mar 2024", "Named by an author"),
        (
            "postmortems/b/index.md",
            "Incident",
            "Two",
            "20 Jun",
            "Same services: Ticket shop and gates; same project; tag load",
        ),
    ]


def test_one_without_its_like_has_no_rows(context: MakePageContext) -> None:
    made = context(postmortem="id: a")
    assert similar_rows(made, made.portfolio.all(Postmortem)[0]) == ()
